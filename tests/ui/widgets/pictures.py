"""Widgets that stand in several screens, as pictures."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.capture.grab import encoded
from oracle.ui.widgets import Card, label
from oracle.ui.widgets.compare_canvas import Way
from oracle.ui.widgets.compare_pictures import ComparePictures, difference
from tests.pictures import Size, Stage, screen
from tests.ui.walk.rooms import house

SIZES = [Size(524, 348), Size(1100, 640), Size(524, 348, 2.0)]


def page(width: int, height: int, price: str) -> QImage:
    """A page of a shop, so that two of them differ in what they say."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.fillRect(QRectF(0, 0, width * 0.5, height * 0.8), QColor("#EADFCF"))
    painter.setBrush(QColor("#2F6B4A"))
    painter.drawEllipse(QPointF(width * 0.25, height * 0.35), width * 0.15, width * 0.15)
    font = QFont("Inter")
    font.setPixelSize(max(8, width // 24))
    painter.setFont(font)
    painter.setPen(QColor("#1E2227"))
    words = Qt.TextFlag.TextWordWrap
    painter.drawText(QRectF(width * 0.54, height * 0.1, width * 0.44, height * 0.4), int(words), "Monstera Albo")
    painter.drawText(QRectF(width * 0.54, height * 0.5, width * 0.44, height * 0.2), int(words), price)
    painter.end()
    return image


def compared(stage: Stage, then: QImage | None, now: QImage | None, way: Way) -> QWidget:
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    made = ComparePictures(home.context.tasks)
    head = QHBoxLayout()
    head.setContentsMargins(16, 6, 8, 6)
    head.addWidget(label("4 Reads the product page", "card"), 1)
    head.addWidget(made.ways)
    column.addLayout(head)
    column.addWidget(made, 1)
    both = (None if image is None else encoded(image) for image in (then, now))
    made.show_pictures(then, now, ("October", "November"), partial(difference, *both))
    made.set_way(way)
    card.resize(stage.size.width, stage.size.height)
    card.show()
    stage.until(lambda: not made.canvas.said and not made.canvas._later.isActive())
    return card


@screen("compare-slider", sizes=SIZES)
def slider(stage: Stage) -> QWidget:
    return compared(stage, page(1280, 800, "£89.00"), page(1280, 900, "£79.00, only 6 left"), Way.SLIDER)


@screen("compare-side", sizes=SIZES)
def side(stage: Stage) -> QWidget:
    return compared(stage, page(1280, 800, "£89.00"), page(390, 844, "£79.00, only 6 left"), Way.SIDE)


@screen("compare-difference", sizes=SIZES[:2])
def differing(stage: Stage) -> QWidget:
    return compared(stage, page(1280, 800, "£89.00"), page(1280, 900, "£79.00, only 6 left"), Way.DIFFERENCE)


@screen("compare-one-missing", sizes=SIZES[:1])
def missing(stage: Stage) -> QWidget:
    return compared(stage, None, page(1280, 800, "£79.00"), Way.SLIDER)
