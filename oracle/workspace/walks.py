"""Walks: one pass through a journey version by one tester as one persona."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import asdict
from sqlalchemy import Connection, select, update

from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Step, Tester
from oracle.model.ratings import Run, WalkState
from oracle.model.walk import OpenWalk, Surroundings, Walk
from oracle.workspace import (
    capture_rows,
    carrying,
    clock,
    journey_rows,
    journeys,
    mark_numbers,
    personas,
    rows,
    visit_rows,
    walk_rows,
)
from oracle.workspace import schema as tables
from oracle.workspace.schema import walk as table
from oracle.workspace.walk_cards import card, cards, follow_ups
from oracle.workspace.workspace import Workspace

__all__ = [
    "card",
    "cards",
    "delete",
    "finish",
    "follow_ups",
    "go_to",
    "keep_sign_ins",
    "opened",
    "pause",
    "reopen",
    "resolve",
    "resume",
    "set_surroundings",
    "start",
    "update_debrief",
]


def start(
    workspace: Workspace,
    journey_id: str,
    *,
    tester_id: str,
    run: Run = Run.FULL,
    surroundings: Surroundings = Surroundings(),  # noqa: B008 - frozen
    rewalk_of: str | None = None,
    now: datetime | None = None,
) -> Change:
    """Start a walk of the journey's current version at its first step.

    A re-walk takes the potholes along that are to be checked; `rewalk_of` is the walk that it repeats.
    InputError for a ten-minute walk where no step is a moment of truth.
    """
    journey = journeys.get(workspace, journey_id)
    steps = [step for step in journey.version.steps if run is not Run.TEN_MINUTE or step.moment_of_truth]
    if not steps:
        raise InputError(
            _("This journey has no moment of truth, so there is nothing for a ten-minute walk."),
            advice=_("Walk the whole road, or mark its moments of truth first."),
        )
    made = clock.new_id()
    with workspace.writing() as connection:
        values = {
            "id": made,
            "journey_id": journey_id,
            "version_id": journey.version.id,
            "persona_id": journey.persona_id,
            "tester_id": tester_id,
            "number": _next_number(connection, journey_id),
            "run": run,
            "state": WalkState.RUNNING,
            "started_at": now or clock.now(),
            "zone": clock.zone(),
            "current_step_id": steps[0].id,
            "rewalk_of": rewalk_of,
        }
        place = asdict(surroundings)
        rows.insert_one(connection, table, **values, **place)
        if run is Run.RE_WALK:
            carrying.carry(workspace, connection, journey, made)
    return change(Subject.WALK, made, also=(Subject.JOURNEY, Subject.POTHOLE))


def _next_number(connection: Connection, journey_id: str) -> int:
    """The next walk number of a journey, never given twice."""
    own = tables.journey
    connection.execute(update(own).where(own.c.id == journey_id).values(walks_given=own.c.walks_given + 1))
    return int(connection.execute(select(own.c.walks_given).where(own.c.id == journey_id)).scalar_one())


def opened(workspace: Workspace, walk_id: str) -> OpenWalk:
    """Everything that the walk screen and the review need; NotFound."""
    with workspace.reading() as connection:
        return read_opened(workspace, connection, walk_id)


def read_opened(workspace: Workspace, connection: Connection, walk_id: str) -> OpenWalk:
    """The same in the transaction that is open."""
    walk = walk_rows.read(connection, walk_id)
    found = journey_rows.read(workspace, connection, journey_rows.QUERY.where(tables.journey.c.id == walk.journey_id))
    own = tables.business
    return OpenWalk(
        walk=walk,
        journey=found[0],
        version=walk_rows.version_of(workspace, connection, walk),
        persona=personas.read(connection, walk.persona_id),
        tester=rows.one(connection, Tester, tables.tester, walk.tester_id),
        business_name=connection.execute(select(own.c.name).where(own.c.id == found[0].business_id)).scalar_one(),
        visits=visit_rows.read_all(connection, walk_id),
        captures=capture_rows.read_all(connection, walk_id),
    )


def pause(workspace: Workspace, walk_id: str, *, now: datetime | None = None) -> Change:
    """Pause a running walk; any other stays as it is."""
    with workspace.writing() as connection:
        if walk_rows.read(connection, walk_id).state is WalkState.RUNNING:
            values = {"state": WalkState.PAUSED, "paused_at": now or clock.now()}
            rows.change_one(connection, table, walk_id, **values)
    return _changed(walk_id)


def resume(workspace: Workspace, walk_id: str) -> Change:
    """Go on with a paused walk on the step where it was; a resting one stays resting. InputError for a finished one."""
    with workspace.writing() as connection:
        state = walk_rows.read(connection, walk_id).state
        if state is WalkState.FINISHED:
            raise InputError(_("This walk is finished."), advice=_("Reopen it first, or correct it in the review."))
        if state is WalkState.PAUSED:
            rows.change_one(connection, table, walk_id, state=WalkState.RUNNING, paused_at=None)
    return _changed(walk_id)


def go_to(workspace: Workspace, walk_id: str, step_id: str, *, now: datetime | None = None) -> Change:
    """Leave the current step for another. The wait before the step that follows the left one starts now."""
    with workspace.writing() as connection:
        walk = walk_rows.read(connection, walk_id)
        walk_rows.step_on(workspace, connection, walk.version_id, step_id)
        steps = walk_rows.run_of(walk, walk_rows.version_of(workspace, connection, walk))
        _leave_current(connection, walk, steps, step_id, now or clock.now())
        rows.change_one(connection, table, walk_id, current_step_id=step_id)
    return _changed(walk_id)


def _leave_current(connection: Connection, walk: Walk, steps: tuple[Step, ...], target: str, moment: datetime) -> None:
    order = [step.id for step in steps]
    if walk.state in {WalkState.RESTING, WalkState.FINISHED}:
        return  # looking at a finished walk, or correcting it, starts nothing
    if walk.current_step_id not in order or walk.current_step_id == target:
        return
    position = order.index(walk.current_step_id)
    forward = target not in order or order.index(target) > position
    left = visit_rows.find(connection, walk.id, walk.current_step_id)
    # Whoever only looked at a step and went back has not left it.
    if not forward and (left is None or left.outcome is None):
        return
    visit_rows.touch(connection, walk.id, walk.current_step_id, moment)
    if position + 1 < len(steps):
        visit_rows.begin_wait(connection, walk.id, steps[position + 1], moment)


def keep_sign_ins(workspace: Workspace, walk_id: str, keep: bool) -> Change:
    """Remember what the first pause asked: keep the browser's sign-ins until the finish, or not."""
    with workspace.writing() as connection:
        rows.change_one(connection, table, walk_id, keep_sign_ins=keep)
    return _changed(walk_id)


def finish(
    workspace: Workspace,
    walk_id: str,
    *,
    ease: int | None = None,
    surprised: str = "",
    over_coffee: str = "",
    now: datetime | None = None,
) -> Change:
    """Finish a walk; with waits open it rests until the last one is answered. What is not given stays as it was."""
    given = {"ease": _eased(ease), "surprised": surprised, "over_coffee": over_coffee}
    with workspace.writing() as connection:
        walk = walk_rows.read(connection, walk_id)
        values = {name: value for name, value in given.items() if value not in (None, "")}
        walk_rows.end(connection, walk, now or clock.now(), **values)
    return _changed(walk_id)


def reopen(workspace: Workspace, walk_id: str) -> Change:
    """Go on with a walk that was finished or rests."""
    with workspace.writing() as connection:
        walk_rows.read(connection, walk_id)
        values = {"state": WalkState.RUNNING, "finished_at": None, "paused_at": None}
        rows.change_one(connection, table, walk_id, **values)
    return _changed(walk_id)


def update_debrief(workspace: Workspace, walk_id: str, *, ease: int | None, surprised: str, over_coffee: str) -> Change:
    """Store the answers asked at the finish, as they now stand."""
    with workspace.writing() as connection:
        values = {"ease": _eased(ease), "surprised": surprised, "over_coffee": over_coffee}
        rows.change_one(connection, table, walk_id, **values)
    return _changed(walk_id)


def set_surroundings(workspace: Workspace, walk_id: str, surroundings: Surroundings) -> Change:
    """Store where and on what the walk is made."""
    values = asdict(surroundings)
    with workspace.writing() as connection:
        rows.change_one(connection, table, walk_id, **values)
    return _changed(walk_id)


def delete(workspace: Workspace, walk_id: str) -> Change:
    """Move it to the trash, with its captures, and the potholes that nobody else met."""
    with workspace.writing() as connection:
        walk_rows.read(connection, walk_id)
        rows.change_one(connection, table, walk_id, deleted_at=clock.now())
        numbered = mark_numbers.settle(connection, mark_numbers.of_walk(connection, walk_id))
    gone = change(Subject.WALK, walk_id, also=(Subject.JOURNEY, Subject.POTHOLE, Subject.TRASH))
    return mark_numbers.told(gone, numbered)


def resolve(workspace: Workspace, prefix: str) -> str:
    """Full id of the walk whose id begins with `prefix`; NotFound when none or several do."""
    with workspace.reading() as connection:
        return rows.resolve(connection, table, prefix)


def _eased(ease: int | None) -> int | None:
    if ease is not None and not 1 <= ease <= 7:
        raise InputError(_("Ease goes from 1, very difficult, to 7, very easy."))
    return ease


def _changed(walk_id: str) -> Change:
    return change(Subject.WALK, walk_id, also=(Subject.VISIT,))
