"""Journeys: the roads that customers take, each with its versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, select

from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Journey, PersonaSketch, Stage, Template, Version
from oracle.model.ratings import Kind
from oracle.templates.adapting import adapt
from oracle.workspace import business_rows, businesses, clock, journey_rows, own_templates, personas, roads, rows
from oracle.workspace import schema as tables
from oracle.workspace.journey_cards import cards
from oracle.workspace.schema import journey as table
from oracle.workspace.workspace import Workspace

__all__ = [
    "add",
    "cards",
    "delete",
    "duplicate",
    "from_stages",
    "from_template",
    "get",
    "list_all",
    "rename",
    "resolve",
    "restore_version",
    "set_stages",
    "update",
    "version",
    "versions",
]

_MOST_PEOPLE = 10**9
_MOST_WORTH = 10**12
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

    Finds the business by its name or id or adds it, adds the persona unless the business has one of that name, and
    fills the texts' placeholders. NotFound where several businesses are so called.
    """
    from oracle import templates

    known = businesses.find(workspace, business)
    address = url.strip() or (known.url if known else "")
    name = known.name if known else business.strip()
    own = templates.adapt(template, business=name, url=address, persona=persona.strip())
    stages = _fresh(own.stages)
    values = {"kind": own.kind, "title": own.title, "template": template.name, "hints": own.hints}
    with workspace.writing() as connection:
        business_id = known.id if known else business_rows.add(connection, business, url=address)
        persona_id = personas.named_in(connection, business_id, own.persona.name)
        persona_id = persona_id or personas.insert_sketch(connection, business_id, own.persona)
        made = _insert(connection, business_id, persona_id, stages, values)
    return change(Subject.JOURNEY, made, also=(Subject.BUSINESS, Subject.PERSONA))


def from_stages(
    workspace: Workspace, stages: tuple[Stage, ...], *, kind: Kind, title: str, business: str, persona: str = ""
) -> Change:
    """Make a journey of stages that were imported, all in one transaction.

    Finds the business by its name or id or adds it, and so with the persona; without a name the business's first one
    walks. NotFound where several businesses are so called.
    Who handles a step is from then on one of the business's people.
    """
    fresh = _fresh(stages)
    known = businesses.find(workspace, business)
    values = {"kind": kind, "title": title, "template": "", "hints": ()}
    with workspace.writing() as connection:
        business_id = known.id if known else business_rows.add(connection, business)
        persona_id = (
            personas.named_in(connection, business_id, persona)
            if persona.strip()
            else personas.first_in(connection, business_id)
        )
        sketch = PersonaSketch(name=persona.strip() or _("Customer"))
        persona_id = persona_id or personas.insert_sketch(connection, business_id, sketch)
        people = [step.handled_by for stage in fresh for step in stage.steps]
        business_rows.add_people(connection, business_id, people)
        made = _insert(connection, business_id, persona_id, fresh, values)
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
    _refuse_impossible_figures(journey)
    values = rows.stored(journey, table, without=("id", "business_id", "template", "created_at"))
    with workspace.writing() as connection:
        _refuse_strange_persona(connection, journey_rows.business_of(connection, journey.id), journey.persona_id)
        rows.change_one(connection, table, journey.id, **values | {"title": _titled(journey.title)})
    return change(Subject.JOURNEY, journey.id)


def set_stages(workspace: Workspace, journey_id: str, stages: tuple[Stage, ...]) -> Change:
    """Store other stages: in a new version if the current one was walked. `ids` are the journey's and the version's."""
    ready = roads.numbered(stages)
    with workspace.writing() as connection:
        rows.need_one(connection, table, journey_id)
        version_id = roads.current(connection, [journey_id])[journey_id]
        if roads.is_walked(connection, version_id):
            version_id = roads.insert_version(connection, journey_id, ready)
        else:
            roads.replace_stages(connection, version_id, ready)
    roads.forget(workspace, version_id)
    return change(Subject.JOURNEY, journey_id, version_id)


def duplicate(workspace: Workspace, journey_id: str, *, business_id: str | None = None, title: str = "") -> Change:
    """Add a copy without its walks, to another business too.

    There it is made that business's own: its name and address stand for the first one's, figures are left out, and the
    persona comes along unless one of that name is there.
    """
    original = get(workspace, journey_id)
    target = business_id or original.business_id
    same = target == original.business_id
    with workspace.writing() as connection:
        if same:
            values = rows.stored(original, table, without=("id", "business_id", "persona_id", "created_at"))
            values["title"] = title.strip() or _("{title} (copy)").format(title=original.title)
            made = _insert(connection, target, original.persona_id, _fresh(original.version.stages), values)
        else:
            made = _insert_elsewhere(connection, original, target, title)
    return change(Subject.JOURNEY, made, also=(Subject.PERSONA,))


def restore_version(workspace: Workspace, journey_id: str, version_id: str) -> Change:
    """Make a new version that is equal to an old one; InputError for the current one. `ids` as for `set_stages`."""
    old = version(workspace, version_id)
    if old.journey_id != journey_id:
        raise rows.missing(version_id)
    with workspace.writing() as connection:
        rows.need_one(connection, table, journey_id)
        if roads.current(connection, [journey_id])[journey_id] == version_id:
            raise InputError(_("This is the current version."))
        made = roads.insert_version(connection, journey_id, old.stages)
    return change(Subject.JOURNEY, journey_id, made)


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


def _insert_elsewhere(connection: Connection, original: Journey, business_id: str, title: str) -> str:
    target = business_rows.read(connection, business_id)
    persona = personas.read(connection, original.persona_id)
    general = own_templates.generalised(connection, original, title or original.title)
    own = adapt(general, business=target.name, url=target.url, persona=persona.name)
    persona_id = personas.named_in(connection, business_id, persona.name)
    persona_id = persona_id or personas.insert_copy(connection, persona, business_id, persona.name)
    values = {"kind": own.kind, "title": own.title, "template": original.template, "hints": own.hints}
    return _insert(connection, business_id, persona_id, _fresh(own.stages), values)


def _insert(
    connection: Connection, business_id: str, persona_id: str, stages: tuple[Stage, ...], values: dict[str, Any]
) -> str:
    business_rows.read(connection, business_id)
    _refuse_strange_persona(connection, business_id, persona_id)
    made = clock.new_id()
    own = {"id": made, "business_id": business_id, "persona_id": persona_id, "created_at": clock.now()}
    rows.insert_one(connection, table, **values | own | {"title": _titled(values["title"])})
    roads.insert_version(connection, made, stages)
    return made


def _refuse_strange_persona(connection: Connection, business_id: str, persona_id: str) -> None:
    if personas.read(connection, persona_id).business_id != business_id:
        raise InputError(_("This persona belongs to another business."))


def _fresh(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    return roads.numbered(_without_ids(stages))


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


def _refuse_impossible_figures(journey: Journey) -> None:
    if journey.people_a_month is not None and not 0 <= journey.people_a_month <= _MOST_PEOPLE:
        raise InputError(_("People a month go from 0 to {most}.").format(most=f"{_MOST_PEOPLE:,}"))
    for worth in (journey.worth, journey.worth_again):
        if worth is not None and not (worth.is_finite() and 0 <= worth <= _MOST_WORTH):
            raise InputError(_("What one is worth goes from 0 to {most}.").format(most=f"{_MOST_WORTH:,}"))


def _titled(title: str) -> str:
    return rows.need(title, _("A journey needs a title."))
