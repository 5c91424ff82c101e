"""What stands in a story: the protocol of flowables, and stacks of them.

A flowable is measured (`height`), cut where a page ends (`split`) and painted at a place (`paint`). `attach` gives it
its node in the structure tree once, in the story's order; the parts of a cut flowable share that node.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from oracle.report.pdf.pen import Pen
from oracle.report.pdf.tagging import Element

_SLACK = 0.01  # points: sums of heights are not exact


class Room(NamedTuple):
    """Height left on this page, and height of a fresh one; points."""

    left: float
    page: float

    @property
    def is_fresh(self) -> bool:
        """Nothing more can be won by another page: something has to be placed here."""
        return self.left >= self.page - _SLACK

    def fits(self, height: float) -> bool:
        """Whether something of that height can stand here."""
        return height <= self.left + _SLACK

    def inside(self, edges: float) -> Room:
        """The room inside a box whose edges take that height on every page."""
        return Room(self.left - edges, self.page - edges)


Cut = tuple["Flowable", "Flowable | None"]


class Flowable:
    """Something that takes a height for a width. Of `after` and the next one's `before` the larger counts.

    `keep_with_next`: no page ends right behind it.
    """

    def __init__(self, *, before: float = 0.0, after: float = 0.0, keep_with_next: bool = False) -> None:
        self.before = before
        self.after = after
        self.keep_with_next = keep_with_next

    def attach(self, parent: Element) -> None:
        """Take a place in the structure tree below `parent`. Without it what is painted is decoration."""

    def height(self, pen: Pen, width: float) -> float:
        """Height in points at that width, without `before` and `after`."""
        raise NotImplementedError

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """A first part that fits into `room`, and the rest (None: nothing is left). None: a fresh page is better.

        In a fresh room the answer is never None.
        """
        return (self, None) if room.is_fresh or room.fits(self.height(pen, width)) else None

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Paint with the upper left corner at (`left`, `top`) of the page."""
        raise NotImplementedError


class Stack(Flowable):
    """Flowables one below the other. `role` makes them a group in the structure tree, as "Sect"."""

    def __init__(
        self,
        parts: Sequence[Flowable],
        *,
        role: str = "",
        before: float = 0.0,
        after: float = 0.0,
        keep_with_next: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep_with_next=keep_with_next)
        self.parts = tuple(parts)
        self._role = role
        self._heights: dict[float, float] = {}  # by width; what cutting changes becomes a new stack

    def attach(self, parent: Element) -> None:
        """Attach all parts, in a group of their own if there is a role."""
        above = Element(self._role, parent) if self._role else parent
        for part in self.parts:
            part.attach(above)

    def height(self, pen: Pen, width: float) -> float:
        """Sum of the parts and the gaps between them."""
        found = self._heights.get(width)
        if found is None:
            gaps = sum(map(self._gap, range(len(self.parts))))
            found = self._heights[width] = sum(part.height(pen, width) for part in self.parts) + gaps
        return found

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Paint the parts from above."""
        for number, part in enumerate(self.parts):
            top -= self._gap(number)
            part.paint(pen, left, top, width)
            top -= part.height(pen, width)

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Between two parts or inside one, but never right behind a part that stays with the next."""
        used = 0.0
        for number, part in enumerate(self.parts):
            above = used + self._gap(number)
            height = part.height(pen, width)
            if not room.fits(above + height):
                return self._split_at(pen, width, room, number, above)
            used = above + height
        return self, None

    def _split_at(self, pen: Pen, width: float, room: Room, number: int, above: float) -> Cut | None:
        part = self.parts[number]
        left = Room(room.left - above, room.page)
        cut = part.split(pen, width, left) if left.left > 0 else None
        if cut is None:
            first = self._last_end(number)
            if first:
                return self._of(self.parts[:first]), self._of(self.parts[first:])
            if not room.is_fresh:
                return None
            # Even a fresh page is too small for the whole group: it has to be cut somewhere inside.
            forced = part.split(pen, width, Room(left.left, left.left)) if left.left > room.page / 8 else None
            if forced is None:
                return self._of(self.parts[:number]), self._of(self.parts[number:])
            cut = forced
        head, rest = cut
        behind = self.parts[number + 1 :]
        following = (rest, *behind) if rest is not None else behind
        return self._of((*self.parts[:number], head)), (self._of(following) if following else None)

    def _last_end(self, number: int) -> int:
        """The last place before part `number` at which a page may end; 0 if there is none."""
        while number and self.parts[number - 1].keep_with_next:
            number -= 1
        return number

    def _of(self, parts: Sequence[Flowable]) -> Stack:
        return Stack(parts, before=self.before, after=self.after, keep_with_next=self.keep_with_next)

    def _gap(self, number: int) -> float:
        return max(self.parts[number - 1].after, self.parts[number].before) if number else 0.0


class KeepTogether(Stack):
    """A stack that moves to the next page as a whole if that has room for it."""

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Only where a whole page is too small."""
        height = self.height(pen, width)
        if room.fits(height):
            return self, None
        if not room.is_fresh and height <= room.page:
            return None
        return super().split(pen, width, room)


class Inset(Flowable):
    """A flowable with space at its sides; negative space lets it stand out into the margins."""

    def __init__(self, content: Flowable, *, left: float = 0.0, right: float = 0.0) -> None:
        super().__init__(before=content.before, after=content.after, keep_with_next=content.keep_with_next)
        self._content = content
        self._left = left
        self._right = right

    def attach(self, parent: Element) -> None:
        """Attach the content."""
        self._content.attach(parent)

    def height(self, pen: Pen, width: float) -> float:
        """Height of the content at its own width."""
        return self._content.height(pen, width - self._left - self._right)

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Split the content."""
        cut = self._content.split(pen, width - self._left - self._right, room)
        if cut is None:
            return None
        first, rest = cut
        return self._of(first), (self._of(rest) if rest is not None else None)

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Paint the content at its place."""
        self._content.paint(pen, left + self._left, top, width - self._left - self._right)

    def _of(self, content: Flowable) -> Inset:
        return Inset(content, left=self._left, right=self._right)


class Space(Flowable):
    """Empty height; gone at the top of a page."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self._height = height

    def height(self, pen: Pen, width: float) -> float:
        """The height given."""
        return self._height

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Takes what is left of the page."""
        return Space(min(self._height, room.left)), None

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Nothing."""


class Rule(Flowable):
    """A horizontal bar: the full width, or `width` points from the left."""

    def __init__(
        self,
        token: str = "line",
        thickness: float = 0.75,
        width: float = 0.0,
        *,
        before: float = 0.0,
        after: float = 0.0,
        keep_with_next: bool = False,
    ) -> None:
        super().__init__(before=before, after=after, keep_with_next=keep_with_next)
        self._token = token
        self._thickness = thickness
        self._width = width

    def height(self, pen: Pen, width: float) -> float:
        """The bar's thickness."""
        return self._thickness

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Paint the bar."""
        right = left + (self._width or width)
        pen.rule(left, right, top - self._thickness / 2, self._token, self._thickness)


class Noted(Flowable):
    """`inner`, and `note(page)` is called with the page on which it begins."""

    def __init__(self, inner: Flowable, note: Callable[[int], object]) -> None:
        super().__init__(before=inner.before, after=inner.after, keep_with_next=inner.keep_with_next)
        self._inner = inner
        self._note = note

    def attach(self, parent: Element) -> None:
        """As the inner one."""
        self._inner.attach(parent)

    def height(self, pen: Pen, width: float) -> float:
        """The inner one's."""
        return self._inner.height(pen, width)

    def split(self, pen: Pen, width: float, room: Room) -> Cut | None:
        """Its first part is noted."""
        cut = self._inner.split(pen, width, room)
        return None if cut is None else (Noted(cut[0], self._note), cut[1])

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Notes the page."""
        self._note(pen.page)
        self._inner.paint(pen, left, top, width)


class PageBreak(Flowable):
    """What follows begins a new page."""

    def height(self, pen: Pen, width: float) -> float:
        """None."""
        return 0.0

    def paint(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Nothing."""
