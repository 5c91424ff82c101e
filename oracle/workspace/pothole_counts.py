"""How many potholes are open: all that the rail tells of them, without what the inbox loads."""

from __future__ import annotations

from sqlalchemy import func, select

from oracle.model.ratings import CLOSED
from oracle.workspace import journey_rows, pothole_rows
from oracle.workspace.schema import business, journey
from oracle.workspace.schema import pothole as table
from oracle.workspace.workspace import Workspace

LISTED = (table.c.deleted_at.is_(None), table.c.bright.is_(False))


def count_open(workspace: Workspace, business_id: str) -> int:
    """How many potholes of a business's journeys are open; a claimed repair still is."""
    query = (
        select(func.count())
        .select_from(table)
        .join(journey, journey.c.id == table.c.journey_id)
        .join(business, business.c.id == journey.c.business_id)
        .where(journey.c.business_id == business_id, *journey_rows.ALIVE, *LISTED)
        .where(table.c.state.not_in(CLOSED), pothole_rows.MET)
    )
    with workspace.reading() as connection:
        return connection.execute(query).scalar_one()
