"""The history of potholes: each change with who, when, before and after."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, insert, select, update

from oracle.model.pothole import PotholeChange
from oracle.model.ratings import Verdict
from oracle.workspace import clock, pothole_rows, rows
from oracle.workspace.schema import pothole, sighting, tester, walk
from oracle.workspace.schema import pothole_change as table
from oracle.workspace.workspace import Workspace

# What a change can be of besides a pothole's own fields.
MARKED = "marked"  # found first: by `who` in `walk_id`
SEEN = "seen"  # met in a further walk
VERDICT = "verdict"  # of a re-walk; before and after are `Verdict`s
MERGED = "merged"  # `after`: number and title of the one that was taken in
UNMERGED = "unmerged"  # `before`: number and title of the other one; the merge was taken back
SPLIT = "split"  # `after`: number and title of the one that was split from it
PARTED = "parted"  # `after`: number and title of the one that it was split from
LINKED = "linked"  # `after`: number and title of the other one
UNLINKED = "unlinked"  # `before`: number and title of the other one
NOT_SAME = "not_same"  # `after`: id of one that was proposed as the same and is not


def history(workspace: Workspace, pothole_id: str) -> tuple[PotholeChange, ...]:
    """All that happened to a pothole, newest first by the order of writing: clocks go back. NotFound.

    Marked and seen follow from the walks that met it, so they stand there for potholes of every age.
    """
    with workspace.reading() as connection:
        if not pothole_rows.read(connection, pothole.c.id == pothole_id):
            raise rows.missing(pothole_id)
        query = select(*rows.columns_of(PotholeChange, table)).where(table.c.pothole_id == pothole_id)
        told = [PotholeChange(**row._mapping) for row in connection.execute(query)]
        told += _met(connection, pothole_id, {each.walk_id for each in told if each.field == VERDICT})
    return tuple(sorted(told, key=lambda each: each.id, reverse=True))


def note(
    connection: Connection,
    pothole_id: str,
    field: str,
    *,
    before: Any = None,
    after: Any = None,
    who: str = "",
    walk_id: str | None = None,
) -> None:
    """Write one change, in the transaction that is open."""
    note_all(connection, [(pothole_id, field, before, after)], who=who, walk_id=walk_id)


def note_all(
    connection: Connection, changed: Iterable[tuple[str, str, Any, Any]], *, who: str = "", walk_id: str | None = None
) -> None:
    """Write changes, each as (pothole id, field, before, after), in the transaction that is open."""
    now = clock.now()
    values = [
        {
            "id": clock.new_id(),
            "pothole_id": pothole_id,
            "at": now,
            "who": who.strip(),
            "walk_id": walk_id,
            "field": field,
            "before": in_words(before),
            "after": in_words(after),
        }
        for pothole_id, field, before, after in changed
    ]
    if values:
        connection.execute(insert(table), values)


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields of `after` that are otherwise than before: by name, what was and what is."""
    return {name: (before[name], value) for name, value in after.items() if before[name] != value}


def in_words(value: Any) -> str:
    """A value as the history stores it: "" for nothing, else as JSON or a person would write it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return str(value.normalize()) if isinstance(value, Decimal) and value else str(value)


def move(connection: Connection, from_id: str, to_id: str) -> None:
    """Give the history of a pothole to the one that takes it in."""
    connection.execute(update(table).where(table.c.pothole_id == from_id).values(pothole_id=to_id))


def _met(connection: Connection, pothole_id: str, judged: set[str | None]) -> list[PotholeChange]:
    """When it was marked, and seen again in each further walk; a re-walk's verdict is told by its own change."""
    hole = connection.execute(select(pothole).where(pothole.c.id == pothole_id)).one()
    query = (
        select(sighting.c.id, sighting.c.walk_id, sighting.c.verdict, walk.c.number, walk.c.started_at, tester.c.name)
        .join(walk, walk.c.id == sighting.c.walk_id)
        .join(tester, tester.c.id == walk.c.tester_id)
        .where(sighting.c.pothole_id == pothole_id, walk.c.deleted_at.is_(None))
        .where(sighting.c.verdict.is_distinct_from(Verdict.NOT_CHECKED))  # only taken along by a re-walk
        .order_by(sighting.c.id)
    )
    seen = connection.execute(query).all()
    first = next((row for row in seen if row.number == hole.walk_number), seen[0] if seen else None)
    found = []
    if hole.parted_from is None:
        told = {"who": first.name, "walk_id": first.walk_id} if first is not None else {}
        found.append(PotholeChange(id=hole.id, pothole_id=hole.id, at=hole.created_at, field=MARKED, **told))
        seen = [row for row in seen if row is not first]
    for row in seen:
        if row.walk_id not in judged:
            own: dict[str, Any] = {"id": row.id, "at": _made_at(row.id, row.started_at), "who": row.name}
            field = SEEN if row.verdict is None else VERDICT
            after = in_words(row.verdict)
            found.append(PotholeChange(pothole_id=pothole_id, walk_id=row.walk_id, field=field, after=after, **own))
    return found


def _made_at(identity: str, otherwise: datetime) -> datetime:
    """When a row was made, as its UUIDv7 says; ids from elsewhere say nothing."""
    try:
        made = uuid.UUID(identity)
    except ValueError:
        return otherwise
    return datetime.fromtimestamp((made.int >> 80) / 1000, UTC) if made.version == 7 else otherwise
