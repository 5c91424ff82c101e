"""What can be done to the steps and stages on the map: each is one step back, and said in words."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from oracle.errors import InputError
from oracle.language import _, ngettext
from oracle.method import edits
from oracle.model.journey import Stage, Step
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.journeys.map import clipboard
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.workspace import clock

Stages = tuple[Stage, ...]


class Commands(QObject):
    """The verbs of the map. What cannot be done is told on the bus, and nothing changes.

    `step_added(id)` and `stage_added(index)` when something new wants a name.
    """

    step_added = Signal(str)
    stage_added = Signal(int)

    def __init__(self, context: Context, document: JourneyDocument, view: QWidget) -> None:
        super().__init__(view)
        self._context = context
        self._document = document
        self._view = view

    # ---- steps

    def add_step(self) -> None:
        """A new step behind the current one."""
        stage, position = self._behind()
        self.add_step_at(stage, position)

    def add_step_at(self, stage: int, position: int) -> None:
        """A new step in that gap, ready to be named."""
        step = Step(id=clock.new_id(), number=0, title=_("New step"))
        text = _("add a step to {stage}").format(stage=self._document.stages[stage].name)
        if self._do(text, lambda stages: edits.insert(stages, stage, position, step), (step.id,), f"new {step.id}"):
            self.step_added.emit(step.id)

    def name_step(self, step_id: str, title: str) -> None:
        """Another title. The first title of a new step is one step back with its adding."""
        step = self._document.step(step_id)
        title = " ".join(title.split())
        if not title or title == step.title:
            self._document.seal()
            return
        text = _("rename “{step}”").format(step=step.title)
        burst = f"new {step_id}" if step.title == _("New step") else ""
        self._document.set_title(step_id, title, text, burst)
        self._document.seal()

    def move(self, ids: Collection[str], stage: int, position: int) -> None:
        """Steps into a gap of a stage."""
        self._move(ids, lambda stages: edits.move(stages, ids, stage, position))

    def shift(self, by: int) -> None:
        """The selected steps up or down."""
        ids = self._chosen()
        self._move(ids, lambda stages: edits.shift(stages, ids, by))

    def shift_across(self, by: int) -> None:
        """The selected steps into the stage beside."""
        ids = self._chosen()
        self._move(ids, lambda stages: edits.shift_across(stages, ids, by))

    def delete(self, text: str = "") -> None:
        """Takes the selected steps out; a message offers them back."""
        ids = self._chosen()
        if not ids:
            return
        following = self._neighbour(ids)
        named = self._named(ids)
        if self._do(text or _("delete {what}").format(what=named), lambda stages: edits.remove(stages, ids), following):
            self._offer_back(_("Deleted {what}.").format(what=named))

    def duplicate(self) -> None:
        """Copies of the selected steps behind the last of them."""
        document, ids = self._document, self._chosen()
        if not ids:
            return
        made = edits.copies(document.stages, ids, clock.new_id)
        stage, index = edits.place(document.stages, list(ids)[-1])
        text = _("duplicate {what}").format(what=self._named(ids))
        self._do(text, lambda stages: edits.insert(stages, stage, index + 1, *made), [step.id for step in made])

    def copy(self) -> None:
        """The selected steps onto the clipboard."""
        ids = self._chosen()
        if ids:
            clipboard.put(self._document.step(step_id) for step_id in ids)

    def cut(self) -> None:
        """The selected steps onto the clipboard and out of the journey."""
        ids = self._chosen()
        if ids and len(ids) < len(edits.steps_of(self._document.stages)):
            self.copy()
        self.delete(_("cut {what}").format(what=self._named(ids)) if ids else "")

    def paste(self) -> None:
        """Steps from the clipboard behind the current one: our own, or lines of text."""
        try:
            made = edits.fresh(clipboard.take(), clock.new_id)
        except InputError as error:
            self._say(error)
            return
        stage, position = self._behind()
        text = ngettext("paste {n} step", "paste {n} steps", len(made)).format(n=len(made))
        self._do(text, lambda stages: edits.insert(stages, stage, position, *made), [step.id for step in made])

    def toggle_truth(self) -> None:
        """Makes the current step a moment of truth, or no more."""
        if self._document.has(self._document.current):
            step = self._document.step(self._document.current)
            self._document.set_step(step.id, moment_of_truth=not step.moment_of_truth)
            self._document.seal()

    # ---- stages

    def add_stage(self, index: int) -> None:
        """A new stage before the one at that index, ready to be named."""
        if self._do(_("add a stage"), lambda stages: edits.add_stage(stages, index, _("New stage"))):
            self.stage_added.emit(index)

    def name_stage(self, index: int, name: str) -> None:
        """Another name for a stage."""
        before = self._document.stages[index].name
        if name.strip():
            text = _("rename stage “{stage}”").format(stage=before)
            self._do(text, lambda stages: edits.rename_stage(stages, index, name))

    def move_stage(self, index: int, to: int) -> bool:
        """A stage with its steps to another place, counted without it; False where there is none."""
        if not 0 <= to < len(self._document.stages) or to == index:
            return False
        text = _("move stage “{stage}”").format(stage=self._document.stages[index].name)
        return self._do(text, lambda stages: edits.move_stage(stages, index, to))

    def remove_stage(self, index: int) -> None:
        """Takes a stage and its steps out; a message offers them back."""
        name = self._document.stages[index].name
        text = _("delete stage “{stage}”").format(stage=name)
        if self._do(text, lambda stages: edits.remove_stage(stages, index)):
            self._offer_back(_("Deleted the stage “{stage}”.").format(stage=name))

    # ---- inside

    def _do(
        self,
        text: str,
        change: Callable[[Stages], Stages],
        select: Collection[str] | None = None,
        burst: str = "",
    ) -> bool:
        """Does it, or tells why not; whether anything changed."""
        before = self._document.stages
        try:
            after = change(before)
        except InputError as error:
            self._say(error)
            return False
        self._document.do(text, after, select=select, burst=burst)
        return after != before

    def _move(self, ids: Collection[str], change: Callable[[Stages], Stages]) -> None:
        if ids and self._do(_("move {what}").format(what=self._named(ids)), change, ids):
            stage, _index = edits.place(self._document.stages, next(iter(ids)))
            step = self._document.step(next(iter(ids)))
            said = _("Step {n} of {count}, {stage}").format(
                n=step.number, count=len(edits.steps_of(self._document.stages)), stage=self._document.stages[stage].name
            )
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, said))

    def _chosen(self) -> tuple[str, ...]:
        document = self._document
        if document.selected:
            return document.selected
        return (document.current,) if document.current else ()

    def _named(self, ids: Collection[str]) -> str:
        if len(ids) == 1:
            return f"“{self._document.step(next(iter(ids))).title}”"
        return ngettext("{n} step", "{n} steps", len(ids)).format(n=len(ids))

    def _behind(self) -> tuple[int, int]:
        """The gap behind the current step; at the end of the first stage when there is none."""
        document = self._document
        if document.has(document.current):
            stage, index = edits.place(document.stages, document.current)
            return stage, index + 1
        return 0, len(document.stages[0].steps) if document.stages else 0

    def _neighbour(self, ids: Collection[str]) -> tuple[str, ...]:
        """What is selected when these are gone: the step behind them, else the one before, in their stage first."""
        stages = self._document.stages
        stage, index = edits.place(stages, list(ids)[-1])
        own, every = stages[stage].steps, edits.steps_of(stages)
        left = [*own[index + 1 :], *reversed(own[:index]), *every]
        return tuple(step.id for step in left if step.id not in ids)[:1]

    def _offer_back(self, said: str) -> None:
        """A message about what was just done, with Undo."""
        document, done = self._document, self._document.stages
        self._context.bus.undoable.emit(said, lambda: document.take_back(done))

    def _say(self, error: InputError) -> None:
        self._context.bus.message.emit(bus.ERROR, str(error))
