"""What the home screen shows of journeys, read in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from oracle.method import quality, run
from oracle.method.since import since
from oracle.model.journey import Journey, JourneyCard, Persona
from oracle.model.ratings import CLOSED, ENDED, WalkState
from oracle.model.walk import OpenWalk, Visit, Walk
from oracle.workspace import journey_rows, matches, personas, pothole_rows, roads, testers, walk_rows
from oracle.workspace import schema as tables
from oracle.workspace.schema import journey as table
from oracle.workspace.walk_cards import MET_HERE, rated_visits
from oracle.workspace.workspace import Workspace

_WALKS = walk_rows.QUERY.where(*walk_rows.ALIVE).order_by(tables.walk.c.number.desc())


def cards(workspace: Workspace, business_id: str) -> tuple[JourneyCard, ...]:
    """The journeys of a business, oldest first, each with how its last finished walk went, else its newest."""
    query = journey_rows.QUERY.where(*journey_rows.ALIVE, table.c.business_id == business_id).order_by(table.c.id)
    with workspace.reading() as connection:
        found = journey_rows.read(workspace, connection, query)
        walks = _walks(connection, business_id)
        severities = _open_severities(connection, business_id)
        told = {each.id: walk for each in found if (walk := _told(walks[each.id])) is not None}
        opening = _Opening(workspace, connection, business_id, told.values())
        last = {each.id: opening.opened(each, told[each.id]) for each in found if each.id in told}
        changes = {each: opening.change(own, walks[each]) for each, own in last.items()}
        holes = _holes(connection, list(last.values()))
    return tuple(
        replace(
            _card(each, walks[each.id], last.get(each.id), opening.people[each.persona_id].name),
            change=changes.get(each.id),
            open_severities=tuple(severities[each.id]),
            holes=tuple(holes[each.id]),
        )
        for each in found
    )


def _walks(connection: Connection, business_id: str) -> dict[str, list[Walk]]:
    """Walks by journey id, newest first."""
    made: dict[str, list[Walk]] = defaultdict(list)
    for row in connection.execute(_WALKS.where(table.c.business_id == business_id)):
        made[row.journey_id].append(walk_rows.from_row(row))
    return made


def _personas(connection: Connection, business_id: str) -> tuple[Persona, ...]:
    return personas.read_all(connection, tables.persona.c.business_id == business_id)


def _told(walks: list[Walk]) -> Walk | None:
    """The walk that a card tells of: the newest that ended, else the newest."""
    return next((walk for walk in walks if walk.state in ENDED), walks[0] if walks else None)


class _Opening:
    """Opens walks as far as a card needs them: without captures. Those that are told of are read at once."""

    def __init__(self, workspace: Workspace, connection: Connection, business_id: str, told: Collection[Walk]) -> None:
        self._workspace, self._connection = workspace, connection
        self.people = {persona.id: persona for persona in _personas(connection, business_id)}
        self._testers = {tester.id: tester for tester in testers.read_all(connection)}
        visits = rated_visits(connection, [walk.id for walk in told])
        self._visits: dict[str, list[Visit]] = {walk.id: visits[walk.id] for walk in told}
        roads.read(workspace, connection, [walk.version_id for walk in told])  # and remembered

    def change(self, last: OpenWalk, walks: list[Walk]) -> float | None:
        """Points since the last walk that it can be compared with; walks before that one are not read."""
        earlier = [walk for walk in walks if walk.state in ENDED and walk.number < last.walk.number]
        if not earlier:
            return None
        corrections = matches.corrections(self._connection, last.journey.id)
        found = since(last, (self.opened(last.journey, walk) for walk in earlier), corrections)
        return None if found is None else found.points

    def opened(self, journey: Journey, walk: Walk) -> OpenWalk:
        """The walk, on the version that was walked."""
        if walk.id not in self._visits:
            self._visits[walk.id] = rated_visits(self._connection, [walk.id])[walk.id]
        return OpenWalk(
            walk=walk,
            journey=journey,
            version=roads.read(self._workspace, self._connection, [walk.version_id])[walk.version_id],
            persona=self.people[walk.persona_id],
            tester=self._testers[walk.tester_id],
            business_name="",
            visits=tuple(self._visits[walk.id]),
            captures=(),
        )


def _open_severities(connection: Connection, business_id: str) -> dict[str, list[int | None]]:
    """Severities of open potholes by journey id, worst first, unrated last."""
    made: dict[str, list[int | None]] = defaultdict(list)
    own = tables.pothole
    query = (
        select(own.c.journey_id, own.c.severity, func.count())
        .join(table, table.c.id == own.c.journey_id)
        .where(
            table.c.business_id == business_id, own.c.deleted_at.is_(None), ~own.c.bright, own.c.state.not_in(CLOSED)
        )
        .where(pothole_rows.MET)
        .group_by(own.c.journey_id, own.c.severity)
        .order_by(own.c.severity.desc().nulls_last())
    )
    for journey_id, severity, count in connection.execute(query):
        made[journey_id] += [severity] * count
    return made


def _holes(connection: Connection, shown: list[OpenWalk]) -> dict[str, list[tuple[int, int | None]]]:
    """Potholes met in these walks by journey id: the index of the step among those walked, and the worst severity."""
    made: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    places = {(walk.walk.id, step.id): (walk.journey.id, at) for walk in shown for at, step in enumerate(walk.steps)}
    own = tables.sighting
    query = (
        select(own.c.walk_id, tables.sighting_step.c.step_id, func.max(tables.pothole.c.severity))
        .join(tables.sighting_step, tables.sighting_step.c.sighting_id == own.c.id)
        .join(tables.pothole, tables.pothole.c.id == own.c.pothole_id)
        .where(own.c.walk_id.in_([walk.walk.id for walk in shown]))
        .where(tables.pothole.c.deleted_at.is_(None), ~tables.pothole.c.bright, MET_HERE)
        .group_by(own.c.walk_id, tables.sighting_step.c.step_id)
        .order_by(func.min(own.c.id))
    )
    for walk_id, step_id, severity in connection.execute(query):
        if (walk_id, step_id) in places:
            journey_id, at = places[walk_id, step_id]
            made[journey_id].append((at, severity))
    return made


def _card(journey: Journey, walks: list[Walk], last: OpenWalk | None, persona: str) -> JourneyCard:
    unfinished = next((walk.id for walk in walks if walk.state in {WalkState.RUNNING, WalkState.PAUSED}), None)
    card = JourneyCard(
        journey=journey,
        persona_name=persona,
        walks=len(walks),
        unfinished_walk_id=unfinished,
    )
    if last is None:
        return card
    frictions = {visit.step_id: visit.valued_friction for visit in last.visits}
    return replace(
        card,
        last_walked_at=last.walk.finished_at or last.walk.started_at,
        last_tester=last.tester.name,
        last_walk_id=last.walk.id if last.walk.state in ENDED else None,
        frictions=tuple(frictions.get(step.id) for step in last.steps),
        quality=quality.road_quality(run.walked(last), last.visits).value,
    )
