"""A walk that a screen shows and changes: read, stored as it is changed, and read again when others changed it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.change import Change
from oracle.model.journey import Step
from oracle.model.ratings import Cause, Outcome, PrivacyAnswer
from oracle.model.walk import Visit
from oracle.ui.context import Context
from oracle.ui.walk import store
from oracle.ui.walk.rereading import Rereading
from oracle.ui.walk.scene import NOT_MET, Pending, Scene, outcome_of
from oracle.workspace import captures, clock, potholes, practice, trash, visits

if TYPE_CHECKING:
    from oracle.capture.grab import Grab

PREVIEW = QSize(320, 320)


class ShownWalk(QObject):
    """What walking and reviewing do alike. Widgets read `scene` and call the methods; `changed` follows each call.

    `pending_changed`: only what is being stored is another; nothing else needs to be shown anew beside a capture.
    `stepped`: another step is current. `flushing`: hand over what is typed. `captured(id)`, `marked(id)`: on disk.
    `settled(key, id)`: just before it, the key of what was pending and the capture's id.
    `not_captured(OracleError)`: refused, with its sentence. `gone(OracleError)`: the walk is not there.
    """

    opened = Signal()
    changed = Signal()
    pending_changed = Signal()
    stepped = Signal()
    flushing = Signal()
    captured = Signal(str)
    marked = Signal(str)
    settled = Signal(str, str)
    not_captured = Signal(object)
    gone = Signal(object)
    place: str  # of the window, where it is shown

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.scene: Scene | None = None
        self.pending: tuple[Pending, ...] = ()
        self._walk_id = ""
        self._rereading = Rereading(context.tasks, self)
        self._rereading.came.connect(self._read)
        self._rereading.lost.connect(self._lost)
        self._numbers = count(1)
        context.bus.changed.connect(self._hear)
        context.tasks.flushing.connect(self.flush)

    # ---- opening and closing

    def open(self, walk_id: str, step_id: str | None = None) -> None:
        """Reads the walk, to be shown at `step_id` or where it rests; `opened` follows, or `gone(error)`."""
        if self.scene is not None:
            self.close()
        self._walk_id = walk_id
        self._rereading.forget()
        self.context.tasks.read(
            store.scene, walk_id, then=lambda scene: self._show(scene, step_id), failed=self.gone.emit, owner=self
        )

    def _show(self, scene: Scene, step_id: str | None) -> None:
        if scene.walk_id == self._walk_id:
            self.scene = scene
            self._begin(step_id)

    def _begin(self, step_id: str | None) -> None:
        """The walk was read: `opened` and `changed` follow."""
        raise NotImplementedError

    def close(self) -> None:
        """Writes what is left and lets go of the walk; it stays as it is and can be opened again."""
        self.flush()
        self.scene, self.pending, self._walk_id = None, (), ""

    def flush(self) -> None:
        """Hands over everything typed."""
        if self.scene is not None:
            self.flushing.emit()

    @property
    def now(self) -> Scene:
        """The scene; only while a walk is open."""
        assert self.scene is not None  # noqa: S101 - widgets ask only while a walk is open
        return self.scene

    @property
    def step(self) -> Step:
        """The current step."""
        return self.now.step

    @property
    def visit(self) -> Visit:
        """The visit at the current step."""
        return self.now.visit(self.step.id)

    # ---- what is said of the step

    def set_fields(self, **fields: Any) -> None:
        """Writes fields of the current visit: feeling, note, quality, spent, expected …"""
        scene = self.now.with_fields(self.step.id, **fields)
        self.change(scene, visits.set_fields, self.now.walk_id, self.step.id, now=clock.now(), **fields)

    def rate(self, friction: int | None) -> None:
        """Gives the step its friction, or takes it back; a step that had been skipped is met after all.

        What is waited for came when it is rated: that is said, with Undo.
        """
        visit = self.visit
        awaited = visit.outcome in {Outcome.WAITING, Outcome.NEVER_CAME}
        unmet = awaited or visit.outcome in NOT_MET
        outcome = outcome_of(None if unmet else visit.outcome, friction)
        fields: dict[str, Any] = {"friction": friction, "outcome": outcome} if unmet else {"friction": friction}
        scene = self.now.with_fields(visit.step_id, friction=friction, outcome=outcome)
        self.change(scene, visits.set_fields, visit.walk_id, visit.step_id, now=clock.now(), **fields)
        if awaited and friction is not None:
            undo = partial(self.context.tasks.write, store.await_again, visit)
            self.context.bus.undoable.emit(_("Taken as: it came."), undo)

    def answer(self, line_id: str, value: bool | None) -> None:
        """Answers a line of the checklist."""
        scene = self.now.with_answer(self.step.id, line_id, value)
        self.change(scene, visits.answer, self.now.walk_id, self.step.id, line_id, value)

    # ---- waits

    def came(self, when: datetime) -> None:
        """What was waited for came."""
        scene = self.now.with_fields(self.step.id, came_at=when, outcome=Outcome.DONE)
        self.change(scene, visits.came, self.now.walk_id, self.step.id, when=when)

    def nothing_yet(self) -> None:
        """Asks again tomorrow, or when it is due where that is later."""
        remind_at = clock.now() + timedelta(days=1)
        due = self.visit.promised_at
        if due is not None:
            remind_at = max(remind_at, due)
        scene = self.now.with_fields(self.step.id, remind_at=remind_at)
        self.change(scene, visits.nothing_yet, self.now.walk_id, self.step.id, remind_at=remind_at)

    def never_came(self) -> None:
        """Nothing came: a pothole is proposed with it."""
        scene = self.now.with_fields(self.step.id, outcome=Outcome.NEVER_CAME)
        self.change(scene, visits.never_came, self.now.walk_id, self.step.id, now=clock.now())

    def days_later(self) -> None:
        """Only in the sample: the promised time has passed."""
        length = self.step.wait.length if self.step.wait is not None else timedelta(days=3)
        now = clock.now()
        scene = self.now.with_fields(self.step.id, wait_started_at=now - length, promised_at=now)
        self.change(scene, practice.pass_time, self.now.walk_id, self.step.id, length)

    # ---- captures

    def store_grab(self, grab: Grab, at: Visit) -> None:
        """Shows a picture at once and stores it; `captured` follows. `at`: the visit that it was asked for in."""
        self._store(at, grab.preview(PREVIEW), store.capture, grab)

    def store_files(self, paths: Sequence[Path]) -> None:
        """Stores files one after the other; each that is refused says why, and the others go on."""
        for path in paths:
            self._store(self.visit, QImage(), store.file, path)

    def _store(self, at: Visit, preview: QImage, function: Callable[..., Change], thing: object) -> None:
        pending = Pending(f"pending-{next(self._numbers)}", at.step_id, preview)
        self.pending = (*self.pending, pending)
        self.pending_changed.emit()  # first: beside the lane at work it would take longer
        self.write(
            function, at.walk_id, at.step_id, thing,
            then=lambda change: self._stored(pending, change), failed=lambda error: self._refused(pending, error),
        )  # fmt: skip

    def _stored(self, pending: Pending, change: Change) -> None:
        stored = replace(pending, key=change.id, stored=True)
        self.pending = tuple(stored if other.key == pending.key else other for other in self.pending)
        self.settled.emit(pending.key, change.id)
        self.captured.emit(change.id)

    def _refused(self, pending: Pending, error: OracleError) -> None:
        self.pending = tuple(other for other in self.pending if other.key != pending.key)
        self.pending_changed.emit()
        self.not_captured.emit(error)

    def caption(self, capture_id: str, text: str) -> None:
        """Writes below a capture what it shows."""
        self.change(self.now.with_capture(capture_id, caption=text), captures.set_caption, capture_id, text)

    def leave_out(self, capture_id: str, left_out: bool) -> None:
        """Leaves a capture out of the report, or takes it in again."""
        self.change(self.now.with_capture(capture_id, left_out=left_out), captures.set_left_out, capture_id, left_out)

    def answer_privacy(self, capture_id: str, answer: PrivacyAnswer) -> None:
        """Says whether a capture at a private step shows something private."""
        self.change(self.now.with_capture(capture_id, privacy=answer), captures.set_privacy, capture_id, answer)

    def move_capture(self, capture_id: str, step_id: str) -> None:
        """Moves a capture to another step."""
        self.change(self.now.with_capture(capture_id, step_id=step_id), captures.move, capture_id, step_id)

    def order_captures(self, ids: Sequence[str]) -> None:
        """Puts the captures of the step in this order."""
        self.write(captures.reorder, self.now.walk_id, self.step.id, tuple(ids))

    def delete_capture(self, capture_id: str) -> None:
        """Moves a capture to the trash, and offers Undo."""
        self.pending = tuple(each for each in self.pending if each.key != capture_id)
        self.change(self.now.without_capture(capture_id), captures.delete, capture_id)
        self.context.bus.undoable.emit(_("Capture moved to the trash."), lambda: self.restore(capture_id))

    def restore(self, thing_id: str) -> None:
        """Takes something back from the trash."""
        self.context.tasks.write(trash.restore, thing_id)

    # ---- potholes

    def mark_pothole(
        self,
        title: str,
        *,
        bright: bool,
        saw: str,
        cause: Cause | None,
        capture_ids: tuple[str, ...] | None = None,
        step_id: str | None = None,
    ) -> None:
        """Stores a pothole or a bright spot met at a step, by default the current one."""
        self.write(
            potholes.add, self.now.walk_id, step_id or self.step.id, title=title, bright=bright, saw=saw, cause=cause,
            capture_ids=capture_ids, then=lambda change: self.marked.emit(change.id),
        )  # fmt: skip

    def delete_pothole(self, pothole_id: str) -> None:
        """Moves a pothole to the trash, and offers Undo."""
        hole = next((hole for hole in self.now.potholes if hole.id == pothole_id), None)
        if hole is None:
            return
        self.change(self.now.without_pothole(pothole_id), potholes.delete, pothole_id)
        text = _("Moved “{title}” to the trash.").format(title=hole.title)
        self.context.bus.undoable.emit(text, lambda: self.restore(pothole_id))

    # ---- writing and hearing

    def change(self, scene: Scene, function: Callable[..., Change], *args: Any, **named: Any) -> None:
        """Shows `scene` at once and writes what makes it so."""
        self.scene = scene
        self.write(function, *args, **named)
        self.changed.emit()

    def write(self, function: Callable[..., Change], *args: Any, **named: Any) -> None:
        """Writes a change of the walk; a reading that it overtakes is not shown."""
        self._rereading.wrote()
        named.setdefault("owner", self)
        self.context.tasks.write(function, *args, **named)

    def _hear(self, change: Change) -> None:
        if self.scene is not None:
            self._rereading.hear(change, self._walk_id)

    def _read(self, stored: Callable[[Scene], Scene]) -> None:
        if self.scene is not None:
            self.scene = stored(self.scene)
            there = {capture.id for capture in self.scene.open.captures}
            self.pending = tuple(each for each in self.pending if each.key not in there)
            self.changed.emit()

    def _lost(self, error: OracleError) -> None:
        """The walk was deleted under us."""
        self.scene, self.pending = None, ()
        self.gone.emit(error)
