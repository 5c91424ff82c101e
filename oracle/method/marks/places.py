"""Where a mark is: its corners, its middle, its bounds. Lengths in device pixels of the picture, y downwards."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from msgspec.structs import replace

from oracle.model.mark import Mark, MarkKind, Point

Size = tuple[int, int]  # width and height of a picture

FRAMED = frozenset(
    {MarkKind.CROP, MarkKind.BOX, MarkKind.ELLIPSE, MarkKind.HIGHLIGHT, MarkKind.TEXT, MarkKind.REDACT}
)  # what lies between two corners
WHOLE = frozenset({MarkKind.CROP, MarkKind.REDACT})  # what stands on whole pixels
UPRIGHT = WHOLE | {MarkKind.NUMBER}  # what is never turned
LEAST = 1.0  # px: the smallest width and height between two corners


class Bounds(NamedTuple):
    """A rectangle by its edges; `right` and `bottom` are the first not in it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """Clockwise from the upper left one."""
        return (self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom)

    def grown(self, by: float) -> Bounds:
        """Larger by so much on each side."""
        return Bounds(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def meets(self, other: Bounds) -> bool:
        """Whether the two have any area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def around(points: Iterable[Point]) -> Bounds:
    """The smallest bounds that hold all points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return Bounds(min(xs), min(ys), max(xs), max(ys))


def turned(point: Point, degrees: float, about: Point) -> Point:
    """The point turned clockwise."""
    if not degrees:
        return point
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    x, y = point[0] - about[0], point[1] - about[1]
    return about[0] + x * cosine - y * sine, about[1] + x * sine + y * cosine


def curve(start: Point, control: Point, end: Point, fewest: int = 12) -> tuple[Point, ...]:
    """A bent line as short straight ones, fine enough to be seen enlarged; as `fewest` at least."""
    length = math.dist(start, control) + math.dist(control, end)
    pieces = max(fewest, min(96, round(length / 5)))
    return tuple(_on_curve(start, control, end, piece / pieces) for piece in range(pieces + 1))


def _on_curve(start: Point, control: Point, end: Point, at: float) -> Point:
    first, second, third = (1 - at) ** 2, 2 * at * (1 - at), at**2
    return (
        first * start[0] + second * control[0] + third * end[0],
        first * start[1] + second * control[1] + third * end[1],
    )


def frame(mark: Mark) -> Bounds:
    """What the mark's points span, not turned."""
    if mark.kind is MarkKind.ARROW and len(mark.points) == 3:
        return around(curve(*mark.points))
    return around(mark.points)


def middle(mark: Mark) -> Point:
    """What the mark is turned about."""
    return frame(mark).middle


def bounds(mark: Mark) -> Bounds:
    """The smallest upright bounds around the mark as it is turned, without the width of its lines."""
    own = frame(mark)
    if not mark.rotation:
        return own
    if mark.kind in FRAMED:
        return around(turned(corner, mark.rotation, own.middle) for corner in own.corners)
    line = curve(*mark.points) if mark.kind is MarkKind.ARROW and len(mark.points) == 3 else mark.points
    return around(turned(point, mark.rotation, own.middle) for point in line)


def framed(mark: Mark, place: Bounds) -> Mark:
    """The mark between other corners, which may be given in any order; on whole pixels where it must be."""
    left, right = sorted((place.left, place.right))
    top, bottom = sorted((place.top, place.bottom))
    if mark.kind in WHOLE:
        left, top, right, bottom = map(round, (left, top, right, bottom))
        right, bottom = max(right, left + 1), max(bottom, top + 1)
    else:
        right, bottom = max(right, left + LEAST), max(bottom, top + LEAST)
    return replace(mark, points=((left, top), (right, bottom)))


def settled(mark: Mark) -> Mark:
    """The same mark with its turn worked into its points where these are a line: only frames keep an angle."""
    if not mark.rotation or mark.kind in FRAMED:
        return mark
    about = middle(mark)
    return replace(mark, rotation=0.0, points=tuple(turned(point, mark.rotation, about) for point in mark.points))
