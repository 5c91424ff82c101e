"""Walks side by side, driven by keys and mouse on a real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from oracle.model.journey import Stage, Step
from oracle.model.ratings import Outcome, Run
from oracle.report.content import compared
from oracle.ui.compare.dumbbells import ROW
from oracle.ui.compare.matching_sheet import MatchingSheet
from oracle.ui.compare.screen import SEVERAL, CompareScreen
from oracle.workspace import businesses, journeys, matches, potholes, rewalks, testers, visits, walks
from tests.ui.compare import sample
from tests.ui.walk.rooms import House, house, until


@pytest.fixture
def made(tmp_path: Path) -> sample.Sample:
    return sample.make(tmp_path)


@pytest.fixture
def desk(made: sample.Sample, tmp_path: Path) -> Iterator[House]:
    opened = house(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def screen(qtbot: QtBot, desk: House, made: sample.Sample) -> CompareScreen:
    shown = CompareScreen(desk.context)
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.open(walk_ids=(made.then_id, made.now_id))
    shown.show()
    until(lambda: shown.shown)
    return shown


def rows(screen: CompareScreen) -> list[str]:
    model = screen.two.steps.list.rows
    return [str(model.index(at).data()) for at in range(model.rowCount())]


def listed(screen: CompareScreen) -> dict[str, list[str]]:
    return {each.name: [hole.label for hole in each.potholes] for each in screen.two.holes.lists}


def click(widget: Any, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def in_lane(desk: House, work: Callable[..., Any], *args: Any, **named: Any) -> Any:
    return desk.read(work, *args, **named)


# ---- two walks


def test_two_walks_are_compared_step_by_step(screen: CompareScreen) -> None:
    assert screen.two.summary.then.number.text() == "63"
    assert (screen.two.summary.now.number.text(), screen.two.summary.now.change.text()) == ("80", "up 17")
    said = rows(screen)
    assert len(said) == 12
    assert said[3] == "4 Reads the product page: 2 Bumpy then, 0 Smooth now, smoother"
    assert said[4].endswith("3 Rough then, 3 Rough now, the same")
    assert "4 steps smoother, 0 rougher, 8 the same" in screen.two.says.text()
    assert "ease 3 then, 5 now, of 7" in screen.two.says.text()
    assert screen.two.notice.isHidden()


def test_potholes_stand_in_four_lists_and_open(screen: CompareScreen, desk: House, made: sample.Sample) -> None:
    assert listed(screen) == {
        "Repaired": ["1.1", "1.2", "1.4", "1.6"],
        "Remaining": ["1.3", "1.7", "1.8"],
        "Back again": ["1.5"],
        "New": ["2.1"],
    }
    remaining = screen.two.holes.lists[1]
    assert [row.accessibleName().rsplit(", ", 1)[1] for row in remaining.rows] == ["Major", "not checked", "worse"]
    click(screen.two.holes.lists[3].rows[0])
    assert desk.went[-1] == ("potholes", {"pothole_id": made.new})
    screen.two.holes.lists[0].rows[1].setFocus()
    QTest.keyClick(screen.two.holes.lists[0].rows[1], Qt.Key.Key_Return)
    assert desk.went[-1] == ("potholes", {"pothole_id": made.potholes[1]})


def test_a_step_is_chosen_by_mouse_and_by_key_and_shows_its_captures(screen: CompareScreen) -> None:
    view, step = screen.two.steps.list, screen.two.step
    assert step.title.text() == "2 Taps through to the shop"  # the first that changed
    click(view.viewport(), QPoint(60, ROW * 6 + 20))
    assert step.title.text() == "7 Pays for the order"
    assert step.which.text() == "capture 1 of 2"
    until(lambda: step.pictures.has_both)
    click(step.after)
    assert step.which.text() == "capture 2 of 2"
    assert not step.after.isEnabled()
    until(lambda: not step.pictures.canvas.then.image.isNull() and not step.pictures.has_both)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert step.title.text() == "8 Sees “Thank you”"
    assert step.which.text() == "capture 1 of 1"


def test_the_page_scrolls_and_not_the_steps_and_the_chosen_one_stays_in_sight(
    screen: CompareScreen, qtbot: QtBot
) -> None:
    screen.resize(900, 600)
    view, area = screen.two.steps.list, screen.page.area
    assert area is not None
    until(lambda: area.verticalScrollBar().maximum() > 0)
    assert view.height() == ROW * 12
    assert view.verticalScrollBar().maximum() == 0
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_PageDown)  # by what is seen, not to the end
    assert 1 < view.currentIndex().row() < 11
    QTest.keyClick(view, Qt.Key.Key_End)
    assert screen.two.step.title.text() == "12 Gets the follow-up"

    def seen(widget: QWidget, y: int) -> bool:
        return 0 <= widget.mapTo(area, QPoint(0, y)).y() < area.viewport().height()

    until(lambda: seen(screen.two.steps, screen.two.steps.place(11).center().y()) and seen(screen.two.step, 0))


def test_the_walks_change_places(screen: CompareScreen, made: sample.Sample) -> None:
    before = listed(screen)
    click(screen.chooser.swap)
    until(lambda: screen.shown and screen.shown.found.turned)
    assert screen.two.summary.now.change.text() == "down 17"
    assert "older one" in screen.two.told.text()
    assert listed(screen) == before  # told from the older to the newer all the same


def test_another_walk_is_picked_in_the_menu(screen: CompareScreen, desk: House, made: sample.Sample) -> None:
    third = in_lane(desk, _walk_again, made.now_id, 1)
    screen.open(walk_ids=(made.then_id, made.now_id))
    until(lambda: len(screen.chooser.now.menu.actions()) == 3)
    assert [action.isChecked() for action in screen.chooser.now.menu.actions()] == [False, True, False]
    screen.chooser.now.menu.actions()[0].trigger()
    until(lambda: screen.shown and screen.shown.found.now.walk.id == third)
    assert screen.shown is not None
    assert screen.shown.found.then.walk.id == made.then_id
    # The one that stands as Now is picked as Then: the two change places.
    screen.chooser.then.menu.actions()[0].trigger()
    until(lambda: screen.shown and screen.shown.found.then.walk.id == third)
    assert screen.shown.found.now.walk.id == made.then_id


def _walk_again(workspace: Any, walk_id: str, friction: int, tester: str = "Ruth", run: Run = Run.FULL) -> str:
    opened = walks.opened(workspace, walk_id)
    found = testers.find(workspace, tester)
    who = found.id if found else testers.add(workspace, name=tester).id
    began = sample.NOW + timedelta(days=40)
    made = walks.start(workspace, opened.journey.id, tester_id=who, run=run, now=began).id
    for step in walks.opened(workspace, made).steps:
        visits.set_fields(workspace, made, step.id, friction=friction, now=began)
    walks.finish(workspace, made, now=began)
    return made


def test_two_walks_of_one_day_are_told_apart_by_their_numbers(
    screen: CompareScreen, desk: House, made: sample.Sample
) -> None:
    for _time in range(2):
        third = in_lane(desk, _walk_again, made.now_id, 1)
    screen.open(walk_ids=(made.then_id, third))
    until(lambda: screen.chooser.now.button.text().endswith(", walk 4"))
    assert "walk" not in screen.chooser.then.button.text()


def test_one_walk_finds_its_partner(screen: CompareScreen, made: sample.Sample) -> None:
    screen.open(walk_ids=(made.now_id,))
    until(lambda: screen._ids == (made.then_id, made.now_id))


def test_the_change_is_reported(screen: CompareScreen, desk: House, made: sample.Sample) -> None:
    click(screen.report)
    assert desk.went[-1] == ("reports", {"walk_ids": (made.now_id,), "since": made.then_id})
    click(screen.chooser.swap)
    until(lambda: screen.shown and screen.shown.found.turned)
    click(screen.report)
    assert desk.went[-1] == ("reports", {"walk_ids": (made.now_id,), "since": made.then_id})


# ---- what does not fit


def test_a_ten_minute_walk_has_no_change_and_says_why(screen: CompareScreen, desk: House, made: sample.Sample) -> None:
    quick = in_lane(desk, _walk_again, made.now_id, 0, run=Run.TEN_MINUTE)
    screen.open(walk_ids=(made.now_id, quick))
    until(lambda: screen.shown and screen.shown.found.now.walk.id == quick)
    assert screen.two.summary.now.change.isHidden()
    assert "ten-minute walk is never compared" in screen.two.told.text()
    assert sum("not rated now" in each or "step is gone" in each for each in rows(screen)) == 9


def test_walks_of_different_journeys_are_refused_in_a_sentence(
    screen: CompareScreen, desk: House, made: sample.Sample
) -> None:
    other = in_lane(desk, _strange_walk, made.now_id, rival=False)
    screen.open(walk_ids=(other, made.now_id))
    until(lambda: desk.said)
    assert "different journeys" in desk.said[-1][1]
    assert screen.shown is not None
    assert screen.shown.found.then.walk.id == made.then_id  # what was shown is still shown


def _strange_walk(workspace: Any, walk_id: str, *, rival: bool) -> str:
    journey = walks.opened(workspace, walk_id).journey
    theirs = businesses.add(workspace, name="Fern & Sons").id
    copy = journeys.duplicate(workspace, journey.id, business_id=theirs, title="Buy a fern").id
    if rival:
        businesses.update(workspace, replace(businesses.get(workspace, theirs), competitor_of=journey.business_id))
    made = walks.start(workspace, copy, tester_id=testers.list_all(workspace)[0].id, now=sample.NOW).id
    steps = walks.opened(workspace, made).version.steps
    for step in steps:
        visits.set_fields(workspace, made, step.id, friction=1)
    potholes.add(workspace, made, steps[0].id, title="Their own pothole", severity=2)
    walks.finish(workspace, made)
    return made


def test_a_competitor_lap_puts_two_roads_over_each_other(
    screen: CompareScreen, desk: House, made: sample.Sample
) -> None:
    theirs = in_lane(desk, _strange_walk, made.now_id, rival=True)
    screen.open(walk_ids=(made.then_id, made.now_id))
    until(
        lambda: any("Fern & Sons" in action.text().replace("&&", "&") for action in screen.chooser.then.menu.actions())
    )
    screen.chooser.then.menu.actions()[-1].trigger()
    until(lambda: screen.shown and screen.shown.material.lap)
    assert screen.shown is not None
    assert screen.shown.found.then.walk.id == theirs
    assert screen.page.heading.text() == "A lap at a competitor"
    assert list(listed(screen)) == ["Met at Fern & Sons", "Met at Green Leaf Plants"]
    assert listed(screen)["Met at Fern & Sons"] == ["1.1"]
    assert rows(screen)[3].endswith("1 Slight at Fern & Sons, 0 Smooth at Green Leaf Plants, smoother")
    assert "then" not in screen.two.says.text()
    theirs_only = screen.shown.found.steps[0].pair.then
    assert theirs_only is not None
    screen._store_matching(((theirs_only.id, None, False),))
    until(lambda: any(each.endswith("1 Slight at Fern & Sons, only at Fern & Sons") for each in rows(screen)))
    said = " ".join((*rows(screen), *(each for step in screen.shown.found.steps for each in compared.aside(
        step, compared.places(screen.shown.found)))))  # fmt: skip
    assert not {"then", "now", "–"} & set(said.split())
    assert compared.no_captures(screen.shown.found)[0] == "no capture at Fern & Sons"
    assert screen.chooser.then.button.text().startswith("Fern && Sons, walk 1, ")
    assert not screen.report.isVisible()


# ---- steps that changed


def _changed_road(workspace: Any, walk_id: str) -> tuple[str, tuple[Step, ...], tuple[Step, ...]]:
    """Some steps renamed under new identities, one taken out; walked once more."""
    opened = walks.opened(workspace, walk_id)
    before = opened.version.steps
    steps = [step for step in before if step.number not in {3, 4, 12}]
    steps.insert(2, Step(id="", number=0, title="Finds a Monstera"))
    steps.append(Step(id="", number=0, title="Tells a friend"))
    journeys.set_stages(workspace, opened.journey.id, (Stage(name="Road", steps=tuple(steps)),))
    tester = testers.list_all(workspace)[0].id
    again = rewalks.start(workspace, walk_id, tester_id=tester, now=sample.NOW + timedelta(days=60)).id
    now = walks.opened(workspace, again).version.steps
    for step in now:
        visits.set_fields(workspace, again, step.id, friction=0)
    return again, before, now


def test_matched_steps_are_shown_and_corrected(screen: CompareScreen, desk: House, made: sample.Sample) -> None:
    again, before, now = in_lane(desk, _changed_road, made.now_id)
    screen.open(walk_ids=(made.then_id, again))
    until(lambda: screen.shown and screen.shown.found.now.walk.id == again)
    said = rows(screen)
    assert any("Finds a Monstera" in each and "(then: 3 Finds the Monstera)" in each for each in said)
    assert any("4 Reads the product page" in each and "step is gone" in each for each in said)
    assert any("Tells a friend" in each and "new step" in each for each in said)
    assert "matched by likeness" in screen.two.told.text()
    click(screen.two.correct)
    (sheet,) = screen.findChildren(MatchingSheet)
    box = sheet.boxes[before[3].id]
    # A step that another stands for already is let go there, in sight.
    taken = sheet.boxes[before[2].id]
    assert taken.currentData()
    box.setCurrentIndex(box.findData(taken.currentData()))
    box.activated.emit(box.currentIndex())
    assert taken.currentData() == ""
    taken.setCurrentIndex(taken.findData(taken.property("first")))
    box.setCurrentIndex(box.findData(now[-1].id))
    sheet.use()
    until(lambda: any("(then: 4 Reads the product page)" in each for each in rows(screen)))

    def stored(workspace: Any) -> dict[str, str | None]:
        with workspace.reading() as connection:
            return matches.corrections(connection, screen.shown.found.now.journey.id)  # type: ignore[union-attr]

    assert desk.read(stored) == {before[3].id: now[-1].id}


# ---- several walks


def test_several_walks_stand_side_by_side(screen: CompareScreen, desk: House, made: sample.Sample) -> None:
    third = in_lane(desk, _walk_again, made.now_id, 1)
    screen.open(walk_ids=(made.then_id, made.now_id))
    until(lambda: screen.view.isVisible())
    screen.view.chosen.emit(SEVERAL)
    until(lambda: screen.several.isVisible())
    assert screen.page.heading.text() == "3 walks side by side"
    assert [each.value and round(each.value) for each in screen.several.over_time.points] == [63, 80, 75]
    cells = screen.several.grid.table.cells
    assert (cells.rowCount(), cells.columnCount()) == (12, 4)
    assert cells.index(3, 3).data(Qt.ItemDataRole.AccessibleTextRole).endswith("Ruth: 1 Slight")
    names = {each.name: [hole.label for hole in each.potholes] for each in screen.several.holes.lists}
    assert names["One of them met"] == ["1.1", "1.2", "1.4", "1.6", "1.7", "2.1"]
    assert names["Some met"] == ["1.3", "1.5", "1.8"]
    assert "No pothole was rated by two people" in screen.several.agreement.text()
    assert "three people" in screen.several.unseen.text()
    screen.several.opened_walk.emit(third)
    assert desk.went[-1] == ("review", {"walk_id": third})


def test_a_change_that_is_not_the_difference_of_the_numbers_says_what_it_counts(
    screen: CompareScreen, desk: House, made: sample.Sample
) -> None:
    assert not screen.two.notice.isVisibleTo(screen)
    desk.context.tasks.write(visits.set_fields, made.now_id, made.steps[9], outcome=Outcome.SKIPPED, friction=None)
    until(lambda: screen.two.notice.isVisibleTo(screen))
    assert "rated in both walks" in screen.two.told.text()
