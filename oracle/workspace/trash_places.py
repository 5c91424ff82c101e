"""Where what lies in the trash was: the names of what held it, and what must be back for it to be seen again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from oracle.model.change import Subject
from oracle.workspace.schema import (
    business,
    capture,
    journey,
    persona,
    pothole,
    sighting,
    sighting_step,
    step,
    visit,
    walk,
)

_OF_JOURNEY = (
    business.c.id.label("business_id"),
    business.c.name.label("business"),
    journey.c.id.label("journey_id"),
    journey.c.title.label("journey"),
)
_TABLES = {
    Subject.CAPTURE: capture,
    Subject.POTHOLE: pothole,
    Subject.WALK: walk,
    Subject.JOURNEY: journey,
    Subject.PERSONA: persona,
    Subject.BUSINESS: business,
}
_FIRST_SEEN = (
    select(sighting.c.pothole_id, func.min(sighting.c.id).label("id")).group_by(sighting.c.pothole_id).subquery()
)


def _queries() -> dict[Subject, Select[Any]]:
    """Of each kind all there are, with the names and ids of what they are in."""
    walked = select(*_OF_JOURNEY, walk.c.id.label("walk_id")).join_from(walk, journey).join(business)
    capture_query = (
        select(capture.c.id, *_OF_JOURNEY, walk.c.id.label("walk_id"), visit.c.step_id, step.c.number, step.c.title)
        .join_from(capture, visit)
        .join(walk)
        .join(journey, journey.c.id == walk.c.journey_id)
        .join(business)
        .outerjoin(step, (step.c.version_id == walk.c.version_id) & (step.c.id == visit.c.step_id))
    )
    pothole_query = (
        select(pothole.c.id, *_OF_JOURNEY, walk.c.id.label("walk_id"), step.c.id.label("step_id"), step.c.number,
               step.c.title)
        .join_from(pothole, journey)
        .join(business)
        .outerjoin(_FIRST_SEEN, _FIRST_SEEN.c.pothole_id == pothole.c.id)
        .outerjoin(sighting, sighting.c.id == _FIRST_SEEN.c.id)
        .outerjoin(walk, walk.c.id == sighting.c.walk_id)
        .outerjoin(sighting_step, (sighting_step.c.sighting_id == sighting.c.id) & (sighting_step.c.position == 0))
        .outerjoin(step, (step.c.version_id == walk.c.version_id) & (step.c.id == sighting_step.c.step_id))
    )  # fmt: skip
    return {
        Subject.CAPTURE: capture_query,
        Subject.POTHOLE: pothole_query,
        Subject.WALK: walked.add_columns(walk.c.id),
        Subject.JOURNEY: select(journey.c.id, *_OF_JOURNEY).join_from(journey, business),
        Subject.PERSONA: select(
            persona.c.id, business.c.id.label("business_id"), business.c.name.label("business")
        ).join_from(persona, business),
        Subject.BUSINESS: select(business.c.id, business.c.id.label("business_id")),
    }


def places(connection: Connection, subject: Subject, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """By the id of each of these things of a kind: the fields of its `TrashItem` that say where it was."""
    query = _queries().get(subject)
    if query is None or not ids:
        return {}
    return {row.id: _place(row, subject) for row in connection.execute(query.where(_TABLES[subject].c.id.in_(ids)))}


def _place(row: Row[Any], subject: Subject) -> dict[str, Any]:
    cells = row._mapping
    names = [cells.get("business"), cells.get("journey") if subject is not Subject.JOURNEY else None]
    if cells.get("title"):
        names.append(f"{cells['number']} {cells['title']}")
    ids = ("business_id", "journey_id", "walk_id", "step_id")
    return {"where": tuple(filter(None, names)), **{each: cells.get(each) for each in ids}}


def holders(connection: Connection, subject: Subject, thing_id: str) -> list[tuple[Any, str]]:
    """The tables and ids of what a thing is in: while one of these is deleted, the thing is not seen."""
    found = places(connection, subject, [thing_id]).get(thing_id, {})
    held = [(walk, found.get("walk_id")), (journey, found.get("journey_id")), (business, found.get("business_id"))]
    if subject is Subject.POTHOLE:
        held = held[1:]  # it belongs to the journey; a walk of it may stay in the trash
    if found.get("journey_id"):
        query = select(journey.c.persona_id).where(journey.c.id == found["journey_id"])
        held.append((persona, connection.execute(query).scalar_one()))
    return [(table, each) for table, each in held if each and each != thing_id]
