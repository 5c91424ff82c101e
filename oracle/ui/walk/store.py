"""What the walk asks of the workspace, each in one go on the lane: pictures are encoded there, beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from oracle.capture import files
from oracle.model.change import Change
from oracle.model.walk import Capture, Visit
from oracle.ui.walk.scene import Scene
from oracle.workspace import Workspace, businesses, captures, potholes, visits, walks

if TYPE_CHECKING:
    from oracle.capture.grab import Grab


def scene(workspace: Workspace, walk_id: str) -> Scene:
    """Everything the walk screen shows, read at one moment."""
    opened = walks.opened(workspace, walk_id)
    business = businesses.get(workspace, opened.journey.business_id)
    return Scene(opened, business, potholes.of_walk(workspace, walk_id))


def captures_now(workspace: Workspace, walk_id: str, ids: tuple[str, ...]) -> tuple[tuple[Capture, Visit], ...]:
    """Those of the captures that are there and belong to the walk, each with its visit (without its answers)."""
    return tuple(pair for pair in captures.with_visits(workspace, ids) if pair[0].walk_id == walk_id)


def capture(workspace: Workspace, walk_id: str, step_id: str, grab: Grab) -> Change:
    """Encodes what was grabbed and stores it; the capture's id is the change's.

    One job on the one lane, so that a quit waits for it. Raises CaptureError for an empty or flat picture.
    """
    return captures.add(workspace, walk_id, step_id, grab.shot())


def file(workspace: Workspace, walk_id: str, step_id: str, path: Path) -> Change:
    """Reads a file and stores it as a capture; InputError in one sentence when it is no picture we can take."""
    return captures.add(workspace, walk_id, step_id, files.read(path))


def step_on(workspace: Workspace, walk_id: str, step_id: str, seconds: int, next_id: str) -> Change:
    """Adds the time of the step that is left and makes another one current."""
    if seconds > 0:
        visits.add_seconds(workspace, walk_id, step_id, seconds)
    return walks.go_to(workspace, walk_id, next_id)


def await_again(workspace: Workspace, visit: Visit) -> Change:
    """Puts a wait back as `visit` had it, with nothing come and no friction."""
    return visits.set_fields(
        workspace, visit.walk_id, visit.step_id, outcome=visit.outcome, remind_at=visit.remind_at, came_at=None
    )
