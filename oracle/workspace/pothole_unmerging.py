"""Taking a merge back: both potholes stand again as they were, as long as nothing else was done with where they met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from oracle.errors import InputError
from oracle.language import _
from oracle.model.pothole import Pothole
from oracle.workspace import pothole_changes, rows
from oracle.workspace import pothole_merging as merging
from oracle.workspace.schema import pothole, pothole_change, pothole_link, sighting, sighting_capture, sighting_step

Cells: TypeAlias = "dict[str, Any]"


@dataclass(frozen=True, slots=True)
class Around:
    """The rows that say where potholes were met and what they are linked with."""

    sightings: tuple[Cells, ...]
    steps: tuple[Cells, ...]
    captures: tuple[Cells, ...]
    links: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A pothole, and what it was called: number and title."""

    id: str
    told: str


@dataclass(frozen=True, slots=True)
class Before:
    """Two potholes before they became one: their rows, where they were met, and whose lines the history has."""

    kept: Named
    gone: Named
    kept_row: Cells
    gone_row: Cells
    around: Around
    history: tuple[str, ...]  # ids of the lines of the one that is taken in


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge was made of, and what it left: with nothing else it can be taken back."""

    before: Before
    kept_row: Cells
    around: Around


def before(connection: Connection, kept: Pothole, gone: Pothole) -> Before:
    """Read before a merge."""
    own = select(pothole_change.c.id).where(pothole_change.c.pothole_id == gone.id)
    lines = tuple(connection.execute(own).scalars())
    around = _around(connection, kept.id, gone.id)
    one, other = (Named(each.id, merging.named(each)) for each in (kept, gone))
    return Before(one, other, _row(connection, kept.id), _row(connection, gone.id), around, lines)


def after(connection: Connection, known: Before) -> Merged:
    """Read after it, in the same transaction."""
    return Merged(known, _row(connection, known.kept.id), _around(connection, known.kept.id))


def unmerge(connection: Connection, merged: Merged, who: str) -> None:
    """Part them again. What was changed of the kept one since stays. InputError where it meets other steps by now."""
    known, kept_id = merged.before, merged.before.kept.id
    now = _row(connection, kept_id)
    there = connection.execute(select(pothole.c.id).where(pothole.c.id == known.gone.id)).first()
    if there is not None or now["deleted_at"] is not None or _around(connection, kept_id) != merged.around:
        raise InputError(
            _("The merge cannot be taken back any more: where the pothole was met was changed since."),
            advice=_("Split it instead."),
        )
    fields = {
        name: value
        for name, value in known.kept_row.items()
        if value != merged.kept_row[name] and now[name] == merged.kept_row[name]
    }
    connection.execute(insert(pothole).values(**known.gone_row))
    _restore(connection, merged)
    for identity in known.history:
        rows.change_one(connection, pothole_change, identity, pothole_id=known.gone.id)
    rows.change_one(connection, pothole, kept_id, **fields)
    told = pothole_changes.differences(now, {name: value for name, value in fields.items() if name not in _UNTOLD})
    pothole_changes.note_all(connection, [(kept_id, name, *both) for name, both in told.items()], who=who)
    for one, other in ((known.kept, known.gone), (known.gone, known.kept)):
        pothole_changes.note(connection, one.id, pothole_changes.UNMERGED, before=other.told, who=who)


_UNTOLD = frozenset({"answers_to", "severity_at_least"})


def _restore(connection: Connection, merged: Merged) -> None:
    """Sightings back to whose they were; what two of one walk said stands apart again."""
    known, left = merged.before.around, merged.around
    there = {cells["id"] for cells in left.sightings}
    for table, own in ((sighting_step, left.steps), (sighting_capture, left.captures)):
        ids = {cells["sighting_id"] for cells in own}
        connection.execute(delete(table).where(table.c.sighting_id.in_(ids)))
    _unlink(connection, merged.before.kept.id)
    for cells in known.sightings:
        if cells["id"] in there:
            connection.execute(update(sighting).where(sighting.c.id == cells["id"]).values(**cells))
        else:
            connection.execute(insert(sighting).values(**cells))
    for table, back in ((sighting_step, known.steps), (sighting_capture, known.captures), (pothole_link, known.links)):
        if back:
            connection.execute(insert(table), list(back))


def _unlink(connection: Connection, pothole_id: str) -> None:
    own = pothole_link.c
    connection.execute(delete(pothole_link).where(or_(own.pothole_id == pothole_id, own.other_id == pothole_id)))


def _around(connection: Connection, *pothole_ids: str) -> Around:
    """Also in walks that lie in the trash."""
    met = _read(connection, sighting, sighting.c.pothole_id.in_(pothole_ids))
    ids = [cells["id"] for cells in met]
    own = pothole_link.c
    linked = or_(own.pothole_id.in_(pothole_ids), own.other_id.in_(pothole_ids))
    return Around(
        sightings=met,
        steps=_read(connection, sighting_step, sighting_step.c.sighting_id.in_(ids)),
        captures=_read(connection, sighting_capture, sighting_capture.c.sighting_id.in_(ids)),
        links=_read(connection, pothole_link, linked),
    )


def _read(connection: Connection, table: Table, where: Any) -> tuple[Cells, ...]:
    found = connection.execute(select(table).where(where).order_by(*table.primary_key)).all()
    return tuple(dict(row._mapping) for row in found)


def _row(connection: Connection, pothole_id: str) -> Cells:
    found = connection.execute(select(pothole).where(pothole.c.id == pothole_id)).one_or_none()
    if found is None:
        raise rows.missing(pothole_id)
    return dict(found._mapping)
