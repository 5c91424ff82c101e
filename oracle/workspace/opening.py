"""Opening a workspace: whose file it is, whether it is sound, and up to date, before anything is read from it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from oracle import paths
from oracle.errors import NotAWorkspace, NotFound, NotRemoved, StorageError, WorkspaceDamaged
from oracle.language import _
from oracle.workspace import (
    backup,
    backup_places,
    files,
    lock,
    purging,
    released,
    restoring,
    search_making,
    sqlite,
)
from oracle.workspace.workspace import Workspace


def open_workspace(path: Path, *, create: bool) -> Workspace:
    """See `oracle.workspace.open`."""
    place = files.canonical(path)
    if not place.exists() and not restoring.interrupted(place):
        if not create:
            raise NotFound(
                _("There is no workspace at {path}.").format(path=path),
                safe=_("Nothing was made there."),
                advice=_("Check the path. `business add`, `journey add` and `journey import` make a new workspace."),
            )
        if place == files.canonical(paths.default_workspace()):
            place.parent.mkdir(parents=True, exist_ok=True)
    held = lock.acquire(place)
    try:
        connection, backup_due = _opened(place)
    except WorkspaceDamaged as damage:
        held.release()
        raise _with_way_out(damage, place) from damage
    except BaseException:
        held.release()
        raise
    return Workspace(place, connection, held, _close, backup_due=backup_due)


def _opened(place: Path) -> tuple[sqlite3.Connection, bool]:
    """The connection, and whether the file holds anything that no backup has."""
    restoring.finish(place)
    backup.clear_away(place)
    unclean = sqlite.has_unfinished_work(place)
    if not place.exists() or _is_blank(place, unclean):
        from oracle.workspace import creating

        creating.create(place)
    _refuse_foreign(place)
    _refuse_read_only(place)
    backup_due = unclean or not backup.is_current(place)
    connection = sqlite.connect(place)
    try:
        with sqlite.known_errors(place):
            files.refuse_unsound(connection, place, thoroughly=unclean)
            sqlite.choose_journal(connection)
            if sqlite.schema_number(connection) < released.SCHEMA:
                from oracle.workspace import migrate  # takes longer to load than all else, and is hardly ever needed

                backup.before_change(place, connection)
                migrate.bring_up_to_date(connection, until=released.SCHEMA)
            search_making.make_sure(connection, thoroughly=unclean)
            backup_places.remember_known(place)
            if purging.pending(place, connection):
                with suppress(NotRemoved):  # the next opening tries again
                    purging.finish(place, connection)
    except BaseException:
        connection.close()
        raise
    return connection, backup_due


def _is_blank(place: Path, unclean: bool) -> bool:
    """Whether the file is empty because it is new; one that was emptied by an accident has left traces."""
    if place.stat().st_size:
        return False
    if unclean or backup.listed(place):
        raise WorkspaceDamaged(_("The workspace {path} is empty, but it was not always.").format(path=place))
    return True


def _refuse_read_only(place: Path) -> None:
    # SQLite itself would speak of a disk error.
    if not os.access(place, os.W_OK):
        raise StorageError(
            _("The workspace {path} cannot be written.").format(path=place),
            safe=_("Nothing was changed."),
            advice=_("Check that you may write to it, or work on a copy."),
        )


def _refuse_foreign(place: Path) -> None:
    try:
        files.refuse_foreign(place)
    except NotAWorkspace as error:
        # A file that has backups was one of ours.
        if backup.newest(place) is not None:
            raise WorkspaceDamaged(
                _("The workspace {path} is damaged at its very beginning.").format(path=place)
            ) from error
        raise


def _with_way_out(damage: WorkspaceDamaged, place: Path) -> WorkspaceDamaged:
    """The same error with the newest backup, and the advice to use it."""
    newest = backup.newest(place)
    known = WorkspaceDamaged(damage.happened, safe=damage.safe or _("The file was not changed."), advice=way_out(place))
    known.newest_backup = newest.path if newest else None
    return known


def way_out(place: Path) -> str:
    """What to do with a damaged workspace: where its newest backup is."""
    newest = backup.newest(place)
    if newest is None:
        return _("There is no backup of it. Keep the file: what can still be read can be rescued into a new one.")
    time = newest.taken_at.astimezone().strftime("%Y-%m-%d %H:%M")
    home = backup_places.of_backup(newest.path)
    if home is not None and home.place not in {None, place}:
        return _("The newest backup was made when it was {place}, on {time}: restore {path}.").format(
            place=home.place, time=time, path=newest.path
        )
    return _("The newest backup is from {time}: restore {path}.").format(time=time, path=newest.path)


def _close(workspace: Workspace) -> None:
    try:
        # A full disk may not let it; then everything is in the journal, and the next opening takes it from there.
        with suppress(StorageError), sqlite.known_errors(workspace.path):
            sqlite.fold_journal(workspace.driver)
    finally:
        workspace.disconnect()
        if not workspace.backup_due:
            backup.mark_current(workspace.path)
        workspace.lock.release()
