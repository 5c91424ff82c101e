"""Exporting a journey: as a map on paper or as a picture, or as a table; where to, how far, and how it went."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.journey import Journey
from oracle.ui.context import Context
from oracle.ui.export_strip import Strip, documents, file_name
from oracle.ui.tasks import Job

if TYPE_CHECKING:
    from oracle.report.map.record import MapRecord
    from oracle.report.pdf import Progress as Done


def export_menu(context: Context, parent: QWidget, journey: Callable[[], Journey]) -> QMenu:
    """The menu behind "Export map": each entry asks where to and writes the journey as it is then."""
    menu = QMenu(parent)
    exporting = Exporting(context, parent)
    for suffix, text in forms():
        if suffix == "xlsx":
            menu.addSeparator()
        menu.addAction(text, partial(_ask, exporting, journey, suffix))
    return menu


def forms() -> tuple[tuple[str, str], ...]:
    """The endings that can be written, each with its name."""
    return (
        ("pdf", _("Map as PDF, A4 across…")),
        ("png", _("Map as a picture (PNG)…")),
        ("svg", _("Map as a drawing (SVG)…")),
        ("xlsx", _("Steps as a spreadsheet (XLSX)…")),
        ("csv", _("Steps as a table (CSV)…")),
    )


class Exporting(QObject):
    """Asks where to, reads on the lane, writes beside it, and shows a strip at the foot of the window."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._host = parent
        self._folder = ""
        self._job: Job | None = None
        self._wanted: tuple[Journey, Path] | None = None
        self.strip: Strip | None = None
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Another page came: how it went belongs to the one that was left."""
        left = watched is self._host and event.type() == QEvent.Type.Hide and not event.spontaneous()
        if left and self.strip is not None and self._job is None:
            self.strip.hide()
        return False

    def ask(self, journey: Journey, suffix: str) -> QFileDialog:
        """Asks where to, with the journey's name proposed."""
        dialog = QFileDialog(self._host.window(), _("Export journey"), self._folder or documents())
        dialog.setNameFilter(f"{suffix.upper()} (*.{suffix})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(file_name(journey.title, suffix))
        dialog.fileSelected.connect(lambda file: self.write(journey, Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def write(self, journey: Journey, out: Path) -> None:
        """Writes the journey, in the form of the file's ending."""
        self.cancel()
        self._wanted = (journey, out)
        self._folder = str(out.parent)
        strip = self._strip()
        strip.show_progress(0, 0, _("Writing {file}").format(file=out.name))
        tasks = self._context.tasks
        tasks.flushing.emit()  # what is being typed belongs into the file
        self._job = tasks.read(_read, journey.id, out, then=partial(self._draw, out), failed=self._failed, owner=self)

    def try_again(self) -> None:
        """Writes to the same place once more."""
        if self._wanted is not None:
            self.write(*self._wanted)

    def cancel(self) -> None:
        """Stops; an older file stands as before."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self._strip().hide()

    def _draw(self, out: Path, held: Journey | MapRecord) -> None:
        self._job = self._context.tasks.compute(
            _write, held, out, progress=self._advance, then=self._done, failed=self._failed, owner=self
        )

    def _elsewhere(self) -> None:
        if self._wanted is not None:
            journey, out = self._wanted
            self.ask(journey, out.suffix.removeprefix("."))

    def _advance(self, step: Done) -> None:
        if self._job is not None:
            self._strip().show_progress(step.done, step.total, step.what)

    def _done(self, _nothing: object) -> None:
        self._job = None
        if self._wanted is not None:
            self._strip().show_written(_("Written: {file}.").format(file=self._wanted[1].name))

    def _failed(self, error: OracleError) -> None:
        self._job = None
        self._strip().show_refused(str(error))

    def _hand_over(self, *, file: bool) -> None:
        if self._wanted is not None:
            out = self._wanted[1]
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(out if file else out.parent)))

    def _strip(self) -> Strip:
        if self.strip is None:
            self.strip = Strip(self._host.window())
            self.strip.progress.cancelled.connect(self.cancel)
            self.strip.open.clicked.connect(lambda: self._hand_over(file=True))
            self.strip.folder.clicked.connect(lambda: self._hand_over(file=False))
            self.strip.again.clicked.connect(self.try_again)
            self.strip.elsewhere.clicked.connect(self._elsewhere)
            self.destroyed.connect(self.strip.deleteLater)
        return self.strip


def _ask(exporting: Exporting, journey: Callable[[], Journey], suffix: str) -> None:
    exporting.ask(journey(), suffix)


def _read(workspace: Any, journey_id: str, out: Path) -> Journey | MapRecord:
    from oracle.report import map as journey_map  # takes a while to load: here, off the window thread

    return journey_map.read(workspace, journey_id, out)


def _write(held: Journey | MapRecord, out: Path) -> Generator[Done, None, None]:
    from oracle.report import map as journey_map

    return journey_map.write(held, out)
