"""Which mark is under the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from oracle.method.marks.editing import distance_to
from oracle.method.marks.places import FRAMED, Size, bounds, frame, middle, turned
from oracle.method.marks.shapes import lines, painted
from oracle.method.marks.strokes import badge_radius, stroke_width
from oracle.model.mark import Mark, MarkKind, Point

_FILLED = FRAMED - {MarkKind.BOX, MarkKind.ELLIPSE, MarkKind.CROP}


def hit(mark: Mark, x: float, y: float, reach: float, picture: Size) -> bool:
    """Whether a mark is at most `reach` px off: its lines, or all of it where it is filled; of a CROP only its edge."""
    left, top, right, bottom = painted(mark, picture).grown(reach)
    if not (left <= x <= right and top <= y <= bottom):
        return False
    if mark.kind is MarkKind.NUMBER:
        return distance_to((x, y), mark.points[0], mark.points[0]) <= badge_radius(mark, picture) + reach
    if mark.kind in _FILLED:
        here = turned((x, y), -mark.rotation, middle(mark))
        left, top, right, bottom = frame(mark).grown(reach)
        return left <= here[0] <= right and top <= here[1] <= bottom
    if mark.kind is MarkKind.CROP:
        return _near((x, y), bounds(mark).corners, True, reach)
    within = reach + stroke_width(mark, picture) / 2
    return any(_near((x, y), points, closed, within) for points, closed in lines(mark, picture))


def topmost(marks: Sequence[Mark], x: float, y: float, reach: float, picture: Size) -> Mark | None:
    """The mark that is seen there: the one painted last, redactions below the others, the crop's edge below all."""
    below = (MarkKind.REDACT, MarkKind.CROP)
    order = [mark for mark in reversed(marks) if mark.kind not in below]
    for kind in below:
        order += [mark for mark in reversed(marks) if mark.kind is kind]
    return next((mark for mark in order if hit(mark, x, y, reach, picture)), None)


def _near(point: Point, line: Sequence[Point], closed: bool, within: float) -> bool:
    ends = zip(line, (*line[1:], line[0]) if closed else line[1:], strict=False)
    return any(distance_to(point, start, end) <= within for start, end in ends)
