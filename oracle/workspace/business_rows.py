"""Businesses in the tables, for whoever reads or adds them within a transaction."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, func, select

from oracle.language import _
from oracle.model.journey import Business
from oracle.workspace import clock, rows
from oracle.workspace.schema import business as table

_other = table.alias("other")
# One that competes with a business in the trash competes with nobody until that is back.
_RIVAL = (
    select(_other.c.id)
    .where(_other.c.id == table.c.competitor_of, _other.c.deleted_at.is_(None))
    .correlate(table)
    .scalar_subquery()
    .label("competitor_of")
)
_COLUMNS = [column for column in rows.columns_of(Business, table) if column is not table.c.competitor_of]
_QUERY = (
    select(*_COLUMNS, _RIVAL)
    .where(table.c.deleted_at.is_(None))
    .order_by(table.c.sample, func.lower(table.c.name), table.c.id)
)


def read_all(connection: Connection, *where: ColumnElement[bool]) -> tuple[Business, ...]:
    """The businesses for which all of `where` holds, by name; samples last."""
    return tuple(Business(**row._mapping) for row in connection.execute(_QUERY.where(*where)))


def read(connection: Connection, business_id: str) -> Business:
    """The business; NotFound, also when it lies in the trash."""
    found = read_all(connection, table.c.id == business_id)
    if not found:
        raise rows.missing(business_id)
    return found[0]


def add(connection: Connection, name: str, **values: object) -> str:
    """Insert a business; returns its id. InputError without a name."""
    made = clock.new_id()
    rows.insert_one(connection, table, id=made, name=named(name), **values)
    return made


def named(name: str) -> str:
    """A name as it is stored; InputError without one."""
    return rows.need(name, _("A business needs a name."))


def add_people(connection: Connection, business_id: str, names: Iterable[str]) -> None:
    """Add those who handle steps, behind the ones that the business has; NotFound."""
    people = read(connection, business_id).people
    rows.change_one(connection, table, business_id, people=each_once((*people, *names)))


def each_once(names: Iterable[str]) -> tuple[str, ...]:
    """The names without space around them, in their order, none empty and none twice in whatever case."""
    kept: dict[str, str] = {}
    for name in names:
        if name.strip():
            kept.setdefault(name.strip().casefold(), name.strip())
    return tuple(kept.values())
