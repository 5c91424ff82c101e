"""Burning in while others go on: the picture is made beside the lane, the backups are cleaned a file at a time.

Only the transaction that swaps the picture is a write. From its announcement on, the next opening finishes what was
interrupted.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from oracle.errors import OracleError
from oracle.model.mark import Mark
from oracle.ui.context import Context
from oracle.workspace import burning, captures


class BurningIn(QObject):
    """Burns in what is redacted on captures. `refused(OracleError)`; `done`: nothing is left of what was under it."""

    done = Signal()
    refused = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self._making: dict[str, object] = {}  # captures that are promised and not yet handed over
        self._busy: set[str] = set()
        self._tasks.flushing.connect(self._hand_over)

    def burn(self, capture_id: str, image: str, marks: tuple[Mark, ...]) -> None:
        """Burns one in; its marks must be on the way to the disk."""
        if self.is_burning(capture_id):
            return
        self._busy.add(capture_id)
        self._making[capture_id] = turn = object()
        put = partial(self._put, capture_id, turn)

        def make(data: bytes) -> None:
            self._tasks.compute(burning.make, image, data, marks, then=put, failed=lambda _error: put(None), owner=self)

        self._tasks.read(captures.image, image, then=make, failed=lambda _error: put(None), owner=self)

    def is_burning(self, capture_id: str) -> bool:
        """Whether that is under way."""
        return capture_id in self._busy

    def _put(self, capture_id: str, turn: object, made: burning.Made | None) -> None:
        if self._making.get(capture_id) is turn:
            del self._making[capture_id]
            self._tasks.write(
                burning.redact_original, capture_id, made, then=lambda _change: self._clear(capture_id),
                failed=partial(self._refuse, capture_id), owner=self,
            )  # fmt: skip

    def _hand_over(self) -> None:
        """The workspace is about to close: what was promised is written, made on the lane."""
        for capture_id, turn in tuple(self._making.items()):
            self._put(capture_id, turn, None)

    def _clear(self, capture_id: str) -> None:
        self._busy.discard(capture_id)
        self._tasks.bulk(burning.clearing_elsewhere, then=lambda _nothing: self.done.emit(), owner=self)

    def _refuse(self, capture_id: str, error: OracleError) -> None:
        self._busy.discard(capture_id)
        self.refused.emit(error)
