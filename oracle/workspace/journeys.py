"""Journeys: the roads that customers take, each with its versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select

from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Journey, Stage, Template, Version
from oracle.model.ratings import Kind
from oracle.workspace import businesses, clock, journey_rows, personas, roads, rows
from oracle.workspace import schema as tables
from oracle.workspace.journey_cards import cards
from oracle.workspace.schema import journey as table
from oracle.workspace.workspace import Workspace

__all__ = [
    "add",
    "cards",
    "delete",
    "from_template",
    "get",
    "list_all",
    "rename",
    "resolve",
    "set_stages",
    "update",
    "version",
    "versions",
]

_ALIVE = journey_rows.QUERY.where(*journey_rows.ALIVE)


def add(
    workspace: Workspace,
    business_id: str,
    persona_id: str,
    *,
    kind: Kind,
    title: str,
    stages: tuple[Stage, ...],
    template: str = "",
    hints: tuple[str, ...] = (),
) -> Change:
    """Add a journey with its first version; steps and lines without an id get one. InputError as `roads.numbered`."""
    ready = roads.numbered(stages)
    with workspace.writing() as connection:
        values = {"kind": kind, "title": title, "template": template, "hints": hints}
        made = _insert(connection, business_id, persona_id, ready, values)
    return change(Subject.JOURNEY, made)


def from_template(
    workspace: Workspace, template: Template, *, business: str, url: str = "", persona: str = ""
) -> Change:
    """Make a ready journey somebody's own.

    Finds the business by its name or adds it, adds the persona unless the business has one of that name, and fills the
    texts' placeholders.
    """
    from oracle import templates

    known = businesses.find(workspace, business)
    address = url.strip() or (known.url if known else "")
    own = templates.adapt(template, business=business.strip(), url=address, persona=persona.strip())
    stages = roads.numbered(_without_ids(own.stages))
    values = {"kind": own.kind, "title": own.title, "template": template.name, "hints": own.hints}
    with workspace.writing() as connection:
        business_id = known.id if known else _insert_business(connection, business, address)
        persona_id = _persona_named(connection, business_id, own.persona.name)
        persona_id = persona_id or personas.insert_sketch(connection, business_id, own.persona)
        made = _insert(connection, business_id, persona_id, stages, values)
    return change(Subject.JOURNEY, made, also=(Subject.BUSINESS, Subject.PERSONA))


def get(workspace: Workspace, journey_id: str) -> Journey:
    """The journey with its current version; NotFound."""
    with workspace.reading() as connection:
        found = journey_rows.read(workspace, connection, _ALIVE.where(table.c.id == journey_id))
    if not found:
        raise rows.missing(journey_id)
    return found[0]


def list_all(workspace: Workspace, business_id: str | None = None) -> tuple[Journey, ...]:
    """The journeys of a business, or all, oldest first."""
    query = _ALIVE.order_by(table.c.id)
    if business_id is not None:
        query = query.where(table.c.business_id == business_id)
    with workspace.reading() as connection:
        return journey_rows.read(workspace, connection, query)


def rename(workspace: Workspace, journey_id: str, title: str) -> Change:
    """Give it another title."""
    with workspace.writing() as connection:
        rows.change_one(connection, table, journey_id, title=_titled(title))
    return change(Subject.JOURNEY, journey_id)


def update(workspace: Workspace, journey: Journey) -> Change:
    """Store persona, kind, title, hints and figures; stages have `set_stages`."""
    values = rows.stored(journey, table, without=("id", "business_id", "template", "created_at"))
    with workspace.writing() as connection:
        rows.change_one(connection, table, journey.id, **values | {"title": _titled(journey.title)})
    return change(Subject.JOURNEY, journey.id)


def set_stages(workspace: Workspace, journey_id: str, stages: tuple[Stage, ...]) -> Change:
    """Store other stages: in a new version if the current one was walked. `ids` are the journey's and the version's."""
    ready = roads.numbered(stages)
    with workspace.writing() as connection:
        if connection.execute(select(table.c.id).where(table.c.id == journey_id)).first() is None:
            raise rows.missing(journey_id)
        version_id = roads.current(connection, [journey_id])[journey_id]
        if roads.is_walked(connection, version_id):
            version_id = roads.insert_version(connection, journey_id, ready)
        else:
            roads.replace_stages(connection, version_id, ready)
    roads.forget(workspace, version_id)
    return change(Subject.JOURNEY, journey_id, version_id)


def delete(workspace: Workspace, journey_id: str) -> Change:
    """Move it to the trash, with its walks and potholes."""
    with workspace.writing() as connection:
        rows.change_one(connection, table, journey_id, deleted_at=clock.now())
    return change(Subject.JOURNEY, journey_id, also=(Subject.WALK, Subject.POTHOLE, Subject.TRASH))


def version(workspace: Workspace, version_id: str) -> Version:
    """A version, current or not; NotFound."""
    with workspace.reading() as connection:
        found = roads.read(workspace, connection, [version_id])
    if version_id not in found:
        raise rows.missing(version_id)
    return found[version_id]


def versions(workspace: Workspace, journey_id: str) -> tuple[Version, ...]:
    """All versions of a journey, the current one first."""
    own = tables.version
    query = select(own.c.id).where(own.c.journey_id == journey_id).order_by(own.c.number.desc())
    with workspace.reading() as connection:
        ids = list(connection.execute(query).scalars())
        found = roads.read(workspace, connection, ids)
    return tuple(found[identity] for identity in ids)


def resolve(workspace: Workspace, prefix: str) -> str:
    """Full id of the journey whose id begins with `prefix`; NotFound when none or several do."""
    with workspace.reading() as connection:
        return rows.resolve(connection, table, prefix)


def _insert(
    connection: Connection, business_id: str, persona_id: str, stages: tuple[Stage, ...], values: dict[str, Any]
) -> str:
    made = clock.new_id()
    own = {"id": made, "business_id": business_id, "persona_id": persona_id, "created_at": clock.now()}
    connection.execute(insert(table).values(**values | own | {"title": _titled(values["title"])}))
    roads.insert_version(connection, made, stages)
    return made


def _insert_business(connection: Connection, name: str, url: str) -> str:
    made = clock.new_id()
    kept = rows.need(name, _("A business needs a name."))
    connection.execute(insert(tables.business).values(id=made, name=kept, url=url))
    return made


def _persona_named(connection: Connection, business_id: str, name: str) -> str | None:
    own = tables.persona
    query = select(own.c.id, own.c.name).where(own.c.business_id == business_id, own.c.deleted_at.is_(None))
    return next((row.id for row in connection.execute(query) if row.name.casefold() == name.strip().casefold()), None)


def _without_ids(stages: Iterable[Stage]) -> tuple[Stage, ...]:
    """Fresh steps: two journeys from one template share nothing."""
    return tuple(
        replace(
            stage,
            steps=tuple(
                replace(step, id="", checklist=tuple(replace(line, id="") for line in step.checklist))
                for step in stage.steps
            ),
        )
        for stage in stages
    )


def _titled(title: str) -> str:
    return rows.need(title, _("A journey needs a title."))
