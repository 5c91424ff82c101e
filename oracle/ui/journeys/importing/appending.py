"""Imported stages behind those that a journey has already."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from oracle.method import edits
from oracle.model.journey import Stage


def appended(stages: tuple[Stage, ...], read: tuple[Stage, ...], new_id: Callable[[], str]) -> tuple[Stage, ...]:
    """Put the steps read behind those of the stage of the same name, or into new stages at the end.

    A second sale is none. InputError when the journey would hold more than it can.
    """
    for stage in read:
        named = (at for at, own in enumerate(stages) if own.name.casefold() == stage.name.casefold())
        at = next(named, None)
        if at is None:
            at = len(stages)
            stages = edits.add_stage(stages, at, stage.name)
        steps = edits.fresh((replace(step, id=new_id()) for step in stage.steps), new_id)
        stages = edits.insert(stages, at, len(stages[at].steps), *steps)
    return stages
