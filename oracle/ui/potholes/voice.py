"""Texts that are read in place, and typed into where they stand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.ui.widgets import Elided, NoteField, Sign, icon_label, label, set_look
from oracle.ui.widgets.basics import elided

LONGEST_TITLE = 1000  # characters that are stored
INSET = 5  # px: where the words of a text in place begin
_LEAST_JOURNEY = 48  # px under which a journey is not told from another


class Voice(QWidget):
    """A small name, and the text below it. `changed(str)` when typing stops; `left()` by Esc."""

    changed = Signal(str)
    left = Signal()

    def __init__(self, name: str, placeholder: str = "", beside: QWidget | None = None) -> None:
        super().__init__()
        self.field = NoteField(name, placeholder, lines=1, most=14, in_place=True)
        self.field.changed.connect(lambda text: self.changed.emit(text.strip()))
        self.field.left.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(INSET, 0, 0, 0)
        self.heading = Elided(name, "label")
        self.heading.setBuddy(self.field)
        head.addWidget(self.heading, 1)
        if beside is not None:
            head.addWidget(beside)
        column.addLayout(head)
        column.addWidget(self.field)

    def name(self, name: str) -> None:
        """Gives it another name."""
        self.heading.setText(name)
        self.field.setAccessibleName(name)


class _TitleEdit(NoteField):
    """A title has one paragraph: Enter ends it, and pasted lines are joined."""

    def __init__(self) -> None:
        super().__init__(_("Title"), _("In a few words"), lines=1, most=4, in_place=True)
        set_look(self, "look", "place-title")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Way(Elided):
    """Journey › stage › step; where it is too long the journey is shortened, for the step says where one is."""

    def elided_text(self) -> str:
        journey, parted, rest = self.text().partition(" › ")
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        left = room - metrics.horizontalAdvance(parted + rest)
        if metrics.horizontalAdvance(self.text()) <= room or left < _LEAST_JOURNEY:
            return super().elided_text()
        return elided(metrics, journey, left) + parted + rest


class TitleField(QWidget):
    """The number on its sign, the title, and the way there. `changed(str)` is never empty."""

    changed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        row = QHBoxLayout()
        row.setContentsMargins(INSET, 0, 0, 0)
        row.setSpacing(3)
        self.sign = Sign("", None, 26)
        self.edit = _TitleEdit()
        self.edit.changed.connect(self._typed)
        self.edit.left.connect(self.left)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.edit, 1)
        column.addLayout(row)
        self._missing = QWidget()
        missing = QHBoxLayout(self._missing)
        missing.setContentsMargins(INSET, 0, 0, 0)
        missing.setSpacing(6)
        missing.addWidget(icon_label("triangle-alert", "danger", 14))
        missing.addWidget(label(_("Say in a few words what it is."), "danger"), 1)
        self._missing.hide()
        column.addWidget(self._missing)
        self.path = _Way("", "small")
        self.path.setContentsMargins(INSET, 0, 0, 0)
        column.addWidget(self.path)

    def show_pothole(self, hole: Pothole, path: str) -> None:
        """Shows the number, the title and where it is."""
        self.sign.set_sign(hole.label, hole.severity)
        self.edit.set_text(hole.title)
        self.path.setText(path)

    def begin(self) -> None:
        """Forgets what was wrong: another pothole comes."""
        self._missing.hide()

    def flush(self) -> None:
        """Tells at once what is typed."""
        self.edit.flush()

    def _typed(self, text: str) -> None:
        title = " ".join(text.split())[:LONGEST_TITLE]
        self._missing.setVisible(not title)
        if title:
            self.changed.emit(title)
