"""Whether marks can be put on a picture: what comes from a file is looked at as closely as what the window draws."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from oracle.errors import InputError
from oracle.language import _
from oracle.method.marks.places import FRAMED, LEAST, UPRIGHT, WHOLE, Bounds, Size, bounds, settled
from oracle.method.marks.strokes import LARGEST
from oracle.model.mark import Mark, MarkKind

MOST_MARKS = 1_000  # on one capture
MOST_POINTS = 5_000  # of one line
MOST_TOGETHER = 50_000  # points of all lines on a capture
MOST_LENGTHS = 300  # of all lines on a capture, in its width and height
MOST_AREAS = 20  # of all filled frames on a capture, in its area
LONGEST_TEXT = 2_000  # characters
LONGEST_TOGETHER = 20_000  # characters on a capture
LARGEST_NUMBER = 9_999
_FURTHEST = 1_000_000_000  # px: no picture is so large

_FILLED = {MarkKind.HIGHLIGHT, MarkKind.TEXT}
_POINTS = {MarkKind.LINE: (2, 2), MarkKind.ARROW: (2, 3), MarkKind.PEN: (2, MOST_POINTS), MarkKind.NUMBER: (1, 1)}


def checked(marks: Iterable[Mark], picture: Size) -> tuple[Mark, ...]:
    """The marks as they are stored: corners in order, redactions whole and cut at the picture's edges.

    InputError, which says which mark, for one that cannot be on a picture of this size.
    """
    given = tuple(marks)
    if len(given) > MOST_MARKS:
        raise InputError(_("A capture can have {most} marks at most.").format(most=f"{MOST_MARKS:,}"))
    made = tuple(_one(mark, number, picture) for number, mark in enumerate(given, 1))
    if len({mark.id for mark in made}) < len(made):
        raise InputError(_("Two marks have the same id."))
    if _is_too_much(made, picture):
        raise InputError(_("There is more drawn and written on this capture than can be shown."))
    if sum(mark.kind is MarkKind.CROP for mark in made) > 1:
        raise InputError(_("A capture can be cropped only once."))
    return made


def is_sound(mark: Mark) -> bool:
    """Whether it is a mark at all, whatever the picture: what is stored was checked, unless others wrote the file."""
    fewest, most = _POINTS.get(mark.kind, (2, 2))
    far = any(abs(value) > _FURTHEST for point in mark.points for value in point)
    if far or not fewest <= len(mark.points) <= most or not 1 <= mark.scale <= LARGEST:
        return False
    if mark.kind not in WHOLE:
        return True
    (left, top), (right, bottom) = mark.points
    return left < right and top < bottom and all(float(value).is_integer() for value in (left, top, right, bottom))


def _is_too_much(made: tuple[Mark, ...], picture: Size) -> bool:
    """Whether drawing it would take longer than anybody waits: nobody marks a picture so."""
    points = sum(len(mark.points) for mark in made)
    length = sum(math.dist(one, other) for mark in made for one, other in pairwise(mark.points))
    words = sum(len(mark.text) for mark in made)
    area = sum(_seen(bounds(mark), picture) for mark in made if mark.kind in _FILLED)
    lines = points > MOST_TOGETHER or length > MOST_LENGTHS * sum(picture)
    return lines or words > LONGEST_TOGETHER or area > MOST_AREAS * math.prod(picture)


def _seen(own: Bounds, picture: Size) -> float:
    """How much of bounds lies on the picture, in square pixels."""
    across, down = min(own.right, picture[0]) - max(own.left, 0), min(own.bottom, picture[1]) - max(own.top, 0)
    return max(across, 0.0) * max(down, 0.0)


def _one(mark: Mark, number: int, picture: Size) -> Mark:
    problem = _problem(mark)
    if not problem:
        placed = _placed(mark, picture)
        if placed is not None:
            return placed
        problem = _("it lies outside of the picture")
    raise InputError(_("Mark {number} ({kind}) cannot be used: {why}.").format(
        number=number, kind=mark.kind.value, why=problem))  # fmt: skip


def _problem(mark: Mark) -> str:
    """What is wrong with a mark, whatever the picture; empty where nothing is."""
    fewest, most = _POINTS.get(mark.kind, (2, 2))
    if not fewest <= len(mark.points) <= most:
        return _("it has {count} points").format(count=len(mark.points))
    if not all(math.isfinite(value) for point in mark.points for value in point) or not math.isfinite(mark.rotation):
        return _("a coordinate is not a number")
    if mark.kind in UPRIGHT and mark.rotation:
        return _("it cannot be turned")
    if not 1 <= mark.scale <= LARGEST:
        return _("its scale is not between 1 and {most}").format(most=round(LARGEST))
    if not mark.id or len(mark.id) > 64:
        return _("its id is empty or too long")
    return _wrong_words(mark)


def _wrong_words(mark: Mark) -> str:
    if mark.kind is MarkKind.TEXT and not mark.text.strip():
        return _("it has no text")
    if len(mark.text) > LONGEST_TEXT:
        return _("its text is longer than {most} characters").format(most=f"{LONGEST_TEXT:,}")
    if mark.text and mark.kind is not MarkKind.TEXT:
        return _("only a text has words")
    if mark.kind is not MarkKind.NUMBER and (mark.number, mark.starts_at) != (None, None):
        return _("only a number counts")
    if mark.starts_at is not None and not 0 <= mark.starts_at <= LARGEST_NUMBER:
        return _("it starts at {number}").format(number=mark.starts_at)
    return ""


def _placed(mark: Mark, picture: Size) -> Mark | None:
    """The mark with its corners in order; None where nothing of it is on the picture, or it is far larger."""
    if mark.kind in FRAMED:
        (x1, y1), (x2, y2) = mark.points
        left, right, top, bottom = *sorted((x1, x2)), *sorted((y1, y2))
        if mark.kind in WHOLE:
            # Outwards: what was to be hidden is hidden.
            left, top = max(math.floor(left), 0), max(math.floor(top), 0)
            right, bottom = min(math.ceil(right), picture[0]), min(math.ceil(bottom), picture[1])
            return replace(mark, points=((left, top), (right, bottom))) if left < right and top < bottom else None
        mark = replace(mark, points=((left, top), (max(right, left + LEAST), max(bottom, top + LEAST))))
    own, (width, height) = bounds(mark), picture
    touches = own.grown(LEAST).meets(Bounds(0, 0, width, height))
    fits = Bounds(-width, -height, 2 * width, 2 * height)
    near = own.left >= fits.left and own.top >= fits.top and own.right <= fits.right and own.bottom <= fits.bottom
    return settled(mark) if touches and near else None
