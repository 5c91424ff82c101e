"""Checking a workspace: its structure, its references, and every picture's bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from oracle.errors import WorkspaceDamaged
from oracle.language import _
from oracle.workspace import sqlite
from oracle.workspace.schema import capture, image, step, visit, walk
from oracle.workspace.workspace import Workspace


def check(target: Path | Workspace) -> tuple[str, ...]:
    """What is wrong, a sentence each; nothing when it is sound. The file is not repaired.

    A path is opened for the check, and raises as opening does, but for damage.
    """
    if isinstance(target, Workspace):
        return tuple(_problems(target))
    from oracle.workspace import opening

    try:
        workspace = opening.open_workspace(target, create=False)
    except WorkspaceDamaged as damage:
        return (damage.happened,)
    try:
        return tuple(_problems(workspace))
    finally:
        workspace.close()


def _problems(workspace: Workspace) -> Iterator[str]:
    with sqlite.known_errors(workspace.path):
        found = sqlite.problems(workspace.connection)
    yield from found
    if found:
        return  # what stands on a damaged structure says nothing
    with workspace.reading() as connection:
        yield from _damaged_pictures(connection)
        yield from _mismatched_captures(connection)
        yield from _lost_visits(connection)


def _damaged_pictures(connection: Connection) -> Iterator[str]:
    for digest in connection.execute(select(image.c.sha256)).scalars().all():
        data = connection.execute(select(image.c.data).where(image.c.sha256 == digest)).scalar_one()
        if hashlib.sha256(data).hexdigest() != digest:
            yield _("The picture {digest} is damaged.").format(digest=digest)


def _mismatched_captures(connection: Connection) -> Iterator[str]:
    query = (
        select(capture.c.id)
        .join(image, image.c.sha256 == capture.c.image)
        .where((capture.c.width != image.c.width) | (capture.c.height != image.c.height))
    )
    for identity in connection.execute(query).scalars():
        yield _("The capture {id} has another size than its picture.").format(id=identity)


def _lost_visits(connection: Connection) -> Iterator[str]:
    on_step = (step.c.version_id == walk.c.version_id) & (step.c.id == visit.c.step_id)
    query = (
        select(visit.c.id).join(walk, walk.c.id == visit.c.walk_id).outerjoin(step, on_step).where(step.c.id.is_(None))
    )
    for identity in connection.execute(query).scalars():
        yield _("The visit {id} belongs to a step that is not there.").format(id=identity)
