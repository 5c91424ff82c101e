"""Where everything of the map stands: pure geometry, from stages and a zoom to rectangles."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

from oracle.model.journey import Stage

# At 100 %, in device-independent pixels; see the mockup's README.
MARGIN = 24
TOP = 12
HEAD = 30
CARD = 92
WAIT = 20
ADD = 32
GAP = 8
NARROWEST = 132  # the mockup's 136, less what a scroll bar takes of five columns
WIDEST = 216
NEW_STAGE = 22  # the button in the right margin


@dataclass(frozen=True, slots=True)
class Column:
    """One stage: its head, its cards with the waits above them (None where there is none), and *Add a step*."""

    head: QRect
    cards: tuple[QRect, ...]
    waits: tuple[QRect | None, ...]
    add: QRect

    @property
    def left(self) -> int:
        """Where it begins."""
        return self.head.left()

    @property
    def right(self) -> int:
        """The first pixel behind it."""
        return self.head.left() + self.head.width()

    @property
    def middle(self) -> int:
        """Its middle from left to right."""
        return self.head.left() + self.head.width() // 2

    def top_of(self, index: int) -> int:
        """Where the card of that index begins, with the wait above it."""
        wait = self.waits[index]
        return self.cards[index].top() if wait is None else wait.top()


@dataclass(frozen=True, slots=True)
class Places:
    """The whole map without the rows under it. `factor` is pixels for each pixel at 100 %."""

    columns: tuple[Column, ...]
    factor: float
    new_stage: QRect
    width: int
    bottom: int

    def stage_at(self, x: int) -> int:
        """The stage whose column is nearest to x."""
        return min(range(len(self.columns)), key=lambda at: abs(self.columns[at].middle - x))

    def gap_at(self, point: QPoint) -> tuple[int, int]:
        """The stage and the gap between its cards that a card dropped there goes to."""
        at = self.stage_at(point.x())
        column = self.columns[at]
        return at, sum(card.center().y() < point.y() for card in column.cards)

    def gap_line(self, stage: int, position: int) -> QRect:
        """Where the drop mark of a gap stands: as wide as a card, one pixel high."""
        column = self.columns[stage]
        if position < len(column.cards):
            y = column.top_of(position) - self.px(GAP) // 2
        else:
            y = column.add.top() - self.px(GAP) // 2
        return QRect(column.left, y, column.head.width(), 1)

    def stage_gap_at(self, x: int) -> int:
        """The gap between columns that a stage dropped there goes to."""
        return sum(column.middle < x for column in self.columns)

    def stage_gap_line(self, gap: int) -> QRect:
        """Where the drop mark between two columns stands: one pixel wide."""
        half = self.px(GAP) // 2
        x = self.columns[gap].left - half if gap < len(self.columns) else self.columns[-1].right + half
        return QRect(x, self.columns[0].head.top(), 1, self.bottom - self.columns[0].head.top())

    def touched(self, area: QRect) -> list[tuple[int, int]]:
        """Stage and index of the cards that a rectangle touches."""
        return [
            (at, index)
            for at, column in enumerate(self.columns)
            if column.left <= area.right() and area.left() < column.right
            for index, card in enumerate(column.cards)
            if card.intersects(area)
        ]

    def px(self, length: float) -> int:
        """A length at 100 % in pixels of now."""
        return round(length * self.factor)


def column_width(stages: int, room: float) -> float:
    """Width of a column at 100 %: what the room gives, within the narrowest and the widest."""
    spare = (room - 2 * MARGIN - GAP * (stages - 1)) / max(1, stages)
    return max(float(NARROWEST), min(float(WIDEST), spare))


def lay_out(stages: Sequence[Stage], factor: float, room: int) -> Places:
    """The places of these stages in a viewport `room` pixels wide."""
    width = column_width(len(stages), room / factor)
    columns = []
    for at, stage in enumerate(stages):
        left = MARGIN + at * (width + GAP)
        waits = [step.wait is not None for step in stage.steps]
        columns.append(_column(left, width, waits, factor))
    right = MARGIN + len(stages) * (width + GAP) - GAP
    new_stage = _rect(right + 1, TOP + 4, NEW_STAGE, NEW_STAGE, factor)
    bottom = max((column.add.bottom() + 1 for column in columns), default=round((TOP + HEAD) * factor))
    return Places(tuple(columns), factor, new_stage, round((right + MARGIN) * factor), bottom)


def _column(left: float, width: float, waits: Collection[bool], factor: float) -> Column:
    head = _rect(left, TOP, width, HEAD, factor)
    y = float(TOP + HEAD)
    cards, lines = [], []
    for waiting in waits:
        lines.append(_rect(left, y - 2, width, WAIT, factor) if waiting else None)
        y += WAIT + 4 if waiting else 0
        cards.append(_rect(left, y, width, CARD, factor))
        y += CARD + GAP
    return Column(head, tuple(cards), tuple(lines), _rect(left, y, width, ADD, factor))


def _rect(x: float, y: float, width: float, height: float, factor: float) -> QRect:
    """Rounded edge by edge, so that neighbours keep their distance."""
    left, top = round(x * factor), round(y * factor)
    return QRect(left, top, round((x + width) * factor) - left, round((y + height) * factor) - top)
