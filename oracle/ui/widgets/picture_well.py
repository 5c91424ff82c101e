"""A place for one picture: dropped, pasted or chosen, checked and made small beside the window, or taken away."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.ui import theme
from oracle.ui.tasks import Tasks
from oracle.ui.widgets.basics import tooltip
from oracle.ui.widgets.portrait import Portrait

PATTERNS = "*.png *.jpg *.jpeg *.heic *.heif *.webp"


class PictureWell(Portrait):
    """A portrait or logo to fill. `given(bytes)`: a PNG of ours, checked, at most 1024 px a side; `removed()`.

    `refused(str)`: one sentence on why a picture cannot be used; "" when a new one is being looked at. Click, Enter or
    Space opens a file, Ctrl+V pastes, Delete takes the picture away; a drop may be a file or a picture.
    """

    given = Signal(bytes)
    removed = Signal()
    refused = Signal(str)

    def __init__(
        self, tasks: Tasks, name: str, size: int, parent: QWidget | None = None, *, round_: bool = True
    ) -> None:
        super().__init__(size, parent, round_=round_)
        self._tasks = tasks
        self._about = name
        self._over = False
        self.menu = self._make_menu()
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        tooltip(self, _("Drop a picture here, paste one, or click to choose a file"))

    def show_name(self, name: str, ground: str = "") -> None:
        super().show_name(name, ground)
        self.setAccessibleName(f"{self._about}: {name}" if name else self._about)

    # ---- ways in

    def choose(self) -> None:
        """Asks for a file."""
        name, _filter = QFileDialog.getOpenFileName(self, self._about, "", f"{_('Pictures')} ({PATTERNS})")
        if name:
            self.take_file(Path(name))

    def paste(self) -> None:
        """Takes the picture of the clipboard, or says that there is none."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self.refused.emit(_("There is no picture on the clipboard."))

    def take_file(self, path: Path) -> None:
        """Takes a picture file."""
        self.refused.emit("")
        self._tasks.compute(_of_file, path, then=self.given.emit, failed=self._refuse, owner=self)

    def _take(self, mime: QMimeData) -> bool:
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            self.take_file(files[0])
            return True
        image = mime.imageData() if mime.hasImage() else None
        if not isinstance(image, QImage) or image.isNull():
            return False
        self.refused.emit("")
        self._tasks.compute(_of_image, image, then=self.given.emit, failed=self._refuse, owner=self)
        return True

    def _refuse(self, error: OracleError) -> None:
        self.refused.emit(str(error))

    # ---- mouse and keys

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        mime = event.mimeData()
        if mime.hasImage() or mime.hasUrls():
            event.acceptProposedAction()
            self._lie_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._lie_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._lie_over(False)
        event.acceptProposedAction()
        if not self._take(event.mimeData()):
            self.refused.emit(_("This is a link to a picture. Save the picture first, then drop the file here."))

    def _lie_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.has_image:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(_("Choose a file…"), self.choose)
        menu.addAction(_("Paste"), self.paste)
        remove = menu.addAction(_("Take the picture away"), self.removed.emit)
        menu.aboutToShow.connect(lambda: remove.setEnabled(self.has_image))
        return menu

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._over and not self.hasFocus() and not self.underMouse():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().colour("road" if self._over or self.hasFocus() else "ink"), 2))
        radius = self.width() / 2 if self._round else self.width() / 4
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)
        painter.end()

    def enterEvent(self, event: object) -> None:
        self.update()

    def leaveEvent(self, event: object) -> None:
        self.update()


def _of_file(path: Path) -> bytes:
    from oracle import imaging
    from oracle.capture import files

    return imaging.logo(files.read(path).data, path.name).png


def _of_image(image: QImage) -> bytes:
    from oracle import imaging
    from oracle.capture.grab import as_a_file

    return imaging.logo(as_a_file(image)).png
