"""Removing a picture from everywhere but the workspace itself: its journal, its backups, and what a restore put aside.

What is to be removed is noted on disk before the workspace changes. Whenever that was interrupted, the next opening
either finds the picture still in the workspace, and nothing was promised, or removes it from the rest as well.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from oracle import paths
from oracle.errors import NotRemoved, OracleError
from oracle.language import _
from oracle.workspace import engine, sqlite


@dataclass(frozen=True, slots=True)
class Replaced:
    """A picture that must be gone, and the one in its place: their SHA-256."""

    gone: str
    instead: str


def announce(place: Path, replaced: Replaced) -> None:
    """Note, on disk, what is about to be removed from the workspace; NotRemoved when that cannot be noted."""
    with _known_errors(_note(place).parent):
        _write(place, (*_noted(place), replaced))


def withdraw(place: Path, gone: str) -> None:
    """Take back what was announced and then did not happen."""
    with suppress(OSError):
        _write(place, tuple(each for each in _noted(place) if each.gone != gone))


def pending(place: Path) -> bool:
    """Whether anything was announced and not finished."""
    return _note(place).exists()


def finish(place: Path, connection: Connection) -> None:
    """Remove what was announced, and is no longer in the workspace, from all else; the caller holds the workspace.

    NotRemoved, which names the file, when one could not be cleaned: the next opening tries again.
    """
    own = sqlite.driver(connection)
    forget(connection)
    left = []
    problems: list[Path] = []
    for replaced in _followed(_noted(place), own):
        if _picture(own, replaced.gone) is not None:
            continue  # it was announced, and then did not happen
        found = list(_uncleaned(place, own, replaced))
        left += [replaced] if found else []
        problems += found
    with _known_errors(_note(place).parent):
        _write(place, tuple(left))
    if problems:
        raise NotRemoved(
            _("What was hidden may still be in {file}.").format(file=problems[0]),
            safe=_("In the workspace itself it is gone."),
            advice=_("It is tried again when the workspace is opened next. If you do not need that file, delete it."),
        )


def forget(connection: Connection) -> None:
    """Leave nothing of what was deleted in the journal beside the file."""
    own = sqlite.driver(connection)
    own.execute("PRAGMA journal_size_limit=0")  # where there is no WAL: cut it off after each transaction
    sqlite.fold_journal(connection)
    if own.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # A transaction that changes nothing, but writes: SQLite sees through most that change nothing.
        own.execute(f"PRAGMA user_version={sqlite.schema_number(connection)}")
    own.execute("PRAGMA journal_size_limit=-1")


def _followed(noted: tuple[Replaced, ...], own: sqlite3.Connection) -> Iterator[Replaced]:
    """What was announced, each with the picture that is there now: the one in its place may have been burnt again."""
    later = {each.gone: each.instead for each in noted}
    for each in noted:
        instead, steps = each.instead, len(noted)
        while instead in later and steps and _picture(own, instead) is None:
            instead, steps = later[instead], steps - 1
        yield Replaced(each.gone, instead)


# ---- the note


def _note(place: Path) -> Path:
    return paths.backups(place) / "purge.json"


def _noted(place: Path) -> tuple[Replaced, ...]:
    try:
        raw = json.loads(_note(place).read_text("utf-8"))
        return tuple(Replaced(str(gone), str(instead)) for gone, instead in raw)
    except (OSError, ValueError, TypeError):
        return ()  # it is whole before it has its name: one that cannot be read is no note of ours


def _write(place: Path, noted: tuple[Replaced, ...]) -> None:
    note = _note(place)
    if noted:
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        making = note.with_suffix(".making")
        _put(making, json.dumps([[each.gone, each.instead] for each in dict.fromkeys(noted)]).encode(), note)
    elif note.exists():
        note.unlink()
        sqlite.sync_folder(note.parent)


def _put(making: Path, data: bytes, target: Path) -> None:
    with making.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    making.replace(target)
    sqlite.sync_folder(target.parent)


# ---- cleaning


def _uncleaned(place: Path, own: sqlite3.Connection, replaced: Replaced) -> Iterator[Path]:
    """Clean everything; yields the files that could not be cleaned."""
    folder, instead = paths.backups(place), _picture(own, replaced.instead)
    store = folder / "pictures"
    for backup in sorted(folder.glob("*.db")):
        with _noting(backup) as problem:
            _clean_backup(backup, replaced, instead, store)
        yield from problem
    for stored in (store / replaced.gone[:2] / replaced.gone, store / replaced.gone[:2] / f".{replaced.gone}"):
        with _noting(stored) as problem:
            if stored.exists():
                stored.unlink()
                sqlite.sync_folder(stored.parent)
        yield from problem
    for aside in sorted(place.parent.glob(f"{_escaped(place.stem)}.before-*{_escaped(place.suffix)}")):
        with _noting(aside) as problem:
            _clean_aside(aside, replaced, instead)
        yield from problem


@contextmanager
def _noting(file: Path) -> Iterator[list[Path]]:
    problem: list[Path] = []
    try:
        yield problem
    except (OSError, sqlite3.Error, OracleError):
        problem.append(file)


def _clean_backup(backup: Path, replaced: Replaced, instead: _Picture | None, store: Path) -> None:
    """A dated backup, which holds no picture bytes, names the other picture; it is whole under its name at any time."""
    with closing(sqlite3.connect(f"{backup.as_uri()}?mode=ro", uri=True)) as known:
        if not _holds(known, replaced.gone):
            return
    making = backup.with_name(f".making-{backup.name}")
    try:
        shutil.copyfile(backup, making)
        with closing(sqlite3.connect(making, isolation_level=None)) as copy:
            copy.execute("PRAGMA secure_delete=ON")
            copy.execute("PRAGMA foreign_keys=ON")  # with a capture goes what hangs on it
            _replace(copy, replaced, instead, b"")
        if instead is not None:
            stored = store / replaced.instead[:2] / replaced.instead
            stored.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not stored.exists():
                _put(stored.with_name(f".{stored.name}"), instead[0], stored)
        with making.open("rb+") as file:
            os.fsync(file.fileno())
        making.replace(backup)
        sqlite.sync_folder(backup.parent)
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)


def _clean_aside(aside: Path, replaced: Replaced, instead: _Picture | None) -> None:
    """A whole workspace that a restore put aside."""
    connection = engine.connect(aside)
    try:
        own = sqlite.driver(connection)
        if _holds(own, replaced.gone):
            _replace(own, replaced, instead, instead[0] if instead else b"")
        forget(connection)
    finally:
        engine.disconnect(connection)


_Picture = tuple[bytes, int, int]


def _picture(own: sqlite3.Connection, digest: str) -> _Picture | None:
    row: _Picture | None = own.execute("SELECT data, width, height FROM image WHERE sha256 = ?", (digest,)).fetchone()
    return row


def _holds(own: sqlite3.Connection, digest: str) -> bool:
    return own.execute("SELECT 1 FROM image WHERE sha256 = ?", (digest,)).fetchone() is not None


def _replace(own: sqlite3.Connection, replaced: Replaced, instead: _Picture | None, data: bytes) -> None:
    """Put one picture in another's place, whatever the schema: wherever a column refers to a picture.

    Without another, what cannot be without a picture goes with it.
    """
    own.execute("BEGIN IMMEDIATE")
    if instead is not None:
        row = (replaced.instead, instead[1], instead[2], data)
        own.execute("INSERT OR IGNORE INTO image (sha256, width, height, data) VALUES (?, ?, ?, ?)", row)
    for table, column, needed in _references(own):
        if table == "rendition" or (needed and instead is None):
            own.execute(f'DELETE FROM "{table}" WHERE "{column}" = ?', (replaced.gone,))  # noqa: S608 - names of our schema
        else:
            write = f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" = ?'  # noqa: S608 - names of our schema
            own.execute(write, (instead and replaced.instead, replaced.gone))
    own.execute("DELETE FROM image WHERE sha256 = ?", (replaced.gone,))
    own.execute("COMMIT")


def _references(own: sqlite3.Connection) -> list[tuple[str, str, bool]]:
    """Tables and columns that refer to a picture, and whether a row must have one."""
    tables = [row[0] for row in own.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()]
    return [
        (table, key[3], (key[3],) in needed)
        for table in tables
        for needed in [own.execute('SELECT name FROM pragma_table_info(?) WHERE "notnull"', (table,)).fetchall()]
        for key in own.execute("SELECT * FROM pragma_foreign_key_list(?)", (table,)).fetchall()
        if key[2] == "image"
    ]


def _escaped(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in text)


@contextmanager
def _known_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotRemoved(
            _("The folder of the backups, {folder}, cannot be written.").format(folder=folder),
            advice=_("Check that you may write there and that the disk has room."),
        ) from error
