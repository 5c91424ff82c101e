"""Questions and news of a page, in a bar above it: never a window that looks like ours but speaks for a stranger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QEventLoop, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from oracle.language import _


class Icons(Protocol):
    """Gives an icon by its name, in the colour of a token: what the window's theme does."""

    def __call__(self, name: str, token: str = "ink") -> QIcon:
        """The icon."""


DISMISSED = ""
_MOST = 4


@dataclass(frozen=True)
class Choice:
    """One button of a notice; `key` is the answer that it gives."""

    key: str
    text: str
    look: str = "plain"


@dataclass(frozen=True)
class Entry:
    """One line to fill in."""

    label: str
    text: str = ""
    secret: bool = False


@dataclass(frozen=True)
class Question:
    """What a notice says and asks. `kind` lets only one of a kind stand at a time; all text is shown as plain text."""

    kind: str
    icon: str
    text: str
    choices: tuple[Choice, ...] = ()
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The key of the choice, or DISMISSED, and what was filled in, in order."""

    key: str
    texts: tuple[str, ...] = field(default=())


class Notice(QFrame):
    """One bar: icon, text, lines to fill in, buttons; Esc and the cross dismiss it."""

    answered = Signal(object)

    def __init__(self, icons: Icons, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self.question = question
        self.setObjectName("notice")
        self.setProperty("ground", "strip")
        self.setAccessibleName(question.text)
        self._edits = [self._edit(entry) for entry in question.entries]
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._label(question.text))
        if self._edits:
            column.addLayout(self._entry_row())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addWidget(_picture(icons(question.icon), self), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._buttons = [self._button(choice) for choice in question.choices]
        for button in (*self._buttons, self._cross(icons)):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""
        target: Sequence[QWidget] = self._edits or self._buttons
        if target:
            target[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, key: str) -> None:
        """Give `key` as the answer; the first answer counts."""
        texts = tuple(edit.text() for edit in self._edits)
        self.hide()
        self.answered.emit(Answer(key, texts))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answer(DISMISSED)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._edits and self._buttons:
            self.answer(self.question.choices[0].key)
        else:
            super().keyPressEvent(event)

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setMinimumHeight(32)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        return label

    def _edit(self, entry: Entry) -> QLineEdit:
        edit = QLineEdit(entry.text, self)
        edit.setAccessibleName(entry.label)
        edit.setPlaceholderText(entry.label)
        edit.setMaxLength(4000)
        if entry.secret:
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        return edit

    def _entry_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for edit in self._edits:
            row.addWidget(edit)
        return row

    def _button(self, choice: Choice) -> QPushButton:
        button = QPushButton(choice.text, self)
        button.setProperty("look", choice.look)
        button.setAutoDefault(True)
        button.clicked.connect(lambda: self.answer(choice.key))
        return button

    def _cross(self, icons: Icons) -> QPushButton:
        button = QPushButton(icons("x"), "", self)
        button.setProperty("look", "quiet")
        button.setProperty("shape", "icon")
        button.setAccessibleName(_("Close this notice"))
        button.setToolTip(_("Close"))
        button.clicked.connect(lambda: self.answer(DISMISSED))
        return button


class Notices(QWidget):
    """The notices of one tab, newest below; at most four, so that a page cannot fill the window with them."""

    def __init__(self, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self._icons = icons
        self._standing: list[Notice] = []
        self._waiting = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    @property
    def waiting(self) -> bool:
        """Whether a page stands still until a question is answered."""
        return self._waiting > 0

    def standing(self, kind: str = "") -> tuple[Notice, ...]:
        """The notices in view, or those of one kind."""
        return tuple(notice for notice in self._standing if not kind or notice.question.kind == kind)

    def put(self, question: Question, answered: Callable[[Answer], object]) -> bool:
        """Show `question`; False when one of its kind stands already or there is no room: then nobody will answer.

        The one that stands is never exchanged: a page must not swap a question under the mouse.
        """
        if self.standing(question.kind) or len(self._standing) >= _MOST:
            return False
        notice = Notice(self._icons, question, self)
        self._standing.append(notice)
        self._column.addWidget(notice)
        notice.answered.connect(lambda answer: self._settle(notice, answer, answered))
        self.show()
        return True

    def ask(self, question: Question) -> Answer:
        """Show `question` and come back with its answer; the window lives on meanwhile. Dismissed by `clear`."""
        loop = QEventLoop()
        answers: list[Answer] = []

        def take(answer: Answer) -> None:
            answers.append(answer)
            loop.quit()

        if not self.put(question, take):
            return Answer(DISMISSED)
        self._standing[-1].take_focus()
        self._waiting += 1
        try:
            if not answers:
                loop.exec()
        finally:
            self._waiting -= 1
        return answers[0] if answers else Answer(DISMISSED)

    def clear(self, kinds: Sequence[str] = ()) -> None:
        """Dismiss all notices, or those of `kinds`."""
        for notice in tuple(self._standing):
            if not kinds or notice.question.kind in kinds:
                notice.answer(DISMISSED)

    def _settle(self, notice: Notice, answer: Answer, answered: Callable[[Answer], object]) -> None:
        if notice not in self._standing:
            return
        self._standing.remove(notice)
        notice.deleteLater()
        self.setVisible(bool(self._standing))
        answered(answer)


def _picture(icon: QIcon, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setFixedSize(24, 32)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setPixmap(icon.pixmap(16, 16))
    return label
