"""What an editor is writing itself: anything read meanwhile is older than what is typed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from oracle.errors import OracleError
from oracle.model.change import Change
from oracle.ui import bus
from oracle.ui.context import Context


class OwnWrites(QObject):
    """Writes of one editor. `over` when the last of them is stored, or one is refused, which is said."""

    over = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._under_way = 0

    @property
    def busy(self) -> bool:
        """Whether something is not stored yet."""
        return self._under_way > 0

    def write(self, function: Any, *arguments: object, then: Callable[[Change], object] | None = None) -> None:
        """Writes on the lane; `then` hears what was changed."""
        self._under_way += 1
        self._context.tasks.write(
            function, *arguments, then=lambda change: self._stored(change, then), failed=self._refused
        )

    def _stored(self, change: Change, then: Callable[[Change], object] | None) -> None:
        self._under_way -= 1
        if then is not None:
            then(change)
        if not self._under_way:
            self.over.emit()

    def _refused(self, error: OracleError) -> None:
        self._under_way -= 1
        self._context.bus.message.emit(bus.ERROR, str(error))
        self.over.emit()
