"""A button with a main action and a menu of others beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from oracle.language import _
from oracle.ui import theme
from oracle.ui.widgets.basics import Look, Size, button, icon_button


class SplitButton(QWidget):
    """The main action, and an arrow that opens the others: (text, function) each."""

    def __init__(
        self,
        text: str,
        clicked: Callable[[], object],
        others: Sequence[tuple[str, Callable[[], object]]],
        look: Look = "plain",
        *,
        icon: str | None = None,
        size: Size = "normal",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.main = button(text, look, icon, size=size, clicked=clicked)
        self.arrow = icon_button("chevron-down", _("More ways to {action}").format(action=text), look, size=size)
        self.main.setProperty("side", "left")
        self.arrow.setProperty("side", "right")
        self.arrow.setProperty("menu", True)
        self.menu = QMenu(self)
        for word, function in others:
            self.menu.addAction(word.replace("&", "&&"), function)
        self.arrow.setMenu(self.menu)
        row.addWidget(self.main)
        row.addWidget(self.arrow)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def menu_button(text: str, menu: QMenu, look: Look = "plain", *, size: Size = "normal") -> QPushButton:
    """A button that opens a menu, with an arrow after its text."""
    made = button(text, look, size=size)
    # The arrow stands after the text.
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    made.setIcon(theme.current().icon("chevron-down", "ink_2", 14))
    made.setMenu(menu)
    menu.setLayoutDirection(QGuiApplication.layoutDirection())  # else it would take the button's
    made.setProperty("menu", True)
    return made
