"""A key from Wayland's portal, on a real private bus with a portal that behaves well, badly or not at all."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from oracle.capture.hotkeys import choose, portal
from oracle.capture.hotkeys.combination import parse
from oracle.capture.hotkeys.key import HotKey, State
from oracle.capture.hotkeys.portal import PortalKey
from oracle.capture.ways import Session
from tests.capture.hotkeys.shortcut_desk import ShortcutDesk

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed here")
F8 = parse("Ctrl+F8")
assert F8 is not None


class Beside(QObject):
    """Runs things in a thread and gives the result back in this one, as the window's tasks do."""

    back = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.back.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)
        self.threads: list[threading.Thread] = []

    def run(self, function: Callable[..., Any], *args: Any, then: Callable[[Any], object]) -> None:
        def work() -> None:
            result = function(*args)
            self.back.emit(lambda: then(result))

        thread = threading.Thread(target=work, name="beside")
        self.threads.append(thread)
        thread.start()


@pytest.fixture
def beside(qtbot: QtBot) -> Iterator[Beside]:
    made = Beside()
    yield made
    for thread in made.threads:
        thread.join(20)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ShortcutDesk]]:
    begun: list[ShortcutDesk] = []

    def begin(**behaviour: Any) -> ShortcutDesk:
        made = ShortcutDesk(tmp_path, **behaviour)
        made.begin()
        begun.append(made)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        return made

    yield begin
    for each in begun:
        each.end()


@pytest.fixture
def key(beside: Beside, desk: object) -> Iterator[PortalKey]:
    made = choose.for_session(Session.WAYLAND, beside.run)
    assert isinstance(made, PortalKey)
    yield made
    made.release()


def taken(qtbot: QtBot, key: HotKey, state: State) -> None:
    key.take(F8)
    qtbot.waitUntil(lambda: key.state is state, timeout=15_000)


def test_the_key_is_bound_and_each_press_is_heard(
    desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot
) -> None:
    made = desk(trigger="Press Ctrl+F8")
    taken(qtbot, key, State.ON)
    assert made.registered == ["pothole-oracle"]
    assert made.wanted[0]["preferred_trigger"] == ("s", "CTRL+F8")
    assert key.named == "Press Ctrl+F8"
    assert choose.said(key, "Ctrl+F8") == "Press Ctrl+F8 takes a capture from any program."
    for _time in range(2):
        with qtbot.waitSignal(key.pressed):
            made.press()


def test_keys_of_others_are_not_ours(desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot) -> None:
    made = desk()
    taken(qtbot, key, State.ON)
    presses: list[bool] = []
    key.pressed.connect(lambda: presses.append(True))
    made.press(identity="other")
    made.press(session="/org/freedesktop/portal/desktop/session/y/z")
    with qtbot.waitSignal(key.pressed):
        made.press()
    assert len(presses) == 1


def test_a_key_chosen_anew_in_the_desktops_settings_is_named(
    desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot
) -> None:
    made = desk()
    taken(qtbot, key, State.ON)
    made.rename("Pause")
    qtbot.waitUntil(lambda: key.named == "Pause")
    made.rename("")
    qtbot.waitUntil(lambda: key.named == "")
    assert "choose one in its settings" in choose.said(key, "Ctrl+F8")


@pytest.mark.parametrize(
    "behaviour", [{"bind_answer": 1}, {"bind_answer": 2}, {"bind_answer": "error"}, {"binds": False}]
)
def test_a_refusal_is_told(
    desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot, behaviour: dict[str, Any]
) -> None:
    made = desk(**behaviour)
    taken(qtbot, key, State.REFUSED)
    qtbot.waitUntil(lambda: made.ended == [made.session])


@pytest.mark.parametrize("behaviour", [{"has_shortcuts": False}, {"session_answer": 2}, {"vanish": True}])
def test_a_portal_without_keys_or_that_vanishes_is_none(
    desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot, behaviour: dict[str, Any]
) -> None:
    desk(**behaviour)
    taken(qtbot, key, State.NONE)


def test_a_portal_that_says_nothing_is_none(
    desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk(session_answer=None)
    monkeypatch.setattr(portal.open_line, "__defaults__", (0.5,))
    taken(qtbot, key, State.NONE)


def test_a_person_who_has_not_answered_yet_holds_up_nothing(
    desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot
) -> None:
    made = desk(bind_answer=None)
    key.take(F8)
    qtbot.waitUntil(lambda: bool(made.wanted))
    assert key.state is State.ASKING
    key.release()
    qtbot.waitUntil(lambda: made.ended == [made.session])
    assert key.state is State.OFF


def test_what_ends_later_is_told(desk: Callable[..., ShortcutDesk], key: PortalKey, qtbot: QtBot) -> None:
    made = desk()
    taken(qtbot, key, State.ON)
    with qtbot.waitSignal(key.changed):
        made.close_session()
    assert key.state is State.NONE
    taken(qtbot, key, State.ON)
    made._bus.terminate()
    qtbot.waitUntil(lambda: key.state is State.NONE)


def test_released_before_the_line_stands_nothing_is_asked(
    desk: Callable[..., ShortcutDesk], key: PortalKey, beside: Beside, qtbot: QtBot
) -> None:
    made = desk()
    key.take(F8)
    key.release()
    beside.threads[0].join(10)
    qtbot.waitUntil(lambda: made.ended == [made.session])
    assert made.wanted == []


def test_without_a_bus_there_is_none(key: PortalKey, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    taken(qtbot, key, State.NONE)
