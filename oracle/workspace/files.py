"""What a workspace file must be before anything in it is read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from oracle import APPLICATION_ID
from oracle.errors import NotAWorkspace, StorageError, WorkspaceDamaged, WorkspaceNewer
from oracle.language import _
from oracle.workspace import released, search_tables, sqlite

# Not checked at every opening: pictures are most of the file and have their hashes, and the search's tables are made
# anew where they are missing.
_LEFT_OUT = {"image", "rendition", *search_tables.OWN}


def canonical(path: Path) -> Path:
    """The one name of the file, whatever links lead to it; StorageError when it has several names of its own."""
    place = path.expanduser().resolve()
    if place.is_dir():
        raise NotAWorkspace(_("{path} is a folder, not a workspace.").format(path=path))
    if place.exists() and not place.is_file():  # a device would be replaced by the new file
        raise NotAWorkspace(_("{path} is no file, but a device.").format(path=path), safe=_("It was not touched."))
    if place.exists() and place.stat().st_nlink > 1:
        raise StorageError(
            _("The workspace {path} has a second name (a hard link).").format(path=path),
            safe=_("Nothing was changed."),
            advice=_(
                "Under two names two programs could write to it at once. Remove the other name, or copy the file."
            ),
        )
    return place


def refuse_foreign(place: Path) -> None:
    """Look at the first bytes only: nothing of a file that is not ours, or newer than us, is touched."""
    try:
        header = sqlite.Header(place)
    except OSError as error:
        raise StorageError(
            _("The workspace {path} cannot be read.").format(path=place), advice=_("Check that you may read it.")
        ) from error
    if not header.is_sqlite:
        raise NotAWorkspace(_("{path} is not a Pothole Oracle workspace.").format(path=place))
    if header.application != APPLICATION_ID:
        raise NotAWorkspace(_("{path} belongs to another program.").format(path=place), safe=_("It was not touched."))
    if header.schema > released.SCHEMA:
        raise WorkspaceNewer(
            _("{path} was written by a newer Pothole Oracle (format {theirs}, this one reads up to {ours}).").format(
                path=place, theirs=header.schema, ours=released.SCHEMA
            ),
            safe=_("It was not touched."),
            advice=_("Install the newer version to open it."),
        )


def refuse_unsound(connection: sqlite3.Connection, place: Path, *, thoroughly: bool = True) -> None:
    """Compare the schema before any row is read, then check the structure; WorkspaceDamaged."""
    if released.FINGERPRINTS.get(sqlite.schema_number(connection)) != sqlite.fingerprint(connection):
        raise WorkspaceDamaged(
            _("The workspace {path} holds tables or programs that are not ours.").format(path=place),
            safe=_("Nothing in it was read or run."),
        )
    found = sqlite.problems(connection, () if thoroughly else _checked(connection))
    if found:
        raise WorkspaceDamaged(
            _("The workspace {path} is damaged: {what}.").format(path=place, what=found[0].rstrip("."))
        )


def _checked(connection: sqlite3.Connection) -> tuple[str, ...]:
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    return tuple(name for (name,) in found if name not in _LEFT_OUT)
