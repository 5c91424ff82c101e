"""Visits: what was experienced at one step of a walk. How a step ends is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from oracle.model.change import Change, Subject, change
from oracle.model.ratings import ENDED, LeaveReason, Outcome, WalkState
from oracle.model.walk import Visit, VisitChange
from oracle.workspace import clock, outcomes, pothole_rows, rows, visit_rows, walk_rows
from oracle.workspace import schema as tables
from oracle.workspace.schema import visit as table
from oracle.workspace.workspace import Workspace

_HISTORY_GAP = 600  # seconds; typing goes into one line of the history until it rests this long


def set_fields(
    workspace: Workspace, walk_id: str, step_id: str, *, now: datetime | None = None, **fields: Any
) -> Change:
    """Store fields of a visit, by the names that `Visit` has.

    Friction 4 is the outcome blocked, another number done; InputError for what cannot both be true or is off its scale.
    """
    outcomes.refuse_unusable(fields)
    with workspace.writing() as connection:
        visit = _store(workspace, connection, walk_id, step_id, fields, now or clock.now())
    return _changed(visit)


def set_many(
    workspace: Workspace, walk_id: str, fields_by_step: Mapping[str, Mapping[str, Any]], *, now: datetime | None = None
) -> Change:
    """The same for several steps of a walk at once: all of it is stored, or nothing."""
    for fields in fields_by_step.values():
        outcomes.refuse_unusable(dict(fields))
    with workspace.writing() as connection:
        moment = now or clock.now()
        made = [
            _store(workspace, connection, walk_id, step_id, dict(fields), moment)
            for step_id, fields in fields_by_step.items()
        ]
    return change(Subject.VISIT, *(visit.id for visit in made), walk_id, also=(Subject.WALK,))


def answer(workspace: Workspace, walk_id: str, step_id: str, line_id: str, value: bool | None) -> Change:
    """Answer a checklist line with yes or no, or take the answer back with None."""
    own = tables.answer
    with workspace.writing() as connection:
        state, step, visit = visit_rows.at(workspace, connection, walk_id, step_id, clock.now())
        if line_id not in {line.id for line in step.checklist}:
            raise rows.missing(line_id)
        before = visit_rows.answered(connection, visit.id, line_id)
        connection.execute(delete(own).where(own.c.visit_id == visit.id, own.c.line_id == line_id))
        if value is not None:
            rows.insert_one(connection, own, visit_id=visit.id, line_id=line_id, value=value)
        if _is_correction(state, visit):
            _remember(connection, visit, {f"answer {line_id}"[:32]: (before, value)}, clock.now())
    return _changed(visit)


def add_seconds(workspace: Workspace, walk_id: str, step_id: str, seconds: int) -> Change:
    """Add time that was spent at the step."""
    with workspace.writing() as connection:
        visit = visit_rows.at(workspace, connection, walk_id, step_id, clock.now()).visit
        values = {"seconds": table.c.seconds + max(0, seconds)}
        connection.execute(update(table).where(table.c.id == visit.id).values(**values))
    return _changed(visit)


def leave(
    workspace: Workspace,
    walk_id: str,
    step_id: str,
    reason: LeaveReason | None,
    *,
    other_road_offered: bool | None = None,
    end_walk: bool = False,
    now: datetime | None = None,
) -> Change:
    """The tester would have left here, and why. With `end_walk` the walk ends too.

    Traps are potholes: `ids` are the visit's and the walk's and, the first time, that of a pothole proposed for it.
    """
    moment = now or clock.now()
    fields = {"outcome": Outcome.LEFT, "leave_reason": reason, "other_road_offered": other_road_offered}
    outcomes.refuse_unusable(fields)
    proposed: tuple[str, ...] = ()
    with workspace.writing() as connection:
        step = walk_rows.step_of(workspace, connection, walk_id, step_id)
        before = visit_rows.find(connection, walk_id, step_id)
        visit = _store(workspace, connection, walk_id, step_id, fields, moment)
        if reason is LeaveReason.TRAP and (before is None or before.leave_reason is not LeaveReason.TRAP):
            proposed = (pothole_rows.propose_trap(connection, walk_id, step),)
        if end_walk:
            walk_rows.end(connection, walk_rows.read(connection, walk_id), moment)
    if not proposed:
        return _changed(visit)
    return change(Subject.VISIT, visit.id, walk_id, *proposed, also=(Subject.WALK, Subject.POTHOLE))


def start_wait(
    workspace: Workspace,
    walk_id: str,
    step_id: str,
    *,
    promised_at: datetime | None = None,
    now: datetime | None = None,
) -> Change:
    """Begin to wait for the step: due when promised, else as the step says."""
    moment = now or clock.now()
    with workspace.writing() as connection:
        step = walk_rows.step_of(workspace, connection, walk_id, step_id)
        due = promised_at or (moment + step.wait.length if step.wait else None)
        fields = {"outcome": Outcome.WAITING, "wait_started_at": moment, "promised_at": due, "came_at": None}
        visit = _store(workspace, connection, walk_id, step_id, fields, moment)
    return _changed(visit)


def came(workspace: Workspace, walk_id: str, step_id: str, *, when: datetime | None = None) -> Change:
    """What was awaited came, at `when` or now."""
    moment = when or clock.now()
    with workspace.writing() as connection:
        fields = {"outcome": Outcome.DONE, "came_at": moment, "remind_at": None}
        visit = _store(workspace, connection, walk_id, step_id, fields, clock.now())
    return _changed(visit)


def nothing_yet(workspace: Workspace, walk_id: str, step_id: str, *, remind_at: datetime) -> Change:
    """It has not come; ask again then."""
    return set_fields(workspace, walk_id, step_id, remind_at=remind_at)


def never_came(workspace: Workspace, walk_id: str, step_id: str, *, now: datetime | None = None) -> Change:
    """Nothing came. `ids` are the visit's and, the first time, that of a pothole proposed for it."""
    moment = now or clock.now()
    proposed: tuple[str, ...] = ()
    with workspace.writing() as connection:
        step = walk_rows.step_of(workspace, connection, walk_id, step_id)
        before = visit_rows.find(connection, walk_id, step_id)
        fields = {"outcome": Outcome.NEVER_CAME, "came_at": None, "remind_at": None}
        visit = _store(workspace, connection, walk_id, step_id, fields, moment)
        if before is None or before.outcome is not Outcome.NEVER_CAME:
            proposed = (pothole_rows.propose_never_came(connection, walk_id, step, visit),)
    return change(Subject.VISIT, visit.id, *proposed, also=(Subject.WALK, Subject.POTHOLE))


def history(workspace: Workspace, walk_id: str) -> tuple[VisitChange, ...]:
    """What was changed after the finish, oldest first."""
    own = tables.visit_change
    query = select(*rows.columns_of(VisitChange, own)).where(own.c.walk_id == walk_id).order_by(own.c.id)
    with workspace.reading() as connection:
        return tuple(VisitChange(**row._mapping) for row in connection.execute(query))


def _store(
    workspace: Workspace,
    connection: Connection,
    walk_id: str,
    step_id: str,
    fields: dict[str, Any],
    moment: datetime,
) -> Visit:
    state, _step, visit = visit_rows.at(workspace, connection, walk_id, step_id, moment)
    values = outcomes.settled(visit, fields, moment)
    changed = {name: (getattr(visit, name), value) for name, value in values.items() if getattr(visit, name) != value}
    if not changed:
        return visit
    rows.change_one(
        connection, table, visit.id, **{name: new for name, (_old, new) in changed.items()}, changed_at=moment
    )
    if _is_correction(state, visit):
        _remember(connection, visit, changed, moment)
    if Outcome.WAITING in {visit.outcome, values.get("outcome")}:
        _rest_or_finish(connection, walk_id)
    return visit


def _rest_or_finish(connection: Connection, walk_id: str) -> None:
    """A walk that has come to its end rests while something is awaited."""
    own = tables.walk
    ended = update(own).where(own.c.id == walk_id, own.c.state.in_(ENDED))
    state = WalkState.RESTING if walk_rows.has_waits(connection, walk_id) else WalkState.FINISHED
    connection.execute(ended.values(state=state))


def _is_correction(state: WalkState, visit: Visit) -> bool:
    """Whether a visit is changed after the finish; the answer to a wait is no correction."""
    return state in ENDED and visit.outcome is not Outcome.WAITING


def _remember(connection: Connection, visit: Visit, changed: dict[str, tuple[Any, Any]], moment: datetime) -> None:
    """Keep what was changed after the finish."""
    for field, (before, after) in changed.items():
        _remember_one(connection, visit, field, (_text(before), _text(after)), moment)


def _remember_one(connection: Connection, visit: Visit, field: str, texts: tuple[str, str], moment: datetime) -> None:
    own = tables.visit_change
    same = (own.c.walk_id == visit.walk_id, own.c.step_id == visit.step_id, own.c.field == field)
    last = connection.execute(select(own.c.id, own.c.at).where(*same).order_by(own.c.id.desc()).limit(1)).first()
    if last and 0 <= (moment - last.at).total_seconds() < _HISTORY_GAP:
        rows.change_one(connection, own, last.id, after=texts[1], at=moment)
        return
    values = {"id": clock.new_id(), "walk_id": visit.walk_id, "step_id": visit.step_id, "at": moment, "field": field}
    rows.insert_one(connection, own, **values, before=texts[0], after=texts[1])


def _text(value: Any) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, datetime) else str(value)


def _changed(visit: Visit) -> Change:
    return change(Subject.VISIT, visit.id, visit.walk_id, also=(Subject.WALK,))
