"""Businesses: whose journeys are walked, and those that they compete with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import Connection, select

from oracle.errors import InputError, NotFound
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.journey import Business
from oracle.workspace import business_rows, clock, images, rows
from oracle.workspace.business_list import list_all as list_all
from oracle.workspace.schema import business as table
from oracle.workspace.workspace import Workspace

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}|")


def add(workspace: Workspace, *, name: str, url: str = "", currency: str = "", sample: bool = False) -> Change:
    """Add a business; InputError without a name."""
    with workspace.writing() as connection:
        made = business_rows.add(connection, name, url=url.strip(), currency=currency.strip(), sample=sample)
    return change(Subject.BUSINESS, made)


def get(workspace: Workspace, business_id: str) -> Business:
    """The business; NotFound."""
    with workspace.reading() as connection:
        return business_rows.read(connection, business_id)


def find(workspace: Workspace, name: str) -> Business | None:
    """The business of that name, in whatever case, or of that whole id; NotFound where several are so called."""
    wanted = name.strip().casefold()
    every = list_all(workspace)
    found = [each for each in every if each.name.casefold() == wanted] or [each for each in every if each.id == wanted]
    if len(found) > 1:
        ids = ", ".join(each.id for each in found)
        raise NotFound(
            _("Several businesses are called “{name}”.").format(name=found[0].name),
            advice=_("Name it by its id, one of: {ids}.").format(ids=ids),
        )
    return found[0] if found else None


def update(workspace: Workspace, business: Business) -> Change:
    """Store all its fields but the logo. InputError for a colour that is none, or a competitor that cannot be."""
    if not _COLOUR.fullmatch(business.colour):
        raise InputError(_("A colour is written as # and six digits or letters from a to f."))
    values = rows.stored(business, table, without=("id", "logo")) | {
        "name": business_rows.named(business.name),
        "url": business.url.strip(),
        "currency": business.currency.strip(),
        "colour": business.colour.lower(),
        "people": business_rows.each_once(business.people),
    }
    with workspace.writing() as connection:
        _refuse_no_rival(connection, business)
        rows.change_one(connection, table, business.id, **values)
    return change(Subject.BUSINESS, business.id)


def add_person(workspace: Workspace, business_id: str, name: str) -> Change:
    """Add somebody who handles steps, unless the business has one of that name."""
    wanted = rows.need(name, _("A person or role needs a name."))
    with workspace.writing() as connection:
        business_rows.add_people(connection, business_id, [wanted])
    return change(Subject.BUSINESS, business_id)


def add_people(workspace: Workspace, business_id: str, names: Iterable[str]) -> Change:
    """Add those who handle steps, each once in whatever case; empty names are passed over."""
    with workspace.writing() as connection:
        business_rows.add_people(connection, business_id, names)
    return change(Subject.BUSINESS, business_id)


def set_logo(workspace: Workspace, business_id: str, data: bytes | None) -> Change:
    """Set the logo from a picture file's bytes, or take it away with None; InputError when they are no picture."""
    with workspace.writing() as connection:
        images.set_picture(connection, table, business_id, "logo", data)
    return change(Subject.BUSINESS, business_id)


def delete(workspace: Workspace, business_id: str) -> Change:
    """Move it to the trash, with its personas and journeys and all that hangs on them."""
    with workspace.writing() as connection:
        business_rows.read(connection, business_id)
        rows.change_one(connection, table, business_id, deleted_at=clock.now())
    return change(Subject.BUSINESS, business_id, also=(Subject.PERSONA, Subject.JOURNEY, Subject.WALK, Subject.TRASH))


def resolve(workspace: Workspace, prefix: str) -> str:
    """Full id of the business whose id begins with `prefix`; NotFound when none or several do."""
    with workspace.reading() as connection:
        return rows.resolve(connection, table, prefix)


def _refuse_no_rival(connection: Connection, business: Business) -> None:
    rival = business.competitor_of
    if rival is None:
        return
    if rival == business.id:
        raise InputError(_("A business cannot be its own competitor."))
    other = business_rows.read(connection, rival)
    if connection.execute(select(table.c.competitor_of).where(table.c.id == rival)).scalar() == business.id:
        raise InputError(_("“{name}” is marked as a competitor of this one already.").format(name=other.name))
