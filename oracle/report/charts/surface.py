"""The road's surface: a monotone cubic through the steps, and the edge that runs everywhere the same depth below it."""

from __future__ import annotations

import itertools
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import add

from msgspec import Struct

_MOST_DEPTH = 64  # of an edge below the surface, in pixels


def monotone_cubic(xs: Sequence[float], ys: Sequence[float]) -> Curve:
    """A curve through every point that never overshoots.

    Source: Fritsch and Carlson, "Monotone Piecewise Cubic Interpolation", 1980, with the weighted harmonic mean of
    Fritsch and Butland, 1984. `xs` rise; outside them the curve is flat.
    """
    gaps = [b - a for a, b in itertools.pairwise(xs)]
    rises = [(b - a) / gap for a, b, gap in zip(ys, ys[1:], gaps, strict=False)]
    slopes = [0.0] * len(xs)
    for i in range(1, len(xs) - 1):
        before, after = rises[i - 1], rises[i]
        if before * after > 0:
            w1, w2 = 2 * gaps[i] + gaps[i - 1], gaps[i] + 2 * gaps[i - 1]
            slopes[i] = (w1 + w2) / (w1 / before + w2 / after)
    return Curve(tuple(xs), tuple(ys), tuple(slopes))


class Curve(Struct, frozen=True):
    """Knots with a slope each."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    slopes: tuple[float, ...]

    def at(self, x: float) -> float:
        """Height at x."""
        xs, ys, slopes = self.xs, self.ys, self.slopes
        if x <= xs[0]:
            return ys[0]
        if x >= xs[-1]:
            return ys[-1]
        i = bisect_right(xs, x)
        left = xs[i - 1]
        h = xs[i] - left
        t = (x - left) / h
        t2, t3 = t * t, t * t * t
        return (
            (2 * t3 - 3 * t2 + 1) * ys[i - 1]
            + (t3 - 2 * t2 + t) * h * slopes[i - 1]
            + (3 * t2 - 2 * t3) * ys[i]
            + (t3 - t2) * h * slopes[i]
        )

    def over(self, places: Iterable[float]) -> list[float]:
        """Heights at places that rise, the same as `at` gives for each."""
        xs, ys, slopes = self.xs, self.ys, self.slopes
        first, last, found, i = xs[0], xs[-1], [], 0
        for x in places:
            if x <= first:
                found.append(ys[0])
                continue
            if x >= last:
                found.append(ys[-1])
                continue
            while xs[i] <= x:
                i += 1
            left = xs[i - 1]
            h = xs[i] - left
            t = (x - left) / h
            t2, t3 = t * t, t * t * t
            found.append(
                (2 * t3 - 3 * t2 + 1) * ys[i - 1]
                + (t3 - 2 * t2 + t) * h * slopes[i - 1]
                + (3 * t2 - 2 * t3) * ys[i]
                + (t3 - t2) * h * slopes[i]
            )
        return found


class Surface:
    """A stretch of road from x0 to x1 through step centres, flat for `flat` on both sides of each, y downwards."""

    def __init__(self, x0: float, x1: float, centres: Sequence[float], ys: Sequence[float], flat: float) -> None:
        self.x0, self.x1 = x0, x1
        xs = [x for centre in centres for x in (centre - flat, centre + flat)] if flat else list(centres)
        heights = [y for y in ys for _ in ((-1, 1) if flat else (0,))]
        self._curve = monotone_cubic(xs, heights)
        self._first = math.floor(x0) - _MOST_DEPTH - 1
        count = math.ceil(x1) + _MOST_DEPTH + 2 - self._first
        self._grid = self.over(range(self._first, self._first + count))
        self._edges: dict[float, list[float]] = {}

    def at(self, x: float) -> float:
        """Height of the surface at x."""
        return self._curve.at(min(self.x1, max(self.x0, x)))

    def over(self, places: Iterable[float]) -> list[float]:
        """Heights of the surface at places that rise: a picture asks for hundreds."""
        x0, x1 = self.x0, self.x1
        return self._curve.over([x0 if x < x0 else x1 if x > x1 else x for x in places])

    def slope(self, x: float) -> float:
        """Rise per unit at x."""
        return self._curve.at(x + 0.5) - self._curve.at(x - 0.5)

    def slopes(self, places: Sequence[float]) -> list[float]:
        """Rises per unit at places that rise themselves."""
        after, before = self._curve.over([x + 0.5 for x in places]), self._curve.over([x - 0.5 for x in places])
        return [a - b for a, b in zip(after, before, strict=True)]

    def below(self, x: float, depth: float) -> float:
        """Height of the edge that is `depth` below, measured square to the surface: the envelope of discs.

        A plain shift downwards would make the road thin on slopes.
        """
        edge = self._edges.get(depth) or self._envelope(depth)
        place = x - self._first - _MOST_DEPTH
        index = min(len(edge) - 2, max(0, math.floor(place)))
        return edge[index] + (edge[index + 1] - edge[index]) * (place - index)

    def _all_below(self, xs: Iterable[float], depth: float) -> list[float]:
        """The same for many places."""
        edge = self._edges.get(depth) or self._envelope(depth)
        first, most, found = self._first, len(edge) - 2, []
        for x in xs:
            place = x - first - _MOST_DEPTH
            index = int(place) if place > 0 else 0
            if index > most:
                index = most
            left = edge[index]
            found.append(left + (edge[index + 1] - left) * (place - index))
        return found

    def _envelope(self, depth: float) -> list[float]:
        reach = min(_MOST_DEPTH, math.floor(depth))
        arc = [math.sqrt(max(0.0, depth * depth - run * run)) for run in range(-reach, reach + 1)]
        middles = range(_MOST_DEPTH, len(self._grid) - _MOST_DEPTH)
        edge = [max(map(add, self._grid[i - reach : i + reach + 1], arc)) for i in middles]
        self._edges[depth] = edge
        return edge

    def edge(self, depth: float, start: float, end: float, step: float = 2.0) -> list[tuple[float, float]]:
        """Points of the surface (depth 0) or of the edge `depth` below it, from start to end."""
        count = max(1, math.ceil((end - start) / step))
        xs = [start + (end - start) * i / count for i in range(count + 1)]
        return list(zip(xs, self._all_below(xs, depth) if depth else self.over(xs), strict=True))
