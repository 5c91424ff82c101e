"""Journeys in the tables, for whoever reads them within a transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, select

from oracle.model.journey import Journey
from oracle.workspace import roads, rows
from oracle.workspace.schema import business
from oracle.workspace.schema import journey as table
from oracle.workspace.workspace import Workspace

QUERY = select(*rows.columns_of(Journey, table)).join(business, business.c.id == table.c.business_id)
ALIVE = (table.c.deleted_at.is_(None), business.c.deleted_at.is_(None))


def read(workspace: Workspace, connection: Connection, query: Select[Any]) -> tuple[Journey, ...]:
    """The journeys of a query on `QUERY`, each with its current version."""
    found = connection.execute(query).all()
    newest = roads.current(connection, [row.id for row in found])
    versions = roads.read(workspace, connection, newest.values())
    return tuple(Journey(**row._mapping, version=versions[newest[row.id]]) for row in found)


def business_of(connection: Connection, journey_id: str) -> str:
    """Id of the business that the journey belongs to; NotFound."""
    found = connection.execute(select(table.c.business_id).where(table.c.id == journey_id)).scalar_one_or_none()
    if found is None:
        raise rows.missing(journey_id)
    return str(found)
