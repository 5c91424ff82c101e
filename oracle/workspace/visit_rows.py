"""Visits in the tables, for whoever reads or begins them within a transaction."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, select

from oracle.model.journey import Step
from oracle.model.ratings import Outcome, WalkState
from oracle.model.walk import Visit
from oracle.workspace import clock, rows, walk_rows
from oracle.workspace.prepared import Prepared
from oracle.workspace.schema import answer, walk
from oracle.workspace.schema import visit as table
from oracle.workspace.workspace import Workspace

_QUERY = select(*rows.columns_of(Visit, table))
_AT_STEP = Prepared(_QUERY.where(table.c.walk_id == bindparam("walk"), table.c.step_id == bindparam("step")))
# Built once: building a query takes longer than running it.
_ANSWER = select(answer.c.value).where(answer.c.visit_id == bindparam("visit"), answer.c.line_id == bindparam("line"))
_NAMES = [column.name for column in rows.columns_of(Visit, table)]
_HERE = and_(table.c.walk_id == walk.c.id, table.c.step_id == bindparam("step"))
_OF_WALK = Prepared(walk_rows.STATE.add_columns(*rows.columns_of(Visit, table)).outerjoin(table, _HERE))
_ID_OF_WALK = Prepared(walk_rows.STATE.add_columns(table.c.id).outerjoin(table, _HERE))


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
    cells = _AT_STEP.first(connection, walk=walk_id, step=step_id)
    return None if cells is None else _visit(cells)


def answered(connection: Connection, visit_id: str, line_id: str) -> bool | None:
    """How a line of the checklist is answered; None when it is not."""
    return connection.execute(_ANSWER, {"visit": visit_id, "line": line_id}).scalar_one_or_none()


class At(NamedTuple):
    """A step of a walk, how far the walk is, and the visit there, without its answers."""

    state: WalkState
    step: Step
    visit: Visit


def id_at(workspace: Workspace, connection: Connection, walk_id: str, step_id: str, moment: datetime) -> str:
    """Id of the visit at a step of a walk; it begins now if there was none. NotFound."""
    row = _ID_OF_WALK.first(connection, walk=walk_id, step=step_id)
    if row is None:
        raise rows.missing(walk_id)
    _state, version_id, identity = row
    walk_rows.step_on(workspace, connection, version_id, step_id)
    return str(identity or _begun(connection, walk_id, step_id, moment).id)


def at(workspace: Workspace, connection: Connection, walk_id: str, step_id: str, moment: datetime) -> At:
    """The same with all that is known of the visit, in one query: what most writes at a step begin with."""
    row = _OF_WALK.first(connection, walk=walk_id, step=step_id)
    if row is None:
        raise rows.missing(walk_id)
    state, version_id, *cells = row
    step = walk_rows.step_on(workspace, connection, version_id, step_id)
    if cells[0] is None:  # the id of the visit
        return At(state, step, _begun(connection, walk_id, step_id, moment))
    return At(state, step, _visit(cells))


def _visit(cells: list[Any]) -> Visit:
    return Visit(**dict(zip(_NAMES, cells, strict=True)))


def touch(connection: Connection, walk_id: str, step_id: str, moment: datetime) -> Visit:
    """The visit at a step, begun now if there was none; without its answers."""
    return find(connection, walk_id, step_id) or _begun(connection, walk_id, step_id, moment)


def _begun(connection: Connection, walk_id: str, step_id: str, moment: datetime) -> Visit:
    made = Visit(id=clock.new_id(), walk_id=walk_id, step_id=step_id, first_at=moment, changed_at=moment)
    rows.insert_one(connection, table, **rows.stored(made, table))
    return made


def begin_wait(connection: Connection, walk_id: str, step: Step, moment: datetime) -> None:
    """The step before was left: wait for this one, unless it has no wait or something is known of it already."""
    if step.wait is None:
        return
    visit = touch(connection, walk_id, step.id, moment)
    if visit.outcome is None and visit.friction is None and visit.wait_started_at is None:
        values = {"outcome": Outcome.WAITING, "wait_started_at": moment, "promised_at": moment + step.wait.length}
        rows.change_one(connection, table, visit.id, **values)
