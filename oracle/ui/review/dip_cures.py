"""What is asked of a dip: its cause, and which of the four cures the business gave. What was missing is a pothole."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method import cures
from oracle.method.cures import Cure, DipCures
from oracle.model.dip import DipCause
from oracle.model.pothole import Pothole
from oracle.report.content.sayings import cure_words
from oracle.ui.review.choices import Answers
from oracle.ui.review.session import ReviewSession
from oracle.ui.widgets import button, icon_label, label

TWO_COLUMNS_FROM = 760


class DipQuestions(QWidget):
    """The questions about one dip; they keep their place while answers come back."""

    def __init__(self, session: ReviewSession, low_step_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._low = session, low_step_id
        self._state: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("What brought the feeling down?"), "label-ink", wrap=True))
        causes = [(cause, words.dip_cause(cause)) for cause in DipCause]
        self.cause = Answers(causes, _("What brought the feeling down?"), wraps=True)
        self.cause.chosen.connect(lambda value: self._store(cause=value))
        column.addWidget(self.cause)
        column.addWidget(label(_("Four things help in a dip. Which were there?"), "label-ink", wrap=True))
        self.given: dict[Cure, Answers] = {}
        self._marks: dict[Cure, QHBoxLayout] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(28)
        self._grid.setVerticalSpacing(8)
        self._asked = [self._question(cure) for cure in Cure]
        column.addLayout(self._grid)
        self._place()

    def _question(self, cure: Cure) -> QWidget:
        asked = cure_words(cure, self._session.now.open.persona.name)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(asked, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        answers = self.given[cure] = Answers(((True, _("Yes")), (False, _("No"))), asked)
        answers.chosen.connect(lambda value: self._store(**{cure.value: value}))
        row.addWidget(answers)
        self._marks[cure] = QHBoxLayout()
        self._marks[cure].setSpacing(6)
        row.addLayout(self._marks[cure])
        row.addStretch(1)
        column.addLayout(row)
        return made

    def _place(self) -> None:
        columns = 2 if self.width() >= TWO_COLUMNS_FROM else 1
        for at, each in enumerate(self._asked):
            self._grid.addWidget(each, at // columns, at % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() >= TWO_COLUMNS_FROM) != (self.width() >= TWO_COLUMNS_FROM):
            self._place()

    def show_answers(self, found: DipCures, potholes: tuple[Pothole, ...]) -> None:
        """Shows what is stored, and offers a pothole for each cure that was missing."""
        answer = found.answer
        self.cause.set_value(None if answer is None else answer.cause)
        here = [hole for hole in potholes if self._low in hole.step_ids]
        titles = tuple(hole.title for hole in here)
        state = tuple((found.given(cure), cures.is_proposed(cure, titles)) for cure in Cure)
        for cure in Cure:
            self.given[cure].set_value(found.given(cure))
        if state != self._state:
            self._state = state
            for cure, (given, is_marked) in zip(Cure, state, strict=True):
                self._offer(cure, missing=given is False, is_marked=is_marked)

    def _offer(self, cure: Cure, *, missing: bool, is_marked: bool) -> None:
        row = self._marks[cure]
        while (item := row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                if widget.hasFocus():  # else it would go to the head of the page
                    self.given[cure].button_of(False).setFocus(Qt.FocusReason.OtherFocusReason)
                widget.hide()
                widget.deleteLater()
        if is_marked:
            parts: list[QWidget] = [icon_label("check", "ink_2", 14), label(_("Marked as a pothole"), "small")]
        elif missing:
            ask = button(_("Mark as a pothole"), "link", size="row", clicked=partial(self._mark, cure))
            ask.setAccessibleName(f"{_('Mark as a pothole')}: {cures.title(cure)}")
            parts = [ask]
        else:
            parts = []
        for part in parts:
            row.addWidget(part)
            part.show()  # Qt would show it a turn of the event loop later

    def _store(self, **fields: Any) -> None:
        self._session.answer_dip(self._low, **fields)

    def _mark(self, cure: Cure) -> None:
        self._session.mark_cure(self._low, cure)
