"""The first letter of a name in a small circle: who handles a step."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPen, QPixmap

from oracle import tokens
from oracle.ui import theme

SIZE = 20


def initial(name: str) -> str:
    """The letter that stands for a name; "" for none."""
    return next((character.upper() for character in name if character.isalnum()), "")


class _Engine(QIconEngine):
    """Drawn when it is painted, in the theme of that moment."""

    def __init__(self, letter: str) -> None:
        super().__init__()
        self._letter = letter

    def clone(self) -> QIconEngine:
        return _Engine(self._letter)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        made = QPixmap(size)
        made.fill(QColor(Qt.GlobalColor.transparent))
        painter = QPainter(made)
        self._draw(painter, QRectF(0, 0, size.width(), size.height()))
        painter.end()
        made.setDevicePixelRatio(scale)
        return made

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.save()
        self._draw(painter, QRectF(rect))
        painter.restore()

    def _draw(self, painter: QPainter, area: QRectF) -> None:
        look = theme.current()
        side = min(area.width(), area.height())
        circle = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour("sunken"))
        painter.setPen(QPen(look.colour("edge"), side / SIZE))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        font = QFont(tokens.FONT)
        font.setPixelSize(max(1, round(side * 0.55)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), self._letter)


def letter_icon(name: str) -> QIcon:
    """The coin of a name; no icon for a name without a letter."""
    letter = initial(name)
    return QIcon(_Engine(letter)) if letter else QIcon()
