"""A re-walk takes the potholes along to their steps, and asks of each what became of it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from oracle.model.pothole import Pothole
from oracle.model.ratings import Run, State, Verdict
from oracle.ui.walk.check_again import CheckRow, OldPictures
from oracle.ui.walk.screen import WalkScreen
from oracle.ui.walk.set_off import SetOffPage
from oracle.workspace import captures, potholes, rewalks, walks
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


def type_on(screen: WalkScreen, text: str) -> None:
    """Types on whatever of the screen has the focus, whether or not its window is in front."""
    QTest.keyClicks(screen.focusWidget(), text)


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
    page.show_journey(journey_id)
    assert not page.go.isEnabled()  # the road is not read yet
    press(page.run._buttons[Run.TEN_MINUTE.value])
    until(lambda: page._shown)
    assert page.run.value == Run.TEN_MINUTE.value  # what was chosen meanwhile stays
    assert page.go.isEnabled()
    other = add_journey(ours, short_road())
    page.show_journey(other)
    until(lambda: page._shown and page._shown.journey.id == other)
    assert not again_button.isVisible()
    assert page.run.value == Run.FULL.value


def test_what_the_road_says_of_its_own_is_not_said_twice(ours: House, page: SetOffPage) -> None:
    road = replace(short_road(), hints=("Sign up with a fresh mailbox.", "Pay, and be refunded."))
    page.show_journey(add_journey(ours, road))

    def said() -> list[str]:
        return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]

    until(lambda: any(text.startswith("Sign out of your own shop") for text in said()))
    assert "Sign up with a fresh mailbox." in said()
    assert not any(text.startswith(("Use a fresh mailbox", "Pay safely")) for text in said())


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
    until(lambda: len(screen.session.now.unchecked()) == 2)
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


def test_verdicts_are_given_by_keys_and_the_road_tells_where(ours: House, walked: str, walking: Walking) -> None:
    tester_id = ours.opened(walked).tester.id
    screen = walking(walk_id=ours.write(rewalks.start, walked, tester_id=tester_id))
    panel, road = screen.walking.panel, screen.walking.road
    assert [row.unchecked for row in road.rows if row.step is not None] == [0, 2, 0, 1]
    second = next(row for row in road.rows if row.number == 2)
    assert "2 potholes to check again" in second.story
    type_on(screen, "v")  # nothing is to be checked at the first step
    assert ours.said[-1] == ("info", "Nothing is to be checked again at this step.")
    screen.session.next()
    until(panel.check_again.isVisible)
    first, other = row(screen, "No price at the counter"), row(screen, "Nobody says hello")
    type_on(screen, "v")
    assert first.holds_focus()
    type_on(screen, "3")
    assert first.verdict is Verdict.WORSE
    assert other.holds_focus()
    type_on(screen, "1")
    assert screen.focusWidget() is panel
    until(lambda: state(ours, first.hole) is State.OPEN and state(ours, other.hole) is State.VERIFIED)
    type_on(screen, "1")  # and now a digit is a friction again
    assert screen.session.visit.friction == 1
    until(lambda: [row.unchecked for row in road.rows if row.step is not None] == [0, 0, 0, 1])
    assert next(row for row in road.rows if row.number == 2).sign == "1.1"
    # Who clicks a verdict and goes on by digits rates the step.
    press(other.buttons[Verdict.STILL_THERE])
    type_on(screen, "2")
    assert screen.session.visit.friction == 2
    assert other.verdict is Verdict.STILL_THERE
