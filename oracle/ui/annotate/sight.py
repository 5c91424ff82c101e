"""A capture with what stands around it, as the annotate screen reads it."""

from __future__ import annotations

from dataclasses import dataclass

from oracle.model.journey import Step
from oracle.model.mark import Mark
from oracle.model.pothole import Pothole
from oracle.model.walk import Capture
from oracle.workspace import Workspace, captures, potholes, walks


@dataclass(frozen=True, slots=True)
class Sight:
    """A capture with all that stands around it. `beside` are the captures of its step in their order."""

    capture: Capture
    beside: tuple[Capture, ...]
    step: Step
    before: tuple[Mark, ...]  # of the captures whose numbers go on here
    potholes: tuple[Pothole, ...]  # that it shows

    @property
    def place(self) -> int:
        """Where the capture stands among those of its step, from 0."""
        return [each.id for each in self.beside].index(self.capture.id)


def sight_of(workspace: Workspace, capture_id: str) -> Sight:
    """Reads a capture and what stands around it; NotFound when it is gone."""
    capture = captures.get(workspace, capture_id)
    walk = walks.opened(workspace, capture.walk_id)
    shown = tuple(hole for hole in potholes.of_walk(workspace, capture.walk_id) if capture_id in hole.capture_ids)
    return Sight(
        capture=capture,
        beside=walk.captures_at(capture.step_id),
        step=walk.version.step(capture.step_id),
        before=captures.marks_before(workspace, capture_id),
        potholes=shown,
    )
