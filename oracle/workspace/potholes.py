"""Potholes and bright spots: what was found, in one walk or several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import delete as remove
from sqlalchemy import update as change_all

from oracle.errors import InputError
from oracle.language import _
from oracle.method.severity import highest
from oracle.model.change import Change, Subject, change
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Cause, Effort
from oracle.workspace import (
    capture_rows,
    clock,
    mark_numbers,
    pothole_changes,
    pothole_fields,
    pothole_merging,
    pothole_rows,
    pothole_unmerging,
    rows,
    visit_rows,
    walk_rows,
)
from oracle.workspace.pothole_rows import Place
from oracle.workspace.schema import pothole as table
from oracle.workspace.schema import sighting, sighting_capture, sighting_step
from oracle.workspace.workspace import Workspace


def add(
    workspace: Workspace,
    walk_id: str,
    step_id: str | None,
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
    also_at: tuple[str, ...] = (),
) -> Change:
    """Mark a pothole, or a bright spot, at a step; without `capture_ids` all captures of the step belong to it.

    `step_id` None is one that was met in the walk but outside any step; `also_at` are further steps that met it.
    """
    pothole_fields.refuse_off_scale(severity, reach)
    named = pothole_fields.titled(title)
    with workspace.writing() as connection:
        place = _place(workspace, connection, walk_id, step_id, also_at, capture_ids)
        fields = {"title": named, "bright": bright, "saw": saw, "why": why, "todo": todo}
        made = pothole_rows.add(connection, place, severity, **fields, cause=cause, reach=reach, effort=effort)
        numbered = mark_numbers.settle(connection, place.capture_ids)
    return mark_numbers.told(change(Subject.POTHOLE, made, walk_id, also=(Subject.VISIT, Subject.JOURNEY)), numbered)


def _place(
    workspace: Workspace,
    connection: Connection,
    walk_id: str,
    step_id: str | None,
    also_at: tuple[str, ...],
    capture_ids: tuple[str, ...] | None,
) -> Place:
    if step_id is None:
        walk_rows.read(connection, walk_id)
        return Place(walk_id=walk_id, step_ids=(), capture_ids=capture_ids or ())
    steps = tuple(dict.fromkeys((step_id, *also_at)))
    for each in steps:
        visit_rows.id_at(workspace, connection, walk_id, each, clock.now())
    shown = capture_rows.ids_at(connection, walk_id, step_id) if capture_ids is None else capture_ids
    return Place(walk_id=walk_id, step_ids=steps, capture_ids=shown)


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


def set_fields(workspace: Workspace, pothole_id: str, *, who: str = "", **fields: Any) -> Change:
    """Store fields by the names that `Pothole` has, each difference into the history; the others stay as they are.

    NotFound. InputError: off its scale, no title, a state that only a walk can give, Won't repair without a reason.
    """
    return set_many(workspace, {pothole_id: fields}, who=who)


def set_many(workspace: Workspace, wanted: Mapping[str, Mapping[str, Any]], *, who: str = "") -> Change:
    """Store fields of several potholes, by id, all or none of them; as `set_fields`. `ids` are all that were named."""
    with workspace.writing() as connection:
        pothole_fields.store(connection, wanted, who=who)
    return _changed(*wanted)


def take_back(
    workspace: Workspace, before: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any], *, who: str = ""
) -> Change:
    """Store the fields that stood before in each pothole that is still as `given`; `ids` are of these alone.

    What was changed since, is gone, or cannot be so any more stays as it is.
    """
    with workspace.writing() as connection:
        done = pothole_fields.take_back(connection, before, given, who=who)
    return _changed(*done)


def rate(
    workspace: Workspace,
    pothole_id: str,
    walk_id: str,
    severity: int | None,
    *,
    at_least: bool = False,
    who: str = "",
) -> Change:
    """Store the severity that was given in a walk; `who` gave it.

    The pothole's own follows as the highest of its sightings, unless the owner gave one that differs from it.
    """
    pothole_fields.refuse_off_scale(severity, None)
    with workspace.writing() as connection:
        before = _read(connection, pothole_id)
        own = _sighting(before, walk_id)
        rows.change_one(connection, sighting, own.id, severity=severity, severity_at_least=at_least)
        if before.severity in {None, highest(before)[0]}:
            _follow_sightings(connection, pothole_id, walk_id, who)
    return _changed(pothole_id)


def _follow_sightings(connection: Connection, pothole_id: str, walk_id: str | None = None, who: str = "") -> None:
    before = _read(connection, pothole_id)
    value, at_least = highest(before)
    rows.change_one(connection, table, pothole_id, severity=value, severity_at_least=at_least)
    if before.severity != value:
        changed = [(pothole_id, "severity", before.severity, value)]
        pothole_changes.note_all(connection, changed, walk_id=walk_id, who=who)


def join(workspace: Workspace, pothole_id: str, walk_id: str, step_ids: Iterable[str]) -> Change:
    """Say that it was met at further steps of a walk too; their captures join it."""
    wanted = tuple(step_ids)
    with workspace.writing() as connection:
        before = _read(connection, pothole_id)
        if wanted and walk_id not in {seen.walk_id for seen in before.sightings}:
            _is_back(connection, before, walk_id)
        with mark_numbers.kept(connection, pothole_id) as numbered:
            for step_id in wanted:
                walk_rows.step_of(workspace, connection, walk_id, step_id)
                shown = capture_rows.ids_at(connection, walk_id, step_id)
                place = Place(walk_id=walk_id, step_ids=(step_id,), capture_ids=shown)
                pothole_rows.see(connection, pothole_id, place, None)
    return mark_numbers.told(_changed(pothole_id), numbered)


def _is_back(connection: Connection, before: Pothole, walk_id: str) -> None:
    """A walk meets it that had not met it so far: what was claimed or verified before that walk is back again."""
    state = pothole_merging.seen_in(connection, before, [walk_id])
    if state is not before.state:
        rows.change_one(connection, table, before.id, state=state)
        pothole_changes.note(connection, before.id, "state", before=before.state, after=state, walk_id=walk_id)


def set_places(
    workspace: Workspace, pothole_id: str, walk_id: str, *, step_ids: Iterable[str], capture_ids: Iterable[str]
) -> Change:
    """Say anew at which steps of a walk it was met, none for outside any step, and which captures show it."""
    place = Place(walk_id=walk_id, step_ids=tuple(step_ids), capture_ids=tuple(capture_ids))
    with workspace.writing() as connection:
        own = _sighting(_read(connection, pothole_id), walk_id)
        with mark_numbers.kept(connection, pothole_id) as numbered:
            for places in (sighting_step, sighting_capture):
                connection.execute(remove(places).where(places.c.sighting_id == own.id))
            pothole_rows.see(connection, pothole_id, place, None)
    return mark_numbers.told(_changed(pothole_id), numbered)


def merge(workspace: Workspace, keep_id: str, other_id: str, *, who: str = "") -> Change:
    """Make two into one: the older number is kept and answers to both. InputError across journeys or kinds.

    Pictures, words, links and history of both stay; what was repaired and is merged with a later finding is back again.
    `ids` are of the kept one and of the one that is gone, by which `unmerge` takes it back.
    """
    with workspace.writing() as connection:
        one, other = _read(connection, keep_id), _read(connection, other_id)
        if one.id == other.id or one.journey_id != other.journey_id or one.bright != other.bright:
            raise InputError(_("Only two different potholes of one journey can become one."))
        kept, gone = sorted((one, other), key=lambda each: (each.walk_number, each.number))
        with mark_numbers.kept(connection, kept.id, gone.id) as numbered:
            known = pothole_unmerging.before(connection, kept, gone)
            pothole_merging.merge(connection, kept, gone, who)
            taken = pothole_unmerging.after(connection, known)
    workspace.merges.keep(gone.id, taken)
    merged = change(Subject.POTHOLE, kept.id, gone.id, also=(Subject.VISIT, Subject.JOURNEY))
    return mark_numbers.told(merged, numbered)


def unmerge(workspace: Workspace, gone_id: str, *, who: str = "") -> Change:
    """Take a merge of this session back; InputError where it is too late for that."""
    merged = workspace.merges.get(gone_id)
    if merged is None:
        raise InputError(_("This merge cannot be taken back any more."), advice=_("Split the pothole instead."))
    return part_merged(workspace, merged, who=who)


def part_merged(workspace: Workspace, merged: pothole_unmerging.Merged, *, who: str = "") -> Change:
    """Take back a merge of which all is known; InputError where it is too late for that."""
    ids = (merged.before.kept.id, merged.before.gone.id)
    with workspace.writing() as connection, mark_numbers.kept(connection, *ids) as numbered:
        pothole_unmerging.unmerge(connection, merged, who)
    workspace.merges.forget(merged.before.gone.id)
    return mark_numbers.told(_changed(*ids), numbered)


def split(workspace: Workspace, pothole_id: str, sighting_ids: Iterable[str], *, who: str = "") -> Change:
    """Make a pothole of its own of some of its sightings, with a new number; `ids` are the new one's and the old one's.

    It begins with the same words, state and history of its sightings. InputError for none of them, or all.
    """
    wanted = tuple(dict.fromkeys(sighting_ids))
    with workspace.writing() as connection:
        before = _read(connection, pothole_id)
        taken = tuple(seen for seen in before.sightings if seen.id in wanted)
        if not taken or len(taken) < len(wanted) or len(taken) == len(before.sightings):
            raise InputError(_("Choose some of the walks that met it, and leave at least one."))
        with mark_numbers.kept(connection, pothole_id) as numbered:
            made = pothole_merging.split(connection, before, taken, who)
        for each in (pothole_id, made):
            _follow_split(connection, before, each)
    return mark_numbers.told(_changed(made, pothole_id), numbered)


def split_steps(
    workspace: Workspace, pothole_id: str, walk_id: str, step_ids: Iterable[str], *, who: str = ""
) -> Change:
    """Make a pothole of its own of some of the steps of one walk, with their captures; as `split`."""
    wanted = tuple(dict.fromkeys(step_ids))
    with workspace.writing() as connection:
        before = _read(connection, pothole_id)
        own = _sighting(before, walk_id)
        if not wanted or not set(wanted) < set(own.step_ids):
            raise InputError(_("Choose some of the steps where it was met, and leave at least one."))
        with mark_numbers.kept(connection, pothole_id) as numbered:
            made = pothole_merging.split_steps(connection, before, own, wanted, who)
    return mark_numbers.told(_changed(made, pothole_id), numbered)


def _follow_split(connection: Connection, before: Pothole, pothole_id: str) -> None:
    """Its severity follows the sightings that are left, where it had followed them before."""
    if before.severity == highest(before)[0]:
        _follow_sightings(connection, pothole_id)


def delete(workspace: Workspace, pothole_id: str) -> Change:
    """Move it to the trash; its number is not given again."""
    return delete_many(workspace, (pothole_id,))


def delete_many(workspace: Workspace, pothole_ids: Iterable[str]) -> Change:
    """Move them to the trash, all or none; NotFound."""
    wanted = tuple(dict.fromkeys(pothole_ids))
    now = clock.now()
    with workspace.writing() as connection, mark_numbers.kept(connection, *wanted) as numbered:
        for some in rows.slices(wanted):
            these = (table.c.id.in_(some), table.c.deleted_at.is_(None))
            found = set(connection.execute(select(table.c.id).where(*these)).scalars())
            for pothole_id in some:
                if pothole_id not in found:
                    raise rows.missing(pothole_id)
            connection.execute(change_all(table).where(*these).values(deleted_at=now))
    gone = change(Subject.POTHOLE, *wanted, also=(Subject.VISIT, Subject.JOURNEY, Subject.TRASH))
    return mark_numbers.told(gone, numbered)


def _sighting(pothole: Pothole, walk_id: str) -> Sighting:
    """The sighting in a walk; NotFound where that walk did not meet it."""
    own = next((seen for seen in pothole.sightings if seen.walk_id == walk_id), None)
    if own is None:
        raise rows.missing(walk_id)
    return own


def _read(connection: Connection, pothole_id: str) -> Pothole:
    found = pothole_rows.read(connection, table.c.id == pothole_id)
    if not found:
        raise rows.missing(pothole_id)
    return found[0]


def _changed(*pothole_ids: str) -> Change:
    return change(Subject.POTHOLE, *pothole_ids, also=(Subject.VISIT, Subject.JOURNEY))
