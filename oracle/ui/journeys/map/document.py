"""The journey that is being edited: its stages, what is selected, the steps back and forward, and its storing."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from oracle.errors import NotFound, OracleError
from oracle.language import _
from oracle.method import edits
from oracle.model.change import Change, Subject
from oracle.model.journey import Journey, Stage, Step
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.newest_writer import NewestWriter
from oracle.ui.undo import UndoStack
from oracle.workspace import journeys

Stages = tuple[Stage, ...]
Selection = tuple[tuple[str, ...], str]  # the ids in road order, and the one that the keyboard stands on


class JourneyDocument(QObject):
    """The one owner of a journey while it is edited.

    `opened` when another journey, or another version of it, is shown: nothing can be undone then. `changed` whenever
    stages, title or figures differ from before; `selection_changed` when other steps are selected. `stored` when
    everything done so far is on disk. What storing refuses is told on the bus and kept: the next change tries again.
    """

    opened = Signal()
    changed = Signal()
    selection_changed = Signal()
    stored = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._journey: Journey | None = None
        self._steps: dict[str, Step] = {}
        self._selected: tuple[str, ...] = ()
        self._current = ""
        self._writer: NewestWriter | None = None
        self._version_written = ""
        self.stack = UndoStack(lambda state: self._show(*state), self)
        context.bus.changed.connect(self._heard)

    # ---- what stands here

    def open(self, journey: Journey) -> None:
        """Shows a journey as the workspace has it; what can be undone begins anew."""
        self.close()
        self._journey = journey
        self._writer = NewestWriter(self._context.tasks, journeys.set_stages, journey.id, self)
        self._writer.stored.connect(self._on_disk)
        self._writer.refused.connect(self._refused)
        self._index()
        if not self._selected:
            self._choose(self._first())
        self.opened.emit()
        self.changed.emit()
        self.selection_changed.emit()

    def close(self) -> None:
        """Hands over what is not stored yet, and shows nothing any more."""
        self.stack.clear()
        if self._writer is not None:
            self._writer.stored.disconnect(self._on_disk)
            self._writer.retire()
            self._writer = None
        self._journey = None

    @property
    def is_open(self) -> bool:
        """Whether there is a journey."""
        return self._journey is not None

    @property
    def journey(self) -> Journey:
        """The journey with its stages of this moment, stored or not; LookupError when none is open."""
        if self._journey is None:
            raise LookupError("no journey is open")
        return self._journey

    @property
    def stages(self) -> Stages:
        """The stages of this moment; none when no journey is open."""
        return self._journey.version.stages if self._journey else ()

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError when there is none."""
        return self._steps[step_id]

    def has(self, step_id: str) -> bool:
        """Whether the journey has that step."""
        return step_id in self._steps

    # ---- selecting

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the selected steps in road order."""
        return self._selected

    @property
    def current(self) -> str:
        """The step that the keyboard stands on; "" when there is none."""
        return self._current

    def select(self, ids: Iterable[str], current: str | None = None) -> None:
        """Selects these steps. `current` is by default the last of them; it may be one that is not selected."""
        wanted = set(ids)
        chosen = tuple(step_id for step_id in self._steps if step_id in wanted)
        stands = current if current is not None and current in self._steps else (chosen[-1] if chosen else "")
        if (chosen, stands) != (self._selected, self._current):
            self.seal()
            self._choose((chosen, stands))
            self.selection_changed.emit()

    # ---- changing

    def do(self, text: str, stages: Stages, *, burst: str = "", select: Iterable[str] | None = None) -> None:
        """One step that can be undone, stored at once. `text` reads on after "Undo": "move “Pays for the order”".

        Changes with the same `burst` in a row are one step until `seal`. `select` are the steps to be selected
        after it, by default those that are selected now and still there.
        """
        if self._journey is None or stages == self.stages:
            return
        ids = set(self._selected if select is None else select)
        chosen = tuple(step.id for step in edits.steps_of(stages) if step.id in ids)
        stands = self._current if self._current in chosen else (chosen[-1] if chosen else "")
        before = (self.stages, (self._selected, self._current))
        self.stack.push(text, before, (stages, (chosen, stands)), burst)

    def set_step(self, step_id: str, **fields: Any) -> None:
        """Changes fields of one step. Typing in one field is one step that can be undone, until `seal`."""
        step = self._steps[step_id]
        changed = replace(step, **fields)
        if changed != step:
            text = _("change “{step}”").format(step=changed.title)
            key = f"{step_id} {' '.join(sorted(fields))}"
            self.do(text, edits.replace_step(self.stages, changed), burst=key)

    def set_title(self, step_id: str, title: str, text: str, burst: str = "") -> None:
        """Another title for a step, as a step back of that text."""
        step = replace(self._steps[step_id], title=title)
        self.do(text, edits.replace_step(self.stages, step), burst=burst)

    def seal(self) -> None:
        """The field was left: what is typed next is undone on its own."""
        self.stack.seal()

    def undo(self) -> None:
        """Takes the last change back."""
        self.stack.undo()

    def redo(self) -> None:
        """Does again what was taken back."""
        self.stack.redo()

    def take_back(self, done: Stages) -> None:
        """Undo from a message: takes back the change that led to `done`, unless more was done since."""
        if self.stages is done and self.stack.can_undo:
            self.undo()
        else:
            said = _("More was changed since. Undo takes it back one by one.")
            self._context.bus.message.emit(bus.INFO, said)

    # ---- inside

    def _show(self, stages: Stages, selection: Selection) -> None:
        """What an edit does, and what taking it back does."""
        self._put(stages)
        selected_before = (self._selected, self._current)
        self._choose(selection if selection[0] else self._first())
        if self._writer is not None:
            self._writer.store(stages)
        self.changed.emit()
        if (self._selected, self._current) != selected_before:
            self.selection_changed.emit()

    def _put(self, stages: Stages) -> None:
        journey = self.journey
        self._journey = replace(journey, version=replace(journey.version, stages=stages))
        self._index()

    def _index(self) -> None:
        self._steps = {step.id: step for step in edits.steps_of(self.stages)}
        chosen = tuple(step_id for step_id in self._selected if step_id in self._steps)
        self._choose((chosen, self._current if self._current in self._steps else (chosen[-1] if chosen else "")))

    def _choose(self, selection: Selection) -> None:
        self._selected, self._current = selection

    def _first(self) -> Selection:
        first = next(iter(self._steps), "")
        return ((first,) if first else (), first)

    # ---- hearing of the disk

    def _on_disk(self, change: Change) -> None:
        self._version_written = version_id = change.ids[1]
        if self._journey is not None and self._journey.version.id != version_id:
            self._read()  # it had been walked: this is a new version
        self.stored.emit()

    def _refused(self, error: OracleError) -> None:
        self._context.bus.message.emit(bus.ERROR, str(error))

    def _heard(self, change: Change) -> None:
        if self._journey is None or self._writer is None or self._writer.busy or not change.touches(Subject.JOURNEY):
            return  # what is told while the writer is busy is our own
        if self._journey.id in change.ids:
            self._read(steps_too=self._journey.version.id in change.ids)

    def _read(self, *, steps_too: bool = False) -> None:
        then = partial(self._found, steps_too=steps_too)
        self._context.tasks.read(journeys.get, self.journey.id, then=then, failed=self._gone, owner=self)

    def _found(self, journey: Journey, *, steps_too: bool) -> None:
        """The journey as it is stored: another title or figures, a version that our change made, or other steps.

        Without `steps_too` those that stand here are right, also where the workspace has tidied them.
        """
        if self._journey is None or self._journey.id != journey.id:
            return
        if self._writer is not None and self._writer.busy:
            return  # older than what stands here; told again when that is stored
        if not steps_too and journey.version.id in (self._journey.version.id, self._version_written):
            self._journey = replace(journey, version=replace(journey.version, stages=self.stages))
            self.changed.emit()
        else:
            self.open(journey)

    def _gone(self, error: OracleError) -> None:
        if not isinstance(error, NotFound):  # in the trash: whoever put it there shows something else
            self._context.bus.message.emit(bus.ERROR, str(error))
