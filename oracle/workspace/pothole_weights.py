"""What the costs of a journey's potholes are reckoned from, read in two queries: a journey may have thousands."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection, select

from oracle.model.pothole import Weight
from oracle.model.ratings import CLOSED
from oracle.workspace import pothole_rows
from oracle.workspace.schema import pothole as table
from oracle.workspace.schema import sighting, sighting_step, walk


def of_open(connection: Connection, journey_id: str) -> tuple[Weight, ...]:
    """The open potholes of a journey, without bright spots and what is in the trash."""
    own = (table.c.journey_id == journey_id, table.c.deleted_at.is_(None), ~table.c.bright)
    is_open = (*own, table.c.state.not_in(CLOSED))
    steps: dict[str, list[str]] = defaultdict(list)
    places = (
        select(sighting.c.pothole_id, sighting_step.c.step_id)
        .join(sighting, sighting.c.id == sighting_step.c.sighting_id)
        .join(walk, walk.c.id == sighting.c.walk_id)
        .join(table, table.c.id == sighting.c.pothole_id)
        .where(*is_open, walk.c.deleted_at.is_(None))
    )
    for pothole_id, step_id in connection.execute(places).all():
        steps[pothole_id].append(step_id)
    columns = select(table.c.id, table.c.state, table.c.severity, table.c.reach, table.c.share_lost)
    query = columns.where(*is_open, pothole_rows.MET).order_by(table.c.walk_number, table.c.number)
    return tuple(Weight(*row, tuple(steps[row.id])) for row in connection.execute(query).all())
