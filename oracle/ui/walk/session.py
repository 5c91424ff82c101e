"""The walk in progress: from opening to pause or finish, step by step, and the time that each step takes."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCursor

from oracle.model.change import Change
from oracle.model.ratings import LeaveReason, Outcome, WalkState
from oracle.ui.context import Context
from oracle.ui.walk import store
from oracle.ui.walk.scene import Scene, outcome_of
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.ui.walk.step_clock import StepClock
from oracle.ui.walk.taking_back import CHOSEN, TakingBack
from oracle.workspace import clock, visits, walks

TICK_MS = 5_000


class WalkSession(ShownWalk):
    """One walk while somebody walks it. `over`: the last step was left with Next."""

    over = Signal()
    place = "walk"

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.taking_back = TakingBack(self)
        self._clock = StepClock()
        self._pointer = QPoint()
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self.gone.connect(self._ticking.stop)

    # ---- opening and ending

    def _begin(self, step_id: str | None) -> None:
        scene = self.now
        if scene.open.walk.state is WalkState.PAUSED:
            self.write(walks.resume, scene.walk_id)
            self.scene = scene.with_walk(state=WalkState.RUNNING, paused_at=None)
        if step_id is not None and step_id != scene.step.id:
            self.write(store.step_on, scene.walk_id, scene.step.id, 0, step_id)
            self.scene = self.now.at(step_id)
        elif scene.open.walk.current_step_id is None:
            self.write(walks.go_to, scene.walk_id, scene.step.id)
        self._run_clock()
        self.opened.emit()
        self.changed.emit()
        self.stepped.emit()

    def close(self) -> None:
        super().close()
        self._ticking.stop()
        self._clock.stop(time.monotonic())

    def flush(self) -> None:
        """Hands over everything typed and the seconds counted."""
        super().flush()
        if self.scene is None:
            return
        seconds = self._clock.take(time.monotonic())
        if seconds:
            self.write(visits.add_seconds, self.now.walk_id, self.step.id, seconds)

    def pause(self, then: Callable[[], object]) -> None:
        """Pauses the walk; `then` is called when it is on disk."""
        walk_id = self.now.walk_id
        self.flush()
        self.write(walks.pause, walk_id, now=clock.now(), then=lambda _change: then())

    def keep_sign_ins(self, keep: bool) -> None:
        """Answers the one question of the first pause."""
        self.change(self.now.with_walk(keep_sign_ins=keep), walks.keep_sign_ins, self.now.walk_id, keep)

    def finish(self, then: Callable[[], object], *, ease: int | None, surprised: str, over_coffee: str) -> None:
        """Finishes the walk; `then` is called when it is on disk."""
        self.flush()
        debrief: dict[str, Any] = {"ease": ease, "surprised": surprised, "over_coffee": over_coffee}
        self.write(walks.finish, self.now.walk_id, now=clock.now(), then=lambda _change: then(), **debrief)

    # ---- going along the road

    def go_to(self, step_id: str) -> None:
        """Makes a step current; the one left gets its time, and a wait behind it begins."""
        if step_id == self.step.id:
            return
        self.flushing.emit()
        left, seconds = self.step.id, self._clock.take(time.monotonic())
        self.write(store.step_on, self.now.walk_id, left, seconds, step_id)
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

    # ---- what is said of the step, and can be taken back there

    def set_fields(self, **fields: Any) -> None:
        if fields.keys() <= CHOSEN:
            self.taking_back.do(partial(super().set_fields, **fields), fields)
        else:
            super().set_fields(**fields)

    def rate(self, friction: int | None) -> None:
        self.taking_back.do(partial(super().rate, friction), ("friction",))

    def answer(self, line_id: str, value: bool | None) -> None:
        self.taking_back.answer(partial(super().answer, line_id, value), line_id)

    # ---- how a step ends without being met

    def skip(self, outcome: Outcome) -> None:
        """Ends the step without meeting it, and goes on."""
        self.flushing.emit()
        self.set_fields(outcome=outcome, friction=None)
        self.next()

    def leave(self, reason: LeaveReason, other_road_offered: bool | None, *, end_walk: bool) -> None:
        """The tester would leave here. With `end_walk` the road ends too."""
        self.flushing.emit()
        scene = self.now.with_fields(
            self.step.id, outcome=Outcome.LEFT, leave_reason=reason, other_road_offered=other_road_offered
        )
        store_it = partial(
            self.change, scene, visits.leave, self.now.walk_id, self.step.id, reason,
            other_road_offered=other_road_offered, end_walk=end_walk, now=clock.now(),
        )  # fmt: skip
        self.taking_back.do(store_it, ("outcome",))
        if end_walk:
            self.flush()
            self.over.emit()

    def stay_after_all(self) -> None:
        """Takes back that the tester would leave here."""
        friction = self.visit.friction
        self.set_fields(
            outcome=outcome_of(None, friction), friction=friction, leave_reason=None, other_road_offered=None
        )

    # ---- time

    def change(self, scene: Scene, function: Callable[..., Change], *args: Any, **named: Any) -> None:
        super().change(scene, function, *args, **named)
        self._run_clock()  # what was waited for may have come

    def write(self, function: Callable[..., Change], *args: Any, **named: Any) -> None:
        self._clock.sign_of_life(time.monotonic())
        super().write(function, *args, **named)

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
