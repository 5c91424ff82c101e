"""What happens and what does not: a few questions about a step, each of which adds its line by one click."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.method.assistant import Question
from oracle.ui import theme
from oracle.ui.widgets import button, fit_around, label

AT_ONCE = 3


class QuestionsPanel(QFrame):
    """Closed it is one quiet line. `added(Question)`: its line is wanted; `put_away(Question)`: not to be asked."""

    added = Signal(object)
    put_away = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._questions: tuple[Question, ...] = ()
        self._is_open = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.head = button("", "quiet", "chevron-right", size="row", clicked=self._turn)
        self.head.setStyleSheet("padding: 0 4px 0 0; text-align: left;")
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows = QWidget()
        self._list = QVBoxLayout(self._rows)
        self._list.setContentsMargins(20, 0, 0, 0)
        self._list.setSpacing(12)
        column.addWidget(self._rows)
        self._rows.hide()
        self.rows: list[_Row] = []

    @property
    def questions(self) -> tuple[Question, ...]:
        """Those that are asked now."""
        return self._questions

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Asks the first few of these; none, and the panel is not seen."""
        now = tuple(questions[:AT_ONCE])
        if now != self._questions:
            self._questions = now
            self._fill()
        self.setVisible(bool(now))

    def _fill(self) -> None:
        had_focus = (
            any(row.isAncestorOf(focus) for row in self.rows) if (focus := self.window().focusWidget()) else False
        )
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [_Row(question) for question in self._questions]
        for row in self.rows:
            row.add.clicked.connect(lambda *_checked, asked=row.question: self.added.emit(asked))
            row.away.clicked.connect(lambda *_checked, asked=row.question: self.put_away.emit(asked))
            self._list.addWidget(row)
        count = len(self.rows)
        self.head.setText(
            ngettext("Ask the Oracle: {n} question", "Ask the Oracle: {n} questions", count).format(n=count)
        )
        self.head.setAccessibleName(self.head.text())
        self._show_open()
        if had_focus and self.rows:
            self.rows[0].add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._show_open()

    def _show_open(self) -> None:
        self.head.setIcon(theme.current().icon("chevron-down" if self._is_open else "chevron-right", "ink_2", 14))
        self.head.setAccessibleDescription(_("open") if self._is_open else _("closed"))
        self._rows.setVisible(self._is_open)
        fit_around(self)


class _Row(QWidget):
    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(question.text, "body", wrap=True))
        where = _("Must not be missing: {line}") if question.must else _("Should happen: {line}")
        column.addWidget(label(where.format(line=question.line), "small", wrap=True))
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        foot.setSpacing(4)
        self.add = button(_("Add this line"), "plain", "plus", size="row")
        self.add.setAccessibleName(_("Add this line: {line}").format(line=question.line))
        self.away = button(_("Not here"), "quiet", size="row")
        self.away.setAccessibleName(_("Not here: {question}").format(question=question.text))
        foot.addWidget(self.add)
        foot.addWidget(self.away)
        foot.addStretch(1)
        column.addLayout(foot)
