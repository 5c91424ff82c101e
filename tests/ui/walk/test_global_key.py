"""The key for all programs in a walk: when it is had, what it takes, and what is said when it cannot be had."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import IO, Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle.capture import ways
from oracle.capture.hotkeys.combination import Combination
from oracle.capture.hotkeys.key import HotKey, State
from oracle.model.ratings import Source
from oracle.ui.settings import CAPTURE_KEY
from oracle.ui.walk.global_key import GlobalKey
from oracle.ui.walk.screen import WalkScreen
from tests.displays import own_display
from tests.ui.walk.rooms import House, until

Walking = Callable[..., WalkScreen]


class Keyboard:
    """A desk with keys: who has which, and which ones were asked for."""

    def __init__(self) -> None:
        self.others: set[str] = set()
        self.has_keys = True
        self.ours: list[Key] = []

    def make(self) -> HotKey:
        return Key(self)

    def press(self, named: str) -> None:
        for key in [each for each in self.ours if each.named == named]:
            key.pressed.emit()


class Key(HotKey):
    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__()
        self.keyboard = keyboard

    def take(self, wanted: Combination) -> None:
        self.release()
        if not self.keyboard.has_keys:
            self._become(State.NONE)
        elif wanted.text in self.keyboard.others:
            self._become(State.TAKEN)
        else:
            self.keyboard.ours.append(self)
            self._become(State.ON, wanted.text)

    def release(self) -> None:
        if self in self.keyboard.ours:
            self.keyboard.ours.remove(self)
        self._become(State.OFF)

    def vanish(self) -> None:
        self.keyboard.ours.remove(self)
        self._become(State.NONE)


@pytest.fixture
def keyboard() -> Keyboard:
    return Keyboard()


@pytest.fixture
def keyed(walking: Walking, keyboard: Keyboard) -> Iterator[Callable[[], WalkScreen]]:
    """A walk on a desk with that keyboard."""
    made: list[WalkScreen] = []

    def go() -> WalkScreen:
        screen = walking()
        screen.global_key = GlobalKey(screen.session, screen.capturing, screen, keyboard.make)
        screen.global_key.companion_asked.connect(screen._show_bar)
        screen.global_key._session = ways.Session.X11
        screen.global_key.begin()
        made.append(screen)
        return screen

    yield go
    for screen in made:
        screen.global_key.end()


def offers(ours: House) -> list[tuple[str, str, Callable[[], object]]]:
    found: list[tuple[str, str, Callable[[], object]]] = []
    ours.context.bus.offering.connect(lambda text, word, act: found.append((text, word, act)))
    return found


def captured(screen: WalkScreen) -> list[Source]:
    return [each.source for each in screen.session.now.open.captures]


def test_the_key_is_ours_while_a_walk_is_open_and_no_longer(
    keyed: Callable[[], WalkScreen], keyboard: Keyboard
) -> None:
    screen = keyed()
    assert [key.named for key in keyboard.ours] == ["F8"]
    screen._show_finish()
    assert keyboard.ours == []
    screen.finish.back_asked.emit()
    assert [key.named for key in keyboard.ours] == ["F8"]
    screen.close_screen()
    assert keyboard.ours == []


def test_from_another_program_it_takes_the_screen_and_a_sign_says_so(
    keyed: Callable[[], WalkScreen], keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = keyed()
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    keyboard.press("F8")
    until(lambda: captured(screen))
    assert captured(screen) == [Source.SCREEN]
    sign = screen.global_key.sign
    assert sign is not None
    assert sign.isVisible()
    assert sign.text.text() == "Captured"
    assert sign in screen.capturing.in_the_way(), "the next picture is taken without it"
    until(lambda: not sign.isVisible())


def test_a_refusal_is_told_where_the_tester_looks(
    keyed: Callable[[], WalkScreen], keyboard: Keyboard, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = keyed()
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    refused = ways.Environment(ways.Session.MACOS, may_record=False)
    monkeypatch.setattr(type(screen.capturing), "environment", property(lambda _self: refused))
    keyboard.press("F8")
    sign = screen.global_key.sign
    assert sign is not None
    assert "does not let Pothole Oracle see the screen" in sign.text.text()


def test_another_programs_key_is_told_and_a_free_one_proposed(
    keyed: Callable[[], WalkScreen], keyboard: Keyboard, ours: House
) -> None:
    keyboard.others = {"F8", "Ctrl+F8"}
    said = offers(ours)
    screen = keyed()
    ((text, word, use),) = said
    assert text == "F8 belongs to another program. Ctrl+F7 is free."
    assert word == "Use Ctrl+F7"
    assert keyboard.ours == []
    use()
    assert ours.context.settings.get(CAPTURE_KEY) == "Ctrl+F7"
    assert [key.named for key in keyboard.ours] == ["Ctrl+F7"]
    assert screen.global_key.state is State.ON


def test_where_there_are_none_the_companion_bar_is_offered_once(
    keyed: Callable[[], WalkScreen], keyboard: Keyboard, ours: House, qtbot: QtBot
) -> None:
    keyboard.has_keys = False
    said = offers(ours)
    screen = keyed()
    ((text, word, use),) = said
    assert text == "Here no key works in other programs. The companion bar stays above all programs and captures too."
    assert word == "Companion bar"
    use()
    assert screen.companion is not None
    assert screen.companion.is_collapsed
    screen.come_inside()
    screen.global_key.end()
    screen.global_key.begin()
    assert len(said) == 1


def test_a_key_that_is_lost_on_the_way_is_told(
    keyed: Callable[[], WalkScreen], keyboard: Keyboard, ours: House
) -> None:
    said = offers(ours)
    keyed()
    key = keyboard.ours[0]
    key.vanish()
    assert len(said) == 1
    assert key.state is State.NONE


def test_the_settings_can_want_none(keyed: Callable[[], WalkScreen], keyboard: Keyboard, ours: House) -> None:
    ours.context.settings.set(CAPTURE_KEY, "")
    screen = keyed()
    assert keyboard.ours == []
    assert screen.global_key.state is State.OFF


WALK = """
import sys, tempfile
from pathlib import Path
from PySide6.QtWidgets import QApplication
from oracle.ui import application
qt = application._qt_application()
from oracle.ui.walk.screen import WalkScreen
from tests.ui.walk.rooms import add_journey, add_walk, house, settle, short_road, until
with tempfile.TemporaryDirectory() as folder:
    home = house(Path(folder))
    screen = WalkScreen(home.context)
    screen.resize(900, 600)
    screen.open(walk_id=add_walk(home, add_journey(home, short_road())))
    screen.show()
    until(lambda: screen.session.scene and screen.isActiveWindow())
    print(screen.global_key.state.name, flush=True)
    for wanted in (1, 2):
        until(lambda: len(screen.session.now.open.captures) == wanted, 60)
        print(wanted, QApplication.activeWindow() is screen, flush=True)
        if wanted == 1:  # Qt takes a moment to notice that another window has the keys
            until(lambda: QApplication.activeWindow() is None, 60)
            print("behind", flush=True)
    screen.close_screen()
    home.close()
"""


def test_on_a_real_desk_the_key_captures_while_another_window_has_the_keys() -> None:
    with own_display(1000, 700, "openbox", "xdotool") as desk:
        running: list[subprocess.Popen[Any]] = []
        try:
            capture_by_key(desk, running)
        finally:
            for process in reversed(running):
                process.terminate()
                process.communicate(timeout=20)


def capture_by_key(desk: dict[str, str], running: list[subprocess.Popen[Any]]) -> None:
    def begin(script: str) -> IO[str]:
        command = [sys.executable, "-c", script]
        made = subprocess.Popen(command, env=desk, stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL)
        running.append(made)
        assert made.stdout is not None
        return made.stdout

    running.append(subprocess.Popen(["openbox"], env=desk, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    walk = begin(WALK)
    assert walk.readline() == "ON\n"
    subprocess.run(["xdotool", "key", "F8"], env=desk, check=True)
    assert walk.readline() == "1 True\n"
    assert begin(OTHER).readline() == "in front\n"
    assert walk.readline() == "behind\n"
    subprocess.run(["xdotool", "key", "F8"], env=desk, check=True)
    assert walk.readline() == "2 False\n"


OTHER = """
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
field = QLineEdit()
field.show()
field.activateWindow()
def look():
    if field.hasFocus():
        print("in front", flush=True)
        timer.stop()
from PySide6.QtCore import QTimer
timer = QTimer(interval=50)
timer.timeout.connect(look)
timer.start()
application.exec()
"""
