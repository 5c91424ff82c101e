"""Hands for tests: keys as keyboards of any layout send them, and the sheets that open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from oracle.ui.walk.screen import WalkScreen
from tests.ui.walk.rooms import settle, until

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def press(text: str, key: Qt.Key = Qt.Key.Key_unknown, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Types a character as a keyboard of any layout sends it: to the widget with the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
    settle()


def focus() -> QWidget:
    """The widget with the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def sheet(screen: WalkScreen, kind: type) -> QWidget:
    """The sheet of that kind which is open."""
    until(lambda: any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets()))
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())
