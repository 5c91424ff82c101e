"""How a pothole is judged: how bad, for how many, what it costs, why, and what to do about it, by whom."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method import cost as costing
from oracle.method import playbook
from oracle.method.priority import ASSUMED_REACH, HIGHEST, priority
from oracle.method.severity import reach_from_answer
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause, Effort, Reach
from oracle.report.content import formulas
from oracle.ui import bus
from oracle.ui.review.choices import Answers
from oracle.ui.review.session import ReviewSession
from oracle.ui.review.severity import SeverityPart
from oracle.ui.widgets import Elided, Field, NoteField, button, label, scrolls_past
from oracle.ui.widgets.basics import tooltip


class Judgement(QWidget):
    """Everything is stored as it is said."""

    def __init__(self, session: ReviewSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for part in (self._severity(), self._reach(), self._sum(), self._reasons(), self._repair()):
            column.addWidget(part)

    # ---- building

    def _note(self, name: str, field: str) -> NoteField:
        made = NoteField(name, lines=2, most=10)
        made.changed.connect(lambda text: self._edit(**{field: text.strip()}))
        return made

    def _severity(self) -> QWidget:
        self.severity = SeverityPart()
        self.severity.rated.connect(self._rate)
        return self.severity

    def _reach(self) -> QWidget:
        self.passed = Answers(((True, _("Yes")), (False, _("No"))), _("Everybody must take it"))
        self.passed.chosen.connect(lambda value: self._edit(reach=reach_from_answer(value)))
        self.reach = QComboBox()
        scrolls_past(self.reach)
        self.reach.addItem(words.reach(None), None)
        for each in sorted(Reach, reverse=True):
            self.reach.addItem(words.reach(each), int(each))
        self.reach.setAccessibleName(_("How many meet it"))
        self.reach.activated.connect(lambda _at: self._edit(reach=self.reach.currentData()))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.passed)
        row.addWidget(label(_("so it meets"), "small"))
        row.addWidget(self.reach, 1)
        return _stack(label(_("Is it on a path everybody must take?"), "label-ink", wrap=True), row)

    def _sum(self) -> QWidget:
        self.priority = label("", "strong", wrap=True)
        frame = QFrame()
        frame.setProperty("ground", "strip")
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(2)
        column.addWidget(self.priority)
        self.cost = label("", "small", wrap=True)
        column.addWidget(self.cost)
        return frame

    def _reasons(self) -> QWidget:
        self.why = self._note(_("Why it matters"), "why")
        self._why_label = Elided(_("Why it matters"), "label")
        self.cause = QComboBox()
        scrolls_past(self.cause)
        self.cause.addItem(_("Not known"), None)
        for cause in Cause:
            self.cause.addItem(words.cause(cause), cause)
        self.cause.activated.connect(lambda _at: self._choose_cause())
        self.cause_note = self._note(_("About the cause"), "cause_note")
        self.cause_note.setPlaceholderText(_("What lies behind it, as far as you can tell"))
        return _stack(
            _stack(self._why_label, self.why), _stack(label(_("Cause"), "label"), self.cause, self.cause_note), gap=14
        )

    def _repair(self) -> QWidget:
        self.todo = self._note(_("What to do"), "todo")
        self.start = button(_("Start from the playbook"), "link", "book-open", size="row", clicked=self.use_playbook)
        head = QHBoxLayout()
        head.addWidget(label(_("What to do"), "label"))
        head.addStretch(1)
        head.addWidget(self.start)
        self.effort = Answers([(each, words.effort(each)) for each in Effort], _("Effort"))
        self.effort.chosen.connect(lambda value: self._edit(effort=value))
        self.owner = Field(_("Who repairs it"))
        self.owner.changed.connect(lambda text: self._edit(owner=text))
        self._people = QStringListModel(self)
        completer = QCompleter(self._people, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.owner.edit.setCompleter(completer)
        self.done_when = Field(_("Done when"), _("How anybody can see that it is repaired"))
        self.done_when.changed.connect(lambda text: self._edit(done_when=text))
        return _stack(
            _stack(head, self.todo), _stack(label(_("Effort of the repair"), "label"), self.effort), self.owner,
            self.done_when, gap=14,
        )  # fmt: skip

    # ---- showing

    @property
    def hole(self) -> Pothole | None:
        """The pothole that is judged, as it is known."""
        return self._session.pothole(self._id)

    def begin(self) -> None:
        """Another pothole: the three questions are closed and empty."""
        self.severity.begin()

    def show_pothole(self, hole: Pothole) -> None:
        """Shows what is stored."""
        self._id = hole.id
        seen = next(seen for seen in hole.sightings if seen.walk_id == self._session.now.walk_id)
        given = seen.severity if seen.severity is not None else hole.severity
        at_least = seen.severity_at_least if seen.severity is not None else hole.severity_at_least
        self.severity.show_severity(given, at_least=at_least, counts_as=hole.severity)
        answer = {4: True, 2: False}.get(hole.reach or 0)
        self.passed.set_value(answer)
        self.reach.setCurrentIndex(max(0, self.reach.findData(hole.reach)))
        self.priority.setText(formula(hole))
        self._show_cost(hole)
        self._why_label.setText(_("Why it matters to {name}").format(name=self._session.now.open.persona.name))
        for field, text in ((self.why, hole.why), (self.cause_note, hole.cause_note), (self.todo, hole.todo)):
            field.set_text(text)
        self.cause.setCurrentIndex(max(0, self.cause.findData(hole.cause)))
        self.effort.set_value(hole.effort)
        self._people.setStringList(list(self._session.now.business.people))
        self.owner.set_text(hole.owner)
        self.done_when.set_text(hole.done_when)

    def _show_cost(self, hole: Pothole) -> None:
        """What it costs a month to leave it, or why that is not known."""
        now = self._session.now
        journey, currency = now.open.journey, now.business.currency
        cost = self._session.costs.by_pothole.get(hole.id)
        if cost is None:
            told = costing.why_none(journey, hole)
        else:
            told = _("Costs {amount}, an estimate: {formula}").format(
                amount=costing.words(cost.amount, currency), formula=costing.formula(cost, journey.kind, currency)
            )
        self.cost.setText(told)
        tooltip(self.cost, formulas.formula(formulas.Topic.COST) if cost else "")
        self.cost.setVisible(bool(told))

    # ---- doing

    def rate(self, severity: int) -> None:
        """Gives a severity by key."""
        self.severity.buttons.choose(severity)

    def flush(self) -> None:
        """Stores what is being typed."""
        for field in (self.why, self.cause_note, self.todo, self.owner, self.done_when):
            field.flush()

    def _edit(self, **fields: object) -> None:
        if self.hole is not None:
            self._session.edit_pothole(self._id, **fields)

    def _rate(self, severity: int | None, at_least: bool) -> None:
        if self.hole is not None:
            self._session.rate_pothole(self._id, severity, at_least=at_least)

    def use_playbook(self) -> None:
        """Starts what to do from the cause's playbook, below what stands there already."""
        hole = self.hole
        if hole is None:
            return
        if hole.cause is None:
            self._session.context.bus.message.emit(bus.INFO, _("Choose the cause: it brings its playbook."))
            self.cause.setFocus()
            self.cause.showPopup()
            return
        self.todo.flush()
        before = self.todo.text.strip()
        begun = playbook.for_cause(hole.cause)
        text = f"{before}\n{begun}" if before else begun
        self.todo.set_text(text)
        self._edit(todo=text)
        self.todo.setFocus()
        if before:
            identity = hole.id
            self._session.context.bus.undoable.emit(
                _("Added the playbook’s words."), lambda: self._session.edit_pothole(identity, todo=before)
            )

    def _choose_cause(self) -> None:
        chosen = self.cause.currentData()
        self._edit(cause=None if chosen is None else Cause(chosen))


def formula(hole: Pothole) -> str:
    """ "Priority 12 of 16 = severity 3 × reach 4 (everyone)"."""
    rank = priority(hole)
    if rank is None:
        return _("Not rated yet: it has no priority and stands last.")
    return _("Priority {n} of {highest} = severity {severity} × reach {reach}, {word}").format(
        n=rank, highest=HIGHEST, severity=hole.severity, reach=hole.reach or ASSUMED_REACH,
        word=words.reach(hole.reach).lower(),
    )  # fmt: skip


def _stack(*parts: QWidget | QHBoxLayout, gap: int = 4) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        if isinstance(part, QHBoxLayout):
            column.addLayout(part)
        else:
            column.addWidget(part)
    return box
