"""What is changed at several steps or captures at once: one write, one Undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from oracle.language import ngettext
from oracle.model.change import Change
from oracle.model.ratings import Cause, Outcome
from oracle.ui.review import store
from oracle.ui.walk.scene import NOT_MET, outcome_of
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.workspace import captures, potholes, trash, visits


class BulkChanges:
    """Steps are those of the open walk, captures are named by their ids."""

    def __init__(self, walk: ShownWalk) -> None:
        self._walk = walk

    # ---- steps

    def rate_steps(self, step_ids: Sequence[str], friction: int | None) -> None:
        """Gives several steps a friction, or takes it back; a step that was not met is met after all."""
        self._set_steps({each: self._rated(each, friction) for each in step_ids})

    def end_steps(self, step_ids: Sequence[str], outcome: Outcome) -> None:
        """Says of several steps that they were not met, and why."""
        self._set_steps({each: {"outcome": outcome, "friction": None} for each in step_ids})

    def feel_steps(self, step_ids: Sequence[str], feeling: int | None) -> None:
        """Gives several steps a feeling, or takes it back."""
        self._set_steps({each: {"feeling": feeling} for each in step_ids})

    def _rated(self, step_id: str, friction: int | None) -> dict[str, Any]:
        before = self._walk.now.visit(step_id).outcome
        unmet = before in {Outcome.WAITING, Outcome.NEVER_CAME} or before in NOT_MET
        return {"friction": friction, "outcome": outcome_of(None if unmet else before, friction)}

    def _set_steps(self, fields: Mapping[str, Mapping[str, Any]]) -> None:
        scene = self._walk.now
        before = {step: {name: getattr(scene.visit(step), name) for name in said} for step, said in fields.items()}
        self._store_steps(fields)
        count = len(fields)
        told = ngettext("Changed {n} step.", "Changed {n} steps.", count).format(n=count)
        self._walk.context.bus.undoable.emit(told, lambda: self._store_steps(before))

    def _store_steps(self, fields: Mapping[str, Mapping[str, Any]]) -> None:
        if self._walk.scene is None:
            return
        scene = self._walk.now
        known = {visit.step_id: visit for visit in scene.open.visits}
        for step_id, said in fields.items():
            known[step_id] = replace(scene.visit(step_id), **said)
        told = replace(scene, open=replace(scene.open, visits=tuple(known.values())))
        self._walk.change(told, visits.set_many, scene.walk_id, fields)

    # ---- captures

    def leave_out_all(self, capture_ids: Sequence[str], left_out: bool) -> None:
        """Leaves captures out of the report, or takes them in again."""
        wanted = set(capture_ids)
        ids = [shot.id for shot in self._walk.now.open.captures if shot.id in wanted and shot.left_out != left_out]
        count = len(ids)
        told = ngettext("Left {n} capture out of the report.", "Left {n} captures out of the report.", count)
        if not left_out:
            told = ngettext("Took {n} capture into the report.", "Took {n} captures into the report.", count)
        self._each(captures.set_left_out_many, dict.fromkeys(ids, (left_out, not left_out)), told)

    def move_all(self, capture_ids: Sequence[str], step_id: str) -> None:
        """Moves captures to another step."""
        wanted = set(capture_ids)
        shots = [shot for shot in self._walk.now.open.captures if shot.id in wanted and shot.step_id != step_id]
        told = ngettext("Moved {n} capture.", "Moved {n} captures.", len(shots))
        self._each(captures.move_many, {shot.id: (step_id, shot.step_id) for shot in shots}, told)

    def _each(self, function: Callable[..., Change], values: Mapping[str, tuple[object, object]], told: str) -> None:
        """Sets each capture to the first of its values; Undo sets it to the second."""
        if values:
            self._walk.write(function, {each: new for each, (new, _old) in values.items()})
            before = {each: old for each, (_new, old) in values.items()}
            self._walk.context.bus.undoable.emit(told.format(n=len(values)), lambda: self._walk.write(function, before))

    def delete_all(self, capture_ids: Sequence[str]) -> None:
        """Moves captures to the trash."""
        ids = tuple(capture_ids)
        if ids:
            self._walk.write(captures.delete_many, ids)
            told = ngettext("Moved {n} capture to the trash.", "Moved {n} captures to the trash.", len(ids))
            self._walk.context.bus.undoable.emit(
                told.format(n=len(ids)), lambda: self._walk.write(trash.restore_many, ids)
            )

    # ---- potholes

    def join_steps(self, step_ids: Sequence[str], capture_ids: Sequence[str], *, title: str, saw: str) -> None:
        """Marks one pothole at all of these steps, with these captures."""
        self._walk.write(store.join, self._walk.now.walk_id, tuple(step_ids), tuple(capture_ids), title, saw)

    def join_to(self, pothole_id: str, step_ids: Sequence[str], capture_ids: Sequence[str]) -> None:
        """Says that a pothole was met at these steps too, and that these captures show it."""
        hole = next(each for each in self._walk.now.potholes if each.id == pothole_id)
        seen = next(each for each in hole.sightings if each.walk_id == self._walk.now.walk_id)
        self._walk.write(
            potholes.set_places, pothole_id, self._walk.now.walk_id,
            step_ids=tuple(dict.fromkeys((*seen.step_ids, *step_ids))),
            capture_ids=tuple(dict.fromkeys((*seen.capture_ids, *capture_ids))),
        )  # fmt: skip

    def mark_outside(self, *, title: str, bright: bool, saw: str, cause: Cause | None) -> None:
        """Marks a pothole or a bright spot that belongs to no step."""
        self._walk.write(potholes.add, self._walk.now.walk_id, None, title=title, bright=bright, saw=saw, cause=cause)
