"""A box around a stack: its ground and edge are painted on each page that a part of it stands on."""

from __future__ import annotations

from collections.abc import Sequence

from oracle.report.pdf.flow import Cut, Flowable, Room, Stack
from oracle.report.pdf.pen import Box, Pen
from oracle.report.pdf.tagging import Element


class Card(Flowable):
    """Parts inside a box with rounded corners; moved whole to the next page where that has room, cut only where not.

    `padding` is (left and right, top and bottom). `ground` and `edge` are tokens ("" for none). `bar` is the token of a
    3 point bar at the left. Links `#key` lead to its top. Give its head row `keep_with_next`, so that no page ends
    behind a head.
    """

    def __init__(
        self,
        parts: Sequence[Flowable],
        *,
        padding: tuple[float, float] = (16.0, 14.0),
        ground: str = "",
        edge: str = "line",
        bar: str = "",
        radius: float = 7.0,
        key: str = "",
        role: str = "Sect",
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        super().__init__(before=before, after=after)
        self._content: Flowable = Stack(parts, role=role)
        self._padding = padding
        self._ground = ground
        self._edge = edge
        self._bar = bar
        self._radius = radius
        self._key = key

    def attach(self, parent: Element) -> None:
        """A section of its own."""
        self._content.attach(parent)

    def height(self, pen: Pen, width: float) -> float:
        """Content and padding."""
        return self._content.height(pen, width - 2 * self._padding[0]) + 2 * self._padding[1]

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Nothing here if a fresh page holds it whole; else a box on each page."""
        height = self.height(pen, width)
        if room.fits(height):
            return self, None
        if not room.is_fresh and height <= room.page:
            return None
        cut = self._content.split(pen, width - 2 * self._padding[0], room.inside(2 * self._padding[1]))
        if cut is None:
            return None
        first, rest = cut
        return self._of(first, self._key), (self._of(rest, "") if rest is not None else None)

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Ground, edge, then the content."""
        box = Box(left, top, width, self.height(pen, width))
        if self._key and not pen.is_decoration:
            pen.bookmark(self._key, top)
        if self._ground:
            pen.fill(box, self._ground, self._radius)
        if self._edge:
            pen.stroke(box, self._edge, 0.75, self._radius)
        if self._bar:
            pen.fill(Box(left, top, 3.0, box.height), self._bar)
        across, down = self._padding
        self._content.paint(pen, left + across, top - down, width - 2 * across)

    def _of(self, content: Flowable, key: str) -> Card:
        part = Card(
            (),
            padding=self._padding,
            ground=self._ground,
            edge=self._edge,
            bar=self._bar,
            radius=self._radius,
            key=key,
            before=self.before,
            after=self.after,
        )
        part._content = content
        return part
