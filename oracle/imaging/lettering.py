"""The words of marks: where their lines break and stand, and how they come onto a picture."""

from __future__ import annotations

import math
from functools import lru_cache

from PIL import Image, ImageColor, ImageDraw

from oracle.imaging import TextLine, letters
from oracle.imaging.letters import ASCENT, DESCENT, Line
from oracle.imaging.tiles import FINER, Paint, Tile, Tiles
from oracle.method.marks import Bounds, Lettering, Size, shapes, sized, text_style
from oracle.method.marks.places import around, frame, turned
from oracle.model.mark import Mark, Point

_HALF_CAPITAL = 0.364  # half the height of Inter's capitals and digits, in sizes
_ROOM = 0.6  # sizes around a line: room for what reaches beyond its height


def text_lines(mark: Mark, picture: Size) -> tuple[TextLine, ...]:
    """See `oracle.imaging.text_lines`."""
    words = [shape for shape in shapes(mark, picture) if isinstance(shape, Lettering)]
    return tuple(
        TextLine(line.text, *place, line.width / FINER, leftward=line.leftward)
        for lettering in words
        for line, place in _placed(lettering)
    )


def fitted(mark: Mark, picture: Size, *, wrap: bool) -> Mark:
    """See `oracle.imaging.fitted`."""
    style, place = text_style(mark, picture), frame(mark)
    room = max(place.width - 2 * style.side if wrap else math.inf, style.size)
    lines = letters.broken(mark.text, room * FINER, style.size * FINER, 600)
    widest = max(max(line.width for line in lines) / FINER, style.size)
    width = max(room, widest) if wrap else widest
    return sized(mark, math.ceil(width + 2 * style.side), math.ceil(len(lines) * style.line + 2 * style.top))


def write(tiles: Tiles, lettering: Lettering) -> None:
    """Put words among what is to be painted."""
    colour = ImageColor.getrgb(lettering.colour)
    about = lettering.frame.middle
    for line, (left, baseline) in _placed(lettering):
        if line.stretches:
            size = lettering.size
            place = Bounds(left, baseline - ASCENT * size, left + line.width / FINER, baseline + DESCENT * size)
            middle = turned(place.middle, lettering.rotation, about)
            corners = (turned(corner, lettering.rotation, about) for corner in place.grown(_ROOM * size).corners)
            paint = _stamp(line, lettering, middle, colour)
            for key in tiles.touched(*around(corners)):
                tiles.add(key, paint)


def _placed(lettering: Lettering) -> list[tuple[Line, Point]]:
    """Each line with the left end of its baseline, not turned."""
    frame, size = lettering.frame, lettering.size
    width = math.inf if lettering.centred else max(frame.width, size) * FINER
    lines = letters.broken(lettering.text, width, size * FINER, lettering.weight)
    if lettering.centred:
        x, y = frame.middle
        return [(line, (x - line.width / FINER / 2, y + _HALF_CAPITAL * size)) for line in lines]
    first = frame.top + (lettering.line - (ASCENT + DESCENT) * size) / 2 + ASCENT * size
    return [
        (line, (frame.right - line.width / FINER if line.leftward else frame.left, first + lettering.line * at))
        for at, line in enumerate(lines)
    ]


def _stamp(line: Line, lettering: Lettering, middle: Point, colour: tuple[int, ...]) -> Paint:
    def paint(tile: Tile) -> None:
        mask = _mask(line, lettering.size * FINER, lettering.weight, lettering.rotation)
        x, y = tile.at(middle)
        left, top = round(x - mask.width / 2), round(y - mask.height / 2)
        width, height = tile.canvas.size
        begin, end = (max(-left, 0), max(-top, 0)), (min(width - left, mask.width), min(height - top, mask.height))
        if begin[0] >= end[0] or begin[1] >= end[1]:
            return  # the line begins below the picture, or beside it
        part = mask.crop((*begin, *end))
        ink = part.getbbox()
        if ink is not None:
            tile.canvas.paste(colour, (max(left, 0) + ink[0], max(top, 0) + ink[1]), part.crop(ink))

    return paint


@lru_cache(maxsize=48)  # about what a row of tiles holds
def _mask(line: Line, size: float, weight: int, rotation: float) -> Image.Image:
    """The letters of a line, its middle in the middle of the mask, which is turned."""
    room = math.ceil(_ROOM * size)
    height = math.ceil((ASCENT + DESCENT) * size)
    mask = Image.new("L", (math.ceil(line.width) + 2 * room, height + 2 * room))
    pen, left = ImageDraw.Draw(mask), float(room)
    for stretch in line.stretches:
        font, text, direction = letters.drawn(stretch, size, weight)
        pen.text((left, room + ASCENT * size), text, fill=255, font=font, anchor="ls", direction=direction)
        left += letters.width_of(stretch, size, weight)
    return mask.rotate(-rotation, Image.Resampling.BICUBIC, expand=True) if rotation else mask
