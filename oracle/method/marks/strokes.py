"""How wide and large marks are: presets, scaled so that marks look alike on small and on 4K pictures, sharp or not.

A picture of a screen with two pixels a point shows everything twice as large in pixels, so marks drawn on it are too.
That scale is kept with each mark, not read from its capture: marks drawn before it was kept have the size, and
renditions the look, that whoever drew them saw, and get today's size when their width is chosen anew.
"""

from __future__ import annotations

from msgspec import Struct

from oracle.method.marks.places import Size
from oracle.model.mark import Mark, Stroke

CASING = 1.25  # px a side at scale 1: dark around bright colours, so that a mark shows on any picture
_WIDTHS = {Stroke.THIN: 2.0, Stroke.MEDIUM: 3.5, Stroke.THICK: 5.0}  # px at scale 1
_LETTERS = {Stroke.THIN: 12.0, Stroke.MEDIUM: 14.0, Stroke.THICK: 19.0}
_BADGES = {Stroke.THIN: 11.0, Stroke.MEDIUM: 13.0, Stroke.THICK: 17.0}
_USUAL_WIDTH = 1280  # px of a picture at scale 1
_USUAL_RATIO = 16 / 9
LARGEST = 8.0  # times as large as usual


class TextStyle(Struct, frozen=True):
    """How a TEXT is set: size and line height of its letters, room between them and the frame, in picture pixels."""

    size: float
    line: float
    side: float  # room left and right
    top: float  # room above and below
    radius: float
    edge: float


def kept(taken: float) -> float:
    """Device pixels per logical pixel of a capture as its marks keep it: from 1 to LARGEST, whatever a file says."""
    return min(max(taken, 1.0), LARGEST)


def scale(picture: Size, taken: float = 1.0) -> float:
    """How much larger than usual marks are drawn: 1 up to 1280 px width, 3 on a 4K picture.

    A long page counts by its width, a panorama by its height: so it is looked at. `taken` is device pixels per logical
    pixel: where that is 2, marks are twice as large as on the same picture of a screen where it is 1.
    """
    width, height = picture
    return min(max(min(width, height * _USUAL_RATIO) / _USUAL_WIDTH, taken, 1.0), LARGEST)


def stroke_width(mark: Mark, picture: Size) -> float:
    """Width of a mark's line without its casing, in picture pixels."""
    return _WIDTHS[mark.stroke] * scale(picture, mark.scale)


def casing(mark: Mark, picture: Size) -> float:
    """Width of the casing on each side of a mark's line, in picture pixels."""
    return CASING * scale(picture, mark.scale)


def badge_radius(mark: Mark, picture: Size) -> float:
    """Radius of a NUMBER, in picture pixels."""
    return _BADGES[mark.stroke] * scale(picture, mark.scale)


def text_style(mark: Mark, picture: Size) -> TextStyle:
    """How a TEXT is set on a picture of this size."""
    size = _LETTERS[mark.stroke] * scale(picture, mark.scale)
    return TextStyle(size, size * 18 / 14, size * 12 / 14, size * 6 / 14, size * 6 / 14, size * 1.5 / 14)
