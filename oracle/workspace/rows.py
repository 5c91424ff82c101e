"""Between rows and values: columns are named as the fields of the language's values are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Column, Connection, Table, bindparam, insert, select, update

from oracle.errors import InputError, NotFound
from oracle.language import _
from oracle.workspace.columns import clean
from oracle.workspace.prepared import Prepared

LONGEST_NAME = 1000  # characters of a name or title

IN_A_QUERY = 500  # databases take only so many values in one

Value = TypeVar("Value", bound=Struct)


def slices(ids: Iterable[str]) -> Iterator[list[str]]:
    """The ids in portions that one query takes."""
    every = list(ids)
    return (every[start : start + IN_A_QUERY] for start in range(0, len(every), IN_A_QUERY))


def columns_of(model: type[Struct], table: Table) -> list[Column[Any]]:
    """The columns of a table that are fields of a value."""
    return [table.c[name] for name in model.__struct_fields__ if name in table.c]


def stored(value: Struct, table: Table, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of a value that its table has columns for."""
    left = set(without)
    return {name: getattr(value, name) for name in _common(type(value), table) if name not in left}


@cache
def _common(model: type[Struct], table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in columns_of(model, table))


def one(connection: Connection, model: type[Value], table: Table, identity: str) -> Value:
    """The value with that id; NotFound when there is none or it lies in the trash."""
    query, names = _one(model, table)
    cells = query.first(connection, own_id=identity)
    if cells is None:
        raise missing(identity)
    return model(**dict(zip(names, cells, strict=True)))


@cache
def _one(model: type[Struct], table: Table) -> tuple[Prepared, list[str]]:
    columns = columns_of(model, table)
    query = select(*columns).where(table.c.id == bindparam("own_id"))
    if "deleted_at" in table.c:
        query = query.where(table.c.deleted_at.is_(None))
    return Prepared(query), [column.name for column in columns]


def need_one(connection: Connection, table: Table, identity: str) -> None:
    """NotFound unless there is a row with that id outside of the trash."""
    query = select(table.c.id).where(table.c.id == identity, table.c.deleted_at.is_(None))
    if connection.execute(query).first() is None:
        raise missing(identity)


def insert_one(connection: Connection, table: Table, **values: Any) -> None:
    """Insert a row; what is not given is as the table has it by default."""
    _insert(table).run(connection, **values)


@cache
def _insert(table: Table) -> Prepared:
    return Prepared(insert(table), table.c.keys())


def change_one(connection: Connection, table: Table, identity: str, **values: Any) -> None:
    """Change columns of the row with that id; NotFound when there is none."""
    if _update(table, tuple(values)).run(connection, **values, own_id=identity).rowcount != 1:
        raise missing(identity)


@cache
def _update(table: Table, columns: tuple[str, ...]) -> Prepared:
    return Prepared(update(table).where(table.c.id == bindparam("own_id")), columns)


def missing(identity: str) -> NotFound:
    """What is said of an id that nothing has."""
    return NotFound(_("Nothing has the id {id}.").format(id=clean(identity)))


def need(text: str, happened: str) -> str:
    """A name without space around it; InputError when it is too long, or, saying `happened`, when nothing is left."""
    kept = text.strip()
    if not kept:
        raise InputError(happened)
    if len(kept) > LONGEST_NAME:
        begin = _("“{begin}…” is too long: {count} characters.").format(begin=clean(kept[:30]), count=f"{len(kept):,}")
        raise InputError(begin, advice=_("A name or title has {most} at most.").format(most=f"{LONGEST_NAME:,}"))
    return kept


def resolve(connection: Connection, table: Table, prefix: str) -> str:
    """The full id that begins with `prefix`; NotFound when none or several do."""
    begin = prefix.strip().lower()
    query = (
        select(table.c.id).where(table.c.id.startswith(begin, autoescape=True), table.c.deleted_at.is_(None)).limit(2)
    )
    found = connection.execute(query).scalars().all() if begin else []
    if len(found) == 1:
        return str(found[0])
    if found:
        raise NotFound(
            _("Several ids begin with {prefix}.").format(prefix=clean(prefix)), advice=_("Give more of the id.")
        )
    raise missing(prefix)
