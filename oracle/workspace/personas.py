"""Personas: the customers that are played."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select

from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Persona, PersonaSketch
from oracle.model.ratings import ChannelKind
from oracle.workspace import clock, images, rows
from oracle.workspace.columns import clean
from oracle.workspace.schema import persona as table
from oracle.workspace.workspace import Workspace


def add(workspace: Workspace, business_id: str, *, sketch: PersonaSketch) -> Change:
    """Add a persona to a business; InputError without a name."""
    with workspace.writing() as connection:
        made = insert_sketch(connection, business_id, sketch)
    return change(Subject.PERSONA, made)


def get(workspace: Workspace, persona_id: str) -> Persona:
    """The persona; NotFound."""
    with workspace.reading() as connection:
        return read(connection, persona_id)


def update(workspace: Workspace, persona: Persona) -> Change:
    """Store all its fields but the picture and its business."""
    values = rows.stored(persona, table, without=("id", "business_id", "picture"))
    values["name"] = _named(persona.name)
    values["looks"] = [[clean(stage), channel.value] for stage, channel in persona.looks]
    with workspace.writing() as connection:
        rows.change_one(connection, table, persona.id, **values)
    return change(Subject.PERSONA, persona.id)


def set_picture(workspace: Workspace, persona_id: str, data: bytes | None) -> Change:
    """Set the picture from a picture file's bytes, or take it away with None."""
    with workspace.writing() as connection:
        images.set_picture(connection, table, persona_id, "picture", data)
    return change(Subject.PERSONA, persona_id)


def insert_sketch(connection: Connection, business_id: str, sketch: PersonaSketch) -> str:
    """Insert a persona in the transaction that is open; returns its id."""
    values = {field.name: getattr(sketch, field.name) for field in fields(sketch)}
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


_QUERY = select(*rows.columns_of(Persona, table))


def _persona(row: Row[*tuple[Any, ...]]) -> Persona:
    looks = tuple((stage, ChannelKind(channel)) for stage, channel in row.looks)
    return Persona(**{**row._mapping, "looks": looks})


def _named(name: str) -> str:
    return rows.need(name, _("A persona needs a name."))
