"""A layout that fills lines from left to right and goes on in the next."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items side by side, wrapped; `gap` and `row_gap` in pixels."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, row_gap: int | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._row_gap = gap if row_gap is None else row_gap
        self._items: list[QLayoutItem] = []
        # By width, and the least size: Qt asks many times in one pass.
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self.invalidate()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def invalidate(self) -> None:
        self._heights.clear()
        self._least = None
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if self._least is None:
            self._least = QSize()
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        # Each question to Qt costs: with a hundred pictures they are what a capture waits for.
        left, top, end = rect.x(), rect.y(), rect.right() + 1
        x, y, tallest = left, top, 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            wide, high = hint.width(), hint.height()
            if x + wide > end and tallest:
                x, y, tallest = left, y + tallest + self._row_gap, 0
            if move:
                item.setGeometry(QRect(x, y, wide, high))
            x += wide + self._gap
            tallest = max(tallest, high)
        return y + tallest - top
