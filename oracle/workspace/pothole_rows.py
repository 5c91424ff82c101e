"""Potholes in the tables, for whoever reads or adds them within a transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Row, Table, bindparam, insert, select, update

from oracle.language import _
from oracle.model.journey import Step
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import UNMET, Cause, State, Verdict
from oracle.model.walk import Visit
from oracle.workspace import capture_rows, clock, mark_numbers, rows
from oracle.workspace import schema as tables
from oracle.workspace.schema import pothole as table
from oracle.workspace.schema import sighting, sighting_capture, sighting_step

_QUERY = select(*rows.columns_of(Pothole, table)).order_by(table.c.walk_number, table.c.number)
_SIGHTINGS = select(*rows.columns_of(Sighting, sighting)).join(tables.walk, tables.walk.c.id == sighting.c.walk_id)
# Whether a living walk met it: asked of each pothole, so that who reads one does not look through all sightings.
MET = (
    select(sighting.c.id)
    .join(tables.walk, tables.walk.c.id == sighting.c.walk_id)
    .where(sighting.c.pothole_id == table.c.id, tables.walk.c.deleted_at.is_(None))
    .correlate(table)
    .exists()
)


def read(connection: Connection, *where: ColumnElement[bool]) -> tuple[Pothole, ...]:
    """The potholes for which all of `where` holds, by number, with their sightings in living walks."""
    found = connection.execute(_QUERY.where(table.c.deleted_at.is_(None), MET, *where)).all()
    sightings = _sightings(connection, [row.id for row in found])
    return tuple(Pothole(**row._mapping, sightings=tuple(sightings[row.id])) for row in found)


def _sightings(connection: Connection, pothole_ids: list[str]) -> dict[str, list[Sighting]]:
    made: dict[str, list[Sighting]] = defaultdict(list)
    for some in rows.slices(pothole_ids):
        alive = (sighting.c.pothole_id.in_(some), tables.walk.c.deleted_at.is_(None))
        found = connection.execute(_SIGHTINGS.where(*alive).order_by(sighting.c.id)).all()
        steps, pictures = _places(connection, some)
        for row in found:
            own = Sighting(**row._mapping, step_ids=tuple(steps[row.id]), capture_ids=tuple(pictures[row.id]))
            made[row.pothole_id].append(own)
    return made


def _places(connection: Connection, pothole_ids: list[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Step ids and ids of captures that are not in the trash, by sighting id."""
    steps: dict[str, list[str]] = defaultdict(list)
    pictures: dict[str, list[str]] = defaultdict(list)
    own = sighting_step
    query = select(own.c.sighting_id, own.c.step_id).join(sighting, sighting.c.id == own.c.sighting_id)
    for sighting_id, step_id in connection.execute(
        query.where(sighting.c.pothole_id.in_(pothole_ids)).order_by(own.c.position)
    ):
        steps[sighting_id].append(step_id)
    shown = sighting_capture
    with_captures = (
        select(shown.c.sighting_id, shown.c.capture_id)
        .join(sighting, sighting.c.id == shown.c.sighting_id)
        .join(tables.capture, tables.capture.c.id == shown.c.capture_id)
        .where(sighting.c.pothole_id.in_(pothole_ids), capture_rows.ALIVE)
        .order_by(shown.c.position)
    )
    for sighting_id, capture_id in connection.execute(with_captures):
        pictures[sighting_id].append(capture_id)
    return steps, pictures


class Place(Struct, frozen=True, kw_only=True):
    """Where a pothole was met: in a walk, at steps, on captures."""

    walk_id: str
    step_ids: tuple[str, ...]
    capture_ids: tuple[str, ...]


def add(connection: Connection, place: Place, severity: int | None, **fields: Any) -> str:
    """Insert a pothole with its first sighting and the next number of the walk; returns its id."""
    own = tables.walk
    number = next_number(connection, place.walk_id)
    walk = connection.execute(select(own.c.journey_id, own.c.number).where(own.c.id == place.walk_id)).one()
    made = clock.new_id()
    values = {"id": made, "journey_id": walk.journey_id, "walk_number": walk.number, "number": number}
    values |= {"state": State.OPEN, "created_at": clock.now(), "severity": severity}
    rows.insert_one(connection, table, **values | fields)
    see(connection, made, place, severity)
    return made


def next_number(connection: Connection, walk_id: str) -> int:
    """A number of the walk that no pothole had before."""
    own = tables.walk
    connection.execute(update(own).where(own.c.id == walk_id).values(potholes_given=own.c.potholes_given + 1))
    return int(connection.execute(select(own.c.potholes_given).where(own.c.id == walk_id)).scalar_one())


def see(connection: Connection, pothole_id: str, place: Place, severity: int | None) -> None:
    """Note that a pothole was met there; a sighting in the same walk gets the further steps and captures."""
    where = (sighting.c.pothole_id == pothole_id, sighting.c.walk_id == place.walk_id)
    known = connection.execute(select(sighting.c.id).where(*where)).scalar_one_or_none()
    if known is None:
        known = clock.new_id()
        values = {"id": known, "pothole_id": pothole_id, "walk_id": place.walk_id, "severity": severity}
        rows.insert_one(connection, sighting, **values)
    _append(connection, sighting_step, known, "step_id", place.step_ids)
    _append(connection, sighting_capture, known, "capture_id", place.capture_ids)


def _append(connection: Connection, own: Table, sighting_id: str, column: str, ids: Iterable[str]) -> None:
    there = set(connection.execute(select(own.c[column]).where(own.c.sighting_id == sighting_id)).scalars())
    fresh = [identity for identity in dict.fromkeys(ids) if identity not in there]
    if fresh:
        start = len(there)
        values = [{"sighting_id": sighting_id, column: own_id, "position": start + n} for n, own_id in enumerate(fresh)]
        connection.execute(insert(own), values)


def move_sightings(connection: Connection, from_id: str, to_id: str) -> None:
    """Give the sightings of a pothole to another, those in walks in the trash too; two in one walk become one."""
    columns = select(sighting).where(sighting.c.pothole_id == bindparam("pothole"))
    own = {row.walk_id: row for row in connection.execute(columns, {"pothole": to_id}).all()}
    for row in connection.execute(columns, {"pothole": from_id}).all():
        if row.walk_id not in own:
            rows.change_one(connection, sighting, row.id, pothole_id=to_id)
            continue
        kept = own[row.walk_id]
        rows.change_one(connection, sighting, kept.id, **_as_one(kept, row))
        for places, column in ((sighting_step, "step_id"), (sighting_capture, "capture_id")):
            there = select(places.c[column]).where(places.c.sighting_id == row.id).order_by(places.c.position)
            _append(connection, places, kept.id, column, connection.execute(there).scalars().all())


def _as_one(kept: Row[Any], gone: Row[Any]) -> dict[str, Any]:
    """What a walk said of two that are one: both notes, the higher severity, and met where one of them was met."""
    values: dict[str, Any] = {"note": "\n".join(dict.fromkeys(note for note in (kept.note, gone.note) if note))}
    if (gone.severity or 0) > (kept.severity or 0):
        values |= {"severity": gone.severity, "severity_at_least": gone.severity_at_least}
    if kept.verdict in UNMET and gone.verdict not in UNMET:
        values["verdict"] = gone.verdict or Verdict.STILL_THERE
    return values


def propose_never_came(connection: Connection, walk_id: str, step: Step, visit: Visit) -> str:
    """A pothole for what was promised and never came, ready to be confirmed; returns its id."""
    promise = step.wait.promise if step.wait else ""
    saw = _("Nothing came. The promise was: {promise}").format(promise=promise) if promise else _("Nothing came.")
    title = _("Never came: {step}").format(step=step.title)
    return _propose(connection, walk_id, step, title=title, saw=saw, cause=Cause.PROCESS)


def propose_trap(connection: Connection, walk_id: str, step: Step) -> str:
    """A pothole for the trap that the tester would have left at, ready to be confirmed; returns its id."""
    return _propose(connection, walk_id, step, title=_("A trap: {step}").format(step=step.title), saw="", cause=None)


def _propose(connection: Connection, walk_id: str, step: Step, **fields: Any) -> str:
    shown = capture_rows.ids_at(connection, walk_id, step.id)
    made = add(connection, Place(walk_id=walk_id, step_ids=(step.id,), capture_ids=shown), None, **fields)
    mark_numbers.settle(connection, shown)
    return made
