"""Where things are on screens and in their pictures: whole numbers only, nothing of Qt.

Two kinds of pixels: *logical* ones place screens and pointers on the virtual desktop, whose origin may lie inside it
(a screen on the left has negative x); *device* ones are those of a screen's picture. Screens may differ in scale.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; `right` and `bottom` are the first column and row outside it."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First column to the right of it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First row below it."""
        return self.y + self.height

    @property
    def empty(self) -> bool:
        """Whether it holds no pixel."""
        return self.width <= 0 or self.height <= 0

    def contains(self, x: int, y: int) -> bool:
        """Whether the pixel lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom

    def clipped(self, other: Rect) -> Rect:
        """What both cover; empty (with size 0) where they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        return Rect(x, y, max(0, min(self.right, other.right) - x), max(0, min(self.bottom, other.bottom) - y))

    def moved(self, dx: int, dy: int) -> Rect:
        """The same size, elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """A window of another program: its frame in the system's own pixels, or in logical ones where `logical`."""

    title: str
    rect: Rect
    logical: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A screen's picture: the screen's place in logical pixels, and the picture's measured size in device pixels."""

    place: Rect
    width: int
    height: int

    @property
    def bounds(self) -> Rect:
        """The whole picture."""
        return Rect(0, 0, self.width, self.height)

    @property
    def scale(self) -> float:
        """Measured device pixels per logical pixel, whatever the system says."""
        return self.width / self.place.width if self.place.width else 1.0


def between(x1: int, y1: int, x2: int, y2: int) -> Rect:
    """The rectangle that holds both pixels, whichever way it was drawn."""
    return Rect(min(x1, x2), min(y1, y2), abs(x2 - x1) + 1, abs(y2 - y1) + 1)


def to_device(selection: Rect, frame: Frame) -> Rect:
    """A logical rectangle of the virtual desktop as device pixels of `frame`: rounded outward, cut at its edges."""
    inside = selection.clipped(frame.place)
    if inside.empty:
        return Rect(0, 0, 0, 0)
    left, top = inside.x - frame.place.x, inside.y - frame.place.y
    x, y = left * frame.width // frame.place.width, top * frame.height // frame.place.height
    right = -(-(left + inside.width) * frame.width // frame.place.width)
    bottom = -(-(top + inside.height) * frame.height // frame.place.height)
    return Rect(x, y, right - x, bottom - y).clipped(frame.bounds)


def native_to_device(window: Rect, frame: Frame) -> Rect:
    """A window's place in the system's own pixels as device pixels of `frame`: the screen's origin is taken off."""
    return window.moved(-frame.place.x, -frame.place.y).clipped(frame.bounds)


def to_view(rect: Rect, frame: Frame, width: int, height: int) -> Rect:
    """Device pixels of `frame` as pixels of a view of `width` × `height` that shows the whole of it."""
    x, y = rect.x * width // frame.width, rect.y * height // frame.height
    right, bottom = -(-rect.right * width // frame.width), -(-rect.bottom * height // frame.height)
    return Rect(x, y, right - x, bottom - y)


def from_view(x: int, y: int, frame: Frame, width: int, height: int) -> tuple[int, int]:
    """The device pixel of `frame` under a point of a view of `width` × `height` that shows the whole of it."""
    column, row = x * frame.width // max(1, width), y * frame.height // max(1, height)
    return min(max(column, 0), frame.width - 1), min(max(row, 0), frame.height - 1)


def nudged(selection: Rect, bounds: Rect, dx: int, dy: int, *, grow: bool = False) -> Rect:
    """`selection` moved by a step, or with `grow` its lower right corner moved; it stays inside and keeps a pixel."""
    if grow:
        width = min(max(1, selection.width + dx), bounds.right - selection.x)
        height = min(max(1, selection.height + dy), bounds.bottom - selection.y)
        return replace(selection, width=width, height=height)
    x = min(max(bounds.x, selection.x + dx), bounds.right - selection.width)
    y = min(max(bounds.y, selection.y + dy), bounds.bottom - selection.height)
    return replace(selection, x=x, y=y)
