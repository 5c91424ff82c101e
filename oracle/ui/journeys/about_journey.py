"""What the form shows when no step is selected: the road, its figures, and what to know before setting off."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle import tokens, words
from oracle.errors import InputError
from oracle.language import _, ngettext
from oracle.method import edits
from oracle.model.journey import Journey
from oracle.model.ratings import Kind
from oracle.ui.businesses.currency_box import CurrencyBox
from oracle.ui.journeys import money
from oracle.ui.widgets import Field, ListEditor, label, labelled, line, scrolls_past

GAP = 12
LABEL_HEIGHT = 20  # of a field's label with the gap below it


class AboutJourney(QWidget):
    """`changed(Journey)`: the journey as it is now wanted, its steps aside.

    `currency_chosen(str)`: the code in which the business reckons from now on.
    """

    changed = Signal(object)
    currency_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journey: Journey | None = None
        self._point = QLocale().decimalPoint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.says = label("", "small", wrap=True)
        column.addWidget(self.says)
        self.kind = QComboBox()
        scrolls_past(self.kind)
        for kind in Kind:
            self.kind.addItem(words.kind(kind), kind)
        self.kind.activated.connect(lambda _row: self._tell(kind=self.kind.currentData()))
        column.addWidget(labelled(_("Road"), self.kind))
        column.addWidget(line())
        self._figures(column)
        column.addWidget(line())
        self.hints = ListEditor(_("Before you set off"), _("A line each: what to know, what to have ready"))
        self.hints.changed.connect(lambda lines: self._tell(hints=lines))
        said = _("Shown to whoever walks it, before the first step.")
        column.addWidget(labelled(_("Before you set off"), self.hints, help_text=said))

    def _figures(self, column: QVBoxLayout) -> None:
        said = _("With these, each pothole says what it costs a month. What you leave empty is not guessed.")
        column.addWidget(label(said, "small", wrap=True))
        self.people = Field(_("People a month who set out on it"))
        self.worth = Field(_("Worth of one purchase"))
        self.again = Field(_("Worth of one who comes back"))
        self.people.changed.connect(lambda text: self._figure(self.people, "people_a_month", text))
        self.worth.changed.connect(lambda text: self._figure(self.worth, "worth", text))
        self.again.changed.connect(lambda text: self._figure(self.again, "worth_again", text))
        self._currencies = []
        column.addWidget(self.people)
        for field in (self.worth, self.again):
            currency = label("", "small")
            currency.setContentsMargins(0, LABEL_HEIGHT, 0, 0)
            currency.setFixedHeight(LABEL_HEIGHT + tokens.CONTROL_HEIGHT)
            self._currencies.append(currency)
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(field, 1)
            row.addWidget(currency, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        self.currency = CurrencyBox()
        self.currency.changed.connect(self.currency_chosen)
        column.addWidget(self.currency)

    def show_journey(self, journey: Journey, currency: str) -> None:
        """Shows a journey; what is being typed is left alone."""
        if self.journey is not None and self.journey.id != journey.id:
            self.flush()
            for field in (self.people, self.worth, self.again):
                field.set_error()
        self.journey = journey
        steps = edits.steps_of(journey.version.stages)
        parts = (
            ngettext("{n} step", "{n} steps", len(steps)).format(n=len(steps)),
            ngettext("{n} stage", "{n} stages", len(journey.version.stages)).format(n=len(journey.version.stages)),
            _truths(sum(step.moment_of_truth for step in steps)),
        )
        self.says.setText(" · ".join(parts))
        self.kind.setCurrentIndex(self.kind.findData(journey.kind))
        people = "" if journey.people_a_month is None else str(journey.people_a_month)
        for field, text in (
            (self.people, people),
            (self.worth, money.shown(journey.worth, self._point)),
            (self.again, money.shown(journey.worth_again, self._point)),
        ):
            if not field.edit.hasFocus():
                field.set_text(text)
        for each in self._currencies:
            each.setText(currency)
            each.setVisible(bool(currency))
        self.currency.set_code(currency)
        self.hints.set_lines(journey.hints)

    def flush(self) -> None:
        """Tells at once what is being typed."""
        for part in (self.people, self.worth, self.again, self.currency, self.hints):
            part.flush()

    def left(self) -> None:
        """A field was left: figures stand as they are stored."""
        self.flush()

    def _figure(self, field: Field, name: str, text: str) -> None:
        try:
            value = money.people(text) if name == "people_a_month" else money.amount(text, self._point)
        except InputError as error:
            field.set_error(str(error))
            return
        self._tell(**{name: value})

    def _tell(self, **fields: Any) -> None:
        if self.journey is None:
            return
        changed = replace(self.journey, **fields)
        if changed != self.journey:
            self.journey = changed
            self.changed.emit(changed)


def _truths(count: int) -> str:
    return ngettext("{n} moment of truth", "{n} moments of truth", count).format(n=count)
