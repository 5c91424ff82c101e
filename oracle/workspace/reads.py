"""Everything that a report says, read at one moment."""

from __future__ import annotations

from sqlalchemy import Connection, select

from oracle.model.record import WalkRecord
from oracle.model.walk import OpenWalk
from oracle.workspace import business_rows, potholes, walk_rows, walks
from oracle.workspace.schema import walk as table
from oracle.workspace.workspace import Workspace


def report_walks(workspace: Workspace, walk_ids: tuple[str, ...]) -> tuple[WalkRecord, ...]:
    """The walks with their businesses, potholes and the walks before them, in the order of `walk_ids`; NotFound."""
    with workspace.reading() as connection:
        return tuple(_record(workspace, connection, walk_id) for walk_id in dict.fromkeys(walk_ids))


def walks_before(workspace: Workspace, walk_id: str) -> tuple[OpenWalk, ...]:
    """The walks of the same journey before this one, newest first, to compare it with; NotFound."""
    with workspace.reading() as connection:
        return _opened(workspace, connection, _earlier(connection, walk_id))


def _record(workspace: Workspace, connection: Connection, walk_id: str) -> WalkRecord:
    opened = walks.read_opened(workspace, connection, walk_id)
    return WalkRecord(
        open=opened,
        business=business_rows.read(connection, opened.journey.business_id),
        potholes=potholes.in_walk(connection, walk_id),
        earlier=_opened(workspace, connection, _earlier(connection, walk_id)),
    )


def _opened(workspace: Workspace, connection: Connection, walk_ids: list[str]) -> tuple[OpenWalk, ...]:
    return tuple(walks.read_opened(workspace, connection, each) for each in walk_ids)


def _earlier(connection: Connection, walk_id: str) -> list[str]:
    """Ids of the walks of the same journey before this one, newest first."""
    walk = walk_rows.read(connection, walk_id)
    before = (table.c.journey_id == walk.journey_id, table.c.number < walk.number, table.c.deleted_at.is_(None))
    return list(connection.execute(select(table.c.id).where(*before).order_by(table.c.number.desc())).scalars())
