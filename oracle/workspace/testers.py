"""Testers: who walks."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Tester
from oracle.workspace import clock, images, rows
from oracle.workspace.schema import tester as table
from oracle.workspace.workspace import Workspace


def add(workspace: Workspace, *, name: str, contact: str = "") -> Change:
    """Add a tester; InputError without a name."""
    made = Tester(id=clock.new_id(), name=_named(name), contact=contact)
    with workspace.writing() as connection:
        rows.insert_one(connection, table, **rows.stored(made, table))
    return change(Subject.TESTER, made.id)


def get(workspace: Workspace, tester_id: str) -> Tester:
    """The tester; NotFound."""
    with workspace.reading() as connection:
        return rows.one(connection, Tester, table, tester_id)


def list_all(workspace: Workspace) -> tuple[Tester, ...]:
    """All testers by name."""
    with workspace.reading() as connection:
        return read_all(connection)


def read_all(connection: Connection) -> tuple[Tester, ...]:
    """The same, for whoever reads within a transaction."""
    query = select(*rows.columns_of(Tester, table)).order_by(func.lower(table.c.name), table.c.id)
    return tuple(Tester(**row._mapping) for row in connection.execute(query))


def find(workspace: Workspace, name: str) -> Tester | None:
    """The tester of that name, in whatever case."""
    wanted = name.strip().casefold()
    return next((found for found in list_all(workspace) if found.name.casefold() == wanted), None)


def update(workspace: Workspace, tester: Tester) -> Change:
    """Store all fields but the logo."""
    values = rows.stored(tester, table, without=("id", "logo"))
    with workspace.writing() as connection:
        rows.change_one(connection, table, tester.id, **values | {"name": _named(tester.name)})
    return change(Subject.TESTER, tester.id)


def set_logo(workspace: Workspace, tester_id: str, data: bytes | None) -> Change:
    """Set the letterhead's logo from a picture file's bytes, or take it away with None."""
    with workspace.writing() as connection:
        images.set_picture(connection, table, tester_id, "logo", data)
    return change(Subject.TESTER, tester_id)


def _named(name: str) -> str:
    return rows.need(name, _("A tester needs a name."))
