"""The walk that is reviewed: its readings, its potholes, and what is put right in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from oracle.errors import OracleError
from oracle.language import _
from oracle.method import cures
from oracle.method.cost import Costs
from oracle.method.cures import Cure
from oracle.method.insights import Together, costs_of
from oracle.method.priority import ordered
from oracle.method.severity import highest
from oracle.method.since import Since, since
from oracle.model.change import Change
from oracle.model.dip import DipAnswer
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause
from oracle.model.record import WalkRecord
from oracle.model.walk import OpenWalk, VisitChange
from oracle.ui.context import Context
from oracle.ui.review import store
from oracle.ui.review.bulk import BulkChanges
from oracle.ui.tester import signed
from oracle.ui.walk.scene import Scene
from oracle.ui.walk.shown_walk import ShownWalk
from oracle.workspace import dip_answers, potholes, visits, walks


def _leave(_error: OracleError) -> None:
    """A walk that is gone meanwhile is told of by the reading of the walk itself."""


class ReviewSession(ShownWalk):
    """`step` is the one whose details are open in the review; where the walk rests is never touched.

    `history_read`: what was changed after the finish is known anew. `earlier`: the walks to compare it with.
    `together`: what several walks of the journey say, None where there is one only, or before it is read.
    """

    history_read = Signal()
    place = "review"

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.bulk = BulkChanges(self)
        self.history: tuple[VisitChange, ...] = ()
        self.together: Together | None = None
        self._record: WalkRecord | None = None
        self._costs: tuple[object, Costs] | None = None
        self._since: tuple[object, Since | None] | None = None

    def _begin(self, step_id: str | None) -> None:
        self.scene = scene = self.now.at(step_id or self.now.steps[0].id)
        self.history, self._record, self.together = (), None, None
        self._read_history()
        self.context.tasks.read(store.record, scene.walk_id, then=self._show_record, failed=_leave, owner=self)
        self._read_together()
        self.opened.emit()
        self.changed.emit()

    def go_to(self, step_id: str) -> None:
        """Shows another step; nothing is stored but what was typed."""
        if self.scene is not None and step_id != self.step.id:
            self.flushing.emit()
            self.scene = self.now.at(step_id)
            self.stepped.emit()
            self.changed.emit()

    def _read(self, stored: Callable[[Scene], Scene]) -> None:
        if self.scene is not None:
            here = self.step.id
            super()._read(lambda scene: stored(scene).at(here))
            self._read_history()

    def _read_history(self) -> None:
        walk_id = self._walk_id
        self.context.tasks.read(
            visits.history, walk_id, then=lambda found: self._show_history(walk_id, found), owner=self
        )

    def _show_history(self, walk_id: str, found: tuple[VisitChange, ...]) -> None:
        if walk_id == self._walk_id and found != self.history:
            self.history = found
            self.history_read.emit()

    def _show_record(self, found: WalkRecord) -> None:
        if self.scene is not None and found.open.walk.id == self._walk_id:
            self._record = found
            self.changed.emit()

    def _read_together(self) -> None:
        walk_id, journey_id = self.now.walk_id, self.now.open.journey.id
        self.context.tasks.read(
            store.together, journey_id, then=lambda found: self._show_together(walk_id, found), failed=_leave,
            owner=self,
        )  # fmt: skip

    def _show_together(self, walk_id: str, found: tuple[int, Together]) -> None:
        count, together = found
        if self.scene is not None and walk_id == self._walk_id and count > 1:
            self.together = together
            self.changed.emit()

    # ---- readings

    @property
    def record(self) -> WalkRecord:
        """The walk as the readings take it; what stands around it is empty until it is read."""
        scene = self.now
        known = self._record or WalkRecord(open=scene.open, business=scene.business)
        met = tuple(hole for hole in scene.potholes if scene.sighting(hole) is not None)
        return replace(known, open=scene.open, business=scene.business, potholes=met)

    @property
    def costs(self) -> Costs:
        """What the potholes of this walk cost a month, as everywhere; none before all of the journey are read."""
        if self._record is None:
            return Costs({})
        record = self.record
        state = (record.potholes, record.beside, record.open.journey)
        if self._costs is None or self._costs[0] != state:
            self._costs = (state, costs_of(record))
        return self._costs[1]

    @property
    def since(self) -> Since | None:
        """The change since the last walk that this one can be compared with."""
        now, record = self.now.open, self._record
        if record is None:
            return None
        state = (now.visits, now.version, record.earlier, record.corrections)
        if self._since is None or self._since[0] != state:
            self._since = (state, since(now, record.earlier, record.corrections))
        return self._since[1]

    @property
    def earlier(self) -> tuple[OpenWalk, ...]:
        """The walks of the journey before this one, newest first."""
        return self._record.earlier if self._record is not None else ()

    def answer_dip(self, low_step_id: str, **fields: Any) -> None:
        """Stores answers about a dip, by the names that `DipAnswer` has, and shows them at once."""
        known = self.record
        own = next((each for each in known.dip_answers if each.low_step_id == low_step_id), None)
        answer = replace(own or DipAnswer(walk_id=self.now.walk_id, low_step_id=low_step_id), **fields)
        others = tuple(each for each in known.dip_answers if each.low_step_id != low_step_id)
        self._record = replace(known, dip_answers=(*others, answer))
        self.write(dip_answers.answer, self.now.walk_id, low_step_id, **fields)
        self.changed.emit()

    def mark_cure(self, low_step_id: str, cure: Cure) -> None:
        """Makes the missing cure a pothole at the low of its dip; the same one of another dip is met here too."""
        title = cures.title(cure)
        same = next((hole for hole in self.now.potholes if cures.is_proposed(cure, [hole.title])), None)
        if same is not None:
            self.write(potholes.join, same.id, self.now.walk_id, (low_step_id,))
        else:
            self.write(
                potholes.add, self.now.walk_id, low_step_id, title=title, cause=Cause.EXPECTATION,
                todo=cures.remedy(cure), capture_ids=(),
            )  # fmt: skip

    # ---- potholes

    @property
    def potholes(self) -> tuple[Pothole, ...]:
        """Potholes by number, then bright spots: the order in which the panel goes through them."""
        return tuple(sorted(self.now.potholes, key=lambda hole: (hole.bright, hole.walk_number, hole.number)))

    @property
    def by_priority(self) -> tuple[Pothole, ...]:
        """The potholes that this walk met, by priority, those not rated yet last."""
        return ordered(hole for hole in self.now.potholes if not hole.bright and self.now.sighting(hole) is not None)

    @property
    def carried(self) -> tuple[Pothole, ...]:
        """What a re-walk took along and did not meet: found fixed, or not checked."""
        return tuple(hole for hole in self.potholes if self.now.sighting(hole) is None)

    def pothole(self, pothole_id: str) -> Pothole | None:
        """The pothole of that id, None when this walk has none."""
        found = self.now.potholes if self.scene is not None else ()
        return next((hole for hole in found if hole.id == pothole_id), None)

    def edit_pothole(self, pothole_id: str, **fields: Any) -> None:
        """Stores fields of a pothole and shows them at once."""
        self.change(self._with_pothole(pothole_id, **fields), self._signed(potholes.set_many), {pothole_id: fields})

    def rate_pothole(self, pothole_id: str, severity: int | None, *, at_least: bool = False) -> None:
        """Stores the severity given in this walk; the pothole's own follows as the workspace lets it."""
        hole = self.pothole(pothole_id)
        if hole is None:
            return
        given = {"severity": severity, "severity_at_least": at_least}
        seen = tuple(replace(each, **given) if each.walk_id == self.now.walk_id else each for each in hole.sightings)
        own: dict[str, Any] = {}
        if hole.severity in {None, highest(hole)[0]}:
            own = dict(zip(given, highest(replace(hole, sightings=seen)), strict=True))
        shown = self._with_pothole(pothole_id, sightings=seen, **own)
        self.change(shown, self._signed(potholes.rate), pothole_id, self.now.walk_id, severity, at_least=at_least)
        if self.together is not None:
            self._read_together()

    def place_pothole(self, pothole_id: str, *, step_ids: Sequence[str], capture_ids: Sequence[str]) -> None:
        """Says at which steps of this walk it was met, and which captures show it."""
        self.write(
            potholes.set_places, pothole_id, self.now.walk_id, step_ids=tuple(step_ids), capture_ids=tuple(capture_ids)
        )

    def join_pothole(self, pothole_id: str, step_id: str) -> None:
        """Says that it was met at one more step, with the captures there; offers Undo."""
        before = self.pothole(pothole_id)
        if before is None:
            return
        seen = next(seen for seen in before.sightings if seen.walk_id == self.now.walk_id)
        self.write(potholes.join, pothole_id, self.now.walk_id, (step_id,))
        step = self.now.open.version.step(step_id)
        self.context.bus.undoable.emit(
            _("Joined with step {n}, “{title}”.").format(n=step.number, title=step.title),
            lambda: self.place_pothole(pothole_id, step_ids=seen.step_ids, capture_ids=seen.capture_ids),
        )

    def merge_potholes(self, one: Pothole, other: Pothole) -> None:
        """Makes two into one; the older number stays and answers to both. Undo parts them again."""
        kept, gone = sorted((one, other), key=lambda hole: (hole.walk_number, hole.number))
        self.write(self._signed(potholes.merge), kept.id, gone.id)
        text = _("Merged {gone} into {kept}, “{title}”.").format(gone=gone.label, kept=kept.label, title=kept.title)
        self.context.bus.undoable.emit(text, lambda: self.write(self._signed(potholes.unmerge), gone.id))

    def _signed(self, function: Callable[..., Change]) -> Callable[..., Change]:
        return signed(function, self.context.settings)

    def _with_pothole(self, pothole_id: str, **fields: Any) -> Scene:
        holes = (replace(hole, **fields) if hole.id == pothole_id else hole for hole in self.now.potholes)
        return replace(self.now, potholes=tuple(holes))

    # ---- the whole walk

    def debrief(self, *, ease: int | None, surprised: str, over_coffee: str) -> None:
        """Corrects what was answered at the finish."""
        answers: dict[str, Any] = {"ease": ease, "surprised": surprised, "over_coffee": over_coffee}
        self.change(self.now.with_walk(**answers), walks.update_debrief, self.now.walk_id, **answers)

    def reopen(self) -> None:
        """Makes the walk one that goes on, and goes there when that is on disk."""
        walk_id = self.now.walk_id
        self.flush()

        def reopened(_change: Change) -> None:
            self.context.navigate("walk", walk_id=walk_id)

        self.write(walks.reopen, walk_id, then=reopened)
