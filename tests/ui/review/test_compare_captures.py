"""Two captures of a walk compared in the review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from oracle.ui.review.compare_captures import CompareCaptures
from oracle.ui.review.session import ReviewSession
from oracle.ui.widgets.compare_canvas import Way
from oracle.workspace import captures
from tests.ui.walk.rooms import House, add_journey, add_walk, grab, house, picture, short_road, until


@pytest.fixture
def ours(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    made = house(tmp_path)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


def session_with(ours: House, count: int) -> ReviewSession:
    """A walk with that many captures at its first two steps, in turn."""
    walk_id = add_walk(ours, add_journey(ours, short_road()))
    steps = ours.opened(walk_id).version.steps
    for at in range(count):
        colour = ("#2E6B4A", "#B7791F", "#1F5FA8")[at % 3]
        ours.write(captures.add, walk_id, steps[at % 2].id, grab(picture(colour)).shot())
    made = ReviewSession(ours.context)
    made.open(walk_id)
    until(lambda: made.scene)
    return made


def test_it_opens_with_the_capture_and_the_next_one_and_they_can_be_swapped(ours: House, qtbot: QtBot) -> None:
    session = session_with(ours, 3)
    shots = sorted(session.now.open.captures, key=lambda shot: shot.taken_at)
    window = QWidget()
    qtbot.addWidget(window)
    sheet = CompareCaptures(session, shots[1].id, window)
    sheet.open()
    until(lambda: sheet.pictures.has_both)
    assert (sheet.then.currentData(), sheet.now.currentData()) == (shots[1].id, shots[2].id)
    assert [sheet.then.itemText(at).split("  ")[0] for at in range(3)] == ["1.1", "1.2", "2"]
    before = sheet.pictures.canvas.then.image
    sheet._swap()
    until(lambda: sheet.pictures.canvas.now.image == before and sheet.pictures.has_both)
    assert (sheet.then.currentData(), sheet.now.currentData()) == (shots[2].id, shots[1].id)


def test_the_last_capture_is_compared_with_the_one_before(ours: House, qtbot: QtBot) -> None:
    session = session_with(ours, 2)
    shots = sorted(session.now.open.captures, key=lambda shot: shot.taken_at)
    window = QWidget()
    qtbot.addWidget(window)
    sheet = CompareCaptures(session, shots[1].id, window)
    sheet.open()
    assert (sheet.then.currentData(), sheet.now.currentData()) == (shots[0].id, shots[1].id)
    until(lambda: sheet.pictures.has_both)


def test_what_differs_is_shown_for_them(ours: House, qtbot: QtBot) -> None:
    session = session_with(ours, 2)
    window = QWidget()
    qtbot.addWidget(window)
    sheet = CompareCaptures(session, session.now.open.captures[0].id, window)
    sheet.open()
    until(lambda: sheet.pictures.has_both)
    button = sheet.pictures.ways._buttons[Way.DIFFERENCE.value]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    until(lambda: not sheet.pictures.canvas.difference.image.isNull())
    assert sheet.pictures.canvas.said == ""
