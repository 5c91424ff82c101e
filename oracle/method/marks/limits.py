"""Where marks may be moved and sized to: redactions and a crop stay within the picture, others reach over its edge."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.method.marks.editing import Handle, handles, resized
from oracle.method.marks.places import WHOLE, Bounds, Size, around, bounds
from oracle.model.mark import Mark


def kept_near(marks: Iterable[Mark], dx: float, dy: float, picture: Size) -> tuple[float, float]:
    """How far marks can be moved of what is asked for: their common middle stays on the picture."""
    each = tuple(marks)
    if not each:
        return 0.0, 0.0
    whole = [corner for mark in each if mark.kind in WHOLE for corner in bounds(mark).corners]
    group = around(corner for mark in each for corner in bounds(mark).corners)
    x, y = group.middle
    held = around(whole) if whole else Bounds(x, y, x, y)
    return (
        _kept(dx, held.left, held.right, picture[0]),
        _kept(dy, held.top, held.bottom, picture[1]),
    )


def _kept(by: float, low: float, high: float, room: int) -> float:
    """The part of a move that leaves low to high within 0 to `room`; what is outside already may only come back."""
    return max(min(by, max(room - high, 0.0)), min(-low, 0.0))


def sized_by(mark: Mark, dx: float, dy: float, picture: Size) -> Mark:
    """The mark with its lower right corner, or its end, that much farther; never turned inside out."""
    own = handles(mark)
    which = Handle.SE if Handle.SE in own else Handle.END
    if which not in own:
        return mark
    x, y = own[which]
    to = within((x + dx, y + dy), picture) if mark.kind in WHOLE else (x + dx, y + dy)
    if which is Handle.SE and not mark.rotation:
        least = 1.0
        to = max(to[0], bounds(mark).left + least), max(to[1], bounds(mark).top + least)
    return resized(mark, which, *to)


def within(place: tuple[float, float], picture: Size) -> tuple[float, float]:
    """The nearest place on the picture."""
    return max(0.0, min(float(picture[0]), place[0])), max(0.0, min(float(picture[1]), place[1]))
