"""Pictures on the clipboard or in a drop: pixels, or names of local files. For the window thread only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from oracle.capture import files
from oracle.capture.grab import Grab
from oracle.model.ratings import Source
from oracle.workspace import clock


def holds_pictures(content: QMimeData) -> bool:
    """Whether it has a picture, or local files that may be some."""
    return content.hasImage() or any(url.isLocalFile() for url in content.urls())


def paths_in(content: QMimeData) -> tuple[Path, ...]:
    """The local files that it names, at most 50; InputError when there are more."""
    return files.at_most(Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile())


def picture_in(content: QMimeData) -> Grab | None:
    """Its picture, None when it has none."""
    image = content.imageData() if content.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return None
    image.setDevicePixelRatio(1.0)
    return Grab(image, Source.CLIPBOARD, clock.now(), clock.zone())
