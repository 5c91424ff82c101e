"""A stretch of road: earth, gravel, asphalt with grain and centre dashes, holes, cuts where time passes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

from msgspec import Struct

from oracle.report.charts import shapes
from oracle.report.charts.holes import Bite, Top, random, rim, top_points, wear
from oracle.report.charts.shapes import Point
from oracle.report.charts.surface import Surface
from oracle.report.display import Fill, Item, Path, Segment, Stroke

CENTRE = 0.52  # where the centre dashes run, in depths of the band


class Measures(Struct, frozen=True):
    """How a road is drawn. Lengths in pixels; `ground` is where the earth ends, None for a road without earth."""

    band: float
    scale: float = 1.0
    gravel: float = 9.0
    ground: float | None = None
    dash: tuple[float, float, float] = (2.2, 13.0, 10.0)  # width, on, off
    dash_start: float = -4.0
    rim: float = 2.2
    detail: bool = True  # grain and cracks


class Stretch(Struct, frozen=True):
    """A road to draw: its surface, its holes, and the x-ranges that nobody rated."""

    surface: Surface
    bites: tuple[Bite, ...]
    unknown: tuple[tuple[float, float], ...] = ()

    def known(self) -> tuple[tuple[float, float], ...]:
        """The x-ranges between the unknown ones."""
        found, x = [], self.surface.x0
        for start, end in self.unknown:
            if start > x:
                found.append((x, start))
            x = end
        if x < self.surface.x1:
            found.append((x, self.surface.x1))
        return tuple(found)


def paint(road: Stretch, measures: Measures) -> Iterator[Item]:
    """The whole stretch, back to front."""
    if measures.ground is not None:
        yield from _earth(road.surface, measures, measures.ground)
    for start, end in road.known():
        yield from _asphalt(road, measures, start, end)
    for start, end in road.unknown:
        yield from _unrated(road.surface, measures, start, end)
    for hole in road.bites:
        if measures.detail:
            yield from wear(hole, road.surface, measures.band, measures.scale)
        yield rim(hole, measures.rim)


def water(road: Stretch, start: float, end: float, level: float) -> Path:
    """The basin between start and end filled up to `level`, drawn before the road."""
    surface = road.surface
    left, right = start, end
    while left < end and surface.at(left) < level:
        left += 0.5
    while right > left and surface.at(right) < level - 0.01:
        right -= 0.5
    floor = [(x, max(level, y)) for x, y in top_points(surface, list(road.bites), surface.x0, surface.x1)]
    inside = [point for point in floor if left < point[0] < right]
    return shapes.closed([(left, level), *inside, (right, level)])


def cut(surface: Surface, x: float, measures: Measures) -> Iterator[Item]:
    """A slanted gap in the road at x: time passes here."""
    k = measures.scale
    top, foot = surface.at(x) - 3 * k, surface.below(x, measures.band) + 3 * k
    lean, half = 4.5 * k, 2.2 * k
    left, right = [(x + lean - half, top), (x - lean - half, foot)], [(x + lean + half, top), (x - lean + half, foot)]
    yield Fill(shapes.closed([left[0], right[0], right[1], left[1]]), "surface")
    yield Stroke(shapes.line(left) + shapes.line(right), "edge", 1.2 * k)


def _earth(surface: Surface, measures: Measures, ground: float) -> Iterator[Item]:
    upper = [(x, y - 1) for x, y in surface.edge(measures.band, surface.x0, surface.x1)]
    yield Fill(shapes.closed([*upper, (surface.x1, ground), (surface.x0, ground)]), "ground")
    lower = [(x, min(y + 1 + measures.gravel, ground)) for x, y in reversed(upper)]
    yield Fill(shapes.closed([*upper, *lower]), "base")
    yield Fill(tuple(_stones(surface, measures, ground)), "base_2")


def _stones(surface: Surface, measures: Measures, ground: float) -> Iterator[Segment]:
    chance, x = random(7), surface.x0 + 3
    while x < surface.x1 - 2:
        y = surface.below(x, measures.band) + 2.5 + chance() * (measures.gravel - 5)
        size = 1 + chance() * 1.3
        if y < ground - 2:
            yield from shapes.ellipse(x, y, size, size * 0.7)
        x += 4 + chance() * 5


def _asphalt(road: Stretch, measures: Measures, start: float, end: float) -> Iterator[Item]:
    surface, top = road.surface, top_points(road.surface, list(road.bites), start, end)
    low = surface.edge(measures.band, start, end)
    edge = shapes.line(top)
    yield Fill((*edge, *shapes.line_on(reversed(low)), ("Z",)), "asphalt")
    yield Stroke(edge, "asphalt_edge", 1.5 if measures.band > 16 else 1.0)
    upper = Top(surface, list(road.bites))
    if measures.detail:
        yield Fill(tuple(_grain(surface, upper, measures, start, end)), "asphalt_2")
    centre = surface.edge(measures.band * CENTRE, start, end, 1.5)
    width, on, off = measures.dash
    dashes = tuple(_dashes(centre, upper, (on, off), measures.dash_start, width))
    if dashes:
        yield Stroke(dashes, "road", width, cap="flat")


def _grain(surface: Surface, upper: Top, measures: Measures, start: float, end: float) -> Iterator[Segment]:
    chance, x = random(3 + round(start)), start + 2
    while x < end - 1:
        top, foot = surface.at(x), surface.below(x, measures.band)
        y, size = top + 3 + chance() * (foot - top - 6), 0.45 + chance() * 0.4
        if y > upper.at(x) + 1.5:
            yield from shapes.circle(x, y, size)
        x += 2.2 + chance() * 3.4


def _dashes(
    points: Sequence[Point], upper: Top, pattern: tuple[float, float], start: float, width: float
) -> Iterator[Segment]:
    """Dashes along the points by length, left out where a hole has eaten the road."""
    period, travelled, drawing = sum(pattern), -start, False
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        length = math.hypot(bx - ax, by - ay)
        position = 0.0
        while position < length:
            phase = (travelled + position) % period
            on = phase < pattern[0]
            step = min(length - position, (pattern[0] if on else period) - phase + 1e-6)
            x, y = ax + (bx - ax) * position / length, ay + (by - ay) * position / length
            position += step
            if not on or upper.at(x) > y - width:
                drawing = False
                continue
            if not drawing:
                yield ("M", round(x, 2), round(y, 2))
            ex, ey = ax + (bx - ax) * position / length, ay + (by - ay) * position / length
            yield ("L", round(ex, 2), round(ey, 2))
            drawing = True
        travelled += length


def _unrated(surface: Surface, measures: Measures, start: float, end: float) -> Iterator[Item]:
    """A stretch that nobody rated: only its edges, dashed."""
    edges = (surface.edge(0, start, end), surface.edge(measures.band, start, end))
    for points in edges:
        yield Stroke(shapes.line(points), "edge", 1.5, (5.0, 5.0), cap="flat")
