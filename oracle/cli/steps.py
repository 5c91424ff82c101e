"""`step`: the steps of a journey, one change a command. The rules are those of `method.edits`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from oracle.cli.opening import opened
from oracle.cli.output import say
from oracle.errors import InputError, NotFound
from oracle.language import _
from oracle.method import edits
from oracle.model.journey import Journey, Line, Stage, Step, Wait
from oracle.workspace import Workspace, clock, journeys

_PLAIN = (
    "title", "does", "channel", "channel_label", "link", "handled_by", "gets", "expected_friction", "moment_of_truth",
    "sale", "private", "plan_b", "people_a_month",
)  # fmt: skip

_LONGEST_NUMBER = 4  # digits: a journey has 1,000 steps at most


def add(wanted: Namespace) -> int:
    """Add a step and print its id; a stage that is not there yet is added at the end."""
    with opened(wanted) as held:
        journey = _journey(held, wanted)
        stages, stage = _stage(journey.version.stages, wanted.stage)
        step = _changed(Step(id=clock.new_id(), number=0, title=""), wanted)
        stages = edits.insert(stages, stage, _gap(stages[stage], wanted.at), step)
        journeys.set_stages(held, journey.id, stages)
    say(step.id)
    return 0


def change(wanted: Namespace) -> int:
    """Change what is given of a step."""
    with opened(wanted) as held:
        journey = _journey(held, wanted)
        step = _changed(_step(journey, wanted.step), wanted)
        journeys.set_stages(held, journey.id, edits.replace_step(journey.version.stages, step))
    say(_("Changed: {title}").format(title=step.title))
    return 0


def move(wanted: Namespace) -> int:
    """Move a step within its stage, or into another one."""
    with opened(wanted) as held:
        journey = _journey(held, wanted)
        step = _step(journey, wanted.step)
        name = wanted.stage or journey.version.stage_of(step.id)
        stages, stage = _stage(journey.version.stages, name)
        others = [own for own in stages[stage].steps if own.id != step.id]
        place = len(others) if wanted.at is None else min(wanted.at - 1, len(others))
        # The gap is counted with the step itself, where it is in this stage already.
        gap = stages[stage].steps.index(others[place]) if place < len(others) else len(stages[stage].steps)
        journeys.set_stages(held, journey.id, edits.move(stages, {step.id}, stage, gap))
    say(_("Moved: {title}").format(title=step.title))
    return 0


def delete(wanted: Namespace) -> int:
    """Take steps out of the journey, and stages that hold none any more; a stage that held none before stays."""
    with opened(wanted) as held:
        journey = _journey(held, wanted)
        gone = [_step(journey, number) for number in dict.fromkeys(wanted.steps)]
        left = edits.remove(journey.version.stages, {step.id for step in gone})
        both = zip(journey.version.stages, left, strict=True)
        journeys.set_stages(held, journey.id, tuple(now for was, now in both if now.steps or not was.steps))
    for step in gone:
        say(_("Deleted: {title}").format(title=step.title))
    return 0


def _journey(held: Workspace, wanted: Namespace) -> Journey:
    return journeys.get(held, journeys.resolve(held, wanted.journey))


def _step(journey: Journey, typed: str) -> Step:
    """The step of that number, of that id, or the only one whose id begins so; NotFound."""
    steps = journey.version.steps
    named = [step for step in steps if step.id == typed.strip()]
    if named:
        return named[0]
    # Few signs are a number: an id that was cut so short is seldom one step's alone.
    number = typed.strip()
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER:
        if 1 <= int(number) <= len(steps):
            return steps[int(number) - 1]
        told = _("This journey has {n} steps; there is no step {number}.")
        raise NotFound(told.format(n=len(steps), number=int(number)))
    found = [step for step in steps if number and step.id.startswith(number.lower())]
    if len(found) != 1:
        raise NotFound(
            _("This journey has no step {name}.").format(name=repr(typed[:60])),
            advice=_("Give the step's number, or the id that “step add” printed."),
        )
    return found[0]


def _stage(stages: tuple[Stage, ...], name: str | None) -> tuple[tuple[Stage, ...], int]:
    """The stages and the index of the one of that name, added if there is none; without a name the last one."""
    if not name:
        return stages, len(stages) - 1
    for index, stage in enumerate(stages):
        if stage.name.casefold() == name.strip().casefold():
            return stages, index
    return edits.add_stage(stages, len(stages), name), len(stages)


def _gap(stage: Stage, at: int | None) -> int:
    return len(stage.steps) if at is None else min(at - 1, len(stage.steps))


def _changed(step: Step, wanted: Namespace) -> Step:
    """The step with what was typed; fields that were not named stay."""
    given: dict[str, Any] = {name: getattr(wanted, name) for name in _PLAIN if getattr(wanted, name) is not None}
    checklist = _checklist(step.checklist, wanted.expects, wanted.must)
    return replace(step, **given, checklist=checklist, wait=_wait(step.wait, wanted))


def _checklist(lines: tuple[Line, ...], expects: Sequence[str] | None, must: Sequence[str] | None) -> tuple[Line, ...]:
    """The lines of each kind replaced by those that were typed; a line that stays as it was keeps its id."""
    known = {(line.text, line.must): line.id for line in lines}

    def of_kind(typed: Sequence[str] | None, is_must: bool) -> list[Line]:
        if typed is None:
            return [line for line in lines if line.must is is_must]
        kept = dict.fromkeys(text.strip() for text in typed if text.strip())
        return [Line(id=known.get((text, is_must)) or clock.new_id(), text=text, must=is_must) for text in kept]

    if expects is None and must is None:
        return lines
    return (*of_kind(expects, False), *of_kind(must, True))


def _wait(wait: Wait | None, wanted: Namespace) -> Wait | None:
    length = wanted.wait if wanted.wait is not None else wait and wait.length
    if not length:
        if wanted.promise:
            raise InputError(_("A promise needs a wait: add --wait."))
        return None
    promise = wanted.promise if wanted.promise is not None else (wait.promise if wait else "")
    return Wait(length=length, promise=promise)
