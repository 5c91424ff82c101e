"""A key drawn on the button that it presses."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from oracle import tokens
from oracle.ui import theme


def with_key(button: QPushButton, key: str, height: int | None = None) -> QPushButton:
    """The same button, wider by the key's cap at its right; `height` in pixels where it is not the usual one."""
    cap = _Cap(button, key)
    # The style sheet's own heights would win over the widget's.
    inside = "" if height is None else f"; min-height: {height - 2}px; max-height: {height - 2}px"
    button.setStyleSheet(f"QPushButton {{ padding-right: {cap.width() + 16}px{inside} }}")
    return button


class _Cap(QWidget):
    def __init__(self, button: QPushButton, key: str) -> None:
        super().__init__(button)
        self._key, self._button = key, button
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        button.setAccessibleDescription(key)
        width = max(18, QFontMetrics(self._font()).horizontalAdvance(key) + 10)
        self.setFixedSize(width, 18)
        button.installEventFilter(self)

    def _font(self) -> QFont:
        font = QFont(tokens.FONT)
        font.setPixelSize(11)
        font.setWeight(QFont.Weight.Medium)
        return font

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Show} and isinstance(watched, QPushButton):
            self.move(watched.width() - self.width() - 9, (watched.height() - self.height()) // 2)
        elif event.type() == QEvent.Type.DynamicPropertyChange:
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        dark = self._button.property("look") == "dark"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("edge" if dark else "line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if dark else look.colour("paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(self._font())
        painter.setPen(look.colour("on_ink" if dark else "ink_2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._key)
        painter.end()
