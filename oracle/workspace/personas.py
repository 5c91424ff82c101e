"""Personas: the customers that are played."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Connection, Row, insert, select

from oracle.errors import InputError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Persona, PersonaSketch
from oracle.model.ratings import ChannelKind
from oracle.workspace import clock, images, rows
from oracle.workspace.columns import clean
from oracle.workspace.schema import business, journey
from oracle.workspace.schema import persona as table
from oracle.workspace.workspace import Workspace


def add(workspace: Workspace, business_id: str, *, sketch: PersonaSketch) -> Change:
    """Add a persona to a business; InputError without a name."""
    with workspace.writing() as connection:
        made = insert_sketch(connection, business_id, sketch)
    return change(Subject.PERSONA, made)


def add_like(workspace: Workspace, business_id: str, persona: Persona) -> Change:
    """Add a persona to a business with all fields of `persona`, which keeps its own id; InputError without a name."""
    with workspace.writing() as connection:
        made = insert_copy(connection, persona, business_id, persona.name)
    return change(Subject.PERSONA, made)


def get(workspace: Workspace, persona_id: str) -> Persona:
    """The persona; NotFound."""
    with workspace.reading() as connection:
        return read(connection, persona_id)


def of_business(workspace: Workspace, business_id: str) -> tuple[Persona, ...]:
    """The personas of a business, oldest first."""
    with workspace.reading() as connection:
        return read_all(connection, table.c.business_id == business_id, *ALIVE)


def list_all(workspace: Workspace) -> tuple[Persona, ...]:
    """The personas of all businesses, oldest first."""
    with workspace.reading() as connection:
        return read_all(connection, *ALIVE)


def update(workspace: Workspace, persona: Persona) -> Change:
    """Store all its fields but the picture and its business."""
    values = rows.stored(persona, table, without=("id", "business_id", "picture"))
    values["name"] = _named(persona.name)
    values["looks"] = _packed(persona.looks)
    if persona.age is not None and not 1 <= persona.age <= _OLDEST:
        raise InputError(_("An age goes from 1 to {oldest}.").format(oldest=_OLDEST))
    with workspace.writing() as connection:
        rows.change_one(connection, table, persona.id, **values)
    return change(Subject.PERSONA, persona.id)


def set_picture(workspace: Workspace, persona_id: str, data: bytes | None) -> Change:
    """Set the picture from a picture file's bytes, or take it away with None."""
    with workspace.writing() as connection:
        images.set_picture(connection, table, persona_id, "picture", data)
    return change(Subject.PERSONA, persona_id)


def duplicate(workspace: Workspace, persona_id: str, *, business_id: str = "", name: str = "") -> Change:
    """Add a copy with all that is known of her, to another business too."""
    with workspace.writing() as connection:
        original = read(connection, persona_id)
        same = business_id in {"", original.business_id}
        called = name.strip() or (_("{name} (copy)").format(name=original.name) if same else original.name)
        made = insert_copy(connection, original, business_id or original.business_id, called)
    return change(Subject.PERSONA, made)


def delete(workspace: Workspace, persona_id: str) -> Change:
    """Move it to the trash; InputError while journeys use it, which names them. Walks keep theirs."""
    with workspace.writing() as connection:
        read(connection, persona_id)
        used = select(journey.c.title).where(journey.c.persona_id == persona_id, journey.c.deleted_at.is_(None))
        titles = connection.execute(used.order_by(journey.c.id)).scalars().all()
        if titles:
            raise _in_use(list(titles))
        rows.change_one(connection, table, persona_id, deleted_at=clock.now())
    return change(Subject.PERSONA, persona_id, also=(Subject.TRASH,))


def _in_use(titles: list[str]) -> InputError:
    named = ", ".join(_("“{title}”").format(title=title) for title in titles[:_NAMED])
    more = len(titles) - _NAMED
    if more > 0:
        named = ngettext("{named} and {n} more", "{named} and {n} more", more).format(named=named, n=more)
    return InputError(
        ngettext("A journey uses this persona: {named}.", "Journeys use this persona: {named}.", len(titles)).format(
            named=named
        ),
        advice=_("Choose another persona there, or delete the journey first."),
    )


def resolve(workspace: Workspace, prefix: str) -> str:
    """Full id of the persona whose id begins with `prefix`; NotFound when none or several do."""
    with workspace.reading() as connection:
        return rows.resolve(connection, table, prefix)


def named_in(connection: Connection, business_id: str, name: str) -> str | None:
    """Id of the persona of that name in a business, in whatever case."""
    own = select(table.c.id, table.c.name).where(table.c.business_id == business_id, table.c.deleted_at.is_(None))
    wanted = name.strip().casefold()
    return next((row.id for row in connection.execute(own) if row.name.casefold() == wanted), None)


def first_in(connection: Connection, business_id: str) -> str | None:
    """Id of the oldest persona of a business."""
    own = select(table.c.id).where(table.c.business_id == business_id, table.c.deleted_at.is_(None))
    return connection.execute(own.order_by(table.c.id)).scalars().first()


def insert_copy(connection: Connection, original: Persona, business_id: str, name: str) -> str:
    """Insert a copy in the transaction that is open; returns its id."""
    made = clock.new_id()
    values = rows.stored(original, table) | {"looks": _packed(original.looks)}
    own = {"id": made, "business_id": business_id, "name": _named(name)}
    connection.execute(insert(table).values(**values | own))
    return made


def insert_sketch(connection: Connection, business_id: str, sketch: PersonaSketch) -> str:
    """Insert a persona in the transaction that is open; returns its id."""
    values = asdict(sketch)
    made = clock.new_id()
    connection.execute(
        insert(table).values(**values | {"id": made, "business_id": business_id, "name": _named(sketch.name)})
    )
    return made


def read(connection: Connection, persona_id: str) -> Persona:
    """The persona, also when it lies in the trash: walks keep the one they were made as."""
    found = read_all(connection, table.c.id == persona_id)
    if not found:
        raise rows.missing(persona_id)
    return found[0]


def read_all(connection: Connection, *where: ColumnElement[bool]) -> tuple[Persona, ...]:
    """The personas for which all of `where` holds, oldest first."""
    return tuple(_persona(row) for row in connection.execute(_QUERY.where(*where).order_by(table.c.id)))


_OLDEST = 120  # years
_NAMED = 3  # journeys that a refusal names
ALIVE = (
    table.c.deleted_at.is_(None),
    table.c.business_id.in_(select(business.c.id).where(business.c.deleted_at.is_(None))),
)
_QUERY = select(*rows.columns_of(Persona, table))


def _persona(row: Row[*tuple[Any, ...]]) -> Persona:
    looks = tuple((stage, ChannelKind(channel)) for stage, channel in row.looks)
    return Persona(**{**row._mapping, "looks": looks})


def _packed(looks: tuple[tuple[str, ChannelKind], ...]) -> list[list[str]]:
    return [[clean(stage), channel.value] for stage, channel in looks]


def _named(name: str) -> str:
    return rows.need(name, _("A persona needs a name."))
