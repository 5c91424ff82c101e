"""The review on the sample walk, shown, as its tests use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from oracle.model.pothole import Pothole
from oracle.model.walk import OpenWalk
from oracle.ui.review.screen import ReviewScreen
from oracle.workspace import potholes
from tests.ui.review import sample
from tests.ui.walk.rooms import House, house, settle, until


class Room:
    """A review on the sample walk, shown."""

    def __init__(self, folder: Path, *, rated: bool) -> None:
        self.sample = sample.make(folder, rated=rated)
        self.home: House = house(folder)
        self.screen = ReviewScreen(self.home.context)
        self.screen.resize(1280, 800)
        self.screen.show()
        QTest.qWaitForWindowExposed(self.screen)
        self.open()

    def open(self, **named: str) -> None:
        """Opens the walk and waits until it is seen."""
        self.screen.open(walk_id=self.sample.walk_id, **named)
        until(lambda: self.screen.session.scene is not None)
        self.stored()

    def stored(self) -> None:
        """Waits until all that was asked for is on disk and read back."""
        for _round in range(3):
            self.home.read(lambda _workspace: None)
            settle()

    def walk(self) -> OpenWalk:
        """The walk as it is on disk."""
        self.stored()
        return self.home.opened(self.sample.walk_id)

    def pothole(self, at: int) -> Pothole:
        """A pothole as it is on disk, counted from 1."""
        self.stored()
        found = self.home.read(potholes.get, self.sample.potholes[at - 1])
        assert isinstance(found, Pothole)
        return found

    def click(self, widget: QWidget) -> None:
        """A click into the middle."""
        settle()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())
        self.stored()

    def type(self, widget: QWidget, text: str) -> None:
        """Replaces what stands in a field, key by key, and leaves it."""
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(widget, text)
        self.screen.report.setFocus()
        self.stored()


def room(folder: Path, *, rated: bool) -> Iterator[Room]:
    made = Room(folder, rated=rated)
    yield made
    made.screen.close_screen()
    made.screen.close()
    made.screen.deleteLater()
    settle()
    made.home.close()


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))
