"""The rows under a map: where she looks and nobody is, and how the last walk felt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oracle import words
from oracle.language import _
from oracle.method.channels import Coverage
from oracle.model.journey import Stage
from oracle.model.ratings import ChannelKind
from oracle.report.charts import shapes
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.report.charts.data import road_data
from oracle.report.charts.feeling import FACES, HEIGHT, Span, feeling_data, feeling_row
from oracle.report.charts.scaling import scaled
from oracle.report.content import dates
from oracle.report.display import Chart, Fill, Item, Label, Stroke
from oracle.report.inter_widths import elided, width
from oracle.report.map.cards import SMALL
from oracle.report.map.icons import icon
from oracle.report.map.plan import Sheet
from oracle.report.map.record import MapRecord

HEAD = 22.0  # a rule, and the name of the row
_SCALE = 0.72  # of the feeling row, which is drawn for the window
FEELING = HEAD + HEIGHT * _SCALE
INSET = FACES * _SCALE  # what its faces need to the left of the first column
_BOX = 16.0
_BETWEEN = 4.0
_NAME = 9.0

Mark = tuple[ChannelKind, bool]  # a channel, and whether it is a gap


def channels_height(record: MapRecord, sheets: Sequence[Sheet]) -> float:
    """How high the row of channels is, the same on all sheets."""
    counts = [len(_lines(marks, sheet.width)) for sheet in sheets for marks in _marks(record, sheet)]
    return HEAD + max(1, max(counts, default=1)) * (_BOX + _BETWEEN) + 6


def channels(record: MapRecord, sheet: Sheet, y: float) -> Iterator[Item]:
    """What each stage covers, the gaps named in words."""
    looks = _("where {persona} looks, and where nobody is").format(persona=record.persona.name)
    yield from _head(sheet, y, _("Channels covered"), looks if record.persona.looks else "")
    for index, marks in enumerate(_marks(record, sheet)):
        top = y + HEAD
        for line in _lines(marks, sheet.width):
            x = sheet.left(index)
            for mark in line:
                yield from _mark(mark, x, top, sheet.width)
                x += _width(mark, sheet.width) + _BETWEEN
            top += _BOX + _BETWEEN


def gaps_told(record: MapRecord, sheet: Sheet) -> str:
    """The gaps on a sheet in words: "Nothing in Loyalty by e-mail."."""
    said = [
        words.channel_gap(column.stage, kind) + "."
        for column, marks in zip(sheet.columns, _marks(record, sheet), strict=True)
        for kind, missing in marks
        if missing
    ]
    return " ".join(said)


def feels(record: MapRecord) -> bool:
    """Whether there is anything to draw: a walk, or what the owner expects."""
    return record.walk is not None or any(s.expected_friction is not None for s in record.journey.version.steps)


def feeling(record: MapRecord, sheet: Sheet, y: float) -> tuple[Iterator[Item], str]:
    """The road of the latest walk under the columns, and what it says in words."""
    chart = _curve(record, sheet)
    items = (*_head(sheet, y, _("Feeling"), _when(record)), *_moved(chart, -INSET, y + HEAD))
    return iter(items), chart.alt


def _curve(record: MapRecord, sheet: Sheet) -> Chart:
    road = road_data(record.walk.open, record.walk.potholes) if record.walk else None
    stages = [Stage(name=column.stage, steps=column.steps) for column in sheet.columns]
    spans = [Span(sheet.left(at) / _SCALE, (sheet.left(at) + sheet.width) / _SCALE) for at in range(len(stages))]
    return scaled(feeling_row(feeling_data(stages, road), spans), _SCALE)


def _when(record: MapRecord) -> str:
    if record.walk is None:
        return _("not walked yet; dotted: what is expected")
    walk = record.walk.open.walk
    day = dates.day(dates.local(walk.started_at, walk.zone).date())
    return _("walk of {day}; dotted: what is expected").format(day=day)


def _moved(chart: Chart, x: float, y: float) -> Iterator[Item]:
    for item in chart.items:
        if isinstance(item, Fill):
            yield Fill(shapes.moved(item.path, x, y), item.token, item.alpha)
        elif isinstance(item, Stroke):
            path = shapes.moved(item.path, x, y)
            yield Stroke(path, item.token, item.width, item.dash, item.alpha, item.cap)


def _head(sheet: Sheet, y: float, name: str, about: str) -> Iterator[Item]:
    yield Stroke((("M", 0, y), ("L", sheet.right, y)), "line", 0.75, cap="flat")
    yield Label(0, y + 14, name, _NAME, 600, "ink")
    left = width(name, _NAME, 600) + 8
    if about and sheet.right > left + 20:
        yield Label(left, y + 14, elided(about, sheet.right - left, SMALL), SMALL, 400, "ink_2")


def _marks(record: MapRecord, sheet: Sheet) -> list[list[Mark]]:
    """The channels and gaps of each column; those of a stage in parts stand under its first."""
    return [_of(record.coverage[column.index]) if column.part < 2 else [] for column in sheet.columns]


def _of(covered: Coverage) -> list[Mark]:
    own = dict.fromkeys(kind for kind, _label in covered.channels)
    return [(kind, False) for kind in own] + [(kind, True) for kind in covered.gaps]


def _lines(marks: list[Mark], room: float) -> list[list[Mark]]:
    lines: list[list[Mark]] = [[]]
    x = 0.0
    for mark in marks:
        across = _width(mark, room)
        if lines[-1] and x + across > room:
            lines.append([])
            x = 0.0
        lines[-1].append(mark)
        x += across + _BETWEEN
    return lines


def _width(mark: Mark, room: float) -> float:
    kind, missing = mark
    return min(room, width(words.channel(kind), SMALL) + 21) if missing else _BOX


def _mark(mark: Mark, x: float, y: float, room: float) -> Iterator[Item]:
    kind, missing = mark
    across = _width(mark, room)
    frame = shapes.box(x + 0.4, y + 0.4, across - 0.8, _BOX - 0.8, 4)
    yield Fill(frame, "surface")
    if not missing:
        yield Stroke(frame, "line", 0.75)
        yield icon(CHANNEL_ICONS[kind], x + 3.5, y + 3.5, 9, "ink")
        return
    yield Stroke(frame, "r3", 0.8, (2.4, 1.8), cap="flat")
    yield icon("triangle-alert", x + 4.5, y + 4, 8, "r3")
    yield Label(x + 15.5, y + 10.8, elided(words.channel(kind), across - 19, SMALL), SMALL, 400, "ink")
