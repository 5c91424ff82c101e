"""Several steps are changed at once, captures of several become one pothole, and one is logged outside any step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from oracle.model.ratings import Cause, Outcome
from oracle.ui.review.join_sheet import JoinSheet, OutsideSheet
from oracle.workspace import journeys, potholes, testers, visits, walks
from tests.ui.review.room import Room, room, texts
from tests.ui.walk.rooms import settle, until

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def judged(tmp_path: Path, qapp: object) -> Iterator[Room]:
    yield from room(tmp_path, rated=True)


def choose(judged: Room, row: int, held: Qt.KeyboardModifier) -> None:
    widget = judged.screen.table.rows[row - 1]
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, held, QPoint(200, 20))


def press(menu: QMenu, text: str) -> None:
    action: QAction = next(each for each in menu.actions() if text in each.text())
    action.trigger()


def test_steps_are_chosen_with_control_and_shift_and_rated_at_once(judged: Room) -> None:
    bar, selection = judged.screen.selection, judged.screen.table.selection
    assert bar.isHidden()
    choose(judged, 2, CONTROL)
    choose(judged, 4, SHIFT)
    assert bar.isVisible()
    assert bar.said.text() == "3 steps, 4 captures"
    assert all(judged.screen.table.rows[at].tick.isChecked() for at in (1, 2, 3))
    press(bar.friction, "Rough")
    press(bar.feeling, "Uneasy")
    found = [judged.walk().visit(judged.sample.steps[at]) for at in (1, 2, 3)]
    assert [(each.friction, each.feeling, each.outcome) for each in found if each] == [(3, -1, Outcome.DONE)] * 3
    press(bar.friction, "Skipped")
    skipped = judged.walk().visit(judged.sample.steps[2])
    assert skipped is not None
    assert (skipped.friction, skipped.outcome) == (None, Outcome.SKIPPED)
    QTest.keyClick(judged.screen.table.rows[3], Qt.Key.Key_Escape)
    assert not selection.is_on
    assert bar.isHidden()


def test_a_change_of_several_steps_is_one_and_is_taken_back_as_one(judged: Room) -> None:
    undone: list[object] = []
    judged.home.context.bus.undoable.connect(lambda _text, back: undone.append(back))
    before = [judged.walk().visit(step) for step in judged.sample.steps]
    judged.screen.table.selection.set(frozenset(judged.sample.steps))
    press(judged.screen.selection.friction, "Blocked")
    assert all(each.valued_friction == 4 for each in judged.walk().visits)
    assert judged.screen.quality.number.text() == "0"
    (back,) = undone
    assert callable(back)
    back()
    after = [judged.walk().visit(step) for step in judged.sample.steps]
    assert [(each.friction, each.outcome) for each in after if each] == [
        (each.friction, each.outcome) for each in before if each
    ]


def test_the_keyboard_chooses_too_and_the_head_begins_it(judged: Room) -> None:
    rows = judged.screen.table.rows
    judged.click(judged.screen.table.choose)
    assert judged.screen.selection.said.text() == "Choose steps"
    rows[0].setFocus()
    QTest.keyClick(rows[0], Qt.Key.Key_Space, CONTROL)
    rows[2].setFocus()
    QTest.keyClick(rows[2], Qt.Key.Key_Space, SHIFT)
    assert judged.screen.table.selection.ids == set(judged.sample.steps[:3])
    judged.click(judged.screen.selection.all)
    assert judged.screen.table.selection.ids == set(judged.sample.steps)
    judged.click(judged.screen.selection.close_bar)
    assert not judged.screen.table.selection.is_on


def test_captures_of_several_steps_are_left_out_moved_and_deleted(judged: Room) -> None:
    choose(judged, 1, CONTROL)
    choose(judged, 2, CONTROL)
    bar = judged.screen.selection
    shots = bar.capture_ids
    assert len(shots) == 3
    press(bar.captures, "Leave out")
    assert {shot.id for shot in judged.walk().captures if shot.left_out} == set(shots)
    press(bar.captures, "Take into")
    assert not any(shot.left_out for shot in judged.walk().captures)
    bar.steps.aboutToShow.emit()
    press(bar.steps, "3  Finds")
    assert {shot.id for shot in judged.walk().captures_at(judged.sample.steps[2])} >= set(shots)
    judged.screen.table.selection.set(frozenset({judged.sample.steps[2]}))
    press(bar.captures, "Delete")
    assert judged.walk().captures_at(judged.sample.steps[2]) == ()


def test_captures_of_several_steps_become_one_pothole(judged: Room) -> None:
    for step in (2, 3):
        choose(judged, step, CONTROL)
    judged.click(judged.screen.selection.join)
    sheet = next(each for each in judged.screen.findChildren(JoinSheet))
    assert len(sheet.ticks) == 3
    judged.click(sheet.action)
    assert sheet.isVisible()  # it has no title yet
    next(iter(sheet.ticks.values())).click()
    QTest.keyClicks(sheet.title.edit, "The shop hides what is on sale")
    judged.click(sheet.action)
    made = next(
        hole
        for hole in judged.home.read(potholes.of_walk, judged.sample.walk_id)
        if hole.title == "The shop hides what is on sale"
    )
    assert made.step_ids == judged.sample.steps[1:3]
    assert len(made.capture_ids) == 2
    assert not judged.screen.table.selection.is_on


def test_steps_are_joined_to_a_pothole_that_is_there(judged: Room) -> None:
    choose(judged, 3, CONTROL)
    sheet = judged.screen.selection.ask_join()
    assert sheet is not None
    sheet.which.setCurrentIndex(1)
    sheet.which.activated.emit(1)
    assert sheet.title.isHidden()
    judged.click(sheet.action)
    assert judged.pothole(1).step_ids == (judged.sample.steps[1], judged.sample.steps[2])


def test_a_pothole_is_logged_outside_any_step_and_judged(judged: Room) -> None:
    judged.click(judged.screen.list.outside)
    sheet = next(each for each in judged.screen.findChildren(OutsideSheet))
    QTest.keyClicks(sheet.title.edit, "Nobody says who is speaking")
    sheet.cause.setCurrentIndex(sheet.cause.findData(Cause.PEOPLE))
    judged.click(sheet.action)
    found = judged.home.read(potholes.of_walk, judged.sample.walk_id)
    made = next(hole for hole in found if hole.title == "Nobody says who is speaking")
    assert (made.step_ids, made.cause) == ((), Cause.PEOPLE)
    row = next(each for each in judged.screen.list.rows if each.hole.id == made.id)
    assert "Outside any step" in texts(row)
    judged.screen.open_pothole(made.id)
    judged.screen.panel.rate(3)
    settle()
    assert judged.home.read(potholes.get, made.id).severity == 3


@pytest.mark.parametrize("count", [200, pytest.param(1_000, marks=pytest.mark.long)])
def test_a_long_walk_makes_only_the_rows_that_are_seen(judged: Room, count: int) -> None:
    journey = judged.walk().journey
    stage = journey.version.stages[0]
    bare = replace(stage.steps[0], id="", number=0, checklist=())
    steps = tuple(replace(bare, title=f"Step {n}", sale=n == 5) for n in range(count))
    lots = tuple(replace(stage, name=f"Part {n}", steps=steps[n * 50 : n * 50 + 50]) for n in range(count // 50))
    judged.home.read(journeys.set_stages, journey.id, lots)
    tester = judged.home.read(testers.list_all)[0].id
    walk_id = judged.home.read(walks.start, journey.id, tester_id=tester).id
    every = judged.home.opened(walk_id).version.steps
    said = {step.id: {"friction": n % 5, "feeling": n % 5 - 2} for n, step in enumerate(every)}
    judged.home.read(visits.set_many, walk_id, said)
    judged.screen.open(walk_id=walk_id)
    until(lambda: len(judged.screen.table.rows) == count)
    assert sum(row.is_filled for row in judged.screen.table.rows) < 100
    until(lambda: len(judged.screen.profile.rows) == count // 50 and judged.screen.profile.rows[-1].chart is not None)
    last = judged.screen.table.rows[-1]
    assert not last.is_filled
    judged.screen.show_step(last.step.id)
    until(lambda: last.is_filled and last.hasFocus())
    assert judged.screen.table.open_id == last.step.id
    assert judged.screen.quality.number.text() == "50"


def test_an_unrated_walk_of_one_step_and_clocks_that_went_back_are_shown(judged: Room) -> None:
    journey = judged.walk().journey
    stage = journey.version.stages[0]
    judged.home.read(journeys.set_stages, journey.id, (replace(stage, steps=stage.steps[:1]),))
    tester = judged.home.read(testers.list_all)[0].id
    later, earlier = judged.walk().walk.finished_at, judged.walk().walk.started_at
    walk_id = judged.home.read(walks.start, journey.id, tester_id=tester, now=later).id
    judged.home.read(walks.finish, walk_id, now=earlier)
    judged.screen.open(walk_id=walk_id)
    until(lambda: len(judged.screen.table.rows) == 1)
    assert judged.screen.quality.number.text() == "–"
    assert "0 of 1 steps rated" in judged.screen.page.under.text()
