"""Walks on a real workspace, shown in a real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from oracle.model.journey import Template
from oracle.ui.walk.screen import WalkScreen
from tests.ui.walk.rooms import House, add_journey, add_walk, settle, short_road, until

Walking = Callable[..., WalkScreen]


@pytest.fixture
def walking(ours: House, qtbot: QtBot) -> Iterator[Walking]:
    """Opens a walk in a screen of its own: of the short road, or of the one given."""
    screens: list[WalkScreen] = []

    def go(
        road: Template | None = None, *, walk_id: str = "", step: int = 0, url: str = "http://127.0.0.1:9/"
    ) -> WalkScreen:
        if not walk_id:
            walk_id = add_walk(ours, add_journey(ours, road or short_road(), url))
        screen = WalkScreen(ours.context)
        screens.append(screen)
        screen.resize(1280, 800)
        screen.open(walk_id=walk_id)
        until(lambda: screen.session.scene)
        if step:
            screen.session.go_to(screen.session.now.steps[step].id)
        screen.show()
        qtbot.waitExposed(screen)
        screen.activateWindow()
        screen.walking.panel.setFocus()
        settle()
        return screen

    yield go
    for screen in screens:
        screen.close_screen()
        gone: list[bool] = []
        screen.browsing.dispose(lambda gone=gone: gone.append(True))
        until(lambda gone=gone: gone)
        screen.close()
        screen.deleteLater()
    settle()
