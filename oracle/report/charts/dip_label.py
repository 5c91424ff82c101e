"""Where the words of the dip stand: in its basin where they fit, else above the plot with a thin leader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from oracle.report.charts.plan import TEXT, Row
from oracle.report.charts.shapes import Point
from oracle.report.charts.signs import Post
from oracle.report.charts.surface import Surface
from oracle.report.display import Item, Label, Path, Stroke
from oracle.report.inter_widths import width

LEAST_BASIN = 165.0  # a basin narrower than this has its words above the plot
_LINE = 16.0
_ABOVE = 26.0  # from the rim to the first line's baseline
_LEAD_TEXT = 14.0  # from the top of the row to the first line's baseline
_LEAD_INTO = 10.0
_SHIFTS = (0, -6, 6, -12, 12, -18, 18, -24, 24)


class Basin(Struct, frozen=True):
    """The water of the dip in one row: its path, ends and level, the x of its lowest step, and its words."""

    path: Path
    start: float
    end: float
    level: float
    low: float
    heading: str
    text: str


def free_place(basin: Basin, row: Row, surface: Surface, posts: Sequence[Post], dots: Sequence[Point]) -> float | None:
    """The x of the middle of words that stand free above the rim, as near the basin's middle as can be; else None.

    `dots` are those of the line of what was expected.
    """
    if basin.end - basin.start < LEAST_BASIN:
        return None
    half, top, foot = _half(basin), basin.level - _ABOVE - TEXT, basin.level - 4
    crossing = [dot for dot, y in dots if top - 4 < y < foot + 4]
    near = [post for post in posts if post.top < foot and post.middle(0) + post.size / 2 > top]
    for shift in _SHIFTS:
        x = (basin.start + basin.end) / 2 + shift
        inside = top >= row.top and x - half >= row.x0 and x + half <= row.x1
        under = min(surface.at(x - half), surface.at(x), surface.at(x + half)) >= foot
        beside = all(abs(post.x - x) >= half + post.width / 2 + 4 for post in near)
        if inside and under and beside and all(abs(dot - x) > half + 4 for dot in crossing):
            return x
    return None


def paint(basin: Basin, row: Row, place: float | None) -> Iterator[Item]:
    """The two lines at that free place, or above the plot with a leader beside the lowest step."""
    half = _half(basin)
    x = place if place is not None else min(max(basin.low, row.x0 + half), row.x1 - half)
    y = row.top + _LEAD_TEXT if place is None else basin.level - _ABOVE
    if place is None:
        stem = max(basin.low - min(26.0, row.pitch * 0.4), basin.start + 3)
        yield Stroke((("M", stem, y + _LINE + 6), ("L", stem, basin.level + _LEAD_INTO)), "ink", 1.0, cap="flat")
    yield Label(x, y, basin.heading, TEXT, 600, "ink", "middle")
    yield Label(x, y + _LINE, basin.text, TEXT, 400, "ink_2", "middle")


def _half(basin: Basin) -> float:
    return max(width(basin.heading, TEXT, 600), width(basin.text, TEXT)) / 2
