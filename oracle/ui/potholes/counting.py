"""How many potholes are open, in the rail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from oracle.language import ngettext
from oracle.model.change import Change, Subject

if TYPE_CHECKING:
    from oracle.ui.context import Context
    from oracle.ui.rail import Rail

WAIT_MS = 150  # many changes at once are counted together
_ABOUT = (Subject.POTHOLE, Subject.JOURNEY, Subject.WALK, Subject.TRASH)


class OpenCount(QObject):
    """Counts again whenever potholes may have changed."""

    def __init__(self, context: Context, rail: Rail) -> None:
        super().__init__(rail)
        self._context, self._rail = context, rail
        self._later = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._later.timeout.connect(self._count)
        context.bus.changed.connect(self._changed)
        context.current.changed.connect(self._later.start)  # what the screen shows is read first
        context.tasks.opened.connect(self._later.start)  # of the same business another state, as after a restore

    def _changed(self, change: Change) -> None:
        if change.touches(*_ABOUT):
            self._later.start()

    def _count(self) -> None:
        business = self._context.current.business
        if business is None:
            self._show(0)
        else:
            self._context.tasks.read(_open, business.id, then=self._show, owner=self)

    def _show(self, count: int) -> None:
        self._rail.set_count("potholes", count, ngettext("{n} open", "{n} open", count).format(n=count))


def _open(workspace: Any, business_id: str) -> int:
    from oracle.workspace import pothole_counts

    return pothole_counts.count_open(workspace, business_id)
