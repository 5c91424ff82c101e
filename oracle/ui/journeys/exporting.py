"""Exporting a journey: as a map on paper or as a picture, or as a table; where to, how far, and how it went."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.journey import Journey
from oracle.ui.context import Context
from oracle.ui.tasks import Job
from oracle.ui.widgets import Progress, button, icon_button, icon_label, label
from oracle.ui.widgets.toast import ABOVE_FOOT, SHOWN_ERROR_MS, announce, foot_height

if TYPE_CHECKING:
    from oracle.report.map.record import MapRecord
    from oracle.report.pdf import Progress as Done

WIDE = 640
_LOOKED_MS = 200  # how soon the strip goes or gives way to what came under it
_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_LONGEST_NAME = 120


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


def file_name(title: str, suffix: str) -> str:
    """A name for the file that every system takes: "Buy a plant.pdf"."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:_LONGEST_NAME].rstrip(" .")
    return f"{name or _('Journey')}.{suffix}"


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
        dialog = QFileDialog(self._host.window(), _("Export journey"), self._folder or _documents())
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


class Strip(QFrame):
    """How an export goes, over the foot of the window: progress with Cancel, then the file, or why there is none."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("ground", "panel")
        self.setProperty("floats", True)
        self.setAccessibleName(_("Export"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        self.progress = Progress()
        self.said = label("", wrap=True)
        self.reason = label("", wrap=True)
        self.open = button(_("Open"), size="small")
        self.folder = button(_("Show in folder"), size="small")
        self.again = button(_("Try again"), size="small")
        self.elsewhere = button(_("Another place…"), size="small")
        self.written = self._row("check", "ink", self.said, self.open, self.folder)
        self.refused = self._row("circle-alert", "danger", self.reason, self.again, self.elsewhere)
        for part in (self.progress, self.written, self.refused):
            column.addWidget(part)
        host.installEventFilter(self)
        self._time = QTimer(self, singleShot=True)
        self._time.timeout.connect(self._pass)
        self._feet = QTimer(self, interval=_LOOKED_MS)
        self._feet.timeout.connect(self._place)
        self.hide()

    def show_progress(self, done: int, total: int, what: str) -> None:
        """How far it is."""
        self.progress.show_step(done, total, what)
        self._show(self.progress)

    def show_written(self, text: str) -> None:
        """The file is there."""
        self.said.setText(text)
        self._show(self.written)
        self._time.start(SHOWN_ERROR_MS)
        announce(self, text)

    def show_refused(self, text: str) -> None:
        """Why there is no file."""
        self.reason.setText(text)
        self._show(self.refused)
        announce(self, text)

    def _row(self, icon: str, token: str, said: QWidget, *others: QWidget) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(icon_label(icon, token, 16))
        row.addWidget(said, 1)
        for each in others:
            row.addWidget(each)
        row.addWidget(icon_button("x", _("Put away"), size="small", clicked=self.hide))
        return made

    def _pass(self) -> None:
        """Goes after its time, unless it is being used."""
        if self.underMouse() or self._has_focus():
            self._time.start(SHOWN_ERROR_MS)
        else:
            self.hide()

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def hideEvent(self, event: QHideEvent) -> None:
        self._time.stop()
        self._feet.stop()
        super().hideEvent(event)

    def _show(self, part: QWidget) -> None:
        self._time.stop()
        self._feet.start()
        for each in (self.progress, self.written, self.refused):
            each.setVisible(each is part)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        host, column = self._host, self._column
        across = min(WIDE, host.width() - 48)
        column.activate()
        high = max(column.totalHeightForWidth(across), column.totalMinimumSize().height())
        self.setGeometry(
            (host.width() - across) // 2, host.height() - high - foot_height(host) - ABOVE_FOOT, across, high
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False


def _ask(exporting: Exporting, journey: Callable[[], Journey], suffix: str) -> None:
    exporting.ask(journey(), suffix)


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or str(Path.home())


def _read(workspace: Any, journey_id: str, out: Path) -> Journey | MapRecord:
    from oracle.report import map as journey_map  # takes a while to load: here, off the window thread

    return journey_map.read(workspace, journey_id, out)


def _write(held: Journey | MapRecord, out: Path) -> Generator[Done, None, None]:
    from oracle.report import map as journey_map

    return journey_map.write(held, out)
