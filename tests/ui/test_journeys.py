"""Editing a journey: steps added, changed, moved and removed; the journey renamed, deleted and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.journey import Line, Stage, Step
from oracle.ui.application import Application
from oracle.ui.journeys import editing
from oracle.ui.journeys.journey import JourneyScreen
from oracle.ui.journeys.step_form import in_units
from oracle.workspace import journeys, trash
from tests.ui.rooms import idle, running, shop_workspace, told


def steps_of(stages: tuple[Stage, ...]) -> list[tuple[str, str, int]]:
    return [(stage.name, step.id, step.number) for stage in stages for step in stage.steps]


STAGES = (
    Stage(name="A", steps=(Step(id="1", number=1, title="one"), Step(id="2", number=2, title="two", sale=True))),
    Stage(name="B"),
    Stage(name="C", steps=(Step(id="3", number=3, title="three"),)),
)


def test_steps_move_through_stages_and_stop_at_the_ends() -> None:
    down = editing.moved(STAGES, "2", 1)
    assert steps_of(down) == [("A", "1", 1), ("B", "2", 2), ("C", "3", 3)]
    further = editing.moved(down, "2", 1)
    assert steps_of(further) == [("A", "1", 1), ("C", "2", 2), ("C", "3", 3)]
    assert steps_of(editing.moved(further, "2", 1)) == [("A", "1", 1), ("C", "3", 2), ("C", "2", 3)]
    assert editing.moved(STAGES, "1", -1) == STAGES
    assert editing.moved(STAGES, "3", 1) == STAGES
    assert editing.moved(editing.moved(STAGES, "3", -1), "3", 1) == STAGES


def test_only_one_step_is_the_sale() -> None:
    changed = editing.with_step(STAGES, Step(id="3", number=3, title="three", sale=True))
    assert [step.id for stage in changed for step in stage.steps if step.sale] == ["3"]


def test_checklist_lines_keep_their_identity() -> None:
    before = (Line(id="x", text="Price is shown"), Line(id="y", text="Size is shown"))
    swapped = editing.lines_from("Size is shown\n\n Price  is shown ", before, must=False)
    assert [line.id for line in swapped] == ["y", "x"]
    reworded = editing.lines_from("Price is shown\nSize and weight are shown", before, must=False)
    assert [(line.id, line.text) for line in reworded] == [("x", "Price is shown"), ("y", "Size and weight are shown")]
    longer = editing.lines_from("New\nPrice is shown\nSize is shown", before, must=False)
    assert [line.id for line in longer] == ["", "x", "y"]


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (timedelta(days=3), (3, "days")),
        (timedelta(hours=36), (36, "hours")),
        (timedelta(minutes=90), (90, "minutes")),
        (timedelta(weeks=2), (14, "days")),
    ],
)
def test_waits_are_shown_in_their_largest_whole_unit(length: timedelta, shown: tuple[int, str]) -> None:
    assert in_units(length) == shown


# ---- the screen


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[Application]:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as application:
        application.window.activateWindow()
        yield application


def opened(qtbot: QtBot, app: Application, kind: str) -> JourneyScreen:
    journey = next(each for each in told(qtbot, app, journeys.list_all) if each.kind == kind)
    app.go("journey", journey_id=journey.id)
    screen = app.window.screen_in_view
    assert isinstance(screen, JourneyScreen)
    qtbot.waitUntil(lambda: screen.card is not None and screen.card.journey.id == journey.id)
    return screen


def stored(qtbot: QtBot, app: Application, screen: JourneyScreen) -> tuple[Step, ...]:
    idle(qtbot, app)
    steps: tuple[Step, ...] = told(qtbot, app, journeys.get, screen._journey_id).version.steps
    return steps


def press(qtbot: QtBot, screen: JourneyScreen, name: str) -> None:
    found = [each for each in screen.findChildren(QPushButton) if each.accessibleName() == name]
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_a_step_is_added_named_and_described(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    before = len((screen.list.current and stored(qtbot, app, screen)) or ())
    press(qtbot, screen, "Add a step")
    title = screen.form.title.edit
    qtbot.waitUntil(lambda: title.selectedText() == "New step")
    qtbot.keyClicks(title, "Rings the <b>bell</b>")
    qtbot.keyClicks(screen.form.does, "Waits at the door.")
    qtbot.keyClicks(screen.form.should, "Somebody opens")
    qtbot.mouseClick(screen.form.truth, Qt.MouseButton.LeftButton)
    screen.close_screen()
    steps = stored(qtbot, app, screen)
    assert len(steps) == before + 1
    made = steps[1]
    assert (made.title, made.does, made.moment_of_truth) == ("Rings the <b>bell</b>", "Waits at the door.", True)
    assert [line.text for line in made.checklist] == ["Somebody opens"]
    assert [step.number for step in steps] == list(range(1, before + 2))


def test_alt_arrows_move_the_step_and_arrows_walk_the_list(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    before = [step.id for step in stored(qtbot, app, screen)]
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    after = [step.id for step in stored(qtbot, app, screen)]
    assert sorted(after) == sorted(before)
    qtbot.keyClick(screen.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [step.id for step in stored(qtbot, app, screen)] == before
    qtbot.keyClick(screen.list, Qt.Key.Key_Down)
    assert screen.list.current is not None
    assert screen.list.current.id == before[1]
    assert screen.form.step is not None
    assert screen.form.step.id == before[1]


def test_a_removed_step_comes_back_by_undo(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    before = stored(qtbot, app, screen)
    press(qtbot, screen, "Remove")
    assert len(stored(qtbot, app, screen)) == len(before) - 1
    undo(qtbot, app)
    assert [step.id for step in stored(qtbot, app, screen)] == [step.id for step in before]


def undo(qtbot: QtBot, app: Application) -> None:
    toast = app.window.toasts.shown
    assert toast is not None
    button = next(each for each in toast.findChildren(QPushButton) if each.text() == "Undo")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_changing_a_walked_journey_makes_a_version_and_an_unwalked_one_none(qtbot: QtBot, app: Application) -> None:
    for kind, number in (("join", 1), ("buy", 2)):
        screen = opened(qtbot, app, kind)
        screen.list.setFocus()
        qtbot.keyClick(screen.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        stored(qtbot, app, screen)
        assert told(qtbot, app, journeys.get, screen._journey_id).version.number == number


def test_a_journey_is_renamed_by_typing(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "learn")
    screen.title.selectAll()
    qtbot.keyClicks(screen.title, "Choose a plant & a pot")
    qtbot.keyClick(screen.title, Qt.Key.Key_Return)
    idle(qtbot, app)
    assert told(qtbot, app, journeys.get, screen._journey_id).title == "Choose a plant & a pot"


def test_a_deleted_journey_lies_in_the_trash_and_comes_back_by_undo(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "buy")
    gone = screen._journey_id
    press(qtbot, screen, "Delete this journey")
    qtbot.waitUntil(lambda: app.window.place == "journeys")
    assert [item.id for item in told(qtbot, app, trash.list_all)] == [gone]
    undo(qtbot, app)
    idle(qtbot, app)
    assert gone in [each.id for each in told(qtbot, app, journeys.list_all)]


def test_a_step_without_a_title_is_not_stored(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    before = stored(qtbot, app, screen)[0].title
    screen.form.title.edit.selectAll()
    qtbot.keyClick(screen.form.title.edit, Qt.Key.Key_Delete)
    screen.form.title.flush()
    assert screen.form.title.edit.accessibleDescription() == "A step needs a title."
    assert stored(qtbot, app, screen)[0].title == before


def test_a_wait_is_set_in_the_form(qtbot: QtBot, app: Application) -> None:
    screen = opened(qtbot, app, "join")
    screen.form.wait.setFocus()
    screen.form.wait.selectAll()
    qtbot.keyClicks(screen.form.wait, "3")
    qtbot.keyClick(screen.form.wait, Qt.Key.Key_Return)
    qtbot.keyClicks(screen.form.promise.edit, "within three days")
    screen.close_screen()
    wait = stored(qtbot, app, screen)[0].wait
    assert wait is not None
    assert (wait.length, wait.promise) == (timedelta(days=3), "within three days")
