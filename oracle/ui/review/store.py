"""What the review asks of the workspace, each in one go on the lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from oracle.method import insights
from oracle.method.insights import Together
from oracle.model.change import Change
from oracle.model.record import WalkRecord
from oracle.ui.tester import name_of
from oracle.workspace import Workspace, potholes, reads


def edit_pothole(workspace: Workspace, pothole_id: str, fields: Mapping[str, Any], tester_id: str) -> Change:
    """Stores fields of a pothole by the names that `Pothole` has; the others stay as they are by then."""
    return potholes.set_fields(workspace, pothole_id, who=name_of(workspace, tester_id), **fields)


def rate(
    workspace: Workspace, pothole_id: str, walk_id: str, severity: int | None, at_least: bool, tester_id: str
) -> Change:
    """Stores the severity that was given in the review of a walk."""
    who = name_of(workspace, tester_id)
    return potholes.rate(workspace, pothole_id, walk_id, severity, at_least=at_least, who=who)


def merge(workspace: Workspace, one: str, other: str, tester_id: str) -> Change:
    """Makes two into one; the older number is kept."""
    return potholes.merge(workspace, one, other, who=name_of(workspace, tester_id))


def unmerge(workspace: Workspace, gone_id: str, tester_id: str) -> Change:
    """Takes a merge back: the one that was taken in stands again."""
    return potholes.unmerge(workspace, gone_id, who=name_of(workspace, tester_id))


def join(
    workspace: Workspace, walk_id: str, step_ids: Sequence[str], capture_ids: Sequence[str], title: str, saw: str
) -> Change:
    """One pothole met at several steps, with their captures; its id comes first."""
    return potholes.add(
        workspace, walk_id, step_ids[0], also_at=tuple(step_ids[1:]), title=title, saw=saw,
        capture_ids=tuple(capture_ids),
    )  # fmt: skip


def record(workspace: Workspace, walk_id: str) -> WalkRecord:
    """The walk with all that its readings need; NotFound."""
    return reads.report_walks(workspace, (walk_id,))[0]


def together(workspace: Workspace, journey_id: str) -> tuple[int, Together]:
    """How many walks a journey has, and what they say together; NotFound."""
    journey = reads.journey_record(workspace, journey_id)
    return len(journey.walks), insights.together(journey)
