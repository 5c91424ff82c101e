"""Road quality over time: a line through the walks in their order, each a point with its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from oracle.language import _
from oracle.method.quality import rounded
from oracle.report.charts import shapes
from oracle.report.display import Chart, Fill, Hit, Item, Label, Stroke

_LEFT, _RIGHT, _TOP, _FOOT = 34.0, 20.0, 16.0, 20.0
_RADIUS = 4.5
_ROOM_FOR_DAY = 110.0  # px a point: under that only some days stand below
_ROOM_FOR_NUMBER = 26.0


class Point(Struct, frozen=True):
    """One walk: its quality 0 to 100 (None: not rated), its name and day; not `whole` = a ten-minute walk."""

    key: str
    value: float | None
    name: str
    under: str
    whole: bool = True


def over_time(points: Sequence[Point], width: float, height: float) -> Chart:
    """The chart; whole walks are joined by a line, ten-minute walks stand beside it as hollow points."""
    told = ", ".join(f"{each.under}: {_number(each)}" for each in points)
    alt = _("Road quality over time. {walks}").format(walks=told)
    return Chart(width, height, tuple(_items(points, width, height)), alt, tuple(_hits(points, width, height)))


def spark(values: Sequence[float], width: float, height: float) -> Chart:
    """The line alone, its last point marked: for a figure's side."""
    if not values:
        return Chart(width, height, (), "")
    step = (width - 8) / max(1, len(values) - 1)
    places = [(4 + at * step if len(values) > 1 else width / 2, _y(value, 4, height - 4)) for at, value in
              enumerate(values)]  # fmt: skip
    items: list[Item] = [_line(places)] if len(places) > 1 else []
    items.append(Fill(shapes.circle(*places[-1], 3.0), "ink"))
    return Chart(width, height, tuple(items), ", ".join(str(rounded(value)) for value in values))


def _items(points: Sequence[Point], width: float, height: float) -> Iterator[Item]:
    bottom = height - _FOOT
    for value in (0, 50, 100):
        y = _y(value, _TOP, bottom)
        yield Stroke((("M", _LEFT, y), ("L", width - _RIGHT, y)), "line", 1.0, cap="flat")
        yield Label(_LEFT - 8, y + 4, str(value), 11, 400, "ink_2", "end")
    places = _places(points, width, height)
    joined = [place for each, place in zip(points, places, strict=True) if each.whole and place is not None]
    if len(joined) > 1:
        yield _line(joined)
    pitch = _pitch(points, width)
    every = max(1, -int(-_ROOM_FOR_DAY // pitch))
    for at, (each, place) in enumerate(zip(points, places, strict=True)):
        if at % every == 0 or (at == len(points) - 1 and at % every > every / 2):
            yield Label(_x(at, points, width), height - 4, each.under, 11, 400, "ink_2", _anchor(at, points))
        if place is None:
            continue
        yield Fill(shapes.circle(*place, _RADIUS), "ink" if each.whole else "surface")
        yield Stroke(shapes.circle(*place, _RADIUS), "ink", 1.5)
        if pitch >= _ROOM_FOR_NUMBER:
            above = place[1] - 10 if place[1] > _TOP + 14 else place[1] + 18
            yield Label(place[0], above, _number(each), 12, 600, "ink", "middle")


def _hits(points: Sequence[Point], width: float, height: float) -> Iterator[Hit]:
    pitch = min(_pitch(points, width), 120.0)
    for at, each in enumerate(points):
        story = f"{each.name}: {_number(each)}" + ("" if each.whole else f" ({_('ten-minute walk')})")
        # As wide as its day, which at the ends stands on one side of the point.
        before = {"start": min(16.0, pitch / 2), "middle": pitch / 2, "end": max(pitch - 16.0, pitch / 2)}
        left = _x(at, points, width) - before[_anchor(at, points)]
        right = min(width, left + pitch)
        yield Hit(max(0.0, left), 0, right - max(0.0, left), height, each.key, story)


def _places(points: Sequence[Point], width: float, height: float) -> list[tuple[float, float] | None]:
    return [
        None if each.value is None else (_x(at, points, width), _y(each.value, _TOP, height - _FOOT))
        for at, each in enumerate(points)
    ]


def _line(places: Sequence[tuple[float, float]]) -> Stroke:
    first, *rest = places
    return Stroke((("M", *first), *(("L", *place) for place in rest)), "ink", 2.0)


def _pitch(points: Sequence[Point], width: float) -> float:
    return (width - _LEFT - _RIGHT - 24) / max(1, len(points) - 1)


def _x(at: int, points: Sequence[Point], width: float) -> float:
    if len(points) == 1:
        return (width + _LEFT - _RIGHT) / 2
    return _LEFT + 12 + at * _pitch(points, width)


def _y(value: float, top: float, bottom: float) -> float:
    return bottom - (bottom - top) * value / 100


def _anchor(at: int, points: Sequence[Point]) -> Literal["start", "middle", "end"]:
    if len(points) > 1 and at in {0, len(points) - 1}:
        return "start" if at == 0 else "end"
    return "middle"


def _number(point: Point) -> str:
    return "–" if point.value is None else str(rounded(point.value))
