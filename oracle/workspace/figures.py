"""A workspace in figures."""

from __future__ import annotations

from sqlalchemy import func, select

from oracle.model.keeping import Info
from oracle.workspace import backup, capture_rows, journey_rows, sqlite, walk_rows
from oracle.workspace import schema as tables
from oracle.workspace.workspace import Workspace


def info(workspace: Workspace) -> Info:
    """See `Workspace.info`."""
    business, capture = tables.business, tables.capture
    walks = walk_rows.QUERY.where(*walk_rows.ALIVE)
    counted = {
        "businesses": select(business.c.id).where(business.c.deleted_at.is_(None)),
        "journeys": journey_rows.QUERY.where(*journey_rows.ALIVE),
        "walks": walks,
        "captures": select(capture.c.id)
        .join(tables.visit, tables.visit.c.id == capture.c.visit_id)
        .where(capture_rows.ALIVE, tables.visit.c.walk_id.in_(walks.with_only_columns(tables.walk.c.id))),
    }
    with workspace.reading() as connection:
        counts = {
            name: connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
            for name, query in counted.items()
        }
        identity = connection.execute(select(tables.workspace.c.id)).scalar_one()
    backups = backup.listed(workspace.path)
    return Info(
        path=str(workspace.path),
        id=identity,
        schema=sqlite.schema_number(workspace.driver),
        size_bytes=sum(file.stat().st_size for file in (workspace.path, *sqlite.sidecars(workspace.path))),
        **counts,
        backups=len(backups),
        newest_backup=backups[0].taken_at if backups else None,
    )
