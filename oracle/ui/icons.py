"""Icons: the shipped SVG files, tinted from the tokens, sharp at every scale, following the theme as it changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from oracle import paths


@lru_cache(maxsize=512)
def _is_shipped(name: str) -> bool:
    return paths.resource("icons", f"{name}.svg").is_file()


@lru_cache(maxsize=512)
def _source(name: str) -> bytes:
    return paths.resource("icons", f"{name}.svg").read_bytes()


@lru_cache(maxsize=1024)
def drawn(name: str, colour: str, width: int, height: int, scale: float) -> QPixmap:
    """An icon in one colour, at width × height logical pixels, `scale` device pixels each."""
    pixmap = QPixmap(QSize(round(width * scale), round(height * scale)))
    pixmap.fill(Qt.GlobalColor.transparent)
    side = min(pixmap.width(), pixmap.height())
    painter = QPainter(pixmap)
    painter.drawImage(0, (pixmap.height() - side) // 2, _rendered(name, colour, side))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def _rendered(name: str, colour: str, side: int) -> QImage:
    # Qt's picture plugin draws SVG too, as large as the file says it is; importing QtSvg would double the time to the
    # first paint. Not by a QImageReader: see `test_nothing_hands_qt_a_device_to_read_a_picture_from`.
    source = _source(name).replace(b"currentColor", colour.encode())
    sized = source.replace(b'width="24" height="24"', f'width="{side}" height="{side}"'.encode(), 1)
    return QImage.fromData(QByteArray(sized), "SVG")  # type: ignore[arg-type]


class _Engine(QIconEngine):
    """Draws an icon when it is painted, so that theme and scale are those of the moment."""

    def __init__(self, name: str, colour: Callable[[QIcon.Mode], str], size: int) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._size = size

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size.boundedTo(QSize(self._size + 2, self._size))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return drawn(self._name, self._colour(mode), size.width(), size.height(), scale)

    def paint(self, painter: QPainter, rect: object, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatio()
        painter.drawPixmap(rect, drawn(self._name, self._colour(mode), rect.width(), rect.height(), scale))  # type: ignore[attr-defined, call-overload]

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._colour, self._size)


def icon(name: str, colour: Callable[[QIcon.Mode], str], size: int = 16) -> QIcon:
    """An icon whose colour is asked for whenever it is painted."""
    if not _is_shipped(name):
        raise KeyError(name)
    return QIcon(_Engine(name, colour, size))
