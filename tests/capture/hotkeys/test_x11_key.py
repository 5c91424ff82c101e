"""A real X server and real presses, while another program's window has the keys."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from Xlib import XK, X
from Xlib.display import Display

from oracle.capture.hotkeys.combination import Combination, parse
from oracle.capture.hotkeys.key import State
from oracle.capture.hotkeys.x11 import X11Key
from tests.displays import own_display


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """The name of an X server of its own."""
    with own_display(800, 600, "xdotool") as named:
        yield named["DISPLAY"]


class OtherProgram:
    """A window with the keys: it tells which ones it got."""

    def __init__(self, name: str) -> None:
        self.display = Display(name)
        root = self.display.screen().root
        self.window = root.create_window(10, 10, 200, 100, 0, X.CopyFromParent, event_mask=X.KeyPressMask)
        self.window.map()
        self.display.sync()
        self.window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self.display.sync()

    def got(self) -> list[str]:
        found = []
        self.display.sync()
        while self.display.pending_events():
            event = self.display.next_event()
            if event.type == X.KeyPress:
                found.append(XK.keysym_to_string(self.display.keycode_to_keysym(event.detail, 0)) or str(event.detail))
        return found


@pytest.fixture
def other(display: str) -> Iterator[OtherProgram]:
    made = OtherProgram(display)
    yield made
    made.display.close()


@pytest.fixture
def key(display: str, qtbot: QtBot) -> Iterator[X11Key]:
    made = X11Key(display_name=display)
    yield made
    made.release()


def named(text: str) -> Combination:
    found = parse(text)
    assert found is not None
    return found


def press(display: str, *keys: str) -> None:
    subprocess.run(["xdotool", "key", *keys], env={**os.environ, "DISPLAY": display}, check=True, timeout=20)


def test_the_key_is_heard_while_another_program_has_the_keys(
    display: str, key: X11Key, other: OtherProgram, qtbot: QtBot
) -> None:
    key.take(named("F8"))
    assert (key.state, key.named) == (State.ON, "F8")
    with qtbot.waitSignal(key.pressed):
        press(display, "F8")
    press(display, "F7", "a")
    qtbot.waitUntil(lambda: "a" in other.got())
    key.release()
    press(display, "F8", "b")
    assert other.got() != [], "given back, the key is the other program's again"


def test_locks_do_not_matter_and_other_modifiers_do(
    display: str, key: X11Key, other: OtherProgram, qtbot: QtBot
) -> None:
    presses: list[bool] = []
    key.pressed.connect(lambda: presses.append(True))
    key.take(named("Ctrl+F8"))
    for lock in ("Caps_Lock", "Num_Lock"):
        press(display, lock)
        with qtbot.waitSignal(key.pressed):
            press(display, "ctrl+F8")
    press(display, "Num_Lock", "Caps_Lock")
    press(display, "F8", "ctrl+shift+F8", "ctrl+F9")
    with qtbot.waitSignal(key.pressed):
        press(display, "ctrl+F8")
    assert len(presses) == 3


def test_a_held_key_is_one_press(display: str, key: X11Key, other: OtherProgram, qtbot: QtBot) -> None:
    presses: list[bool] = []
    key.pressed.connect(lambda: presses.append(True))
    key.take(named("F8"))

    def heard(kind: int, time: int) -> None:
        event: Any = type("Event", (), {"type": kind, "time": time})()
        key._hear(event)

    for kind, time in ((2, 100), (3, 760), (2, 760), (3, 790), (2, 790), (3, 820), (2, 1500)):
        heard(kind, time)
    assert len(presses) == 2


def test_a_key_of_another_program_is_told_and_another_can_be_had(
    display: str, key: X11Key, other: OtherProgram, qtbot: QtBot
) -> None:
    code = other.display.keysym_to_keycode(XK.string_to_keysym("F8"))
    other.display.screen().root.grab_key(code, X.AnyModifier, False, X.GrabModeAsync, X.GrabModeAsync)
    other.display.sync()
    key.take(named("F8"))
    assert key.state is State.TAKEN
    key.take(named("Ctrl+F7"))
    assert key.state is State.ON


def test_another_keyboard_layout_moves_the_key(display: str, key: X11Key, other: OtherProgram, qtbot: QtBot) -> None:
    key.take(named("Ctrl+Y"))
    with qtbot.waitSignal(key.pressed):
        press(display, "ctrl+y")
    y, z = (other.display.keysym_to_keycode(XK.string_to_keysym(each)) for each in "yz")
    rows = {each: list(other.display.get_keyboard_mapping(each, 1)[0]) for each in (y, z)}
    try:
        other.display.change_keyboard_mapping(y, [rows[z]])
        other.display.change_keyboard_mapping(z, [rows[y]])
        other.display.sync()
        qtbot.waitUntil(lambda: {code for code, _mask in key._grips} == {z})
        assert key.state is State.ON
    finally:
        other.display.change_keyboard_mapping(y, [rows[y]])
        other.display.change_keyboard_mapping(z, [rows[z]])
        other.display.sync()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the library leaves its sockets open
def test_without_a_server_there_is_none(qtbot: QtBot) -> None:
    key = X11Key(display_name=":987")
    key.take(named("F8"))
    assert key.state is State.NONE
