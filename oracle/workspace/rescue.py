"""What is still readable of a damaged workspace, brought into a new one. The damaged file is never written to."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from oracle.errors import StorageError
from oracle.language import _
from oracle.workspace import check, creating, engine, files, lock, losses, schema, sqlite
from oracle.workspace.migrations.s0003_marks import marks_of

_Row = tuple[Any, ...]
_UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)  # the second where SQLite's message quotes broken text
# What rows of an older file lack.
_SINCE: dict[str, dict[str, str]] = {"capture": {"marks": "[]", "look": ""}}
_MOST_FAILURES = 2000  # of reading parts of one table
_MOST_ROWS = 1 << 40  # looked for where even the number of the last row cannot be read


@dataclass(frozen=True, slots=True)
class Rescued:
    """The new workspace, and what is not in it, a sentence each."""

    path: Path
    lost: tuple[str, ...]


def rescue(damaged: Path, out: Path) -> Rescued:
    """Bring every row that can be read and makes sense into a new workspace at `out`, which must not exist.

    Nothing that hangs on something lost is kept. StorageError when it cannot be written; `damaged` stays as it is.
    """
    source, place = files.canonical(damaged), files.canonical(out)
    if place.exists():
        raise StorageError(_("There is a file at {path} already.").format(path=out))
    held = lock.acquire(source)
    try:
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".rescue-") as folder:
            copy = Path(folder) / "damaged.db"
            for file in (source, *sqlite.sidecars(source)):
                shutil.copyfile(file, copy.with_name(copy.name + file.name.removeprefix(source.name)))
            making = Path(folder) / "rescued.db"
            lost = _rescue(copy, making)
            making.replace(place)
    except OSError as error:
        raise StorageError(
            _("The rescued workspace could not be written to {path}.").format(path=out),
            safe=_("The damaged file is as it was."),
        ) from error
    finally:
        held.release()
    return Rescued(place, lost)


def _rescue(copy: Path, making: Path) -> tuple[str, ...]:
    creating.create(making)
    own = sqlite.connect(making)
    connection = engine.over(own)
    lost: Counter[str] = Counter()
    try:
        with (
            sqlite.known_errors(making),
            closing(_careful(copy)) as theirs,
            sqlite.without_references(own),
        ):
            for table in schema.metadata.sorted_tables:
                _bring(theirs, own, table, lost)
            _drop_what_makes_no_sense(connection, lost)
    finally:
        engine.disconnect(connection)
    return losses.sentences(lost)


def _careful(copy: Path) -> sqlite3.Connection:
    """A connection that runs nothing that stands in the file."""
    theirs = sqlite3.connect(copy, isolation_level=None)
    theirs.text_factory = lambda raw: raw.decode("utf-8", "replace")
    # With the schema writable, one table that cannot be parsed does not take the others along; nothing is written.
    settings = ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "query_only=ON", "writable_schema=ON")
    for setting in settings:
        theirs.execute(f"PRAGMA {setting}")
    return theirs


def _bring(theirs: sqlite3.Connection, ours: sqlite3.Connection, table: Table, lost: Counter[str]) -> None:
    """Copy the rows of a table; those that cannot be read or do not fit are counted in `lost`."""
    columns = _plain_columns(theirs, table)
    if not columns:
        return
    fresh = {name: value for name, value in _SINCE.get(table.name, {}).items() if name not in columns}
    names = ", ".join(f'"{name}"' for name in columns)
    ours_too = ", ".join(f'"{name}"' for name in (*columns, *fresh))
    marks = ", ".join("?" * (len(columns) + len(fresh)))
    if table is schema.workspace:
        ours.execute("DELETE FROM workspace")
    read = f'SELECT {names} FROM "{table.name}" WHERE rowid BETWEEN ? AND ?'  # noqa: S608 - names of our schema
    write = f'INSERT OR IGNORE INTO "{table.name}" ({ours_too}) VALUES ({marks})'  # noqa: S608 - names of our schema
    last = _last_row(theirs, table.name)
    lost[losses.UNCOUNTED] += last is None
    ours.execute("BEGIN IMMEDIATE")
    for row in _rows(theirs, read, last):
        lost[table.name] += row is None or ours.execute(write, (*row, *fresh.values())).rowcount != 1
    lost[table.name] += _bring_covers(theirs, ours) if table is schema.capture and fresh else 0
    ours.execute("COMMIT")


def _bring_covers(theirs: sqlite3.Connection, ours: sqlite3.Connection) -> int:
    """What covered captures of an older file; where that cannot be read, the capture is lost: it may show secrets."""
    lost = 0
    for (identity,) in ours.execute("SELECT id FROM capture").fetchall():
        try:
            (covers,) = theirs.execute("SELECT covers FROM capture WHERE id = ?", (identity,)).fetchone()
            marks = marks_of(json.loads(covers))
        except (*_UNREADABLE, ValueError, TypeError):
            ours.execute("DELETE FROM capture WHERE id = ?", (identity,))
            lost += 1
        else:
            ours.execute("UPDATE capture SET marks = ?, look = ? WHERE id = ?", (*marks, identity))
    return lost


def _plain_columns(theirs: sqlite3.Connection, table: Table) -> list[str]:
    """Our columns that the damaged file's table has, as plain columns of a plain table."""
    try:
        found = theirs.execute("SELECT type, sql FROM sqlite_schema WHERE name = ?", (table.name,)).fetchall()
        if len(found) != 1 or found[0][0] != "table" or not str(found[0][1]).startswith("CREATE TABLE"):
            return []
        columns = theirs.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", (table.name,)).fetchall()
    except _UNREADABLE:
        return []
    return [name for name, hidden in columns if not hidden and name in table.c]


def _rows(theirs: sqlite3.Connection, query: str, last: int | None) -> Iterator[_Row | None]:
    """The rows up to the `last` number; None for each that cannot be read, where it is known which there are."""
    pending = [(0, _MOST_ROWS if last is None else last)]
    patience = _MOST_FAILURES
    while pending and patience:
        low, high = pending.pop()
        try:
            yield from theirs.execute(query, (low, high)).fetchall()
        except _UNREADABLE:
            # Somewhere in between: look at each half, until single rows are left.
            patience -= 1
            if low == high:
                if last is not None:
                    yield None
            else:
                middle = (low + high) // 2
                pending += [(middle + 1, high), (low, middle)]


def _last_row(theirs: sqlite3.Connection, table: str) -> int | None:
    """The number of the last row of a plain table, 0 without rows; None where it cannot be read."""
    try:
        found = theirs.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()  # noqa: S608 - a name of our schema
    except _UNREADABLE:
        return None
    return int(found[0] or 0)


def _drop_what_makes_no_sense(connection: Connection, lost: Counter[str]) -> None:
    """Remove rows with values that make no sense, changed pictures, and all that refers to something lost."""
    own = engine.driver(connection)
    for digest, data in own.execute("SELECT sha256, data FROM image").fetchall():
        if not isinstance(data, bytes) or hashlib.sha256(data).hexdigest() != digest:
            own.execute("DELETE FROM image WHERE sha256 = ?", (digest,))
            lost["image"] += 1
    for table, rowid in check.unreadable_rows(connection):
        own.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608 - names of our schema
        lost[table] += 1
    while _drop_misfits(connection, lost) or _drop_broken(own, lost):
        pass


def _drop_misfits(connection: Connection, lost: Counter[str]) -> bool:
    with connection.begin():
        found = check.misfits(connection)
    for table, identity, _sentence in found:
        engine.driver(connection).execute(f'DELETE FROM "{table}" WHERE id = ?', (identity,))  # noqa: S608 - our names
        lost[table] += 1
    return bool(found)


def _drop_broken(own: sqlite3.Connection, lost: Counter[str]) -> bool:
    """Remove rows that refer to something lost; what can be without it, as a business without its logo, stays."""
    broken = {(row[0], row[1], row[3]) for row in own.execute("PRAGMA foreign_key_check").fetchall()}
    for table, rowid, key in broken:
        column = _column_of(own, table, key)
        if schema.metadata.tables[table].c[column].nullable:
            own.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (rowid,))  # noqa: S608 - our names
        else:
            gone = own.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))  # noqa: S608 - names of our schema
            lost[table] += gone.rowcount  # a row may refer to two lost things
    return bool(broken)


def _column_of(own: sqlite3.Connection, table: str, key: int) -> str:
    """The first column of a table's reference by its number there."""
    query = 'SELECT "from" FROM pragma_foreign_key_list(?) WHERE id = ? ORDER BY seq'
    return str(own.execute(query, (table, key)).fetchone()[0])
