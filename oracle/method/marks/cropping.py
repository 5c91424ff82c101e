"""What of a picture is shown."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.method.marks.places import Bounds, Size, bounds
from oracle.model.mark import Mark, MarkKind

TALL = 2.3  # times as high as wide: in a column it would be a narrow strip; no phone's screen is as tall
_READABLE = 200  # px: a narrower picture is small enough to be shown whole
_SILENT = frozenset({MarkKind.CROP, MarkKind.REDACT})  # marks that point at nothing


def visible(marks: Iterable[Mark], picture: Size) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is shown of a picture: all of it, or what a CROP leaves."""
    crop = next((mark for mark in marks if mark.kind is MarkKind.CROP), None)
    if crop is None:
        return 0, 0, *picture
    (left, top), (right, bottom) = crop.points
    return int(left), int(top), int(right), int(bottom)


def telling(marks: Iterable[Mark], picture: Size) -> tuple[float, float] | None:
    """Of a tall picture the stretch to show where there is no room for all of it: top and bottom, from 0 to 1.

    It is what the marks point at, else the upper edge. None: the picture is not tall and can be shown whole.
    """
    marks = tuple(marks)
    left, top, right, bottom = visible(marks, picture)
    width, height = right - left, bottom - top
    if width < _READABLE or height <= TALL * width:
        return None
    seen = Bounds(left, top, right, bottom)
    places = [place for mark in marks if mark.kind not in _SILENT and (place := bounds(mark)).grown(1).meets(seen)]
    if not places:
        return 0.0, 0.0
    first = max(min(place.top for place in places), top)
    last = min(max(place.bottom for place in places), bottom)
    return (first - top) / height, (last - top) / height
