"""Everything that a report or a reading says, read at one moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from oracle.model.journey import Stage
from oracle.model.pothole import Pothole
from oracle.model.ratings import ENDED, Kind, State
from oracle.model.record import JourneyRecord, WalkRecord
from oracle.model.walk import OpenWalk
from oracle.workspace import (
    business_rows,
    dip_answers,
    journey_rows,
    matches,
    pothole_rows,
    pothole_weights,
    potholes,
    rows,
    test_customers,
    walk_rows,
    walks,
)
from oracle.workspace import schema as tables
from oracle.workspace.schema import walk as table
from oracle.workspace.workspace import Workspace


def report_walks(workspace: Workspace, walk_ids: tuple[str, ...]) -> tuple[WalkRecord, ...]:
    """The walks with all that a report says of them, in the order of `walk_ids`; NotFound."""
    with workspace.reading() as connection:
        return tuple(_record(workspace, connection, walk_id) for walk_id in dict.fromkeys(walk_ids))


def journey_record(workspace: Workspace, journey_id: str) -> JourneyRecord:
    """A journey with all its walks and potholes; NotFound."""
    with workspace.reading() as connection:
        found = journey_rows.read(
            workspace, connection, journey_rows.QUERY.where(tables.journey.c.id == journey_id, *journey_rows.ALIVE)
        )
        if not found:
            raise rows.missing(journey_id)
        here = (table.c.journey_id == journey_id, table.c.deleted_at.is_(None))
        ids = connection.execute(select(table.c.id).where(*here).order_by(table.c.number)).scalars()
        return JourneyRecord(
            journey=found[0],
            business=business_rows.read(connection, found[0].business_id),
            walks=_opened(workspace, connection, list(ids)),
            potholes=pothole_rows.read(connection, tables.pothole.c.journey_id == journey_id),
            repairs=_repairs(connection, journey_id),
        )


def _repairs(connection: Connection, journey_id: str) -> tuple[datetime, ...]:
    """When repairs of the journey's potholes were claimed, oldest first."""
    own, hole = tables.pothole_change, tables.pothole
    claimed = (hole.c.journey_id == journey_id, own.c.field == "state", own.c.after == State.REPAIRED.value)
    query = select(own.c.at).join(hole, hole.c.id == own.c.pothole_id).where(*claimed).order_by(own.c.at)
    return tuple(connection.execute(query).scalars())


def _record(workspace: Workspace, connection: Connection, walk_id: str) -> WalkRecord:
    opened = walks.read_opened(workspace, connection, walk_id)
    own = tuple(each for each in potholes.in_walk(connection, walk_id) if _met(each, walk_id))
    met = {each.id for each in own}
    around = pothole_weights.of_open(connection, opened.journey.id)
    return WalkRecord(
        open=opened,
        business=business_rows.read(connection, opened.journey.business_id),
        potholes=own,
        beside=tuple(each for each in around if each.id not in met),
        earlier=_opened(workspace, connection, _earlier(connection, walk_id)),
        corrections=matches.corrections(connection, opened.journey.id),
        dip_answers=dip_answers.in_walk(connection, walk_id),
        others=_others(workspace, connection, opened),
        roads=_roads(connection, opened.journey.business_id),
        customer=test_customers.in_walk(connection, walk_id),
    )


def _met(hole: Pothole, walk_id: str) -> bool:
    """Whether the walk met it, and did not only take it along or find it fixed."""
    return any(seen.walk_id == walk_id and seen.met for seen in hole.sightings)


def _opened(workspace: Workspace, connection: Connection, walk_ids: list[str]) -> tuple[OpenWalk, ...]:
    return tuple(walks.read_opened(workspace, connection, each) for each in walk_ids)


def _earlier(connection: Connection, walk_id: str) -> list[str]:
    """Ids of the walks of the same journey before this one, newest first."""
    walk = walk_rows.read(connection, walk_id)
    before = (table.c.journey_id == walk.journey_id, table.c.number < walk.number, table.c.deleted_at.is_(None))
    return list(connection.execute(select(table.c.id).where(*before).order_by(table.c.number.desc())).scalars())


def _others(workspace: Workspace, connection: Connection, opened: OpenWalk) -> tuple[Stage, ...]:
    """Stages of the business's other journeys with the walk's persona; not read where she looks nowhere."""
    if not opened.persona.looks:
        return ()
    own = tables.journey
    hers = (own.c.business_id == opened.journey.business_id, own.c.persona_id == opened.persona.id)
    query = journey_rows.QUERY.where(*journey_rows.ALIVE, *hers, own.c.id != opened.journey.id).order_by(own.c.id)
    return tuple(stage for each in journey_rows.read(workspace, connection, query) for stage in each.version.stages)


def _roads(connection: Connection, business_id: str) -> tuple[tuple[Kind, int], ...]:
    own = tables.journey
    ended = (table.c.journey_id == own.c.id) & table.c.deleted_at.is_(None) & table.c.state.in_(ENDED)
    query = (
        select(own.c.kind, func.count(table.c.id))
        .select_from(own.outerjoin(table, ended))
        .where(own.c.business_id == business_id, own.c.deleted_at.is_(None))
        .group_by(own.c.id)
        .order_by(own.c.id)
    )
    return tuple((kind, count) for kind, count in connection.execute(query))
