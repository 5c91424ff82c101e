"""The open walk: its values, every change written as it happens, and the time that each step takes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QCursor, QImage

from oracle.errors import OracleError
from oracle.language import _
from oracle.model.change import Change
from oracle.model.journey import Step
from oracle.model.ratings import Cause, LeaveReason, Outcome, PrivacyAnswer, WalkState
from oracle.model.walk import Visit
from oracle.ui.context import Context
from oracle.ui.walk import store
from oracle.ui.walk.rereading import Rereading
from oracle.ui.walk.scene import NOT_MET, Pending, Scene, outcome_of
from oracle.ui.walk.step_clock import StepClock
from oracle.workspace import captures, clock, potholes, trash, visits, walks

if TYPE_CHECKING:
    from oracle.capture.grab import Grab

TICK_MS = 5_000
PREVIEW = QSize(320, 320)


class WalkSession(QObject):
    """One walk from opening to pause or finish. Widgets read `scene` and call the methods; `changed` follows each call.

    `stepped`: another step is current. `flushing`: hand over what is typed. `captured(id)`: on disk.
    `settled(key, id)`: just before it, the key of what was pending and the capture's id.
    `not_captured(OracleError)`: refused, with its sentence. `over`: the last step was left with Next.
    """

    opened = Signal()
    changed = Signal()
    stepped = Signal()
    flushing = Signal()
    captured = Signal(str)
    settled = Signal(str, str)
    not_captured = Signal(object)
    over = Signal()
    gone = Signal(object)
    place = "walk"  # of the window, where it is shown

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
        self._clock = StepClock()
        self._pointer = QPoint()
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        context.bus.changed.connect(self._hear)
        context.tasks.flushing.connect(self.flush)

    # ---- opening and ending

    def open(self, walk_id: str, step_id: str | None = None) -> None:
        """Reads the walk and goes on where it rests, or at `step_id`; `opened` follows, or `gone(error)`."""
        if self.scene is not None:
            self.close()
        self._walk_id = walk_id
        self._rereading.forget()
        self.context.tasks.read(
            store.scene, walk_id, then=lambda scene: self._begin(scene, step_id), failed=self.gone.emit, owner=self
        )

    def _begin(self, scene: Scene, step_id: str | None) -> None:
        if scene.walk_id != self._walk_id:
            return
        self.scene = scene
        if scene.open.walk.state is WalkState.PAUSED:
            self._write(walks.resume, scene.walk_id)
            self.scene = scene.with_walk(state=WalkState.RUNNING, paused_at=None)
        if step_id is not None and step_id != scene.step.id:
            self._write(store.step_on, scene.walk_id, scene.step.id, 0, step_id)
            self.scene = self.scene.at(step_id)
        elif scene.open.walk.current_step_id is None:
            self._write(walks.go_to, scene.walk_id, scene.step.id)
        self._run_clock()
        self.opened.emit()
        self.changed.emit()
        self.stepped.emit()

    def close(self) -> None:
        """Writes what is left and lets go of the walk; it stays as it is and can be opened again."""
        self.flush()
        self._ticking.stop()
        self._clock.stop(time.monotonic())
        self.scene, self.pending, self._walk_id = None, (), ""

    def flush(self) -> None:
        """Hands over everything typed and the seconds counted."""
        if self.scene is None:
            return
        self.flushing.emit()
        seconds = self._clock.take(time.monotonic())
        if seconds:
            self._write(visits.add_seconds, self.now.walk_id, self.now.step.id, seconds)

    def pause(self, then: Callable[[], object]) -> None:
        """Pauses the walk; `then` is called when it is on disk."""
        walk_id = self.now.walk_id
        self.flush()
        self._write(walks.pause, walk_id, now=clock.now(), then=lambda _change: then())

    def keep_sign_ins(self, keep: bool) -> None:
        """Answers the one question of the first pause."""
        self.scene = self.now.with_walk(keep_sign_ins=keep)
        self._write(walks.keep_sign_ins, self.now.walk_id, keep)

    def finish(self, then: Callable[[], object], *, ease: int | None, surprised: str, over_coffee: str) -> None:
        """Finishes the walk; `then` is called when it is on disk."""
        self.flush()
        debrief: dict[str, Any] = {"ease": ease, "surprised": surprised, "over_coffee": over_coffee}
        self._write(walks.finish, self.now.walk_id, now=clock.now(), then=lambda _change: then(), **debrief)

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

    # ---- going along the road

    def go_to(self, step_id: str) -> None:
        """Makes a step current; the one left gets its time, and a wait behind it begins."""
        if step_id == self.step.id:
            return
        self.flushing.emit()
        left, seconds = self.step.id, self._clock.take(time.monotonic())
        self._write(store.step_on, self.now.walk_id, left, seconds, step_id)
        self.scene = self.now.at(step_id)
        self._run_clock()
        self.changed.emit()
        self.stepped.emit()

    def next(self) -> None:
        """Goes to the next step; after the last one the walk is over."""
        self._go(1)

    def back(self) -> None:
        """Goes to the step before."""
        self._go(-1)

    def _go(self, distance: int) -> None:
        step = self.now.beside(distance)
        if step is not None:
            self.go_to(step.id)
        elif distance > 0:
            self.flush()
            self.over.emit()

    # ---- what is said of the step

    def set_fields(self, **fields: Any) -> None:
        """Writes fields of the current visit: feeling, note, quality, spent, expected …"""
        self._clock.sign_of_life(time.monotonic())
        self.scene = self.now.with_fields(self.step.id, **fields)
        self._write(visits.set_fields, self.now.walk_id, self.step.id, now=clock.now(), **fields)
        self.changed.emit()

    def rate(self, friction: int | None) -> None:
        """Gives the step its friction, or takes it back; a step that had been skipped is met after all.

        What is waited for came when it is rated: that is said, with Undo.
        """
        visit, step_id = self.visit, self.step.id
        awaited = visit.outcome in {Outcome.WAITING, Outcome.NEVER_CAME}
        unmet = awaited or visit.outcome in NOT_MET
        outcome = outcome_of(None if unmet else visit.outcome, friction)
        fields: dict[str, Any] = {"friction": friction, "outcome": outcome} if unmet else {"friction": friction}
        self._clock.sign_of_life(time.monotonic())
        self.scene = self.now.with_fields(step_id, friction=friction, outcome=outcome)
        self._write(visits.set_fields, self.now.walk_id, step_id, now=clock.now(), **fields)
        self.changed.emit()
        if awaited and friction is not None:
            undo = partial(self.context.tasks.write, store.await_again, visit)
            self.context.bus.undoable.emit(_("Taken as: it came."), undo)

    def answer(self, line_id: str, value: bool | None) -> None:
        """Answers a line of the checklist."""
        self._clock.sign_of_life(time.monotonic())
        self.scene = self.now.with_answer(self.step.id, line_id, value)
        self._write(visits.answer, self.now.walk_id, self.step.id, line_id, value)
        self.changed.emit()

    def skip(self, outcome: Outcome) -> None:
        """Ends the step without meeting it, and goes on."""
        self.flushing.emit()
        self.set_fields(outcome=outcome, friction=None)
        self.next()

    def leave(self, reason: LeaveReason, other_road_offered: bool | None, *, end_walk: bool) -> None:
        """The tester would leave here. With `end_walk` the road ends too."""
        self.flushing.emit()
        outcome = {"outcome": Outcome.LEFT, "leave_reason": reason, "other_road_offered": other_road_offered}
        self.scene = self.now.with_fields(self.step.id, **outcome)
        self._write(
            visits.leave, self.now.walk_id, self.step.id, reason, other_road_offered=other_road_offered,
            end_walk=end_walk, now=clock.now(),
        )  # fmt: skip
        self.changed.emit()
        if end_walk:
            self.flush()
            self.over.emit()

    def stay_after_all(self) -> None:
        """Takes back that the tester would leave here."""
        friction = self.visit.friction
        self.set_fields(
            outcome=outcome_of(None, friction), friction=friction, leave_reason=None, other_road_offered=None
        )

    # ---- waits

    def came(self, when: datetime) -> None:
        """What was waited for came."""
        self.scene = self.now.with_fields(self.step.id, came_at=when, outcome=Outcome.DONE)
        self._write(visits.came, self.now.walk_id, self.step.id, when=when)
        self._run_clock()
        self.changed.emit()

    def nothing_yet(self) -> None:
        """Asks again tomorrow, or when it is due where that is later."""
        remind_at = clock.now() + timedelta(days=1)
        due = self.visit.promised_at
        if due is not None:
            remind_at = max(remind_at, due)
        self.scene = self.now.with_fields(self.step.id, remind_at=remind_at)
        self._write(visits.nothing_yet, self.now.walk_id, self.step.id, remind_at=remind_at)
        self.changed.emit()

    def never_came(self) -> None:
        """Nothing came: a pothole is proposed with it."""
        self.scene = self.now.with_fields(self.step.id, outcome=Outcome.NEVER_CAME)
        self._write(visits.never_came, self.now.walk_id, self.step.id, now=clock.now())
        self.changed.emit()

    def days_later(self) -> None:
        """Only in the sample: the promised time has passed."""
        length = self.step.wait.length if self.step.wait is not None else timedelta(days=3)
        now = clock.now()
        self.scene = self.now.with_fields(self.step.id, wait_started_at=now - length, promised_at=now)
        self._write(store.days_later, self.now.walk_id, self.step.id, length)
        self.changed.emit()

    # ---- captures

    def store_grab(self, grab: Grab, at: Visit) -> None:
        """Shows a picture at once and stores it; `captured` follows. `at`: the visit that it was asked for in."""
        self._clock.sign_of_life(time.monotonic())
        self._store(at, grab.preview(PREVIEW), store.capture, grab)

    def store_files(self, paths: Sequence[Path]) -> None:
        """Stores files one after the other; each that is refused says why, and the others go on."""
        for path in paths:
            self._store(self.visit, QImage(), store.file, path)

    def _store(self, at: Visit, preview: QImage, function: Callable[..., Change], thing: object) -> None:
        pending = Pending(f"pending-{next(self._numbers)}", at.step_id, preview)
        self.pending = (*self.pending, pending)
        self._write(
            function, at.walk_id, at.step_id, thing,
            then=lambda change: self._stored(pending, change), failed=lambda error: self._refused(pending, error),
        )  # fmt: skip
        self.changed.emit()

    def _stored(self, pending: Pending, change: Change) -> None:
        stored = replace(pending, key=change.id, stored=True)
        self.pending = tuple(stored if other.key == pending.key else other for other in self.pending)
        self.settled.emit(pending.key, change.id)
        self.captured.emit(change.id)

    def _refused(self, pending: Pending, error: OracleError) -> None:
        self.pending = tuple(other for other in self.pending if other.key != pending.key)
        self.changed.emit()
        self.not_captured.emit(error)

    def change_capture(self, capture_id: str, function: Callable[..., Change], value: object, **shown: Any) -> None:
        """Writes one thing about a capture and shows `shown` at once."""
        self.scene = self.now.with_capture(capture_id, **shown)
        self._write(function, capture_id, value)
        self.changed.emit()

    def caption(self, capture_id: str, text: str) -> None:
        """Writes below a capture what it shows."""
        self.change_capture(capture_id, captures.set_caption, text, caption=text)

    def leave_out(self, capture_id: str, left_out: bool) -> None:
        """Leaves a capture out of the report, or takes it in again."""
        self.change_capture(capture_id, captures.set_left_out, left_out, left_out=left_out)

    def answer_privacy(self, capture_id: str, answer: PrivacyAnswer) -> None:
        """Says whether a capture at a private step shows something private."""
        self.change_capture(capture_id, captures.set_privacy, answer, privacy=answer)

    def move_capture(self, capture_id: str, step_id: str) -> None:
        """Moves a capture to another step."""
        self.change_capture(capture_id, captures.move, step_id, step_id=step_id)

    def order_captures(self, ids: Sequence[str]) -> None:
        """Puts the captures of the step in this order."""
        self._write(captures.reorder, self.now.walk_id, self.step.id, tuple(ids))

    def delete_capture(self, capture_id: str) -> None:
        """Moves a capture to the trash, and offers Undo."""
        self.scene = self.now.without_capture(capture_id)
        self.pending = tuple(each for each in self.pending if each.key != capture_id)
        self._write(captures.delete, capture_id)
        self.changed.emit()
        self.context.bus.undoable.emit(_("Capture moved to the trash."), lambda: self.restore(capture_id))

    def restore(self, thing_id: str) -> None:
        """Takes something back from the trash."""
        self.context.tasks.write(trash.restore, thing_id)

    # ---- potholes

    def mark_pothole(
        self, title: str, *, bright: bool, saw: str, cause: Cause | None, capture_ids: tuple[str, ...] | None = None
    ) -> None:
        """Stores a pothole or a bright spot met at this step."""
        self._write(
            potholes.add, self.now.walk_id, self.step.id, title=title, bright=bright, saw=saw, cause=cause,
            capture_ids=capture_ids,
        )  # fmt: skip

    # ---- writing, hearing, time

    def _write(self, function: Callable[..., Change], *args: Any, **named: Any) -> None:
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
        self._ticking.stop()
        self.gone.emit(error)

    def _run_clock(self) -> None:
        running = self.now.open.walk.state is WalkState.RUNNING and self.visit.outcome is not Outcome.WAITING
        if running:
            self._clock.run(time.monotonic())
            self._ticking.start()
        else:
            self._clock.stop(time.monotonic())
            self._ticking.stop()

    def _tick(self) -> None:
        # Whatever window is in front, somebody who moves the pointer is walking.
        moved = QCursor.pos() != self._pointer
        self._pointer = QCursor.pos()
        (self._clock.sign_of_life if moved else self._clock.tick)(time.monotonic())
