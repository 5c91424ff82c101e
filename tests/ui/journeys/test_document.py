"""The document of a journey: each change is one step back, and on disk as it happens."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from oracle.errors import StorageError
from oracle.method import edits
from oracle.model.journey import Step
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.workspace import handling, journeys, roads, testers, walks
from tests.ui.journeys.rooms import monstera, on_disk, opened, unstored, written


def titles(stages: tuple[object, ...]) -> list[list[str]]:
    return [[step.title for step in stage.steps] for stage in stages]  # type: ignore[attr-defined]


def test_a_move_is_stored_and_taken_back_and_done_again(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    before = document.stages
    with qtbot.waitSignal(document.stored):
        document.do("move “Pays for the order”", edits.move(before, {"s7"}, 0, 0))
    assert document.stack.undo_text == "Undo move “Pays for the order”"
    assert titles(on_disk(qtbot, context, document).version.stages)[0][0] == "Pays for the order"
    document.undo()
    assert document.stages == before
    assert titles(on_disk(qtbot, context, document).version.stages) == titles(before)
    assert document.stack.redo_text == "Redo move “Pays for the order”"
    document.redo()
    assert on_disk(qtbot, context, document).version.stages[0].steps[0].id == "s7"


def test_typing_in_a_field_is_one_step_back_until_it_is_left(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    for text in ("L", "Lo", "Looks"):
        document.set_step("s10", does=text)
    document.set_step("s10", gets="A number")
    document.seal()
    document.set_step("s10", gets="A number and a day")
    assert on_disk(qtbot, context, document).version.step("s10").gets == "A number and a day"
    document.undo()
    assert document.step("s10").gets == "A number"
    document.undo()
    assert (document.step("s10").does, document.step("s10").gets) == ("Looks", "")
    document.undo()
    assert document.step("s10").does == ""
    assert not document.stack.can_undo


def test_two_hundred_changes_can_be_taken_back(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    before = document.stages
    for _turn in range(125):
        document.do("move", edits.shift(document.stages, {"s1"}, 1))
        document.do("move", edits.shift(document.stages, {"s1"}, -1))
    for _turn in range(250):
        document.undo()
    assert document.stages == before
    assert titles(on_disk(qtbot, context, document).version.stages) == titles(before)


def test_taking_back_selects_what_was_selected(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    document.select(["s9", "s2"])
    assert (document.selected, document.current) == (("s2", "s9"), "s9")
    document.do("delete 2 steps", edits.remove(document.stages, {"s2", "s9"}))
    assert document.selected == ("s1",)
    document.undo()
    assert document.selected == ("s2", "s9")


def test_a_change_of_a_walked_journey_makes_a_version_and_can_still_be_taken_back(
    qtbot: QtBot, context: Context
) -> None:
    document = opened(qtbot, context)
    tester = written(qtbot, context, testers.add, name="Mia").id
    written(qtbot, context, walks.start, document.journey.id, tester_id=tester)
    with qtbot.waitSignal(document.stored):
        document.set_step("s1", title="Sees the post")
    qtbot.waitUntil(lambda: document.journey.version.number == 2)
    assert document.step("s1").title == "Sees the post"
    document.undo()
    found = on_disk(qtbot, context, document)
    assert (found.version.number, found.version.step("s1").title) == (2, "Sees the sale post")


def test_another_title_is_heard_of_and_keeps_what_can_be_undone(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    document.set_step("s1", title="Sees it ")
    on_disk(qtbot, context, document)
    context.tasks.write(journeys.rename, document.journey.id, "Buy a plant")
    qtbot.waitUntil(lambda: document.journey.title == "Buy a plant")
    document.undo()
    assert document.step("s1").title == "Sees the sale post"


def test_steps_that_were_changed_elsewhere_are_taken_over_and_not_written_over(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    context.tasks.write(handling.rename, document.journey.business_id, "Mia", "Ada")
    qtbot.waitUntil(lambda: document.step("s1").handled_by == "Ada")
    document.set_step("s2", gets="A page")
    assert {step.handled_by for step in on_disk(qtbot, context, document).version.steps} == {
        "Ada",
        "Nadia",
        "Tom",
        "Jonas",
    }


def test_an_offer_to_take_back_is_of_its_own_journey(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    first = document.journey
    document.do("delete", edits.remove(document.stages, {"s1"}))
    deleted = document.stages
    document.open(written(qtbot, context, journeys.get, written(qtbot, context, journeys.duplicate, first.id).id))
    steps = edits.steps_of(document.stages)
    document.set_step(steps[0].id, title="Another journey's change")
    document.take_back(deleted)
    assert document.step(steps[0].id).title == "Another journey's change"


def test_what_waited_behind_a_refused_write_is_written(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    with qtbot.waitSignal(document.stored):
        document.set_step("s1", title=" ")
        document.set_step("s1", title="Seen")
    found = written(qtbot, context, journeys.get, document.journey.id)
    assert found.version.step("s1").title == "Seen"


def test_what_the_workspace_refuses_is_told_and_kept(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    with qtbot.waitSignal(context.bus.message) as told:
        document.set_step("s1", title=" ")
    assert told.args == [bus.ERROR, "Step 1 needs a title."]
    assert document.step("s1").title == " "
    document.set_step("s2", gets="A page")
    document.undo()
    document.undo()
    assert on_disk(qtbot, context, document).version.step("s1").title == "Sees the sale post"


def test_what_a_full_disk_refuses_is_kept_and_stored_later(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened(qtbot, context)
    full = [True]
    real = roads.replace_stages

    def refusing(*args: object) -> None:
        if full[0]:
            raise StorageError("Not stored: the disk is full.")
        real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(roads, "replace_stages", refusing)
    with qtbot.waitSignal(context.bus.saved, check_params_cb=lambda state, _why: state == bus.NOT_STORED):
        document.set_step("s1", title="First")
    document.set_step("s1", title="Second")
    assert context.tasks.unstored == 1
    full[0] = False
    with qtbot.waitSignal(document.stored):
        context.tasks.try_again()
    assert on_disk(qtbot, context, document).version.step("s1").title == "Second"


def test_only_the_newest_of_many_changes_is_written(
    qtbot: QtBot, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes: list[int] = []
    real = journeys.set_stages
    monkeypatch.setattr(journeys, "set_stages", lambda *args: (writes.append(1), real(*args))[1])
    document = opened(qtbot, context)
    with qtbot.waitSignal(document.stored):
        for letter in range(30):
            document.set_step("s1", title="x" * (letter + 1))
    assert len(writes) == 2
    assert on_disk(qtbot, context, document).version.step("s1").title == "x" * 30


def test_leaving_the_journey_stores_what_was_done(qtbot: QtBot, context: Context) -> None:
    document = opened(qtbot, context)
    journey_id = document.journey.id
    document.set_step("s1", title="One")
    document.set_step("s1", title="One more")
    document.close()
    context.tasks.flush()
    assert written(qtbot, context, journeys.get, journey_id).version.step("s1").title == "One more"


@pytest.mark.usefixtures("qapp")
@settings(max_examples=25)
@given(data=st.data())
def test_undoing_everything_is_the_beginning_and_redoing_everything_the_end(data: st.DataObject) -> None:
    document = unstored(monstera())
    states = [document.stages]
    for turn in range(data.draw(st.integers(1, 12))):
        ids = set(
            data.draw(st.lists(st.sampled_from([step.id for step in edits.steps_of(document.stages)]), min_size=1))
        )
        at = data.draw(st.integers(0, len(document.stages) - 1))
        way = data.draw(st.sampled_from(["move", "remove", "insert", "stage"]))
        stages = document.stages
        if way == "move":
            stages = edits.move(stages, ids, at, data.draw(st.integers(0, len(stages[at].steps))))
        elif way == "insert":
            stages = edits.insert(stages, at, 0, Step(id=f"new{turn}", number=0, title="New"))
        elif way == "stage":
            stages = edits.rename_stage(stages, at, f"Stage {turn}")
        elif len(ids) < len(edits.steps_of(stages)):
            stages = edits.remove(stages, ids)
        if stages != document.stages:
            document.do(way, stages)
            states.append(stages)
    for expected in reversed(states[:-1]):
        document.undo()
        assert document.stages == expected
        assert set(document.selected) <= {step.id for step in edits.steps_of(document.stages)}
    for expected in states[1:]:
        document.redo()
        assert document.stages == expected
