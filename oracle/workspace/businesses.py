"""Businesses: whose journeys are walked."""

from __future__ import annotations

from sqlalchemy import func, insert, select

from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Business
from oracle.workspace import clock, images, rows
from oracle.workspace.schema import business as table
from oracle.workspace.workspace import Workspace


def add(workspace: Workspace, *, name: str, url: str = "", currency: str = "", sample: bool = False) -> Change:
    """Add a business; InputError without a name."""
    made = Business(id=clock.new_id(), name=_named(name), url=url.strip(), currency=currency.strip(), sample=sample)
    with workspace.writing() as connection:
        connection.execute(insert(table).values(**rows.stored(made, table)))
    return change(Subject.BUSINESS, made.id)


def get(workspace: Workspace, business_id: str) -> Business:
    """The business; NotFound."""
    with workspace.reading() as connection:
        return rows.one(connection, Business, table, business_id)


def list_all(workspace: Workspace) -> tuple[Business, ...]:
    """All businesses by name; samples last."""
    query = (
        select(*rows.columns_of(Business, table))
        .where(table.c.deleted_at.is_(None))
        .order_by(table.c.sample, func.lower(table.c.name), table.c.id)
    )
    with workspace.reading() as connection:
        return tuple(Business(**row._mapping) for row in connection.execute(query))


def find(workspace: Workspace, name: str) -> Business | None:
    """The business of that name, in whatever case."""
    wanted = name.strip().casefold()
    return next((found for found in list_all(workspace) if found.name.casefold() == wanted), None)


def update(workspace: Workspace, business: Business) -> Change:
    """Store all its fields but the logo."""
    values = rows.stored(business, table, without=("id", "logo"))
    with workspace.writing() as connection:
        rows.change_one(connection, table, business.id, **values | {"name": _named(business.name)})
    return change(Subject.BUSINESS, business.id)


def set_logo(workspace: Workspace, business_id: str, data: bytes | None) -> Change:
    """Set the logo from a picture file's bytes, or take it away with None; InputError when they are no picture."""
    with workspace.writing() as connection:
        images.set_picture(connection, table, business_id, "logo", data)
    return change(Subject.BUSINESS, business_id)


def delete(workspace: Workspace, business_id: str) -> Change:
    """Move it to the trash, with its journeys and all that hangs on them."""
    with workspace.writing() as connection:
        rows.change_one(connection, table, business_id, deleted_at=clock.now())
    return change(Subject.BUSINESS, business_id, also=(Subject.JOURNEY, Subject.WALK, Subject.TRASH))


def _named(name: str) -> str:
    return rows.need(name, _("A business needs a name."))
