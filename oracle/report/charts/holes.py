"""Potholes as the road shows them: ragged bites with rim, cracks and crumbs."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise

from msgspec import Struct

from oracle import tokens
from oracle.report.charts import shapes
from oracle.report.charts.shapes import Point
from oracle.report.charts.surface import Surface
from oracle.report.display import Fill, Item, Path, Stroke

# Along the hole from rim to rim (−1 to 1) and into it (0 to 1): a ragged floor.
_KNOTS = (
    (-1.0, 0.0),
    (-0.9, 0.36),
    (-0.76, 0.5),
    (-0.6, 0.84),
    (-0.36, 0.8),
    (-0.14, 1.0),
    (0.12, 0.9),
    (0.36, 0.98),
    (0.56, 0.7),
    (0.72, 0.66),
    (0.86, 0.3),
    (1.0, 0.0),
)
_WIDTH = {None: 22.0, 1: 22.0, 2: 30.0, 3: 40.0, 4: 50.0}
_DEPTH = {None: 4.0, 1: 7.0, 2: 12.0, 3: 18.0, 4: 26.0}
_MOST_OF_BAND = {None: 0.2, 1: 0.34, 2: 0.5, 3: 0.68, 4: 0.92}


class Bite(Struct, frozen=True):
    """One hole in the surface: its points from rim to rim, and what it is."""

    x: float
    start: float
    end: float
    points: tuple[Point, ...]
    severity: int | None
    seed: int
    floor: float  # height of its floor under the sign
    left: float  # where it really begins and ends: it leans on a slope
    right: float

    def floor_at(self, x: float) -> float | None:
        """Height of the hole's floor at x, None outside of it."""
        if not self.left < x < self.right:
            return None
        deepest = None
        for (ax, ay), (bx, by) in pairwise(self.points):
            if (ax <= x <= bx or bx <= x <= ax) and ax != bx:
                y = ay + (by - ay) * (x - ax) / (bx - ax)
                deepest = y if deepest is None else max(deepest, y)
        return deepest


def bite(surface: Surface, x: float, severity: int | None, seed: int, band: float, scale: float) -> Bite:
    """A hole of that severity at x, set along the surface's normal so that it sits square on slopes.

    As wide and deep as severe, never deeper than its share of the band; odd ones are mirrored.
    """
    depth = min(_DEPTH[severity] * scale, band * _MOST_OF_BAND[severity])
    half = _WIDTH[severity] * scale / 2 / math.hypot(1, surface.slope(x))
    knots = [(-along, into) for along, into in reversed(_KNOTS)] if seed % 2 else list(_KNOTS)
    places = [x + along * half for along, _into in knots]
    points = []
    for at, y, slope, (_along, into) in zip(places, surface.over(places), surface.slopes(places), knots, strict=True):
        length = math.hypot(1, slope)
        points.append((at - slope / length * depth * into, y + depth * into / length))
    floor = surface.at(x) + depth * 0.86
    return Bite(x, x - half, x + half, tuple(points), severity, seed, floor, min(points)[0], max(points)[0])


def top_points(surface: Surface, bites: list[Bite], start: float, end: float) -> list[Point]:
    """The upper edge of the road from start to end, through the holes."""
    points: list[Point] = []
    x = start
    for hole in [hole for hole in bites if start <= hole.start and hole.end <= end]:
        if hole.start > x:
            points.extend(surface.edge(0, x, hole.start, 1.5)[:-1])
        points.extend(hole.points)
        x = hole.end
    return points + surface.edge(0, x, end, 1.5)


class Top:
    """The road's real upper edge: the surface, or the floor of a hole."""

    def __init__(self, surface: Surface, bites: list[Bite]) -> None:
        self._surface = surface
        self._bites = sorted(bites, key=lambda hole: hole.x)
        self._centres = [hole.x for hole in self._bites]

    def at(self, x: float) -> float:
        """Height at x."""
        near = bisect_right(self._centres, x)
        height = self._surface.at(x)
        for hole in self._bites[max(0, near - 1) : near + 1]:
            floor = hole.floor_at(x)
            if floor is not None and floor > height:
                height = floor
        return height


def random(seed: int) -> Callable[[], float]:
    """Numbers from 0 to 1, the same ones for the same seed on every machine."""
    state = seed * 9301 + 49297

    def following() -> float:
        nonlocal state
        state = (state * 9301 + 49297) % 233280
        return state / 233280

    return following


def wear(hole: Bite, surface: Surface, band: float, scale: float) -> Iterator[Item]:
    """Cracks below the floor, crumbs on it from severity 3 up."""
    chance, severity = random(hole.seed + 11), hole.severity or 0
    for knot in (3, 5, 8) if severity >= 3 else (5,):
        x, y = hole.points[knot]
        lean = -1.0 if knot < 5 else 1.0 if knot > 5 else chance() - 0.5
        points = [(x, y)]
        for _ in range(3):
            x += (lean * 2.2 + (chance() - 0.5) * 3.2) * scale
            y += ((1 + severity * 0.9) * 0.9 + chance() * 1.2) * scale
            if y > surface.below(x, band) - 1:
                break
            points.append((x, y))
        if len(points) > 1:
            yield Stroke(shapes.line(points), "asphalt_2", 1.0 * scale)
    if severity >= 3:
        for knot, size in ((4, 1.7), (6, 1.2)):
            yield Fill(_crumb(hole.points[knot], size * scale, scale), "asphalt")


def rim(hole: Bite, width: float) -> Stroke:
    """The edge of the hole in the colour of its severity."""
    return Stroke(shapes.line(hole.points), tokens.rating(hole.severity), width)


def _crumb(at: Point, size: float, scale: float) -> Path:
    x, y = at[0] - size, at[1] - 0.8 * scale
    return shapes.closed(
        [(x, y), (x + size * 0.6, y - size * 1.1), (x + size * 1.7, y - size * 0.8), (x + size * 2, y)]
    )
