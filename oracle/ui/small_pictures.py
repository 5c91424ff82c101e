"""Small pictures of captures, made where the window does not wait for them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage

from oracle.capture.grab import decoded
from oracle.workspace import Workspace, captures


def thumbnail(workspace: Workspace, capture_id: str, room: QSize) -> QImage:
    """A capture just large enough to fill so many pixels, on the lane."""
    return fitted(captures.thumbnail(workspace, capture_id), room)


def fitted(data: bytes, room: QSize) -> QImage:
    """A picture just large enough to fill so many pixels from its top, for any thread."""
    image = decoded(data)
    if image.isNull() or image.width() <= room.width():
        return image
    scaled = image.scaledToWidth(room.width(), Qt.TransformationMode.SmoothTransformation)
    if scaled.height() < room.height():
        scaled = image.scaledToHeight(room.height(), Qt.TransformationMode.SmoothTransformation)
    return scaled.copy(QRect(0, 0, scaled.width(), min(scaled.height(), max(room.height(), 1))))
