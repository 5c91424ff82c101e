"""The right side of the map: the selected step's fields, what can be done to several, or about the journey."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.method import edits
from oracle.method.assistant import Question, ask
from oracle.model.journey import Business
from oracle.ui.journeys.about_journey import AboutJourney
from oracle.ui.journeys.map.commands import Commands
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.one_step import OneStep
from oracle.ui.journeys.several_steps import SeveralSteps
from oracle.ui.page import scrolling
from oracle.ui.widgets import button, icon_button, label, line

WIDTH, SIDE = 320, 16


@dataclass(frozen=True, slots=True)
class Around:
    """What the form knows besides the journey: its business, and the questions put away as "step id key"."""

    business: Business
    put_away: frozenset[str] = field(default_factory=frozenset)


class StepForm(QFrame):
    """Follows the document's selection. `person_named(str)` for a new person; `put_away(str)` = "step id key"."""

    person_named = Signal(str)
    put_away = Signal(str)

    def __init__(self, document: JourneyDocument, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.commands = commands
        self.around: Around | None = None
        self.setProperty("ground", "surface")
        self.setFixedWidth(WIDTH)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(line("down"))
        column = QVBoxLayout()
        column.setContentsMargins(SIDE - 1, 12, SIDE, 24)
        column.setSpacing(9)
        self.area = scrolling(column)
        whole.addWidget(self.area, 1)
        self._head(column)
        self.one = OneStep(document)
        self.several = SeveralSteps(document)
        self.about = AboutJourney()
        for part in (self.one, self.several, self.about):
            column.addWidget(part)
        self.remove_all = button(
            _("Delete these steps"), "danger", "trash-2", size="small", clicked=lambda: self._do(commands.delete)
        )
        column.addWidget(self.remove_all)
        column.addStretch(1)
        self._connect()
        self.show_selected()

    def _head(self, column: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.where = label("", "label")
        self.menu = QMenu(self)
        self.menu.addAction(_("Duplicate this step"), lambda: self._do(self.commands.duplicate))
        self.menu.addAction(_("Delete this step"), lambda: self._do(self.commands.delete))
        self.more = icon_button("ellipsis", _("More for this step"), size="row")
        self.more.setProperty("menu", True)
        self.more.setMenu(self.menu)
        kept = self.more.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(kept)
        row.addWidget(self.where, 1)
        row.addWidget(self.more)
        column.addLayout(row)

    def _connect(self) -> None:
        self.document.changed.connect(self.show_selected)
        self.document.selection_changed.connect(self._select)
        self.one.person_named.connect(self._named)
        self.several.person_named.connect(self._named)
        self.one.questions.added.connect(self._add_line)
        self.one.questions.put_away.connect(self._put_away)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        for part in self.findChildren(QWidget):
            part.installEventFilter(self)

    # ---- showing

    def set_around(self, around: Around) -> None:
        """The business and what was put away, as read anew."""
        self.around = around
        self.show_selected()

    def show_selected(self) -> None:
        """Shows what is selected as it is now."""
        chosen = self.document.selected
        self.one.setVisible(len(chosen) == 1)
        self.several.setVisible(len(chosen) > 1)
        self.remove_all.setVisible(len(chosen) > 1)
        self.about.setVisible(not chosen)
        self.more.setVisible(len(chosen) == 1)
        if not self.document.is_open:
            return
        self._show_people()
        if len(chosen) == 1:
            self._show_one(chosen[0])
        elif chosen:
            count = len(chosen)
            self.where.setText(ngettext("{n} step selected", "{n} steps selected", count).format(n=count))
            self.several.show_steps()
        else:
            self.where.setText(_("About this journey"))
            currency = self.around.business.currency if self.around else ""
            self.about.show_journey(self.document.journey, currency)

    def _show_one(self, step_id: str) -> None:
        step = self.document.step(step_id)
        stages = self.document.stages
        count = len(edits.steps_of(stages))
        stage = " ".join(stages[edits.place(stages, step_id)[0]].name.split())
        said = _("Step {n} of {count} · {stage}").format(n=step.number, count=count, stage=stage)
        self.where.setText(self.where.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, WIDTH - 72))
        self.one.show_step(step)
        self._show_questions(step_id)

    def _show_people(self) -> None:
        known = self.around.business.people if self.around else ()
        used = (step.handled_by for step in edits.steps_of(self.document.stages) if step.handled_by)
        people = (*known, *used)
        for box in (self.one.who, self.several.who):
            box.set_people(people)

    def _show_questions(self, step_id: str) -> None:
        gone = self.around.put_away if self.around else frozenset()
        own = {entry.split(" ", 1)[1] for entry in gone if entry.startswith(step_id + " ")}
        self.one.questions.show_questions(ask(self.document.journey.kind, self.document.stages, step_id, put_away=own))

    def _select(self) -> None:
        self.area.verticalScrollBar().setValue(0)
        self.show_selected()

    # ---- telling

    def flush(self) -> None:
        """Tells at once what is being typed."""
        for part in (self.one, self.several, self.about):
            if not part.isHidden():
                part.flush()

    def _do(self, command: Callable[[], None]) -> None:
        self.flush()
        command()

    def _add_line(self, question: Question) -> None:
        self.one.add_line(question.line, must=question.must)

    def _put_away(self, question: Question) -> None:
        if self.one.step is not None:
            self.put_away.emit(f"{self.one.step.id} {question.key}")

    def _named(self, name: str) -> None:
        if self.around is not None and name not in self.around.business.people:
            self.person_named.emit(name)

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """A field was left for another one, not for its own list or menu."""
        if old is None or not self.isAncestorOf(old) or old is new:
            return
        for part in (self.one, self.several, self.about):
            if part.isAncestorOf(old):
                part.left()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo and redo are the map's in every field, not the field's own."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _takes_back(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _takes_back(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo)
