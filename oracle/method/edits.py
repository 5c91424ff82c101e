"""Changing the stages and steps of a journey: pure functions from stages to stages.

A step keeps its id whatever happens to it; numbers are counted anew after each change. A *position* is a gap between
the steps of a stage as they stand before the change: 0 is before the first, `len(steps)` behind the last. Whoever
calls brings the ids of new steps, or a function that makes them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from oracle.errors import InputError
from oracle.language import _
from oracle.model.journey import Stage, Step

LIMIT_STEPS = 1000
LIMIT_STAGES = 40

Stages = tuple[Stage, ...]


def numbered(stages: Stages) -> Stages:
    """The same steps, counted from 1 through all stages; what is right already stays the same object."""
    number, made = 1, []
    for stage in stages:
        steps = tuple(
            step if step.number == count else replace(step, number=count)
            for count, step in enumerate(stage.steps, number)
        )
        number += len(steps)
        made.append(stage if steps == stage.steps else replace(stage, steps=steps))
    return tuple(made)


def steps_of(stages: Stages) -> tuple[Step, ...]:
    """All steps in road order."""
    return tuple(step for stage in stages for step in stage.steps)


def place(stages: Stages, step_id: str) -> tuple[int, int]:
    """Index of the stage and of the step in it; KeyError when no stage has it."""
    for at, stage in enumerate(stages):
        for index, step in enumerate(stage.steps):
            if step.id == step_id:
                return at, index
    raise KeyError(step_id)


# ---- steps


def insert(stages: Stages, stage_index: int, position: int, *steps: Step) -> Stages:
    """Put steps into a stage. A second sale among them is no sale. InputError beyond `LIMIT_STEPS`."""
    _refuse_too_many(len(steps_of(stages)) + len(steps))
    own = stages[stage_index].steps
    added = _one_sale(steps, taken=any(step.sale for step in steps_of(stages)))
    return numbered(_with(stages, stage_index, (*own[:position], *added, *own[position:])))


def replace_step(stages: Stages, step: Step) -> Stages:
    """The step of that id changed; marking one as the sale unmarks the other. KeyError when there is none."""
    at, index = place(stages, step.id)
    if step.sale:
        stages = tuple(_without_sale(stage, step.id) for stage in stages)
    own = stages[at].steps
    return numbered(_with(stages, at, (*own[:index], step, *own[index + 1 :])))


def remove(stages: Stages, ids: Collection[str]) -> Stages:
    """Without these steps. InputError when none would be left: a journey has at least one step."""
    left = _without(stages, ids)
    _refuse_empty(left)
    return numbered(left)


def move(stages: Stages, ids: Collection[str], stage_index: int, position: int) -> Stages:
    """These steps, in their road order, into the gap `position` of a stage."""
    moving = tuple(step for step in steps_of(stages) if step.id in ids)
    ahead = sum(step.id in ids for step in stages[stage_index].steps[:position])
    rest = _without(stages, ids)
    own, gap = rest[stage_index].steps, position - ahead
    return numbered(_with(rest, stage_index, (*own[:gap], *moving, *own[gap:])))


def shift(stages: Stages, ids: Collection[str], by: int) -> Stages:
    """These steps together one up (−1) or down (+1); from the end of a stage into the next one."""
    chosen = [step.id for step in steps_of(stages) if step.id in ids]
    if not chosen:
        return stages
    at, index = place(stages, chosen[0] if by < 0 else chosen[-1])
    own = stages[at].steps
    beyond = [n for n, step in enumerate(own) if step.id not in ids and (n < index if by < 0 else n > index)]
    if beyond:
        return move(stages, ids, at, beyond[-1] if by < 0 else beyond[0] + 1)
    if 0 <= at + by < len(stages):
        return move(stages, ids, at + by, len(stages[at + by].steps) if by < 0 else 0)
    return move(stages, ids, at, 0 if by < 0 else len(own))


def shift_across(stages: Stages, ids: Collection[str], by: int) -> Stages:
    """These steps together into the stage before (−1) or after (+1) that of the first, at the same height."""
    chosen = [step.id for step in steps_of(stages) if step.id in ids]
    if not chosen:
        return stages
    at, index = place(stages, chosen[0])
    target = min(max(at + by, 0), len(stages) - 1)
    if target == at:
        return stages
    return move(stages, ids, target, min(index, len(stages[target].steps)))


def fresh(steps: Iterable[Step], new_id: Callable[[], str]) -> tuple[Step, ...]:
    """The same steps as new ones: own ids for them and their checklist lines."""
    return tuple(
        replace(step, id=new_id(), checklist=tuple(replace(line, id=new_id()) for line in step.checklist))
        for step in steps
    )


def copies(stages: Stages, ids: Collection[str], new_id: Callable[[], str]) -> tuple[Step, ...]:
    """These steps as new ones in road order. A copy is no sale: a journey has one."""
    chosen = (replace(step, sale=False) for step in steps_of(stages) if step.id in ids)
    return fresh(chosen, new_id)


# ---- stages


def add_stage(stages: Stages, index: int, name: str) -> Stages:
    """An empty stage before the one at `index`. InputError without a name or beyond `LIMIT_STAGES`."""
    if len(stages) >= LIMIT_STAGES:
        raise InputError(
            _("A journey holds at most {n} stages.").format(n=LIMIT_STAGES),
            advice=_("Take out a stage, or start a second journey."),
        )
    return (*stages[:index], Stage(name=_named(name)), *stages[index:])


def rename_stage(stages: Stages, index: int, name: str) -> Stages:
    """Another name for a stage. InputError without one."""
    return (*stages[:index], replace(stages[index], name=_named(name)), *stages[index + 1 :])


def move_stage(stages: Stages, index: int, to: int) -> Stages:
    """A stage with its steps to another place, `to` counted without it."""
    rest = (*stages[:index], *stages[index + 1 :])
    return numbered((*rest[:to], stages[index], *rest[to:]))


def remove_stage(stages: Stages, index: int) -> Stages:
    """Without a stage and the steps in it. InputError when no step would be left."""
    rest = (*stages[:index], *stages[index + 1 :])
    _refuse_empty(rest)
    return numbered(rest)


# ---- inside


def _with(stages: Stages, at: int, steps: tuple[Step, ...]) -> Stages:
    return (*stages[:at], replace(stages[at], steps=steps), *stages[at + 1 :])


def _without(stages: Stages, ids: Collection[str]) -> Stages:
    return tuple(
        replace(stage, steps=tuple(step for step in stage.steps if step.id not in ids))
        if any(step.id in ids for step in stage.steps)
        else stage
        for stage in stages
    )


def _without_sale(stage: Stage, but: str) -> Stage:
    if not any(step.sale and step.id != but for step in stage.steps):
        return stage
    return replace(stage, steps=tuple(replace(step, sale=False) if step.sale else step for step in stage.steps))


def _one_sale(steps: Iterable[Step], *, taken: bool) -> list[Step]:
    made = []
    for step in steps:
        made.append(replace(step, sale=False) if step.sale and taken else step)
        taken = taken or step.sale
    return made


def _named(name: str) -> str:
    kept = " ".join(name.split())
    if not kept:
        raise InputError(_("A stage needs a name."))
    return kept


def _refuse_too_many(count: int) -> None:
    if count > LIMIT_STEPS:
        raise InputError(
            _("A journey holds at most {n} steps; this would make {count}.").format(n=LIMIT_STEPS, count=count),
            safe=_("Nothing was changed."),
            advice=_("Take out steps, or start a second journey."),
        )


def _refuse_empty(stages: Stages) -> None:
    if not steps_of(stages):
        raise InputError(_("A journey needs at least one step."), safe=_("Nothing was changed."))
