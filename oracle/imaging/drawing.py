"""Marks drawn on pictures as `method.marks` describes them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PIL import Image, ImageColor, ImageDraw

from oracle.imaging import lettering
from oracle.imaging.tiles import FINER, SIDE, Key, Paint, Tile, Tiles
from oracle.method.marks import Shape, shapes
from oracle.method.marks.places import around
from oracle.model.mark import Mark, MarkKind, Point


def draw(picture: Image.Image, marks: Iterable[Mark]) -> None:
    """Draw all marks but redactions and crops onto an RGB picture, in their order."""
    tiles = Tiles(picture)
    for mark in marks:
        if mark.kind is not MarkKind.REDACT:
            for shape in shapes(mark, picture.size):
                _outline(tiles, shape) if isinstance(shape, Shape) else lettering.write(tiles, shape)
    tiles.paint()


def _outline(tiles: Tiles, shape: Shape) -> None:
    if shape.fill:
        paint = _filling(shape)
        for key in tiles.touched(*around(shape.points).grown(1)):
            tiles.add(key, paint)
    if shape.stroke and shape.width:
        line = list(_fine((*shape.points, shape.points[0]) if shape.closed else shape.points))
        wide, colour = max(round(shape.width * FINER), 1), ImageColor.getrgb(shape.stroke)
        bent = _bent(line, wide)
        for key, pieces in _by_tile(tiles, line, shape.width / 2 + 1).items():
            tiles.add(key, _stroke(line, pieces, bent, wide, colour))


def _fine(points: Sequence[Point]) -> Iterator[Point]:
    """A line with slanting parts no longer than a tile: they touch few of the tiles that they span."""
    yield points[0]
    for start, end in pairwise(points):
        straight = start[0] == end[0] or start[1] == end[1]
        count = 1 if straight else math.ceil(math.dist(start, end) / SIDE)
        step = (end[0] - start[0]) / count, (end[1] - start[1]) / count
        yield from ((start[0] + step[0] * at, start[1] + step[1] * at) for at in range(1, count))
        yield end


def _bent(line: list[Point], wide: int) -> frozenset[int]:
    """The points of a line at which its outer side would show a gap: its ends, and where it bends."""
    found = {0, len(line) - 1}
    ways = [math.atan2(end[1] - start[1], end[0] - start[0]) for start, end in pairwise(line)]
    for at, (before, after) in enumerate(pairwise(ways), 1):
        if abs((after - before + math.pi) % math.tau - math.pi) * wide > 1.5:
            found.add(at)
    return frozenset(found)


def _by_tile(tiles: Tiles, line: list[Point], reach: float) -> dict[Key, list[list[int]]]:
    """For each tile the numbers of the points in it, in stretches that hang together."""
    found: dict[Key, list[list[int]]] = {}
    for at, ((x1, y1), (x2, y2)) in enumerate(pairwise(line)):
        left, right = (x1, x2) if x1 < x2 else (x2, x1)
        top, bottom = (y1, y2) if y1 < y2 else (y2, y1)
        for key in tiles.touched(left - reach, top - reach, right + reach, bottom + reach):
            pieces = found.setdefault(key, [])
            if pieces and pieces[-1][-1] == at:
                pieces[-1].append(at + 1)
            else:
                pieces.append([at, at + 1])
    return found


def _filling(shape: Shape) -> Paint:
    colour = (*ImageColor.getrgb(shape.fill)[:3], round(255 * shape.opacity))

    def paint(tile: Tile) -> None:
        # In this mode what is painted blends with what there is.
        pen = tile.pen if shape.opacity == 1 else ImageDraw.Draw(tile.canvas, "RGBA")
        outline = [tile.at(point) for point in shape.points]
        pen.polygon([(round(x), round(y)) for x, y in outline], fill=colour)

    return paint


def _stroke(
    line: list[Point], pieces: list[list[int]], bent: frozenset[int], wide: int, colour: tuple[int, ...]
) -> Paint:
    """Stretches of a line with round ends and joins, `wide` pixels of the tile."""
    half = (wide - 1) / 2

    def paint(tile: Tile) -> None:
        for piece in pieces:
            points = [tile.at(line[at]) for at in piece]
            tile.pen.line([(round(x), round(y)) for x, y in points], fill=colour, width=wide)
            for x, y in (tile.at(line[at]) for at in piece if at in bent):
                left, top = round(x - half), round(y - half)
                tile.pen.ellipse((left, top, left + wide - 1, top + wide - 1), fill=colour)

    return paint
