"""The potholes' screen in a test: a real file, real keys and clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from oracle.model.pothole import Pothole
from oracle.ui.potholes.screen import PotholesScreen
from oracle.ui.sheet import Sheet
from oracle.workspace import businesses, potholes
from tests.ui.potholes import sample
from tests.ui.walk.rooms import House, house, settle, until

Key = Qt.Key


class Room:
    """The screen on the sample, shown."""

    def __init__(self, folder: Path) -> None:
        self.sample = sample.make(folder)
        self.home: House = house(folder)
        business = self.home.read(businesses.get, self.sample.business)
        self.home.context.current.set(business)
        self.undo: list[Any] = []
        self.told: list[str] = []
        self.home.context.bus.undoable.connect(lambda text, undo: (self.told.append(text), self.undo.append(undo)))
        self.screen = PotholesScreen(self.home.context)
        self.screen.resize(1080, 800)
        self.screen.show()
        QTest.qWaitForWindowExposed(self.screen)
        self.open()

    def open(self, **named: Any) -> None:
        """Opens the screen and waits until it is seen."""
        self.screen.open(**named)
        self.stored()
        until(lambda: self.screen.session.known)
        self.shown()

    def stored(self) -> None:
        """Waits until all that was asked for is on disk and read back."""
        for _round in range(4):
            self.home.read(lambda _workspace: None)
            settle()
        until(lambda: not self.screen.session._later.isActive() and not self.screen.session._reading)
        settle()

    def shown(self) -> None:
        """Waits until the pane shows what is selected."""
        chosen = self.screen.chosen
        if len(chosen) == 1 and not self.screen.table.marking:
            until(lambda: self.screen.pane.pothole_id == chosen[0])

    def close(self) -> None:
        """Ends it all."""
        self.screen.close_screen()
        self.screen.close()
        self.screen.deleteLater()
        settle()
        self.home.close()

    # ---- what is there

    def titles(self) -> list[str]:
        """What is listed, from the top."""
        return [row.title for row in self.screen.table.rows.rows]

    def pothole(self, at: int) -> Pothole:
        """A pothole of the sample as it is on disk."""
        self.stored()
        found = self.home.read(potholes.get, self.sample.potholes[at])
        assert isinstance(found, Pothole)
        return found

    # ---- hands

    def key(self, key: Any, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """A key into whatever has the focus."""
        QTest.keyClick(self._focused(), key, modifiers)
        settle()

    def type(self, text: str) -> None:
        """Keys into whatever has the focus."""
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self._focused(), letter)
            else:
                pressed = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._focused(), pressed)
        settle()

    def replace(self, field: QWidget, text: str) -> None:
        """Types over what stands in a field, and leaves it."""
        field.setFocus()
        self.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)
        self.screen.focus_list()
        self.stored()

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """A click into the middle."""
        settle()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())
        settle()

    def choose(self, at: int, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """A click on a row, counted from 0."""
        table = self.screen.table
        place = table.visualRect(table.rows.index(at, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)
        settle()
        self.shown()

    def _focused(self) -> QWidget:
        found = QApplication.activePopupWidget() or QApplication.focusWidget() or self.screen.focusWidget()
        assert found is not None
        return found

    def menu(self) -> QMenu:
        """The menu that is open."""
        until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        found = QApplication.activePopupWidget()
        assert isinstance(found, QMenu)
        return found

    def pick(self, word: str, menu: QMenu | None = None) -> None:
        """Presses an entry of the menu that is open, and closes what stays open."""
        own = menu or self.menu()
        action = next(each for each in own.actions() if words(each).startswith(word))
        QTest.mouseClick(own, Qt.MouseButton.LeftButton, pos=own.actionGeometry(action).center())
        settle()
        if shiboken6.isValid(own):
            own.close()
        settle()

    def sheet(self) -> Any:
        """The sheet that is open."""
        until(lambda: any(each.isVisible() and each.isActiveWindow() for each in self._sheets()))
        return next(each for each in self._sheets() if each.isVisible())

    def _sheets(self) -> list[Sheet]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, Sheet)]


def words(action: QAction) -> str:
    """An entry's words without its key."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&").split("\t")[0].strip()
