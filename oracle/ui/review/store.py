"""What the review asks of the workspace, each in one go on the lane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oracle.method import insights
from oracle.method.insights import Together
from oracle.model.change import Change
from oracle.model.record import WalkRecord
from oracle.workspace import Workspace, potholes, reads


def edit_pothole(workspace: Workspace, pothole_id: str, fields: Mapping[str, Any]) -> Change:
    """Stores fields of a pothole by the names that `Pothole` has; the others stay as they are by then."""
    return potholes.set_fields(workspace, pothole_id, **fields)


def record(workspace: Workspace, walk_id: str) -> WalkRecord:
    """The walk with all that its readings need; NotFound."""
    return reads.report_walks(workspace, (walk_id,))[0]


def together(workspace: Workspace, journey_id: str) -> tuple[int, Together]:
    """How many walks a journey has, and what they say together; NotFound."""
    journey = reads.journey_record(workspace, journey_id)
    return len(journey.walks), insights.together(journey)
