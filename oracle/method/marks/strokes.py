"""How wide and large marks are: presets, scaled to the picture, so that marks look alike on small and on 4K ones."""

from __future__ import annotations

from oracle.method.marks.places import Size
from oracle.model.mark import Stroke
from oracle.model.values import dataclass

CASING = 1.25  # px a side at scale 1: dark around bright colours, so that a mark shows on any picture
_WIDTHS = {Stroke.THIN: 2.0, Stroke.MEDIUM: 3.5, Stroke.THICK: 5.0}  # px at scale 1
_LETTERS = {Stroke.THIN: 12.0, Stroke.MEDIUM: 14.0, Stroke.THICK: 19.0}
_BADGES = {Stroke.THIN: 11.0, Stroke.MEDIUM: 13.0, Stroke.THICK: 17.0}
_USUAL_WIDTH = 1280  # px of a picture at scale 1
_USUAL_RATIO = 16 / 9
_LARGEST = 8.0


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a TEXT is set: size and line height of its letters, room between them and the frame, in picture pixels."""

    size: float
    line: float
    side: float  # room left and right
    top: float  # room above and below
    radius: float
    edge: float


def scale(picture: Size) -> float:
    """How much larger than usual marks are drawn: 1 up to 1280 px width, 3 on a 4K picture.

    A long page counts by its width, a panorama by its height: so it is looked at.
    """
    width, height = picture
    return min(max(min(width, height * _USUAL_RATIO) / _USUAL_WIDTH, 1.0), _LARGEST)


def stroke_width(stroke: Stroke, picture: Size) -> float:
    """Width of a mark's line without its casing, in picture pixels."""
    return _WIDTHS[stroke] * scale(picture)


def casing(picture: Size) -> float:
    """Width of the casing on each side of a line, in picture pixels."""
    return CASING * scale(picture)


def badge_radius(stroke: Stroke, picture: Size) -> float:
    """Radius of a NUMBER, in picture pixels."""
    return _BADGES[stroke] * scale(picture)


def text_style(stroke: Stroke, picture: Size) -> TextStyle:
    """How a TEXT of this stroke is set on a picture of this size."""
    size = _LETTERS[stroke] * scale(picture)
    return TextStyle(size, size * 18 / 14, size * 12 / 14, size * 6 / 14, size * 6 / 14, size * 1.5 / 14)
