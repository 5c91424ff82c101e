"""The backup at the end: made while the window thread stays free, shown when it takes a while, and never forced."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.tasks import Tasks
from oracle.ui.widgets import button, label

SHOWN_AFTER_MS = 500
WIDTH = 400


class Leaving(QObject):
    """Makes the backup and calls `end`; a window says so when it takes longer, with a way to quit at once."""

    def __init__(self, tasks: Tasks, end: Callable[[], object]) -> None:
        super().__init__()
        self.ended = False
        self._end = end
        self.window: LeavingWindow | None = None
        self._how_far = (0, 0)
        self._later = QTimer(self, interval=SHOWN_AFTER_MS, singleShot=True)
        self._later.timeout.connect(self._show)
        self._later.start()
        tasks.flushing.emit()  # what is typed is in the backup
        self._job = tasks.bulk(_back_up, progress=self._progress, then=self._done, failed=self._done, owner=self)

    def quit_now(self) -> None:
        """Leaves the backup for the next time; what is stored is stored, and half a backup is none."""
        self._job.cancel()
        self._done(None)

    def close(self) -> None:
        """Takes the window away, and stops the backup where it still goes on."""
        self._job.cancel()
        self._later.stop()
        if self.window is not None:
            self.window.deleteLater()
            self.window = None

    def _progress(self, how_far: tuple[int, int]) -> None:
        self._how_far = how_far
        if self.window is not None:
            self.window.show_step(*how_far)

    def _show(self) -> None:
        self.window = LeavingWindow(self.quit_now)
        self.window.show_step(*self._how_far)
        self.window.show()

    def _done(self, _result: object) -> None:
        if not self.ended:
            self.ended = True
            self._later.stop()
            self._end()


class LeavingWindow(QWidget):
    """What is being done, how far it is, and Quit now; closing it is the same."""

    def __init__(self, quit_now: Callable[[], object]) -> None:
        super().__init__()
        self._quit_now = quit_now
        self.setWindowTitle("Pothole Oracle")
        self.setProperty("ground", "paper")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(_("Backing up before the app closes"), "card"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Backing up before the app closes"))
        column.addWidget(self.bar)
        said = _("All your work is stored. Quit now loses nothing: the backup is then made next time.")
        column.addWidget(label(said, "secondary", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        self.now = button(_("Quit now"), "plain", clicked=quit_now)
        row.addWidget(self.now)
        column.addLayout(row)

    def show_step(self, done: int, total: int) -> None:
        """`done` of `total` pictures; 0 means that nobody knows yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._quit_now()
        super().closeEvent(event)


def back_up_at_once(workspace: Any) -> None:
    """The same in one piece, for an end that waits for nothing."""
    from oracle.workspace import backup

    backup.automatic(workspace, closing=True)


def _back_up(workspace: Any) -> Generator[tuple[int, int], None, None]:
    from oracle.workspace import backup

    return backup.in_slices(workspace, closing=True)
