"""Making one pothole of two, and two of one, within a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from oracle.method import states
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import State
from oracle.workspace import clock, pothole_changes, pothole_links, pothole_rows, rows
from oracle.workspace.pothole_rows import Place
from oracle.workspace.schema import capture, pothole_change, sighting, sighting_capture, sighting_step, visit, walk
from oracle.workspace.schema import pothole as table


def merge(connection: Connection, kept: Pothole, gone: Pothole, who: str) -> None:
    """Take `gone` into `kept`: its sightings, links, history, number, and what only it says."""
    values = _together(kept, gone)
    state = _state(connection, kept, gone)
    if state is not kept.state:
        values |= {"state": state, "state_reason": ""}
    pothole_rows.move_sightings(connection, gone.id, kept.id)
    pothole_links.move(connection, gone.id, kept.id)
    pothole_changes.move(connection, gone.id, kept.id)
    rows.change_one(connection, table, kept.id, **values)
    connection.execute(delete(table).where(table.c.id == gone.id))
    before = {name: getattr(kept, name) for name in values}
    told = pothole_changes.differences(before, {name: values[name] for name in values if name != "answers_to"})
    told.pop("severity_at_least", None)
    pothole_changes.note(connection, kept.id, pothole_changes.MERGED, after=named(gone), who=who)
    pothole_changes.note_all(connection, [(kept.id, name, *both) for name, both in told.items()], who=who)


def split(connection: Connection, before: Pothole, taken: Sequence[Sighting], who: str) -> str:
    """Give some sightings to a new pothole with the same words; returns its id."""
    made = _copied(connection, before, _number(connection, [seen.walk_id for seen in taken]))
    ids = [seen.id for seen in taken]
    connection.execute(update(sighting).where(sighting.c.id.in_(ids)).values(pothole_id=made))
    _note_split(connection, before, made, who)
    return made


def split_steps(connection: Connection, before: Pothole, own: Sighting, step_ids: Sequence[str], who: str) -> str:
    """Give some steps of one walk, with their captures, to a new pothole with the same words; returns its id."""
    made = _copied(connection, before, _number(connection, [own.walk_id]))
    there = (
        select(capture.c.id)
        .join(visit, visit.c.id == capture.c.visit_id)
        .where(visit.c.walk_id == own.walk_id, visit.c.step_id.in_(step_ids))
    )
    theirs = set(connection.execute(there).scalars())
    shown = tuple(each for each in own.capture_ids if each in theirs)
    for places, column, ids in ((sighting_step, "step_id", step_ids), (sighting_capture, "capture_id", shown)):
        connection.execute(delete(places).where(places.c.sighting_id == own.id, places.c[column].in_(ids)))
    place = Place(walk_id=own.walk_id, step_ids=tuple(step_ids), capture_ids=shown)
    pothole_rows.see(connection, made, place, own.severity)
    _note_split(connection, before, made, who)
    return made


def named(pothole: Pothole) -> str:
    """A pothole in a line of history: its number and title."""
    return f"{pothole.label} {pothole.title}"


def _together(kept: Pothole, gone: Pothole) -> dict[str, Any]:
    """The kept one's fields, with what only the other one says."""
    values: dict[str, Any] = {"answers_to": tuple(dict.fromkeys((*kept.answers_to, gone.label, *gone.answers_to)))}
    for name in ("saw", "why", "todo", "cause_note", "done_when"):
        mine, theirs = getattr(kept, name), getattr(gone, name)
        values[name] = "\n".join(dict.fromkeys(text for text in (mine, theirs) if text))
    for name in ("cause", "reach", "effort", "due", "share_lost"):
        mine = getattr(kept, name)
        values[name] = getattr(gone, name) if mine is None else mine
    values["owner"] = kept.owner or gone.owner
    if (gone.severity or 0) > (kept.severity or 0):
        values |= {"severity": gone.severity, "severity_at_least": gone.severity_at_least}
    return values


def _state(connection: Connection, kept: Pothole, gone: Pothole) -> State:
    """Back again where the other one was met in a walk begun after the kept one was claimed or verified."""
    met_in = [seen.walk_id for seen in gone.sightings if seen.met]
    return seen_in(connection, kept, met_in)


def seen_in(connection: Connection, hole: Pothole, walk_ids: Sequence[str]) -> State:
    """The state of a pothole that these walks met too: one begun before the repair was claimed says nothing of it."""
    again = states.seen_again(hole.state)
    if again is hole.state:
        return hole.state
    own = pothole_change
    claims = select(own.c.at).where(own.c.pothole_id == hole.id, own.c.field == "state").order_by(own.c.id.desc())
    claimed = connection.execute(claims.limit(1)).scalar_one_or_none()
    query = select(walk.c.number).where(walk.c.id.in_(walk_ids), walk.c.deleted_at.is_(None))
    if claimed is not None:
        later = connection.execute(query.where(walk.c.started_at > claimed)).first() is not None
        return again if later else hole.state
    # Claimed before history was kept: a later walk than all that met it.
    known = select(walk.c.number).where(walk.c.id.in_([seen.walk_id for seen in hole.sightings]))
    last = max(connection.execute(known).scalars(), default=0)
    return again if any(number > last for number in connection.execute(query).scalars()) else hole.state


def _number(connection: Connection, walk_ids: Sequence[str]) -> tuple[int, int]:
    """The next number of the earliest of these walks."""
    query = select(walk.c.id, walk.c.number).where(walk.c.id.in_(walk_ids)).order_by(walk.c.number).limit(1)
    first = connection.execute(query).one()
    return first.number, pothole_rows.next_number(connection, first.id)


def _copied(connection: Connection, before: Pothole, number: tuple[int, int]) -> str:
    made = clock.new_id()
    values = rows.stored(before, table, without=("id", "answers_to", "created_at"))
    values |= {"id": made, "walk_number": number[0], "number": number[1], "parted_from": before.id}
    rows.insert_one(connection, table, **values, created_at=clock.now())
    return made


def _note_split(connection: Connection, before: Pothole, made: str, who: str) -> None:
    fresh = pothole_rows.read(connection, table.c.id == made)[0]
    pothole_changes.note(connection, before.id, pothole_changes.SPLIT, after=named(fresh), who=who)
    pothole_changes.note(connection, made, pothole_changes.PARTED, after=named(before), who=who)
