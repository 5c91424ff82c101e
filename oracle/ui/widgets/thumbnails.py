"""A small picture."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from oracle import tokens
from oracle.ui import theme
from oracle.ui.widgets.basics import tooltip


def filling(image: QImage, frame: QSize) -> QRectF:
    """The part of a picture that fills a frame, from its top."""
    wanted = frame.height() / max(1, frame.width())
    if image.height() > image.width() * wanted:
        return QRectF(0, 0, image.width(), image.width() * wanted)
    width = image.height() / wanted
    return QRectF((image.width() - width) / 2, 0, width, image.height())


class Thumbnail(QAbstractButton):
    """One picture, filled into its frame; empty until `set_picture`. A click, Enter or Space opens it.

    `remove_asked` comes by Delete, `menu_asked(QPoint)` by right click or the menu key, at a global place.
    """

    remove_asked = Signal()
    menu_asked = Signal(object)

    def __init__(self, name: str, width: int = 76, height: int = 48, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._marked = False
        self.setFixedSize(width, height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        tooltip(self, name)

    def set_name(self, name: str) -> None:
        """What it shows, for screen readers and as tooltip."""
        if name != self.accessibleName():
            self.setAccessibleName(name)
            tooltip(self, name)

    def set_picture(self, data: bytes) -> None:
        """Shows encoded bytes of a small picture."""
        self.set_image(QImage.fromData(QByteArray(data)))

    def set_image(self, image: QImage) -> None:
        """Shows a small picture."""
        self._image = image
        self.update()

    def set_left_out(self, left_out: bool) -> None:
        """Strikes it through: it is left out of the report."""
        if left_out != self._marked:
            self._marked = left_out
            self.update()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
        painter.fillPath(shape, look.colour("sunken"))
        painter.setClipPath(shape)
        if self._image.isNull():
            look.icon("image", "ink_2", 16).paint(painter, self.rect().adjusted(8, 8, -8, -8))
        else:
            painter.drawImage(frame, self._image, filling(self._image, self.size()))
        if self._marked:
            painter.fillPath(shape, _faded(look.colour("surface")))
            look.icon("eye-off", "ink", 16).paint(painter, self.rect().adjusted(8, 8, -8, -8))
        painter.setClipping(False)
        painter.setPen(QPen(look.colour("ink" if self.hasFocus() or self.isDown() else "edge"), 1))
        painter.drawPath(shape)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())


def _faded(colour: QColor) -> QColor:
    colour.setAlphaF(0.7)
    return colour
