"""The picture as others see it, on the clipboard or dragged into another program: everything burnt in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QMimeData, QObject, QPoint, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from oracle import imaging
from oracle.capture.grab import decoded
from oracle.errors import StorageError
from oracle.language import _
from oracle.method import handing_out
from oracle.model.mark import Mark, Private
from oracle.ui import bus
from oracle.ui.annotate.session import AnnotateSession
from oracle.ui.widgets import button
from oracle.workspace import captures

_THUMB = 160  # px of the picture under the pointer
Made = TypeVar("Made")


class CopyButton(QWidget):
    """Copies the picture; it can be dragged from here into another program as a file."""

    def __init__(self, session: AnnotateSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder: QTemporaryDir | None = None
        self._pressed: QPoint | None = None
        session.burning.connect(self.forget)  # they may show what is to be gone
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.forget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        tip = _("Copy the picture with its marks (Ctrl+C), or drag it from here into another program")
        self.button = button(_("Copy picture"), size="small", clicked=self.copy, tip=tip)
        self.button.installEventFilter(self)
        row.addWidget(self.button)

    # ---- copying

    def copy(self) -> None:
        """Puts the picture on the clipboard, once it is made."""
        self._with_picture(_rendered, lambda made: self._put(*made))

    def _with_picture(self, make: Callable[[bytes, tuple[Mark, ...]], Made], then: Callable[[Made], object]) -> None:
        """Calls `then(make(PNG bytes, marks))` with the capture as it is seen now; `make` runs beside the window."""
        sight, document = self._session.sight, self._session.document
        if sight is None or document is None:
            return
        self._session.settle()
        tasks, marks = self._session.context.tasks, document.marks

        def render(data: bytes) -> None:
            tasks.compute(make, data, marks, then=then, owner=self)

        tasks.read(captures.image, sight.capture.image, then=render, owner=self)

    def _put(self, data: bytes, image: QImage) -> None:
        QGuiApplication.clipboard().setMimeData(mime_of(data, image))
        self._tell(_("Picture copied, with its marks."), _("Redact and copy again"), self.copy)

    def _tell(self, done: str, word: str, then: Callable[[], object]) -> None:
        """Says what is done and, where something on the picture looks private still, that, with a way to redact it."""
        sight, document, told = self._session.sight, self._session.document, self._session.context.bus
        if sight is None or document is None:
            return
        capture = replace(sight.capture, marks=document.marks)
        said = handing_out.said([(capture, sight.step)])
        if places := handing_out.open_places(capture):
            told.offering.emit(f"{done} {said}", word, lambda: self._redact(capture.id, places, then))
        elif said:
            told.message.emit(bus.WARNING, f"{done} {said}")
        else:
            told.message.emit(bus.INFO, done)

    def _redact(self, capture_id: str, places: tuple[Private, ...], then: Callable[[], object]) -> None:
        if self._session.sight is not None and self._session.sight.capture.id == capture_id:
            self._session.hide(places)
            then()

    # ---- dragging

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent):
            place = event.position().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._pressed = place
            elif event.type() == QEvent.Type.MouseMove and self._pressed is not None:
                if (place - self._pressed).manhattanLength() >= QApplication.startDragDistance():
                    self._pressed = None
                    self.button.setDown(False)
                    self.prepare(self._drag)
                return True
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = None
        return False

    def prepare(self, then: Callable[[Handed], object]) -> None:
        """Calls `then` when the picture is made as it is seen now, and in a file, which is there until the app ends."""
        sight = self._session.sight
        if sight is None:
            return
        self._folder = self._folder or QTemporaryDir()
        name = file_name(_("Step {n} · {title}").format(n=sight.step.number, title=sight.step.title), sight.place + 1)
        self._with_picture(partial(_written, Path(self._folder.filePath(name))), then)

    def _drag(self, handed: Handed) -> None:
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # let go before the picture was made
        drag = QDrag(self)
        drag.setMimeData(handed.mime())
        drag.setPixmap(QPixmap.fromImage(handed.small))
        if drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction:
            self._tell(_("Picture handed over, with its marks."), _("Redact"), lambda: None)

    def forget(self) -> None:
        """The files that were dragged out are removed: whoever took one has a copy."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A picture with its marks, and the file that holds it; `small` goes along with the pointer."""

    file: Path
    data: bytes
    image: QImage
    small: QImage

    def mime(self) -> QMimeData:
        """What is dragged."""
        made = mime_of(self.data, self.image)
        made.setUrls([QUrl.fromLocalFile(str(self.file))])
        return made


def mime_of(data: bytes, image: QImage) -> QMimeData:
    """A picture for other programs: as pixels and as PNG."""
    made = QMimeData()
    made.setImageData(image)
    made.setData("image/png", QByteArray(data))
    return made


def file_name(title: str, number: int) -> str:
    """A name that every system takes: "Step 7 Pays for the order 2.png"."""
    kept = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return f"{' '.join(kept.split())[:80].strip()} {number}.png"


def _rendered(data: bytes, marks: tuple[Mark, ...]) -> tuple[bytes, QImage]:
    """The picture with its marks as PNG and as pixels; for any thread."""
    made = imaging.rendition(data, marks).data if marks else data
    return made, decoded(made)


def _written(file: Path, data: bytes, marks: tuple[Mark, ...]) -> Handed:
    """The same, in a file too. StorageError."""
    made, image = _rendered(data, marks)
    try:
        file.write_bytes(made)
    except OSError as error:
        raise StorageError(
            _("The picture could not be written to {folder}.").format(folder=file.parent),
            advice=_("Copy it instead, or make room on that disk."),
        ) from error
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return Handed(file, made, image, image.scaled(_THUMB, _THUMB, keep, smooth))
