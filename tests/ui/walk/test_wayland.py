"""Capturing on Wayland: the desktop's portal, on a private bus, takes what the tester asks for."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from oracle.capture import ways
from oracle.model.ratings import Source
from oracle.ui.walk.desktop_portal import DesktopPortal
from oracle.ui.walk.permission_state import PermissionState
from oracle.ui.walk.set_off import SetOffPage
from tests.capture.portal_desk import Desk
from tests.ui.walk.conftest import Walking
from tests.ui.walk.rooms import House, add_journey, short_road, until
from tests.ui.walk.test_outside import outside

pytestmark = pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed here")
GRANTED = {"pothole-oracle": ["yes"]}


def png() -> bytes:
    data = io.BytesIO()
    picture = Image.new("RGB", (200, 120), "#204060")
    picture.paste("#e0c040", (20, 20, 90, 80))
    picture.save(data, "PNG")
    return data.getvalue()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Desk]]:
    """A Wayland session whose portal behaves as told."""
    begun: list[Desk] = []
    folder = tmp_path / "pictures"
    folder.mkdir()

    def begin(**behaviour: object) -> Desk:
        made = Desk(folder, **{"picture": png(), "permissions": GRANTED, **behaviour})  # type: ignore[arg-type]
        made.begin()
        begun.append(made)
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
        monkeypatch.setattr(ways, "here", lambda: ways.Environment(ways.Session.WAYLAND))
        return made

    yield begin
    for each in begun:
        each.end()


@pytest.mark.parametrize("source", [Source.SCREEN, Source.WINDOW, Source.REGION])
def test_the_portals_picture_becomes_a_capture(
    ours: House, walking: Walking, desk: Callable[..., Desk], qtbot: QtBot, source: Source
) -> None:
    made = desk()
    screen = walking()
    companion = outside(screen, qtbot)
    until(lambda: screen.capturing.portal.may_hide)
    {
        Source.SCREEN: screen.capturing.take_screen,
        Source.WINDOW: screen.capturing.take_window,
        Source.REGION: screen.capturing.take_region,
    }[source]()
    assert not companion.isVisible()
    until(lambda: screen.session.now.open.captures)
    (taken,) = screen.session.now.open.captures
    assert (taken.source, taken.width, taken.height) == (source, 200, 120)
    assert companion.isVisible()
    assert list(made.pictures.iterdir()) == []


def test_nothing_hides_before_the_first_permission(walking: Walking, desk: Callable[..., Desk], qtbot: QtBot) -> None:
    made = desk(permissions={})
    screen = walking()
    companion = outside(screen, qtbot)
    until(lambda: not ways.way(screen.capturing.environment, Source.SCREEN).why_not)
    assert made.permissions is not None
    made.permissions.update(GRANTED)  # the person says yes in the dialog
    screen.capturing.take_screen()
    assert companion.isVisible()
    until(lambda: screen.session.now.open.captures)
    until(lambda: screen.capturing.portal.may_hide)


@pytest.mark.parametrize(("answer", "word"), [(1, ""), (2, "did not let")])
def test_what_the_portal_does_not_give_is_said_and_the_walk_goes_on(
    ours: House, walking: Walking, desk: Callable[..., Desk], qtbot: QtBot, answer: int, word: str
) -> None:
    desk(answer=answer)
    screen = walking()
    companion = outside(screen, qtbot)
    until(lambda: screen.capturing.portal.may_hide)
    screen.capturing.take_screen()
    until(companion.isVisible)
    assert [word in text for _level, text in ours.said] == ([True] if word else [])
    assert not screen.session.pending
    qtbot.mouseClick(companion.panel.friction.findChildren(QAbstractButton)[2], Qt.MouseButton.LeftButton)
    assert screen.session.visit.friction == 2


def test_leaving_the_walk_ends_the_wait_for_the_portal(
    walking: Walking, desk: Callable[..., Desk], qtbot: QtBot
) -> None:
    made = desk(answer=None)
    screen = walking()
    until(lambda: screen.capturing.portal.may_hide)
    screen.capturing.take_region()
    until(lambda: made.asked)
    screen.close_screen()
    until(lambda: made.closed)


@pytest.mark.parametrize(
    ("permissions", "word"), [(GRANTED, "may take"), ({}, "asks once"), ({"pothole-oracle": ["no"]}, "settings")]
)
def test_the_permission_is_said_before_the_walk(
    ours: House, desk: Callable[..., Desk], qtbot: QtBot, permissions: dict[str, list[str]], word: str
) -> None:
    desk(permissions=permissions)
    page = SetOffPage(ours.context)
    qtbot.addWidget(page)
    page.show()
    page.show_journey(add_journey(ours, short_road()))
    until(lambda: any(word in each.text() for each in page.findChildren(QLabel) if each.isVisible()))


def test_the_desktop_can_be_asked_before_the_walk(ours: House, desk: Callable[..., Desk], qtbot: QtBot) -> None:
    made = desk(permissions={})
    page = SetOffPage(ours.context)
    qtbot.addWidget(page)
    page.show()
    page.show_journey(add_journey(ours, short_road()))
    until(lambda: page.permission.ask.isVisible())
    assert page.permission.state.text() == "Pictures of the screen: your desktop will ask"
    assert made.permissions is not None
    made.permissions.update(GRANTED)  # the person says yes in the dialog
    QTest.mouseClick(page.permission.ask, Qt.MouseButton.LeftButton)
    until(lambda: page.permission.state.text() == "Pictures of the screen: allowed")
    assert not page.permission.ask.isVisible()
    assert list(made.pictures.iterdir()) == [], "the picture that it took to ask is thrown away"


def test_a_mac_that_says_no_is_told_with_the_place_to_change_it(
    ours: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "here", lambda: ways.Environment(ways.Session.MACOS, may_record=False))
    state = PermissionState(DesktopPortal(ours.context.tasks, ours.context.bus))
    qtbot.addWidget(state)
    state.show()
    assert state.state.text() == "Pictures of the screen: not allowed"
    assert "Privacy & Security" in state.text.text()
    assert state.ask.isVisible()
    assert state.change.isVisible()


def test_where_no_system_asks_nothing_is_shown(ours: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ways, "here", lambda: ways.Environment(ways.Session.X11))
    state = PermissionState(DesktopPortal(ours.context.tasks, ours.context.bus))
    qtbot.addWidget(state)
    assert state.isHidden()
