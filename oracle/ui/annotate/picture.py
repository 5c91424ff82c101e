"""The picture under the marks, at its own size and ever smaller ones, so that drawing it small costs little."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from oracle.capture import grab
from oracle.ui.annotate.view import View

_SMALLEST_LEVEL = 512  # px of the longer side: there is no gain in smaller ones
_CRISP_FROM = 2.0  # from that zoom on pixels are shown as squares


@dataclass(frozen=True, slots=True)
class Levels:
    """A decoded picture; each level is half as large as the one before it."""

    images: tuple[QImage, ...]

    @property
    def size(self) -> QSize:
        """Width and height in pixels."""
        return self.images[0].size()

    def at(self, zoom: float) -> QImage:
        """The smallest level that has a pixel for each of the screen at that zoom."""
        found = self.images[0]
        for image in self.images[1:]:
            if image.width() < self.size.width() * zoom or image.height() < self.size.height() * zoom:
                break
            found = image
        return found

    def paint(self, painter: QPainter, view: View, area: QRectF, *, crisp: bool = True) -> None:
        """Paints what of the picture is in an area of the window, transparent parts on white.

        `crisp`: much enlarged, pixels are squares.
        """
        part = view.part(area)
        if part.isEmpty():
            return
        # Whole pixels, so that what is painted in parts shows no seams.
        part = QRectF(part.toAlignedRect().intersected(self.images[0].rect()))
        there = QRectF(view.to_window(part.topLeft()), part.size() * view.factor)
        if self.images[0].hasAlphaChannel():
            painter.fillRect(there, QColor(Qt.GlobalColor.white))
        image = self.at(view.zoom)
        across, down = image.width() / self.size.width(), image.height() / self.size.height()
        source = QRectF(part.x() * across, part.y() * down, part.width() * across, part.height() * down)
        smooth = (view.zoom < _CRISP_FROM or not crisp) and view.zoom != 1.0
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(there, image, source)


def decoded(data: bytes) -> Levels | None:
    """A stored picture with its smaller levels; None for bytes that are no picture. For any thread."""
    image = grab.decoded(data)
    if image.isNull():
        return None
    kind = QImage.Format.Format_ARGB32_Premultiplied if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    images = [image.convertToFormat(kind)]
    images[0].setDevicePixelRatio(1.0)
    while max(images[-1].width(), images[-1].height()) > 2 * _SMALLEST_LEVEL:
        images.append(_halved(images[-1]))
    return Levels(tuple(images))


def _halved(image: QImage) -> QImage:
    half = QSize(max(1, image.width() // 2), max(1, image.height() // 2))
    return image.scaled(half, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)


def frame(view: View) -> QRectF:
    """The line around the picture, half a pixel outside of it."""
    place = view.shown()
    return QRectF(place.topLeft() - QPointF(0.5, 0.5), place.size() + QSizeF(1, 1))
