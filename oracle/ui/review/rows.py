"""Rows that are opened: by a click, by Enter or Space; arrows go from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.ui import theme


class LiveRow(QWidget):
    """`asked`: opened by the user. `moved(by)`: the focus should go that many rows on.

    `chosen(bool)`: with Ctrl clicked, or Ctrl+Space pressed (False); with Shift, as far as this row (True).
    """

    asked = Signal()
    moved = Signal(int)
    chosen = Signal(bool)

    def __init__(self, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open = self._over = False
        self.setFixedHeight(height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_open(self, is_open: bool) -> None:
        """Shows it as the one that is open."""
        self._open = is_open
        self.setAccessibleDescription(_("open") if is_open else "")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            return
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.chosen.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Space and event.modifiers() & (control | shift):
            self.chosen.emit(bool(event.modifiers() & shift))
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.asked.emit()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: object) -> None:
        self._over = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        if self._open or self._over:
            painter.fillRect(self.rect(), look.colour("road_tint" if self._open else "hover"))
        if self._open:
            painter.fillRect(QRectF(0, 0, 4, self.height()), look.colour("road"))
            painter.setPen(look.colour("ink"))
            painter.drawLine(QPointF(4.5, 0), QPointF(4.5, self.height()))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))
        painter.end()


def paint_focus(painter: QPainter, rect: QRectF) -> None:
    """The focus ring inside a rectangle: 2 px of road, and an ink edge within."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("road"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 5, 5)
    painter.setPen(QPen(look.colour("ink"), 1))
    painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), 4, 4)
