"""The mouse pointer, which pictures of the screen leave out: asked for apart, and painted in where it is wanted."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPainter

from oracle.capture.geometry import Frame
from oracle.capture.ways import Environment, Session

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What it looks like, and where its corner is: in the system's own pixels, or in logical ones where `logical`."""

    image: QImage
    x: float
    y: float
    logical: bool = False


def shown(environment: Environment) -> Pointer | None:
    """The pointer now; None where the system does not tell, as on Wayland."""
    try:
        if environment.session is Session.X11:
            from oracle.capture import x11

            found = x11.pointer()
            return None if found is None else of_pixels(*found)
        if environment.session is Session.WINDOWS:
            from oracle.capture import win32

            return _of_icon(win32.pointer())
        if environment.session is Session.MACOS:
            from oracle.capture import macos

            return _of_file(macos.pointer())
    except (ImportError, OSError, AttributeError) as error:
        log.info("the pointer cannot be had: %s", error)
    return None


def of_pixels(pixels: bytes, width: int, height: int, x: int, y: int) -> Pointer | None:
    """From premultiplied ARGB; None when it is hidden."""
    image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied).copy()
    return None if image.isNull() else Pointer(image, x, y)


def _of_icon(found: tuple[int, int, int] | None) -> Pointer | None:
    """From a Windows icon and its corner."""
    if found is None:
        return None
    image: QImage = QImage.fromHICON(found[0])  # type: ignore[attr-defined]
    return None if image.isNull() else Pointer(image, found[1], found[2])


def _of_file(found: tuple[bytes, float, float, float] | None) -> Pointer | None:
    """From the bytes of a picture, its width in logical pixels and its corner."""
    if found is None:
        return None
    image, width = QImage.fromData(found[0]), found[1]
    if image.isNull():
        return None
    image.setDevicePixelRatio(max(1.0, image.width() / width) if width else 1.0)
    return Pointer(image, found[2], found[3], logical=True)


def painted(image: QImage, frame: Frame, pointer: Pointer) -> QImage:
    """A screen's picture with the pointer on it, where it stands there."""
    scale = frame.scale if pointer.logical else 1.0
    size = QSizeF(pointer.image.size()) * (scale / pointer.image.devicePixelRatio() if pointer.logical else 1.0)
    at = QPointF((pointer.x - frame.place.x) * scale, (pointer.y - frame.place.y) * scale)
    result = QImage(image)
    painter = QPainter(result)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRectF(at, size), pointer.image)
    painter.end()
    return result
