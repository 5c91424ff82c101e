"""A dialog in the app's look: a title, content, an error line, and its two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.widgets import button, label

LEAST_WIDTH = 480


class Sheet(QDialog):
    """Put content into `body`; override `done_asked`, which accepts. Deletes itself when it is closed."""

    def __init__(
        self,
        title: str,
        action: str,
        parent: QWidget | None = None,
        *,
        icon: str | None = None,
        width: int = LEAST_WIDTH,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(width)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = label(title, "page", wrap=True)
        head.setContentsMargins(24, 20, 24, 12)
        column.addWidget(head)
        inner = QWidget()
        inner.setProperty("ground", "none")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(24, 4, 24, 16)
        self.body.setSpacing(16)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        column.addWidget(self.area, 1)
        self.wrong = label("", "danger", wrap=True)
        self.wrong.setContentsMargins(24, 0, 24, 8)
        self.wrong.hide()
        column.addWidget(self.wrong)
        foot = QFrame()
        foot.setProperty("ground", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(24, 12, 24, 12)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(button(_("Cancel"), "quiet", clicked=self.reject))
        self.action = button(action, "dark", icon, clicked=self.done_asked)
        self.action.setDefault(True)
        row.addWidget(self.action)
        column.addWidget(foot)

    def done_asked(self) -> None:
        """The primary button or Enter."""
        self.accept()

    def say_wrong(self, text: object) -> None:
        """Shows an error above the buttons and lets the user try again."""
        self.wrong.setText(str(text))
        self.wrong.setVisible(bool(str(text)))
        self.action.setEnabled(True)
