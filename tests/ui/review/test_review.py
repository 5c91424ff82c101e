"""A walk is read, corrected and judged in the review, by mouse and keys, on a real workspace file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from oracle.method.cures import Cure
from oracle.method.playbook import for_cause
from oracle.model.dip import DipCause
from oracle.model.ratings import Cause, Effort, LeaveReason, Outcome, PrivacyAnswer, Verdict, WalkState
from oracle.model.test_customer import TraceKind
from oracle.report.content.formulas import Topic
from oracle.ui.widgets import ChartView
from oracle.workspace import (
    captures,
    dip_answers,
    pothole_verdicts,
    potholes,
    rewalks,
    test_customers,
    testers,
    trash,
    visits,
    walks,
)
from tests.ui.review import sample
from tests.ui.review.room import Room, room, texts
from tests.ui.walk.rooms import settle, until


@pytest.fixture
def fresh(tmp_path: Path, qapp: object) -> Iterator[Room]:
    yield from room(tmp_path, rated=False)


@pytest.fixture
def judged(tmp_path: Path, qapp: object) -> Iterator[Room]:
    yield from room(tmp_path, rated=True)


# ---- what is shown


def test_the_review_says_who_walked_when_and_how_smooth_it_was(judged: Room) -> None:
    assert judged.screen.page.heading.text() == "Buy a variegated Monstera on sale"
    assert (
        judged.screen.page.under.text()
        == "Walked as Wendy, 34, by Mia Torres · 6 – 23 October 2025 · all 12 steps rated"
    )
    assert judged.screen.quality.number.text() == "63"
    assert "Σ w·f" in judged.screen.quality.toolTip()


def test_the_quality_says_since_which_walk_it_changed(judged: Room) -> None:
    assert "since" not in judged.screen.quality.beside.text()
    day = sample.START + timedelta(days=30)
    judged.home.read(sample.again, judged.sample.walk_id, frictions=(0,), now=day)  # too little to compare with
    third = judged.home.read(sample.again, judged.sample.walk_id, frictions=(0,) * 12, now=day)
    judged.screen.open(walk_id=third)
    until(lambda: judged.screen.session.earlier)
    shown = judged.screen.quality
    assert shown.beside.text() == "of 100, road quality\nup 37 since walk 1"
    told = (
        "Up 37 since walk 1 of 6 October 2025, the last one that can be compared. "
        "The change counts the steps that were rated in both walks."
    )
    assert told in shown.accessibleDescription()
    judged.open()
    assert "since" not in shown.beside.text()


def test_the_readings_of_a_re_walk_are_of_what_it_met_as_in_its_report(judged: Room) -> None:
    tester = judged.home.read(testers.list_all)[0].id
    again = judged.home.read(rewalks.start, judged.sample.walk_id, tester_id=tester).id
    one, other, *_rest = judged.sample.potholes
    judged.home.read(pothole_verdicts.judge, one, again, Verdict.STILL_THERE)
    judged.home.read(pothole_verdicts.judge, other, again, Verdict.FIXED)
    judged.screen.open(walk_id=again)
    until(lambda: judged.screen.session.scene is not None and judged.screen.session.now.walk_id == again)
    assert len(judged.screen.session.potholes) == len(judged.sample.potholes)
    assert [hole.id for hole in judged.screen.session.record.potholes] == [one]


def test_a_click_on_a_step_of_the_road_opens_its_details(judged: Room) -> None:
    chart = judged.screen.profile.chart
    hit = next(each for each in chart.chart.hits if each.key == f"step:{judged.sample.steps[4]}")  # type: ignore[union-attr]
    QTest.mouseClick(
        chart, Qt.MouseButton.LeftButton, pos=QPoint(round(hit.x + hit.width / 2), round(hit.y + hit.height - 4))
    )
    judged.stored()
    assert judged.screen.table.open_id == judged.sample.steps[4]
    assert judged.screen.details.note.text == judged.walk().visit(judged.sample.steps[4]).note  # type: ignore[union-attr]


def test_a_click_on_a_sign_in_the_road_opens_its_pothole(judged: Room) -> None:
    chart = judged.screen.profile.chart
    hit = next(each for each in chart.chart.hits if each.key == f"pothole:{judged.sample.potholes[5]}")  # type: ignore[union-attr]
    centre = QPointF(hit.x + hit.width / 2, hit.y + hit.height / 2).toPoint()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=centre)
    assert judged.screen.panel.pothole_id == judged.sample.potholes[5]
    assert not judged.screen.panel.isHidden()


def _place(chart: ChartView, key: str) -> QPoint:
    place = chart.place_of(key)
    return QPoint(place.center().x(), place.bottom() - 4)


def test_the_pointer_over_a_step_tells_its_story(judged: Room) -> None:
    profile = judged.screen.profile
    QTest.mouseMove(profile.chart, _place(profile.chart, f"step:{judged.sample.steps[9]}"))
    until(lambda: profile.story is not None and profile.story.isVisible())
    assert profile.story is not None
    told = texts(profile.story)
    for part in (
        "10  Waits for the parcel",
        "Blocked",
        "Angry",
        "Tracking link dead, no one answers",
        "3 minutes here",
    ):
        assert part in told
    judged.screen.page.area.verticalScrollBar().setValue(60)
    assert not profile.story.isVisible()


def test_arrows_go_along_the_road_tell_each_story_and_enter_goes_to_the_step(judged: Room) -> None:
    profile = judged.screen.profile
    profile.chart.setFocus(Qt.FocusReason.TabFocusReason)
    assert profile.story is not None
    assert profile.story.key == f"step:{judged.sample.steps[0]}"
    QTest.keyClick(profile.chart, Qt.Key.Key_Right)  # the star of its bright spot
    assert profile.story.key == f"pothole:{judged.sample.brights[0]}"
    assert "Bright spot" in texts(profile.story)
    QTest.keyClick(profile.chart, Qt.Key.Key_Right)
    assert profile.story.key == f"step:{judged.sample.steps[1]}"
    assert "Taps through to the shop" in profile.chart.accessibleDescription()
    QTest.keyClick(profile.chart, Qt.Key.Key_Return)
    judged.stored()
    assert judged.screen.table.open_id == judged.sample.steps[1]
    assert not profile.story.isVisible()


def test_rows_are_walked_and_opened_by_keys(judged: Room) -> None:
    first = judged.screen.table.rows[0]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    second = judged.screen.table.rows[1]
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    assert judged.screen.table.open_id == second.step.id
    QTest.keyClick(second, Qt.Key.Key_Escape)
    assert judged.screen.table.open_id == ""
    QTest.keyClick(second, Qt.Key.Key_Return)
    judged.screen.details.note.setFocus()
    judged.screen.table.close_details()
    assert second.hasFocus()  # or the page would scroll to whatever is next


def test_the_dip_and_what_did_not_happen_are_said_in_words(judged: Room) -> None:
    said = texts(judged.screen.readings)
    assert "Delighted to Angry in 3 days" in said
    assert "What did not happen" in said
    assert "rougher" in said


def test_cause_and_cures_of_the_dip_are_asked_and_stored(judged: Room) -> None:
    low = judged.sample.steps[9]
    asked = judged.screen.readings.dips[low]
    judged.click(asked.cause.button_of(DipCause.LONGER))
    judged.click(asked.given[Cure.EMPATHY].button_of(True))
    judged.click(asked.given[Cure.HOW_LONG].button_of(False))
    (stored,) = judged.home.read(dip_answers.of_walk, judged.sample.walk_id)
    assert (stored.low_step_id, stored.cause, stored.empathy, stored.how_long, stored.authority) == (
        low, DipCause.LONGER, True, False, None,
    )  # fmt: skip
    assert judged.screen.readings.dips[low] is asked
    judged.open()
    again = judged.screen.readings.dips[low]
    assert (again.cause.value, again.given[Cure.HOW_LONG].value) == (DipCause.LONGER, False)


def test_a_missing_cure_of_the_dip_becomes_a_pothole_at_its_low(judged: Room) -> None:
    low = judged.sample.steps[9]
    asked = judged.screen.readings.dips[low]
    judged.click(asked.given[Cure.EXPECTATIONS].button_of(False))
    judged.screen.page.area.ensureWidgetVisible(asked)
    settle()
    place = asked.given[Cure.EXPECTATIONS].mapTo(judged.screen, QPoint()).y()
    name = "Mark as a pothole: Nobody says beforehand that it may be hard"
    judged.click(next(each for each in asked.findChildren(QPushButton) if each.accessibleName() == name))
    found = judged.home.read(potholes.of_walk, judged.sample.walk_id)
    made = next(hole for hole in found if hole.title == "Nobody says beforehand that it may be hard")
    assert made.step_ids == (low,)
    assert made.todo
    until(lambda: "Marked as a pothole" in texts(judged.screen.readings))
    assert asked.given[Cure.EXPECTATIONS].button_of(False).hasFocus()  # and not the head of the page
    # Though the list above grew:
    until(lambda: asked.given[Cure.EXPECTATIONS].mapTo(judged.screen, QPoint()).y() == place)
    cards = [card for key, card in judged.screen.readings.cards.items() if key != Topic.DIP]
    for column in {card.parentWidget() for card in cards}:
        until(lambda column=column: min(card.y() for card in cards if card.parentWidget() is column) == 0)


def test_what_followed_a_bump_is_asked_and_read(judged: Room) -> None:
    judged.screen.show_step(judged.sample.steps[0])
    assert judged.screen.details.recovery.isHidden()
    judged.screen.show_step(judged.sample.steps[9])
    ticks = judged.screen.details.recovery.ticks
    for field, key in (("apology", "y"), ("person", "n")):
        ticks[field].setFocus()
        QTest.keyClicks(ticks[field], key)
    visit = judged.walk().visit(judged.sample.steps[9])
    assert visit is not None
    assert (visit.apology, visit.person, visit.truth) == (True, False, None)
    assert "an apology: yes, a person: no, the truth: –" in texts(judged.screen.readings)
    assert "an apology, – → yes" in judged.screen.details._history.text()


# ---- corrections


def test_a_correction_is_stored_and_kept_in_the_history(judged: Room) -> None:
    step = judged.sample.steps[2]
    judged.screen.show_step(step)
    judged.click(judged.screen.details.friction._buttons[3])
    judged.type(judged.screen.details.note, "Third, under <b>Rare</b> & more.")
    visit = judged.walk().visit(step)
    assert visit is not None
    assert (visit.friction, visit.note) == (3, "Third, under <b>Rare</b> & more.")
    history = judged.home.read(visits.history, judged.sample.walk_id)
    assert ("friction", "1", "3") in {(each.field, each.before, each.after) for each in history}
    assert "friction, 1 Slight → 3 Rough" in judged.screen.details._history.text()
    assert judged.screen.quality.number.text() == "60"


def test_how_a_step_ended_can_be_corrected(judged: Room) -> None:
    step, ending = judged.sample.steps[3], judged.screen.details.ending
    judged.screen.show_step(step)
    ending.ending.setFocus()
    while ending.ending.currentText() != "Would leave here":
        QTest.keyClick(ending.ending, Qt.Key.Key_Down)
    judged.stored()
    assert judged.walk().visit(step).outcome is Outcome.LEFT  # type: ignore[union-attr]
    ending.reason.setFocus()
    for _at in range(3):
        QTest.keyClick(ending.reason, Qt.Key.Key_Down)
    judged.click(ending.offered.button_of(False))
    visit = judged.walk().visit(step)
    assert visit is not None
    assert (visit.leave_reason, visit.other_road_offered) == (LeaveReason.TRAP, False)
    judged.screen.details.ending._end("rated")
    back = judged.walk().visit(step)
    assert back is not None
    assert (back.outcome, back.friction, back.leave_reason) == (Outcome.DONE, 2, None)


def test_checklist_and_extras_can_be_corrected(judged: Room) -> None:
    step = judged.sample.steps[6]
    judged.screen.show_step(step)
    line, tick = next(iter(judged.screen.details.ticks.items()))
    tick.setFocus()
    QTest.keyClicks(tick, "y")
    judged.type(judged.screen.details.extras.spent.edit, "12,50")
    visit = judged.walk().visit(step)
    assert visit is not None
    assert dict(visit.answers)[line] is True
    assert str(visit.spent) == "12.50"


def test_what_is_to_be_cleaned_up_is_led_to(judged: Room) -> None:
    walk_id = judged.sample.walk_id
    judged.home.write(test_customers.add_trace, walk_id, TraceKind.ORDER, "GL-20417")
    judged.screen.open(walk_id=walk_id, clean_up=True)
    part = judged.screen.debrief.clean_up
    until(lambda: part.ticks and next(iter(part.ticks.values())).hasFocus())
    assert not part.visibleRegion().isEmpty()


def test_the_debrief_can_be_corrected(judged: Room) -> None:
    judged.click(judged.screen.debrief.ease.button_of(5))
    judged.type(judged.screen.debrief.surprised, "The silence.")
    walk = judged.walk().walk
    assert (walk.ease, walk.surprised) == (5, "The silence.")


def test_a_narrow_head_cuts_neither_title_nor_dates(judged: Room) -> None:
    judged.screen.resize(844, 600)
    page = judged.screen.page
    until(lambda: page.heading.elided_text() == page.heading.text())
    until(lambda: page.below.isVisible() or page.under.elided_text() == page.under.text())
    assert judged.screen.reopen.isHidden()
    judged.screen.more.menu().aboutToShow.emit()
    assert judged.screen.more.menu().actions()[-1].text() == "Reopen walk"


def test_a_finished_walk_is_reopened_and_walked_on(judged: Room) -> None:
    judged.click(judged.screen.reopen)
    assert judged.walk().walk.state is WalkState.RUNNING
    assert judged.home.went[-1] == ("walk", {"walk_id": judged.sample.walk_id})


def test_reviewing_neither_resumes_a_paused_walk_nor_moves_it(judged: Room) -> None:
    judged.home.write(walks.reopen, judged.sample.walk_id)
    judged.home.write(walks.go_to, judged.sample.walk_id, judged.sample.steps[5])
    judged.home.write(walks.pause, judged.sample.walk_id)
    judged.open(step_id=judged.sample.steps[1])
    walk = judged.walk().walk
    assert (walk.state, walk.current_step_id) == (WalkState.PAUSED, judged.sample.steps[5])
    assert judged.screen.reopen.text() == "Walk on"


# ---- captures


def test_a_capture_is_captioned_left_out_and_deleted_with_undo(judged: Room) -> None:
    undone: list[tuple[str, object]] = []
    judged.home.context.bus.undoable.connect(lambda text, undo: undone.append((text, undo)))
    step = judged.sample.steps[1]
    judged.screen.show_step(step)
    judged.stored()
    shot = judged.walk().captures_at(step)[0]
    viewer = judged.screen.details.captures.open_large(shot.id)
    assert viewer is not None
    until(lambda: not viewer.picture.is_empty)
    QTest.keyClicks(viewer.caption.edit, "The home page, not the sale")
    viewer.caption.flush()
    judged.click(viewer.left_out)
    stored = judged.home.read(captures.get, shot.id)
    assert (stored.caption, stored.left_out) == ("The home page, not the sale", True)
    judged.click(viewer.delete)
    assert [each.id for each in judged.walk().captures_at(step)] != [shot.id]
    undone[-1][1]()  # type: ignore[operator]
    assert shot.id in {each.id for each in judged.walk().captures_at(step)}


def test_captures_change_places_and_steps(judged: Room) -> None:
    step = judged.sample.steps[1]
    judged.screen.show_step(step)
    before = [each.id for each in judged.walk().captures_at(step)]
    part = judged.screen.details.captures
    menu = part.menu_for(before[0])
    next(each for each in menu.actions() if each.text() == "Move right").trigger()
    assert [each.id for each in judged.walk().captures_at(step)] == before[::-1]
    menu.deleteLater()
    menu = part.menu_for(before[0])
    steps = next(each for each in menu.actions() if each.text() == "Move to step").menu()
    next(each for each in steps.actions() if each.text().startswith("3 ")).trigger()  # type: ignore[union-attr]
    assert before[0] in {each.id for each in judged.walk().captures_at(judged.sample.steps[2])}
    menu.deleteLater()


def test_private_pictures_are_answered(judged: Room) -> None:
    step = judged.sample.steps[6]
    judged.screen.show_step(step)
    judged.stored()
    shot = judged.walk().captures_at(step)[0]
    viewer = judged.screen.details.captures.open_large(shot.id)
    assert viewer is not None
    judged.click(viewer.privacy.button_of(PrivacyAnswer.NOTHING_TO_HIDE))
    assert judged.home.read(captures.get, shot.id).privacy is PrivacyAnswer.NOTHING_TO_HIDE
    viewer.accept()
    settle()


# ---- potholes


def test_keys_rate_one_pothole_after_the_other(fresh: Room) -> None:
    assert "8 potholes are not rated yet." in texts(fresh.screen.strip)
    fresh.click(fresh.screen.strip.rate)
    for key in "3j2j4":
        QTest.keyClicks(fresh.screen.panel, key)
        fresh.stored()
    QTest.keyClick(fresh.screen.panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    fresh.stored()
    assert fresh.screen.panel.pothole_id == fresh.sample.potholes[1]
    assert [fresh.pothole(at).severity for at in (1, 2, 3, 4)] == [3, 2, 4, None]
    listed = [row.hole.id for row in fresh.screen.list.rows if not row.hole.bright]
    assert listed[:3] == [fresh.sample.potholes[2], fresh.sample.potholes[0], fresh.sample.potholes[1]]
    assert "Not rated yet" in texts(fresh.screen.list)
    assert "5 potholes are not rated yet." in texts(fresh.screen.strip)


def test_digits_in_a_field_rate_nothing(fresh: Room) -> None:
    fresh.screen.open_pothole(fresh.sample.potholes[0])
    fresh.type(fresh.screen.panel.judgement.why, "jk 4 times")
    hole = fresh.pothole(1)
    assert (hole.severity, hole.why) == (None, "jk 4 times")


def test_three_questions_give_a_severity_that_is_at_least(fresh: Room) -> None:
    fresh.screen.open_pothole(fresh.sample.potholes[0])
    part = fresh.screen.panel.judgement.severity
    fresh.click(part.opener)
    for each, answer in zip(part.answers, ("yes", "yes", "unknown"), strict=True):
        fresh.click(each.button_of(answer))
    hole = fresh.pothole(1)
    assert (hole.severity, hole.severity_at_least) == (3, True)
    assert part.said.text().startswith("At least Major")
    fresh.click(part.buttons.buttons[3])
    assert (fresh.pothole(1).severity, fresh.pothole(1).severity_at_least) == (4, False)


def test_reach_follows_the_question_and_can_be_set_by_hand(fresh: Room) -> None:
    fresh.screen.open_pothole(fresh.sample.potholes[0])
    panel = fresh.screen.panel
    QTest.keyClicks(panel, "3")
    fresh.stored()
    assert panel.judgement.priority.text() == "Priority 9 of 16 = severity 3 × reach 3, most (assumed)"
    fresh.click(panel.judgement.passed.button_of(True))
    assert fresh.pothole(1).reach == 4
    assert panel.judgement.priority.text() == "Priority 12 of 16 = severity 3 × reach 4, everyone"
    fresh.click(panel.judgement.passed.button_of(True))
    assert fresh.pothole(1).reach is None
    panel.judgement.reach.setFocus()
    for _at in range(4):
        QTest.keyClick(panel.judgement.reach, Qt.Key.Key_Down)
    assert fresh.pothole(1).reach == 1


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # the list of people that pops up
def test_what_to_do_starts_from_the_playbook_of_the_cause(fresh: Room) -> None:
    fresh.screen.open_pothole(fresh.sample.potholes[0])
    panel = fresh.screen.panel
    panel.judgement.cause.setFocus()
    while panel.judgement.cause.currentData() != Cause.TECHNOLOGY:
        QTest.keyClick(
            panel.judgement.cause, Qt.Key.Key_Down if panel.judgement.cause.currentIndex() < 3 else Qt.Key.Key_Up
        )
    fresh.click(panel.judgement.start)
    assert fresh.pothole(1).todo == for_cause(Cause.TECHNOLOGY)
    fresh.click(panel.judgement.effort.button_of(Effort.SMALL))
    fresh.type(panel.judgement.owner.edit, "Tom")
    fresh.type(panel.judgement.done_when.edit, "The link opens the sale")
    panel.flush()
    hole = fresh.pothole(1)
    assert (hole.effort, hole.owner, hole.done_when) == (Effort.SMALL, "Tom", "The link opens the sale")


def test_a_title_is_needed(fresh: Room) -> None:
    fresh.screen.open_pothole(fresh.sample.potholes[0])
    before = fresh.pothole(1).title
    fresh.screen.panel.title.edit.setFocus()
    fresh.screen.panel.title.edit.selectAll()
    QTest.keyClick(fresh.screen.panel.title.edit, Qt.Key.Key_Delete)
    fresh.screen.panel.title.flush()
    assert fresh.pothole(1).title == before
    assert "in a few words" in texts(fresh.screen.panel.title)


def test_several_visits_join_into_one_pothole_and_part_again(fresh: Room) -> None:
    undone: list[object] = []
    fresh.home.context.bus.undoable.connect(lambda _text, undo: undone.append(undo))
    fresh.screen.open_pothole(fresh.sample.potholes[0])
    evidence = fresh.screen.panel.evidence
    own, other = fresh.pothole(1).step_ids[0], fresh.sample.steps[6]
    next(each for each in evidence.menu.actions() if each.text().startswith("7 ")).trigger()
    hole = fresh.pothole(1)
    assert hole.step_ids == (own, other)
    assert {shot.id for shot in fresh.walk().captures_at(other)} <= set(hole.capture_ids)
    shot = fresh.walk().captures_at(own)[0]
    fresh.click(evidence.ticks[shot.id])
    assert shot.id not in fresh.pothole(1).capture_ids
    undone[0]()  # type: ignore[operator]
    assert fresh.pothole(1).step_ids == (own,)


def test_two_potholes_merge_into_the_older_one(judged: Room) -> None:
    undone: list[object] = []
    judged.home.context.bus.undoable.connect(lambda _text, undo: undone.append(undo))
    judged.screen.open_pothole(judged.sample.potholes[4])
    sheet = judged.screen.panel.ask_merge()
    assert sheet is not None
    sheet.other.setCurrentIndex(sheet.other.findData(judged.sample.potholes[1]))
    judged.click(sheet.action)
    found = judged.home.read(potholes.of_walk, judged.sample.walk_id)
    assert judged.sample.potholes[4] not in {hole.id for hole in found}
    kept = judged.pothole(2)
    assert kept.answers_to == ("1.5",)
    assert len(kept.step_ids) == 2
    assert judged.screen.panel.isHidden()
    undone[-1]()  # type: ignore[operator]
    judged.stored()
    assert judged.pothole(2).answers_to == ()
    assert judged.pothole(5).id == judged.sample.potholes[4]


def test_a_deleted_pothole_comes_back(judged: Room) -> None:
    undone: list[object] = []
    judged.home.context.bus.undoable.connect(lambda _text, undo: undone.append(undo))
    judged.screen.open_pothole(judged.sample.potholes[2])
    judged.screen.panel.delete()
    judged.stored()
    assert {item.id for item in judged.home.read(trash.list_all)} == {judged.sample.potholes[2]}
    assert judged.screen.panel.pothole_id == judged.sample.potholes[3]
    undone[0]()  # type: ignore[operator]
    assert judged.pothole(3).title == "Chat promises, but never answers"


def test_a_bright_spot_is_not_rated(judged: Room) -> None:
    judged.screen.open_pothole(judged.sample.brights[0])
    QTest.keyClicks(judged.screen.panel, "4")
    judged.stored()
    assert judged.home.read(potholes.get, judged.sample.brights[0]).severity is None
    assert not judged.screen.panel.judgement.severity.isVisible()


def test_what_is_typed_is_stored_when_the_screen_is_left(judged: Room) -> None:
    judged.screen.open_pothole(judged.sample.potholes[0])
    judged.screen.panel.saw.setFocus()
    QTest.keyClicks(judged.screen.panel.saw, "And more. ")
    judged.screen.close_screen()
    assert "And more." in judged.pothole(1).saw


HOSTILE = "<b>bold</b> & <img src=x> \u202e rtl 👩‍👧 " + "x" * 300


def test_hostile_texts_are_shown_as_plain_text(judged: Room, qtbot: QtBot) -> None:
    judged.home.write(visits.set_fields, judged.sample.walk_id, judged.sample.steps[0], note=HOSTILE)
    judged.home.write(
        potholes.add, judged.sample.walk_id, judged.sample.steps[0], title=HOSTILE[:200], saw=HOSTILE, why=HOSTILE
    )
    judged.stored()
    assert judged.screen.table.rows[0].note.text() == " ".join(HOSTILE.split())
    for each in judged.screen.findChildren(QLabel):
        assert each.textFormat() == Qt.TextFormat.PlainText


def test_in_a_narrow_window_the_panel_takes_the_place_of_the_page(judged: Room) -> None:
    judged.screen.resize(844, 600)
    settle()
    judged.screen.open_pothole(judged.sample.potholes[0])
    assert not judged.screen.page.isVisible()
    QTest.keyClick(judged.screen.panel, Qt.Key.Key_Escape)
    assert judged.screen.page.isVisible()
    assert judged.screen.panel.isHidden()


def test_make_a_report_goes_to_the_reports_with_this_walk(judged: Room) -> None:
    judged.click(judged.screen.report)
    assert judged.home.went[-1] == ("reports", {"walk_ids": (judged.sample.walk_id,)})
