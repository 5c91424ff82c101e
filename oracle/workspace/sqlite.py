"""What is SQLite's own, and nowhere else: settings, headers, checks, and what its errors mean."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oracle import APPLICATION_ID
from oracle.errors import InputError, StorageError, WorkspaceDamaged, WorkspaceHeld
from oracle.language import _
from oracle.workspace import search_tables

PAGE_SIZE = 16384  # measured best for rows that hold pictures
LARGEST_VALUE = 256 << 20  # bytes; 40 megapixels of noise as PNG are half of it
_OWN_TABLES = {"sqlite_stat1", "sqlite_stat4", "sqlite_sequence"}
SIDECARS = ("-wal", "-shm", "-journal")
MAGIC = b"SQLite format 3\0"

# (name, what to set, what it reads back as)
_SETTINGS: tuple[tuple[str, str, int | str], ...] = (
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("mmap_size", "0", 0),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("foreign_keys", "ON", 1),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("busy_timeout", "2000", 2000),
)
# The journal and how hard it is synced: the second pair where a network drive refuses the first.
_JOURNALS = (("WAL", "FULL", 2), ("DELETE", "EXTRA", 3))


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the file, prepared and checked."""
    with known_errors(path):
        connection = sqlite3.connect(path, check_same_thread=False)  # whoever opens it is its one owner
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """Set what the workspace's safety rests on, and read it back; StorageError when something is refused.

    Nothing of it writes to the file.
    """
    connection.isolation_level = None  # the driver's own BEGIN leaves out DDL and SELECT
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for name, value, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name}={value}")
        if _pragma(connection, name) != expected:
            raise StorageError(_("The database refused a setting that keeps data safe: {name}.").format(name=name))


def choose_journal(connection: sqlite3.Connection) -> None:
    """Set the journal and how hard it is synced; to be called before the first write."""
    for journal, synchronous, level in _JOURNALS:
        connection.execute(f"PRAGMA journal_mode={journal}")
        connection.execute(f"PRAGMA synchronous={synchronous}")
        if _pragma(connection, "journal_mode") == journal.lower() and _pragma(connection, "synchronous") == level:
            return
    raise StorageError(_("The database cannot keep a journal here, so nothing would be safe."))


def _pragma(connection: sqlite3.Connection, name: str) -> int | str | None:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else None


def schema_number(connection: sqlite3.Connection) -> int:
    """Number of the schema that the file has."""
    return int(_pragma(connection, "user_version") or 0)


def stamp(connection: sqlite3.Connection, schema: int) -> None:
    """Mark the file as ours, with its schema number, in the transaction that is open."""
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={schema}")


class Header:
    """The first bytes of a file: is it SQLite, whose, and which schema."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.read(100)
        self.empty = not head
        self.is_sqlite = len(head) == 100 and head.startswith(MAGIC)
        self.schema = int.from_bytes(head[60:64], "big", signed=True)
        self.application = int.from_bytes(head[68:72], "big")


def sidecars(path: Path) -> list[Path]:
    """Journals that stand beside a database file."""
    found = (path.with_name(path.name + ending) for ending in SIDECARS)
    return [sidecar for sidecar in found if sidecar.exists()]


def has_unfinished_work(path: Path) -> bool:
    """Whether a journal beside the file says that it was not closed."""
    return any(sidecar.stat().st_size > 0 for sidecar in sidecars(path) if not sidecar.name.endswith("-shm"))


def fingerprint(connection: sqlite3.Connection) -> str:
    """A digest of everything in the file's schema, whatever its spacing, its quotes and the order within a table."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    # Indexes without a text come with their table; statistics are SQLite's own; the search's tables are made anew.
    kept = sorted(
        f"{kind} {name} {table} {_normal(text)}"
        for kind, name, table, text in rows
        if text is not None and not (kind == "table" and name in _OWN_TABLES) and search_tables.OWN.get(name) != text
    )
    return hashlib.sha256("\n".join(kept).encode("utf-8", "replace")).hexdigest()


def _normal(text: str) -> str:
    """A schema text without its spacing and quotes, the parts between its commas in order."""
    plain = re.sub(r"\s+", " ", str(text).replace('"', "")).strip()
    begin, _bracket, rest = plain.partition("(")
    # Columns and constraints added by a migration stand at the end of the text.
    return " ".join(
        [begin.strip(), *sorted(part.strip() for part in re.split(r",(?![^(]*\))", rest.removesuffix(")")))]
    )


def problems(connection: sqlite3.Connection, tables: tuple[str, ...] = ()) -> list[str]:
    """What is wrong in the file's structure, and references that lead nowhere.

    With `tables`, quickly and in those; else thoroughly and everywhere.
    """
    checks = [f"quick_check({table})" for table in tables] or ["integrity_check"]
    found = [row[0] for check in checks for row in connection.execute(f"PRAGMA {check}") if row[0] != "ok"]
    found = [problem for problem in found if "FTS5 table" not in problem]  # made anew, see `search_index`
    return found or broken_references(connection)


def broken_references(connection: sqlite3.Connection) -> list[str]:
    """References that lead nowhere; the structure checks do not look at them."""
    rows = connection.execute("PRAGMA foreign_key_check")
    return [f"{table}: row {row} refers to something missing in {target}" for table, row, target, _key in rows]


@contextmanager
def without_references(connection: sqlite3.Connection) -> Iterator[None]:
    """References are not enforced for a while: a table that is rebuilt must not take along what hangs on it."""
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def fold_journal(connection: sqlite3.Connection) -> None:
    """Bring everything from the journal into the file itself."""
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def attaching(connection: sqlite3.Connection) -> Iterator[None]:
    """Allows one further file for a while: VACUUM INTO and copies of rows need it."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 1)
    try:
        yield
    finally:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """Says in plain words what the database could not do."""
    try:
        yield
    except UnicodeDecodeError as error:  # SQLite's own message may quote what it could not read
        raise _damaged(path) from error
    except Exception as error:
        original = getattr(error, "orig", error)  # SQLAlchemy's errors hold the driver's
        if isinstance(original, sqlite3.Error):
            raise known(original, path) from error
        raise


def known(error: sqlite3.Error, path: Path) -> Exception:
    """The known error that a database error stands for; the error itself where it is a bug of ours."""
    # Errors that Python's module raises by itself have no code.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    place = path.parent
    safe = _("What was saved before is safe.")
    match code:
        case sqlite3.SQLITE_FULL:
            advice = _("Make room on the disk that holds {place}, then try again.").format(place=place)
            return StorageError(_("The disk is full, so this was not saved."), safe=safe, advice=advice)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            happened = _("The workspace {path} cannot be written.").format(path=path)
            return StorageError(happened, safe=safe, advice=_("Check that you may write to its folder."))
        case sqlite3.SQLITE_IOERR | sqlite3.SQLITE_NOLFS:
            happened = _("The disk that holds {place} did not take or give data.").format(place=place)
            return StorageError(happened, safe=safe, advice=_("Check that it is connected and sound, then try again."))
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceHeld(
                _("Another program has the workspace {path} open.").format(path=path),
                advice=_("Close it there, then try again."),
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_FORMAT:
            return _damaged(path)
        case sqlite3.SQLITE_TOOBIG:
            return InputError(_("This is too big to be stored."))
    return _damaged(path) if "Could not decode to UTF-8" in str(error) else error


def _damaged(path: Path) -> WorkspaceDamaged:
    return WorkspaceDamaged(_("The workspace {path} is damaged.").format(path=path))


def set_page_size(connection: sqlite3.Connection) -> None:
    """To be called on a file that is still empty."""
    connection.execute(f"PRAGMA page_size={PAGE_SIZE}")


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
