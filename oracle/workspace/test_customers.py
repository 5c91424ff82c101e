"""The test customer's card of each walk: who the tester posed as, what was left behind, and that it is cleaned up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.ratings import ENDED
from oracle.model.test_customer import CleanUp, CleanUpDue, TestCustomer, Trace, TraceKind
from oracle.workspace import clock, rows, walk_rows
from oracle.workspace import schema as tables
from oracle.workspace.schema_walks import test_customer as table
from oracle.workspace.schema_walks import test_trace as trace_table
from oracle.workspace.workspace import Workspace

FIELDS = ("name", "mailbox", "phone", "address", "more")
LONGEST = 2_000  # characters of a field
MOST_TRACES = 200

_USUAL = {
    TraceKind.ORDER: CleanUp.CANCEL,
    TraceKind.ACCOUNT: CleanUp.DELETE,
    TraceKind.SUBSCRIPTION: CleanUp.UNSUBSCRIBE,
    TraceKind.BOOKING: CleanUp.CANCEL,
    TraceKind.OTHER: CleanUp.NOTHING,
}


def get(workspace: Workspace, walk_id: str) -> TestCustomer:
    """The card as it was written on this walk, empty where nothing was; NotFound."""
    with workspace.reading() as connection:
        walk_rows.read(connection, walk_id)
        return in_walk(connection, walk_id)


def proposed(workspace: Workspace, walk_id: str) -> TestCustomer:
    """The card of this walk; where nothing was written yet, with who the tester last posed as. NotFound."""
    with workspace.reading() as connection:
        walk = walk_rows.read(connection, walk_id)
        card = in_walk(connection, walk_id)
        return card if _has_row(connection, walk_id) else _like(_last(connection, walk.tester_id), walk_id)


def last_of(workspace: Workspace, tester_id: str) -> TestCustomer:
    """Who a tester posed as on the last walk with a card; empty where there is none. Without what was left behind."""
    with workspace.reading() as connection:
        return _like(_last(connection, tester_id), "")


def set_fields(workspace: Workspace, walk_id: str, **fields: str) -> Change:
    """Write fields of the card (`FIELDS`); on a card not yet begun the others come from the tester's last one.

    NotFound; InputError for a text that is too long.
    """
    _refuse_long(fields.values())
    with workspace.writing() as connection:
        _begin(connection, walk_id)
        connection.execute(update(table).where(table.c.walk_id == walk_id).values(**fields))
    return change(Subject.WALK, walk_id)


def add_trace(
    workspace: Workspace, walk_id: str, kind: TraceKind, what: str, *, link: str = "", todo: CleanUp | None = None
) -> Change:
    """Note something left behind; what is to be done is by its kind unless given. The trace's id is the change's."""
    made = Trace(id=clock.new_id(), kind=kind, what=what.strip(), link=link.strip(), todo=todo or _USUAL[kind])
    if not made.what:
        raise InputError(_("Say what it is: a number, a name, an address."))
    _refuse_long((made.what, made.link))
    with workspace.writing() as connection:
        _begin(connection, walk_id)
        held = connection.execute(_traces_of(walk_id)).all()
        if len(held) >= MOST_TRACES:
            raise InputError(_("A card holds {most} entries at most.").format(most=MOST_TRACES))
        position = max((row.position for row in held), default=-1) + 1
        values = rows.stored(made, trace_table) | {"walk_id": walk_id, "position": position}
        connection.execute(insert(trace_table).values(**values))
    return change(Subject.WALK, made.id, walk_id)


def set_trace(workspace: Workspace, trace_id: str, **fields: Any) -> Change:
    """Write fields of a trace: kind, what, link, todo, done_at. NotFound; InputError."""
    _refuse_long(value for value in fields.values() if isinstance(value, str))
    with workspace.writing() as connection:
        walk_id = _walk_of(connection, trace_id)
        rows.change_one(connection, trace_table, trace_id, **fields)
    return change(Subject.WALK, trace_id, walk_id)


def set_done(workspace: Workspace, trace_id: str, done: bool) -> Change:
    """Say that it was cleaned up, or that it was not after all."""
    return set_trace(workspace, trace_id, done_at=clock.now() if done else None)


def remove_trace(workspace: Workspace, trace_id: str) -> Change:
    """Take an entry off the card; NotFound."""
    with workspace.writing() as connection:
        walk_id = _walk_of(connection, trace_id)
        connection.execute(delete(trace_table).where(trace_table.c.id == trace_id))
    return change(Subject.WALK, trace_id, walk_id)


def remind(workspace: Workspace, walk_id: str, at: datetime | None) -> Change:
    """Put the reminder of the clean-up off until then; None = it is due as soon as the walk is over."""
    with workspace.writing() as connection:
        _begin(connection, walk_id)
        connection.execute(update(table).where(table.c.walk_id == walk_id).values(remind_at=at))
    return change(Subject.WALK, walk_id)


def due(workspace: Workspace, *, until: datetime) -> tuple[CleanUpDue, ...]:
    """Walks that are over with something still to clean up, unless put off beyond then; the oldest first."""
    own = tables.walk
    count = func.count(trace_table.c.id)
    query = (
        select(own.c.id, tables.journey.c.title, count, table.c.remind_at)
        .join(tables.journey, tables.journey.c.id == own.c.journey_id)
        .join(tables.business, tables.business.c.id == tables.journey.c.business_id)
        .join(table, table.c.walk_id == own.c.id)
        .join(trace_table, trace_table.c.walk_id == own.c.id)
        .where(trace_table.c.done_at.is_(None), trace_table.c.todo != CleanUp.NOTHING)
        .where(own.c.state.in_(ENDED), *walk_rows.ALIVE)
        .where(or_(table.c.remind_at.is_(None), table.c.remind_at <= until))
        .group_by(own.c.id, tables.journey.c.title, table.c.remind_at)
        .order_by(own.c.finished_at, own.c.id)
    )
    with workspace.reading() as connection:
        return tuple(
            CleanUpDue(walk_id=walk_id, journey_title=title, left=left, remind_at=remind_at)
            for walk_id, title, left, remind_at in connection.execute(query)
        )


def in_walk(connection: Connection, walk_id: str) -> TestCustomer:
    """The card of a walk, for whoever reads it within a transaction."""
    row = connection.execute(select(table).where(table.c.walk_id == walk_id)).one_or_none()
    if row is None:
        return TestCustomer(walk_id=walk_id)
    names = [column.name for column in rows.columns_of(Trace, trace_table)]
    traces = tuple(
        Trace(**{name: trace._mapping[name] for name in names}) for trace in connection.execute(_traces_of(walk_id))
    )
    return TestCustomer(**row._mapping, traces=traces)


def _traces_of(walk_id: str) -> Any:
    return (
        select(trace_table).where(trace_table.c.walk_id == walk_id).order_by(trace_table.c.position, trace_table.c.id)
    )


def _has_row(connection: Connection, walk_id: str) -> bool:
    return connection.execute(select(table.c.walk_id).where(table.c.walk_id == walk_id)).first() is not None


def _begin(connection: Connection, walk_id: str) -> None:
    """A row for the card, begun with who the tester last posed as; NotFound."""
    walk = walk_rows.read(connection, walk_id)
    if not _has_row(connection, walk_id):
        card = _like(_last(connection, walk.tester_id), walk_id)
        connection.execute(insert(table).values(walk_id=walk_id, **{name: getattr(card, name) for name in FIELDS}))


def _last(connection: Connection, tester_id: str) -> dict[str, Any]:
    own = tables.walk
    query = (
        select(table)
        .join(own, own.c.id == table.c.walk_id)
        .where(own.c.tester_id == tester_id, own.c.deleted_at.is_(None))
        .where(or_(table.c.name != "", table.c.mailbox != ""))
        .order_by(own.c.started_at.desc(), own.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return {} if row is None else dict(row._mapping)


def _like(card: Mapping[str, Any], walk_id: str) -> TestCustomer:
    """A new card of the same customer; what one walk left behind is not of another, nor its remarks."""
    return TestCustomer(walk_id=walk_id, **{name: card[name] for name in FIELDS[:4] if name in card})


def _walk_of(connection: Connection, trace_id: str) -> str:
    query = (
        select(trace_table.c.walk_id)
        .join(tables.walk, tables.walk.c.id == trace_table.c.walk_id)
        .where(trace_table.c.id == trace_id, tables.walk.c.deleted_at.is_(None))
    )
    walk_id = connection.execute(query).scalar_one_or_none()
    if walk_id is None:
        raise rows.missing(trace_id)
    return str(walk_id)


def _refuse_long(texts: Iterable[str]) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise InputError(_("This text is too long: {most} characters at most.").format(most=f"{LONGEST:,}"))
