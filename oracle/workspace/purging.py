"""Removing a picture from everywhere but the workspace itself: its journal, its backups, and what a restore put aside.

What is to be removed is noted on disk before the workspace changes. Whenever that was interrupted, the next opening
either finds the picture still in the workspace, and nothing was promised, or removes it from the rest as well.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from oracle import imaging, paths
from oracle.errors import CaptureError, NotRemoved, OracleError
from oracle.language import _
from oracle.workspace import backup_places, purge_notes, sqlite
from oracle.workspace.backup_places import Home
from oracle.workspace.purge_notes import Replaced


def announce(place: Path, replaced: Replaced, picture: bytes) -> None:
    """Note, on disk, what is about to be removed from the workspace; NotRemoved when that cannot be noted.

    `picture`, the one in its place, is stored beside the backups: they have it whatever becomes of the workspace.
    """
    folder = paths.backups(place)
    with _known_errors(folder):
        _store(folder / "pictures", replaced.instead, picture)
        backup_places.remember(place)
        purge_notes.write(folder, (*purge_notes.read(folder), replaced))


def withdraw(place: Path, gone: str) -> None:
    """Take back what was announced and then did not happen."""
    folder = paths.backups(place)
    with suppress(OSError):
        purge_notes.write(folder, (each for each in purge_notes.read(folder) if each.gone != gone))


def pending(place: Path, own: sqlite3.Connection) -> bool:
    """Whether anything was announced and not finished, here or where the workspace was before."""
    if (paths.backups(place) / purge_notes.NAME).exists():
        return True
    identity = _identity(own)
    return any(True for _home in backup_places.left_behind(place, identity, holding=purge_notes.NAME))


def finish(place: Path, own: sqlite3.Connection) -> None:
    """Do all of `finishing` at once."""
    for _file in finishing(place, own):
        pass


def finishing(place: Path, own: sqlite3.Connection) -> Iterator[None]:
    """Remove what was announced, and is no longer in the workspace, from all else; the caller holds the workspace.

    It stops after each file; others may write between. Not gone on with, it is done by the next opening. At its end
    NotRemoved, which names the file, when one could not be cleaned: the next opening tries again.
    """
    forget(own)
    homes = (backup_places.home(place), *backup_places.left_behind(place, _identity(own)))
    with _known_errors(homes[0].folder):
        noted = _gathered(homes)
    left, problems = [], []
    for replaced in purge_notes.followed(noted, lambda digest: _holds(own, digest)):
        if _holds(own, replaced.gone):
            continue  # it was announced, and then did not happen
        instead, found = _stand_in(own, replaced.instead, [home.folder for home in homes]), list[Path]()
        for problem in _cleaning(homes, replaced, instead, _identity(own)):
            found += [problem] if problem else []
            yield
        left += [replaced] if found else []
        problems += found
    with _known_errors(homes[0].folder):
        meanwhile = (each for each in purge_notes.read(homes[0].folder) if each not in noted)
        purge_notes.write(homes[0].folder, (*left, *meanwhile))
    if problems:
        raise NotRemoved(
            _("What was hidden may still be in {file}.").format(file=problems[0]),
            safe=_("In the workspace itself it is gone."),
            advice=_("It is tried again when the workspace is opened next. If you do not need that file, delete it."),
        )


def hide_in_restored(own: sqlite3.Connection, place: Path, backup: Path) -> None:
    """Take out of a workspace built from `backup`, to stand at `place`, what was burnt in after that was made.

    A backup that could not be cleaned yet holds it still. Nothing is taken out that the workspace itself still shows:
    then it was announced, and did not happen. One that is gone or damaged cannot say so.
    """
    source = backup_places.of_backup(backup)
    homes = [backup_places.home(place), *([source] if source else [])]
    homes += backup_places.left_behind(place, _identity(own), holding=purge_notes.NAME)
    happened = [
        each
        for home in dict.fromkeys(homes)
        for each in purge_notes.read(home.folder)
        if home.place is None or not backup_places.shows(home.place, each.gone)
    ]
    for replaced in purge_notes.followed(happened, lambda _digest: False):
        if _holds(own, replaced.gone):
            instead = _stand_in(own, replaced.instead, [home.folder for home in homes])
            _replace(own, replaced, instead, instead[0] if instead else b"")


def forget(own: sqlite3.Connection) -> None:
    """Leave nothing of what was deleted in the journal beside the file."""
    own.execute("PRAGMA journal_size_limit=0")  # where there is no WAL: cut it off after each transaction
    sqlite.fold_journal(own)
    if own.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        # A transaction that changes nothing, but writes: SQLite sees through most that change nothing.
        own.execute(f"PRAGMA user_version={sqlite.schema_number(own)}")
    own.execute("PRAGMA journal_size_limit=-1")


def _gathered(homes: tuple[Home, ...]) -> tuple[Replaced, ...]:
    """All that is noted, from now on in the first home: what is owed where the workspace was is owed here."""
    noted = tuple(dict.fromkeys(each for home in homes for each in purge_notes.read(home.folder)))
    if noted:
        purge_notes.write(homes[0].folder, noted)
    for home in homes[1:]:
        with suppress(OSError):  # what is noted twice is done twice
            purge_notes.write(home.folder, ())
    return noted


# ---- cleaning


def _cleaning(
    homes: tuple[Home, ...], replaced: Replaced, instead: _Picture | None, identity: str
) -> Iterator[Path | None]:
    """Clean everything, a file a turn; yields those that could not be cleaned, None for others."""
    for number, home in enumerate(homes):
        whose = None if number == 0 else identity
        for backup in backup_places.dated(home.folder):
            if whose is None or backup_places.identity_of(backup) == whose:
                with _noting(backup) as problem:
                    _clean_backup(backup, replaced, instead)
                yield next(iter(problem), None)
        shared = whose is not None and any(
            backup_places.identity_of(backup) != whose and backup_places.shows(backup, replaced.gone)
            for backup in backup_places.dated(home.folder)
        )
        with _noting(home.folder) as problem:
            for half_made in home.folder.glob(".making-*"):
                half_made.unlink()
            if not shared:
                _clean_store(home.folder, replaced.gone)
        yield next(iter(problem), None)
    asides = [aside for number, home in enumerate(homes) for aside in _asides(home, identity, by_name=number == 0)]
    for aside in dict.fromkeys(asides):
        with _noting(aside) as problem:
            _clean_aside(aside, replaced, instead)
        yield next(iter(problem), None)


@contextmanager
def _noting(file: Path) -> Iterator[list[Path]]:
    problem: list[Path] = []
    try:
        yield problem
    except (OSError, sqlite3.Error, OracleError):
        problem.append(file)


def _clean_backup(backup: Path, replaced: Replaced, instead: _Picture | None) -> None:
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
            _store(backup.parent / "pictures", replaced.instead, instead[0])
        with making.open("rb+") as file:
            os.fsync(file.fileno())
        making.replace(backup)
        sqlite.sync_folder(backup.parent)
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)


def _clean_store(folder: Path, gone: str) -> None:
    place = _stored(folder / "pictures", gone)
    for file in (place, place.with_name(f".{place.name}")):
        if file.exists():
            file.unlink()
            sqlite.sync_folder(file.parent)


def _asides(home: Home, identity: str, *, by_name: bool) -> Iterator[Path]:
    """What restores put aside: by its name beside our own file, and of this workspace whatever it is called."""
    if home.place is None:
        return
    for file in sorted(home.place.parent.glob("*.before-*")):
        if not file.name.endswith(sqlite.SIDECARS):
            named = file.name.startswith(f"{home.place.stem}.before-") and file.suffix == home.place.suffix
            if (by_name and named) or backup_places.identity_of(file) == identity:
                yield file


def _clean_aside(aside: Path, replaced: Replaced, instead: _Picture | None) -> None:
    """A whole workspace that a restore put aside."""
    with closing(sqlite.connect(aside)) as own:
        if _holds(own, replaced.gone):
            _replace(own, replaced, instead, instead[0] if instead else b"")
        forget(own)


_Picture = tuple[bytes, int, int]


def _stand_in(own: sqlite3.Connection, digest: str, folders: list[Path]) -> _Picture | None:
    """The picture in another's place: of the workspace, or stored when that was announced."""
    row: _Picture | None = own.execute("SELECT data, width, height FROM image WHERE sha256 = ?", (digest,)).fetchone()
    if row is not None:
        return row
    for folder in folders:
        with suppress(OSError, CaptureError):
            data = _stored(folder / "pictures", digest).read_bytes()
            return data, *imaging.trusted_png(data)
    return None


def _stored(store: Path, digest: str) -> Path:
    return store / digest[:2] / digest


def _store(store: Path, digest: str, data: bytes) -> None:
    stored = _stored(store, digest)
    if not stored.exists():
        stored.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        purge_notes.put(stored.with_name(f".{stored.name}"), data, stored)


def _identity(own: sqlite3.Connection) -> str:
    row = own.execute("SELECT id FROM workspace").fetchone()
    return str(row[0]) if row else ""


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


@contextmanager
def _known_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotRemoved(
            _("The folder of the backups, {folder}, cannot be written.").format(folder=folder),
            advice=_("Check that you may write there and that the disk has room."),
        ) from error
