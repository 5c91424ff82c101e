"""Changing stages and steps: nothing is lost, nothing doubled, and every step stays itself."""

from __future__ import annotations

from datetime import timedelta
from itertools import count, islice
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from oracle.errors import InputError
from oracle.method import edits
from oracle.model.journey import Line, Stage, Step, Wait


def road(*sizes: int) -> tuple[Stage, ...]:
    """Stages S0, S1… with so many steps each, named a, b, c… and beyond the alphabet n27…"""
    letters = ("abcdefghijklmnopqrstuvwxyz"[n] if n < 26 else f"n{n}" for n in count())
    made = []
    for at, size in enumerate(sizes):
        steps = tuple(Step(id=name, number=0, title=name.upper()) for name in islice(letters, size))
        made.append(Stage(name=f"S{at}", steps=steps))
    return edits.numbered(tuple(made))


def names(stages: tuple[Stage, ...]) -> str:
    """ "ab|c" for a and b in the first stage and c in the second."""
    return "|".join("".join(step.id for step in stage.steps) for stage in stages)


def new_ids() -> Any:
    numbers = count()
    return lambda: f"new{next(numbers)}"


def test_steps_are_counted_through_all_stages_after_each_change() -> None:
    moved = edits.move(road(2, 3), {"a"}, 1, 2)
    assert names(moved) == "b|cdae"
    assert [step.number for step in edits.steps_of(moved)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("ids", "stage", "position", "expected"),
    [
        ("b", 0, 0, "bacd|ef"),
        ("b", 0, 1, "abcd|ef"),
        ("b", 0, 2, "abcd|ef"),
        ("b", 0, 4, "acdb|ef"),
        ("ac", 0, 3, "bacd|ef"),
        ("af", 1, 1, "bcd|eaf"),
        ("db", 1, 0, "ac|bdef"),
        ("abcdef", 1, 1, "|abcdef"),
    ],
)
def test_steps_land_together_in_the_gap_they_are_dropped_on(ids: str, stage: int, position: int, expected: str) -> None:
    assert names(edits.move(road(4, 2), set(ids), stage, position)) == expected


@pytest.mark.parametrize(
    ("ids", "by", "expected"),
    [
        ("b", -1, "bac|de"),
        ("a", -1, "abc|de"),
        ("c", 1, "ab|cde"),
        ("d", -1, "abcd|e"),
        ("e", 1, "abc|de"),
        ("bc", -1, "bca|de"),
        ("ac", 1, "b|acde"),
        ("ad", -1, "adbc|e"),
    ],
)
def test_steps_go_up_and_down_and_over_the_end_of_a_stage(ids: str, by: int, expected: str) -> None:
    assert names(edits.shift(road(3, 2), set(ids), by)) == expected


@pytest.mark.parametrize(
    ("ids", "by", "expected"),
    [
        ("b", 1, "ac|dbe"),
        ("c", 1, "ab|dec"),
        ("a", -1, "abc|de"),
        ("e", 1, "abc|de"),
        ("de", -1, "deabc|"),
        ("be", 1, "ac|dbe"),
    ],
)
def test_steps_go_to_the_stage_beside_at_the_same_height(ids: str, by: int, expected: str) -> None:
    assert names(edits.shift_across(road(3, 2), set(ids), by)) == expected


def test_a_second_sale_gives_way() -> None:
    stages = edits.replace_step(road(2), replace(road(2)[0].steps[0], sale=True))
    both = edits.replace_step(stages, replace(stages[0].steps[1], sale=True))
    assert [step.sale for step in edits.steps_of(both)] == [False, True]
    more = edits.insert(both, 0, 0, Step(id="x", number=0, title="X", sale=True))
    assert [step.sale for step in edits.steps_of(more)] == [False, False, True]


def test_copies_are_new_steps_with_new_lines_and_no_sale() -> None:
    rich = replace(
        road(1)[0].steps[0], sale=True, checklist=(Line(id="l", text="A reply"),), wait=Wait(length=timedelta(days=3))
    )
    stages = edits.replace_step(road(1), rich)
    (copy,) = edits.copies(stages, {"a"}, new_ids())
    assert (copy.title, copy.wait, copy.sale) == (rich.title, rich.wait, False)
    assert copy.id != "a"
    assert [line.text for line in copy.checklist] == ["A reply"]
    assert copy.checklist[0].id not in {"l", copy.id}


def test_a_thousand_steps_and_no_more() -> None:
    full = road(600, 400)
    with pytest.raises(InputError, match="at most 1000 steps; this would make 1001"):
        edits.insert(full, 0, 0, Step(id="x", number=0, title="X"))
    assert len(edits.steps_of(edits.remove(full, {"a"}))) == 999


def test_a_journey_keeps_a_step_and_a_stage_its_name() -> None:
    with pytest.raises(InputError, match="at least one step"):
        edits.remove(road(2), {"a", "b"})
    with pytest.raises(InputError, match="at least one step"):
        edits.remove_stage(road(2, 0), 0)
    with pytest.raises(InputError, match="needs a name"):
        edits.rename_stage(road(1), 0, "  \n ")
    with pytest.raises(InputError, match="at most 40 stages"):
        edits.add_stage(tuple(Stage(name=str(n)) for n in range(40)), 3, "One more")


def test_stages_are_added_named_moved_and_removed() -> None:
    stages = edits.add_stage(road(1, 2), 1, " After\nthe sale ")
    assert [stage.name for stage in stages] == ["S0", "After the sale", "S1"]
    assert names(edits.move_stage(stages, 2, 0)) == "bc|a|"
    assert [step.number for step in edits.steps_of(edits.move_stage(stages, 2, 0))] == [1, 2, 3]
    assert names(edits.remove_stage(stages, 0)) == "|bc"


class Editing(RuleBasedStateMachine):
    """Any edits in any order: the steps are those that were put in and not taken out, each once and unchanged."""

    @initialize(sizes=st.lists(st.integers(0, 4), min_size=1, max_size=5).filter(any))
    def begin(self, sizes: list[int]) -> None:
        self.stages = road(*sizes)
        self.known = {step.id: step.title for step in edits.steps_of(self.stages)}
        self.new_id = new_ids()

    def some(self, data: st.DataObject, least: int = 1) -> set[str]:
        return set(data.draw(st.lists(st.sampled_from(sorted(self.known)), min_size=least, unique=True)))

    def gap(self, data: st.DataObject) -> tuple[int, int]:
        at = data.draw(st.integers(0, len(self.stages) - 1))
        return at, data.draw(st.integers(0, len(self.stages[at].steps)))

    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        ids, (at, position) = self.some(data), self.gap(data)
        behind = self.stages[at].steps[position:]
        after = next((step.id for step in behind if step.id not in ids), None)
        self.stages = edits.move(self.stages, ids, at, position)
        own = [step.id for step in self.stages[at].steps]
        end = own.index(after) if after else len(own)
        assert set(own[end - len(ids) : end]) == ids

    @rule(data=st.data(), by=st.sampled_from([-1, 1]), across=st.booleans())
    def shift(self, data: st.DataObject, by: int, across: bool) -> None:
        ids = self.some(data, least=0)
        self.stages = (edits.shift_across if across else edits.shift)(self.stages, ids, by)

    @rule(data=st.data(), many=st.integers(1, 3))
    def insert(self, data: st.DataObject, many: int) -> None:
        steps = [Step(id=self.new_id(), number=0, title=f"T{n}") for n in range(many)]
        self.stages = edits.insert(self.stages, *self.gap(data), *steps)
        self.known |= {step.id: step.title for step in steps}

    @rule(data=st.data())
    def duplicate(self, data: st.DataObject) -> None:
        made = edits.copies(self.stages, self.some(data), self.new_id)
        self.stages = edits.insert(self.stages, *self.gap(data), *made)
        self.known |= {step.id: step.title for step in made}

    @precondition(lambda self: len(self.known) > 1)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        ids = set(sorted(self.some(data))[: len(self.known) - 1])
        self.stages = edits.remove(self.stages, ids)
        self.known = {key: title for key, title in self.known.items() if key not in ids}

    @rule(data=st.data())
    def retitle(self, data: st.DataObject) -> None:
        step = data.draw(st.sampled_from(edits.steps_of(self.stages)))
        self.stages = edits.replace_step(self.stages, replace(step, title="Other", sale=data.draw(st.booleans())))
        self.known[step.id] = "Other"

    @rule(data=st.data())
    def stage(self, data: st.DataObject) -> None:
        at, to = self.gap(data)[0], self.gap(data)[0]
        self.stages = edits.move_stage(edits.add_stage(self.stages, at, "New"), at, to)
        empty = next(n for n, stage in enumerate(self.stages) if not stage.steps)
        if data.draw(st.booleans()):
            self.stages = edits.remove_stage(self.stages, empty)

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        if not hasattr(self, "stages"):
            return
        steps = edits.steps_of(self.stages)
        assert {step.id: step.title for step in steps} == self.known
        assert len(steps) == len(self.known)
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert sum(step.sale for step in steps) <= 1


Editing.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
test_any_edits_keep_every_step = Editing.TestCase
