"""Writing one file at a time: where to, how far, and how it went."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.ui.context import Context
from oracle.ui.export_strip import Strip, documents, file_name
from oracle.ui.tasks import Job

if TYPE_CHECKING:
    from oracle.report.pdf import Progress


class FileWriting(QObject):
    """Asks for a place and shows a strip over the foot of the window; what is written is said by who derives from it.

    That one calls `_begin(out)`, starts `_job` with `_advance`, `_done` and `_failed`, and has `try_again` and
    `_elsewhere`, which write to the same place and ask for another.
    """

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._host = context, parent
        self._folder = ""
        self._out = Path()
        self._job: Job | None = None
        self.strip: Strip | None = None
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another page came: how it went belongs to the one that was left."""
        left = watched is self._host and event.type() == QEvent.Type.Hide and not event.spontaneous()
        if left and self.strip is not None and self._job is None:
            self.strip.hide()
        return False

    def _ask(self, asked: str, title: str, suffix: str, then: Callable[[Path], object]) -> QFileDialog:
        """Asks where to, under the words `asked`, with a name made of `title` proposed."""
        dialog = QFileDialog(self._host.window(), asked, self._folder or documents())
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(file_name(title, suffix))
        dialog.fileSelected.connect(lambda file: then(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _begin(self, out: Path) -> None:
        self.cancel()
        self._out = out
        self._folder = str(out.parent)
        self._shown_strip().show_progress(0, 0, _("Writing {file}").format(file=out.name))
        self._context.tasks.flushing.emit()  # what is being typed belongs into the file

    def try_again(self) -> None:
        """Writes to the same place once more."""
        raise NotImplementedError

    def _elsewhere(self) -> None:
        raise NotImplementedError

    def cancel(self) -> None:
        """Stops; an older file stands as before."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._shown_strip().hide()

    def _advance(self, step: Progress) -> None:
        if self._job is not None:
            self._shown_strip().show_progress(step.done, step.total, step.what)

    def _done(self, _nothing: object) -> None:
        self._job = None
        self._shown_strip().show_written(_("Written: {file}.").format(file=self._out.name))

    def _failed(self, error: OracleError) -> None:
        self._job = None
        self._shown_strip().show_refused(str(error))

    def _open(self, place: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))

    def _shown_strip(self) -> Strip:
        if self.strip is None:
            self.strip = Strip(self._host.window())
            self.strip.progress.cancelled.connect(self.cancel)
            self.strip.open.clicked.connect(lambda: self._open(self._out))
            self.strip.folder.clicked.connect(lambda: self._open(self._out.parent))
            self.strip.again.clicked.connect(self.try_again)
            self.strip.elsewhere.clicked.connect(self._elsewhere)
            self.destroyed.connect(self.strip.deleteLater)
        return self.strip
