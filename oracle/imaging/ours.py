"""Pictures made from those that we stored. Redactions are burnt in before anything else looks at the pixels."""

from __future__ import annotations

import io

from PIL import Image, ImageColor

from oracle.imaging import Picture, Pixels
from oracle.imaging.png import encode
from oracle.method.marks import visible
from oracle.method.marks.shapes import REDACTION
from oracle.model.mark import Mark, MarkKind

_BLOCK = ImageColor.getrgb(REDACTION)[:3]
_THUMBNAIL_QUALITY = 82
_REPORT_QUALITY = 88


def thumbnail(png: bytes, marks: tuple[Mark, ...], size: int) -> Picture:
    """See `oracle.imaging.thumbnail`."""
    picture = _marked(png, marks)
    # First a quick step to at least twice the size, then a good one.
    picture.thumbnail((size, size), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return _jpeg(on_white(picture), _THUMBNAIL_QUALITY)


def rendition(png: bytes, marks: tuple[Mark, ...]) -> Picture:
    """See `oracle.imaging.rendition`."""
    picture = _marked(png, marks)
    return Picture(encode(picture), picture.width, picture.height)


def report_jpeg(png: bytes, marks: tuple[Mark, ...], width: int) -> Picture:
    """See `oracle.imaging.report_jpeg`."""
    picture = on_white(_marked(png, marks))
    if picture.width > width:
        height = max(1, round(picture.height * width / picture.width))
        # To the eye as sharp as Lanczos where a picture is made smaller, at half the time.
        picture = picture.resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0)
    return _jpeg(picture, _REPORT_QUALITY)


def redacted(png: bytes, marks: tuple[Mark, ...]) -> Picture:
    """See `oracle.imaging.redacted`."""
    burnt = _burnt(png, marks)
    fresh = Image.frombytes(burnt.mode, burnt.size, burnt.tobytes())
    return Picture(encode(fresh), fresh.width, fresh.height)


def pixels(picture: bytes) -> Pixels | None:
    """See `oracle.imaging.pixels`."""
    try:
        with Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")) as opened:
            opened.load()
            opaque = not opened.has_transparency_data
            plain = opened.convert("RGB" if opaque else "RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return Pixels(plain.tobytes("raw", "BGRX" if opaque else "BGRA"), plain.width, plain.height, opaque)


def _marked(png: bytes, marks: tuple[Mark, ...]) -> Image.Image:
    """The decoded picture as it is shown."""
    picture = _burnt(png, marks)
    size = picture.size
    if any(mark.kind not in {MarkKind.REDACT, MarkKind.CROP} for mark in marks):
        from oracle.imaging import drawing  # fonts are loaded only for marks

        picture = on_white(picture).convert("RGB")
        drawing.draw(picture, marks)
    shown = visible(marks, size)
    return picture if shown == (0, 0, *size) else picture.crop(shown)


def _burnt(png: bytes, marks: tuple[Mark, ...]) -> Image.Image:
    """The decoded picture, its pixels under what is redacted gone."""
    blocks = [mark for mark in marks if mark.kind is MarkKind.REDACT]
    with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
        opened.load()
        mode = "RGBA" if opened.has_transparency_data else "L" if opened.mode == "L" and not blocks else "RGB"
        picture = opened.convert(mode)
    for mark in blocks:
        # A whole new block in one go: nothing blends with what was there.
        colour = _BLOCK if picture.mode == "RGB" else (*_BLOCK, 255)
        (left, top), (right, bottom) = mark.points
        picture.paste(colour, (int(left), int(top), int(right), int(bottom)))
    return picture


def on_white(picture: Image.Image) -> Image.Image:
    """The picture with white where it is transparent."""
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _jpeg(picture: Image.Image, quality: int) -> Picture:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=False)
    return Picture(out.getvalue(), picture.width, picture.height)
