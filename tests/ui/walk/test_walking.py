"""Walking a road by keys and pointer, on a real workspace."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from oracle.capture.grab import encoded
from oracle.model.ratings import LeaveReason, Outcome, PrivacyAnswer, Run, Source, WalkState
from oracle.ui import settings as settings_names
from oracle.ui.walk.cover_editor import CoverSheet
from oracle.ui.walk.keys_sheet import KeysSheet
from oracle.ui.walk.leave_sheet import LeaveSheet
from oracle.ui.walk.potholes_section import PotholeSheet
from oracle.ui.walk.scene import Mark
from oracle.ui.walk.screen import WalkScreen
from oracle.workspace import captures, clock, potholes, visits
from tests.ui.walk.conftest import Walking
from tests.ui.walk.rooms import (
    House,
    add_journey,
    add_walk,
    grab,
    house,
    outside_road,
    picture,
    settle,
    short_road,
    until,
)

NONE, SHIFT, CONTROL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)
KEYPAD = Qt.KeyboardModifier.KeypadModifier


def press(text: str, key: Qt.Key = Qt.Key.Key_unknown, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Types a character as a keyboard of any layout sends it: to the widget with the focus."""
    target = QApplication.focusWidget()
    assert target is not None
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))
    settle()


def focus() -> QWidget:
    """The widget with the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def sheet(screen: WalkScreen, kind: type) -> QWidget:
    """The sheet of that kind which is open."""
    until(lambda: any(isinstance(each, kind) and each.isVisible() for each in QApplication.topLevelWidgets()))
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


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
    screen.session.store_grab(grab())
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
    screen.session.store_grab(grab())
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


# ---- waits


def test_a_wait_begins_when_the_step_before_is_left_and_ends_when_it_came(ours: House, walking: Walking) -> None:
    screen = walking(step=1)
    press("1")
    screen.session.next()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    panel = screen.walking.panel
    assert panel.wait.isVisible()
    assert not panel.friction.isVisible()
    assert not panel.wait.never.isVisible()  # not due yet
    visit = screen.session.visit
    assert visit.promised_at is not None
    assert visit.wait_started_at is not None
    assert visit.promised_at - visit.wait_started_at == timedelta(days=3)
    panel.wait.not_yet.click()
    until(lambda: screen.session.visit.remind_at)
    panel.wait.came.click()
    until(lambda: ours.opened(screen.session.now.walk_id).visit(screen.session.step.id).came_at)  # type: ignore[union-attr]
    assert panel.friction.isVisible()
    assert "in time" in panel.wait.said.text()


def test_after_the_due_time_nothing_came_is_offered_and_proposes_a_pothole(ours: House, walking: Walking) -> None:
    screen = walking(step=2)
    step_id = screen.session.step.id
    now = clock.now()
    ours.write(
        visits.start_wait, screen.session.now.walk_id, step_id, promised_at=now - timedelta(hours=1),
        now=now - timedelta(days=3),
    )  # fmt: skip
    panel = screen.walking.panel
    until(panel.wait.never.isVisible)
    panel.wait.never.click()
    until(lambda: screen.session.now.potholes)
    assert screen.session.visit.valued_friction == 4
    assert screen.session.now.potholes_at(step_id)
    panel.wait.after_all.click()
    until(lambda: screen.session.visit.came_at)
    assert "late" in panel.wait.said.text()


def test_a_wait_is_written_as_a_calendar_file(ours: House, walking: Walking, tmp_path: Path) -> None:
    screen = walking(step=1)
    screen.session.next()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    screen.walking.panel.wait.write_calendar(tmp_path / "wait.ics")
    until(lambda: ours.said)
    assert b"Gets the parcel" in (tmp_path / "wait.ics").read_bytes()
    screen.walking.panel.wait.write_calendar(tmp_path / "no" / "wait.ics")
    until(lambda: len(ours.said) == 2)
    assert "could not be written" in ours.said[1][1]


def test_the_days_of_the_sample_pass_by_a_button(ours: House, walking: Walking) -> None:
    walk_id = add_walk(ours, add_journey(ours, outside_road(), sample=True))
    screen = walking(walk_id=walk_id, step=8)
    screen.session.next()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    button = screen.walking.panel.wait.days_later
    assert (button.isVisible(), button.text()) == (True, "3 days later")
    button.click()
    until(screen.walking.panel.wait.never.isVisible)
    assert not button.isVisible()


# ---- captures


def test_a_capture_is_shown_at_once_and_acknowledged_after_it_is_stored(ours: House, walking: Walking) -> None:
    screen = walking()
    said = screen.walking.capture_bar.said
    screen.session.store_grab(grab())
    assert len(screen.walking.panel.captures.thumbnails) == 1
    assert not said.text()  # not stored yet
    until(said.text)
    assert said.text().startswith("Captured ")
    (capture,) = ours.opened(screen.session.now.walk_id).captures
    assert (capture.url, capture.title, capture.source) == ("http://127.0.0.1/x", "A page", Source.PAGE)
    until(lambda: tuple(screen.walking.panel.captures.thumbnails) == (capture.id,))


def test_c_captures_the_screen_where_no_page_is_shown(ours: House, walking: Walking) -> None:
    screen = walking()
    press("c")
    until(lambda: screen.session.now.open.captures)
    assert screen.session.now.open.captures[0].source is Source.SCREEN


def test_a_picture_is_pasted_outside_fields_only(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    board = QGuiApplication.clipboard()
    board.setImage(picture())
    qtbot.keyClick(focus(), Qt.Key.Key_V, CONTROL)
    until(lambda: screen.session.now.open.captures)
    board.setText("typed")
    press("n")
    qtbot.keyClick(focus(), Qt.Key.Key_V, CONTROL)
    assert screen.walking.panel.note.text == "typed"
    assert len(screen.session.now.open.captures) == 1
    board.clear()


def test_broken_pictures_are_refused_in_a_sentence_and_the_walk_goes_on(
    ours: House, walking: Walking, tmp_path: Path
) -> None:
    screen = walking()
    good, broken, gone = tmp_path / "good.png", tmp_path / "broken.png", tmp_path / "gone.png"
    good.write_bytes(encoded(picture()))
    broken.write_bytes(good.read_bytes()[:300])
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in (broken, gone, good)])
    drop = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.walking.dropEvent(drop)
    until(lambda: len(ours.said) == 2 and screen.session.now.open.captures and not screen.session.pending)
    assert [capture.file_name for capture in screen.session.now.open.captures] == ["good.png"]
    assert all(level == "warning" and text.count("\n") == 0 for level, text in ours.said)
    press("2")
    assert screen.session.visit.friction == 2


def test_captures_are_captioned_ordered_moved_left_out_and_deleted_with_undo(ours: House, walking: Walking) -> None:
    screen = walking()
    session = screen.session
    for colour in ("#111111", "#222222", "#333333"):
        session.store_grab(grab(picture(colour)))
    until(lambda: len(session.now.open.captures) == 3)
    walk_id, step_id = session.now.walk_id, session.step.id
    a, b, c = (capture.id for capture in session.now.open.captures_at(step_id))
    session.caption(a, "The <b>price</b>")
    session.leave_out(b, True)
    session.order_captures([c, a, b])
    session.move_capture(b, session.now.steps[1].id)
    opened = ours.opened(walk_id)
    assert [capture.id for capture in opened.captures_at(step_id)] == [c, a]
    assert opened.captures_at(session.now.steps[1].id)[0].left_out
    undo: list[tuple[str, object]] = []
    ours.context.bus.undoable.connect(lambda text, back: undo.append((text, back)))
    thumbnail = screen.walking.panel.captures.thumbnails
    until(lambda: set(thumbnail) == {a, c})
    thumbnail[a].setFocus()
    press("", Qt.Key.Key_Delete)
    assert [capture.id for capture in ours.opened(walk_id).captures_at(step_id)] == [c]
    undo[0][1]()  # type: ignore[operator]
    assert len(ours.opened(walk_id).captures_at(step_id)) == 2
    assert ours.read(captures.get, a).caption == "The <b>price</b>"


def test_a_menu_offers_all_that_can_be_done_to_a_capture(walking: Walking) -> None:
    screen = walking()
    screen.session.store_grab(grab())
    until(lambda: screen.session.now.open.captures)
    menu = screen.walking.panel.captures.menu_for(screen.session.now.open.captures[0].id)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Cover private parts…", "Caption…", "Leave out of the report",
        "Move left", "Move right", "Move to step", "Delete",
    ]  # fmt: skip
    menu.deleteLater()


def test_private_parts_are_covered_by_pointer_and_by_keys(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=3)  # the private step
    panel = screen.walking.panel
    screen.session.store_grab(grab(picture(width=400, height=300)))
    until(lambda: screen.session.now.open.captures and panel.captures.privacy.isVisible())
    (capture,) = screen.session.now.open.captures
    panel.captures.edit_covers(capture.id)
    editor = sheet(screen, CoverSheet)
    assert isinstance(editor, CoverSheet)
    canvas, place = editor.canvas, editor.canvas.shown()
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(10, 20))
    qtbot.mouseMove(canvas, place.topLeft() + QPoint(60, 50))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(109, 69))
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Insert)
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    qtbot.keyClick(canvas, Qt.Key.Key_Down, SHIFT)
    assert editor.counted.text() == "2 blocks"
    editor.done_covering()
    until(lambda: not panel.captures.privacy.isVisible())
    stored = ours.read(captures.get, capture.id)
    first, second = stored.covers
    assert (first.x, first.y, first.width, first.height) == (10, 20, 100, 50)
    assert (second.x, second.height) == (150 + 10, 30 + 10)
    assert stored.privacy is PrivacyAnswer.HIDDEN


def test_captures_at_private_steps_ask_and_are_left_out_until_answered(walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=3)
    session, section = screen.session, screen.walking.panel.captures
    session.store_grab(grab())
    until(lambda: session.now.open.captures and section.privacy.isVisible())
    (capture,) = session.now.open.captures
    assert section.thumbnails[capture.id]._marked
    session.answer_privacy(capture.id, PrivacyAnswer.NOTHING_TO_HIDE)
    settle()
    assert not section.thumbnails[capture.id]._marked
    assert not section.privacy.isVisible()


# ---- set off and finish


def test_before_setting_off_the_tester_is_asked_for_once(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    journey_id = screen.session.now.open.journey.id
    screen.close_screen()
    screen.open(journey_id=journey_id)
    page = screen.set_off
    until(lambda: page._shown)
    assert page.name.text == "Mia"  # the only tester there is
    page.name.edit.clear()
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    assert "name" in page.name._error.text()
    qtbot.keyClicks(page.name.edit, "Tom")
    qtbot.keyClicks(page.place.edit, "On the train")
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    until(lambda: screen.session.scene)
    opened = ours.opened(screen.session.now.walk_id)
    assert (opened.tester.name, opened.walk.surroundings.place, opened.walk.number) == ("Tom", "On the train", 2)


def test_the_finish_asks_three_questions_and_goes_to_the_review(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=3)
    press("1")
    screen.session.set_fields(spent=Decimal("12.50"))
    walk_id = screen.session.now.walk_id
    screen.session.next()
    page = screen.finish
    assert screen.pages.currentWidget() is page
    assert "12.50" in page.spent.text()
    qtbot.mouseClick(page.ease.button(2), Qt.MouseButton.LeftButton)
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
