"""Marks on their way to the disk: one write at a time, and of what waits meanwhile only the newest."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from oracle.errors import OracleError
from oracle.model.change import Change
from oracle.model.mark import Mark
from oracle.ui.annotate import store
from oracle.ui.tasks import Tasks

DRAG_MS = 500  # while something is dragged, what is seen is stored that often at most

Marks = tuple[Mark, ...]


class MarksWriter(QObject):
    """Stores the marks of one capture as they change.

    Each write holds all marks, so what waits behind a write is one state, the newest. `stored` when everything given
    is on disk, `refused(OracleError)` when the workspace does not take it; what the disk refuses is kept and tried
    again.
    """

    stored = Signal()
    refused = Signal(object)

    def __init__(self, tasks: Tasks, capture_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._capture_id = tasks, capture_id
        self._newest: Marks | None = None
        self._writing = 0
        self._later = QTimer(self, singleShot=True, interval=DRAG_MS)
        self._later.timeout.connect(self._go)
        tasks.flushing.connect(self.hand_over)

    @property
    def busy(self) -> bool:
        """Whether something is not on disk yet."""
        return self._writing > 0 or self._newest is not None

    def store(self, marks: Marks) -> None:
        """These marks are to be stored."""
        self._newest = marks
        self._later.stop()
        self._go()

    def store_soon(self, marks: Marks) -> None:
        """These too, but something is still dragged."""
        self._newest = marks
        if not self._later.isActive():
            self._later.start()

    def _go(self) -> None:
        if not self._writing:
            self.hand_over()

    def hand_over(self) -> None:
        """Gives what waits to the lane, without waiting for the write before."""
        if self._newest is not None:
            marks, self._newest = self._newest, None
            self._writing += 1
            self._tasks.write(
                store.set_marks, self._capture_id, marks, then=self._done, failed=self._failed, owner=self
            )

    def _done(self, _change: Change) -> None:
        self._writing -= 1
        if self._writing:
            return
        if self._newest is None:
            self.stored.emit()
        elif not self._later.isActive():
            self.hand_over()

    def _failed(self, error: OracleError) -> None:
        self._writing -= 1
        self.refused.emit(error)
        if not self._writing:
            self.hand_over()
