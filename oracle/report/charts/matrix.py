"""The matrix: how much each pothole hurts, against the work of its repair.

A row stands for each priority that severity × reach can give, so that signs never lie over each other. The line is at
priority 8: what reaches it is to be done soon. Source: product page, "Priority".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from oracle import words
from oracle.language import _, ngettext
from oracle.method.priority import SOON
from oracle.model.ratings import Effort
from oracle.report.charts import shapes
from oracle.report.charts.marks import sign_items, sign_width
from oracle.report.charts.matrix_journeys import LINE, Journeys, journeys_of, legend, legend_lines
from oracle.report.display import Chart, Fill, Hit, Item, Label, Stroke
from oracle.report.inter_widths import width as text_width

LEVELS = (16, 12, 9, 8, 6, 4, 3, 2, 1)
SIGNS = (38.0, 32.0, 28.0, 24.0)  # tried in this order until all fit
LEAST_HEIGHT = 340.0
CELL_KEY = "cell:"
_LEFT, _TOP, _FOOT = 60.0, 8.0, 50.0
_HEAD = 30.0  # where a quarter says its name
_GAP = 6.0
_LONGEST_TITLE = 200  # characters that a story tells
_AIR = 3.0  # px around a sign that answer too
_TRIED = 50  # of a cell, to see how wide its signs are
_NONE_SHARE = 0.8  # how wide the column of those without an effort is, beside the others


_Place = tuple[int, Effort | None]  # priority and effort: what is alike in both stands in one cell


class Spot(NamedTuple):
    """One pothole in the matrix; `priority` as `oracle.method.priority` gives it.

    `journey`: its title, told beside the pothole's; with `journey_id` those of several journeys are told apart.
    """

    id: str
    label: str
    title: str
    severity: int
    priority: int
    effort: Effort | None
    journey: str = ""
    journey_id: str = ""


class _Cell(Struct, frozen=True):
    effort: Effort | None
    priority: int
    x: float
    y: float
    width: float
    height: float
    spots: tuple[Spot, ...]
    journeys: Journeys

    def across(self, size: float) -> float:
        """How much room one sign takes."""
        wide = any(len(label(spot, self.journeys)) > 2 for spot in self.spots[:_TRIED])
        return sign_width("1.5" if wide else "5", size) + _GAP

    def columns(self, size: float) -> int:
        return max(1, int((self.width - 2 * _GAP + _GAP) // self.across(size)))

    def lines(self, size: float) -> int:
        return max(1, int(self.height // (size + 2)))

    def holds(self, size: float) -> bool:
        """Whether all signs have room."""
        return len(self.spots) <= self.columns(size) * self.lines(size)


def cell_key(effort: Effort | None, priority: int) -> str:
    """The hit of a cell that has more potholes than room."""
    return f"{CELL_KEY}{effort.value if effort else ''}:{priority}"


def label(spot: Spot, journeys: Journeys) -> str:
    """The number on its sign, after the letter of its journey."""
    letter, _title = journeys.get(spot.journey_id, ("", ""))
    return letter + spot.label


def matrix(spots: Iterable[Spot], width: float, height: float) -> Chart:
    """The matrix of these potholes, in the order given; hits are "pothole:<id>" and `cell_key` for "+n"."""
    spots = list(spots)
    journeys = journeys_of(spots)
    below = LINE * legend_lines(journeys, width)
    height = max(height - below, LEAST_HEIGHT)
    held: dict[_Place, list[Spot]] = defaultdict(list)
    for spot in spots:
        held[spot.priority, spot.effort].append(spot)
    columns = _columns(held, width)
    bands = _bands(height)
    cells = tuple(_cells(held, columns, bands, journeys))
    size = next((each for each in SIGNS if all(cell.holds(each) for cell in cells)), SIGNS[-1])
    tall = min(band for _y, band in bands.values()) - 2
    size = min(size, max(16.0, tall))
    items = [*_grounds(columns, bands, height), *_axes(columns, bands, width, height)]
    items += legend(journeys, 0, height - _FOOT + 43 + LINE, width)
    hits: list[Hit] = []
    for cell in cells:
        drawn, answering = _filled(cell, size)
        items.extend(drawn)
        hits.extend(answering)
    return Chart(width, height + below, tuple(items), _said(held), tuple(hits))


def _columns(places: Iterable[_Place], width: float) -> dict[Effort | None, tuple[float, float]]:
    """Left end and width of each column."""
    efforts: list[Effort | None] = [Effort.SMALL, Effort.MEDIUM, Effort.LARGE]
    shares = [1.0, 1.0, 1.0]
    if any(effort is None for _priority, effort in places):
        efforts.append(None)
        shares.append(_NONE_SHARE)
    unit = (width - _LEFT) / sum(shares)
    at, found = _LEFT, {}
    for effort, share in zip(efforts, shares, strict=True):
        found[effort] = (at, unit * share)
        at += unit * share
    return found


def _bands(height: float) -> dict[int, tuple[float, float]]:
    """Top and height of each priority's row."""
    tall = (height - _TOP - _FOOT - 2 * _HEAD) / len(LEVELS)
    at, found = _TOP + _HEAD, {}
    for level in LEVELS:
        if level == next(each for each in LEVELS if each < SOON):
            at += _HEAD
        found[level] = (at, tall)
        at += tall
    return found


def _cells(
    held: Mapping[_Place, Sequence[Spot]],
    columns: dict[Effort | None, tuple[float, float]],
    bands: dict[int, tuple[float, float]],
    journeys: Journeys,
) -> Iterator[_Cell]:
    for priority, (y, tall) in bands.items():
        for effort, (x, wide) in columns.items():
            if (priority, effort) in held:
                yield _Cell(effort, priority, x, y, wide, tall, tuple(held[priority, effort]), journeys)


def _line_y(bands: dict[int, tuple[float, float]]) -> float:
    y, tall = bands[SOON]
    return y + tall


def _grounds(
    columns: dict[Effort | None, tuple[float, float]], bands: dict[int, tuple[float, float]], height: float
) -> Iterator[Item]:
    line, foot = _line_y(bands), height - _FOOT
    small, medium = columns[Effort.SMALL], columns[Effort.MEDIUM]
    yield Fill(shapes.box(small[0], _TOP, small[1], line - _TOP), "road_tint")
    names = (
        (_("Quick wins"), small[0], _TOP, "ink", 600), (_("Plan now"), medium[0], _TOP, "ink_2", 400),
        (_("In passing"), small[0], line, "ink_2", 400), (_("Later"), medium[0], line, "ink_2", 400),
    )  # fmt: skip
    for name, x, y, token, weight in names:
        yield Label(x + 14, y + 21, name, 15, weight, token, width=small[1] - 20)
    yield Stroke((("M", medium[0], _TOP), ("L", medium[0], foot)), "line", 1, cap="flat")
    for effort in (Effort.LARGE, None):
        if effort in columns:
            x = columns[effort][0]
            yield Stroke((("M", x, _TOP), ("L", x, foot)), "line", 1, (3, 5), cap="flat")


def _axes(
    columns: dict[Effort | None, tuple[float, float]],
    bands: dict[int, tuple[float, float]],
    width: float,
    height: float,
) -> Iterator[Item]:
    line, foot = _line_y(bands), height - _FOOT
    yield Stroke((("M", _LEFT, line), ("L", width, line)), "line", 1, cap="flat")
    yield Stroke((("M", _LEFT, _TOP), ("L", _LEFT, foot), ("L", width, foot)), "ink", 1.5, cap="flat")
    for level, (y, tall) in bands.items():
        yield Label(_LEFT - 10, y + tall / 2 + 4, str(level), 12, 400, "ink_2", "end")
    for effort, (x, wide) in columns.items():
        name = words.effort(effort) if effort else _("Not estimated")
        yield Label(x + wide / 2, foot + 21, name, 12, 400, "ink_2", "middle", width=wide - 8)
    yield Label(width, foot + 43, _("Effort of the repair"), 12, 600, "ink_2", "end")
    yield Label(0, foot + 43, _("Priority: severity × reach"), 12, 600, "ink_2")


def _filled(cell: _Cell, size: float) -> tuple[list[Item], list[Hit]]:
    """The signs of a cell, centred in it; where they are too many, the last place says how many more."""
    columns, room = cell.columns(size), cell.columns(size) * cell.lines(size)
    shown = cell.spots if len(cell.spots) <= room else cell.spots[: room - 1]
    places = len(shown) + (len(shown) < len(cell.spots))
    lines = -(-places // columns)
    step = cell.across(size)
    items: list[Item] = []
    hits: list[Hit] = []
    for at in range(places):
        line, column = divmod(at, columns)
        in_line = min(columns, places - line * columns)
        x = cell.x + cell.width / 2 + (column - (in_line - 1) / 2) * step
        y = cell.y + cell.height / 2 + (line - (lines - 1) / 2) * (size + 2)
        if at < len(shown):
            spot = shown[at]
            number = label(spot, cell.journeys)
            items.extend(sign_items(number, spot.severity, x, y, size))
            wide = sign_width(number, size)
            box = (x - wide / 2 - _AIR, y - size / 2 - _AIR, wide + 2 * _AIR, size + 2 * _AIR)
            hits.append(Hit(*box, f"pothole:{spot.id}", _story(spot)))
        else:
            more = len(cell.spots) - len(shown)
            items.extend(_more(more, x, y, size))
            hits.append(_more_hit(cell, more, x, y, size))
    return items, hits


def _more(count: int, x: float, y: float, size: float) -> Iterator[Item]:
    text = _("+{n}").format(n=count)
    type_size = min(13.0, size * 0.5)
    wide = text_width(text, type_size, 600) + 12
    path = shapes.box(x - wide / 2, y - size * 0.4, wide, size * 0.8, size * 0.4)
    yield Fill(path, "surface")
    yield Stroke(path, "edge", 1)
    yield Label(x, y + type_size * 0.36, text, type_size, 600, "ink", "middle")


def _more_hit(cell: _Cell, count: int, x: float, y: float, size: float) -> Hit:
    said = ngettext("{n} more here: show them in the list", "{n} more here: show them in the list", count)
    wide = cell.across(size)
    return Hit(x - wide / 2, y - size / 2, wide, size, cell_key(cell.effort, cell.priority), said.format(n=count))


def _story(spot: Spot) -> str:
    effort = words.effort(spot.effort) if spot.effort else _("not estimated")
    title = " ".join(spot.title[: _LONGEST_TITLE * 2].split())[:_LONGEST_TITLE]
    named = f"{title}\n{spot.journey}" if spot.journey else title
    return _("Pothole {label}: {title}\n{severity}, priority {n}, effort {effort}").format(
        label=spot.label, title=named, severity=words.severity(spot.severity), n=spot.priority,
        effort=effort.lower(),
    )  # fmt: skip


def _said(held: Mapping[_Place, Sequence[Spot]]) -> str:
    counts: Counter[tuple[bool, bool]] = Counter()
    for (priority, effort), spots in held.items():
        counts[priority >= SOON, effort is Effort.SMALL] += len(spots)
    named = (
        (_("Quick wins"), counts[True, True]), (_("Plan now"), counts[True, False]),
        (_("In passing"), counts[False, True]), (_("Later"), counts[False, False]),
    )  # fmt: skip
    return _("Priority against effort: {counts}").format(counts=", ".join(f"{name} {count}" for name, count in named))
