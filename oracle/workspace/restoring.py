"""Putting a backup in a workspace's place: built beside it, verified, then swapped; what stood there is kept."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

from oracle import paths
from oracle.errors import InputError, NotFound, StorageError, WorkspaceDamaged
from oracle.language import _
from oracle.workspace import clock, files, lock, purging, sqlite


def restore(backup: Path, target: Path) -> None:
    """Put `backup` in the place of the workspace `target`, which nobody may have open.

    What stood at `target` is kept beside it, with its journals, as NAME.before-TIME.db. An interrupted restore is
    finished by the next opening. Raises as opening a workspace does; then `target` is as it was.
    """
    source, place = files.canonical(backup), files.canonical(target)
    if source == place:
        raise InputError(_("A workspace cannot be restored from itself."))
    if not source.exists():
        raise NotFound(_("There is no backup at {path}.").format(path=backup))
    if sqlite.has_unfinished_work(source):
        raise StorageError(
            _("{path} is in use, or was not closed.").format(path=backup), advice=_("Open and close it first.")
        )
    files.refuse_foreign(source)
    held = lock.acquire(place)
    try:
        finish(place)
        _build(source, place)
        _announce(place)
        finish(place)
    except OSError as error:
        raise StorageError(
            _("The backup could not be restored to {path}.").format(path=target),
            safe=_("The workspace is as it was."),
            advice=_("Check that you may write there and that the disk has room."),
        ) from error
    finally:
        if not interrupted(place):
            _clear_away(_ready(place))
        held.release()


def interrupted(place: Path) -> bool:
    """Whether a restore was announced and not finished."""
    return _marker(place).exists()


def finish(place: Path) -> None:
    """Do, or do the rest of, the swap that was announced; what was built for none goes. The caller holds the lock."""
    marker = _marker(place)
    if not marker.exists():
        _clear_away(_ready(place))
        return
    if _ready(place).exists():
        aside = _aside(place)
        for sidecar in sqlite.sidecars(place):
            sidecar.replace(aside.with_name(aside.name + sidecar.name.removeprefix(place.name)))
        if place.exists():
            place.replace(aside)
        _ready(place).replace(place)
        sqlite.sync_folder(place.parent)
    marker.unlink()
    sqlite.sync_folder(place.parent)


def _ready(place: Path) -> Path:
    return place.with_name(f".{place.name}.restored")


def _clear_away(ready: Path) -> None:
    """What a restore built and never swapped: it may hold what was burnt in since."""
    with suppress(OSError):
        for file in (ready, *sqlite.sidecars(ready)):
            file.unlink(missing_ok=True)


def _marker(place: Path) -> Path:
    return place.with_name(f".{place.name}.restoring")


def _announce(place: Path) -> None:
    """From here on the swap happens, now or at the next opening."""
    aside = _aside_name(place)
    making = _marker(place).with_suffix(".making")
    with making.open("w", encoding="utf-8") as out:
        json.dump({"aside": aside}, out)
        out.flush()
        os.fsync(out.fileno())
    making.replace(_marker(place))
    sqlite.sync_folder(place.parent)


def _aside(place: Path) -> Path:
    """Where what stands there goes: as it was announced, or, where that cannot be read, under a new name."""
    try:
        return place.with_name(str(json.loads(_marker(place).read_text("utf-8"))["aside"]))
    except (ValueError, TypeError, KeyError):
        return place.with_name(_aside_name(place))


def _aside_name(place: Path) -> str:
    return f"{place.stem}.before-{clock.now():%Y%m%dT%H%M%S%fZ}{place.suffix}"


def _build(source: Path, place: Path) -> None:
    """A whole workspace from a backup: its pictures put back, verified, on disk; what was burnt in since is hidden."""
    ready, stores = _ready(place), (source.parent / "pictures", paths.backups(place) / "pictures")
    ready.unlink(missing_ok=True)
    shutil.copyfile(source, ready)
    connection = sqlite.connect(ready)
    try:
        with sqlite.known_errors(source):
            files.refuse_unsound(connection, source)
            purging.hide_in_restored(connection, place, source)
            _put_pictures_back(connection, stores)
    finally:
        connection.close()
    with ready.open("rb+") as file:
        os.fsync(file.fileno())


def _put_pictures_back(own: sqlite3.Connection, stores: tuple[Path, ...]) -> None:
    missing = 0
    own.execute("BEGIN IMMEDIATE")
    for (digest,) in own.execute("SELECT sha256 FROM image WHERE length(data) = 0").fetchall():
        data = _stored(digest, stores)
        missing += data is None
        own.execute("UPDATE image SET data = ? WHERE sha256 = ?", (data or b"", digest))
    own.execute("COMMIT")
    if missing:
        raise WorkspaceDamaged(
            _("{count} pictures of this backup are missing or damaged.").format(count=missing),
            safe=_("The workspace is as it was."),
            advice=_("Restore a backup from the folder where the app put it, or another one."),
        )


def _stored(digest: str, stores: tuple[Path, ...]) -> bytes | None:
    for store in stores:
        with suppress(OSError):
            data = (store / digest[:2] / digest).read_bytes()
            if hashlib.sha256(data).hexdigest() == digest:
                return data
    return None
