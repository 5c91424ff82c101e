"""Writing the file: where to, how far, and how it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.report.content import Notice
from oracle.ui.reports import writing
from oracle.ui.tasks import Job, Tasks
from oracle.ui.widgets import Progress, button, icon_button, icon_label, label
from oracle.ui.widgets.toast import announce

if TYPE_CHECKING:
    from oracle.report.pdf import Progress as Done


class Exporting(QWidget):
    """A strip above the report: progress with Cancel, then where the file is, or why there is none.

    `busy(bool)`: a file is being written.
    """

    busy = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._job: Job | None = None
        self._wanted: tuple[writing.Order, Path] | None = None
        self._name = "report.pdf"
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(0)
        self.progress = Progress()
        self.progress.cancelled.connect(self.cancel)
        column.addWidget(self.progress)
        column.addWidget(self._written())
        column.addWidget(self._refused())
        self._show(None)

    def _written(self) -> QFrame:
        self.written = QFrame()
        self.written.setProperty("ground", "strip")
        row = _row(self.written)
        row.addWidget(icon_label("check", "ink", 16))
        self.said = label("", wrap=True)
        row.addWidget(self.said, 1)
        self.open = button(_("Open"), size="small", clicked=lambda: self._hand_over(file=True))
        self.folder = button(_("Show in folder"), size="small", clicked=lambda: self._hand_over(file=False))
        row.addWidget(self.open)
        row.addWidget(self.folder)
        row.addWidget(icon_button("x", _("Put away"), size="small", clicked=lambda: self._show(None)))
        return self.written

    def _refused(self) -> QFrame:
        self.refused = QFrame()
        self.refused.setProperty("ground", "warning")
        row = _row(self.refused)
        row.addWidget(icon_label("circle-alert", "danger", 16))
        self.reason = label("", wrap=True)
        row.addWidget(self.reason, 1)
        self.again = button(_("Try again"), size="small", clicked=self.try_again)
        self.elsewhere = button(_("Another place…"), size="small", clicked=self._ask_again)
        row.addWidget(self.again)
        row.addWidget(self.elsewhere)
        row.addWidget(icon_button("x", _("Put away"), size="small", clicked=lambda: self._show(None)))
        return self.refused

    # ---- asking and writing

    def ask(self, order: writing.Order, name: str) -> QFileDialog:
        """Asks where to, with `name` proposed."""
        self._name = name
        folder = self._wanted[1].parent if self._wanted else Path(_documents())
        dialog = QFileDialog(self.window(), _("Export PDF"), str(folder), _("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda file: self.write(order, Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write(self, order: writing.Order, out: Path) -> None:
        """Writes the report to a file."""
        self.cancel()
        self._wanted = (order, out)
        self.progress.show_step(0, 0, _("Writing {file}").format(file=out.name))
        self._show(self.progress)
        self._job = self._tasks.bulk(
            writing.write, order, out, progress=self._advance, then=self._done, failed=self._failed, owner=self
        )
        self.busy.emit(True)

    def try_again(self) -> None:
        """Writes to the same place once more."""
        if self._wanted is not None:
            self.write(*self._wanted)

    def _ask_again(self) -> None:
        if self._wanted is not None:
            self.ask(self._wanted[0], self._name)

    def cancel(self) -> None:
        """Stops; an older file stands as before."""
        if self._job is not None:
            self._job.cancel()
            self._end()
            self._show(None)

    # ---- how it goes

    def _advance(self, step: Done) -> None:
        if self._job is not None:
            self.progress.show_step(step.done, step.total, step.what)

    def _done(self, open_notices: tuple[Notice, ...]) -> None:
        self._end()
        if self._wanted is None:
            return
        said = _("Report written: {file}.").format(file=self._wanted[1].name)
        if open_notices:
            count = len(open_notices)
            left = ngettext("{n} point of the check was left open.", "{n} points of the check were left open.", count)
            said = f"{said} {left.format(n=count)}"
        self.said.setText(said)
        self._show(self.written)
        announce(self, said)

    def _failed(self, error: OracleError) -> None:
        self._end()
        self.reason.setText(str(error))
        self._show(self.refused)
        announce(self, str(error))

    def _end(self) -> None:
        self._job = None
        self.busy.emit(False)

    def _show(self, part: QWidget | None) -> None:
        for each in (self.progress, self.written, self.refused):
            each.setVisible(each is part)
        self.setVisible(part is not None)

    def _hand_over(self, *, file: bool) -> None:
        if self._wanted is not None:
            out = self._wanted[1]
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out if file else out.parent)))


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())


def _row(frame: QFrame) -> QHBoxLayout:
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 8, 8, 8)
    row.setSpacing(8)
    return row
