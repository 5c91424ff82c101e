"""What is made while nothing else waits: the words to search in, and thumbnails and report pictures.

Pictures are read on the lane, computed on the pool, kept again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from oracle.ui.tasks import Tasks


class Preparing(QObject):
    """One picture at a time, until none is missing."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._busy = False
        self._again = False

    def start(self) -> None:
        """Looks whether something is missing."""
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        self._tasks.bulk(_missing, then=self._make, failed=self._stop)

    def catch_up(self) -> None:
        """Reads the words of what an old file holds, and does what an end came between when something was removed."""
        self._tasks.bulk(_behindhand, owner=self)

    def _make(self, preparation: Any) -> None:
        if preparation is None:
            self._stop()
        else:
            made = self._keeper(preparation)
            self._tasks.compute(preparation.make, then=made, failed=self._stop, owner=self)

    def _keeper(self, preparation: Any) -> Callable[[Any], None]:
        return lambda picture: self._keep(preparation, picture)

    def _keep(self, preparation: Any, picture: Any) -> None:
        self._busy = False
        self._tasks.bulk(_keep, preparation, picture, failed=self._stop, owner=self)
        self.start()

    def _stop(self, _error: object = None) -> None:
        self._busy = False
        if self._again:
            self.start()


def _missing(workspace: Any) -> Any:
    from oracle.workspace import renditions

    yield None
    return renditions.missing(workspace)


def _keep(workspace: Any, preparation: Any, picture: Any) -> Any:
    from oracle.workspace import renditions

    yield None
    renditions.keep(workspace, preparation, picture)


def _behindhand(workspace: Any) -> Any:
    from oracle.workspace import clearing

    return clearing.in_slices(workspace)
