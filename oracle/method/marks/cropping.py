"""What of a picture is shown."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.method.marks.places import Size
from oracle.model.mark import Mark, MarkKind


def visible(marks: Iterable[Mark], picture: Size) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is shown of a picture: all of it, or what a CROP leaves."""
    crop = next((mark for mark in marks if mark.kind is MarkKind.CROP), None)
    if crop is None:
        return 0, 0, *picture
    (left, top), (right, bottom) = crop.points
    return int(left), int(top), int(right), int(bottom)
