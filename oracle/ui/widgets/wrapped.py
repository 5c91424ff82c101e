"""Widgets of fixed size, side by side and wrapped: one more moves none of the others."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Wrapped(QWidget):
    """Fills lines from left to right; `gap` in pixels.

    A layout would ask and place every widget again for each new one. The sizes here never change, so only what has
    another place is moved, and who stands around is told only of another height.
    """

    def __init__(self, gap: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._widgets: tuple[QWidget, ...] = ()
        self._sizes: tuple[tuple[int, int], ...] = ()
        self._high = 0
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # growing, it leaves what it shows unpainted

    def show_widgets(self, widgets: Iterable[QWidget]) -> None:
        """Shows these, in this order; all have a fixed size. One that is left out is the caller's to delete."""
        known = dict(zip(self._widgets, self._sizes, strict=True))
        self._widgets = tuple(widgets)
        self._sizes = tuple(known.get(each) or (each.minimumWidth(), each.minimumHeight()) for each in self._widgets)
        new = [each for each in self._widgets if each not in known]
        for each in new:
            each.setParent(self)
        self._place()
        for each in new:
            each.show()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._flow(width)[1]

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        widths, heights = zip(*self._sizes, strict=True) if self._sizes else ((0,), (0,))
        return QSize(max(widths), max(heights))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._place()

    def _place(self) -> None:
        places, high = self._flow(self.width())
        for each, (x, y) in zip(self._widgets, places, strict=True):
            each.move(x, y)  # Qt does nothing where it stands there already
        if high != self._high:
            self._high = high
            self.updateGeometry()

    def _flow(self, width: int) -> tuple[list[tuple[int, int]], int]:
        """The place of each widget, and the height of all."""
        places, x, y, tallest = [], 0, 0, 0
        for wide, high in self._sizes:
            if x and x + wide > width:
                x, y, tallest = 0, y + tallest + self._gap, 0
            places.append((x, y))
            x += wide + self._gap
            tallest = max(tallest, high)
        return places, y + tallest
