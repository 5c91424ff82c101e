"""The fields of the selected step. What is typed goes to the document as it is typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle.browser import addresses
from oracle.errors import InputError
from oracle.language import _
from oracle.method import edits
from oracle.model.journey import Line, Step
from oracle.ui import theme
from oracle.ui.journeys import money
from oracle.ui.journeys.boxes import ChannelBox, WhoBox
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.questions_panel import QuestionsPanel
from oracle.ui.journeys.wait_row import WaitRow
from oracle.ui.widgets import (
    Field,
    ListEditor,
    NoteField,
    RatingButtons,
    button,
    fit_around,
    label,
    labelled,
    tooltip,
)
from oracle.workspace import clock

GAP = 9


class OneStep(QWidget):
    """`show_step` fills it; each change is the document's. `person_named(str)` for somebody who was typed in."""

    person_named = Signal(str)

    def __init__(self, document: JourneyDocument, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.step: Step | None = None
        self._filling = False
        self._person = ""  # chosen or typed in this visit to the field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self._texts(column)
        self._where(column)
        self._lists(column)
        self._wait(column)
        self._expected(column)
        self._more(column)

    # ---- its parts

    def _texts(self, column: QVBoxLayout) -> None:
        self.title = Field(placeholder=_("What it is called"))
        self.title.edit.setAccessibleName(_("Title of the step"))
        self.title.edit.setMaxLength(1000)
        self.title.edit.setStyleSheet("font-weight: 600;")
        self.title.changed.connect(self._title_typed)
        column.addWidget(self.title)
        self.does = NoteField(_("What the customer does"), lines=3, most=10)
        self.does.changed.connect(lambda text: self._tell(does=text))
        column.addWidget(labelled(_("What the customer does"), self.does))

    def _where(self, column: QVBoxLayout) -> None:
        self.channel = ChannelBox()
        self.channel.edit.setPlaceholderText(_("Choose, or type"))
        self.channel.chosen.connect(lambda kind, name: self._tell(channel=kind, channel_label=name))
        self.who = WhoBox(_("A person or a role"))
        self.who.chosen.connect(self._who_chosen)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(labelled(_("Channel"), self.channel), 1)
        row.addWidget(labelled(_("Who handles it"), self.who), 1)
        column.addLayout(row)
        self.link = Field(_("Link"), _("shop.example/page"))
        self.open_link = QAction(theme.current().icon("arrow-up-right", "ink_2", 14), _("Open the link"), self)
        self.open_link.triggered.connect(self._open)
        self.link.edit.setMaxLength(10_000)
        self.link.changed.connect(lambda text: self._tell(link=text))
        self.link.edit.addAction(self.open_link, self.link.edit.ActionPosition.TrailingPosition)
        column.addWidget(self.link)
        self.gets = NoteField(_("What they get"), lines=1, most=6)
        self.gets.changed.connect(lambda text: self._tell(gets=text))
        column.addWidget(labelled(_("What they get"), self.gets))

    def _lists(self, column: QVBoxLayout) -> None:
        self.should = ListEditor(
            _("What should happen"), _("A line each: what ought to happen here"), new_id=clock.new_id
        )
        self.must = ListEditor(
            _("What must not be missing"), _("A line each: what nobody may forget"), new_id=clock.new_id
        )
        for text, editor in ((_("What should happen"), self.should), (_("What must not be missing"), self.must)):
            editor.changed.connect(lambda _lines: self._tell_lines())
            column.addWidget(labelled(text, editor))
        self.questions = QuestionsPanel()
        column.addWidget(self.questions)

    def _wait(self, column: QVBoxLayout) -> None:
        self.wait = WaitRow()
        self.wait.changed.connect(lambda wait: self._tell(wait=wait))
        self.truth = self._box(
            _("Moment of truth"), _("A step that decides. It counts twice in the road quality."), "moment_of_truth"
        )
        self.truth.setMinimumHeight(32)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.wait)
        row.addWidget(self.truth, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self.wait.promise)

    def _expected(self, column: QVBoxLayout) -> None:
        asks = _("How rough do you expect it to be?")
        self.expected = RatingButtons()
        self.expected.setAccessibleName(asks)
        self.expected.chosen.connect(lambda value: self._tell(expected_friction=value))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(label(asks, "label"), 1)
        self.no_expectation = button(_("Clear"), "link", size="row", clicked=lambda: self.expected.choose(None))
        self.no_expectation.setAccessibleName(_("Clear: expect nothing"))
        kept = self.no_expectation.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.no_expectation.setSizePolicy(kept)
        head.addWidget(self.no_expectation)
        column.addLayout(head)
        column.addSpacing(-GAP + 2)
        column.addWidget(self.expected)

    def _more(self, column: QVBoxLayout) -> None:
        column.addSpacing(4)
        self.sale = self._box(_("The sale"), _("Where the money is paid. The dip after the sale starts here."), "sale")
        column.addWidget(self.sale, 0, Qt.AlignmentFlag.AlignLeft)
        self.sale_elsewhere = label("", "small", wrap=True)
        column.addWidget(self.sale_elsewhere)
        self.private = self._box(
            _("The customer types private things"),
            _("A name, an address or a card. Its captures stay out of the report until you answer for them."),
            "private",
        )
        column.addWidget(self.private, 0, Qt.AlignmentFlag.AlignLeft)
        self.people = Field(_("People a month at this step"), _("As many as come from the step before"))
        self.people.changed.connect(self._people_typed)
        column.addWidget(self.people)
        self.plan_b = NoteField(_("Plan B"), _("When it breaks: the second way, and who helps"), lines=2, most=10)
        self.plan_b.changed.connect(lambda text: self._tell(plan_b=text))
        column.addWidget(labelled(_("Plan B"), self.plan_b))

    def _box(self, text: str, about: str, name: str) -> QCheckBox:
        box = QCheckBox(text)
        tooltip(box, about)
        box.setAccessibleDescription(about)
        box.toggled.connect(lambda on: self._tell(**{name: on}))
        return box

    # ---- showing

    def show_step(self, step: Step) -> None:
        """Fills the fields; what is being typed is left alone. What was typed for another step is told first."""
        if self.step is not None and self.step.id != step.id:
            self.flush()
            self._start_anew()
        self.step = step
        self._filling = True
        for field, text in (
            (self.title, step.title),
            (self.link, step.link),
            (self.people, "" if step.people_a_month is None else str(step.people_a_month)),
        ):
            emptied = field is self.title and not field.text and field.edit.hasFocus()
            if field.text != text.strip() and not emptied:
                field.set_text(text)
        for note, text in ((self.does, step.does), (self.gets, step.gets), (self.plan_b, step.plan_b)):
            note.set_text(text)
        self.channel.show_channel(step.channel, step.channel_label)
        self.who.show_person(step.handled_by)
        for editor, must in ((self.should, False), (self.must, True)):
            editor.set_items([(line.id, " ".join(line.text.split())) for line in step.checklist if line.must is must])
        self.wait.show_wait(step.wait)
        self._show_marks(step)
        self._filling = False
        self._check_link()
        fit_around(self)

    def _show_marks(self, step: Step) -> None:
        self.expected.set_value(step.expected_friction)
        self.no_expectation.setVisible(step.expected_friction is not None)
        self.truth.setChecked(step.moment_of_truth)
        self.sale.setChecked(step.sale)
        self.private.setChecked(step.private)
        other = next((each for each in edits.steps_of(self.document.stages) if each.sale and each.id != step.id), None)
        if other is not None:
            said = _("Now at “{step}”. A journey has one sale: ticked here, it moves here.")
            self.sale_elsewhere.setText(said.format(step=" ".join(other.title.split())[:80]))
        self.sale_elsewhere.setVisible(other is not None)

    def _start_anew(self) -> None:
        for field in (self.title, self.people):
            field.set_error()
        self.wait.start_anew()

    def _check_link(self) -> None:
        text = self.link.text
        try:
            address = addresses.typed(text) if text and not _for_an_app(text) else None
            self.link.set_error()
            self.open_link.setEnabled(bool(text))
            tooltip(self.link.edit, address.toString() if address else "")
        except InputError as error:
            self.link.set_error(str(error))
            self.open_link.setEnabled(False)

    def _open(self) -> None:
        text = self.link.text
        self.link.flush()
        if self.open_link.isEnabled():
            QDesktopServices.openUrl(QUrl(text) if _for_an_app(text) else addresses.typed(text))

    # ---- telling

    def flush(self) -> None:
        """Tells at once what is being typed."""
        for field in (self.title, self.link, self.people, self.channel, self.who, self.wait):
            field.flush()
        for note in (self.does, self.gets, self.plan_b):
            note.flush()
        for editor in (self.should, self.must):
            editor.flush()

    def left(self) -> None:
        """A field was left: what was typed there is one step that can be undone, and stands as it is stored."""
        self.flush()
        self.document.seal()
        if self.step is None or not self.document.has(self.step.id):
            return
        step = self.document.step(self.step.id)
        if not self.title.text:
            self.title.set_text(step.title)
            self.title.set_error()
        if self._person:
            self.person_named.emit(self._person)
            self._person = ""

    def _tell(self, **fields: Any) -> None:
        if not self._filling and self.step is not None and self.document.has(self.step.id):
            self.document.set_step(self.step.id, **fields)

    def _who_chosen(self, name: str) -> None:
        self._person = name
        self._tell(handled_by=name)

    def _title_typed(self, text: str) -> None:
        if text:
            self._tell(title=text)
        else:
            self.title.set_error(_("A step needs a title."))

    def _people_typed(self, text: str) -> None:
        try:
            self._tell(people_a_month=money.people(text))
        except InputError as error:
            self.people.set_error(str(error))

    def _tell_lines(self) -> None:
        made = [
            Line(id=identity, text=text, must=must)
            for editor, must in ((self.should, False), (self.must, True))
            for identity, text in editor.items
        ]
        self._tell(checklist=tuple(made))

    def add_line(self, text: str, *, must: bool) -> None:
        """One more line at the end of a list, as one step that can be undone."""
        if self.step is None:
            return
        self.flush()
        self.document.seal()
        step = self.document.step(self.step.id)
        added = Line(id=clock.new_id(), text=text, must=must)
        should = [line for line in step.checklist if not line.must]
        musts = [line for line in step.checklist if line.must]
        lines = (*should, *musts, added) if must else (*should, added, *musts)
        self._tell(checklist=lines)
        self.document.seal()


def _for_an_app(text: str) -> bool:
    """Whether an address leads to another app, as tel: and mailto: do."""
    return addresses.destination(QUrl(text)) is addresses.Destination.APP
