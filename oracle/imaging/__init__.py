"""Pictures: checking foreign ones, and making what is shown of ours. Pillow is loaded with the first picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from oracle.imaging.header import trusted_png
from oracle.model.mark import Mark

__all__ = [
    "Accepted",
    "Picture",
    "TextLine",
    "accept",
    "difference",
    "encoded",
    "fitted",
    "logo",
    "pixels",
    "redacted",
    "rendition",
    "report_jpeg",
    "side_by_side",
    "taken_at",
    "text_lines",
    "thumbnail",
    "trusted_png",
]

THUMBNAIL_SIDE = 320  # px
REPORT_WIDTH = 1600  # px
LOGO_SIDE = 1024  # px


class Accepted(Struct, frozen=True):
    """A foreign picture made ours: a plain PNG of the same pixels, upright, and nothing else in it.

    `kind` is what it came as: "PNG", "JPEG", "WEBP" or "HEIF".
    """

    png: bytes
    width: int
    height: int
    kind: str


class Picture(Struct, frozen=True):
    """An encoded picture made from one of ours."""

    data: bytes
    width: int
    height: int


class TextLine(Struct, frozen=True):
    """A line of a mark's words: where its baseline begins on the left, before the mark is turned; in picture pixels."""

    text: str
    left: float
    baseline: float
    width: float
    leftward: bool  # Hebrew, Arabic …: it begins at its right end


class Pixels(Struct, frozen=True):
    """A decoded picture: rows from the top, four bytes a pixel, blue, green, red, and alpha (unused if `opaque`)."""

    data: bytes | memoryview
    width: int
    height: int
    opaque: bool


def accept(data: bytes, name: str = "") -> Accepted:
    """Check foreign bytes and make them ours; InputError, which names `name`, when they cannot be used."""
    from oracle.imaging import foreign

    return foreign.accept(data, name)


def logo(data: bytes, name: str = "") -> Accepted:
    """The same for a logo or a portrait, made smaller to at most 1024 px a side."""
    from oracle.imaging import foreign

    return foreign.accept(data, name, largest_side=LOGO_SIDE)


def taken_at(data: bytes) -> datetime | None:
    """When the camera says that it took this foreign picture; None where it says nothing that can be."""
    from oracle.imaging import exif

    return exif.taken_at(data, datetime.now(UTC))


def thumbnail(png: bytes, marks: Iterable[Mark] = (), size: int = THUMBNAIL_SIDE) -> Picture:
    """A small JPEG for lists, at most `size` px a side, as `rendition` shows it."""
    from oracle.imaging import ours

    return ours.thumbnail(png, tuple(marks), size)


def rendition(png: bytes, marks: Iterable[Mark] = ()) -> Picture:
    """A picture of ours as PNG, what is redacted burnt in, then the other marks drawn, then cropped.

    Nothing under a redaction has any influence on the result.
    """
    from oracle.imaging import ours

    return ours.rendition(png, tuple(marks))


def report_jpeg(png: bytes, marks: Iterable[Mark] = (), width: int = REPORT_WIDTH) -> Picture:
    """A JPEG of at most `width` px width, as `rendition` shows it, on white."""
    from oracle.imaging import ours

    return ours.report_jpeg(png, tuple(marks), width)


def pixels(picture: bytes) -> Pixels | None:
    """The pixels of a PNG or JPEG of ours; None for what cannot be read. Other threads go on meanwhile."""
    from oracle.imaging import ours

    return ours.pixels(picture)


def encoded(pixels: Pixels) -> bytes:
    """The pixels as a PNG of ours, without loss. Other threads go on meanwhile; MemoryError."""
    from oracle.imaging import png

    return png.encode_pixels(pixels)


def redacted(png: bytes, marks: Iterable[Mark]) -> Picture:
    """The whole picture as a PNG from fresh pixels in which the redactions, and no other marks, are burnt in."""
    from oracle.imaging import ours

    return ours.redacted(png, tuple(marks))


def text_lines(mark: Mark, picture: tuple[int, int]) -> tuple[TextLine, ...]:
    """Where the lines of a TEXT or NUMBER stand on a picture of this size: the window sets them as renditions do."""
    from oracle.imaging import lettering

    return lettering.text_lines(mark, picture)


def fitted(mark: Mark, picture: tuple[int, int], *, wrap: bool = True) -> Mark:
    """A TEXT with a frame just large enough for its words, its upper left corner where it was.

    Its width stays as it is, unless a letter is wider; without `wrap` it becomes that of the longest line.
    """
    from oracle.imaging import lettering

    return lettering.fitted(mark, picture, wrap=wrap)


def difference(then_png: bytes, now_png: bytes) -> Picture:
    """The new one of two pictures as PNG: pale where it is as the old one, on yellow where it differs.

    Where their widths differ both are brought to the smaller one, aligned at the top; what only the taller one has
    below is tinted. Redactions must be burnt in: give renditions.
    """
    from oracle.imaging import comparing

    return comparing.difference(then_png, now_png)


def side_by_side(pictures: Sequence[tuple[bytes, str]]) -> Picture:
    """Pictures in a row as PNG, all as wide as the narrowest, each below its caption. Give renditions."""
    from oracle.imaging import comparing

    return comparing.side_by_side(pictures)
