"""Visits in the tables, for whoever reads or begins them within a transaction."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from oracle.model.journey import Step
from oracle.model.ratings import Outcome
from oracle.model.walk import Visit
from oracle.workspace import clock, rows
from oracle.workspace.schema import answer
from oracle.workspace.schema import visit as table

_QUERY = select(*rows.columns_of(Visit, table))
# Built once: building a query takes longer than running it.
_AT_STEP = _QUERY.where(table.c.walk_id == bindparam("walk"), table.c.step_id == bindparam("step"))
_ANSWER = select(answer.c.value).where(answer.c.visit_id == bindparam("visit"), answer.c.line_id == bindparam("line"))
_INSERT = insert(table)


def read_all(connection: Connection, walk_id: str) -> tuple[Visit, ...]:
    """The visits of a walk, in the order in which they were begun."""
    answers = defaultdict(list)
    query = select(answer).join(table, table.c.id == answer.c.visit_id).where(table.c.walk_id == walk_id)
    for row in connection.execute(query.order_by(answer.c.visit_id, answer.c.line_id)):
        answers[row.visit_id].append((row.line_id, row.value))
    found = connection.execute(_QUERY.where(table.c.walk_id == walk_id).order_by(table.c.id))
    return tuple(Visit(**row._mapping, answers=tuple(answers[row.id])) for row in found)


def find(connection: Connection, walk_id: str, step_id: str) -> Visit | None:
    """The visit at a step, if there was one. Its answers are not read: every write comes by here."""
    row = connection.execute(_AT_STEP, {"walk": walk_id, "step": step_id}).one_or_none()
    return None if row is None else Visit(**row._mapping)


def answered(connection: Connection, visit_id: str, line_id: str) -> bool | None:
    """How a line of the checklist is answered; None when it is not."""
    return connection.execute(_ANSWER, {"visit": visit_id, "line": line_id}).scalar_one_or_none()


def touch(connection: Connection, walk_id: str, step_id: str, moment: datetime) -> Visit:
    """The visit at a step, begun now if there was none; without its answers."""
    found = find(connection, walk_id, step_id)
    if found is not None:
        return found
    made = Visit(id=clock.new_id(), walk_id=walk_id, step_id=step_id, first_at=moment, changed_at=moment)
    connection.execute(_INSERT, rows.stored(made, table))
    return made


def begin_wait(connection: Connection, walk_id: str, step: Step, moment: datetime) -> None:
    """The step before was left: wait for this one, unless it has no wait or something is known of it already."""
    if step.wait is None:
        return
    visit = touch(connection, walk_id, step.id, moment)
    if visit.outcome is None and visit.friction is None and visit.wait_started_at is None:
        values = {"outcome": Outcome.WAITING, "wait_started_at": moment, "promised_at": moment + step.wait.length}
        rows.change_one(connection, table, visit.id, **values)
