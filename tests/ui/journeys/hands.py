"""Hands on the map: clicks, drags and keys as a person makes them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from oracle.ui.context import Context
from oracle.ui.journeys.map.cards import StepCard
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView

WHOLE = "1 2|3 4 5|6 7 8|9 10 11|12"  # the order of the mockup's journey
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def shown(qtbot: QtBot, context: Context, document: JourneyDocument, width: int = 900, height: int = 600) -> MapView:
    """The map of a document in a window of its own, in front, with its facts read."""
    view = MapView(document, context)
    qtbot.addWidget(view)
    view.resize(width, height)
    document.open(document.journey)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    qtbot.waitUntil(lambda: view.facts.now is not None)
    view.focus_current()
    return view


def card(view: MapView, step_id: str) -> StepCard:
    """The card of a step."""
    return view.canvas.cards[step_id]


def click(view: MapView, step_id: str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A click into the middle of a card."""
    QTest.mouseClick(card(view, step_id), LEFT, modifiers)


def drag(view: MapView, item: QWidget, to: QPoint, *, drop: bool = True) -> None:
    """Takes an item at its middle and drags it to a place on the canvas, in steps."""
    start = item.rect().center()
    QTest.mousePress(item, LEFT, pos=start)
    begin = item.mapTo(view.canvas, start)
    for part in (0.2, 0.5, 0.8, 1.0):
        place = begin + (to - begin) * part
        QTest.mouseMove(item, item.mapFrom(view.canvas, place))
    if drop:
        QTest.mouseRelease(item, LEFT, pos=item.mapFrom(view.canvas, to))


def key(view: MapView, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Keys where the keyboard stands."""
    for each in keys:
        focused = view.window().focusWidget()
        assert focused is not None
        QTest.keyClick(focused, each, modifiers)


def write(view: MapView, text: str) -> None:
    """Types a text where the keyboard stands."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


def order(document: JourneyDocument) -> str:
    """Numbers of the steps' first places, stage by stage: "1 2|3 4 5"; new ones by their titles."""
    return "|".join(
        " ".join(step.id[1:] if step.id[1:].isdigit() else step.title for step in stage.steps)
        for stage in document.stages
    )
