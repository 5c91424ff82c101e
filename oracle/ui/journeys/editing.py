"""Changing the steps of a road: pure functions from stages to stages."""

from __future__ import annotations

from dataclasses import replace

from oracle.model.journey import Line, Stage, Step

Stages = tuple[Stage, ...]


def numbered(stages: Stages) -> Stages:
    """The same steps, counted from 1 through all stages."""
    number, made = 0, []
    for stage in stages:
        steps = []
        for step in stage.steps:
            number += 1
            steps.append(replace(step, number=number))
        made.append(replace(stage, steps=tuple(steps)))
    return tuple(made)


def place_of(stages: Stages, step_id: str) -> tuple[int, int]:
    """Index of the stage and of the step in it; KeyError when no stage has it."""
    for at, stage in enumerate(stages):
        for index, step in enumerate(stage.steps):
            if step.id == step_id:
                return at, index
    raise KeyError(step_id)


def with_step(stages: Stages, changed: Step) -> Stages:
    """The step of that id replaced. At most one step of a journey is the sale: marking one unmarks the other."""
    at, index = place_of(stages, changed.id)
    if changed.sale:
        stages = tuple(
            replace(stage, steps=tuple(replace(step, sale=False) if step.sale else step for step in stage.steps))
            for stage in stages
        )
    return _with(stages, at, (*stages[at].steps[:index], changed, *stages[at].steps[index + 1 :]))


def added(stages: Stages, step: Step, *, stage: int, index: int) -> Stages:
    """A new step at that place of a stage."""
    return numbered(_with(stages, stage, (*stages[stage].steps[:index], step, *stages[stage].steps[index:])))


def removed(stages: Stages, step_id: str) -> Stages:
    """Without that step."""
    at, index = place_of(stages, step_id)
    return numbered(_with(stages, at, (*stages[at].steps[:index], *stages[at].steps[index + 1 :])))


def moved(stages: Stages, step_id: str, by: int) -> Stages:
    """That step one up (−1) or down (+1); at the end of a stage it goes on into the next one."""
    at, index = place_of(stages, step_id)
    step = stages[at].steps[index]
    if 0 <= index + by < len(stages[at].steps):
        target, where = at, index + by
    elif 0 <= at + by < len(stages):
        target = at + by
        where = 0 if by > 0 else len(stages[target].steps)
    else:
        return stages
    without = _with(stages, at, (*stages[at].steps[:index], *stages[at].steps[index + 1 :]))
    return numbered(_with(without, target, (*without[target].steps[:where], step, *without[target].steps[where:])))


def _with(stages: Stages, at: int, steps: tuple[Step, ...]) -> Stages:
    return (*stages[:at], replace(stages[at], steps=steps), *stages[at + 1 :])


def lines_from(text: str, before: tuple[Line, ...], *, must: bool, new_id: str = "") -> tuple[Line, ...]:
    """Checklist lines from text, one a row. A line keeps its identity while its text or its place stays the same."""
    rows = [" ".join(row.split()) for row in text.splitlines() if row.strip()]
    by_text = {line.text: line for line in before}
    made = []
    for at, row in enumerate(rows):
        kept = by_text.pop(row, None)
        if kept is None and len(rows) == len(before) and before[at].text not in rows:
            kept = before[at]
        made.append(Line(id=kept.id if kept else new_id, text=row, must=must))
    return tuple(made)
