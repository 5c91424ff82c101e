"""Checking a workspace: its structure, its references, and every picture's bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, select

from oracle.errors import WorkspaceDamaged
from oracle.language import _
from oracle.workspace import engine, search_making, sqlite
from oracle.workspace.schema import capture, image, journey, metadata, step, version, visit, walk
from oracle.workspace.workspace import Workspace


def check(target: Path | Workspace) -> tuple[str, ...]:
    """What is wrong, a sentence each; nothing when it is sound. Only the search's index is repaired.

    A path is opened for the check, and raises as opening does, but for damage.
    """
    if isinstance(target, Workspace):
        return tuple(_problems(target))
    from oracle.workspace import opening

    try:
        workspace = opening.open_workspace(target, create=False)
    except WorkspaceDamaged as damage:
        return (damage.happened,)
    try:
        return tuple(_problems(workspace))
    finally:
        workspace.close()


def way_out(place: Path) -> str:
    """What can be done about a workspace in which something is wrong."""
    from oracle.workspace import files, opening

    return opening.way_out(files.canonical(place))


def _problems(workspace: Workspace) -> Iterator[str]:
    with sqlite.known_errors(workspace.path):
        search_making.make_sure(workspace.driver, thoroughly=True)
        found = sqlite.problems(workspace.driver)
    yield from found
    if found:
        return  # what stands on a damaged structure says nothing
    for table, row in unreadable_rows(workspace.connection):
        yield _("{table}: row {row} holds values that make no sense.").format(table=table, row=row)
    with workspace.reading() as connection:
        yield from _damaged_pictures(connection)
        yield from (sentence for _table, _identity, sentence in misfits(connection))


def unreadable_rows(connection: Connection) -> list[tuple[str, int]]:
    """Table and row number of rows with values that the language has no words for; picture bytes are not looked at."""
    own = engine.driver(connection)
    own.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")  # broken text must not end the search
    try:
        return [found for table in metadata.sorted_tables for found in _unreadable_in(connection, table)]
    finally:
        own.text_factory = str


def _unreadable_in(connection: Connection, table: Table) -> Iterator[tuple[str, int]]:
    columns = [column for column in table.c if not isinstance(column.type, LargeBinary)]
    readers = [_reader(column, connection) for column in columns]
    names = ", ".join(f'"{column.name}"' for column in columns)
    rows = engine.driver(connection).execute(f'SELECT rowid, {names} FROM "{table.name}"')  # noqa: S608 - our names
    for rowid, *values in rows:
        if not all(_is_readable(reader, value) for reader, value in zip(readers, values, strict=True)):
            yield table.name, rowid


def _reader(column: Column[Any], connection: Connection) -> Callable[[Any], Any]:
    """How a value of the column is read; raises on one that is none."""
    dialect = connection.dialect
    decode = column.type.dialect_impl(dialect).result_processor(dialect, None)
    expected = {"TEXT": str, "VARCHAR": str, "INTEGER": int, "BOOLEAN": int, "FLOAT": (int, float)}
    kind = expected.get(str(column.type.compile(dialect)).partition("(")[0], object)

    def read(value: Any) -> Any:
        if isinstance(value, str):
            value.encode()  # fails on what was no UTF-8
        if value is None or isinstance(value, kind):  # type: ignore[arg-type]
            return decode(value) if decode else value
        raise ValueError(value)

    return read


def _is_readable(reader: Callable[[Any], Any], value: Any) -> bool:
    try:
        reader(value)
    except (ValueError, TypeError, LookupError, ArithmeticError):
        return False
    return True


def _damaged_pictures(connection: Connection) -> Iterator[str]:
    for digest in connection.execute(select(image.c.sha256)).scalars().all():
        data = connection.execute(select(image.c.data).where(image.c.sha256 == digest)).scalar_one()
        if hashlib.sha256(data).hexdigest() != digest:
            yield _("The picture {digest} is damaged.").format(digest=digest)


def misfits(connection: Connection) -> list[tuple[str, str, str]]:
    """Rows that no reference of the file's own forbids and that fit nothing: table, id, and a sentence about it."""
    other_size = (
        select(capture.c.id)
        .join(image, image.c.sha256 == capture.c.image)
        .where((capture.c.width != image.c.width) | (capture.c.height != image.c.height))
    )
    on_step = (step.c.version_id == walk.c.version_id) & (step.c.id == visit.c.step_id)
    nowhere = select(visit.c.id).join(walk, walk.c.id == visit.c.walk_id).outerjoin(step, on_step)
    steps = select(version.c.journey_id).join(step, step.c.version_id == version.c.id)
    kinds = (
        ("capture", other_size, _("The capture {id} has another size than its picture.")),
        ("visit", nowhere.where(step.c.id.is_(None)), _("The visit {id} belongs to a step that is not there.")),
        ("journey", select(journey.c.id).where(journey.c.id.not_in(steps)), _("The journey {id} has no steps.")),
    )
    return [
        (table, identity, sentence.format(id=identity))
        for table, query, sentence in kinds
        for identity in connection.execute(query).scalars()
    ]
