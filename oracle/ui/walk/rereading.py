"""Reading the walk again after a write: all of it, or, where only captures changed, these alone.

Pictures are taken while somebody looks at a page: what is read then is read beside all that they do.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from oracle.model.change import Change, Subject
from oracle.model.walk import Capture, Visit
from oracle.ui.tasks import Tasks
from oracle.ui.walk import store
from oracle.ui.walk.scene import Scene

_CAPTURES_ONLY = frozenset({Subject.CAPTURE, Subject.VISIT})
_CARES = (*_CAPTURES_ONLY, Subject.WALK, Subject.POTHOLE, Subject.JOURNEY, Subject.BUSINESS, Subject.TRASH)


class Rereading(QObject):
    """Keeps what changed until it was read. A reading that a later write of the walk overtook shows what was before
    that write: it is dropped, and comes again with what the write brings.

    `came(function)`: makes of the scene that stands the one that is stored. `lost(OracleError)`: the walk is gone.
    """

    came = Signal(object)
    lost = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._writes = 0
        self._heard = 0
        self._whole = False
        self._captures: set[str] = set()

    def forget(self) -> None:
        """Another walk, or none: nothing is owed any more, and what is on its way is dropped."""
        self._writes += 1
        self._whole = False
        self._captures.clear()

    def wrote(self) -> None:
        """A write of the walk's own is on its way."""
        self._writes += 1

    def hear(self, change: Change, walk_id: str) -> None:
        """Reads what a change touched, and what is still owed."""
        if not change.touches(*_CARES):
            return
        self._heard += 1
        if Subject.CAPTURE in change.subjects and change.subjects <= _CAPTURES_ONLY:
            self._captures.update(identity for identity in change.ids if identity != walk_id)
        else:
            self._whole = True
        if self._whole:
            then = partial(self._show, (self._writes, self._heard), lambda scene: lambda _before: scene)
            self._tasks.read(store.scene, walk_id, then=then, failed=self.lost.emit, owner=self)
        else:
            wanted = tuple(self._captures)
            then = partial(self._show, (self._writes, self._heard), partial(_with_captures, frozenset(wanted)))
            self._tasks.read(store.captures_now, walk_id, wanted, then=then, owner=self)

    def _show(
        self, asked_at: tuple[int, int], change: Callable[[Any], Callable[[Scene], Scene]], found: object
    ) -> None:
        writes, heard = asked_at
        if writes != self._writes:
            return
        if heard == self._heard:  # else what was heard since is still to come, and may be overtaken
            self._whole = False
            self._captures.clear()
        self.came.emit(change(found))


def _with_captures(asked: frozenset[str], found: tuple[tuple[Capture, Visit], ...]) -> Callable[[Scene], Scene]:
    return lambda scene: scene.with_captures(asked, found)
