"""A re-walk takes the potholes along to their steps, and asks of each what became of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from oracle.model.pothole import Pothole
from oracle.model.ratings import Run, State, Verdict
from oracle.ui.walk.check_again import CheckRow, OldPictures, unchecked
from oracle.ui.walk.screen import WalkScreen
from oracle.ui.walk.set_off import SetOffPage
from oracle.workspace import captures, potholes, walks
from tests.ui.walk.conftest import Walking
from tests.ui.walk.rooms import House, add_journey, add_walk, grab, settle, short_road, until


@pytest.fixture
def walked(ours: House) -> str:
    """A finished walk with a captured pothole at its second step, a repaired one there too, and one at the last."""
    walk_id = add_walk(ours, add_journey(ours, short_road()))
    steps = ours.opened(walk_id).version.steps
    ours.write(captures.add, walk_id, steps[1].id, grab().shot())
    one = ours.write(potholes.add, walk_id, steps[1].id, title="No price at the counter", severity=3)
    two = ours.write(potholes.add, walk_id, steps[1].id, title="Nobody says hello", severity=2, capture_ids=())
    ours.write(potholes.add, walk_id, steps[3].id, title="Asks twice", severity=1)
    ours.write(potholes.set_fields, two, state=State.REPAIRED)
    ours.write(walks.finish, walk_id)
    assert one
    return walk_id


@pytest.fixture
def page(ours: House, walked: str, qtbot: QtBot) -> SetOffPage:
    made = SetOffPage(ours.context)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def press(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def again(ours: House, page: SetOffPage, walked: str) -> str:
    """Sets off for the re-walk as a person does."""
    started: list[str] = []
    page.started.connect(started.append)
    page.show_journey(ours.opened(walked).journey.id, walked)
    until(lambda: page._shown)
    page.name.set_text("Mia")
    press(page.go)
    until(lambda: started)
    return started[0]


def state(ours: House, hole: Pothole) -> State:
    found = ours.read(potholes.get, hole.id)
    assert isinstance(found, Pothole)
    return found.state


def row(screen: WalkScreen, title: str) -> CheckRow:
    return next(each for each in screen.walking.panel.check_again.rows.values() if each.hole.title == title)


def test_setting_off_offers_a_rewalk_where_there_is_something_to_check(
    ours: House, page: SetOffPage, walked: str
) -> None:
    journey_id = ours.opened(walked).journey.id
    page.show_journey(journey_id)
    until(lambda: page._shown)
    again_button = page.run._buttons[Run.RE_WALK.value]
    assert again_button.isVisible()
    assert page.run.value == Run.FULL.value
    press(again_button)
    assert "3 potholes are taken along" in page.far.text()
    other = add_journey(ours, short_road())
    page.show_journey(other)
    until(lambda: page._shown and page._shown.journey.id == other)
    assert not again_button.isVisible()


def test_a_rewalk_checks_each_pothole_at_its_step(ours: House, page: SetOffPage, walked: str, walking: Walking) -> None:
    walk_id = again(ours, page, walked)
    assert ours.opened(walk_id).walk.rewalk_of == walked
    screen = walking(walk_id=walk_id)
    section = screen.walking.panel.check_again
    assert section.isHidden()
    screen.session.next()
    until(section.isVisible)
    assert [each.hole.title for each in section.rows.values()] == ["No price at the counter", "Nobody says hello"]
    first, second = row(screen, "No price at the counter"), row(screen, "Nobody says hello")
    until(lambda: not first.picture._image.isNull())
    assert second.picture.isHidden()
    assert "not checked" in first.state.text()
    assert screen.walking.panel.potholes._shown == ()  # they are not marked anew here
    press(first.buttons[Verdict.FIXED])
    press(second.buttons[Verdict.STILL_THERE])
    until(lambda: state(ours, first.hole) is State.VERIFIED and state(ours, second.hole) is State.BACK_AGAIN)
    until(lambda: first.state.text() == "Fixed" and second.state.text() == "Still there")
    # A slip is taken back by pressing it again.
    first.buttons[Verdict.FIXED].setFocus()
    QTest.keyClick(first.buttons[Verdict.FIXED], Qt.Key.Key_Space)
    until(lambda: state(ours, first.hole) is State.OPEN)
    settle()
    assert not first.buttons[Verdict.FIXED].isChecked()
    screen.session.next()
    screen.session.next()
    assert [each.hole.title for each in section.rows.values()] == ["Asks twice"]
    until(lambda: len(unchecked(screen.session.now)) == 2)
    screen.session.over.emit()
    said = screen.finish.unchecked.text()
    assert said.startswith("2 potholes were not checked again")
    assert "“No price at the counter”" in said


def test_the_old_picture_opens_beside_the_new_one(ours: House, page: SetOffPage, walked: str, walking: Walking) -> None:
    screen = walking(walk_id=again(ours, page, walked), step=1)
    until(lambda: screen.walking.panel.check_again.rows)
    screen.session.store_grab(grab(), screen.session.visit)
    until(lambda: len(screen.session.now.open.captures) == 1)
    first = row(screen, "No price at the counter")
    QTest.mouseClick(first.picture, Qt.MouseButton.LeftButton)
    (sheet,) = screen.findChildren(OldPictures)
    until(lambda: sheet.pictures.has_both)
    sheet.accept()
