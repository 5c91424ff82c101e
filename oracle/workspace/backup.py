"""Backups: dated copies of everything but picture bytes, and one store of picture bytes that only grows.

They lie outside the workspace's folder. A backup has its name only after it was verified; half-made ones are never
listed. Only automatic ones are removed, by count.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from oracle import paths
from oracle.errors import InputError, StorageError, WorkspaceDamaged
from oracle.language import _
from oracle.model.keeping import Backup, BackupKind
from oracle.workspace import backup_places, clock, search_tables, sqlite
from oracle.workspace.restoring import restore
from oracle.workspace.workspace import Workspace

__all__ = [
    "automatic",
    "before_change",
    "clear_away",
    "is_current",
    "listed",
    "mark_current",
    "newest",
    "now",
    "restore",
    "to_file",
]

EVERY = timedelta(minutes=30)
_NEWEST_KEPT = 10
_BUCKETS_KEPT: tuple[tuple[int, Callable[[datetime], object]], ...] = (
    (7, lambda taken: taken.date()),
    (4, lambda taken: taken.isocalendar()[:2]),
    (6, lambda taken: (taken.year, taken.month)),
)
_STAMP = "%Y%m%dT%H%M%S%fZ"
_NAME = re.compile(r"^(\d{8}T\d{12}Z)-([a-z-]+)\.db$")
_LEFT_OUT = {"rendition"}  # can be made again


def now(workspace: Workspace) -> Path:
    """Make a backup and return it; StorageError when it cannot be made."""
    with sqlite.known_errors(workspace.path):
        made = _make(workspace.path, workspace.driver, BackupKind.BY_HAND)
    workspace.backup_due = False
    return made


def automatic(workspace: Workspace, *, closing: bool = False) -> Path | None:
    """Make a backup if something changed and the last one is half an hour old or, when `closing`, at once."""
    if not _is_due(workspace, closing=closing):
        return None
    with sqlite.known_errors(workspace.path):
        made = _make(workspace.path, workspace.driver, BackupKind.AUTOMATIC)
    workspace.backup_due = False
    _prune(workspace.path)
    return made


def in_slices(workspace: Workspace, *, closing: bool = False) -> Generator[tuple[int, int], None, None]:
    """The same while somebody works: new pictures, the long part, are stored one at a time and others come between.

    Yields how many of how many. Closed before its end it leaves no backup, and what it stored is used by the next.
    """
    if _is_due(workspace, closing=closing):
        folder = paths.backups(workspace.path)
        with sqlite.known_errors(workspace.path), _writing_to(folder):
            yield from _storing_pictures(workspace.driver, folder / "pictures")
        automatic(workspace, closing=closing)


def _is_due(workspace: Workspace, *, closing: bool) -> bool:
    if not workspace.backup_due:
        return False
    newest = next(iter(listed(workspace.path)), None)
    # A clock that was set back must not keep backups away.
    return not newest or closing or not timedelta(0) <= clock.now() - newest.taken_at < EVERY


def before_change(place: Path, connection: sqlite3.Connection) -> Path:
    """Make a backup before something that cannot be undone."""
    return _make(place, connection, BackupKind.BEFORE_CHANGE)


def listed(place: Path) -> tuple[Backup, ...]:
    """The verified backups of a workspace file, newest first; the file itself is not looked at."""
    return _in(paths.backups(place))


def newest(place: Path) -> Backup | None:
    """The newest backup of a workspace file; where it has none, the newest of the place that it was moved from."""
    found = listed(place) or [each for home in backup_places.former(place) for each in _in(home.folder)]
    return max(found, key=lambda backup: backup.taken_at, default=None)


def _in(folder: Path) -> tuple[Backup, ...]:
    found = []
    for file in folder.iterdir() if folder.is_dir() else ():
        named = _NAME.match(file.name)
        if named and named[2] in set(BackupKind):
            taken = datetime.strptime(named[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path=file, taken_at=taken, bytes=file.stat().st_size, kind=BackupKind(named[2])))
    return tuple(sorted(found, key=lambda backup: backup.taken_at, reverse=True))


def to_file(workspace: Workspace, out: Path) -> None:
    """Write one full copy, pictures included, that can be opened anywhere; InputError where a file is already.

    An older copy is all that is left where the workspace was damaged since, so it is never replaced unasked.
    """
    target = out.expanduser().resolve()
    if target == workspace.path:
        raise InputError(_("A workspace cannot be backed up onto itself."))
    if target.exists():
        raise InputError(
            _("There is a file at {path} already.").format(path=target),
            safe=_("It stays as it is; nothing was written."),
            advice=_("Give the backup another name, such as one with the date, or move that file away first."),
        )
    making = target.with_name(f".{target.name}.making")
    with _noted(workspace.path, making), _writing_backup(target.parent, making):
        with sqlite.known_errors(target), sqlite.attaching(workspace.driver):
            workspace.driver.execute("VACUUM INTO ?", (str(making),))
        _verify(making, None)
        _put(making, target)


@contextmanager
def _noted(place: Path, making: Path) -> Iterator[None]:
    """What stays behind where the app is ended meanwhile lies in a folder of the user's: it must be known to go."""
    note = _copying(place)
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        note.write_text(json.dumps(str(making)), "utf-8")
    try:
        yield
    finally:
        with suppress(OSError):
            note.unlink()


def clear_away(place: Path) -> None:
    """Remove what a full copy that was interrupted left behind. The caller holds the lock."""
    with suppress(OSError, ValueError, TypeError):
        making = Path(json.loads(_copying(place).read_text("utf-8")))
        if not making.parent.is_dir():
            return  # a drive that is not there now
        if making.suffix == ".making":
            for file in (making, *sqlite.sidecars(making)):
                file.unlink(missing_ok=True)
        _copying(place).unlink()


def _copying(place: Path) -> Path:
    return paths.backups(place) / "copying.json"


# ---- cheap knowledge of whether anything changed since the last backup, across sessions


def is_current(place: Path) -> bool:
    """Whether the closed file is as it was when its last backup was made."""
    try:
        noted = json.loads(_mark(place).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return bool(noted == _state(place))


def mark_current(place: Path) -> None:
    """Note that the closed file holds nothing that its last backup does not."""
    with suppress(OSError):  # without the note the next session makes one backup too many
        _mark(place).write_text(json.dumps(_state(place)), "utf-8")


def _mark(place: Path) -> Path:
    return paths.backups(place) / "current.json"


def _state(place: Path) -> list[int]:
    known = place.stat()
    return [known.st_size, known.st_mtime_ns]


# ---- making


def _make(place: Path, connection: sqlite3.Connection, kind: BackupKind) -> Path:
    folder = paths.backups(place)
    name = f"{clock.now().strftime(_STAMP)}-{kind}.db"
    making = folder / f".making-{name}"
    with _writing_backup(folder, making):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        backup_places.remember(place)
        for _stored in _storing_pictures(connection, folder / "pictures"):
            pass
        _copy_rows(connection, making)
        _verify(making, folder / "pictures")
        _put(making, folder / name)
    return folder / name


@contextmanager
def _writing_backup(folder: Path, making: Path) -> Iterator[None]:
    try:
        with _writing_to(folder):
            with suppress(OSError):
                making.unlink(missing_ok=True)
            yield
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)


@contextmanager
def _writing_to(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            _("The backup could not be written to {folder}.").format(folder=folder),
            safe=_("The workspace itself is as it was."),
            advice=_("Check that you may write there and that the disk has room."),
        ) from error


def _storing_pictures(own: sqlite3.Connection, store: Path) -> Iterator[tuple[int, int]]:
    """Bring picture bytes that are not there yet into the store, one a turn; what is there is never written again.

    Yields how many of how many are stored.
    """
    there = {file.name for folder in _folders(store) for file in folder.iterdir()}
    touched = set()
    new = [digest for (digest,) in own.execute("SELECT sha256 FROM image").fetchall() if digest not in there]
    for number, digest in enumerate(new, 1):
        found = own.execute("SELECT data FROM image WHERE sha256 = ?", (digest,)).fetchone()
        if found is None:
            continue  # burnt or emptied from the trash between two turns
        folder = store / digest[:2]
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(folder / f".{digest}", found[0])
        (folder / f".{digest}").replace(folder / digest)
        touched.add(folder)
        yield number, len(new)
    for folder in touched:
        sqlite.sync_folder(folder)


def _folders(store: Path) -> list[Path]:
    return list(store.iterdir()) if store.is_dir() else []


def _write(file: Path, data: bytes) -> None:
    with file.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())


def _copy_rows(own: sqlite3.Connection, target: Path) -> None:
    """Copy the schema and every row, pictures without their bytes, at one moment."""
    with sqlite.attaching(own), sqlite.without_references(own):
        own.execute("ATTACH ? AS copy", (str(target),))
        try:
            own.execute(f"PRAGMA copy.page_size={sqlite.PAGE_SIZE}")
            own.execute("PRAGMA copy.synchronous=OFF")  # synced as a whole before it gets its name
            own.execute("BEGIN IMMEDIATE")
            try:
                _copy_each(own)
            finally:
                own.execute("COMMIT" if own.in_transaction else "SELECT 1")
        finally:
            own.execute("DETACH copy")


def _copy_each(own: sqlite3.Connection) -> None:
    query = "SELECT type, name, sql FROM main.sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    for kind, name, text in own.execute(f"{query} ORDER BY type = 'index', rowid").fetchall():
        if name in search_tables.OWN:
            continue  # made anew where it is missing
        own.execute(re.sub(r"^CREATE (TABLE|INDEX|UNIQUE INDEX) ", r"CREATE \1 copy.", text, count=1))
        if kind == "table" and name not in _LEFT_OUT:
            columns = ", ".join(_copied(name, row[1]) for row in own.execute(f"PRAGMA main.table_info({name})"))
            own.execute(f"INSERT INTO copy.{name} SELECT {columns} FROM main.{name}")  # noqa: S608 - names of our schema
    for pragma in ("application_id", "user_version"):
        (value,) = own.execute(f"PRAGMA main.{pragma}").fetchone()
        own.execute(f"PRAGMA copy.{pragma}={value}")


def _copied(table: str, column: str) -> str:
    return "x''" if (table, column) == ("image", "data") else f'"{column}"'


def _verify(made: Path, store: Path | None) -> None:
    """WorkspaceDamaged unless the copy is sound and, with a store, every picture is in it."""
    with closing(sqlite3.connect(made)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"{row[0]}: {row[1]}" for row in connection.execute("PRAGMA foreign_key_check")]
        wanted = [row[0] for row in connection.execute("SELECT sha256 FROM image")] if store and not found else []
    found += [digest for digest in wanted if store and not (store / digest[:2] / digest).is_file()]
    if found:
        raise WorkspaceDamaged(
            _("The backup did not pass its check, so it was not kept: {what}.").format(what=found[0]),
            safe=_("Older backups are as they were."),
            advice=_("Check the workspace."),
        )


def _put(made: Path, target: Path) -> None:
    """Bring a whole file to the disk, then under its name."""
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(target)
    sqlite.sync_folder(target.parent)


def _prune(place: Path) -> None:
    """Remove automatic backups beyond those that are kept: by count, whatever the clock says."""
    own = [backup for backup in listed(place) if backup.kind is BackupKind.AUTOMATIC]
    kept = {backup.path for backup in own[:_NEWEST_KEPT]}
    for most, bucket_of in _BUCKETS_KEPT:
        buckets: dict[object, Path] = {}
        for backup in own:
            buckets.setdefault(bucket_of(backup.taken_at), backup.path)
        kept.update(list(buckets.values())[:most])
    for backup in own:
        if backup.path not in kept:
            with suppress(OSError):  # the next one tries again
                backup.path.unlink()
