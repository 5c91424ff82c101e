"""Walks in the tables, for whoever reads or ends them within a transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from oracle.model.journey import Step, Version
from oracle.model.ratings import Outcome, Run, WalkState
from oracle.model.walk import Surroundings, Walk
from oracle.workspace import journey_rows, roads, rows
from oracle.workspace.prepared import Prepared
from oracle.workspace.schema import business, journey, visit
from oracle.workspace.schema import walk as table
from oracle.workspace.workspace import Workspace

_PLACE = Surroundings.__struct_fields__
_FIELDS = [column.name for column in rows.columns_of(Walk, table)]
QUERY = (
    select(*rows.columns_of(Walk, table), *(table.c[name] for name in _PLACE))
    .join(journey, journey.c.id == table.c.journey_id)
    .join(business, business.c.id == journey.c.business_id)
)
ALIVE = (table.c.deleted_at.is_(None), *journey_rows.ALIVE)
_ONE = Prepared(QUERY.where(table.c.id == bindparam("walk"), *ALIVE))
_NAMES = [*_FIELDS, *_PLACE]
STATE = (
    select(table.c.state, table.c.version_id)
    .join(journey, journey.c.id == table.c.journey_id)
    .join(business, business.c.id == journey.c.business_id)
    .where(table.c.id == bindparam("walk"), *ALIVE)
)


def from_row(row: Row[*tuple[Any, ...]]) -> Walk:
    """The walk of a row that holds at least the columns of `QUERY`."""
    return _walk(row._mapping)


def _walk(cells: Mapping[Any, Any]) -> Walk:
    place = Surroundings(**{name: cells[name] for name in _PLACE})
    return Walk(**{name: cells[name] for name in _FIELDS}, surroundings=place)


def read(connection: Connection, walk_id: str) -> Walk:
    """The walk; NotFound, also when it lies in the trash."""
    cells = _ONE.first(connection, walk=walk_id)
    if cells is None:
        raise rows.missing(walk_id)
    return _walk(dict(zip(_NAMES, cells, strict=True)))


def version_of(workspace: Workspace, connection: Connection, walk: Walk) -> Version:
    """The version that is walked."""
    return roads.read_one(workspace, connection, walk.version_id)


def run_of(walk: Walk, version: Version) -> tuple[Step, ...]:
    """The steps that this run meets."""
    return tuple(step for step in version.steps if walk.run is not Run.TEN_MINUTE or step.moment_of_truth)


def step_of(workspace: Workspace, connection: Connection, walk_id: str, step_id: str) -> Step:
    """A step of the version that is walked; NotFound."""
    return step_on(workspace, connection, read(connection, walk_id).version_id, step_id)


def step_on(workspace: Workspace, connection: Connection, version_id: str, step_id: str) -> Step:
    """A step of a version; NotFound."""
    try:
        return roads.read_one(workspace, connection, version_id).step(step_id)
    except KeyError:
        raise rows.missing(step_id) from None


def has_waits(connection: Connection, walk_id: str) -> bool:
    """Whether something is still awaited."""
    query = select(visit.c.id).where(visit.c.walk_id == walk_id, visit.c.outcome == Outcome.WAITING).limit(1)
    return connection.execute(query).first() is not None


def end(connection: Connection, walk: Walk, moment: datetime, **values: Any) -> None:
    """The walk ends: resting while something is awaited, else finished."""
    state = WalkState.RESTING if has_waits(connection, walk.id) else WalkState.FINISHED
    finished = walk.finished_at or moment
    rows.change_one(connection, table, walk.id, **values, state=state, paused_at=None, finished_at=finished)
