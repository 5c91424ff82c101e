"""The sample's own time: days pass at the press of a button, and all that was walked so far lies further back."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, Table, select

from oracle.model.change import Change, Subject, change
from oracle.model.ratings import Outcome
from oracle.workspace import clock, rows, visit_rows
from oracle.workspace.schema import capture, visit, walk
from oracle.workspace.workspace import Workspace


def pass_time(workspace: Workspace, walk_id: str, step_id: str, length: timedelta) -> Change:
    """Lets the time pass that a step waits for: that is due now, and all of the walk happened so much earlier."""
    with workspace.writing() as connection:
        now = clock.now()
        awaited = visit_rows.at(workspace, connection, walk_id, step_id, now).visit
        visits = [row.id for row in connection.execute(select(visit.c.id).where(visit.c.walk_id == walk_id))]
        _earlier(connection, walk, [walk_id], length)
        _earlier(connection, visit, visits, length)
        captures = connection.execute(select(capture.c.id).where(capture.c.visit_id.in_(visits)))
        _earlier(connection, capture, [row.id for row in captures], length)
        waiting = {"outcome": Outcome.WAITING, "wait_started_at": now - length, "promised_at": now, "came_at": None}
        rows.change_one(connection, visit, awaited.id, **waiting)
    return change(Subject.VISIT, awaited.id, walk_id, also=(Subject.WALK, Subject.CAPTURE))


def _earlier(connection: Connection, table: Table, ids: list[str], length: timedelta) -> None:
    """All moments of the rows but those of the trash and of a finish."""
    moments: list[Column[datetime]] = [table.c[name] for name in _MOMENTS[table.name]]
    for row in connection.execute(select(table.c.id, *moments).where(table.c.id.in_(ids))).all():
        before = {each.name: row._mapping[each] for each in moments}
        shifted = {name: moment - length for name, moment in before.items() if moment is not None}
        rows.change_one(connection, table, row.id, **shifted)


_MOMENTS = {
    "walk": ("started_at",),
    "visit": ("wait_started_at", "promised_at", "came_at", "remind_at", "first_at", "changed_at"),
    "capture": ("taken_at",),
}
