"""What tests of the journey's screen stand in: the running app with a journey open, and hands to work on it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oracle.model.journey import Journey, Step
from oracle.ui.application import Application
from oracle.ui.journeys.journey import JourneyScreen
from oracle.workspace import journeys
from tests.ui.rooms import idle, told

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(qtbot: QtBot, app: Application, kind: str = "buy", **named: Any) -> JourneyScreen:
    """The screen of the shop's journey of that kind, in front and laid out."""
    journey = next(each for each in told(qtbot, app, journeys.list_all) if each.kind == kind)
    app.window.resize(1280, 800)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    app.go("journey", journey_id=journey.id, **named)
    screen = app.window.screen_in_view
    assert isinstance(screen, JourneyScreen)
    qtbot.waitUntil(lambda: screen.facts is not None and screen.facts.journey.id == journey.id)
    idle(qtbot, app)
    return screen


def stored(qtbot: QtBot, app: Application, screen: JourneyScreen) -> Journey:
    """The journey as the workspace has it when all writes are done."""
    screen.close_screen()
    for _round in range(3):
        idle(qtbot, app)
    journey: Journey = told(qtbot, app, journeys.get, screen.document.journey.id)
    return journey


def first(qtbot: QtBot, app: Application, screen: JourneyScreen) -> Step:
    """Its first step as the workspace has it."""
    return stored(qtbot, app, screen).version.steps[0]


def write(qtbot: QtBot, field: QWidget, text: str) -> None:
    """Types a text over what stands in a field; what has no key of its own is pasted."""
    edit = field if isinstance(field, QLineEdit | QPlainTextEdit) else field.edit  # type: ignore[attr-defined]
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    if text.isascii():
        qtbot.keyClicks(edit, text)
    else:
        QApplication.clipboard().setText(text)
        QTest.keySequence(edit, "Ctrl+V")


def leave(qtbot: QtBot, screen: JourneyScreen) -> None:
    """Puts the focus back on the map."""
    screen.map.focus_current()
    qtbot.wait(1)


def press(qtbot: QtBot, around: QWidget, name: str) -> None:
    """Clicks the visible button of that accessible name."""
    found = [each for each in around.findChildren(QPushButton) if each.accessibleName() == name and each.isVisible()]
    assert found, name
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def choose(menu: QMenu, text: str) -> None:
    """Chooses an entry of a menu."""
    next(action for action in menu.actions() if action.text() == text).trigger()


def undo_key(qtbot: QtBot, app: Application) -> None:
    """Ctrl+Z wherever the focus is."""
    qtbot.keyClick(app.window.focusWidget() or app.window, Qt.Key.Key_Z, CONTROL)


def toast_undo(qtbot: QtBot, app: Application) -> None:
    """Undo on the toast that is up."""
    toast = app.window.toasts.shown
    assert toast is not None
    press(qtbot, toast, "Undo")
