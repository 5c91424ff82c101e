"""The bar between two pictures that lie over one another: a slider to mouse, keys and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget

from oracle.ui import theme

BAR, KNOB = 5, 30
STEP = 2  # per cent that an arrow key moves it


class Divider(QSlider):
    """0 to 100 per cent from the left. Its owner places it so that its middle lies there.

    `moved_to(x)`: dragged there, in pixels of its owner, who sets the value. `scrolled(dx, dy)`, `zoom_asked(factor)`:
    keys that mean the pictures below.
    """

    moved_to = Signal(int)
    scrolled = Signal(float, float)
    zoom_asked = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(0, 100)
        self.setSingleStep(STEP)
        self.setPageStep(5 * STEP)
        self.setValue(70)
        self.setFixedWidth(KNOB + 6)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setProperty("floats", True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(event.button() is Qt.MouseButton.LeftButton)
        self.setSliderDown(event.isAccepted())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.moved_to.emit(self.mapToParent(event.position().toPoint()).x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it scrolls and zooms the pictures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        height = self.height()
        moves = {
            Qt.Key.Key_Up: -40.0, Qt.Key.Key_Down: 40.0, Qt.Key.Key_PageUp: -0.8 * height,
            Qt.Key.Key_PageDown: 0.8 * height,
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in moves:
            self.scrolled.emit(0.0, moves[key])
        elif event.text() in {"+", "=", "-", "0"}:
            self.zoom_asked.emit({"+": 1.25, "=": 1.25, "-": 0.8, "0": 0.0}[event.text()])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        middle = self.width() / 2
        painter.fillRect(QRectF(middle - BAR / 2, 0, BAR, self.height()), look.colour("on_road"))
        painter.fillRect(QRectF(middle - BAR / 2 + 1, 0, BAR - 2, self.height()), look.colour("road"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(middle, self.height() / 2)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(centre, KNOB / 2 + 2, KNOB / 2 + 2)
        painter.setPen(QPen(look.colour("on_road"), 1))
        painter.setBrush(look.colour("road"))
        painter.drawEllipse(centre, KNOB / 2 - 0.5, KNOB / 2 - 0.5)
        pen = QPen(look.colour("on_road"), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawLine(centre + QPointF(0, -5), centre + QPointF(0, 5))
        for side in (-1, 1):
            tip = centre + QPointF(8 * side, 0)
            painter.drawPolyline([tip + QPointF(-4 * side, -4), tip, tip + QPointF(-4 * side, 4)])
        painter.end()
