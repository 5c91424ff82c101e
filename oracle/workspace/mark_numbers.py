"""Numbers on captures, kept as they should be: they go on over the captures of a pothole, by sighting and place in it.

A capture that shows several potholes is numbered with the one of the lowest number; one that shows none, by itself.
What lies in the trash keeps its numbers until it comes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import Connection, Row, Table, select

from oracle.method.marks import renumbered
from oracle.model.change import Change, Subject
from oracle.model.mark import Mark, MarkKind
from oracle.workspace import capture_rows, renditions, rows
from oracle.workspace import schema as tables
from oracle.workspace.mark_documents import look_of
from oracle.workspace.schema import capture, pothole, sighting, sighting_capture

# capture, pothole, sighting, place in it, the two parts of the pothole's number
_Shown: TypeAlias = "Row[str, str, str, int, int, int]"


def settle(connection: Connection, capture_ids: Iterable[str]) -> tuple[str, ...]:
    """Number anew what hangs together with these captures; returns the ids of the captures whose marks changed."""
    seeds = tuple(dict.fromkeys(capture_ids))
    touched = {row.pothole_id for row in _shown(connection, capture_ids=seeds)}
    together = {row.capture_id for row in _shown(connection, pothole_ids=tuple(touched))} | set(seeds)
    marked = _marks(connection, tuple(together))
    if not any(mark.kind is MarkKind.NUMBER for marks in marked.values() for mark in marks):
        return ()
    changed = []
    for group in _groups(connection, marked, touched, set(seeds)):
        before = [marked[capture_id] for capture_id in group]
        for capture_id, old, new in zip(group, before, renumbered(before), strict=True):
            if old != new:
                store(connection, capture_id, new)
                changed.append(capture_id)
    return tuple(changed)


def before(connection: Connection, capture_id: str) -> tuple[Mark, ...]:
    """The marks of the captures whose numbers go on here, in their order; none for a capture numbered by itself."""
    touched = {row.pothole_id for row in _shown(connection, capture_ids=(capture_id,))}
    together = {row.capture_id for row in _shown(connection, pothole_ids=tuple(touched))}
    marked: dict[str, tuple[Mark, ...]] = {capture_id: ()}
    marked |= _marks(connection, (*together, capture_id))
    for group in _groups(connection, marked, touched, {capture_id}):
        if capture_id in group:
            return tuple(mark for each in group[: group.index(capture_id)] for mark in marked[each])
    return ()


def store(connection: Connection, capture_id: str, marks: tuple[Mark, ...]) -> None:
    """Put these marks on a capture; what was made with others is removed."""
    rows.change_one(connection, capture, capture_id, marks=marks, look=look_of(marks))
    digest = connection.execute(select(capture.c.image).where(capture.c.id == capture_id)).scalar_one()
    renditions.remove_stale(connection, digest)


@contextmanager
def kept(connection: Connection, *pothole_ids: str) -> Iterator[list[str]]:
    """Around a change of which captures show these potholes, or whether they count: numbers follow.

    The list holds, afterwards, the ids of the captures whose marks changed.
    """
    changed: list[str] = []
    before = of_potholes(connection, pothole_ids)
    yield changed
    changed += settle(connection, (*before, *of_potholes(connection, pothole_ids)))


def told(change: Change, changed: Iterable[str]) -> Change:
    """A change, saying also which captures were numbered anew."""
    more = tuple(dict.fromkeys(changed))
    return replace(change, subjects=change.subjects | {Subject.CAPTURE}, ids=(*change.ids, *more)) if more else change


def together(connection: Connection, capture_id: str) -> tuple[str, ...]:
    """The captures that show a pothole which this one shows, and itself."""
    query = select(sighting.c.pothole_id).join(sighting_capture, sighting_capture.c.sighting_id == sighting.c.id)
    shows = connection.execute(query.where(sighting_capture.c.capture_id == capture_id)).scalars()
    return (capture_id, *of_potholes(connection, shows.all()))


def of(connection: Connection, table: Table, identity: str) -> tuple[str, ...]:
    """The captures whose numbers may change with a row of that table; none for tables that captures do not hang on."""
    if table is capture:
        return together(connection, identity)
    if table is pothole:
        return of_potholes(connection, [identity])
    return of_walk(connection, identity) if table is tables.walk else ()


def of_potholes(connection: Connection, pothole_ids: Iterable[str]) -> tuple[str, ...]:
    """The captures that show these potholes, in whatever state they are."""
    query = select(sighting_capture.c.capture_id).join(sighting, sighting.c.id == sighting_capture.c.sighting_id)
    return tuple(connection.execute(query.where(sighting.c.pothole_id.in_(tuple(pothole_ids)))).scalars())


def of_walk(connection: Connection, walk_id: str) -> tuple[str, ...]:
    """The captures of a walk, and all that show a pothole which was met in it."""
    met = connection.execute(select(sighting.c.pothole_id).where(sighting.c.walk_id == walk_id)).scalars()
    visits = select(tables.visit.c.id).where(tables.visit.c.walk_id == walk_id)
    own = connection.execute(select(capture.c.id).where(capture.c.visit_id.in_(visits))).scalars()
    return (*own, *of_potholes(connection, met.all()))


def _shown(
    connection: Connection, *, capture_ids: tuple[str, ...] = (), pothole_ids: tuple[str, ...] = ()
) -> list[_Shown]:
    """Which capture shows which pothole, of these captures or potholes, both out of the trash; lowest number first."""
    query = (
        select(
            sighting_capture.c.capture_id,
            sighting.c.pothole_id,
            sighting.c.id.label("sighting_id"),
            sighting_capture.c.position,
            pothole.c.walk_number,
            pothole.c.number,
        )
        .join_from(sighting_capture, sighting, sighting.c.id == sighting_capture.c.sighting_id)
        .join(pothole, pothole.c.id == sighting.c.pothole_id)
        .join(tables.walk, tables.walk.c.id == sighting.c.walk_id)
        .join(capture, capture.c.id == sighting_capture.c.capture_id)
        .where(pothole.c.deleted_at.is_(None), tables.walk.c.deleted_at.is_(None), capture_rows.ALIVE)
        .order_by(pothole.c.walk_number, pothole.c.number, sighting.c.id, sighting_capture.c.position)
    )
    column, ids = (capture.c.id, capture_ids) if capture_ids else (pothole.c.id, pothole_ids)
    return [row for some in rows.slices(ids) for row in connection.execute(query.where(column.in_(some)))]


def _marks(connection: Connection, ids: tuple[str, ...]) -> dict[str, tuple[Mark, ...]]:
    """The marks of those captures that have any."""
    query = select(capture.c.id, capture.c.marks).where(capture.c.look != "", capture_rows.ALIVE)
    return {
        row.id: row.marks
        for some in rows.slices(ids)
        for row in connection.execute(query.where(capture.c.id.in_(some)))
    }


def _groups(
    connection: Connection, marked: dict[str, tuple[Mark, ...]], touched: set[str], seeds: set[str]
) -> Iterator[list[str]]:
    """Marked captures that are numbered together, each group in its order."""
    owner: dict[str, _Shown] = {}
    for row in _shown(connection, capture_ids=tuple(marked)):
        owner.setdefault(row.capture_id, row)
    groups: dict[str, list[str]] = defaultdict(list)
    for capture_id, row in sorted(owner.items(), key=lambda each: (each[1].sighting_id, each[1].position)):
        if row.pothole_id in touched:
            groups[row.pothole_id].append(capture_id)
    yield from groups.values()
    yield from ([capture_id] for capture_id in marked if capture_id in seeds and capture_id not in owner)
