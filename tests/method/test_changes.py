"""What changed between two versions, in words: nothing is left out, and nothing is told that did not happen."""

from __future__ import annotations

from datetime import timedelta
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec.structs import replace

from oracle.method import edits
from oracle.method.changes import changes
from oracle.method.edits import Stages, numbered, steps_of
from oracle.model.journey import Line, Stage, Step, Wait
from oracle.model.ratings import ChannelKind

texts = some.text(ascii_lowercase + "A<é ", max_size=6)
waits = some.none() | some.builds(Wait, length=some.sampled_from((timedelta(hours=4), timedelta(3))), promise=texts)


@some.composite
def roads(draw: some.DrawFn) -> Stages:
    ids = draw(some.permutations("abcdef"))
    stages = []
    for name in draw(some.lists(some.sampled_from(("Awareness", "Decision", "Delivery")), min_size=1, max_size=4)):
        steps = []
        for _n in range(draw(some.integers(0, 2))):
            if ids:
                steps.append(draw(one_step(ids.pop())))
        stages.append(Stage(name=name, steps=tuple(steps)))
    return numbered(tuple(stages))


@some.composite
def one_step(draw: some.DrawFn, identity: str) -> Step:
    lines = tuple(
        Line(id=identity + key, text=draw(texts), must=draw(some.booleans()))
        for key in draw(some.lists(some.sampled_from("12"), unique=True))
    )
    return Step(
        id=identity, number=0, title=draw(texts), does=draw(texts), channel=draw(some.sampled_from(ChannelKind)),
        channel_label=draw(texts), link=draw(texts), handled_by=draw(texts), gets=draw(texts), checklist=lines,
        wait=draw(waits), expected_friction=draw(some.none() | some.integers(0, 4)), sale=draw(some.booleans()),
        moment_of_truth=draw(some.booleans()), private=draw(some.booleans()), plan_b=draw(texts),
        people_a_month=draw(some.none() | some.integers(0, 9)),
    )  # fmt: skip


@settings(max_examples=60)
@given(roads(), roads())
def test_something_is_said_exactly_when_something_changed(before: Stages, after: Stages) -> None:
    assert bool(changes(before, after)) == (before != after)
    assert changes(after, after) == ()


@settings(max_examples=60)
@given(roads(), some.data())
def test_a_change_of_one_field_is_one_sentence_about_that_step(before: Stages, data: some.DataObject) -> None:
    steps = steps_of(before)
    if not steps:
        return
    step = data.draw(some.sampled_from(steps))
    other = data.draw(one_step(step.id))
    name = data.draw(some.sampled_from([name for name in Step.__struct_fields__ if name not in {"id", "number"}]))
    changed = replace(step, **{name: getattr(other, name)})
    after = tuple(
        replace(stage, steps=tuple(changed if each.id == step.id else each for each in stage.steps)) for stage in before
    )
    said = changes(before, after)
    assert all(" ".join(changed.title.split()) in sentence for sentence in said)
    if name not in {"checklist", "wait"}:
        assert len(said) == (changed != step)


@settings(max_examples=60)
@given(roads(), some.data())
def test_moving_one_step_moves_only_that_one_in_words(before: Stages, data: some.DataObject) -> None:
    named = tuple(
        replace(stage, name=f"{stage.name} {at}", steps=tuple(replace(step, title=step.id * 3) for step in stage.steps))
        for at, stage in enumerate(before)
    )
    steps = steps_of(named)
    if not steps:
        return
    step = data.draw(some.sampled_from(steps))
    stage = data.draw(some.integers(0, len(named) - 1))
    after = edits.move(named, {step.id}, stage, data.draw(some.integers(0, len(named[stage].steps))))
    said = changes(named, after)
    assert len(said) == (after != named)
    if said and edits.place(named, step.id)[0] != stage:
        was = named[edits.place(named, step.id)[0]].name
        assert said == (f"“{step.title}” moved from {was} to {named[stage].name}.",)


def road(*titles: str) -> tuple[Step, ...]:
    return tuple(Step(id=title, number=0, title=title) for title in titles)


BEFORE = numbered(
    (
        Stage(name="Decision", steps=road("Fills the basket", "Pays for the order")),
        Stage(name="Delivery", steps=road("Waits", "Unpacks")),
    )
)


def changed(step_id: str, **values: object) -> Stages:
    step = next(each for each in steps_of(BEFORE) if each.id == step_id)
    return edits.replace_step(BEFORE, replace(step, **values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (edits.move(BEFORE, {"Pays for the order"}, 1, 1), "“Pays for the order” moved from Decision to Delivery."),
        (edits.move(BEFORE, {"Unpacks"}, 1, 0), "“Unpacks” now comes first in its stage."),
        (edits.insert(BEFORE, 1, 2, *road("Asks", "Returns")), "2 steps added: “Asks”, “Returns”."),
        (
            edits.insert(BEFORE, 1, 2, *road(*"abcdef")),
            "6 steps added: “a”, “b”, “c”, “d” and 2 more.",
        ),
        (edits.remove(BEFORE, {"Waits"}), "Step taken out: “Waits”."),
        (edits.rename_stage(BEFORE, 0, "Order"), "Stage “Decision” is now called “Order”."),
        (edits.move_stage(BEFORE, 1, 0), "Stage “Delivery” now comes first."),
        (edits.add_stage(BEFORE, 2, "Loyalty"), "Stage “Loyalty” added."),
        (changed("Waits", expected_friction=3), "“Waits”: expected friction set to 3."),
        (changed("Waits", handled_by="Jonas"), "“Waits”: who handles it is now Jonas."),
        (changed("Waits", channel=ChannelKind.POST, channel_label="DHL"), "“Waits”: channel from Website to DHL."),
        (changed("Waits", title="Waits long"), "“Waits” is now called “Waits long”."),
        (changed("Waits", wait=Wait(length=timedelta(days=3))), "“Waits”: now with a wait of 3 days."),
        (
            changed("Waits", checklist=(Line(id="1", text="It came"),)),
            "“Waits”: what should happen has a new line, “It came”.",
        ),
        (changed("Unpacks", moment_of_truth=True), "“Unpacks” is now a moment of truth."),
    ],
)  # fmt: skip
def test_changes_read_as_a_person_would_say_them(after: Stages, sentence: str) -> None:
    assert changes(BEFORE, after) == (sentence,)


def test_an_expectation_that_changed_tells_both_numbers() -> None:
    then, now = changed("Waits", expected_friction=1), changed("Waits", expected_friction=3)
    assert changes(then, now) == ("“Waits”: expected friction from 1 to 3.",)


def test_a_thousand_steps_turned_round_are_told_in_a_moment() -> None:
    long = numbered((Stage(name="A", steps=tuple(Step(id=f"{n}", number=0, title=f"{n}") for n in range(1000))),))
    turned = numbered((replace(long[0], steps=long[0].steps[::-1]),))
    assert len(changes(long, turned)) == 999
