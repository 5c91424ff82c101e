"""A column that stays in sight while a taller one beside it scrolls by."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

GAP = 16


class Following(QWidget):
    """Parts below one another, moved down along `beside` as far as that reaches.

    What is taller than the window shows its end after it was scrolled down, and its beginning after it was scrolled up.
    The first part can be asked for at any place beside.
    """

    def __init__(self, beside: QWidget, *parts: QWidget) -> None:
        super().__init__()
        self._beside, self._first = beside, parts[0]
        self._area: QScrollArea | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        for part in parts:
            self._column.addWidget(part)
        self._column.addStretch(1)

    def follow(self, area: QScrollArea) -> None:
        """From now on it goes along with `area`, on whose page it stands."""
        self._area = area
        area.verticalScrollBar().valueChanged.connect(lambda _at: self.place())

    def place(self, *, from_top: bool = False) -> None:
        """Moves it to where it is seen; `from_top`: so that its first part is."""
        page = None if self._area is None else self._area.widget()
        if self._area is None or page is None:
            return
        seen = self._area.viewport().height()
        before = self._column.contentsMargins().top()
        high = self._column.totalHeightForWidth(self.width()) - before
        first = self._area.verticalScrollBar().value() - self.mapTo(page, QPoint()).y()
        last = first + seen - high - GAP
        if from_top:
            at = min(first, self._beside.height() - self._first.height())
        else:
            at = max(min(first, last, self._beside.height() - high), min(before, first))
        at = max(0, at)
        if at != before:
            self._column.setContentsMargins(0, at, 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()
