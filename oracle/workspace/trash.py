"""The trash: what was deleted, each thing with all that hangs on it, until somebody empties it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, update

from oracle.errors import NotFound, StorageError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject, change
from oracle.model.keeping import TrashItem
from oracle.workspace import backup, clearing, mark_numbers, rows, search_index, trash_places
from oracle.workspace import schema as tables
from oracle.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing that can lie in the trash, and what its title is."""

    subject: Subject
    table: Table
    title: ColumnElement[str]


_WALK_TITLE = (
    select(tables.journey.c.title)
    .where(tables.journey.c.id == tables.walk.c.journey_id)
    .correlate(tables.walk)
    .scalar_subquery()
)
# From what hangs on others to what others hang on: emptied in this order.
_KINDS = (
    _Kind(
        Subject.CAPTURE,
        tables.capture,
        func.coalesce(func.nullif(tables.capture.c.caption, ""), tables.capture.c.title),
    ),
    _Kind(Subject.POTHOLE, tables.pothole, tables.pothole.c.title),
    _Kind(Subject.WALK, tables.walk, _WALK_TITLE),
    _Kind(Subject.JOURNEY, tables.journey, tables.journey.c.title),
    _Kind(Subject.PERSONA, tables.persona, tables.persona.c.name),
    _Kind(Subject.BUSINESS, tables.business, tables.business.c.name),
    _Kind(Subject.TEMPLATE, tables.own_template, tables.own_template.c.title),
)


def list_all(workspace: Workspace) -> tuple[TrashItem, ...]:
    """What was deleted, newest first. What only hangs on something deleted is not listed by itself."""
    with workspace.reading() as connection:
        found = [item for kind in _KINDS for item in _items(connection, kind)]
    return tuple(sorted(found, key=lambda item: item.deleted_at, reverse=True))


def restore(workspace: Workspace, item_id: str) -> Change:
    """Bring one thing back with all that hung on it; its id may be shortened while it is clear. NotFound.

    What it hangs on comes back too, or it could not be seen: a walk's journey, a journey's persona and business.
    """
    with workspace.writing() as connection:
        kind, full_id = _restore(connection, item_id)
    return change(kind.subject, full_id, also=_EVERYTHING)


def restore_many(workspace: Workspace, item_ids: Iterable[str]) -> Change:
    """The same for several at once; what lies in the trash no more is left out."""
    found = []
    with workspace.writing() as connection:
        for item_id in item_ids:
            with suppress(NotFound):
                found.append(_restore(connection, item_id)[1])
    return change(Subject.TRASH, *found, also=_EVERYTHING)


def _restore(connection: Connection, item_id: str) -> tuple[_Kind, str]:
    kind, full_id = _find(connection, item_id)
    rows.change_one(connection, kind.table, full_id, deleted_at=None)
    holders = list(trash_places.holders(connection, kind.subject, full_id))
    for table, identity in holders:
        connection.execute(update(table).where(table.c.id == identity).values(deleted_at=None))
    for table, identity in ((kind.table, full_id), *holders):
        mark_numbers.settle(connection, mark_numbers.of(connection, table, identity))
    return kind, full_id


def empty(workspace: Workspace) -> Change:
    """Remove it all for good: rows, pictures that nothing shows any more, and words. The latest backup still has it."""
    told = remove(workspace)
    for _progress in clearing.in_slices(workspace):
        pass
    return told


def remove(workspace: Workspace) -> Change:
    """Remove it all for good but for the pictures and words, which `clearing` takes out of the file."""
    # Whoever empties it because the disk is full must not be stopped by a backup that does not fit.
    with suppress(StorageError):
        backup.automatic(workspace, closing=True)
    with workspace.writing() as connection:
        for kind in _KINDS:
            connection.execute(delete(kind.table).where(_is_removable(kind)))
        _remove_unmet(connection)
        search_index.note_removal(connection)
    return change(Subject.TRASH, also=_EVERYTHING)


_EVERYTHING = (
    Subject.TRASH,
    Subject.BUSINESS,
    Subject.PERSONA,
    Subject.JOURNEY,
    Subject.WALK,
    Subject.VISIT,
    Subject.CAPTURE,
    Subject.POTHOLE,
    Subject.TEMPLATE,
)


def _is_removable(kind: _Kind) -> ColumnElement[bool]:
    """Deleted, and not a persona that a walk or journey was made with."""
    deleted = kind.table.c.deleted_at.is_not(None)
    if kind.subject is not Subject.PERSONA:
        return deleted
    used = select(tables.journey.c.persona_id).union(select(tables.walk.c.persona_id)).subquery()
    return deleted & kind.table.c.id.not_in(select(used.c.persona_id))


def _remove_unmet(connection: Connection) -> None:
    """Potholes whose every sighting went with its walk are gone with them."""
    met = select(tables.sighting.c.pothole_id)
    connection.execute(delete(tables.pothole).where(tables.pothole.c.id.not_in(met)))


def _items(connection: Connection, kind: _Kind) -> list[TrashItem]:
    own = kind.table
    query = select(own.c.id, kind.title.label("title"), own.c.deleted_at).where(own.c.deleted_at.is_not(None))
    found = connection.execute(query).all()
    places = trash_places.places(connection, kind.subject, [row.id for row in found])
    return [
        TrashItem(
            id=row.id,
            subject=kind.subject,
            title=row.title or _("Untitled"),
            deleted_at=row.deleted_at,
            what_hangs_on=_hanging_on(connection, kind, row.id),
            **places.get(row.id, {}),
        )
        for row in found
    ]


def _find(connection: Connection, item_id: str) -> tuple[_Kind, str]:
    begin = item_id.strip().lower()
    found = [
        (kind, full_id)
        for kind in _KINDS
        for full_id in connection.execute(
            select(kind.table.c.id).where(
                kind.table.c.deleted_at.is_not(None), kind.table.c.id.startswith(begin, autoescape=True)
            )
        ).scalars()
    ]
    if not begin or not found:
        raise rows.missing(item_id)
    if len(found) > 1:
        raise NotFound(_("Several ids in the trash begin so."), advice=_("Give more of the id."))
    return found[0]


def _hanging_on(connection: Connection, kind: _Kind, item_id: str) -> str:
    """ "2 journeys, 5 walks, 31 captures": what comes back with it."""
    if kind.subject is Subject.PERSONA:
        count = _count(connection, tables.walk, tables.walk.c.persona_id == item_id)
        return ngettext("played in {n} walk", "played in {n} walks", count).format(n=count) if count else ""
    walks = _walks_of(kind, item_id)
    if walks is None:
        return ""
    parts = []
    if kind.subject is Subject.BUSINESS:
        count = _count(connection, tables.journey, tables.journey.c.business_id == item_id)
        parts.append((count, ngettext("{n} journey", "{n} journeys", count)))
        count = _count(connection, tables.persona, tables.persona.c.business_id == item_id)
        parts.append((count, ngettext("{n} persona", "{n} personas", count)))
    if kind.subject is not Subject.WALK:
        count = _count(connection, tables.walk, walks)
        parts.append((count, ngettext("{n} walk", "{n} walks", count)))
    of_walks = select(tables.walk.c.id).where(walks)
    visits = select(tables.visit.c.id).where(tables.visit.c.walk_id.in_(of_walks))
    count = _count(connection, tables.capture, tables.capture.c.visit_id.in_(visits))
    parts.append((count, ngettext("{n} capture", "{n} captures", count)))
    met = select(tables.sighting.c.pothole_id).where(tables.sighting.c.walk_id.in_(of_walks))
    count = _count(connection, tables.pothole, tables.pothole.c.id.in_(met))
    parts.append((count, ngettext("{n} pothole", "{n} potholes", count)))
    return ", ".join(text.format(n=n) for n, text in parts if n)


def _walks_of(kind: _Kind, item_id: str) -> ColumnElement[bool] | None:
    match kind.subject:
        case Subject.WALK:
            return tables.walk.c.id == item_id
        case Subject.JOURNEY:
            return tables.walk.c.journey_id == item_id
        case Subject.BUSINESS:
            own = select(tables.journey.c.id).where(tables.journey.c.business_id == item_id)
            return tables.walk.c.journey_id.in_(own)
    return None


def _count(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(table).where(where, table.c.deleted_at.is_(None))
    return connection.execute(query).scalar_one()
