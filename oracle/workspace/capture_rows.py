"""Captures in the tables, for whoever reads them within a transaction. The picture bytes are never touched here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from oracle.model.walk import Capture
from oracle.workspace import rows
from oracle.workspace.prepared import Prepared
from oracle.workspace.schema import capture as table
from oracle.workspace.schema import visit

QUERY = select(*rows.columns_of(Capture, table), visit.c.walk_id, visit.c.step_id).join(
    visit, visit.c.id == table.c.visit_id
)
ALIVE = table.c.deleted_at.is_(None)
_ONE = Prepared(QUERY.where(table.c.id == bindparam("capture"), ALIVE))
_NAMES = QUERY.selected_columns.keys()


def from_row(row: Row[*tuple[Any, ...]]) -> Capture:
    """The capture of a row of `QUERY`."""
    return Capture(**row._mapping)


def read(connection: Connection, capture_id: str) -> Capture:
    """The capture; NotFound, also when it lies in the trash."""
    cells = _ONE.first(connection, capture=capture_id)
    if cells is None:
        raise rows.missing(capture_id)
    return Capture(**dict(zip(_NAMES, cells, strict=True)))


def read_all(connection: Connection, walk_id: str) -> tuple[Capture, ...]:
    """The captures of a walk: by step as first visited, then in their order."""
    query = QUERY.where(visit.c.walk_id == walk_id, ALIVE).order_by(visit.c.id, table.c.position, table.c.id)
    return tuple(from_row(row) for row in connection.execute(query))


def some(connection: Connection, capture_ids: Iterable[str]) -> tuple[Capture, ...]:
    """Those of the captures that are there, in any order."""
    return tuple(
        from_row(row)
        for ids in rows.slices(capture_ids)
        for row in connection.execute(QUERY.where(table.c.id.in_(ids), ALIVE))
    )


def ids_at(connection: Connection, walk_id: str, step_id: str) -> tuple[str, ...]:
    """Ids of the captures of a step in their order."""
    query = (
        select(table.c.id)
        .join(visit, visit.c.id == table.c.visit_id)
        .where(visit.c.walk_id == walk_id, visit.c.step_id == step_id, ALIVE)
        .order_by(table.c.position, table.c.id)
    )
    return tuple(connection.execute(query).scalars())
