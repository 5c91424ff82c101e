"""What was answered of the dips of a walk: their cause, and which of the four cures the business gave."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, update

from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.dip import DipAnswer
from oracle.workspace import rows, walk_rows
from oracle.workspace.schema import dip_answer as table
from oracle.workspace.workspace import Workspace

_FIELDS = frozenset({"cause", "expectations", "empathy", "authority", "how_long"})


def of_walk(workspace: Workspace, walk_id: str) -> tuple[DipAnswer, ...]:
    """All answers of a walk, also to dips that a correction has made go."""
    with workspace.reading() as connection:
        return in_walk(connection, walk_id)


def in_walk(connection: Connection, walk_id: str) -> tuple[DipAnswer, ...]:
    """The same in the transaction that is open."""
    query = select(*rows.columns_of(DipAnswer, table)).where(table.c.walk_id == walk_id).order_by(table.c.low_step_id)
    return tuple(DipAnswer(**row._mapping) for row in connection.execute(query))


def answer(workspace: Workspace, walk_id: str, low_step_id: str, **fields: Any) -> Change:
    """Store answers by the names that `DipAnswer` has; the others stay. None takes one back. NotFound, InputError."""
    unknown = set(fields) - _FIELDS
    if unknown:
        raise InputError(_("A dip has no field {name}.").format(name=min(unknown)))
    here = (table.c.walk_id == walk_id, table.c.low_step_id == low_step_id)
    with workspace.writing() as connection:
        walk_rows.step_of(workspace, connection, walk_id, low_step_id)
        done = connection.execute(update(table).where(*here).values(**fields)) if fields else None
        if done is not None and not done.rowcount:
            rows.insert_one(connection, table, walk_id=walk_id, low_step_id=low_step_id, **fields)
    return change(Subject.WALK, walk_id)
