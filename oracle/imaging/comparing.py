"""Two captures of the same place at different times: what differs, and both beside each other."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageColor, ImageFilter

from oracle import tokens
from oracle.imaging import Picture, lettering
from oracle.imaging.ours import on_white
from oracle.imaging.png import encode
from oracle.imaging.tiles import Tiles
from oracle.method.marks import Bounds, Lettering, scale

_SEEN = 24  # of 255: what smoothing and compression change stays below it
_AROUND = 5  # px that a changed place reaches further, so that small ones are seen; odd
_FADED = 0.62  # how far what is the same goes towards white
_GAP = 24  # px at scale 1
_CHANGED = ImageColor.getrgb(tokens.MARKS["yellow"])
_ONLY_ONE = ImageColor.getrgb(tokens.LIGHT.r3_tint)
_GROUND, _INK = tokens.LIGHT.sunken, tokens.LIGHT.ink


def difference(then_png: bytes, now_png: bytes) -> Picture:
    """See `oracle.imaging.difference`."""
    then, now = _of_one_width(_opened(then_png), _opened(now_png))
    size = (now.width, max(then.height, now.height))
    shared = (0, 0, now.width, min(then.height, now.height))
    made = Image.new("RGB", size, _ONLY_ONE)
    taller = then if then.height > now.height else now
    made.paste(Image.blend(taller, Image.new("RGB", taller.size, _ONLY_ONE), 0.5))
    made.paste(_told_apart(then.crop(shared), now.crop(shared)))
    return Picture(encode(made), made.width, made.height)


def side_by_side(pictures: Sequence[tuple[bytes, str]]) -> Picture:
    """See `oracle.imaging.side_by_side`."""
    opened = [_opened(png) for png, _caption in pictures]
    width = min(picture.width for picture in opened)
    drawn = [_as_wide(picture, width) for picture in opened]
    factor = scale(drawn[0].size)
    gap, line = round(_GAP * factor), round(18 * factor)
    height = max(picture.height for picture in drawn)
    made = Image.new("RGB", (gap + (width + gap) * len(drawn), height + 2 * gap + line), _GROUND)
    tiles = Tiles(made)
    for at, (picture, (_png, caption)) in enumerate(zip(drawn, pictures, strict=True)):
        left = gap + (width + gap) * at
        made.paste(picture, (left, gap + line))
        room = Bounds(left, gap / 2, left + width, gap / 2 + line)
        lettering.write(tiles, Lettering(caption, room, 14 * factor, line, 600, _INK))
    tiles.paint()
    return Picture(encode(made), made.width, made.height)


def _told_apart(then: Image.Image, now: Image.Image) -> Image.Image:
    """The new picture, pale and grey where it is as the old one, in its colours on yellow where it differs."""
    red, green, blue = ImageChops.difference(then, now).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    changed = most.point([255 * (value > _SEEN) for value in range(256)]).filter(ImageFilter.MaxFilter(_AROUND))
    same = Image.blend(now.convert("L").convert("RGB"), Image.new("RGB", now.size, "white"), _FADED)
    marked = Image.blend(now, ImageChops.multiply(now, Image.new("RGB", now.size, _CHANGED)), 0.7)
    return Image.composite(marked, same, changed)


def _opened(png: bytes) -> Image.Image:
    with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
        opened.load()
        return on_white(opened.convert("RGBA" if opened.has_transparency_data else "RGB"))


def _of_one_width(one: Image.Image, other: Image.Image) -> tuple[Image.Image, Image.Image]:
    width = min(one.width, other.width)
    return _as_wide(one, width), _as_wide(other, width)


def _as_wide(picture: Image.Image, width: int) -> Image.Image:
    """Made smaller to a width: pictures from screens of different scale, or windows of different width."""
    if picture.width == width:
        return picture
    height = max(1, round(picture.height * width / picture.width))
    return picture.resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0)
