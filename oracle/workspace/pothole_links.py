"""Potholes that belong together, and those that are perhaps the same."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from oracle.errors import InputError
from oracle.language import _
from oracle.method.likeness import Pair, Titled, proposed
from oracle.model.change import Change, Subject, change
from oracle.model.pothole import Pothole
from oracle.workspace import journey_rows, pothole_changes, pothole_rows, rows
from oracle.workspace.schema import business, journey, pothole, pothole_change, sighting, sighting_step
from oracle.workspace.schema import pothole_link as table
from oracle.workspace.workspace import Workspace

ON_LIVING_ROADS = pothole.c.journey_id.in_(
    select(journey.c.id).join(business, business.c.id == journey.c.business_id).where(*journey_rows.ALIVE)
)


def link(workspace: Workspace, pothole_id: str, other_id: str, *, who: str = "") -> Change:
    """Say that two belong together, in whatever journeys of one business. Twice is fine. NotFound, InputError."""
    with workspace.writing() as connection:
        one, other = _ends(connection, pothole_id, other_id)
        if not connection.execute(select(table).where(_is(pothole_id, other_id))).first():
            first, second = sorted((pothole_id, other_id))
            rows.insert_one(connection, table, pothole_id=first, other_id=second)
            for own, its in ((one, other), (other, one)):
                pothole_changes.note(connection, own.id, pothole_changes.LINKED, after=_named(its), who=who)
    return change(Subject.POTHOLE, pothole_id, other_id)


def unlink(workspace: Workspace, pothole_id: str, other_id: str, *, who: str = "") -> Change:
    """Take a link away; fine where there is none. NotFound, InputError."""
    with workspace.writing() as connection:
        one, other = _ends(connection, pothole_id, other_id)
        if connection.execute(delete(table).where(_is(pothole_id, other_id))).rowcount:
            for own, its in ((one, other), (other, one)):
                pothole_changes.note(connection, own.id, pothole_changes.UNLINKED, before=_named(its), who=who)
    return change(Subject.POTHOLE, pothole_id, other_id)


def linked(workspace: Workspace, pothole_id: str) -> tuple[Pothole, ...]:
    """The potholes that belong together with one, by number; those in the trash, or on a road there, are not shown."""
    with workspace.reading() as connection:
        return pothole_rows.read(connection, pothole.c.id.in_(_linked_ids(connection, pothole_id)), ON_LIVING_ROADS)


class Titles(NamedTuple):
    """What is compared: the potholes of each journey of a business, and pairs that are known to be two."""

    of_journeys: list[list[Titled]]
    apart: set[frozenset[str]]


def titles(workspace: Workspace, business_id: str) -> Titles:
    """The titles of a business's potholes, without bright spots.

    Known to be two is what is linked, what was split, and what somebody said is not the same.
    """
    with workspace.reading() as connection:
        return Titles(_titles(connection, business_id), _apart(connection))


def likely_same(found: Titles) -> tuple[Pair, ...]:
    """Pairs of potholes of one journey that may be the same, most alike first; nothing is merged by itself.

    A second for thousands, and without a workspace: for any thread.
    """
    pairs = (pair for things in found.of_journeys for pair in proposed(things))
    kept = (pair for pair in pairs if frozenset((pair.one, pair.other)) not in found.apart)
    return tuple(sorted(kept, key=lambda pair: -pair.likeness))


def not_same(workspace: Workspace, pothole_id: str, other_id: str, *, who: str = "") -> Change:
    """Say that two which were proposed as the same are not; they are not proposed again. NotFound, InputError."""
    with workspace.writing() as connection:
        _ends(connection, pothole_id, other_id)
        pothole_changes.note(connection, pothole_id, pothole_changes.NOT_SAME, after=other_id, who=who)
    return change(Subject.POTHOLE, pothole_id, other_id)


def move(connection: Connection, from_id: str, to_id: str) -> None:
    """Give the links of a pothole to the one that takes it in."""
    theirs = set(_linked_ids(connection, from_id)) - {to_id} - set(_linked_ids(connection, to_id))
    connection.execute(delete(table).where(or_(table.c.pothole_id == from_id, table.c.other_id == from_id)))
    for each in sorted(theirs):
        first, second = sorted((to_id, each))
        rows.insert_one(connection, table, pothole_id=first, other_id=second)


class _End(NamedTuple):
    id: str
    number: str
    title: str
    business_id: str


def _ends(connection: Connection, pothole_id: str, other_id: str) -> tuple[_End, _End]:
    if pothole_id == other_id:
        raise InputError(_("A pothole cannot be linked with itself."))
    one, other = _end(connection, pothole_id), _end(connection, other_id)
    if one.business_id != other.business_id:
        raise InputError(_("Only potholes of one business can be linked."))
    return one, other


def _end(connection: Connection, pothole_id: str) -> _End:
    found = pothole_rows.read(connection, pothole.c.id == pothole_id, ON_LIVING_ROADS)
    if not found:
        raise rows.missing(pothole_id)
    business_id = journey_rows.business_of(connection, found[0].journey_id)
    return _End(pothole_id, found[0].label, found[0].title, business_id)


def _named(end: _End) -> str:
    return f"{end.number} {end.title}"


def _is(pothole_id: str, other_id: str) -> ColumnElement[bool]:
    first, second = sorted((pothole_id, other_id))
    return (table.c.pothole_id == first) & (table.c.other_id == second)


def _linked_ids(connection: Connection, pothole_id: str) -> list[str]:
    found = connection.execute(
        select(table).where(or_(table.c.pothole_id == pothole_id, table.c.other_id == pothole_id))
    )
    return [row.other_id if row.pothole_id == pothole_id else row.pothole_id for row in found]


def _apart(connection: Connection) -> set[frozenset[str]]:
    """Pairs that are known to be two: linked, split from each other, or said not to be the same."""
    own = pothole_change
    said = select(own.c.pothole_id, own.c.after).where(own.c.field == pothole_changes.NOT_SAME)
    parted = select(pothole.c.id, pothole.c.parted_from).where(pothole.c.parted_from.is_not(None))
    queries = (select(table.c.pothole_id, table.c.other_id), said, parted)
    return {frozenset(row) for query in queries for row in connection.execute(query)}


def _titles(connection: Connection, business_id: str) -> list[list[Titled]]:
    """The potholes of each journey of a business, with the steps where they were met."""
    query = (
        select(pothole.c.id, pothole.c.title, pothole.c.journey_id, sighting_step.c.step_id)
        .join(journey, journey.c.id == pothole.c.journey_id)
        .join(business, business.c.id == journey.c.business_id)
        .outerjoin(sighting, sighting.c.pothole_id == pothole.c.id)
        .outerjoin(sighting_step, sighting_step.c.sighting_id == sighting.c.id)
        .where(journey.c.business_id == business_id, *journey_rows.ALIVE, pothole.c.deleted_at.is_(None))
        .where(pothole.c.bright.is_(False), pothole_rows.MET)
        .order_by(pothole.c.id)
    )
    places: dict[str, set[str]] = defaultdict(set)
    told: dict[str, tuple[str, str]] = {}
    for row in connection.execute(query):
        told[row.id] = (row.journey_id, row.title)
        places[row.id] |= {row.step_id} - {None}
    by_journey: dict[str, list[Titled]] = defaultdict(list)
    for identity, (journey_id, title) in told.items():
        by_journey[journey_id].append(Titled(identity, title, frozenset(places[identity])))
    return list(by_journey.values())
