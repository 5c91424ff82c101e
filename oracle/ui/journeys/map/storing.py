"""Stages on their way to the disk: one write at a time, and of what waits meanwhile only the newest."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from oracle.errors import OracleError
from oracle.model.change import Change
from oracle.model.journey import Stage
from oracle.ui.tasks import Tasks

Stages = tuple[Stage, ...]


class StageWriter(QObject):
    """Stores the stages of one journey as they change.

    Each write holds all stages, so that what waits behind a write is one state, the newest. `stored(version id)` comes
    when everything given is on disk, `refused(OracleError)` when the workspace does not take it.
    """

    stored = Signal(str)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, journey_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._journey_id = journey_id
        self._newest: Stages | None = None
        self._writing = 0
        self._retired = False
        tasks.flushing.connect(self.hand_over)

    @property
    def busy(self) -> bool:
        """Whether something is not on disk yet."""
        return self._writing > 0 or self._newest is not None

    def store(self, stages: Stages) -> None:
        """These stages are to be stored."""
        self._newest = stages
        if not self._writing:
            self.hand_over()

    def hand_over(self) -> None:
        """Gives what waits to the lane, without waiting for the write before."""
        if self._newest is not None:
            stages, self._newest = self._newest, None
            self._writing += 1
            self._tasks.write(_set_stages, self._journey_id, stages, then=self._done, failed=self._failed)

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
        if self._newest is not None:
            self.hand_over()
        else:
            self.stored.emit(change.ids[1])
            self._end_if_done()

    def _failed(self, error: OracleError) -> None:
        self._writing -= 1
        self.refused.emit(error)
        if not self._writing:
            self.hand_over()
        self._end_if_done()


def _set_stages(workspace: Any, journey_id: str, stages: Stages) -> Change:
    from oracle.workspace import journeys

    return journeys.set_stages(workspace, journey_id, stages)
