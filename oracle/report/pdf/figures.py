"""Pictures and charts as flowables. Each is one figure for a screen reader; without a text to read it is decoration."""

from __future__ import annotations

from typing import Literal

from oracle.report.display import Chart
from oracle.report.pdf.flow import Cut, Flowable, Room
from oracle.report.pdf.painter import paint as paint_chart
from oracle.report.pdf.pen import Box, Pen, PictureRef
from oracle.report.pdf.tagging import Element

_SHARPEST = 72 / 96  # points a pixel: a picture is never larger than on the screen it came from
_BESIDE = 12.0  # points between the columns of a picture in several
_COLUMN = 640.0  # points: the highest of such columns
_MOST_COLUMNS = 4
_SMALLEST = 8.0  # points: a picture shrunk to a page's height keeps that much width


class _Figure(Flowable):
    """Something drawn in a box of fixed proportions."""

    def __init__(self, alt: str, align: Literal["left", "centre", "right"], before: float, after: float) -> None:
        super().__init__(before=before, after=after)
        self.alt = alt
        self._align = align
        self._element: Element | None = None
        self._limit = 0.0

    def attach(self, parent: Element) -> None:
        """A figure, if there is something to read."""
        if self.alt.strip():
            self._element = Element("Figure", parent, alt=self.alt)

    def size(self, width: float) -> tuple[float, float]:
        """Width and height at most `width` wide and no higher than the limit that a page set."""
        raise NotImplementedError

    def height(self, pen: Pen, width: float) -> float:
        """Height at that width."""
        return self.size(width)[1]

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Never cut: it moves to a fresh page, and there it shrinks if it must."""
        if room.fits(self.size(width)[1]):
            return self, None
        if not room.is_fresh:
            return None
        self._limit = max(room.left, 1.0)
        return self, None

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Paint at its place in the width."""
        wide, high = self.size(width)
        left += {"left": 0.0, "centre": (width - wide) / 2, "right": width - wide}[self._align]
        box = Box(left, top, wide, high)
        if self._element is not None:
            self._element.box = box.edges
        with pen.tagged(self._element):
            self.draw(pen, box)

    def draw(self, pen: Pen, box: Box) -> None:
        """Paint into `box`, inside the figure's sequence."""
        raise NotImplementedError

    def _limited(self, wide: float, high: float) -> tuple[float, float]:
        if self._limit and high > self._limit:
            return max(wide * self._limit / high, min(_SMALLEST, wide)), self._limit
        return wide, high


class Picture(_Figure):
    """A JPEG, never scaled up. `box` crops it to that width and height instead, from its top, as a thumbnail.

    With `telling`, top and bottom of a stretch from 0 to 1, a picture that is too tall is cropped to what holds it.
    """

    def __init__(
        self,
        reference: PictureRef,
        alt: str,
        *,
        box: tuple[float, float] | None = None,
        tallest: float = 0.0,
        telling: tuple[float, float] | None = None,
        radius: float = 4.0,
        edge: str = "edge",
        align: Literal["left", "centre", "right"] = "left",
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        """`tallest` limits the height in points (0: the page does); `edge` is the token of its outline, "" for none."""
        super().__init__(alt, align, before, after)
        self._reference = reference
        self._box = box
        self._tallest = tallest
        self._telling = telling
        self._radius = radius
        self._edge = edge

    def size(self, width: float) -> tuple[float, float]:
        """As wide as there is room and pixels for."""
        if self._box is not None:
            return min(self._box[0], width), self._box[1]
        across, down = max(self._reference.width, 1), max(self._reference.height, 1)
        wide = max(min(width, across * _SHARPEST), 1.0)
        high = wide * down / across
        if self._tallest and high > self._tallest:
            if self._telling is not None:
                return self._limited(wide, self._tallest)
            wide, high = wide * self._tallest / high, self._tallest
        return self._limited(wide, high)

    def draw(self, pen: Pen, box: Box) -> None:
        """The picture and its outline."""
        if self._box is None and self._telling is None:
            pen.picture(self._reference, box, self._radius)
        else:
            self._draw_cropped(pen, box)
        if self._edge:
            pen.stroke(box, self._edge, 0.75, self._radius)

    def _draw_cropped(self, pen: Pen, box: Box) -> None:
        across, down = max(self._reference.width, 1), max(self._reference.height, 1)
        scale = max(box.width / across, box.height / down)
        wide, high = across * scale, down * scale
        above = 0.0
        if self._telling is not None:
            first, last = self._telling
            # In the middle where the stretch has room; else from its beginning, a little below the upper edge.
            spare = box.height - (last - first) * high
            above = min(max(0.0, first * high - max(spare / 2, box.height / 12)), max(0.0, high - box.height))
        with pen.clipped(box, self._radius):
            pen.fill(box, "surface")
            pen.picture(self._reference, Box(box.left - (wide - box.width) / 2, box.top + above, wide, high))


class Unrolled(_Figure):
    """A tall JPEG in full: in columns that are read from top to bottom, each beginning a little before the last end."""

    def __init__(self, reference: PictureRef, alt: str) -> None:
        super().__init__(alt, "left", 0.0, 0.0)
        self._reference = reference
        self._ratio = max(reference.height, 1) / max(reference.width, 1)
        self._count = _MOST_COLUMNS

    def size(self, width: float) -> tuple[float, float]:
        """As wide as there is room and pixels for, in as few columns as a page is high enough for."""
        across = self._reference.width * _SHARPEST
        for count in range(2, _MOST_COLUMNS + 1):
            column = max(min((width - (count - 1) * _BESIDE) / count, across), 1.0)
            high = (column * self._ratio + (count - 1) * _BESIDE) / count
            self._count = count
            if high <= _COLUMN:
                break
        return self._limited(column * self._count + (self._count - 1) * _BESIDE, high)

    def draw(self, pen: Pen, box: Box) -> None:
        """Each column with its outline."""
        column = max((box.width - (self._count - 1) * _BESIDE) / self._count, 1.0)
        whole = max(column * self._ratio, box.height)
        for number in range(self._count):
            left = box.left + number * (column + _BESIDE)
            above = number * (whole - box.height) / (self._count - 1)
            with pen.clipped(Box(left, box.top, column, box.height)):
                pen.picture(self._reference, Box(left, box.top + above, column, whole))
            pen.stroke(Box(left, box.top, column, box.height), "edge", 0.75)


class Drawing(_Figure):
    """A display list, read aloud by its own `alt`. It shrinks where it is too wide; `width` scales it to that width."""

    def __init__(
        self,
        chart: Chart,
        *,
        alt: str | None = None,
        width: float = 0.0,
        align: Literal["left", "centre", "right"] = "left",
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(chart.alt if alt is None else alt, align, before, after)
        self._chart = chart
        self._width = width

    def size(self, width: float) -> tuple[float, float]:
        """Its own size, or the width given, where there is room."""
        wide = min(self._width or self._chart.width, width) if width > 0 else self._chart.width
        return self._limited(wide, wide * self._chart.height / self._chart.width)

    def draw(self, pen: Pen, box: Box) -> None:
        """The items of the list."""
        paint_chart(pen, self._chart, box)
