"""Versions of a journey in the tables: their stages, steps and checklist lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, delete, func, insert, select

from oracle.errors import InputError
from oracle.language import _
from oracle.method import edits
from oracle.model.journey import Line, Stage, Step, Version, Wait
from oracle.workspace import clock, rows
from oracle.workspace.schema import line, stage, step, version, walk
from oracle.workspace.workspace import Workspace


def numbered(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """Stages as they are stored: every step and line with an id, steps numbered from 1.

    InputError when there is no step, a step has no title, two steps are the sale, or an id stands twice.
    """
    number, made = 0, []
    for each in stages:
        steps = []
        for given in each.steps:
            number += 1
            steps.append(_completed(given, number))
        made.append(replace(each, name=rows.need(each.name, _("A stage needs a name.")), steps=tuple(steps)))
    _refuse_impossible(tuple(each for part in made for each in part.steps))
    return tuple(made)


def _completed(given: Step, number: int) -> Step:
    lines = tuple(replace(each, id=each.id or clock.new_id()) for each in given.checklist if each.text.strip())
    title = rows.need(given.title, _("Step {number} needs a title.").format(number=number))
    return replace(given, id=given.id or clock.new_id(), number=number, title=title, checklist=lines)


def _refuse_impossible(steps: tuple[Step, ...]) -> None:
    if not steps:
        raise InputError(_("A journey needs at least one step."))
    if len(steps) > edits.LIMIT_STEPS:
        raise InputError(_("A journey holds at most {n} steps.").format(n=f"{edits.LIMIT_STEPS:,}"))
    if sum(each.sale for each in steps) > 1:
        raise InputError(_("Only one step of a journey can be the sale."))
    if len({each.id for each in steps}) < len(steps):
        raise InputError(_("A step stands twice in this journey."))
    lines = [each.id for given in steps for each in given.checklist]
    if len(set(lines)) < len(lines):
        raise InputError(_("A checklist line stands twice in this journey."))


def insert_version(connection: Connection, journey_id: str, stages: tuple[Stage, ...]) -> str:
    """Insert the next version of a journey; returns its id."""
    last = connection.execute(select(func.max(version.c.number)).where(version.c.journey_id == journey_id)).scalar()
    made = clock.new_id()
    values = {"id": made, "journey_id": journey_id, "number": (last or 0) + 1, "created_at": clock.now()}
    rows.insert_one(connection, version, **values)
    _insert_stages(connection, made, stages)
    return made


def replace_stages(connection: Connection, version_id: str, stages: tuple[Stage, ...]) -> None:
    """Put other stages into a version that nobody has walked."""
    connection.execute(delete(stage).where(stage.c.version_id == version_id))
    _insert_stages(connection, version_id, stages)


def _insert_stages(connection: Connection, version_id: str, stages: tuple[Stage, ...]) -> None:
    parts, steps, lines = [], [], []
    for position, part in enumerate(stages):
        parts.append({"version_id": version_id, "position": position, "name": part.name})
        for each in part.steps:
            steps.append(_step_row(each, version_id, position))
            lines += [
                {
                    "version_id": version_id,
                    "id": own.id,
                    "step_id": each.id,
                    "position": n,
                    "text": own.text,
                    "must": own.must,
                }
                for n, own in enumerate(each.checklist)
            ]
    connection.execute(insert(stage), parts)
    connection.execute(insert(step), steps)
    if lines:
        connection.execute(insert(line), lines)


def _step_row(each: Step, version_id: str, position: int) -> dict[str, Any]:
    wait = each.wait
    return rows.stored(each, step) | {
        "version_id": version_id,
        "stage": position,
        "wait_seconds": None if wait is None else round(wait.length.total_seconds()),
        "wait_promise": "" if wait is None else wait.promise,
    }


def is_walked(connection: Connection, version_id: str) -> bool:
    """Whether a walk was made on it; one in the trash counts, since it may come back."""
    return connection.execute(select(walk.c.id).where(walk.c.version_id == version_id).limit(1)).first() is not None


def current(connection: Connection, journey_ids: Iterable[str]) -> dict[str, str]:
    """Id of the newest version by journey id."""
    query = (
        select(version.c.journey_id, version.c.id)
        .where(version.c.journey_id.in_(list(journey_ids)))
        .order_by(version.c.number)
    )
    return {row.journey_id: row.id for row in connection.execute(query)}  # the last one wins


def read(workspace: Workspace, connection: Connection, version_ids: Iterable[str]) -> dict[str, Version]:
    """Versions by id. Those that have been read before are remembered until they change."""
    wanted = list(dict.fromkeys(version_ids))
    known = {identity: found for identity in wanted if (found := workspace.versions.get(identity)) is not None}
    for some in rows.slices([identity for identity in wanted if identity not in known]):
        for identity, found in _read(connection, some).items():
            known[identity] = found
            workspace.versions.keep(identity, found)
    return {identity: known[identity] for identity in wanted if identity in known}


def read_one(workspace: Workspace, connection: Connection, version_id: str) -> Version:
    """One version; KeyError when there is none."""
    return workspace.versions.get(version_id) or read(workspace, connection, [version_id])[version_id]


def forget(workspace: Workspace, version_id: str) -> None:
    """The version changed: read it anew next time."""
    workspace.versions.forget(version_id)


def _read(connection: Connection, version_ids: list[str]) -> dict[str, Version]:
    lines: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for row in connection.execute(select(line).where(line.c.version_id.in_(version_ids)).order_by(line.c.position)):
        lines[row.version_id, row.step_id].append(Line(id=row.id, text=row.text, must=row.must))
    steps: dict[tuple[str, int], list[Step]] = defaultdict(list)
    for row in connection.execute(select(step).where(step.c.version_id.in_(version_ids)).order_by(step.c.number)):
        steps[row.version_id, row.stage].append(_step(row, tuple(lines[row.version_id, row.id])))
    stages: dict[str, list[Stage]] = defaultdict(list)
    for row in connection.execute(select(stage).where(stage.c.version_id.in_(version_ids)).order_by(stage.c.position)):
        stages[row.version_id].append(Stage(name=row.name, steps=tuple(steps[row.version_id, row.position])))
    found = connection.execute(select(version).where(version.c.id.in_(version_ids)))
    return {row.id: Version(**row._mapping, stages=tuple(stages[row.id])) for row in found}


_STEP_FIELDS = [column.name for column in rows.columns_of(Step, step)]


def _step(row: Row[*tuple[Any, ...]], checklist: tuple[Line, ...]) -> Step:
    wait = None
    if row.wait_seconds is not None:
        wait = Wait(length=timedelta(seconds=row.wait_seconds), promise=row.wait_promise)
    return Step(**{name: row._mapping[name] for name in _STEP_FIELDS}, checklist=checklist, wait=wait)
