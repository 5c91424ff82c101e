"""The app's own icons as paths of a display list, read from the files that ship with it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from xml.etree import ElementTree  # our own files only

from oracle.paths import resource
from oracle.report.charts import shapes
from oracle.report.display import Fill, Item, Path, Segment, Stroke

_WEIGHT = 1.75  # of a line, on the grid of 24
_TOKEN = re.compile(r"([A-Za-z])|(-?(?:\d+\.\d*|\.\d+|\d+)(?:e-?\d+)?)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "a": 7, "z": 0}


def icon(name: str, x: float, y: float, size: float, token: str = "ink_2") -> Item:
    """The icon in a square of `size` with its top left corner at x, y: its lines, or filled where it is a solid one."""
    scale = size / shapes.ICON_GRID
    path, solid = _drawing(name)
    placed = shapes.moved(path, x, y, scale)
    return Fill(placed, token) if solid else Stroke(placed, token, _WEIGHT * scale)


@cache
def _drawing(name: str) -> tuple[Path, bool]:
    root = ElementTree.fromstring(resource("icons", f"{name}.svg").read_text("utf-8"))  # noqa: S314
    segments: list[Segment] = []
    solid = False
    for element in root:
        solid = solid or element.get("fill") == "currentColor"
        segments += _shape(element.tag.rpartition("}")[2], dict(element.items()))
    return tuple(segments), solid


def _shape(tag: str, told: dict[str, str]) -> Path:
    def number(key: str) -> float:
        return float(told.get(key, 0))

    if tag == "circle":
        return shapes.circle(number("cx"), number("cy"), number("r"))
    if tag == "ellipse":
        return shapes.ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
    if tag == "rect":
        return shapes.box(number("x"), number("y"), number("width"), number("height"), number("rx"))
    if tag == "line":
        return shapes.line([(number("x1"), number("y1")), (number("x2"), number("y2"))])
    if tag in {"polyline", "polygon"}:
        flat = [float(each) for each in re.split(r"[\s,]+", told["points"].strip())]
        points = list(zip(flat[::2], flat[1::2], strict=True))
        return shapes.closed(points) if tag == "polygon" else shapes.line(points)
    return tuple(_Outline().read(told["d"]))


class _Outline:
    """A path's data turned into moves, lines and cubics in absolute numbers."""

    def __init__(self) -> None:
        self._at = self._start = (0.0, 0.0)
        self._handle = (0.0, 0.0)  # the second handle of the last cubic

    def read(self, data: str) -> Iterator[Segment]:
        """All segments."""
        for command, values in _commands(data):
            yield from self._draw(command, values)

    def _draw(self, command: str, values: list[float]) -> Iterator[Segment]:
        kind = command.lower()
        if kind == "z":
            self._at = self._start
            yield ("Z",)
            return
        if kind == "a":
            yield from self._arc(values, self._point(command, values[5:]))
            return
        if kind in "hv":
            x, y = self._at if command.islower() else (0.0, 0.0)
            end = (x + values[0], self._at[1]) if kind == "h" else (self._at[0], y + values[0])
            yield self._to("L", end)
            return
        points = [self._point(command, values[at : at + 2]) for at in range(0, len(values), 2)]
        if kind in "cs":
            if kind == "s":
                points.insert(0, (2 * self._at[0] - self._handle[0], 2 * self._at[1] - self._handle[1]))
            yield self._cubic(*points)
            return
        if kind == "m":
            self._start = points[0]
        yield self._to(command.upper(), points[0])

    def _point(self, command: str, values: list[float]) -> shapes.Point:
        x, y = self._at if command.islower() else (0.0, 0.0)
        return x + values[0], y + values[1]

    def _to(self, name: str, end: shapes.Point) -> Segment:
        self._at = self._handle = end
        return (name, *end)

    def _cubic(self, first: shapes.Point, second: shapes.Point, end: shapes.Point) -> Segment:
        self._at, self._handle = end, second
        return ("C", *first, *second, *end)

    def _arc(self, values: list[float], end: shapes.Point) -> Iterator[Segment]:
        """A circle's arc as cubics of at most a quarter turn. Our icons have no turned ellipses."""
        radius, large, sweep = values[0], bool(values[3]), bool(values[4])
        (x0, y0), (x1, y1) = self._at, end
        half = math.hypot(x1 - x0, y1 - y0) / 2
        if half < 1e-9:
            return
        radius = max(radius, half)
        side = math.sqrt(max(0.0, radius**2 - half**2)) / (2 * half) * (-1 if large == sweep else 1)
        cx, cy = (x0 + x1) / 2 + side * (y1 - y0) * -1, (y0 + y1) / 2 + side * (x1 - x0)
        begin, turn = math.atan2(y0 - cy, x0 - cx), math.atan2(y1 - cy, x1 - cx)
        turn = (turn - begin) % (2 * math.pi) if sweep else -((begin - turn) % (2 * math.pi))
        parts = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-6))
        reach = 4 / 3 * math.tan(turn / parts / 4) * radius
        for part in range(parts):
            a, b = begin + turn * part / parts, begin + turn * (part + 1) / parts
            stop = (cx + radius * math.cos(b), cy + radius * math.sin(b)) if part < parts - 1 else end
            yield self._cubic(
                (self._at[0] - reach * math.sin(a), self._at[1] + reach * math.cos(a)),
                (stop[0] + reach * math.sin(b), stop[1] - reach * math.cos(b)),
                stop,
            )


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Commands with their numbers; a move followed by more numbers goes on as lines."""
    command = ""
    numbers: list[float] = []
    for letter, text in _TOKEN.findall(data):
        if letter:
            command, numbers = letter, []
            if letter in "zZ":
                yield letter, []
            continue
        for number in _parted(text, command, len(numbers)):
            numbers.append(number)
            if len(numbers) == _TAKES[command.lower()]:
                yield command, numbers
                numbers = []
                command = {"m": "l", "M": "L"}.get(command, command)


def _parted(text: str, command: str, place: int) -> Iterator[float]:
    """The numbers of a token: the two flags of an arc may stand without a space before what follows."""
    while command in "aA" and place in (3, 4) and len(text) > 1:
        yield float(text[0])
        text, place = text[1:], place + 1
    yield float(text)
