"""What a re-walk says of the potholes that it took along, and the states that follow."""

from __future__ import annotations

from sqlalchemy import Connection, select

from oracle.errors import InputError
from oracle.language import _
from oracle.method import states
from oracle.model.change import Change, Subject, change
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Run, State, Verdict
from oracle.model.walk import Walk
from oracle.workspace import capture_rows, mark_numbers, pothole_changes, pothole_rows, rows, walk_rows
from oracle.workspace import schema as tables
from oracle.workspace.pothole_rows import Place
from oracle.workspace.schema import pothole as table
from oracle.workspace.schema import pothole_change, sighting, tester
from oracle.workspace.workspace import Workspace

_MET = (Verdict.STILL_THERE, Verdict.WORSE)


def judge(workspace: Workspace, pothole_id: str, walk_id: str, verdict: Verdict | None, *, who: str = "") -> Change:
    """Store what a walk says of a pothole that it was shown; None takes the verdict back. NotFound, InputError.

    The state follows from the one before this walk judged, so a verdict can be corrected; what was said of it by a
    later walk, or claimed after this one ended, stands. What is met again gets the captures that this walk took at its
    steps. `who`: else the tester.
    """
    said = verdict or Verdict.NOT_CHECKED
    with workspace.writing() as connection:
        walk = walk_rows.read(connection, walk_id)
        if said is Verdict.FIXED and walk.run is not Run.RE_WALK:
            raise InputError(_("Only a re-walk can say that a pothole is fixed."))
        before = _read(connection, pothole_id, walk)
        own = _sighting(connection, workspace, before, walk)
        told = {"who": who or _tester(connection, walk), "walk_id": walk_id}
        rows.change_one(connection, sighting, own.id, verdict=said, shown_before=True)
        with mark_numbers.kept(connection, pothole_id) as numbered:
            if said in _MET:
                _join_captures(connection, before, own, walk_id)
        if own.verdict is not said:
            was = None if own.verdict is Verdict.NOT_CHECKED else own.verdict
            pothole_changes.note(connection, pothole_id, pothole_changes.VERDICT, before=was, after=said, **told)
        state = _state_after(connection, before, walk, said)
        if state is not before.state:
            rows.change_one(connection, table, pothole_id, state=state)
            pothole_changes.note(connection, pothole_id, "state", before=before.state, after=state, **told)
    judged = change(Subject.POTHOLE, pothole_id, walk_id, also=(Subject.VISIT, Subject.JOURNEY, Subject.WALK))
    return mark_numbers.told(judged, numbered)


def _state_after(connection: Connection, before: Pothole, walk: Walk, said: Verdict) -> State:
    if _said_later(connection, before, walk):
        return before.state
    found = _state_before(connection, before, walk.id)
    state = states.after(found, said)
    return found if state is State.BACK_AGAIN and _claimed_later(connection, before, walk) else state


def _said_later(connection: Connection, before: Pothole, walk: Walk) -> bool:
    """Whether a later walk met it, or judged it too."""
    said = [seen.walk_id for seen in before.sightings if seen.verdict is not Verdict.NOT_CHECKED]
    own = tables.walk.c
    later = select(own.id).where(own.id.in_(said), own.number > walk.number)
    return connection.execute(later.limit(1)).first() is not None


def _claimed_later(connection: Connection, before: Pothole, walk: Walk) -> bool:
    """Whether the walk was over when the repair was claimed."""
    if walk.finished_at is None:
        return False
    own = pothole_change.c
    others = (own.pothole_id == before.id, own.field == "state", own.walk_id.is_distinct_from(walk.id))
    claimed = connection.execute(select(own.at).where(*others).order_by(own.id.desc()).limit(1)).scalar_one_or_none()
    return claimed is not None and claimed >= walk.finished_at


def _read(connection: Connection, pothole_id: str, walk: Walk) -> Pothole:
    found = pothole_rows.read(connection, table.c.id == pothole_id)
    if not found:
        raise rows.missing(pothole_id)
    if found[0].journey_id != walk.journey_id:
        raise InputError(_("This pothole belongs to another journey."))
    return found[0]


def _sighting(connection: Connection, workspace: Workspace, before: Pothole, walk: Walk) -> Sighting:
    """The sighting in this walk; made at the steps where it was met last where the walk has none yet."""
    own = next((seen for seen in before.sightings if seen.walk_id == walk.id), None)
    if own is not None:
        return own
    here = {step.id for step in walk_rows.version_of(workspace, connection, walk).steps}
    place = Place(walk_id=walk.id, step_ids=tuple(each for each in before.step_ids if each in here), capture_ids=())
    pothole_rows.see(connection, before.id, place, None)
    again = pothole_rows.read(connection, table.c.id == before.id)[0]
    return next(seen for seen in again.sightings if seen.walk_id == walk.id)


def _join_captures(connection: Connection, before: Pothole, own: Sighting, walk_id: str) -> None:
    shown = [each for step_id in own.step_ids for each in capture_rows.ids_at(connection, walk_id, step_id)]
    place = Place(walk_id=walk_id, step_ids=(), capture_ids=tuple(shown))
    pothole_rows.see(connection, before.id, place, None)


def _state_before(connection: Connection, before: Pothole, walk_id: str) -> State:
    """The state that this walk found, as long as nobody else has changed it since."""
    own = pothole_change
    query = select(own.c.before, own.c.after, own.c.walk_id).where(
        own.c.pothole_id == before.id, own.c.field == "state"
    )
    changes = connection.execute(query.order_by(own.c.id)).all()
    found = before.state
    for was, now, by in reversed(changes):
        if by != walk_id or now != found.value:
            break
        found = State(was)
    return found


def _tester(connection: Connection, walk: Walk) -> str:
    return str(connection.execute(select(tester.c.name).where(tester.c.id == walk.tester_id)).scalar_one())
