"""Sheets: small windows over a screen that ask one thing, and never stop anything else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.widgets import button, label

_FRAME = 40  # px that a window's frame may take of the screen


class Sheet(QDialog):
    """A title, a body and a foot with the one dark button. It is opened with `open()` and goes away when closed."""

    def __init__(self, parent: QWidget, title: str, under: str = "", *, width: int = 440) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.setProperty("ground", "paper")
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(12)
        self.body.addWidget(label(title, "card", wrap=True))
        if under:
            self.body.addWidget(label(under, "secondary", wrap=True))
        column.addWidget(inner, 1)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(24, 12, 24, 12)
        self._foot.setSpacing(8)
        foot = QFrame()
        foot.setProperty("ground", "foot")
        foot.setLayout(self._foot)
        column.addWidget(foot)

    def add_foot(self, primary: QPushButton, *others: QPushButton, cancel: bool = True) -> None:
        """The buttons at the foot: quiet ones left, the dark one right; Enter presses it."""
        self.body.addStretch()  # what may grow takes the room before it
        self._cancel = button(_("Cancel"), "quiet", clicked=self.reject) if cancel else None
        if self._cancel is not None:
            self._foot.addWidget(self._cancel)
        self._foot.addStretch(1)
        for other in others:
            self._foot.addWidget(other)
        self._foot.addWidget(primary)
        primary.setDefault(True)
        primary.setAutoDefault(True)
        # Enter makes a new line in a note; with Ctrl it is done from everywhere in the sheet.
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | key), self, primary.click)

    def rather_cancel(self) -> None:
        """Enter presses Cancel, which has the focus: nothing takes back what the dark button does."""
        if self._cancel is not None:
            self._cancel.setAutoDefault(True)
            self._cancel.setDefault(True)
            self._cancel.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        room = self.screen().availableGeometry().height() - _FRAME
        if self.height() > room:  # its foot would stand below the edge of the screen
            self.resize(self.width(), room)
        super().showEvent(event)


class Sure(Sheet):
    """Asks once before what cannot be undone: `do` is called when it is wanted."""

    def __init__(self, window: QWidget, title: str, about: str, word: str, do: Callable[[], object]) -> None:
        super().__init__(window, title, about)
        self.accepted.connect(do)
        self.go = button(word, "dark", clicked=self.accept)
        self.add_foot(self.go)
        self.rather_cancel()
