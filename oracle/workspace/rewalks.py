"""Walking again: what there is to check, starting it, and the rhythm of a journey."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from sqlalchemy import Connection, func, select

from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.ratings import ENDED, Run
from oracle.model.walk import Surroundings
from oracle.workspace import carrying, journey_rows, rows, walk_rows, walks
from oracle.workspace import schema as tables
from oracle.workspace.schema import journey as table
from oracle.workspace.workspace import Workspace

LONGEST_RHYTHM = 3650  # days


class RewalkDue(Struct, frozen=True, kw_only=True):
    """A journey whose rhythm says that it is to be walked again; `walk_id` is the walk that would be repeated."""

    journey_id: str
    business_id: str
    title: str
    walk_id: str
    due_at: datetime


def start(
    workspace: Workspace,
    walk_id: str,
    *,
    tester_id: str,
    surroundings: Surroundings = Surroundings(),  # noqa: B008 - frozen
    now: datetime | None = None,
) -> Change:
    """Walk the journey of a walk again, on its current version, with the potholes to check. NotFound."""
    with workspace.reading() as connection:
        journey_id = walk_rows.read(connection, walk_id).journey_id
    return walks.start(
        workspace,
        journey_id,
        tester_id=tester_id,
        run=Run.RE_WALK,
        surroundings=surroundings,
        rewalk_of=walk_id,
        now=now,
    )


def newest(workspace: Workspace, journey_id: str) -> str | None:
    """Id of the walk that a re-walk of the journey repeats: its newest whole one that came to an end; None for none."""
    with workspace.reading() as connection:
        return _newest(connection, journey_id)


def _newest(connection: Connection, journey_id: str) -> str | None:
    own = tables.walk
    query = (
        select(own.c.id)
        .where(own.c.journey_id == journey_id, own.c.deleted_at.is_(None), own.c.state.in_(ENDED))
        .where(own.c.run != Run.TEN_MINUTE)
        .order_by(own.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none()


def count_to_check(workspace: Workspace, journey_id: str) -> int:
    """How many potholes a re-walk of the journey would take along."""
    with workspace.reading() as connection:
        return len(carrying.to_check(connection, journey_id))


# ---- rhythm


def set_rhythm(workspace: Workspace, journey_id: str, days: int | None) -> Change:
    """Walk the journey again every so many days, or with None whenever one likes."""
    if days is not None and not 1 <= days <= LONGEST_RHYTHM:
        raise InputError(_("A rhythm goes from 1 to {n} days.").format(n=f"{LONGEST_RHYTHM:,}"))
    return _set(workspace, journey_id, rewalk_days=days, rewalk_remind_at=None)


def put_off(workspace: Workspace, journey_id: str, until: datetime) -> Change:
    """Ask again then."""
    return _set(workspace, journey_id, rewalk_remind_at=until)


def _set(workspace: Workspace, journey_id: str, **values: object) -> Change:
    with workspace.writing() as connection:
        rows.need_one(connection, table, journey_id)
        rows.change_one(connection, table, journey_id, **values)
    return change(Subject.JOURNEY, journey_id)


def due(workspace: Workspace, *, until: datetime) -> tuple[RewalkDue, ...]:
    """Journeys to be walked again by then, the one that waits longest first; none that is being walked already.

    Due is the end of the last whole walk and the days of the rhythm, or the later moment to which it was put off.
    """
    with workspace.reading() as connection:
        found = [each for each in _rhythms(connection) if each.due_at <= until]
    return tuple(sorted(found, key=lambda each: (each.due_at, each.journey_id)))


def _rhythms(connection: Connection) -> list[RewalkDue]:
    """Every journey with a rhythm that was walked, and when it is due."""
    own = tables.walk
    alive = (own.c.journey_id == table.c.id) & own.c.deleted_at.is_(None) & (own.c.run != Run.TEN_MINUTE)
    query = (
        select(
            table.c.id,
            table.c.business_id,
            table.c.title,
            table.c.rewalk_days,
            table.c.rewalk_remind_at,
            func.max(own.c.finished_at).label("ended"),
            func.sum(own.c.state.not_in(ENDED)).label("under_way"),
        )
        .join(tables.business, tables.business.c.id == table.c.business_id)
        .join(own, alive)
        .where(table.c.rewalk_days.is_not(None), *journey_rows.ALIVE)
        .group_by(table.c.id)
    )
    made = []
    for row in connection.execute(query).all():
        walk_id = _newest(connection, row.id)
        if walk_id is None or row.under_way:
            continue
        moment = row.ended + timedelta(days=row.rewalk_days)
        due_at = max(moment, row.rewalk_remind_at or moment)
        found = RewalkDue(
            journey_id=row.id, business_id=row.business_id, title=row.title, walk_id=walk_id, due_at=due_at
        )
        made.append(found)
    return made
