"""Logos and portraits out of the workspace, ready to be painted: read on the lane, decoded beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QImage

from oracle.ui.context import Context

LONGEST_SIDE = 320  # px: the largest that is shown, at two device pixels each


def read_picture(context: Context, digest: str, then: Callable[[QImage], object], owner: QObject) -> None:
    """`then` gets the stored picture of that SHA-256, at most 320 px a side; an empty one when it is gone."""
    context.tasks.read(
        _bytes,
        digest,
        then=lambda data: context.tasks.compute(decoded, data, then=then, owner=owner),
        failed=lambda _error: then(QImage()),
        owner=owner,
    )


def decoded(data: bytes) -> QImage:
    """A picture of ours, made small; for any thread."""
    image = QImage.fromData(QByteArray(data))
    if max(image.width(), image.height()) <= LONGEST_SIDE:
        return image
    return image.scaled(
        QSize(LONGEST_SIDE, LONGEST_SIDE),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _bytes(workspace: Any, digest: str) -> bytes:
    from oracle.workspace import captures

    return captures.image(workspace, digest)
