"""What is edited as a whole, on its way to the disk: one write at a time, and of what waits only the newest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from oracle.errors import OracleError
from oracle.model.change import Change
from oracle.ui.tasks import Tasks

DRAG_MS = 500  # while something is dragged, what is seen is stored that often at most


class NewestWriter(QObject):
    """Stores the states of one thing by `write(workspace, identity, state)`, each of which holds all of it.

    `stored(Change)` when everything given is on disk, `refused(OracleError)` when the workspace does not take it; what
    the disk refuses is kept and tried again.
    """

    stored = Signal(object)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, write: Callable[..., Change], identity: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._write, self._identity = tasks, write, identity
        self._newest: Any = None
        self._writing = 0
        self._retired = False
        self._later = QTimer(self, singleShot=True, interval=DRAG_MS)
        self._later.timeout.connect(self._go)
        tasks.flushing.connect(self.hand_over)

    @property
    def busy(self) -> bool:
        """Whether something is not on disk yet."""
        return self._writing > 0 or self._newest is not None

    def store(self, state: object) -> None:
        """This is to be stored; not None."""
        self._newest = state
        self._later.stop()
        self._go()

    def store_soon(self, state: object) -> None:
        """This too, but something is still dragged."""
        self._newest = state
        if not self._later.isActive():
            self._later.start()

    def _go(self) -> None:
        if not self._writing:
            self.hand_over()

    def hand_over(self) -> None:
        """Gives what waits to the lane, without waiting for the write before."""
        if self._newest is not None:
            state, self._newest = self._newest, None
            self._writing += 1
            self._tasks.write(self._write, self._identity, state, then=self._done, failed=self._failed, owner=self)

    def retire(self) -> None:
        """Hands over what waits; ends when that is on disk, or was refused and told."""
        self.hand_over()
        self._retired = True
        self._end_if_done()

    def _end_if_done(self) -> None:
        if self._retired and not self._writing:
            self.deleteLater()

    def _done(self, change: Change) -> None:
        self._writing -= 1
        if self._writing:
            return
        if self._newest is None:
            self.stored.emit(change)
        elif not self._later.isActive():
            self.hand_over()
        self._end_if_done()

    def _failed(self, error: OracleError) -> None:
        self._writing -= 1
        self.refused.emit(error)
        if not self._writing:
            self.hand_over()
        self._end_if_done()
