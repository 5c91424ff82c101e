"""Where the words of the dip stand: in its basin where they fit, else above the plot with a thin leader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from oracle.language import _
from oracle.report.charts.plan import TEXT, Row
from oracle.report.charts.signs import Post
from oracle.report.charts.surface import Surface
from oracle.report.display import Item, Label, Path, Stroke
from oracle.report.inter_widths import width

LEAST_BASIN = 165.0  # a basin narrower than this has its words above the plot
_LINE = 16.0
_ABOVE = 26.0  # from the rim to the first line's baseline
_LEAD_TEXT = 14.0  # from the top of the row to the first line's baseline
_LEAD_INTO = 10.0


@dataclass(frozen=True, slots=True)
class Basin:
    """The water of the dip in one row: its path, ends and level, the x of its lowest step, and its words."""

    path: Path
    start: float
    end: float
    level: float
    low: float
    text: str


def fits(basin: Basin, row: Row, surface: Surface, posts: Sequence[Post]) -> bool:
    """Whether the words stand free above the basin's rim."""
    half = _half(basin)
    if basin.end - basin.start < LEAST_BASIN:
        return False
    x, top, foot = _middle(basin), basin.level - _ABOVE - TEXT, basin.level - 4
    if top < row.top or x - half < row.x0 or x + half > row.x1:
        return False
    if min(surface.at(x - half), surface.at(x), surface.at(x + half)) < foot:
        return False
    return not any(
        abs(post.x - x) < half + post.width / 2 + 4 and post.top < foot and post.middle(0) + 13 > top for post in posts
    )


def paint(basin: Basin, row: Row, *, lead: bool) -> Iterator[Item]:
    """The two lines, and the leader where they stand above the plot."""
    half = _half(basin)
    x = min(max(_middle(basin), row.x0 + half), row.x1 - half)
    y = row.top + _LEAD_TEXT if lead else basin.level - _ABOVE
    if lead:
        stem = min(max(basin.low, basin.start + 4), basin.end - 4)
        stem = min(max(stem, x - half), x + half)
        yield Stroke((("M", stem, y + _LINE + 6), ("L", stem, basin.level + _LEAD_INTO)), "ink", 1.0, cap="flat")
    yield Label(x, y, _("The dip after the sale"), TEXT, 600, "ink", "middle")
    yield Label(x, y + _LINE, basin.text, TEXT, 400, "ink_2", "middle")


def _middle(basin: Basin) -> float:
    return (basin.start + basin.end) / 2


def _half(basin: Basin) -> float:
    return max(width(_("The dip after the sale"), TEXT, 600), width(basin.text, TEXT)) / 2
