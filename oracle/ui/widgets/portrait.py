"""Who or whose: a round portrait or a square logo, and the initials while there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from oracle import tokens
from oracle.method import colour
from oracle.method.initials import initials
from oracle.ui import theme


def paint_portrait(
    painter: QPainter, rect: QRectF, name: str, image: QImage | None = None, *, round_: bool = True, ground: str = ""
) -> None:
    """The picture filled into a circle (or a rounded square: whole, on white where it is see-through), or the initials.

    `ground` is the colour of a coin without a picture, "#rrggbb"; the theme's where it is empty.
    """
    look = theme.current()
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    radius = rect.width() / 2 if round_ else rect.width() / 4
    shape.addRoundedRect(rect, radius, radius)
    if image is not None and not image.isNull():
        painter.fillPath(shape, QColor(tokens.LIGHT.surface))
        painter.setClipPath(shape)
        painter.drawImage(_placed(rect, image, whole=not round_), image)
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)  # a ground painted before would lie over the picture
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawPath(shape)
    else:
        own = QColor(ground)
        painter.fillPath(shape, own if own.isValid() else look.colour("sunken" if round_ else "ink"))
        if round_ or _faint(own):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("edge"), 1))
            painter.drawPath(shape)
        _write(painter, rect, initials(name), _text_colour(own, look, round_=round_), round_=round_)
    painter.restore()


def _write(painter: QPainter, rect: QRectF, text: str, ink: QColor, *, round_: bool) -> None:
    font = QFont(tokens.FONT)
    text = text if round_ else text[:1]
    font.setPixelSize(max(9, round(rect.height() * (0.4 if len(text) > 1 else 0.5))))
    font.setWeight(QFont.Weight(600))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)


def _text_colour(own: QColor, look: theme.Theme, *, round_: bool) -> QColor:
    if own.isValid():
        return QColor(colour.text_on(own.name(), tokens.LIGHT.on_ink.lower(), tokens.LIGHT.ink.lower()))
    return look.colour("ink" if round_ else "on_ink")


def _faint(own: QColor) -> bool:
    ground = theme.current().colour("sunken").name()
    return own.isValid() and colour.contrast(own.name(), ground) < colour.VISIBLE


def _placed(rect: QRectF, image: QImage, *, whole: bool) -> QRectF:
    """Where the picture goes: filling the shape from its upper middle, or whole inside it."""
    across, down = rect.width() / image.width(), rect.height() / image.height()
    scale = min(across, down) if whole else max(across, down)
    width, height = image.width() * scale, image.height() * scale
    top = rect.top() + (rect.height() - height) * (0.5 if whole else 0.3)  # faces are above the middle
    return QRectF(rect.left() + (rect.width() - width) / 2, top, width, height)


class Portrait(QWidget):
    """A portrait (round) or logo (square) of a fixed size, for looking at."""

    def __init__(self, size: int, parent: QWidget | None = None, *, round_: bool = True) -> None:
        super().__init__(parent)
        self._name = ""
        self._ground = ""
        self._image = QImage()
        self._round = round_
        self.setFixedSize(size, size)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str, ground: str = "") -> None:
        """The name whose initials stand there without a picture, and the colour of their ground."""
        self._name, self._ground = name, ground
        self.setAccessibleName(name)
        self.update()

    def show_image(self, image: QImage) -> None:
        """The picture; an empty one for none."""
        self._image = image
        self.update()

    @property
    def has_image(self) -> bool:
        """Whether a picture is shown."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        paint_portrait(painter, frame, self._name, self._image, round_=self._round, ground=self._ground)
        painter.end()
