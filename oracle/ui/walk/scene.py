"""What the walk screen knows at a moment, as values: the open walk, its potholes, and where on the road it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QImage

from oracle.model.journey import Business, Step
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Outcome, PrivacyAnswer, Run, Verdict
from oracle.model.walk import Capture, OpenWalk, Visit

NOT_MET = frozenset({Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL})


class Mark(Enum):
    """How a step stands in the road list."""

    TO_COME = "to come"
    CURRENT = "current"
    DONE = "done"
    WAITING = "waiting"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Pending:
    """A picture that is being stored: shown at once, marked as not yet stored.

    Once it is `stored`, `key` is the capture's id, and it is shown until the next reading brings the capture.
    """

    key: str
    step_id: str
    preview: QImage
    stored: bool = False


class Scene(Struct, frozen=True):
    """One reading of the walk. Changes made here are shown at once and read back after they are stored."""

    open: OpenWalk
    business: Business
    potholes: tuple[Pothole, ...] = ()

    @property
    def walk_id(self) -> str:
        """The walk's id."""
        return self.open.walk.id

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of this run in order: a ten-minute walk meets the moments of truth only, where there are any."""
        every = self.open.version.steps
        if self.open.walk.run is not Run.TEN_MINUTE:
            return every
        return tuple(step for step in every if step.moment_of_truth) or every

    @property
    def step(self) -> Step:
        """The current step, else the first."""
        current = self.open.walk.current_step_id
        return next((step for step in self.steps if step.id == current), self.steps[0])

    @property
    def index(self) -> int:
        """Place of the current step among those of this run, from 0."""
        return self.steps.index(self.step)

    @property
    def persona(self) -> str:
        """Who is walking: "Wendy, 34"."""
        person = self.open.persona
        return person.name if person.age is None else f"{person.name}, {person.age}"

    def beside(self, distance: int) -> Step | None:
        """The step that many places away, None over the ends."""
        place = self.index + distance
        return self.steps[place] if 0 <= place < len(self.steps) else None

    def visit(self, step_id: str) -> Visit:
        """The visit at a step; an empty one before anything was said."""
        return self.open.visit(step_id) or Visit(id="", walk_id=self.walk_id, step_id=step_id)

    def mark(self, step: Step) -> Mark:
        """How it stands in the road list."""
        visit = self.visit(step.id)
        if step.id == self.step.id:
            return Mark.CURRENT
        if visit.outcome is Outcome.WAITING or (step.wait is not None and visit.outcome is None and not visit.came_at):
            return Mark.WAITING
        if visit.outcome in NOT_MET:
            return Mark.SKIPPED
        return Mark.DONE if visit.valued_friction is not None or visit.outcome is not None else Mark.TO_COME

    def potholes_at(self, step_id: str) -> tuple[Pothole, ...]:
        """Potholes and bright spots that this walk met at a step; not those only taken along, or found fixed."""
        return tuple(hole for hole in self.potholes if (seen := self.sighting(hole)) and step_id in seen.step_ids)

    def marked_at(self, step_id: str) -> tuple[Pothole, ...]:
        """Of these those that were marked in this walk, and not taken along to be checked."""
        return tuple(
            hole for hole in self.potholes_at(step_id) if (seen := self.sighting(hole)) and not seen.shown_before
        )

    def sighting(self, hole: Pothole) -> Sighting | None:
        """That this walk met it; None where it did not."""
        return next((seen for seen in hole.sightings if seen.walk_id == self.walk_id and seen.met), None)

    # ---- what a re-walk took along

    def to_check(self, step_id: str) -> tuple[tuple[Pothole, Sighting], ...]:
        """What the walk took along to a step; what was met outside any step is checked at the last one."""
        return tuple((hole, seen) for hole, seen in self._taken_along() if step_id in self._checked_at(seen))

    def unchecked(self) -> tuple[Pothole, ...]:
        """The potholes that were taken along and not checked yet."""
        return tuple(hole for hole, seen in self._taken_along() if seen.verdict is Verdict.NOT_CHECKED)

    def unchecked_at(self) -> Counter[str]:
        """How many potholes are still to be checked, by the id of the step."""
        open_ones = (seen for _hole, seen in self._taken_along() if seen.verdict is Verdict.NOT_CHECKED)
        return Counter(step_id for seen in open_ones for step_id in self._checked_at(seen))

    def _taken_along(self) -> Iterator[tuple[Pothole, Sighting]]:
        for hole in self.potholes:
            for seen in hole.sightings:
                if seen.walk_id == self.walk_id and seen.shown_before:
                    yield hole, seen

    def _checked_at(self, seen: Sighting) -> tuple[str, ...]:
        steps = tuple(step.id for step in self.steps)
        return tuple(step_id for step_id in seen.step_ids if step_id in steps) or steps[-1:]

    # ---- what waits

    def awaits_answer(self, capture: Capture) -> bool:
        """Whether a capture was taken at a private step and nobody said yet whether it shows something private."""
        try:
            step = self.open.version.step(capture.step_id)
        except KeyError:
            return False
        return step.private and capture.privacy is None

    def asks_whether_it_came(self) -> bool:
        """Whether the current step waits for something that is due."""
        visit = self.visit(self.step.id)
        due = visit.promised_at is None or visit.promised_at <= datetime.now(UTC)
        return visit.outcome is Outcome.WAITING and due

    def waiting(self) -> tuple[Step, ...]:
        """Steps whose wait is still open."""
        return tuple(step for step in self.steps if self.visit(step.id).outcome is Outcome.WAITING)

    def spent(self) -> tuple[tuple[Step, Visit], ...]:
        """Steps where money was spent, for the refund."""
        visits = ((step, self.visit(step.id)) for step in self.open.version.steps)
        return tuple((step, visit) for step, visit in visits if visit.spent)

    # ---- the same with something changed

    def with_fields(self, step_id: str, **fields: Any) -> Scene:
        """With fields of a visit changed, as they will read back."""
        visit = replace(self.visit(step_id), **fields)
        others = tuple(other for other in self.open.visits if other.step_id != step_id)
        return replace(self, open=replace(self.open, visits=(*others, visit)))

    def with_answer(self, step_id: str, line_id: str, value: bool | None) -> Scene:
        """With a line of the checklist answered, or with None not answered any more."""
        answers = tuple(answer for answer in self.visit(step_id).answers if answer[0] != line_id)
        return self.with_fields(step_id, answers=answers if value is None else (*answers, (line_id, value)))

    def at(self, step_id: str) -> Scene:
        """With another step current."""
        return self.with_walk(current_step_id=step_id)

    def with_walk(self, **fields: Any) -> Scene:
        """With fields of the walk changed."""
        return replace(self, open=replace(self.open, walk=replace(self.open.walk, **fields)))

    def with_capture(self, capture_id: str, **fields: Any) -> Scene:
        """With fields of a capture changed."""
        captures = tuple(
            replace(capture, **fields) if capture.id == capture_id else capture for capture in self.open.captures
        )
        return replace(self, open=replace(self.open, captures=captures))

    def with_captures(self, asked: frozenset[str], found: tuple[tuple[Capture, Visit], ...]) -> Scene:
        """With these captures as they are stored, each with its visit; one asked for that is not found is gone."""
        scene = self
        for _capture, visit in found:
            scene = scene.with_fields(visit.step_id, id=visit.id, first_at=visit.first_at, changed_at=visit.changed_at)
        kept = [capture for capture in self.open.captures if capture.id not in asked]
        every = sorted(
            (*kept, *(capture for capture, _visit in found)), key=lambda own: (own.visit_id, own.position, own.id)
        )
        return replace(scene, open=replace(scene.open, captures=tuple(every)))

    def without_capture(self, capture_id: str) -> Scene:
        """With a capture gone."""
        captures = tuple(capture for capture in self.open.captures if capture.id != capture_id)
        return replace(self, open=replace(self.open, captures=captures))

    def without_pothole(self, pothole_id: str) -> Scene:
        """With a pothole gone."""
        return replace(self, potholes=tuple(hole for hole in self.potholes if hole.id != pothole_id))


def outcome_of(before: Outcome | None, friction: int | None) -> Outcome | None:
    """The outcome that a friction brings; `left` stays, and taking a friction back takes its outcome back."""
    if before is Outcome.LEFT:
        return before
    if friction is None:
        return None if before in {Outcome.DONE, Outcome.BLOCKED} else before
    return Outcome.BLOCKED if friction == 4 else Outcome.DONE


def left_out(scene: Scene, capture: Capture) -> bool:
    """Whether a capture stays out of the report: by hand, by the answer given, or because none was given yet."""
    return capture.left_out or capture.privacy is PrivacyAnswer.LEAVE_OUT or scene.awaits_answer(capture)
