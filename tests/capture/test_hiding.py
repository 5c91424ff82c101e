"""A window that was hidden has gone when the screen shows something else in its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from oracle.capture import hiding


@pytest.fixture
def windows(qtbot: QtBot) -> Iterator[tuple[QWidget, QWidget]]:
    """Another program's window, and ours over a part of it."""
    under, ours = QWidget(), QWidget()
    under.setStyleSheet("background: #ffffff")
    ours.setStyleSheet("background: #336699")
    under.setGeometry(20, 20, 400, 300)
    ours.setGeometry(60, 60, 200, 150)
    for window in (under, ours):
        window.show()
        qtbot.waitExposed(window)
    yield under, ours
    for window in (under, ours):
        window.close()
        window.deleteLater()


def test_a_window_is_there_until_the_screen_shows_what_lay_under_it(
    windows: tuple[QWidget, QWidget], qtbot: QtBot
) -> None:
    under, ours = windows
    qtbot.waitUntil(lambda: ours.screen().grabWindow(0, 100, 100, 1, 1).toImage().pixelColor(0, 0).blue() == 0x99)
    seen = hiding.shown([ours])
    assert hiding.still_there(seen)
    ours.hide()
    under.setStyleSheet("background: #336699")  # as long as it has not painted itself, ours is seen
    qtbot.waitUntil(lambda: under.screen().grabWindow(0, 300, 300, 1, 1).toImage().pixelColor(0, 0).blue() == 0x99)
    assert hiding.still_there(seen)
    under.setStyleSheet("background: #ffffff")
    qtbot.waitUntil(lambda: not hiding.still_there(seen))


def test_a_window_that_was_not_in_view_is_not_waited_for(windows: tuple[QWidget, QWidget]) -> None:
    _, ours = windows
    ours.hide()
    assert hiding.shown([ours]) == ()
    assert not hiding.still_there(())
