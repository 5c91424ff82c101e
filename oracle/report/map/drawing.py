"""The map as display lists: a page of columns with its rows, or the whole of it as one picture."""

from __future__ import annotations

from collections.abc import Iterator

from oracle import words
from oracle.language import _, ngettext
from oracle.report.charts import shapes
from oracle.report.content import dates
from oracle.report.display import Chart, Fill, Item, Label, Stroke
from oracle.report.inter_widths import elided, width
from oracle.report.map import cards, plan, rows
from oracle.report.map.icons import icon
from oracle.report.map.plan import Sheet
from oracle.report.map.record import MapRecord

_MARGIN = 28.0  # around the one picture
_TITLE = 17.0
_ABOUT = 8.8
_HEADER = 54.0
_BETWEEN = 8.0  # the cards and the rows


def sheets(record: MapRecord, room: tuple[float, float]) -> tuple[Sheet, ...]:
    """The map's columns on pages with that room (width, height in points)."""
    across, high = room
    stages = record.journey.version.stages
    across -= rows.INSET
    # How high the rows are depends on how wide the columns are, and what is left for the cards on both.
    found = plan.sheets(stages, across, high)
    return plan.sheets(stages, across, high - plan.HEAD - _BETWEEN - _rows(record, found))


def page(record: MapRecord, sheet: Sheet, high: float = 0.0) -> Chart:
    """The columns of a sheet with the rows at the foot of `high` points, or right under the cards."""
    rows_high = _rows(record, (sheet,))
    tallest = max((column.height for column in sheet.columns), default=0.0) or 34.0
    foot = max(high - rows_high, plan.HEAD + tallest + _BETWEEN)
    if high:
        foot = min(foot, plan.HEAD + tallest + 4 * _BETWEEN)
    items = [item for at, column in enumerate(sheet.columns) for item in _column(sheet, at)]
    items += rows.channels(record, sheet, foot)
    told = [cards.told(column) for column in sheet.columns]
    told.append(rows.gaps_told(record, sheet))
    if rows.feels(record):
        drawn, said = rows.feeling(record, sheet, foot + rows.channels_height(record, (sheet,)))
        items += drawn
        told.append(_("Feeling: {steps}.").format(steps=said))
    chart = Chart(sheet.right, foot + rows_high, tuple(items), " ".join(part for part in told if part))
    return _placed(chart, rows.INSET, 0.0, sheet.right + rows.INSET, chart.height)


def whole(record: MapRecord) -> Chart:
    """The whole map with its header as one picture, as large as it is."""
    body = page(record, plan.whole(record.journey.version.stages))
    across = max(body.width - rows.INSET + 2 * _MARGIN, 420.0)
    high = _MARGIN + _HEADER + body.height + _MARGIN
    ground = Fill(shapes.box(0, 0, across, high), "surface")
    placed = _placed(body, _MARGIN - rows.INSET, _MARGIN + _HEADER, across, high)
    return Chart(across, high, (ground, *_header(record, across), *placed.items), f"{record.journey.title}. {body.alt}")


def about(record: MapRecord) -> str:
    """Whose road it is: "Green Leaf Plants · Buying and after · Wendy, 34 · 12 steps · version 3 · 22 November"."""
    journey, persona = record.journey, record.persona
    count = len(journey.version.steps)
    parts = (
        record.business.name,
        words.kind(journey.kind),
        ", ".join(part for part in (persona.name, str(persona.age or "")) if part),
        ngettext("{n} step", "{n} steps", count).format(n=count),
        _("version {n}").format(n=journey.version.number),
        dates.day(record.at.date()),
    )
    return " · ".join(part for part in parts if part)


def legend() -> Chart:
    """What the signs of a map mean."""
    signs = (
        (cards.TRUTH, _("moment of truth")),
        ("hourglass", _("wait")),
        (cards.SALE, _("sale")),
        (cards.PRIVATE, _("private data")),
    )
    items: list[Item] = []
    x = 0.0
    for name, text in signs:
        items.append(icon(name, x, 1, 8.5, "ink_2" if name == "hourglass" else "ink"))
        items.append(Label(x + 12, 8.6, text, cards.SMALL, 400, "ink_2"))
        x += 24 + width(text, cards.SMALL)
    return Chart(x - 12, 11, tuple(items), "")


def _rows(record: MapRecord, on: tuple[Sheet, ...]) -> float:
    return rows.channels_height(record, on) + (rows.FEELING if rows.feels(record) else 0.0)


def _column(sheet: Sheet, at: int) -> Iterator[Item]:
    return cards.column(sheet.columns[at], sheet.left(at), 0.0, sheet.width)


def _header(record: MapRecord, across: float) -> Iterator[Item]:
    room = across - 2 * _MARGIN
    yield Fill(shapes.box(_MARGIN, _MARGIN - 4, 26, 3), "road")
    yield Label(_MARGIN, _MARGIN + 18, elided(record.journey.title, room, _TITLE, 600), _TITLE, 600, "ink")
    signs = legend()
    said = about(record)
    fits = width(said, _ABOUT) + signs.width + 20 < room
    yield Label(_MARGIN, _MARGIN + 34, elided(said, room, _ABOUT), _ABOUT, 400, "ink_2")
    if fits:
        yield from _placed(signs, across - _MARGIN - signs.width, _MARGIN + 25.5, 0, 0).items


def _placed(chart: Chart, x: float, y: float, across: float, high: float) -> Chart:
    """A chart moved by x, y on a larger ground."""
    return Chart(across, high, tuple(_moved(item, x, y) for item in chart.items), chart.alt)


def _moved(item: Item, x: float, y: float) -> Item:
    if isinstance(item, Fill):
        return Fill(shapes.moved(item.path, x, y), item.token, item.alpha)
    if isinstance(item, Stroke):
        return Stroke(shapes.moved(item.path, x, y), item.token, item.width, item.dash, item.alpha, item.cap)
    return Label(item.x + x, item.y + y, item.text, item.size, item.weight, item.token, item.anchor, item.width)
