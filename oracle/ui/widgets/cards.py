"""Cards, strips and empty states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui.widgets.basics import button, icon_button, icon_label, label, set_look

TEXT_WIDTH = 400


class Card(QFrame):
    """A card. A `live` one takes the focus and is opened by a click, Enter or Space."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None, *, live: bool = False, name: str = "") -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self._live = live
        self.setAccessibleName(name)
        if live:
            self.setProperty("live", True)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_chosen(self, chosen: bool) -> None:
        """Shows it as selected: road tint and an ink edge."""
        set_look(self, "chosen", chosen)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if self._live and inside and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._live and event.key() in keys and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.opened.emit()
            return
        super().keyPressEvent(event)


class EmptyState(QWidget):
    """What will stand here in one sentence, and one button that starts it."""

    def __init__(
        self,
        icon: str,
        text: str,
        action: str = "",
        clicked: Callable[[], object] | None = None,
        parent: QWidget | None = None,
        *,
        action_icon: str | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 48, 24, 48)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(icon_label(icon, "ink_2", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        said = label(text, "body", wrap=True)
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setFixedWidth(TEXT_WIDTH)
        said.setMinimumHeight(said.heightForWidth(TEXT_WIDTH))
        column.addWidget(said, 0, Qt.AlignmentFlag.AlignHCenter)
        if action:
            self.button = button(action, "dark", action_icon, clicked=clicked)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)


class Strip(QFrame):
    """A notice above the content, 40 px: icon, text and one link each; it can be put away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "strip")
        self.setMinimumHeight(40)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 8, 0)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        self._row.addWidget(icon_button("x", _("Put away"), size="row", clicked=self._close))

    def add(self, icon: str, text: str, link: str, clicked: Callable[[], object]) -> None:
        """One more notice with its link."""
        at = self._row.count() - 2
        if at:
            self._row.insertSpacing(at, 16)
            at += 1
        self._row.insertWidget(at, icon_label(icon, "ink", 16))
        self._row.insertWidget(at + 1, label(text))
        self._row.insertWidget(at + 2, button(link, "link", size="row", clicked=clicked))

    def clear(self) -> None:
        """Takes all notices out."""
        while self._row.count() > 2:
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
