"""New marks: between two places of the picture, along a line, or where no pointer says so."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from oracle.method import marks as geometry
from oracle.method.marks import Bounds, Size
from oracle.method.marks.checking import MOST_POINTS
from oracle.method.marks.places import WHOLE
from oracle.model.mark import Mark, MarkKind, Point, Stroke
from oracle.ui.annotate.hand import Hand

LINES = frozenset({MarkKind.ARROW, MarkKind.LINE})
_STEP = math.radians(45)


def between(hand: Hand, kind: MarkKind, start: Point, end: Point, picture: Size, *, even: bool = False) -> Mark:
    """A mark from one place to another. `even`: as wide as high, or a line in steps of 45°."""
    if even:
        end = evened(kind, start, end)
    made = hand.mark(kind, start, end)
    if kind in LINES:
        return made
    if kind in WHOLE:
        start, end = geometry.within(start, picture), geometry.within(end, picture)
        (x1, y1), (x2, y2) = start, end
        # Outwards: every pixel that the pointer touched is in.
        low = math.floor(min(x1, x2)), math.floor(min(y1, y2))
        high = math.ceil(max(x1, x2)), math.ceil(max(y1, y2))
        return geometry.inside(geometry.framed(made, Bounds(*low, *high)), picture)
    if kind is MarkKind.HIGHLIGHT:
        start, end = _as_high_as_words(made, picture)
    return geometry.framed(made, Bounds(*start, *end))


def _as_high_as_words(made: Mark, picture: Size) -> tuple[Point, Point]:
    """A highlighter drawn level along a line of words covers them, rather than striking them out."""
    start, end = made.points
    (x1, y1), (x2, y2) = start, end
    least = geometry.text_style(replace(made, stroke=Stroke.MEDIUM), picture).line
    if abs(y2 - y1) >= least or abs(x2 - x1) < least:
        return start, end
    middle = (y1 + y2) / 2
    return (x1, middle - least / 2), (x2, middle + least / 2)


def evened(kind: MarkKind, start: Point, end: Point) -> Point:
    """The end that makes a line run in steps of 45°, and anything else as wide as high."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    if kind in LINES:
        angle, length = round(math.atan2(dy, dx) / _STEP) * _STEP, math.hypot(dx, dy)
        return start[0] + length * math.cos(angle), start[1] + length * math.sin(angle)
    side = max(abs(dx), abs(dy))
    return start[0] + math.copysign(side, dx), start[1] + math.copysign(side, dy)


def along(hand: Hand, points: Sequence[Point], tolerance: float = 0.5) -> Mark:
    """A line drawn by hand, without points that nobody would miss: at most as many as a mark may have."""
    thin = geometry.thinned(points, tolerance)
    while len(thin) > MOST_POINTS:
        tolerance *= 2
        thin = geometry.thinned(thin, tolerance)
    if len(thin) == 1:
        thin = (thin[0], (thin[0][0] + 0.5, thin[0][1]))
    return hand.mark(MarkKind.PEN, *thin)


def number(hand: Hand, place: Point) -> Mark:
    """A number at a place."""
    return hand.mark(MarkKind.NUMBER, place)


def text(hand: Hand, start: Point, width: float, picture: Size) -> Mark:
    """An empty text that wide, as high as one line."""
    made = hand.mark(MarkKind.TEXT, start, start)
    style = geometry.text_style(made, picture)
    high = style.line + 2 * style.top
    place = Bounds(start[0], start[1], start[0] + max(width, 2 * style.side + style.size), start[1] + high)
    return geometry.framed(made, place)


def usual(hand: Hand, kind: MarkKind, seen: Bounds, picture: Size) -> Mark:
    """A mark of a usual size in the middle of what is seen: for whoever draws with keys."""
    (x, y), unit = seen.middle, geometry.scale(picture, hand.scale)
    if kind is MarkKind.NUMBER:
        return number(hand, (x, y))
    if kind is MarkKind.CROP:
        part = Bounds(0, 0, *picture)
        across, down = picture[0] / 10, picture[1] / 10
        return between(hand, kind, (across, down), (part.right - across, part.bottom - down), picture)
    wide, high = min(120 * unit, seen.width / 3), min(60 * unit, seen.height / 3)
    start, end = (x - wide / 2, y - high / 2), (x + wide / 2, y + high / 2)
    if kind is MarkKind.PEN:
        return along(hand, (start, (x, y + high / 2), (x, y - high / 2), end))
    return between(hand, kind, start, end, picture)
