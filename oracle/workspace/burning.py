"""Burning redactions in for good: the picture under them leaves the workspace, its journal and its backups.

The original's row is replaced by a picture from fresh pixels, wherever it is used: another capture of the same picture,
in the trash too, would give away what was hidden. Redactions that became pixels are marks no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from oracle import imaging
from oracle.errors import InputError
from oracle.language import _
from oracle.method import private
from oracle.model.change import Change, Subject, change
from oracle.model.mark import Mark, MarkKind
from oracle.model.walk import Capture
from oracle.workspace import capture_rows, clock, images, purging, renditions, rows, sqlite
from oracle.workspace.mark_documents import look_of
from oracle.workspace.purge_notes import Replaced
from oracle.workspace.schema import capture, image, rendition
from oracle.workspace.workspace import Workspace


def burn_in(workspace: Workspace, capture_id: str) -> Change:
    """Burn in what is redacted on a capture, and clear away the original: `redact_original`, then `clear_elsewhere`."""
    made = redact_original(workspace, capture_id)
    clear_elsewhere(workspace)
    return made


@dataclass(frozen=True, slots=True)
class Made:
    """What a picture becomes, made before it is put in its place: that takes a while, and needs no workspace."""

    image: str
    blocks: tuple[Mark, ...]
    picture: imaging.Picture


def make(image: str, data: bytes, marks: Iterable[Mark]) -> Made:
    """The picture `image`, its bytes `data`, with what is redacted burnt in; for any thread."""
    blocks = _blocks(marks)
    return Made(image, blocks, imaging.redacted(data, blocks))


def redact_original(workspace: Workspace, capture_id: str, made: Made | None = None) -> Change:
    """Put the burnt picture in the original's place; `ids`: the capture, its walk, others of the same picture.

    `made` is taken when the capture is still as it was made for. `clear_elsewhere` must follow. InputError when nothing
    is redacted, NotRemoved when it cannot be noted that backups are to be cleaned: then nothing is changed. It cannot
    be undone.
    """
    with workspace.reading() as connection:
        own = capture_rows.read(connection, capture_id)
        if not _blocks(own.marks):
            raise InputError(_("Nothing on this capture is redacted."), advice=_("Redact what is to be hidden first."))
        if made is None or (made.image, made.blocks) != (own.image, _blocks(own.marks)):
            made = make(own.image, images.read(connection, own.image), own.marks)
    instead = hashlib.sha256(made.picture.data).hexdigest()
    if instead != own.image:
        purging.announce(workspace.path, Replaced(own.image, instead), made.picture.data)
    try:
        with workspace.writing() as connection:
            others = _replace(connection, own, made.picture, made.blocks)
    except BaseException:
        purging.withdraw(workspace.path, own.image)
        raise
    ids = (other for other in others if other != capture_id)
    return change(Subject.CAPTURE, capture_id, own.walk_id, *ids, also=(Subject.VISIT, Subject.TRASH))


def clear_elsewhere(workspace: Workspace) -> None:
    """Do all of `clearing_elsewhere` at once."""
    for _file in clearing_elsewhere(workspace):
        pass


def clearing_elsewhere(workspace: Workspace) -> Generator[None, None, None]:
    """Remove originals that were burnt from the journal, the backups, and what a restore put aside, a file a turn.

    NotRemoved, which names the file, when one could not be cleaned: the next opening tries again, as it does when this
    is not gone on with.
    """
    if purging.pending(workspace.path, workspace.driver):
        with sqlite.known_errors(workspace.path):
            yield from purging.finishing(workspace.path, workspace.driver)


def _blocks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(mark for mark in marks if mark.kind is MarkKind.REDACT)


def _replace(connection: Connection, own: Capture, made: imaging.Picture, blocks: tuple[Mark, ...]) -> list[str]:
    """Put the burnt picture in the place of the original; returns the ids of the captures that show it.

    What looked private under a block is private no more: it is pixels of one colour.
    """
    gone = own.image
    instead = images.keep(connection, made.data, made.width, made.height)
    burnt = connection.execute(
        select(capture.c.id, capture.c.marks, capture.c.found).where(capture.c.image == gone)
    ).all()
    for row in burnt:
        left = tuple(mark for mark in row.marks if not _is_within(mark, blocks))
        found = row.found and tuple(place for place in row.found if not private.is_covered(place, own.covers))
        values = {"image": instead, "marks": left, "look": look_of(left), "burnt_at": clock.now(), "found": found}
        rows.change_one(connection, capture, row.id, **values)
    if instead != gone:
        for column in images.COLUMNS:
            connection.execute(update(column.table).where(column == gone).values({column: instead}))
        connection.execute(delete(rendition).where(rendition.c.image == gone))
        connection.execute(delete(image).where(image.c.sha256 == gone))
    renditions.remove_stale(connection, instead)
    return [row.id for row in burnt]


def _is_within(mark: Mark, blocks: tuple[Mark, ...]) -> bool:
    """Whether a redaction hides nothing that a burnt block does not."""
    if mark.kind is not MarkKind.REDACT:
        return False
    (left, top), (right, bottom) = mark.points
    return any(
        block.points[0][0] <= left and block.points[0][1] <= top
        and right <= block.points[1][0] and bottom <= block.points[1][1]
        for block in blocks
    )  # fmt: skip
