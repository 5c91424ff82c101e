"""Making an empty workspace."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from oracle.errors import StorageError
from oracle.language import _
from oracle.workspace import clock, engine, released, schema, sqlite


def create(place: Path) -> None:
    """Make an empty workspace, whole before it gets its name."""
    making = place.with_name(f".{place.name}.new")
    making.unlink(missing_ok=True)
    try:
        connection = engine.over(sqlite.connect(making))
        try:
            with sqlite.known_errors(place):
                _fill(connection)
        finally:
            engine.disconnect(connection)
        making.replace(place)
    except OSError as error:
        raise StorageError(
            _("The workspace {path} could not be made.").format(path=place),
            advice=_("Check that the folder exists, that you may write to it, and that the disk has room."),
        ) from error
    finally:
        making.unlink(missing_ok=True)
    sqlite.sync_folder(place.parent)


def _fill(connection: Connection) -> None:
    own = engine.driver(connection)
    sqlite.set_page_size(own)
    sqlite.choose_journal(own)
    with connection.begin():
        schema.metadata.create_all(connection, checkfirst=False)
        connection.execute(schema.workspace.insert().values(id=clock.new_id(), created_at=clock.now()))
        sqlite.stamp(own, released.SCHEMA)
    sqlite.fold_journal(own)
