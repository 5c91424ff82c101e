"""What the review asks of the workspace, each in one go on the lane."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oracle.model.change import Change
from oracle.workspace import Workspace, potholes


def edit_pothole(workspace: Workspace, pothole_id: str, fields: Mapping[str, Any]) -> Change:
    """Stores fields of a pothole by the names that `Pothole` has; the others stay as they are by then."""
    return potholes.set_fields(workspace, pothole_id, **fields)
