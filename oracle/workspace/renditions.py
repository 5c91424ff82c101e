"""Pictures made from captures, with their marks on them: small for lists, JPEG for reports, full size to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Exists, Row, delete, exists, insert, select

from oracle import imaging
from oracle.model.mark import Mark
from oracle.model.walk import Capture
from oracle.workspace import capture_rows, images, rows
from oracle.workspace.mark_documents import look_of
from oracle.workspace.schema import capture
from oracle.workspace.schema import rendition as table
from oracle.workspace.workspace import Workspace


class Purpose(StrEnum):
    """What a kept rendition is for."""

    THUMBNAIL = "thumbnail"
    REPORT = "report"


class Preparation(Struct, frozen=True):
    """A rendition that is still missing, with the bytes to make it from. `make` may run in any thread."""

    image: str
    marks: tuple[Mark, ...]
    purpose: Purpose
    data: bytes

    def make(self) -> imaging.Picture:
        """The rendition, not kept yet."""
        return _MAKERS[self.purpose](self.data, self.marks)


_MAKERS: dict[Purpose, Callable[[bytes, tuple[Mark, ...]], imaging.Picture]] = {
    Purpose.THUMBNAIL: imaging.thumbnail,
    Purpose.REPORT: imaging.report_jpeg,
}


def thumbnail(workspace: Workspace, capture_id: str) -> bytes:
    """A PNG or JPEG of at most 320 px a side."""
    return _kept(workspace, capture_id, Purpose.THUMBNAIL).data


def report_picture(workspace: Workspace, capture_id: str) -> tuple[bytes, int, int]:
    """A JPEG of at most 1,600 px width, its width and its height."""
    found = _kept(workspace, capture_id, Purpose.REPORT)
    return found.data, found.width, found.height


def rendition(workspace: Workspace, capture_id: str) -> bytes:
    """The whole picture as PNG, made anew each time."""
    with workspace.reading() as connection:
        own = capture_rows.read(connection, capture_id)
        data = images.read(connection, own.image)
    return imaging.rendition(data, own.marks).data if own.marks else data


def prepare_next(workspace: Workspace) -> bool:
    """Make one rendition that is still missing; False when none is."""
    preparation = missing(workspace)
    if preparation is None:
        return False
    keep(workspace, preparation, preparation.make())
    return True


def missing(workspace: Workspace) -> Preparation | None:
    """The next rendition that is still to be made: thumbnails first, newest capture first."""
    with workspace.reading() as connection:
        for purpose in Purpose:
            own = _without(connection, purpose)
            if own is not None:
                return Preparation(own.image, own.marks, purpose, images.read(connection, own.image))
    return None


def unprepared(workspace: Workspace, capture_ids: Iterable[str]) -> tuple[str, ...]:
    """Those of the captures whose report picture is still to be made."""
    found: list[str] = []
    with workspace.reading() as connection:
        for some in rows.slices(dict.fromkeys(capture_ids)):
            lacking = (capture.c.id.in_(some), capture_rows.ALIVE, ~_has(Purpose.REPORT))
            found += connection.execute(select(capture.c.id).where(*lacking)).scalars()
    return tuple(found)


def preparation(workspace: Workspace, capture_id: str) -> Preparation:
    """What to make the report picture of a capture from."""
    with workspace.reading() as connection:
        own = capture_rows.read(connection, capture_id)
        return Preparation(own.image, own.marks, Purpose.REPORT, images.read(connection, own.image))


def keep(workspace: Workspace, preparation: Preparation, picture: imaging.Picture) -> None:
    """Keep what was made, unless its capture is gone or marked otherwise by now."""
    own = {"image": preparation.image, "look": look_of(preparation.marks), "purpose": preparation.purpose.value}
    shown = select(capture.c.id).where(capture.c.image == own["image"], capture.c.look == own["look"]).limit(1)
    with workspace.writing(counts=False) as connection:
        if connection.execute(shown).first() is not None:
            connection.execute(delete(table).where(*(table.c[name] == value for name, value in own.items())))
            values = {"width": picture.width, "height": picture.height, "data": picture.data}
            connection.execute(insert(table).values(**own, **values))


def remove_stale(connection: Connection, digest: str) -> None:
    """Remove what was made of an image with marks that no capture has any more."""
    current = select(capture.c.look).where(capture.c.image == digest)
    connection.execute(delete(table).where(table.c.image == digest, table.c.look.not_in(current)))


def _kept(workspace: Workspace, capture_id: str, purpose: Purpose) -> imaging.Picture:
    with workspace.reading() as connection:
        own = capture_rows.read(connection, capture_id)
        row = _find(connection, own, purpose)
        if row is not None:
            return imaging.Picture(bytes(row.data), row.width, row.height)
        preparation = Preparation(own.image, own.marks, purpose, images.read(connection, own.image))
    made = preparation.make()
    keep(workspace, preparation, made)
    return made


def _find(connection: Connection, own: Capture, purpose: Purpose) -> Row[*tuple[Any, ...]] | None:
    where = (table.c.image == own.image, table.c.look == look_of(own.marks), table.c.purpose == purpose.value)
    return connection.execute(select(table.c.data, table.c.width, table.c.height).where(*where)).one_or_none()


def _without(connection: Connection, purpose: Purpose) -> Capture | None:
    """The newest capture that lacks a rendition."""
    query = capture_rows.QUERY.where(capture_rows.ALIVE, ~_has(purpose)).order_by(capture.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else capture_rows.from_row(row)


def _has(purpose: Purpose) -> Exists:
    """Whether the capture of a row has a rendition with its marks."""
    same = (table.c.image == capture.c.image, table.c.look == capture.c.look, table.c.purpose == purpose.value)
    return exists().where(*same)
