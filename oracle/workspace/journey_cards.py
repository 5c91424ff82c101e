"""What the home screen shows of journeys, read in a few queries."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Connection, func, select

from oracle.method import quality, run
from oracle.model.journey import Journey, JourneyCard, Persona, Tester
from oracle.model.ratings import CLOSED, ENDED, Run, WalkState
from oracle.model.walk import OpenWalk, Walk
from oracle.workspace import journey_rows, personas, pothole_rows, roads, rows, walk_rows
from oracle.workspace import schema as tables
from oracle.workspace.schema import journey as table
from oracle.workspace.walk_cards import MET_HERE, rated_visits
from oracle.workspace.workspace import Workspace

_WALKS = walk_rows.QUERY.where(*walk_rows.ALIVE).order_by(tables.walk.c.started_at.desc(), tables.walk.c.id.desc())


def cards(workspace: Workspace, business_id: str) -> tuple[JourneyCard, ...]:
    """The journeys of a business, oldest first, each with how its last finished walk went, else its newest."""
    query = journey_rows.QUERY.where(*journey_rows.ALIVE, table.c.business_id == business_id).order_by(table.c.id)
    with workspace.reading() as connection:
        found = journey_rows.read(workspace, connection, query)
        walks = _walks(connection, business_id)
        people = {persona.id: persona for persona in _personas(connection, business_id)}
        severities = _open_severities(connection, business_id)
        read = {each.id: _opened(workspace, connection, each, walks[each.id], people) for each in found}
        holes = _holes(connection, [walks[0] for walks in read.values() if walks])
    return tuple(
        replace(
            _card(each, walks[each.id], read[each.id], people[each.persona_id].name),
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


def _opened(
    workspace: Workspace, connection: Connection, journey: Journey, walks: list[Walk], people: dict[str, Persona]
) -> list[OpenWalk]:
    """The last walk and the one that it can be compared with, as far as comparing needs them: without captures."""
    shown = _compared(walks)
    versions = roads.read(workspace, connection, [walk.version_id for walk in shown])
    visits = rated_visits(connection, [walk.id for walk in shown])
    return [
        OpenWalk(
            walk=walk,
            journey=journey,
            version=versions[walk.version_id],
            persona=people[walk.persona_id],
            tester=rows.one(connection, Tester, tables.tester, walk.tester_id),
            business_name="",
            visits=tuple(visits[walk.id]),
            captures=(),
        )
        for walk in shown
    ]


def _compared(walks: list[Walk]) -> list[Walk]:
    """Of walks, newest first: the last one that came to an end, else the newest; then the one before it of its kind."""
    ended = [walk for walk in walks if walk.state in ENDED]
    if not ended:
        return walks[:1]
    last, *earlier = ended
    short = last.run is Run.TEN_MINUTE
    return [last, *[walk for walk in earlier if (walk.run is Run.TEN_MINUTE) == short][:1]]


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
        .where(own.c.id.in_(pothole_rows.MET))
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


def _card(journey: Journey, walks: list[Walk], read: list[OpenWalk], persona: str) -> JourneyCard:
    unfinished = next((walk.id for walk in walks if walk.state in {WalkState.RUNNING, WalkState.PAUSED}), None)
    card = JourneyCard(
        journey=journey,
        persona_name=persona,
        walks=len(walks),
        unfinished_walk_id=unfinished,
    )
    if not read:
        return card
    last = read[0]
    frictions = {visit.step_id: visit.valued_friction for visit in last.visits}
    return replace(
        card,
        last_walked_at=last.walk.finished_at or last.walk.started_at,
        last_tester=last.tester.name,
        last_walk_id=last.walk.id if last.walk.state in ENDED else None,
        frictions=tuple(frictions.get(step.id) for step in last.steps),
        quality=quality.road_quality(run.walked(last), last.visits).value,
        change=quality.change(*read) if len(read) == 2 else None,
    )
