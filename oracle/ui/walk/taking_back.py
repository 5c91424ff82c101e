"""What is taken back at the step of a walk: what was chosen, captured and marked there. Fields have their own undo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from oracle.language import _
from oracle.model.ratings import Outcome
from oracle.ui import bus
from oracle.ui.undo import UndoStack
from oracle.ui.walk.shown_walk import ShownWalk

if TYPE_CHECKING:
    from oracle.ui.walk.session import WalkSession

ENDING = frozenset({"outcome", "friction", "leave_reason", "other_road_offered"})  # one brings the others
CHOSEN = ENDING | frozenset({"feeling", "quality", "promptness", "care", "apology", "person", "truth"})
_AWAITED = frozenset({Outcome.WAITING, Outcome.NEVER_CAME})


class TakingBack(QObject):
    """The deeds at one step, newest last; another step begins anew."""

    def __init__(self, session: WalkSession) -> None:
        super().__init__(session)
        self._session = session
        self._stack = UndoStack(lambda deed: deed(), self)
        self._is_done = False
        self._is_newest = False  # nothing else that can be undone was offered since
        session.stepped.connect(self._stack.clear)
        session.captured.connect(self._captured)
        session.marked.connect(lambda pothole_id: self._remember(partial(self._unmark, pothole_id)))
        session.context.bus.undoable.connect(self._hear)

    def do(self, deed: Callable[[], object], names: Iterable[str]) -> None:
        """Does what changes these fields of the visit."""
        names = frozenset(names)
        visit = self._session.visit
        before = {name: getattr(visit, name) for name in (names | ENDING if names & ENDING else names)}
        if names & ENDING and visit.outcome in _AWAITED:
            before |= {"came_at": None, "remind_at": visit.remind_at}
        self._push(_said(names), partial(ShownWalk.set_fields, self._session, **before), deed)

    def answer(self, deed: Callable[[], object], line_id: str) -> None:
        """Does what answers a line of the checklist."""
        before = dict(self._session.visit.answers).get(line_id)
        self._push(_("a check"), partial(ShownWalk.answer, self._session, line_id, before), deed)

    def undo(self, *, others_offered: bool) -> bool:
        """Takes the newest deed back; False where there is none, or one of the `others_offered` came after it."""
        if others_offered and not self._is_newest:
            return False
        self._is_done = False
        while self._stack.can_undo and not self._is_done:  # what went by another way meanwhile is passed over
            self._stack.undo()
        self._is_newest = True  # what it offers to undo in turn
        return self._is_done

    def _push(self, what: str, back: Callable[[], object], deed: Callable[[], object]) -> None:
        self._stack.push(what, partial(self._take_back, what, back), deed)
        self._is_newest = True

    def _take_back(self, what: str, back: Callable[[], object]) -> None:
        back()
        self._is_done = True
        self._session.context.bus.message.emit(bus.INFO, _("Taken back: {what}.").format(what=what))

    # ---- what is stored already when it is told

    def _captured(self, capture_id: str) -> None:
        scene = self._session.scene  # the walk may have been left meanwhile
        at = next((each.step_id for each in self._session.pending if each.key == capture_id), "")
        if scene is not None and at == scene.step.id:
            self._remember(partial(self._uncapture, capture_id))

    def _remember(self, back: Callable[[], object]) -> None:
        self._stack.push("", back, lambda: None)
        self._is_newest = True

    def _uncapture(self, capture_id: str) -> None:
        there = {each.id for each in self._session.now.open.captures} | {each.key for each in self._session.pending}
        if capture_id in there:
            self._is_done = True
            self._session.delete_capture(capture_id)

    def _unmark(self, pothole_id: str) -> None:
        if any(each.id == pothole_id for each in self._session.now.potholes):
            self._is_done = True
            self._session.delete_pothole(pothole_id)

    def _hear(self, _text: str, _undo: Callable[[], object]) -> None:
        self._is_newest = False


def _said(names: frozenset[str]) -> str:
    if names & ENDING:
        return _("how rough it was") if "friction" in names else _("how the step ended")
    return _("how it felt") if "feeling" in names else _("a rating")
