"""The picture as others see it, on the clipboard or dragged into another program: everything burnt in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QObject, QPoint, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from oracle import imaging
from oracle.language import _
from oracle.model.mark import Mark
from oracle.ui import bus
from oracle.ui.annotate import store
from oracle.ui.annotate.session import AnnotateSession
from oracle.ui.widgets import button

_THUMB = 160  # px of the picture under the pointer


class CopyButton(QWidget):
    """Copies the picture; it can be dragged from here into another program as a file."""

    def __init__(self, session: AnnotateSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder: QTemporaryDir | None = None
        self._pressed: QPoint | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        tip = _("Copy the picture with its marks (Ctrl+C), or drag it from here into another program")
        self.button = button(_("Copy picture"), size="small", clicked=self.copy, tip=tip)
        self.button.installEventFilter(self)
        row.addWidget(self.button)

    # ---- copying

    def copy(self) -> None:
        """Puts the picture on the clipboard, once it is made."""
        self._with_picture(self._put)

    def _with_picture(self, then: Callable[[bytes, QImage], object]) -> None:
        """Calls `then(PNG bytes, image)` when the picture is made as it is seen now, beside the window."""
        sight, document = self._session.sight, self._session.document
        if sight is None or document is None:
            return
        self._session.settle()
        tasks, marks = self._session.context.tasks, document.marks

        def render(data: bytes) -> None:
            tasks.compute(_rendered, data, marks, then=lambda made: then(*made), owner=self)

        tasks.read(store.image, sight.capture.image, then=render, owner=self)

    def _put(self, data: bytes, image: QImage) -> None:
        QGuiApplication.clipboard().setMimeData(mime_of(data, image))
        self._session.context.bus.message.emit(bus.INFO, _("Picture copied, with its marks."))

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
                    self._with_picture(self._drag)
                return True
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._pressed = None
        return False

    def _drag(self, data: bytes, image: QImage) -> None:
        if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            return  # let go before the picture was made
        drag = QDrag(self)
        drag.setMimeData(self.carried(data, image))
        drag.setPixmap(
            QPixmap.fromImage(
                image.scaled(
                    _THUMB, _THUMB, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )
        )
        drag.exec(Qt.DropAction.CopyAction)

    def carried(self, data: bytes, image: QImage) -> QMimeData:
        """What is dragged: the picture, and a file that holds it until the app ends."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        sight = self._session.now
        name = file_name(_("Step {n} · {title}").format(n=sight.step.number, title=sight.step.title), sight.place + 1)
        file = Path(self._folder.filePath(name))
        file.write_bytes(data)
        made = mime_of(data, image)
        made.setUrls([QUrl.fromLocalFile(str(file))])
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
    return made, QImage.fromData(QByteArray(made))
