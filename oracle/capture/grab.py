"""A picture just grabbed: pixels from the window thread, turned into a shot by any other thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage

from oracle import imaging
from oracle.capture.geometry import Rect
from oracle.errors import CaptureError
from oracle.language import _
from oracle.model.ratings import Source
from oracle.model.walk import Shot

# Qt reads a PNG's quality as 100 minus ten times zlib's level, rounded: 80 is zlib level 1, some five times quicker
# than the default on photographs for a sixth more bytes. The file is read once and not kept.
_QUALITY = 80
_SAMPLES = 64


@dataclass(frozen=True, slots=True)
class Grab:
    """Pixels and where they come from. `image` is never changed after the grab, so threads may share it.

    `png` is the stored form, where it was made already.
    """

    image: QImage
    source: Source
    taken_at: datetime
    zone: str
    url: str = ""
    title: str = ""
    screen: str = ""
    scale: float = 1.0
    png: bytes = b""

    def cropped(self, rect: Rect, source: Source, title: str = "") -> Grab:
        """The device pixels of `rect`, copied, not resampled."""
        part = self.image.copy(QRect(rect.x, rect.y, rect.width, rect.height))
        return replace(self, image=part, source=source, title=title or self.title, png=b"")

    def preview(self, size: QSize) -> QImage:
        """A small picture for the screen, at most `size`, while the real one is being stored."""
        whole = Qt.AspectRatioMode.KeepAspectRatio
        # Qt shares the good way to shrink among threads and waits for them, long where others encode; but not a small
        # picture. So first a quick step.
        quick = self.image.scaled(size * 1.5, whole) if self.image.width() > 2 * size.width() else self.image
        shrunk = quick.scaled(size, whole, Qt.TransformationMode.SmoothTransformation)
        shrunk.setDevicePixelRatio(1.0)
        return shrunk

    def shot(self) -> Shot:
        """The stored form, PNG without loss. Slow (10 to 100 ms): for any thread but the window's.

        Raises CaptureError for an empty picture, and for a screen or window that is one flat colour.
        """
        if self.image.isNull():
            raise nothing_there()
        if self.source in {Source.SCREEN, Source.WINDOW} and flat(self.image):
            raise CaptureError(
                _("The picture is one flat colour, so it was not kept."),
                safe=_("Everything else of this step is stored."),
                advice=_("Is the screen locked, or may the app not see it? Try again, paste a picture or add a file."),
            )
        pasted = self.source is Source.CLIPBOARD  # from another program: checked at the door like a file
        return Shot(
            data=self.png or (as_a_file(self.image) if pasted else encoded(opaque(self.image))),
            source=self.source, taken_at=self.taken_at, zone=self.zone, foreign=pasted,
            url=self.url, title=self.title, screen=self.screen, scale=self.scale,
        )  # fmt: skip


def nothing_there() -> CaptureError:
    """What to say when the system gave no picture at all."""
    return CaptureError(
        _("The system gave no picture."),
        safe=_("Everything else of this step is stored."),
        advice=_("Try again, or paste a picture or add a file instead."),
    )


def encoded(image: QImage) -> bytes:
    """`image` as PNG without loss; other threads run meanwhile. CaptureError when memory does not suffice."""
    form = QImage.Format.Format_ARGB32 if image.hasAlphaChannel() else QImage.Format.Format_RGB32
    plain = image.convertToFormat(form)
    if plain.bytesPerLine() != 4 * plain.width():  # rows of another program's, with something between them
        plain = plain.copy()
    if plain.isNull():
        raise nothing_there()
    bits: memoryview = plain.constBits()  # type: ignore[assignment]
    try:
        return imaging.encoded(imaging.Pixels(bits, plain.width(), plain.height(), not plain.hasAlphaChannel()))
    except MemoryError as error:
        raise nothing_there() from error


def as_a_file(image: QImage) -> bytes:
    """`image` of another program as a file that says how its colours are meant, for the check at the door.

    CaptureError when memory does not suffice.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    stored = image.save(buffer, "PNG", _QUALITY)  # type: ignore[call-overload]
    buffer.close()
    if not stored:
        raise nothing_there()
    return bytes(data.data())


def decoded(data: bytes) -> QImage:
    """The picture of a PNG or JPEG of ours; other threads run meanwhile. An empty one for what cannot be read.

    Qt's own way from bytes keeps the interpreter from all others until it is done: 130 ms for a screen of 4K.
    """
    found = imaging.pixels(data)
    if found is None:
        return QImage()
    form = QImage.Format.Format_RGB32 if found.opaque else QImage.Format.Format_ARGB32
    return QImage(found.data, found.width, found.height, 4 * found.width, form).copy()  # pixels of its own


def opaque(image: QImage) -> QImage:
    """`image` without an alpha channel: what is on a screen has none, and it would cost bytes."""
    return image.convertToFormat(QImage.Format.Format_RGB32) if image.hasAlphaChannel() else image


def points(image: QImage) -> Iterator[int]:
    """The colours of a grid of points all over `image`, each as ARGB; none of an empty one."""
    if image.isNull():
        return
    columns = [index * (image.width() - 1) // (_SAMPLES - 1) for index in range(_SAMPLES)]
    for row in range(_SAMPLES):
        y = row * (image.height() - 1) // (_SAMPLES - 1)
        yield from (image.pixel(QPoint(x, y)) for x in columns)


def flat(image: QImage) -> bool:
    """Whether every pixel has the same colour."""
    if image.isNull():
        return True
    first = image.pixel(QPoint(0, 0))
    if any(pixel != first for pixel in points(image)):
        return False
    # Only a picture that looks flat is worth reading whole.
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    row = _row(plain, 0)
    if row != row[:4] * plain.width():
        return False
    return all(_row(plain, y) == row for y in range(1, plain.height()))


def _row(image: QImage, y: int) -> bytes:
    line: memoryview = image.constScanLine(y)  # type: ignore[assignment]
    return bytes(line)[: image.width() * 4]
