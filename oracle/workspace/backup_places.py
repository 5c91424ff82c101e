"""Whose backups lie where: their folder goes by the place of the workspace, so one that was moved leaves them behind.

Each folder notes its place. Whose backups they are is told by the workspace's id, which each of them holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

from msgspec import Struct

from oracle import paths
from oracle.workspace import sqlite

_PATIENCE = 0.2  # seconds to wait for a file that another program has
_UNREADABLE = (sqlite3.Error, OSError, UnicodeDecodeError)  # SQLite's own message may quote what it could not read


class Home(Struct, frozen=True):
    """A folder of backups, and the place of the workspace that they were made of; None where nothing tells."""

    folder: Path
    place: Path | None


def home(place: Path) -> Home:
    """Where the backups of the workspace at `place` lie."""
    return Home(paths.backups(place), place)


def of_backup(backup: Path) -> Home | None:
    """The home that a backup lies in; None for a file anywhere else."""
    return _noted(backup.parent) if backup.parent.parent == paths.all_backups() else None


def remember(place: Path) -> None:
    """Note in the folder of the backups, which must exist, what they are backups of. OSError."""
    note = _note(paths.backups(place))
    said = json.dumps({"place": str(place)})
    with suppress(OSError, ValueError):
        if note.read_text("utf-8") == said:
            return
    making = note.with_suffix(".making")
    making.write_text(said, "utf-8")
    making.replace(note)


def remember_known(place: Path) -> None:
    """The same where there are backups already: those of earlier versions do not say whose they are."""
    with suppress(OSError):
        if paths.backups(place).is_dir():
            remember(place)


def left_behind(place: Path, identity: str, *, holding: str = "") -> Iterator[Home]:
    """Homes under which this workspace lived before: with backups of it, and without it at the place that they note.

    Where a copy of it lives, or anything that cannot be read, the backups belong to that. With `holding`: only those
    that hold a file of that name.
    """
    known, root = paths.backups(place), paths.all_backups()
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        if folder == known or not (folder / holding).exists():
            continue
        found = _noted(folder)
        if not _lives_on(found, place, identity) and any(identity_of(each) == identity for each in dated(folder)):
            yield found


def former(place: Path) -> Iterator[Home]:
    """Homes of backups that this workspace had before it was moved here, also where it is damaged.

    Where not even its id can be read, and it could be a workspace by its size, those of a file of that name which is
    where it was no more.
    """
    identity, root = identity_of(place), paths.all_backups()
    if identity is not None:
        yield from left_behind(place, identity)
        return
    if not place.exists() or not place.stat().st_size or place.stat().st_size % sqlite.PAGE_SIZE:
        return
    for folder in sorted(root.iterdir()) if root.is_dir() else ():
        found = _noted(folder)
        if found.place is not None and found.place.name == place.name and not _is_there(found.place):
            yield found


def _is_there(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:  # a drive that does not answer
        return True


def dated(folder: Path) -> list[Path]:
    """The backups in a folder, half-made ones left out."""
    return sorted(file for file in folder.glob("*.db") if not file.name.startswith("."))


def identity_of(file: Path) -> str | None:
    """The id of the workspace in a file; None where it cannot be read."""
    with suppress(*_UNREADABLE), closing(_reading(file)) as known:
        row = known.execute("SELECT id FROM workspace").fetchone()
        return str(row[0]) if row else None
    return None


def shows(file: Path, picture: str) -> bool:
    """Whether the workspace in a file holds this picture, by its SHA-256; False where it cannot be read."""
    with suppress(*_UNREADABLE), closing(_reading(file)) as known:
        return known.execute("SELECT 1 FROM image WHERE sha256 = ?", (picture,)).fetchone() is not None
    return False


def _reading(file: Path) -> sqlite3.Connection:
    # Without a journal to look at, SQLite need not put one of its own beside a file of somebody else's.
    how = "mode=ro" if sqlite.has_unfinished_work(file) else "mode=ro&immutable=1"
    return sqlite3.connect(f"{file.absolute().as_uri()}?{how}", uri=True, timeout=_PATIENCE)


def _lives_on(there: Home, place: Path, identity: str) -> bool:
    if there.place is None:
        return False
    try:
        if not there.place.exists() or there.place.samefile(place):  # the same drive under another name
            return False
    except OSError:  # a drive that does not answer
        return True
    return identity_of(there.place) in {identity, None}


def _note(folder: Path) -> Path:
    return folder / "place.json"


def _noted(folder: Path) -> Home:
    try:
        return Home(folder, Path(json.loads(_note(folder).read_text("utf-8"))["place"]))
    except (OSError, ValueError, TypeError, KeyError):
        return Home(folder, None)
