"""Marks moved, sized, turned and pasted. Each function returns another mark; nothing remembers how it came about."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from msgspec.structs import replace

from oracle.method.marks.places import (
    FRAMED,
    UPRIGHT,
    WHOLE,
    Bounds,
    Size,
    around,
    bounds,
    frame,
    framed,
    middle,
    settled,
    turned,
)
from oracle.method.marks.strokes import kept, scale
from oracle.model.mark import Mark, MarkKind, Point


class Handle(StrEnum):
    """What a mark is sized by: corners and edges by their directions, ends of lines, the bend of an arrow."""

    NW = "nw"
    N = "n"
    NE = "ne"
    E = "e"
    SE = "se"
    S = "s"
    SW = "sw"
    W = "w"
    START = "start"
    END = "end"
    BEND = "bend"


_AT = {
    Handle.NW: (0.0, 0.0), Handle.N: (0.5, 0.0), Handle.NE: (1.0, 0.0), Handle.E: (1.0, 0.5),
    Handle.SE: (1.0, 1.0), Handle.S: (0.5, 1.0), Handle.SW: (0.0, 1.0), Handle.W: (0.0, 0.5),
}  # fmt: skip


def handles(mark: Mark) -> Mapping[Handle, Point]:
    """Where the handles of a mark are; none for a NUMBER, whose size is its stroke's."""
    if mark.kind is MarkKind.NUMBER:
        return {}
    own = settled(mark)
    if mark.kind in {MarkKind.LINE, MarkKind.ARROW}:
        ends = {Handle.START: own.points[0], Handle.END: own.points[-1]}
        return ends | ({Handle.BEND: _bend(own.points)} if mark.kind is MarkKind.ARROW else {})
    place = frame(own)
    return {
        handle: turned((place.left + place.width * x, place.top + place.height * y), own.rotation, place.middle)
        for handle, (x, y) in _AT.items()
    }


def _bend(points: tuple[Point, ...]) -> Point:
    """The point halfway along an arrow: where it is taken hold of to be bent."""
    (x1, y1), (x2, y2) = points[0], points[-1]
    if len(points) == 2:
        return (x1 + x2) / 2, (y1 + y2) / 2
    return (x1 + 2 * points[1][0] + x2) / 4, (y1 + 2 * points[1][1] + y2) / 4


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The mark somewhere else; by whole pixels where it stands on these."""
    if mark.kind in WHOLE:
        dx, dy = round(dx), round(dy)
    return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))


def resized(mark: Mark, handle: Handle, x: float, y: float, *, keep_ratio: bool = False) -> Mark:
    """The mark with a handle brought to (x, y); what lies opposite stays where it is.

    Handles may be drawn past each other. With `keep_ratio` a corner keeps width to height. A handle that the mark
    does not have changes nothing.
    """
    if handle not in handles(mark):
        return mark
    own = settled(mark)
    if handle in {Handle.START, Handle.END, Handle.BEND}:
        return _with_end(own, handle, (x, y))
    old = frame(own)
    to = turned((x, y), -own.rotation, old.middle)
    return _in_place(own, old, _drawn(old, handle, to, keep_ratio=keep_ratio))


def sized(mark: Mark, width: float, height: float) -> Mark:
    """The mark between two corners made so large; its upper left corner stays where it is."""
    own = settled(mark)
    old = frame(own)
    return _in_place(own, old, Bounds(old.left, old.top, old.left + width, old.top + height))


def _in_place(mark: Mark, old: Bounds, new: Bounds) -> Mark:
    """The mark in a new frame, which is turned about another middle: what both frames share must not move."""
    x, y = turned(new.middle, mark.rotation, old.middle)
    there = Bounds(x - new.width / 2, y - new.height / 2, x + new.width / 2, y + new.height / 2)
    return framed(mark, there) if mark.kind in FRAMED else _stretched(mark, old, there)


def _with_end(mark: Mark, handle: Handle, to: Point) -> Mark:
    first, *between, last = mark.points
    if handle is Handle.START:
        return replace(mark, points=(to, *between, last))
    if handle is Handle.END:
        return replace(mark, points=(first, *between, to))
    control = tuple(2 * to[axis] - (first[axis] + last[axis]) / 2 for axis in (0, 1))
    straight = math.dist(to, _bend((first, last))) < max(1.0, math.dist(first, last) * 0.02)
    return replace(mark, points=(first, last) if straight else (first, (control[0], control[1]), last))


def _drawn(old: Bounds, handle: Handle, to: Point, *, keep_ratio: bool) -> Bounds:
    """The frame with the edges of a handle at `to`, in order whichever way they were drawn."""
    x, y = to
    across, down = _AT[handle]
    if keep_ratio and across != 0.5 and down != 0.5 and old.width and old.height:
        fixed = old.right if across == 0 else old.left, old.bottom if down == 0 else old.top
        factor = max(abs(x - fixed[0]) / old.width, abs(y - fixed[1]) / old.height)
        x = fixed[0] + math.copysign(old.width * factor, x - fixed[0])
        y = fixed[1] + math.copysign(old.height * factor, y - fixed[1])
    left, right = sorted((x if across == 0 else old.left, x if across == 1 else old.right))
    top, bottom = sorted((y if down == 0 else old.top, y if down == 1 else old.bottom))
    return Bounds(left, top, right, bottom)


def _stretched(mark: Mark, old: Bounds, new: Bounds) -> Mark:
    """A line drawn by hand, stretched from one frame to another."""
    across = new.width / old.width if old.width else 1.0
    down = new.height / old.height if old.height else 1.0
    points = tuple((new.left + (x - old.left) * across, new.top + (y - old.top) * down) for x, y in mark.points)
    return replace(mark, points=points)


def rotated(mark: Mark, degrees: float, about: Point | None = None) -> Mark:
    """The mark turned clockwise by so much, about its middle or another point; what stands upright stays as it is."""
    if mark.kind in UPRIGHT:
        return mark
    angle = (mark.rotation + degrees + 180) % 360 - 180
    own = middle(mark)
    there = own if about is None else turned(own, degrees, about)
    return settled(replace(moved(mark, there[0] - own[0], there[1] - own[1]), rotation=angle))


def inside(mark: Mark, picture: Size) -> Mark:
    """The mark moved just so far that it lies within the picture; cut where it stands on whole pixels and is larger."""
    width, height = picture
    place = bounds(mark)
    dx = max(-place.left, 0.0) + min(width - max(place.right, place.width), 0.0)
    dy = max(-place.top, 0.0) + min(height - max(place.bottom, place.height), 0.0)
    there = moved(mark, dx, dy)
    if mark.kind not in WHOLE:
        return there
    left, top, right, bottom = frame(there)
    return framed(there, Bounds(max(left, 0), max(top, 0), min(right, width), min(bottom, height)))


def pasted(
    marks: Iterable[Mark],
    from_picture: Size,
    to_picture: Size,
    new_id: Callable[[], str],
    taken: tuple[float, float] = (1.0, 1.0),
) -> tuple[Mark, ...]:
    """Copies of marks for another picture: as large beside it as they were, all within it, with ids of their own.

    `taken` is device pixels per logical pixel of the two pictures. A CROP stays behind; a NUMBER is given its number
    where it is stored.
    """
    copied = [settled(mark) for mark in marks if mark.kind is not MarkKind.CROP]
    if not copied:
        return ()
    group = around(corner for mark in copied for corner in bounds(mark).corners)
    factor = min(scale(to_picture, taken[1]) / scale(from_picture, taken[0]), *_room(group, to_picture))
    dx = _back_inside(group.left * factor, group.right * factor, to_picture[0])
    dy = _back_inside(group.top * factor, group.bottom * factor, to_picture[1])
    made = []
    for mark in copied:
        sharp = kept(mark.scale * taken[1] / taken[0])
        letters = scale(to_picture, sharp) / scale(from_picture, mark.scale)
        there = moved(_scaled(mark, factor, min(letters, *_room(bounds(mark), to_picture))), dx, dy)
        made.append(replace(inside(there, to_picture), id=new_id(), number=None, scale=sharp))
    return tuple(made)


def _room(place: Bounds, picture: Size) -> tuple[float, float]:
    """How many times as wide and as high a place could be within the picture."""
    return picture[0] / max(place.width, 1), picture[1] / max(place.height, 1)


def _back_inside(low: float, high: float, room: int) -> float:
    """How far what lies between `low` and `high`, and is no larger than `room`, must be moved."""
    return -low if low < 0 else min(room - high, 0.0)


def _scaled(mark: Mark, factor: float, letters: float) -> Mark:
    """The mark with all lengths times `factor`; but the frame of a text times `letters`, about its middle."""
    larger = replace(mark, points=tuple((x * factor, y * factor) for x, y in mark.points))
    if mark.kind is MarkKind.TEXT:
        (x, y), own = frame(larger).middle, frame(mark)
        wide, high = own.width * letters / 2, own.height * letters / 2
        return framed(larger, Bounds(x - wide, y - high, x + wide, y + high))
    return framed(larger, frame(larger)) if mark.kind in FRAMED else larger


def thinned(points: Iterable[Point], tolerance: float) -> tuple[Point, ...]:
    """A drawn line without the points that lie within `tolerance` px of it (Ramer, Douglas and Peucker)."""
    line = tuple(points)
    kept = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        distances = [(distance_to(line[at], line[first], line[last]), at) for at in range(first + 1, last)]
        farthest, at = max(distances)
        if farthest > tolerance:
            kept.add(at)
            spans += [(first, at), (at, last)]
    return tuple(line[at] for at in sorted(kept) if line)


def distance_to(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight line between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    at = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
    return math.hypot(x - x1 - at * dx, y - y1 - at * dy)
