"""How bad a pothole is: a number, or three questions that give one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method.severity import from_answers
from oracle.ui.review.choices import Answers, SeverityButtons
from oracle.ui.widgets import button, fit_around, label

YES, NO, UNKNOWN = "yes", "no", "unknown"
_MEANING = {YES: True, NO: False, UNKNOWN: None}


class SeverityPart(QWidget):
    """`rated(severity | None, at_least)`: by the user only."""

    rated = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(_("How bad is it?"), "label-ink"))
        self.buttons = SeverityButtons()
        self.buttons.chosen.connect(lambda value: self._rate(value, at_least=False))
        column.addWidget(self.buttons)
        self.said = label("", "small", wrap=True)
        self.said.setMinimumHeight(self.said.fontMetrics().height())
        column.addWidget(self.said)
        self.opener = button(_("Not sure? Answer three questions"), "link", size="row", clicked=self._turn)
        self.opener.setStyleSheet("padding: 0")
        column.addWidget(self.opener)
        self.questions = QWidget()
        asked = QVBoxLayout(self.questions)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(6)
        self.answers: list[Answers] = []
        for question in _questions():
            asked.addWidget(label(question, wrap=True))
            each = Answers(((YES, _("Yes")), (NO, _("No")), (UNKNOWN, _("Cannot tell"))), question)
            each.chosen.connect(lambda _value: self._ask())
            asked.addWidget(each)
            self.answers.append(each)
        self.questions.hide()
        column.addWidget(self.questions)

    def show_severity(self, severity: int | None, *, at_least: bool, counts_as: int | None) -> None:
        """Shows the severity given in this walk, and the one that counts where another walk gave a higher one."""
        self.buttons.set_value(severity)
        told = []
        if severity is not None and at_least:
            told.append(_("At least {word}: something could not be told.").format(word=words.severity(severity)))
        if counts_as is not None and severity is not None and counts_as != severity:
            told.append(
                _("It counts as {n} {word}, as it was rated elsewhere.").format(
                    n=counts_as, word=words.severity(counts_as)
                )
            )
        self.said.setText(" ".join(told))
        self._make_room()

    def begin(self) -> None:
        """Another pothole: the questions are closed and empty."""
        self.questions.hide()
        self._make_room()
        for each in self.answers:
            each.set_value(None)

    def _make_room(self) -> None:
        """While the questions are open their answer has its room: nothing moves under the hand that gives the last."""
        self.said.setVisible(bool(self.said.text()) or not self.questions.isHidden())

    def _rate(self, value: int | None, *, at_least: bool) -> None:
        self.rated.emit(value, at_least)

    def _turn(self) -> None:
        self.questions.setVisible(self.questions.isHidden())
        self._make_room()
        fit_around(self, anew=True)

    def _ask(self) -> None:
        given = [each.value for each in self.answers]
        if None not in given:
            severity, at_least = from_answers(*(_MEANING[each] for each in given))
            self.buttons.set_value(severity)
            self._rate(severity, at_least=at_least)


def _questions() -> tuple[str, str, str]:
    return (
        _("Could it cost the customer money, trust or the goal?"),
        _("Is it hard to get past?"),
        _("Is it still there on the second try?"),
    )
