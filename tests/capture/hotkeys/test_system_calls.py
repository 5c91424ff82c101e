# ruff: noqa: N802 - named as the systems name them
"""What Windows and macOS are asked for, with a table of system calls in their place; and keys by name."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from oracle.capture.hotkeys import choose, win32
from oracle.capture.hotkeys.combination import Combination, others, parse
from oracle.capture.hotkeys.key import NoKey, State
from oracle.capture.hotkeys.macos import MacKey
from oracle.capture.hotkeys.win32 import Message, WindowsKey
from oracle.capture.ways import Session


def named(text: str) -> Combination:
    found = parse(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "portal", "keysym", "virtual", "mac"),
    [
        ("F8", "F8", "F8", 0x77, 100),
        ("Ctrl+Shift+F10", "CTRL+SHIFT+F10", "F10", 0x79, 109),
        ("Meta+Alt+S", "ALT+LOGO+s", "s", 0x53, 1),
        ("ctrl+7", "CTRL+7", "7", 0x37, 26),
        ("Print", "Print", "Print", 0x2C, None),
        ("Ctrl+Ins", "CTRL+Insert", "Insert", 0x2D, None),
    ],
)
def test_each_system_has_its_own_name_for_a_key(
    text: str, portal: str, keysym: str, virtual: int, mac: int | None
) -> None:
    found = named(text)
    assert (found.portal_trigger, found.keysym_name, found.virtual_key, found.mac_code) == (
        portal, keysym, virtual, mac,
    )  # fmt: skip
    assert parse(found.text) == found


@pytest.mark.parametrize(
    "text", ["", "S", "Shift+S", "7", "Home", "Ctrl+", "Ctrl+Ctrl", "Hyper+F8", "F8+Ctrl", "Ctrl+Ä"]
)
def test_keys_that_belong_to_typing_are_not_taken(text: str) -> None:
    assert parse(text) is None


def test_proposals_are_other_keys_and_begin_close_by() -> None:
    offered = list(others(named("F8")))
    assert offered[0].text == "Ctrl+F8"
    assert named("F8") not in offered
    assert named("Ctrl+Alt+S") not in list(others(named("Ctrl+Alt+S")))


@dataclass
class User32:
    """Windows' part."""

    error: int = 0
    registered: list[tuple[Any, ...]] = field(default_factory=list)

    def RegisterHotKey(self, *given: Any) -> int:
        self.registered.append(given)
        return 0 if self.error else 1

    def UnregisterHotKey(self, *given: Any) -> int:
        self.registered.remove(next(each for each in self.registered if each[:2] == given))
        return 1

    def last_error(self) -> int:
        return self.error


def test_windows_registers_hears_and_gives_back(qtbot: QtBot) -> None:
    user = User32()
    key = WindowsKey(user=user)
    key.take(named("Ctrl+Alt+F8"))
    assert (key.state, key.named) == (State.ON, "Ctrl+Alt+F8")
    assert user.registered == [(None, win32.OUR_ID, 0x4000 | 2 | 1, 0x77)]
    presses: list[bool] = []
    key.pressed.connect(lambda: presses.append(True))
    for message, wide, ours in ((0x0312, win32.OUR_ID, True), (0x0312, 5, False), (0x0100, win32.OUR_ID, False)):
        heard = Message(None, message, wide, 0, 0, 0, 0)
        address = ctypes.addressof(heard)
        assert key._filter.nativeEventFilter(b"windows_generic_MSG", address) == (ours, 0)
        assert key._filter.nativeEventFilter(b"xcb_generic_event_t", address) == (False, 0)
    assert len(presses) == 1
    key.take(named("F9"))
    assert [each[3] for each in user.registered] == [0x78], "the old key is given back"
    key.release()
    assert (key.state, user.registered) == (State.OFF, [])


@pytest.mark.parametrize(("error", "state"), [(1409, State.TAKEN), (5, State.NONE)])
def test_windows_says_whether_another_program_has_the_key(qtbot: QtBot, error: int, state: State) -> None:
    key = WindowsKey(user=User32(error=error))
    key.take(named("F8"))
    assert key.state is state


@dataclass
class Carbon:
    """The Mac's part."""

    answer: int = 0
    asked: list[tuple[int, int]] = field(default_factory=list)
    handler: Any = None
    given_back: int = 0

    def GetApplicationEventTarget(self) -> int:
        return 7

    def RegisterEventHotKey(self, code: int, mask: int, _id: Any, _target: int, _options: int, key: Any) -> int:
        self.asked.append((code, mask))
        key._obj.value = 99
        return self.answer

    def InstallEventHandler(self, _target: int, handler: Any, *_more: Any) -> int:
        self.handler = handler
        return 0

    def UnregisterEventHotKey(self, key: Any) -> int:
        self.given_back = key.value
        return 0

    def RemoveEventHandler(self, _handler: Any) -> int:
        self.handler = None
        return 0


def test_macos_registers_hears_and_gives_back(qtbot: QtBot) -> None:
    carbon = Carbon()
    key = MacKey(carbon=carbon)
    key.take(named("Ctrl+Shift+F8"))
    assert key.state is State.ON
    assert carbon.asked == [(100, 0x0300)], "what Qt writes as Ctrl is the command key"
    with qtbot.waitSignal(key.pressed):
        assert carbon.handler(None, None, None) == 0
    key.release()
    assert (key.state, carbon.given_back, carbon.handler) == (State.OFF, 99, None)


@pytest.mark.parametrize(
    ("text", "answer", "state"), [("F8", -9878, State.TAKEN), ("F8", -50, State.NONE), ("Print", 0, State.NONE)]
)
def test_macos_says_why_there_is_none(qtbot: QtBot, text: str, answer: int, state: State) -> None:
    key = MacKey(carbon=Carbon(answer=answer))
    key.take(named(text))
    assert key.state is state


def test_without_a_screen_there_is_none_and_it_is_said(qtbot: QtBot) -> None:
    key = choose.for_session(Session.OFFSCREEN, lambda *_given, **_named: None)
    assert isinstance(key, NoKey)
    key.take(named("F8"))
    assert choose.said(key, "F8") == "Here no key works in other programs."
