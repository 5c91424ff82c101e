"""Who handles steps, across the journeys of a business."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from oracle.model.change import Change, Subject, change
from oracle.model.journey import Stage
from oracle.workspace import journeys, roads
from oracle.workspace.workspace import Workspace


def handlers(workspace: Workspace, business_id: str) -> dict[str, int]:
    """How many steps of the business's journeys each person or role handles."""
    everything = journeys.list_all(workspace, business_id)
    return dict(Counter(step.handled_by for each in everything for step in each.version.steps if step.handled_by))


def rename(workspace: Workspace, business_id: str, old: str, new: str) -> Change:
    """Write `new` at every step that `old` handles, in new versions of the journeys that were walked.

    `ids` are the journeys' and their versions', as for `journeys.set_stages`.
    """
    changed: list[str] = []
    made: list[str] = []
    everything = journeys.list_all(workspace, business_id)
    with workspace.writing() as connection:
        for journey in everything:
            stages = _renamed(journey.version.stages, old, new)
            if stages == journey.version.stages:
                continue
            version_id = journey.version.id
            if roads.is_walked(connection, version_id):
                version_id = roads.insert_version(connection, journey.id, stages)
            else:
                roads.replace_stages(connection, version_id, stages)
            changed.append(journey.id)
            made.append(version_id)
    for version_id in made:
        roads.forget(workspace, version_id)
    return change(Subject.JOURNEY, *(changed or [business_id]), *made)


def _renamed(stages: tuple[Stage, ...], old: str, new: str) -> tuple[Stage, ...]:
    return tuple(
        replace(
            stage,
            steps=tuple(replace(step, handled_by=new) if step.handled_by == old else step for step in stage.steps),
        )
        for stage in stages
    )
