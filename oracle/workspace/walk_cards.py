"""What lists show of walks, and what waits; read in a few queries, whatever the number of walks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from oracle.method import quality
from oracle.model.journey import Version
from oracle.model.ratings import UNMET, Outcome
from oracle.model.walk import FollowUp, Visit, WalkCard
from oracle.workspace import roads, rows, walk_rows
from oracle.workspace import schema as tables
from oracle.workspace.schema import visit
from oracle.workspace.schema import walk as table
from oracle.workspace.workspace import Workspace

_CARDS = (
    walk_rows.QUERY.join(tables.persona, tables.persona.c.id == table.c.persona_id)
    .join(tables.tester, tables.tester.c.id == table.c.tester_id)
    .add_columns(
        tables.business.c.id.label("business_id"),
        tables.business.c.name.label("business_name"),
        tables.journey.c.title.label("journey_title"),
        tables.persona.c.name.label("persona_name"),
        tables.tester.c.name.label("tester_name"),
    )
    .where(*walk_rows.ALIVE)
    .order_by(table.c.started_at.desc(), table.c.id.desc())
)
# A sighting of a walk that met it, and did not only take it along or find it fixed.
MET_HERE = tables.sighting.c.verdict.is_(None) | tables.sighting.c.verdict.not_in(UNMET)
_NAMES = ("business_id", "business_name", "journey_title", "persona_name", "tester_name")


def cards(workspace: Workspace, business_id: str | None = None) -> tuple[WalkCard, ...]:
    """The walks of a business, or all, newest first."""
    where = () if business_id is None else (tables.journey.c.business_id == business_id,)
    with workspace.reading() as connection:
        return _cards(workspace, connection, *where)


def card(workspace: Workspace, walk_id: str) -> WalkCard:
    """One walk as lists show it; NotFound."""
    with workspace.reading() as connection:
        found = _cards(workspace, connection, table.c.id == walk_id)
    if not found:
        raise rows.missing(walk_id)
    return found[0]


def _cards(workspace: Workspace, connection: Connection, *where: ColumnElement[bool]) -> tuple[WalkCard, ...]:
    found = connection.execute(_CARDS.where(*where)).all()
    walk_ids = [row.id for row in found]
    versions = roads.read(workspace, connection, [row.version_id for row in found])
    visits = rated_visits(connection, walk_ids)
    waits = _waits(connection, walk_ids)
    met = _potholes(connection, walk_ids)
    return tuple(
        _card(row, versions[row.version_id], visits[row.id], waits.get(row.id, _NO_WAITS), met.get(row.id, 0))
        for row in found
    )


class _Waits(Struct, frozen=True):
    open: int
    next_due: datetime | None


_NO_WAITS = _Waits(0, None)


def _card(row: Row[*tuple[Any, ...]], version: Version, visits: list[Visit], waits: _Waits, potholes: int) -> WalkCard:
    walk = walk_rows.from_row(row)
    steps = walk_rows.run_of(walk, version)
    met = {step.id for step in steps}
    reading = quality.road_quality(version, [visit for visit in visits if visit.step_id in met])
    return WalkCard(
        walk=walk,
        **{name: row._mapping[name] for name in _NAMES},
        steps=len(steps),
        rated=reading.rated,
        quality=reading.value,
        potholes=potholes,
        waiting=waits.open,
        next_due=waits.next_due,
    )


def rated_visits(connection: Connection, walk_ids: Iterable[str]) -> dict[str, list[Visit]]:
    """Visits by walk id, with outcome and friction only."""
    made: dict[str, list[Visit]] = defaultdict(list)
    columns = select(visit.c.id, visit.c.walk_id, visit.c.step_id, visit.c.outcome, visit.c.friction)
    for some in rows.slices(walk_ids):
        for identity, walk_id, step_id, outcome, friction in connection.execute(_of(columns, some)):
            own = Visit(id=identity, walk_id=walk_id, step_id=step_id, outcome=outcome, friction=friction)
            made[walk_id].append(own)
    return made


def _waits(connection: Connection, walk_ids: Iterable[str]) -> dict[str, _Waits]:
    made: dict[str, _Waits] = {}
    columns = select(visit.c.walk_id, func.count(), func.min(visit.c.promised_at)).group_by(visit.c.walk_id)
    for some in rows.slices(walk_ids):
        for walk_id, waiting, due in connection.execute(_of(columns, some).where(visit.c.outcome == Outcome.WAITING)):
            made[walk_id] = _Waits(waiting, due)
    return made


def _potholes(connection: Connection, walk_ids: Iterable[str]) -> dict[str, int]:
    made: dict[str, int] = {}
    own = tables.sighting
    columns = (
        select(own.c.walk_id, func.count())
        .join(tables.pothole, tables.pothole.c.id == own.c.pothole_id)
        .where(tables.pothole.c.deleted_at.is_(None), ~tables.pothole.c.bright, MET_HERE)
        .group_by(own.c.walk_id)
    )
    for some in rows.slices(walk_ids):
        for walk_id, count in connection.execute(columns.where(own.c.walk_id.in_(some))):
            made[walk_id] = count
    return made


def _of(query: Select[Any], walk_ids: list[str]) -> Select[Any]:
    return query.where(visit.c.walk_id.in_(walk_ids))


def follow_ups(workspace: Workspace, *, until: datetime) -> tuple[FollowUp, ...]:
    """Waits that are due by then, earliest first; one put off ("remind me tomorrow") only when that time has come."""
    own = tables.step
    query = (
        select(
            visit.c.walk_id,
            visit.c.step_id,
            tables.journey.c.business_id,
            tables.journey.c.title.label("journey_title"),
            own.c.title.label("step_title"),
            own.c.wait_promise.label("promise"),
            visit.c.promised_at.label("due_at"),
            visit.c.remind_at,
        )
        .join(table, table.c.id == visit.c.walk_id)
        .join(tables.journey, tables.journey.c.id == table.c.journey_id)
        .join(tables.business, tables.business.c.id == tables.journey.c.business_id)
        .join(own, (own.c.version_id == table.c.version_id) & (own.c.id == visit.c.step_id))
        .where(visit.c.outcome == Outcome.WAITING, visit.c.promised_at.is_not(None), *walk_rows.ALIVE)
        .where(visit.c.promised_at <= until, or_(visit.c.remind_at.is_(None), visit.c.remind_at <= until))
        .order_by(visit.c.promised_at, visit.c.id)
    )
    with workspace.reading() as connection:
        return tuple(FollowUp(**row._mapping) for row in connection.execute(query))
