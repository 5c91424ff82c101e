"""What the review asks of the workspace, each in one go on the lane."""

from __future__ import annotations

from collections.abc import Sequence

from oracle.method import insights
from oracle.method.insights import Together
from oracle.model.change import Change
from oracle.model.record import WalkRecord
from oracle.workspace import Workspace, potholes, reads


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
