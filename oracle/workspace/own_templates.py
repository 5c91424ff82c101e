"""Templates of the user's own: journeys that were saved to be begun from again, for any business."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, select

from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Journey, Persona, PersonaSketch, Stage, Step, Template
from oracle.workspace import business_rows, clock, journey_rows, personas, rows
from oracle.workspace.schema import journey as journeys
from oracle.workspace.schema import own_template as table
from oracle.workspace.workspace import Workspace

_SHORTEST_NAME = 3  # characters; a shorter one stands in texts that mean something else
_Change = Callable[[str], str]


def add(workspace: Workspace, journey_id: str, title: str, *, summary: str = "") -> Change:
    """Save a journey as a template; InputError without a title.

    The names of its business and persona, and the address of the business, become places to be filled in.
    """
    wanted = rows.need(title, _("A template needs a title."))
    with workspace.writing() as connection:
        where = (*journey_rows.ALIVE, journeys.c.id == journey_id)
        found = journey_rows.read(workspace, connection, journey_rows.QUERY.where(*where))
        if not found:
            raise rows.missing(journey_id)
        made = generalised(connection, found[0], wanted)
        identity = clock.new_id()
        values = rows.stored(made, table) | {"id": identity, "summary": summary.strip(), "created_at": clock.now()}
        rows.insert_one(connection, table, **values)
    return change(Subject.TEMPLATE, identity)


def list_all(workspace: Workspace) -> tuple[Template, ...]:
    """The user's templates, newest first; a template's `name` is its id."""
    query = select(table).where(table.c.deleted_at.is_(None)).order_by(table.c.id.desc())
    with workspace.reading() as connection:
        return tuple(_template(row) for row in connection.execute(query))


def get(workspace: Workspace, template_id: str) -> Template:
    """The template; NotFound."""
    query = select(table).where(table.c.id == template_id, table.c.deleted_at.is_(None))
    with workspace.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None:
        raise rows.missing(template_id)
    return _template(row)


def rename(workspace: Workspace, template_id: str, title: str) -> Change:
    """Give it another title."""
    with workspace.writing() as connection:
        rows.change_one(connection, table, template_id, title=rows.need(title, _("A template needs a title.")))
    return change(Subject.TEMPLATE, template_id)


def delete(workspace: Workspace, template_id: str) -> Change:
    """Move it to the trash; journeys that were begun from it stay as they are."""
    with workspace.writing() as connection:
        rows.need_one(connection, table, template_id)
        rows.change_one(connection, table, template_id, deleted_at=clock.now())
    return change(Subject.TEMPLATE, template_id, also=(Subject.TRASH,))


def _template(row: Row[tuple[object, ...]]) -> Template:
    own = row._mapping
    return Template(
        name=own["id"],
        kind=own["kind"],
        title=own["title"],
        summary=own["summary"],
        fits="",
        stages=own["stages"],
        persona=own["persona"],
        hints=own["hints"],
    )


# ---- from one business's journey to anybody's


def generalised(connection: Connection, journey: Journey, title: str) -> Template:
    """The journey as a template called `title`: `{business}`, `{url}` and `{persona}` stand where these are named."""
    business = business_rows.read(connection, journey.business_id)
    persona = personas.read(connection, journey.persona_id)
    empty = _emptier({business.name: "{business}", persona.name: "{persona}"})
    return Template(
        name="",
        kind=journey.kind,
        title=empty(title),
        summary="",
        fits="",
        stages=tuple(_stage(stage, _opener(business.url), empty) for stage in journey.version.stages),
        persona=_sketch(persona, empty),
        hints=tuple(map(empty, journey.hints)),
    )


def _emptier(places: dict[str, str]) -> _Change:
    named = {name: place for name, place in places.items() if len(name) >= _SHORTEST_NAME}
    if not named:
        return lambda text: text
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(named, key=len, reverse=True))) + r")(?!\w)")
    return lambda text: words.sub(lambda match: named[match[0]], text)


def _opener(url: str) -> _Change:
    """Puts `{url}` in the place of the business's own address at the beginning of a link."""
    own = url.rstrip("/")
    whole = re.compile(re.escape(own) + r"(?=[/?#]|$)", re.IGNORECASE)
    return lambda link: whole.sub("{url}", link, count=1) if own and whole.match(link) else link


def _stage(stage: Stage, open_link: _Change, empty: _Change) -> Stage:
    return replace(stage, name=empty(stage.name), steps=tuple(_step(step, open_link, empty) for step in stage.steps))


def _step(step: Step, open_link: _Change, empty: _Change) -> Step:
    named = ("title", "does", "channel_label", "handled_by", "gets", "plan_b")
    texts: dict[str, Any] = {name: empty(getattr(step, name)) for name in named}
    return replace(
        step,
        **texts,
        id="",
        link=open_link(step.link),
        checklist=tuple(replace(line, id="", text=empty(line.text)) for line in step.checklist),
        wait=step.wait and replace(step.wait, promise=empty(step.wait.promise)),
        people_a_month=None,
    )


def _sketch(persona: Persona, empty: _Change) -> PersonaSketch:
    return PersonaSketch(
        name=persona.name,
        age=persona.age,
        who=empty(persona.who),
        objectives=tuple(map(empty, persona.objectives)),
        expectations=tuple(map(empty, persona.expectations)),
        pains=tuple(map(empty, persona.pains)),
        says=tuple(map(empty, persona.says)),
        thinks=tuple(map(empty, persona.thinks)),
        does=tuple(map(empty, persona.does)),
        feels=tuple(map(empty, persona.feels)),
        gains=tuple(map(empty, persona.gains)),
    )
