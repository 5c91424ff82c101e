"""One journey: its name, its steps in order, the form of the selected step, and Walk it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from oracle import words
from oracle.errors import NotFound, OracleError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.journey import Journey, JourneyCard, Persona, Stage, Step
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.journeys import editing
from oracle.ui.journeys.home import walk_it
from oracle.ui.journeys.step_form import StepForm
from oracle.ui.journeys.step_list import StepList
from oracle.ui.page import MARGIN, Page
from oracle.ui.widgets import button, icon_button, line


class JourneyScreen(QWidget):
    """`open(journey_id=…)` shows a journey."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.card: JourneyCard | None = None
        self.stages: tuple[Stage, ...] = ()
        self._chosen = ""
        self._writing = 0
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page(context, "", scrolls=False)
        whole.addWidget(self.page)
        self._head()
        self._body()
        context.bus.changed.connect(self._changed)
        context.tasks.flushing.connect(self.close_screen)
        bind = context.actions.bind
        bind("journey.add_step", self.add_step, self)
        bind("journey.step_up", lambda: self.move_step(-1), self)
        bind("journey.step_down", lambda: self.move_step(1), self)

    # ---- building

    def _head(self) -> None:
        self.page.set_path([(_("Journeys"), lambda: self.context.navigate("journeys"))])
        self.title = QLineEdit()
        self.title.setProperty("look", "title")
        self.title.setMaxLength(200)
        self.title.setTextMargins(-3, 0, 0, 0)  # flush with the lines above and below
        self.title.setAccessibleName(_("Name of the journey"))
        self.title.editingFinished.connect(self._rename)
        self.page.put_title(self.title)
        delete = icon_button("trash-2", _("Delete this journey"), clicked=self.delete)
        self.walk = button(_("Walk it"), "dark", "footprints", clicked=self._walk)
        self.page.add_action(delete)
        self.page.add_action(self.walk)

    def _body(self) -> None:
        self.page.body.setContentsMargins(0, 0, 0, 0)
        self.page.body.addWidget(line())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        left = QVBoxLayout()
        left.setContentsMargins(MARGIN, 12, 16, 12)
        left.setSpacing(4)
        tools = QHBoxLayout()
        tools.setSpacing(4)
        add = button(_("Add a step"), "plain", "plus", size="small", clicked=self.add_step)
        self.up = icon_button("arrow-up", _("Move up (Alt+Up)"), size="small", clicked=lambda: self.move_step(-1))
        self.down = icon_button(
            "arrow-down", _("Move down (Alt+Down)"), size="small", clicked=lambda: self.move_step(1)
        )
        self.remove = button(_("Remove"), "quiet", "trash-2", size="small", clicked=self.remove_step)
        for widget in (add, self.up, self.down, self.remove):
            tools.addWidget(widget)
        tools.addStretch(1)
        left.addLayout(tools)
        self.list = StepList()
        self.list.chosen.connect(self._choose)
        left.addWidget(self.list, 1)
        self.form = StepForm()
        self.form.edited.connect(self._edited)
        row.addLayout(left, 1)
        row.addWidget(line("down"))
        row.addWidget(self.form)
        self.page.body.addLayout(row, 1)

    # ---- reading

    def open(self, journey_id: str) -> None:
        """Shows a journey."""
        # Until it is read, nothing of the journey shown before can be changed.
        self.card = None
        self.stages = ()
        self._chosen = ""
        self._journey_id = journey_id
        self._read()

    def close_screen(self) -> None:
        """Stores what is being typed."""
        if self.card is not None:
            self.form.flush()
            self._rename()

    def _read(self) -> None:
        self.context.tasks.read(_read, self._journey_id, then=self._show, failed=self._gone)

    def _gone(self, error: OracleError) -> None:
        if not isinstance(error, NotFound):
            self.context.bus.message.emit(bus.ERROR, str(error))
        self.context.navigate("journeys")

    def _changed(self, change: Change) -> None:
        if self.isVisible() and not self._writing and change.touches(Subject.JOURNEY, Subject.WALK, Subject.TRASH):
            self._read()

    def _show(self, found: tuple[JourneyCard, Persona]) -> None:
        if self._writing:
            return
        self.card, persona = found
        journey = self.card.journey
        self.stages = journey.version.stages
        if not self.title.hasFocus():
            self.title.setText(journey.title)
            self.title.setCursorPosition(0)
        who = ", ".join(part for part in (persona.name, str(persona.age or "")) if part)
        under = " · ".join((words.kind(journey.kind), who, _("version {n}").format(n=journey.version.number)))
        self.page.under.setText(under)
        self.page.under.show()
        self.walk.setText(_("Resume") if self.card.unfinished_walk_id else _("Walk it"))
        self._refresh()

    def _refresh(self) -> None:
        steps = [step for stage in self.stages for step in stage.steps]
        if self._chosen not in {step.id for step in steps}:
            self._chosen = steps[0].id if steps else ""
        self.list.show_stages(self.stages, self._chosen)
        # A road has at least one step.
        self.remove.setEnabled(len(steps) > 1)
        self.up.setEnabled(len(steps) > 1)
        self.down.setEnabled(len(steps) > 1)
        self._fill_form()

    def _fill_form(self) -> None:
        step = self._step()
        if step is not None:
            count = sum(len(stage.steps) for stage in self.stages)
            stage = self.stages[editing.place_of(self.stages, step.id)[0]]
            where = _("Step {n} of {count} · {stage}").format(n=step.number, count=count, stage=stage.name)
            self.form.show_step(step, where)

    def _step(self) -> Step | None:
        return next((step for stage in self.stages for step in stage.steps if step.id == self._chosen), None)

    # ---- changing

    def _choose(self, step_id: str) -> None:
        self.form.flush()
        self._chosen = step_id
        self._fill_form()

    def _edited(self, step: Step) -> None:
        if self.card is None:
            return
        self._store(editing.with_step(self.stages, step))
        self.list.show_stages(self.stages, self._chosen)

    def add_step(self) -> None:
        """A new step after the selected one, ready to be named."""
        from oracle.workspace import clock

        if self.card is None:
            return
        self.form.flush()
        stages = self.stages or (Stage(name=_("Awareness")),)
        at, index = editing.place_of(stages, self._chosen) if self._chosen else (0, -1)
        step = Step(id=clock.new_id(), number=0, title=_("New step"))
        self._chosen = step.id
        self._store(editing.added(stages, step, stage=at, index=index + 1))
        self._refresh()
        self.form.title.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.form.title.edit.selectAll()

    def move_step(self, by: int) -> None:
        """The selected step one up or down."""
        if self.card is not None and self._chosen:
            self.form.flush()
            self._store(editing.moved(self.stages, self._chosen, by))
            self._refresh()

    def remove_step(self) -> None:
        """Takes the selected step out; the toast brings it back."""
        step = self._step()
        if step is None or sum(len(stage.steps) for stage in self.stages) == 1:
            return
        before, chosen = self.stages, step.id
        place = self.list.currentRow()
        self._store(editing.removed(self.stages, step.id))
        self._chosen = ""
        self._refresh()
        self.list.setCurrentRow(min(place, self.list.count() - 1))

        def undo() -> None:
            self._chosen = chosen
            self._store(before)
            self._refresh()

        self.context.bus.undoable.emit(_("Removed “{step}”.").format(step=step.title), undo)

    def _store(self, stages: tuple[Stage, ...]) -> None:
        if self.card is None or stages == self.stages:
            return
        self.stages = stages
        self._writing += 1
        self.context.tasks.write(_set_stages, self._journey_id, stages, then=self._stored, failed=self._failed)

    def _stored(self, _change: Change) -> None:
        self._writing -= 1
        if not self._writing:
            self._read()

    def _failed(self, error: OracleError) -> None:
        self._writing -= 1
        self.context.bus.message.emit(bus.ERROR, str(error))
        self._read()

    def _rename(self) -> None:
        if self.card is None:
            return
        title = self.title.text().strip()
        if not title:
            self.title.setText(self.card.journey.title)
        elif title != self.card.journey.title:
            self.context.tasks.write(_rename, self._journey_id, title)

    def delete(self) -> None:
        """Moves the journey to the trash and goes home; the toast brings it back."""
        if self.card is None:
            return
        journey, self.card = self.card.journey, None
        self.context.tasks.write(_delete, journey.id, then=lambda _change: deleted(self.context, journey), owner=self)

    def _walk(self) -> None:
        if self.card is not None:
            self.close_screen()
            walk_it(self.context, self.card)


def deleted(context: Context, journey: Journey) -> None:
    """Goes home and offers Undo."""
    context.navigate("journeys")
    count = len(journey.version.steps)
    steps = ngettext("{n} step", "{n} steps", count).format(n=count)
    text = _("Moved “{journey}” ({steps}) to the trash.").format(journey=journey.title, steps=steps)
    context.bus.undoable.emit(text, lambda: context.tasks.write(_restore, journey.id))


def _read(workspace: Any, journey_id: str) -> tuple[JourneyCard, Persona]:
    from oracle.workspace import journeys, personas

    journey = journeys.get(workspace, journey_id)
    cards = journeys.cards(workspace, journey.business_id)
    card = next(each for each in cards if each.journey.id == journey_id)
    return card, personas.get(workspace, journey.persona_id)


def _set_stages(workspace: Any, journey_id: str, stages: tuple[Stage, ...]) -> Change:
    from oracle.workspace import journeys

    return journeys.set_stages(workspace, journey_id, stages)


def _rename(workspace: Any, journey_id: str, title: str) -> Change:
    from oracle.workspace import journeys

    return journeys.rename(workspace, journey_id, title)


def _delete(workspace: Any, journey_id: str) -> Change:
    from oracle.workspace import journeys

    return journeys.delete(workspace, journey_id)


def _restore(workspace: Any, identity: str) -> Change:
    from oracle.workspace import trash

    return trash.restore(workspace, identity)
