"""What happens and what does not: the questions that a step leaves open."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from msgspec.structs import replace

from oracle import templates
from oracle.method.assistant import Question, ask
from oracle.method.edits import steps_of
from oracle.method.questions import TABLE
from oracle.model.journey import Line, Stage, Step, Wait
from oracle.model.ratings import ChannelKind, Kind


def road(*steps: Step) -> tuple[Stage, ...]:
    return (Stage(name="Somewhere", steps=steps),)


def keys(questions: tuple[Question, ...]) -> set[str]:
    return {each.key for each in questions}


@pytest.mark.parametrize(("kind", "channel"), list(product(Kind, ChannelKind)))
def test_every_empty_step_has_questions_and_each_line_answers_its_own(kind: Kind, channel: ChannelKind) -> None:
    step = Step(
        id="b", number=2, title="b", channel=channel, moment_of_truth=True, private=True, wait=Wait(length=timedelta(3))
    )
    stages = road(Step(id="a", number=1, title="a", sale=True), step, Step(id="c", number=3, title="c", wait=step.wait))
    found = ask(kind, stages, "b")
    assert found
    for question in found:
        answered = replace(step, checklist=(Line(id="1", text=question.line.upper(), must=question.must),))
        left = ask(kind, road(stages[0].steps[0], answered, stages[0].steps[2]), "b")
        assert question.key not in keys(left)


def test_every_question_is_asked_somewhere_and_has_a_key_of_its_own() -> None:
    assert len({each.key for each in TABLE}) == len(TABLE)
    assert len({each.line for each in TABLE}) == len(TABLE)
    asked: set[str] = set()
    waits = Wait(length=timedelta(days=2))
    for kind, channel, sale in product(Kind, ChannelKind, range(4)):
        steps = tuple(
            Step(id=str(n), number=n, title="x", channel=channel, private=True, wait=waits, sale=n == sale,
                 handled_by=f"P{n}", moment_of_truth=n == 1)
            for n in range(6)
        )  # fmt: skip
        for step in steps:
            asked |= keys(ask(kind, road(*steps), step.id))
    assert asked == {each.key for each in TABLE}


def test_what_is_put_away_is_not_asked_again() -> None:
    stages = road(Step(id="a", number=1, title="a", channel=ChannelKind.PHONE))
    first = ask(Kind.BUY, stages, "a")[0]
    assert first.key not in keys(ask(Kind.BUY, stages, "a", put_away={first.key}))


def test_the_examples_of_the_method_are_asked_where_they_belong() -> None:
    pay = Step(id="pay", number=1, title="Pays", sale=True)
    use = Step(id="use", number=2, title="Uses it", channel=ChannelKind.APP)
    stages = road(pay, use)
    texts = {each.text for each in ask(Kind.BUY, stages, "use")}
    assert {"Is there a follow-up call?", "Could a newcomer know every word here?", "Who answers if it fails?"} <= texts
    assert "follow-up" not in keys(ask(Kind.BUY, stages, "pay"))
    assert {"whole-price", "mind-changed"} <= keys(ask(Kind.BUY, stages, "pay"))
    assert "whole-price" not in keys(ask(Kind.BUY, stages, "use"))


def test_the_last_step_of_decision_is_the_sale_where_none_is_marked() -> None:
    stages = (
        Stage(name="Decision", steps=(Step(id="a", number=1, title="a"), Step(id="b", number=2, title="b"))),
        Stage(name="Delivery", steps=(Step(id="c", number=3, title="c"),)),
    )
    assert "whole-price" in keys(ask(Kind.BUY, stages, "b"))
    assert "first-success" in keys(ask(Kind.BUY, stages, "c"))
    assert "whole-price" not in keys(ask(Kind.OTHER, (replace(stages[0], name="Middle"), stages[1]), "b"))


def test_a_line_in_other_words_answers_too() -> None:
    stages = road(Step(id="a", number=1, title="a", channel=ChannelKind.WEBSITE))
    assert "newcomer-words" in keys(ask(Kind.BUY, stages, "a"))
    said = (Line(id="1", text="No JARGON anywhere"),)
    assert "newcomer-words" not in keys(ask(Kind.BUY, road(replace(stages[0].steps[0], checklist=said)), "a"))
    inside = (Line(id="1", text="The sword is sharp"),)  # a sign counts at the beginning of a word only
    assert "newcomer-words" in keys(ask(Kind.BUY, road(replace(stages[0].steps[0], checklist=inside)), "a"))


def test_a_filled_in_road_leaves_fewer_questions_than_an_empty_one() -> None:
    full = empty = steps = 0
    for template in templates.all_templates():
        bare = tuple(
            replace(stage, steps=tuple(replace(step, checklist=()) for step in stage.steps))
            for stage in template.stages
        )
        for filled, plain in zip(steps_of(template.stages), steps_of(bare), strict=True):
            full += len(ask(template.kind, _named(template.stages), f"{filled.number}"))
            empty += len(ask(template.kind, _named(bare), f"{plain.number}"))
            steps += 1
    assert full < empty
    assert 2 <= empty / steps <= 12


def _named(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    return tuple(
        replace(stage, steps=tuple(replace(step, id=f"{step.number}") for step in stage.steps)) for stage in stages
    )


def test_a_step_that_is_not_there_is_told() -> None:
    with pytest.raises(KeyError):
        ask(Kind.BUY, road(Step(id="a", number=1, title="a")), "b")
