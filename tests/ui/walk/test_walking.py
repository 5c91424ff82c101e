"""Walking a road by keys and pointer, on a real workspace."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton
from pytestqt.qtbot import QtBot

from oracle.model.ratings import LeaveReason, Outcome, Run, WalkState
from oracle.ui import settings as settings_names
from oracle.ui.walk.keys_sheet import KeysSheet
from oracle.ui.walk.leave_sheet import LeaveSheet
from oracle.ui.walk.potholes_section import PotholeSheet
from oracle.ui.walk.scene import Mark
from oracle.ui.walk.screen import WalkScreen
from oracle.ui.widgets import Toasts
from oracle.workspace import potholes
from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import CONTROL, KEYPAD, NONE, SHIFT, focus, press, sheet
from tests.ui.walk.rooms import (
    House,
    add_journey,
    add_walk,
    grab,
    house,
    outside_road,
    settle,
    short_road,
    until,
)

# ---- by keys only


def test_a_walk_is_walked_by_keys_only(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    press("3")
    press("f")
    press("2")
    press("n")
    qtbot.keyClicks(focus(), "No word 4 c p")  # digits and letters belong to the field now
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    press("1")  # now it is a friction again
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL)
    press("4")
    qtbot.keyClick(focus(), Qt.Key.Key_Enter, CONTROL | KEYPAD)
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CONTROL | SHIFT)
    assert screen.session.step.number == 2
    opened = ours.opened(screen.session.now.walk_id)
    first, second = opened.visit(opened.version.steps[0].id), opened.visit(opened.version.steps[1].id)
    assert first is not None
    assert second is not None
    assert (first.friction, first.feeling, first.note, first.outcome) == (1, -1, "No word 4 c p", Outcome.DONE)
    assert (second.friction, second.outcome) == (4, Outcome.BLOCKED)
    assert opened.walk.current_step_id == opened.version.steps[1].id


@pytest.mark.parametrize(
    ("text", "key", "modifiers", "friction"),
    [
        ("2", Qt.Key.Key_2, NONE, 2),  # us, de
        ("2", Qt.Key.Key_2, SHIFT, 2),  # fr: digits are shifted
        ("é", Qt.Key.Key_Eacute, NONE, None),  # fr: the same key without shift
        ("2", Qt.Key.Key_2, KEYPAD, 2),
        ("0", Qt.Key.Key_0, KEYPAD, 0),
        ("à", Qt.Key.Key_Agrave, NONE, None),  # fr: the key of 0
        ("2", Qt.Key.Key_2, CONTROL, None),
    ],
)
def test_frictions_are_typed_on_us_de_and_fr_layouts(
    walking: Walking, text: str, key: Qt.Key, modifiers: Qt.KeyboardModifier, friction: int | None
) -> None:
    screen = walking()
    press(text, key, modifiers)
    assert screen.session.visit.friction == friction


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [(Qt.Key.Key_Question, SHIFT), (Qt.Key.Key_ssharp, SHIFT), (Qt.Key.Key_Comma, SHIFT)],  # us, de, fr
)
def test_a_question_mark_shows_all_keys_on_every_layout(
    walking: Walking, key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    screen = walking()
    press("?", key, modifiers)
    sheet(screen, KeysSheet).close()


def test_feelings_move_by_arrows_and_then_digits_are_frictions_again(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    press("f")
    qtbot.keyClick(focus(), Qt.Key.Key_Right)
    qtbot.keyClick(focus(), Qt.Key.Key_Space)
    assert screen.session.visit.feeling == -1
    press("5")
    assert screen.session.visit.feeling == 2
    press("4")
    assert (screen.session.visit.feeling, screen.session.visit.friction) == (2, 4)


def test_typing_is_stored_within_a_second_also_while_it_goes_on(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    press("n")
    qtbot.keyClicks(focus(), "first")
    stored = lambda: ours.opened(screen.session.now.walk_id).visits  # noqa: E731
    until(lambda: [visit.note for visit in stored()] == ["first"])


def test_a_quit_in_the_middle_of_typing_loses_nothing_and_the_walk_resumes_there(qtbot: QtBot, tmp_path: Path) -> None:
    first = house(tmp_path)
    walk_id = add_walk(first, add_journey(first, short_road()))
    screen = WalkScreen(first.context)
    screen.open(walk_id=walk_id)
    until(lambda: screen.session.scene)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    screen.session.next()
    screen.walking.panel.setFocus()
    until(QApplication.focusWidget)
    press("n")
    qtbot.keyClicks(focus(), "Nobody was th")
    screen.session.store_grab(grab(), screen.session.visit)
    assert first.context.tasks.close()  # what a quit does: it hands over, writes and closes
    screen.close()
    screen.deleteLater()
    settle()

    second = house(tmp_path)
    again = WalkScreen(second.context)
    again.open(walk_id=walk_id)
    until(lambda: again.session.scene)
    assert again.session.step.number == 2
    assert again.session.visit.note == "Nobody was th"
    assert len(again.session.now.open.captures) == 1
    again.close_screen()
    again.deleteLater()
    second.close()


def test_a_paused_walk_resumes_on_the_same_step(ours: House, walking: Walking) -> None:
    screen = walking()
    screen.session.next()
    walk_id = screen.session.now.walk_id
    screen.pause()
    until(lambda: ours.went)
    assert ours.went == [("journeys", {})]
    assert ours.opened(walk_id).walk.state is WalkState.PAUSED
    screen.close_screen()
    screen.open(walk_id=walk_id)
    until(lambda: screen.session.scene)
    assert screen.session.step.number == 2
    assert ours.opened(walk_id).walk.state is WalkState.RUNNING


# ---- the road


def test_any_step_of_the_road_can_be_gone_to(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    press("2")
    road = screen.walking.road
    index = next(at for at, row in enumerate(road.rows) if row.number == 4)
    qtbot.mouseClick(
        road.viewport(), Qt.MouseButton.LeftButton, pos=road.visualRect(road.model().index(index, 0)).center()
    )
    assert screen.session.step.number == 4
    marks = [row.mark for row in road.rows if row.step is not None]
    assert marks == [Mark.DONE, Mark.TO_COME, Mark.WAITING, Mark.CURRENT]
    road.setFocus()
    qtbot.keyClick(road, Qt.Key.Key_Up)
    qtbot.keyClick(road, Qt.Key.Key_Up)
    qtbot.keyClick(road, Qt.Key.Key_Return)
    assert screen.session.step.number in {2, 3}


def test_letters_typed_in_the_road_are_the_walks(walking: Walking) -> None:
    screen = walking()
    screen.walking.road.setFocus()
    press("3")
    assert screen.session.visit.friction == 3


def test_a_ten_minute_walk_meets_the_moments_of_truth_only(ours: House, walking: Walking) -> None:
    walk_id = add_walk(ours, add_journey(ours, outside_road()), Run.TEN_MINUTE)
    screen = walking(walk_id=walk_id)
    assert [step.number for step in screen.session.now.steps] == [4, 8, 11]
    screen.session.next()
    assert screen.session.step.number == 8


def test_skipping_says_how_and_a_rating_takes_it_back(walking: Walking) -> None:
    screen = walking()
    first = screen.session.step.id
    screen.session.skip(Outcome.CANNOT_TELL)
    assert screen.session.now.visit(first).outcome is Outcome.CANNOT_TELL
    screen.session.back()
    press("2")
    until(lambda: screen.session.visit.outcome is Outcome.DONE)
    assert screen.session.visit.friction == 2


def test_the_dark_button_is_capture_until_a_friction_is_given_then_next(walking: Walking) -> None:
    screen = walking()
    panel = screen.walking.panel
    assert (panel.captures.capture.property("look"), panel.foot.next.property("look")) == ("dark", "plain")
    assert panel.foot.next.isEnabled()
    press("0")
    assert (panel.captures.capture.property("look"), panel.foot.next.property("look")) == ("plain", "dark")


# ---- what is said of a step


def test_checklist_lines_have_three_states(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    line = screen.session.step.checklist[0]
    tick = screen.walking.panel._checks[line.id]
    for expected in (True, False, None):
        qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
        assert dict(screen.session.visit.answers).get(line.id) is expected
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert ours.opened(screen.session.now.walk_id).visits[0].answers == ((line.id, True),)


def test_tab_goes_through_the_checklist_before_the_ratings(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    panel = screen.walking.panel
    stops = [*panel._checks.values(), panel.friction.findChildren(QAbstractButton)[0]]
    assert len(stops) > 2
    panel.tabs.setFocus()
    here = panel.tabs
    for _stop in range(6):  # what the step shows above its checklist
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        here = screen.window().focusWidget()
        if here is stops[0]:
            break
    for stop, following in pairwise(stops):
        assert screen.window().focusWidget() is stop
        qtbot.keyClick(stop, Qt.Key.Key_Tab)
        assert screen.window().focusWidget() is following


def test_extras_store_scales_and_money_and_refuse_words(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    extras = screen.walking.panel.extras
    qtbot.mouseClick(extras.opener, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(extras.scales["care"]._group.button(4), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(extras.spent.edit, "89,50")
    extras.flush()
    qtbot.keyClicks(extras.minutes.edit, "many")
    extras.flush()
    visit = ours.opened(screen.session.now.walk_id).visits[0]
    assert (visit.care, visit.spent) == (4, Decimal("89.50"))
    assert visit.seconds < 60
    assert extras.minutes._error.text() == "Write whole minutes."


def test_leaving_asks_why_and_walks_on_by_default(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    press("l")
    asked = sheet(screen, LeaveSheet)
    assert isinstance(asked, LeaveSheet)
    qtbot.mouseClick(asked.reasons.buttons()[2], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    visit = ours.opened(screen.session.now.walk_id).visits[0]
    assert (visit.outcome, visit.leave_reason, visit.valued_friction) == (Outcome.LEFT, LeaveReason.TRAP, 4)
    assert screen.pages.currentWidget() is screen.walking
    screen.session.stay_after_all()
    assert ours.opened(screen.session.now.walk_id).visits[0].outcome is None


def test_leaving_can_end_the_walk(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    press("l")
    asked = sheet(screen, LeaveSheet)
    assert isinstance(asked, LeaveSheet)
    qtbot.mouseClick(asked.end, Qt.MouseButton.LeftButton)
    until(lambda: screen.pages.currentWidget() is screen.finish)
    assert ours.opened(screen.session.now.walk_id).walk.state is WalkState.FINISHED


def test_a_pothole_is_one_key_away_and_takes_the_captures_along(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    screen.session.store_grab(grab(), screen.session.visit)
    until(lambda: screen.session.now.open.captures)
    press("p")
    asked = sheet(screen, PotholeSheet)
    assert isinstance(asked, PotholeSheet)
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert asked.title._error.text() == "Say in a few words what it is."
    qtbot.keyClicks(asked.title.edit, "No <b>price</b> & no date")
    qtbot.keyClick(asked.title.edit, Qt.Key.Key_Return)
    until(lambda: screen.session.now.potholes)
    (hole,) = ours.read(potholes.of_walk, screen.session.now.walk_id)
    assert (hole.title, hole.severity, hole.bright) == ("No <b>price</b> & no date", None, False)
    assert hole.capture_ids == (screen.session.now.open.captures[0].id,)


def test_ctrl_enter_marks_it_from_any_field(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    press("p")
    asked = sheet(screen, PotholeSheet)
    assert isinstance(asked, PotholeSheet)
    qtbot.keyClicks(asked.title.edit, "No price")
    asked.saw.setFocus()
    qtbot.keyClicks(asked.saw, "Nowhere")
    qtbot.keyClick(asked.saw, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: screen.session.now.potholes)
    assert screen.session.now.potholes[0].saw == "Nowhere"


def test_words_for_a_pothole_come_back_after_escape(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    toasts = Toasts(screen)
    screen.context.bus.undoable.connect(toasts.undoable)
    step = screen.session.step
    press("p")
    qtbot.keyClick(sheet(screen, PotholeSheet), Qt.Key.Key_Escape)
    assert toasts.shown is None  # nothing was typed
    until(lambda: not any(isinstance(each, PotholeSheet) for each in QApplication.topLevelWidgets()))
    screen.walking.panel.potholes.ask_pothole()
    asked = sheet(screen, PotholeSheet)
    assert isinstance(asked, PotholeSheet)
    qtbot.keyClicks(asked.title.edit, "No price")
    qtbot.keyClicks(asked.saw, "Nowhere")
    asked.cause.setCurrentIndex(2)
    cause = asked.cause.currentData()
    qtbot.keyClick(asked.saw, Qt.Key.Key_Escape)
    until(lambda: not any(isinstance(each, PotholeSheet) for each in QApplication.topLevelWidgets()))
    screen.session.next()
    assert toasts.shown is not None
    qtbot.mouseClick(toasts.shown.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    again = sheet(screen, PotholeSheet)
    assert isinstance(again, PotholeSheet)
    qtbot.keyClick(again.title.edit, Qt.Key.Key_Return)
    until(lambda: screen.session.now.potholes)
    (hole,) = screen.session.now.potholes
    assert (hole.title, hole.saw, hole.cause) == ("No price", "Nowhere", cause)
    assert screen.session.now.marked_at(step.id) == (hole,)
    left = screen.walking.panel.potholes.ask_pothole()
    assert isinstance(left, PotholeSheet)
    qtbot.keyClicks(left.title.edit, "Too late")
    screen.close_screen()
    qtbot.keyClick(left, Qt.Key.Key_Escape)  # the walk is closed: nothing to offer, and no fault


# ---- set off and finish


def test_before_setting_off_the_tester_is_asked_for_once(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    journey_id = screen.session.now.open.journey.id
    screen.close_screen()
    screen.open(journey_id=journey_id)
    page = screen.set_off
    until(lambda: page._shown)
    assert page.name.text == "Mia"  # the only tester there is
    fields = [page.system, page.browser, page.screen_size, page.place]  # as they are read
    fields[0].edit.setFocus()
    for field, following in pairwise(fields):
        qtbot.keyClick(field.edit, Qt.Key.Key_Tab)
        assert screen.window().focusWidget() is following.edit
    page.name.edit.clear()
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert "name" in page.name._error.text()
    qtbot.keyClicks(page.name.edit, "Tom")
    qtbot.keyClicks(page.place.edit, "On the train")
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    until(lambda: screen.session.scene)
    opened = ours.opened(screen.session.now.walk_id)
    assert (opened.tester.name, opened.walk.surroundings.place, opened.walk.number) == ("Tom", "On the train", 2)
    # Somebody else walks once at this machine: it stays the machine of the first.
    until(lambda: ours.context.settings.get(settings_names.TESTER) == opened.tester.id)
    screen.open(journey_id=journey_id, back=("journey", {"journey_id": journey_id}))
    until(page.go.isEnabled)
    assert page.name.text == "Tom"
    page.name.set_text("Ravi")
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    until(lambda: screen.session.scene and screen.session.scene.open.tester.name == "Ravi")
    assert ours.context.settings.get(settings_names.TESTER) == opened.tester.id
    page._not_now()
    assert ours.went[-1] == ("journey", {"journey_id": journey_id})


def test_the_finish_asks_three_questions_and_goes_to_the_review(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=3)
    press("1")
    screen.session.set_fields(spent=Decimal("12.50"))
    walk_id = screen.session.now.walk_id
    screen.session.next()
    page = screen.finish
    assert screen.pages.currentWidget() is page
    assert "12.50" in page.spent.text()
    assert page.said.text().startswith("1 of 4 steps rated")
    qtbot.keyClick(page.finish, Qt.Key.Key_2)
    qtbot.keyClicks(page.surprised, "The wait")
    qtbot.keyClicks(page.over_coffee, "Answer the phone")
    qtbot.mouseClick(page.finish, Qt.MouseButton.LeftButton)
    until(lambda: ours.went)
    assert ours.went == [("review", {"walk_id": walk_id})]
    walk = ours.opened(walk_id).walk
    assert (walk.ease, walk.surprised, walk.over_coffee) == (2, "The wait", "Answer the phone")
    assert walk.state is WalkState.FINISHED


def test_expected_comes_before_experienced_where_it_is_wanted(ours: House, walking: Walking, qtbot: QtBot) -> None:
    ours.context.settings.set(settings_names.EXPECTED_FIRST, True)
    screen = walking()
    panel = screen.walking.panel
    assert panel.expected.isVisible()
    panel.expected.setFocus()
    qtbot.keyClicks(panel.expected, "A price")
    qtbot.keyClick(panel.expected, Qt.Key.Key_Escape)
    assert ours.opened(screen.session.now.walk_id).visits[0].expected == "A price"


def test_the_text_of_a_journey_is_never_read_as_markup(walking: Walking) -> None:
    panel = walking().walking.panel
    assert panel.does.text() == "Reads the banner & <b>decides</b>."
    assert panel.does.textFormat() is Qt.TextFormat.PlainText


def test_a_walk_deleted_elsewhere_says_so_and_goes_home(ours: House, walking: Walking) -> None:
    from oracle.workspace import walks

    screen = walking()
    ours.write(walks.delete, screen.session.now.walk_id)
    until(lambda: ours.went)
    assert ours.went == [("journeys", {})]
    assert ours.said


def test_tab_leaves_the_ways_to_skip_again(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    foot = screen.walking.panel.foot
    foot.skip.main.setFocus()
    for here, following in pairwise([foot.skip.main, foot.skip.arrow, foot.leave, foot.next]):
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        assert screen.window().focusWidget() is following
