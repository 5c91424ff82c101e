"""What people corrected in the matching of a journey's steps over its versions."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from oracle.model.change import Change, Subject, change
from oracle.workspace import journey_rows, rows
from oracle.workspace.schema import journey
from oracle.workspace.schema import step_match as table
from oracle.workspace.workspace import Workspace


def corrections(connection: Connection, journey_id: str) -> dict[str, str | None]:
    """By id of the older road's step: the step that it is now, or None for none of these."""
    query = select(table.c.then_step_id, table.c.now_step_id).where(table.c.journey_id == journey_id)
    return dict(connection.execute(query).all())


def correct(workspace: Workspace, journey_id: str, then_step_id: str, now_step_id: str | None) -> Change:
    """Say which step an older one is now, or with None that it is none; another step that was said to be it is not."""
    with workspace.writing() as connection:
        rows.need_one(connection, journey, journey_id)
        _forget(connection, journey_id, then_step_id)
        if now_step_id is not None:
            own = (table.c.journey_id == journey_id, table.c.now_step_id == now_step_id)
            connection.execute(delete(table).where(*own))
        values = {"journey_id": journey_id, "then_step_id": then_step_id, "now_step_id": now_step_id}
        connection.execute(insert(table).values(**values))
    return _changed(journey_id)


def propose(workspace: Workspace, journey_id: str, then_step_id: str) -> Change:
    """Take a correction back: the step is matched by itself again."""
    with workspace.writing() as connection:
        journey_rows.business_of(connection, journey_id)
        _forget(connection, journey_id, then_step_id)
    return _changed(journey_id)


def _forget(connection: Connection, journey_id: str, then_step_id: str) -> None:
    own = (table.c.journey_id == journey_id, table.c.then_step_id == then_step_id)
    connection.execute(delete(table).where(*own))


def _changed(journey_id: str) -> Change:
    return change(Subject.JOURNEY, journey_id, also=(Subject.WALK,))
