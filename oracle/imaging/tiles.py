"""Parts of a picture, enlarged while something is drawn on them: that makes edges smooth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import TypeAlias

from PIL import Image, ImageDraw

from oracle.model.mark import Point

FINER = 4  # times, each way
SIDE = 128  # px of the picture

Key: TypeAlias = tuple[int, int]  # row and column of a tile
Paint: TypeAlias = Callable[["Tile"], None]


class Tiles:
    """What is to be painted on a picture, sorted by the tiles that it touches.

    A tile is enlarged once for everything on it, so that a picture full of marks costs no more than one pass over it.
    """

    def __init__(self, picture: Image.Image) -> None:
        self._picture = picture
        self._last = ((picture.width - 1) // SIDE, (picture.height - 1) // SIDE)
        self._paints: dict[Key, list[Paint]] = defaultdict(list)

    def touched(self, left: float, top: float, right: float, bottom: float) -> Iterator[Key]:
        """The tiles that these bounds touch."""
        columns = range(max(int(left) // SIDE, 0), min(int(right) // SIDE, self._last[0]) + 1)
        for row in range(max(int(top) // SIDE, 0), min(int(bottom) // SIDE, self._last[1]) + 1):
            for column in columns:
                yield row, column

    def add(self, key: Key, paint: Paint) -> None:
        """Paint on a tile, above what was added before."""
        self._paints[key].append(paint)

    def paint(self) -> None:
        """Paint everything."""
        for row, column in sorted(self._paints):
            tile = Tile(self._picture, column * SIDE, row * SIDE)
            for paint in self._paints[row, column]:
                paint(tile)
            tile.put_back()


class Tile:
    """A part of an RGB picture, enlarged."""

    def __init__(self, picture: Image.Image, left: int, top: int) -> None:
        self._picture = picture
        self._corner = (left, top)
        part = picture.crop((left, top, min(left + SIDE, picture.width), min(top + SIDE, picture.height)))
        self.canvas = part.resize((part.width * FINER, part.height * FINER), Image.Resampling.NEAREST)
        self.pen = ImageDraw.Draw(self.canvas)

    def at(self, point: Point) -> Point:
        """Where a point of the picture is on the canvas; whole numbers are the middles of its pixels."""
        return (point[0] - self._corner[0]) * FINER - 0.5, (point[1] - self._corner[1]) * FINER - 0.5

    def put_back(self) -> None:
        """Bring what was painted onto the picture; the rest of the part stays what it was, to the pixel."""
        self._picture.paste(self.canvas.reduce(FINER), self._corner)
