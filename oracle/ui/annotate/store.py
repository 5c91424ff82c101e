"""What the annotate screen reads and writes on the lane."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from oracle.model.change import Change
from oracle.model.journey import Step
from oracle.model.mark import Mark
from oracle.model.pothole import Pothole
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture
from oracle.workspace import Workspace, burning, captures, potholes, walks


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


def sight(workspace: Workspace, capture_id: str) -> Sight:
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


def image(workspace: Workspace, digest: str) -> bytes:
    """The picture as it was taken."""
    return captures.image(workspace, digest)


def set_marks(workspace: Workspace, capture_id: str, marks: tuple[Mark, ...]) -> Change:
    """Stores the marks of a capture."""
    return captures.set_marks(workspace, capture_id, marks)


def answer(workspace: Workspace, capture_id: str, answered: PrivacyAnswer | None) -> Change:
    """Answers what a capture must hide; None takes it back."""
    return captures.set_privacy(workspace, capture_id, answered)


def burn_in(workspace: Workspace, capture_id: str, made: burning.Made | None = None) -> Change:
    """Burns in what is redacted, as it was made before where that still fits; `clearing_elsewhere` must follow."""
    return burning.redact_original(workspace, capture_id, made)


def clearing_elsewhere(workspace: Workspace) -> Generator[None, None, None]:
    """What was under it goes from the journal and the backups too, a file a turn: NotRemoved where it cannot."""
    yield from burning.clearing_elsewhere(workspace)
