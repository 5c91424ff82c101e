"""Small drawn shapes as paths: circles, rounded boxes, the five faces, the hourglass."""

from __future__ import annotations

import math
from collections.abc import Iterable

from oracle.report.display import Fill, Item, Path, Segment, Stroke

Point = tuple[float, float]

ICON_GRID = 24.0
_KAPPA = 4 / 3 * (math.sqrt(2) - 1)  # how far the handles of a quarter circle reach, in radii

_EYES = ((9.0, 9.8), (15.0, 9.8))
_EYE = 1.15
# On a grid of 24: open strokes of each face inside its circle of radius 10.2, and where its eyes stand.
_FACES: dict[int, tuple[Path, tuple[Point, ...]]] = {
    -2: (
        (
            ("M", 7, 8.3),
            ("L", 10.2, 9.8),
            ("M", 17, 8.3),
            ("L", 13.8, 9.8),
            ("M", 8.3, 16.8),
            ("C", 9.3, 15.3, 10.5, 14.6, 12, 14.6),
            ("C", 13.5, 14.6, 14.7, 15.3, 15.7, 16.8),
        ),
        ((9.0, 11.6), (15.0, 11.6)),
    ),
    -1: (
        (
            ("M", 7.8, 16),
            ("C", 8.9, 14.7, 9.9, 14.7, 10.8, 16),
            ("C", 11.6, 17.2, 12.5, 17.2, 13.4, 16),
            ("C", 14.3, 14.7, 15.2, 14.7, 16.2, 16),
        ),
        _EYES,
    ),
    0: ((("M", 8.3, 15.2), ("L", 15.7, 15.2)), _EYES),
    1: ((("M", 8, 14.3), ("C", 9, 15.8, 10.3, 16.5, 12, 16.5), ("C", 13.7, 16.5, 15, 15.8, 16, 14.3)), _EYES),
    2: (
        (
            ("M", 7.5, 10.3),
            ("C", 8, 9.2, 9.8, 9.2, 10.3, 10.3),
            ("M", 13.7, 10.3),
            ("C", 14.2, 9.2, 16, 9.2, 16.5, 10.3),
            ("M", 7.3, 13.5),
            ("L", 16.7, 13.5),
            ("C", 16.7, 16.1, 14.6, 18.2, 12, 18.2),
            ("C", 9.4, 18.2, 7.3, 16.1, 7.3, 13.5),
            ("Z",),
        ),
        (),
    ),
}
_HOURGLASS: Path = (
    ("M", 5, 22),
    ("L", 19, 22),
    ("M", 5, 2),
    ("L", 19, 2),
    ("M", 17, 22),
    ("L", 17, 17.8),
    ("C", 17, 17.3, 16.8, 16.8, 16.4, 16.4),
    ("L", 12, 12),
    ("L", 7.6, 16.4),
    ("C", 7.2, 16.8, 7, 17.3, 7, 17.8),
    ("L", 7, 22),
    ("M", 7, 2),
    ("L", 7, 6.2),
    ("C", 7, 6.7, 7.2, 7.2, 7.6, 7.6),
    ("L", 12, 12),
    ("L", 16.4, 7.6),
    ("C", 16.8, 7.2, 17, 6.7, 17, 6.2),
    ("L", 17, 2),
)
_CROSS: Path = (("M", 18, 6), ("L", 6, 18), ("M", 6, 6), ("L", 18, 18))
_CHECK: Path = (("M", 20, 6), ("L", 9, 17), ("L", 4, 12))


def line(points: Iterable[Point]) -> Path:
    """An open path through the points."""
    path = line_on(points)
    return (("M", *path[0][1:]), *path[1:]) if path else ()


def line_on(points: Iterable[Point]) -> Path:
    """How an open path goes on through the points."""
    return tuple([("L", round(x, 2), round(y, 2)) for x, y in points])


def closed(points: Iterable[Point]) -> Path:
    """A closed path through the points."""
    return (*line(points), ("Z",))


def circle(x: float, y: float, radius: float) -> Path:
    """A circle of four cubics."""
    return ellipse(x, y, radius, radius)


def ellipse(x: float, y: float, across: float, down: float) -> Path:
    """An ellipse of four cubics with these radii."""
    # Each number is rounded once: the stones and the grain of a road are hundreds of these.
    i, j = across * _KAPPA, down * _KAPPA
    left, right, top, foot = round(x - across, 2), round(x + across, 2), round(y - down, 2), round(y + down, 2)
    before, after, above, below = round(x - i, 2), round(x + i, 2), round(y - j, 2), round(y + j, 2)
    x, y = round(float(x), 2), round(float(y), 2)
    return (
        ("M", right, y),
        ("C", right, below, after, foot, x, foot),
        ("C", before, foot, left, below, left, y),
        ("C", left, above, before, top, x, top),
        ("C", after, top, right, above, right, y),
        ("Z",),
    )


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Path:
    """A rectangle, its corners rounded by `radius`."""
    if not radius:
        return closed([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])
    right, foot, h = x + width, y + height, radius * (1 - _KAPPA)
    return _rounded(
        ("M", x + radius, y),
        ("L", right - radius, y),
        ("C", right - h, y, right, y + h, right, y + radius),
        ("L", right, foot - radius),
        ("C", right, foot - h, right - h, foot, right - radius, foot),
        ("L", x + radius, foot),
        ("C", x + h, foot, x, foot - h, x, foot - radius),
        ("L", x, y + radius),
        ("C", x, y + h, x + h, y, x + radius, y),
        ("Z",),
    )


def moved(path: Path, x: float, y: float, scale: float = 1.0) -> Path:
    """`path` scaled about its origin, then moved."""
    placed = []
    for name, *values in path:
        ends = zip(_numbers(values), (x, y) * (len(values) // 2), strict=True)
        placed.append((name, *[round(value * scale + at, 2) for value, at in ends]))
    return tuple(placed)  # type: ignore[arg-type]


def face(feeling: int, x: float, y: float, size: float, token: str = "ink") -> tuple[Item, ...]:
    """One of the five faces, −2 to +2, in a square of `size` with its top left corner at x, y."""
    scale = size / ICON_GRID
    strokes, eyes = _FACES[feeling]
    ring = Stroke(moved(circle(12, 12, 10.2), x, y, scale), token, 1.6 * scale)
    drawn = Stroke(moved(strokes, x, y, scale), token, 1.6 * scale)
    return (ring, drawn, *(Fill(circle(x + a * scale, y + b * scale, _EYE * scale), token) for a, b in eyes))


def hourglass(x: float, y: float, size: float, token: str = "ink_2") -> Stroke:
    """An hourglass in a square of `size` with its top left corner at x, y."""
    scale = size / ICON_GRID
    return Stroke(moved(_HOURGLASS, x, y, scale), token, 1.75 * scale)


def check(x: float, y: float, size: float, token: str = "r0") -> Stroke:
    """A check mark in a square of `size` with its top left corner at x, y."""
    scale = size / ICON_GRID
    return Stroke(moved(_CHECK, x, y, scale), token, 1.9 * scale)


def cross(x: float, y: float, size: float, token: str = "r4") -> Stroke:
    """A cross in a square of `size` with its top left corner at x, y."""
    scale = size / ICON_GRID
    return Stroke(moved(_CROSS, x, y, scale), token, 1.9 * scale)


def _numbers(values: Iterable[float | str]) -> list[float]:
    return [float(value) for value in values]


def _rounded(*segments: Segment) -> Path:
    return tuple((name, *(round(float(value), 2) for value in values)) for name, *values in segments)  # type: ignore[misc]
