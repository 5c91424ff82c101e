"""Potholes and bright spots: what was found, in one walk or several."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import delete as remove

from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause, Effort
from oracle.workspace import capture_rows, clock, pothole_rows, rows, visit_rows, walk_rows
from oracle.workspace.pothole_rows import Place
from oracle.workspace.schema import pothole as table
from oracle.workspace.schema import sighting, sighting_capture, sighting_step
from oracle.workspace.workspace import Workspace


def add(
    workspace: Workspace,
    walk_id: str,
    step_id: str,
    *,
    title: str,
    bright: bool = False,
    saw: str = "",
    cause: Cause | None = None,
    capture_ids: tuple[str, ...] | None = None,
    severity: int | None = None,
    reach: int | None = None,
    effort: Effort | None = None,
    why: str = "",
    todo: str = "",
) -> Change:
    """Mark a pothole, or a bright spot, at a step; without `capture_ids` all captures of the step belong to it."""
    _refuse_off_scale(severity, reach)
    named = _titled(title)
    with workspace.writing() as connection:
        walk_rows.step_of(workspace, connection, walk_id, step_id)
        visit_rows.touch(connection, walk_id, step_id, clock.now())
        shown = capture_rows.ids_at(connection, walk_id, step_id) if capture_ids is None else capture_ids
        place = Place(walk_id=walk_id, step_ids=(step_id,), capture_ids=shown)
        fields = {"title": named, "bright": bright, "saw": saw, "why": why, "todo": todo}
        made = pothole_rows.add(connection, place, severity, **fields, cause=cause, reach=reach, effort=effort)
    return change(Subject.POTHOLE, made, walk_id, also=(Subject.VISIT, Subject.JOURNEY))


def get(workspace: Workspace, pothole_id: str) -> Pothole:
    """The pothole; NotFound."""
    with workspace.reading() as connection:
        return _read(connection, pothole_id)


def of_walk(workspace: Workspace, walk_id: str) -> tuple[Pothole, ...]:
    """What was met in a walk, by number."""
    with workspace.reading() as connection:
        return in_walk(connection, walk_id)


def in_walk(connection: Connection, walk_id: str) -> tuple[Pothole, ...]:
    """What was met in a walk, in the transaction that is open."""
    met = select(sighting.c.pothole_id).where(sighting.c.walk_id == walk_id)
    return pothole_rows.read(connection, table.c.id.in_(met))


def update(workspace: Workspace, pothole: Pothole) -> Change:
    """Store its own fields; number, journey and sightings stay."""
    _refuse_off_scale(pothole.severity, pothole.reach)
    if pothole.share_lost is not None and not Decimal(0) <= pothole.share_lost <= Decimal(1):
        raise InputError(_("The share that is lost goes from 0 to 1."))
    fixed = ("id", "journey_id", "walk_number", "number", "answers_to", "created_at")
    values = rows.stored(pothole, table, without=fixed) | {"title": _titled(pothole.title)}
    with workspace.writing() as connection:
        rows.change_one(connection, table, pothole.id, **values)
    return _changed(pothole.id)


def rate(
    workspace: Workspace, pothole_id: str, walk_id: str, severity: int | None, *, at_least: bool = False
) -> Change:
    """Store the severity that the tester of a walk gave.

    The pothole's own follows as the highest of its sightings, unless the owner gave one that differs from it.
    """
    _refuse_off_scale(severity, None)
    with workspace.writing() as connection:
        before = _read(connection, pothole_id)
        own = next((seen for seen in before.sightings if seen.walk_id == walk_id), None)
        if own is None:
            raise rows.missing(walk_id)
        rows.change_one(connection, sighting, own.id, severity=severity, severity_at_least=at_least)
        if before.severity in {None, _highest(before)[0]}:
            _follow_sightings(connection, pothole_id)
    return _changed(pothole_id)


def _follow_sightings(connection: Connection, pothole_id: str) -> None:
    value, at_least = _highest(_read(connection, pothole_id))
    rows.change_one(connection, table, pothole_id, severity=value, severity_at_least=at_least)


def _highest(pothole: Pothole) -> tuple[int | None, bool]:
    """The highest severity that a tester gave, and whether it is only a lower bound."""
    given = [(seen.severity, seen.severity_at_least) for seen in pothole.sightings if seen.severity is not None]
    return max(given, key=lambda each: (each[0], not each[1]), default=(None, False))


def join(workspace: Workspace, pothole_id: str, walk_id: str, step_ids: Iterable[str]) -> Change:
    """Say that it was met at further steps of a walk too; their captures join it."""
    wanted = tuple(step_ids)
    with workspace.writing() as connection:
        _read(connection, pothole_id)
        for step_id in wanted:
            walk_rows.step_of(workspace, connection, walk_id, step_id)
            shown = capture_rows.ids_at(connection, walk_id, step_id)
            place = Place(walk_id=walk_id, step_ids=(step_id,), capture_ids=shown)
            pothole_rows.see(connection, pothole_id, place, None)
    return _changed(pothole_id)


def set_places(
    workspace: Workspace, pothole_id: str, walk_id: str, *, step_ids: Iterable[str], capture_ids: Iterable[str]
) -> Change:
    """Say anew at which steps of a walk it was met, and which captures show it."""
    place = Place(walk_id=walk_id, step_ids=tuple(step_ids), capture_ids=tuple(capture_ids))
    if not place.step_ids:
        raise InputError(_("A pothole was met at one step at least."))
    with workspace.writing() as connection:
        own = next((seen for seen in _read(connection, pothole_id).sightings if seen.walk_id == walk_id), None)
        if own is None:
            raise rows.missing(walk_id)
        for places in (sighting_step, sighting_capture):
            connection.execute(remove(places).where(places.c.sighting_id == own.id))
        pothole_rows.see(connection, pothole_id, place, None)
    return _changed(pothole_id)


def merge(workspace: Workspace, keep_id: str, other_id: str) -> Change:
    """Make two into one: the older number is kept and answers to both. InputError across journeys or kinds."""
    with workspace.writing() as connection:
        one, other = _read(connection, keep_id), _read(connection, other_id)
        if one.id == other.id or one.journey_id != other.journey_id or one.bright != other.bright:
            raise InputError(_("Only two different potholes of one journey can become one."))
        kept, gone = sorted((one, other), key=lambda each: (each.walk_number, each.number))
        pothole_rows.move_sightings(connection, gone.id, kept.id)
        rows.change_one(connection, table, kept.id, **_together(kept, gone))
        connection.execute(remove(table).where(table.c.id == gone.id))
    return change(Subject.POTHOLE, kept.id, gone.id, also=(Subject.VISIT, Subject.JOURNEY))


def _together(kept: Pothole, gone: Pothole) -> dict[str, Any]:
    """The kept one's fields, with what only the other one says."""
    values: dict[str, Any] = {"answers_to": (*kept.answers_to, gone.label, *gone.answers_to)}
    for name in ("saw", "why", "todo"):
        mine, theirs = getattr(kept, name), getattr(gone, name)
        values[name] = "\n".join(dict.fromkeys(text for text in (mine, theirs) if text))
    for name in ("cause", "reach", "effort", "due", "share_lost"):
        mine = getattr(kept, name)
        values[name] = getattr(gone, name) if mine is None else mine
    if (gone.severity or 0) > (kept.severity or 0):
        values |= {"severity": gone.severity, "severity_at_least": gone.severity_at_least}
    return values


def delete(workspace: Workspace, pothole_id: str) -> Change:
    """Move it to the trash; its number is not given again."""
    with workspace.writing() as connection:
        _read(connection, pothole_id)
        rows.change_one(connection, table, pothole_id, deleted_at=clock.now())
    return change(Subject.POTHOLE, pothole_id, also=(Subject.VISIT, Subject.JOURNEY, Subject.TRASH))


def _read(connection: Connection, pothole_id: str) -> Pothole:
    found = pothole_rows.read(connection, table.c.id == pothole_id)
    if not found:
        raise rows.missing(pothole_id)
    return found[0]


def _titled(title: str) -> str:
    return rows.need(title, _("A pothole needs a title."))


def _refuse_off_scale(severity: int | None, reach: int | None) -> None:
    if not all(value is None or 1 <= value <= 4 for value in (severity, reach)):
        raise InputError(_("Severity and reach go from 1 to 4."))


def _changed(pothole_id: str) -> Change:
    return change(Subject.POTHOLE, pothole_id, also=(Subject.VISIT, Subject.JOURNEY))
