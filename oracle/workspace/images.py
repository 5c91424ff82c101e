"""Picture bytes: each kept once, under the SHA-256 of its bytes."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, Table, and_, bindparam, delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from oracle import imaging
from oracle.workspace import engine, rows
from oracle.workspace.prepared import Prepared
from oracle.workspace.schema import business, capture, image, persona, tester

COLUMNS = (business.c.logo, tester.c.logo, persona.c.picture)  # what shows pictures, beside captures

_ROOM = insert(image).values(data=func.zeroblob(bindparam("size"))).on_conflict_do_nothing()
_INSERT = Prepared(_ROOM, ("sha256", "width", "height"))
_UNUSED = and_(*(~exists().where(column == image.c.sha256) for column in (capture.c.image, *COLUMNS)))
_REMOVE = delete(image).where(image.c.sha256 == bindparam("digest"), _UNUSED)


def keep(connection: Connection, data: bytes, width: int, height: int) -> str:
    """Keep the bytes unless they are there already; returns their SHA-256."""
    digest = hashlib.sha256(data).hexdigest()
    made = _INSERT.run(connection, sha256=digest, width=width, height=height, size=len(data))
    if made.rowcount and made.lastrowid is not None:
        # Written straight into the file's pages: what is given with a statement is copied twice on its way there.
        with engine.driver(connection).blobopen(image.name, image.c.data.name, made.lastrowid) as kept:
            kept.write(data)
    return digest


def read(connection: Connection, digest: str) -> bytes:
    """The bytes; NotFound."""
    data = connection.execute(select(image.c.data).where(image.c.sha256 == digest)).scalar_one_or_none()
    if data is None:
        raise rows.missing(digest)
    return bytes(data)


def set_picture(connection: Connection, table: Table, identity: str, column: str, data: bytes | None) -> None:
    """Point a column at a logo or portrait made from a picture file's bytes."""
    digest = None
    if data is not None:
        logo = imaging.logo(data)
        digest = keep(connection, logo.png, logo.width, logo.height)
    rows.change_one(connection, table, identity, **{column: digest})
    remove_unused(connection)


def remove_unused(connection: Connection) -> None:
    """Remove the bytes that nothing shows any more, and what was made from them."""
    for digest in unused(connection):
        connection.execute(_REMOVE, {"digest": digest})


def unused(connection: Connection) -> list[str]:
    """The pictures that nothing shows any more."""
    return list(connection.execute(select(image.c.sha256).where(_UNUSED)).scalars())


def remove(connection: Connection, digest: str) -> None:
    """Remove the bytes of a picture, and what was made from them, unless something shows it again."""
    connection.execute(_REMOVE, {"digest": digest})
