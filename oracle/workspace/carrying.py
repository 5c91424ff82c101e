"""What a re-walk takes along: the open and the repaired potholes of the journey, at the steps of today's road."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select

from oracle.method.matching import matched
from oracle.model.journey import Journey, Version
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import CLOSED, Verdict
from oracle.workspace import clock, matches, pothole_rows, roads
from oracle.workspace.schema import pothole, sighting, sighting_step, walk
from oracle.workspace.workspace import Workspace


def to_check(connection: Connection, journey_id: str) -> tuple[Pothole, ...]:
    """What a re-walk of the journey would look for: neither verified nor decided against."""
    own = (pothole.c.journey_id == journey_id, ~pothole.c.bright, pothole.c.state.not_in(CLOSED))
    return pothole_rows.read(connection, *own)


def carry(workspace: Workspace, connection: Connection, journey: Journey, walk_id: str) -> None:
    """Note each of them in the walk as shown beforehand and not checked yet, at the step that its old one is now.

    One whose step is gone stands at the step before it that is still there.
    """
    found = to_check(connection, journey.id)
    places = _Places(workspace, connection, journey)
    sightings, steps = [], []
    for each in found:
        made = clock.new_id()
        values = {"id": made, "pothole_id": each.id, "walk_id": walk_id, "shown_before": True}
        sightings.append(values | {"verdict": Verdict.NOT_CHECKED})
        steps += [
            {"sighting_id": made, "step_id": step_id, "position": at} for at, step_id in enumerate(places.of(each))
        ]
    if sightings:
        connection.execute(insert(sighting), sightings)
    if steps:
        connection.execute(insert(sighting_step), steps)


class _Places:
    """Where the steps of older versions are on today's road."""

    def __init__(self, workspace: Workspace, connection: Connection, journey: Journey) -> None:
        self._today = journey.version
        walked = select(walk.c.id, walk.c.version_id).where(walk.c.journey_id == journey.id)
        self._version_of: dict[str, str] = dict(connection.execute(walked).all())
        self._versions = roads.read(workspace, connection, self._version_of.values())
        self._corrections = matches.corrections(connection, journey.id)
        self._known: dict[str, Mapping[str, str]] = {journey.version.id: {}}

    def of(self, hole: Pothole) -> tuple[str, ...]:
        """Steps of today where the pothole was met last, each once; none where it was met outside any step."""
        last = _last_met(hole.sightings)
        if last is None:
            return ()
        version_id = self._version_of[last.walk_id]
        if version_id == self._today.id:
            return last.step_ids
        if version_id not in self._known:
            self._known[version_id] = _now_of(self._versions[version_id], self._today, self._corrections)
        now = self._known[version_id]
        return tuple(dict.fromkeys(now[step_id] for step_id in last.step_ids if step_id in now))


def _last_met(sightings: Sequence[Sighting]) -> Sighting | None:
    return next((seen for seen in reversed(sightings) if seen.met and seen.step_ids), None)


def _now_of(then: Version, today: Version, corrections: Mapping[str, str | None]) -> dict[str, str]:
    """For each step of an older version the step of today: what it became, else what stands where it was."""
    found: dict[str, str] = {}
    here = today.steps[0].id
    for pair in matched(then.steps, today.steps, corrections):
        here = here if pair.now is None else pair.now.id
        if pair.then is not None:
            found[pair.then.id] = here
    return found
