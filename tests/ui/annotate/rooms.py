"""What tests of the annotate screen stand on: a page worth pointing at."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen

INK, GREY, GREEN, RED = (QColor(name) for name in ("#24302B", "#8A8F8C", "#2E6B4A", "#B3261E"))


def payment_page(width: int = 860, height: int = 588) -> QImage:
    """A shop's page with fields that hold private things, and a refused sale code."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(width / 860, height / 588)
    _words(painter, 66, 40, "Green Leaf Plants", 18, bold=True, colour=GREEN)
    painter.setPen(QPen(GREY, 0.5))
    painter.drawLine(0, 60, 860, 60)
    _words(painter, 33, 100, "Delivery and payment", 22, bold=True)
    for x, y, wide, name, value in (
        (33, 142, 226, "Name", "Wendy Harper"), (271, 142, 226, "Phone", "+44 20 7946 0182"),
        (33, 217, 464, "E-mail", "wendy.harper@example.com"), (33, 292, 322, "Street and number", "18 Larch Avenue"),
        (33, 367, 464, "Card number", "4111 1111 1111 1111"), (33, 442, 226, "Valid until", "09 / 28"),
    ):  # fmt: skip
        _field(painter, QRectF(x, y, wide, 38), name, value)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#F3F6F2"))
    painter.drawRoundedRect(QRectF(533, 82, 296, 340), 8, 8)
    _words(painter, 551, 116, "Your order", 14, bold=True)
    painter.setBrush(QColor("#B9CFC0"))
    painter.drawRect(QRectF(551, 134, 64, 72))
    _words(painter, 627, 150, "Monstera, 15 cm", 14)
    _field(painter, QRectF(551, 242, 186, 38), "Sale code", "LEAF30")
    _words(painter, 551, 300, "Code not valid.", 12, colour=RED)
    _words(painter, 551, 396, "Total  £95.90", 15, bold=True)
    painter.setBrush(GREEN)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(33, 502, 464, 45), 22, 22)
    _words(painter, 222, 530, "Pay £95.90", 14, bold=True, colour=QColor(Qt.GlobalColor.white))
    painter.end()
    return image


def _field(painter: QPainter, area: QRectF, name: str, value: str) -> None:
    painter.setPen(QPen(GREY, 1))
    painter.setBrush(QColor(Qt.GlobalColor.white))
    painter.drawRoundedRect(area, 5, 5)
    _words(painter, area.x(), area.y() - 8, name, 12, colour=QColor("#5B6169"))
    _words(painter, area.x() + 12, area.y() + 24, value, 14)


def _words(
    painter: QPainter, x: float, y: float, text: str, size: int, *, bold: bool = False, colour: QColor = INK
) -> None:
    font = QFont("Inter")
    font.setPixelSize(size)
    font.setBold(bold)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(round(x), round(y), text)
