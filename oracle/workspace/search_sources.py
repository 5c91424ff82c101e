"""Where each kind of thing that a search finds has its words, and what is shown of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, bindparam, cast, func, literal, null, select

from oracle.workspace import schema as tables

business, persona, journey = tables.business, tables.persona, tables.journey
step, walk, visit, capture, pothole = tables.step, tables.walk, tables.visit, tables.capture, tables.pothole

# Columns of every source: thing, id, title, then texts, then where it is.
_NOWHERE: dict[str, Any] = {
    name: null().label(name) for name in ("journey_id", "journey_title", "step_id", "step_number", "step_title")
} | {name: null().label(name) for name in ("walk_id", "walked_at")}


def _source(thing: ColumnElement[Any], title: ColumnElement[Any], texts: tuple[Any, ...], **where: Any) -> Select[Any]:
    place = _NOWHERE | {name: column.label(name) for name, column in where.items()}
    return select(
        thing.label("thing"),
        title.label("title"),
        business.c.id.label("business_id"),
        business.c.name.label("business_name"),
        *(text.label(f"text_{number}") for number, text in enumerate(texts)),
        *place.values(),
    )


_ON_ROAD = {"journey_id": journey.c.id, "journey_title": journey.c.title}
_STEP = {"step_id": step.c.id, "step_number": step.c.number, "step_title": step.c.title}
_WALK = {"walk_id": walk.c.id, "walked_at": walk.c.started_at}

_newest = tables.version.alias("newest")
_IS_CURRENT = tables.version.c.number == (
    select(func.max(_newest.c.number)).where(_newest.c.journey_id == journey.c.id).correlate(journey).scalar_subquery()
)
_LINES = (
    select(func.aggregate_strings(tables.line.c.text, "\n"))
    .where(tables.line.c.version_id == step.c.version_id, tables.line.c.step_id == step.c.id)
    .correlate(step)
    .scalar_subquery()
)
_STAGES = (
    select(func.aggregate_strings(tables.stage.c.name, "\n"))
    .join(tables.version, tables.version.c.id == tables.stage.c.version_id)
    .where(tables.version.c.journey_id == journey.c.id, _IS_CURRENT)
    .correlate(journey)
    .scalar_subquery()
)
_met = tables.sighting.alias("met")
_walked = walk.alias("walked")
_LAST_MET = (
    select(_met.c.id)
    .join(_walked, _walked.c.id == _met.c.walk_id)
    .where(_met.c.pothole_id == pothole.c.id, _walked.c.deleted_at.is_(None))
    .order_by(_walked.c.started_at.desc(), _met.c.id.desc())
    .limit(1)
    .correlate(pothole)
    .scalar_subquery()
)
_place = tables.sighting_step.alias("place")
_FIRST_PLACE = (
    select(_place.c.step_id)
    .where(_place.c.sighting_id == tables.sighting.c.id)
    .order_by(_place.c.position)
    .limit(1)
    .correlate(tables.sighting)
    .scalar_subquery()
)
# A pothole is found by its number too, and by those of potholes that were merged into it.
_NUMBER = cast(pothole.c.walk_number, String) + literal(".") + cast(pothole.c.number, String)
_LISTS = ("objectives", "expectations", "pains", "says", "thinks", "does", "feels", "gains")
_STEP_TEXTS = ("does", "channel_label", "link", "handled_by", "gets", "wait_promise", "plan_b")


def _of_walk(query: Select[Any], step_id: ColumnElement[Any]) -> Select[Any]:
    return (
        query.join(journey, journey.c.id == walk.c.journey_id)
        .join(business, business.c.id == journey.c.business_id)
        .outerjoin(step, and_(step.c.version_id == walk.c.version_id, step.c.id == step_id))
    )


# A thing of the kind "step" is named by its journey too: two journeys may hold steps of one id.
_STEP_THING = journey.c.id + literal("/") + step.c.id

_SOURCES: dict[str, Select[Any]] = {
    "business": _source(business.c.id, business.c.name, (business.c.url, business.c.people)),
    "persona": _source(persona.c.id, persona.c.name, (persona.c.who, *(persona.c[name] for name in _LISTS))).join_from(
        persona, business, business.c.id == persona.c.business_id
    ),
    "journey": _source(journey.c.id, journey.c.title, (_STAGES,), **_ON_ROAD).join_from(
        journey, business, business.c.id == journey.c.business_id
    ),
    "step": _source(_STEP_THING, step.c.title, (*(step.c[name] for name in _STEP_TEXTS), _LINES), **_ON_ROAD, **_STEP)
    .select_from(journey)
    .join(business, business.c.id == journey.c.business_id)
    .join(tables.version, and_(tables.version.c.journey_id == journey.c.id, _IS_CURRENT))
    .join(step, step.c.version_id == tables.version.c.id),
    "pothole": _source(
        pothole.c.id,
        pothole.c.title,
        (pothole.c.saw, pothole.c.why, pothole.c.todo, _NUMBER, pothole.c.answers_to),
        **_ON_ROAD,
        **_STEP | {"step_id": _FIRST_PLACE},
        **_WALK,
    )
    .select_from(pothole)
    .join(journey, journey.c.id == pothole.c.journey_id)
    .join(business, business.c.id == journey.c.business_id)
    .outerjoin(tables.sighting, tables.sighting.c.id == _LAST_MET)
    .outerjoin(walk, walk.c.id == tables.sighting.c.walk_id)
    .outerjoin(step, and_(step.c.version_id == walk.c.version_id, step.c.id == _FIRST_PLACE)),
    "visit": _of_walk(
        _source(
            visit.c.id,
            literal(""),
            (visit.c.note, visit.c.expected),
            **_ON_ROAD,
            **_STEP | {"step_id": visit.c.step_id},
            **_WALK,
        )
        .select_from(visit)
        .join(walk, walk.c.id == visit.c.walk_id),
        visit.c.step_id,
    ),
    "capture": _of_walk(
        _source(
            capture.c.id,
            func.coalesce(func.nullif(capture.c.caption, ""), capture.c.title),
            (capture.c.title, capture.c.url, capture.c.file_name),
            **_ON_ROAD,
            **_STEP | {"step_id": visit.c.step_id},
            **_WALK,
        )
        .select_from(capture)
        .join(visit, visit.c.id == capture.c.visit_id)
        .join(walk, walk.c.id == visit.c.walk_id),
        visit.c.step_id,
    ),
}
_THINGS: dict[str, ColumnElement[Any]] = {
    "business": business.c.id,
    "persona": persona.c.id,
    "journey": journey.c.id,
    "step": _STEP_THING,
    "pothole": pothole.c.id,
    "visit": visit.c.id,
    "capture": capture.c.id,
}

_HOME = (business.c.deleted_at.is_(None),)
_ROAD = (*_HOME, journey.c.deleted_at.is_(None))
_WALKED = (*_ROAD, walk.c.deleted_at.is_(None))
# What does not lie in the trash, by itself or with what it hangs on.
_ALIVE: dict[str, tuple[ColumnElement[bool], ...]] = {
    "business": _HOME,
    "persona": (*_HOME, persona.c.deleted_at.is_(None)),
    "journey": _ROAD,
    "step": _ROAD,
    "pothole": (*_ROAD, pothole.c.deleted_at.is_(None), walk.c.id.is_not(None)),
    "visit": _WALKED,
    "capture": (*_WALKED, capture.c.deleted_at.is_(None)),
}


# Built once, that takes longer than running them: the things among `things`, and those of them not in the trash.
SOURCES = {
    kind: query.where(_THINGS[kind].in_(bindparam("things", expanding=True))) for kind, query in _SOURCES.items()
}
LIVING = {kind: query.with_only_columns(_THINGS[kind]).where(*_ALIVE[kind]) for kind, query in SOURCES.items()}
STEPS_OF = _SOURCES["step"].with_only_columns(_STEP_THING).where(journey.c.id == bindparam("journey"))


def body(row: Any) -> list[str]:
    """The texts of a row of a source, beside its title."""
    texts = []
    for name, value in row._mapping.items():
        if name.startswith("text_") and value:
            texts += [value] if isinstance(value, str) else list(value)
    return texts
