"""Captures: pictures taken at a visit. The picture is kept as it is; covers are data, burnt into all that is shown."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, insert, select

from oracle import imaging
from oracle.errors import InputError
from oracle.language import _
from oracle.model.change import Change, Subject, change
from oracle.model.mark import Mark, MarkKind
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture, Cover, Shot
from oracle.workspace import capture_rows, clock, images, renditions, rows, visit_rows, walk_rows
from oracle.workspace.mark_documents import look_of
from oracle.workspace.renditions import prepare_next, rendition, report_picture, thumbnail
from oracle.workspace.schema import capture as table
from oracle.workspace.workspace import Workspace

__all__ = [
    "add",
    "delete",
    "get",
    "image",
    "move",
    "of_walk",
    "prepare_next",
    "rendition",
    "reorder",
    "report_picture",
    "set_caption",
    "set_covers",
    "set_left_out",
    "set_privacy",
    "thumbnail",
]

# Built once: building a query takes longer than running it.
_INSERT = insert(table)
_LAST_POSITION = select(func.max(table.c.position)).where(table.c.visit_id == bindparam("visit"))


def add(workspace: Workspace, walk_id: str, step_id: str, shot: Shot) -> Change:
    """Keep a picture at a step, after the others; it is on disk when this returns.

    A foreign picture is checked and made plain first: InputError when it is none that can be used.
    """
    if shot.foreign:
        accepted = imaging.accept(shot.data, shot.file_name)
        data, width, height = accepted.png, accepted.width, accepted.height
    else:
        data = shot.data
        width, height = imaging.trusted_png(data)
    made = clock.new_id()
    with workspace.writing() as connection:
        walk_rows.step_of(workspace, connection, walk_id, step_id)
        visit = visit_rows.touch(connection, walk_id, step_id, shot.taken_at)
        values = rows.stored(shot, table) | {
            "id": made,
            "visit_id": visit.id,
            "position": _next_position(connection, visit.id),
            "image": images.keep(connection, data, width, height),
            "width": width,
            "height": height,
        }
        connection.execute(_INSERT, values)
    return change(Subject.CAPTURE, made, walk_id, also=(Subject.VISIT,))


def _next_position(connection: Connection, visit_id: str) -> int:
    last = connection.execute(_LAST_POSITION, {"visit": visit_id}).scalar_one()
    return 0 if last is None else last + 1


def get(workspace: Workspace, capture_id: str) -> Capture:
    """The capture; NotFound."""
    with workspace.reading() as connection:
        return capture_rows.read(connection, capture_id)


def of_walk(workspace: Workspace, walk_id: str) -> tuple[Capture, ...]:
    """The captures of a walk, by step and in their order."""
    with workspace.reading() as connection:
        version = walk_rows.version_of(workspace, connection, walk_rows.read(connection, walk_id))
        found = capture_rows.read_all(connection, walk_id)
    order = {step.id: step.number for step in version.steps}
    return tuple(sorted(found, key=lambda capture: order.get(capture.step_id, 0)))


def image(workspace: Workspace, digest: str) -> bytes:
    """The stored bytes of a picture, nothing covered: for the editor of covers only."""
    with workspace.reading() as connection:
        return images.read(connection, digest)


def set_caption(workspace: Workspace, capture_id: str, caption: str) -> Change:
    """Write what stands below it."""
    return _set(workspace, capture_id, caption=caption)


def set_covers(workspace: Workspace, capture_id: str, covers: Iterable[Cover]) -> Change:
    """Cover parts of it; InputError when a cover lies outside. What was made with other covers is removed."""
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        kept = [_within(cover, capture) for cover in covers]
        others = [mark for mark in capture.marks if mark.kind is not MarkKind.REDACT]
        marks = (*(_redaction(cover) for cover in kept), *others)
        rows.change_one(connection, table, capture_id, marks=marks, look=look_of(marks))
        renditions.remove_stale(connection, capture.image)
    return _changed(capture)


def _within(cover: Cover, capture: Capture) -> Cover:
    """A cover as it is stored: cut at the picture's edges."""
    left, top = max(0, cover.x), max(0, cover.y)
    right, bottom = min(capture.width, cover.x + cover.width), min(capture.height, cover.y + cover.height)
    if right <= left or bottom <= top:
        raise InputError(_("This cover lies outside of the picture."))
    return Cover(x=left, y=top, width=right - left, height=bottom - top)


def _redaction(cover: Cover) -> Mark:
    corners = ((cover.x, cover.y), (cover.x + cover.width, cover.y + cover.height))
    return Mark(id=clock.new_id(), kind=MarkKind.REDACT, points=corners)


def set_left_out(workspace: Workspace, capture_id: str, left_out: bool) -> Change:
    """Leave it out of the report, or not."""
    return _set(workspace, capture_id, left_out=left_out)


def set_privacy(workspace: Workspace, capture_id: str, answer: PrivacyAnswer | None) -> Change:
    """Answer what a capture at a private step is asked; None takes the answer back."""
    return _set(workspace, capture_id, privacy=answer)


def move(workspace: Workspace, capture_id: str, step_id: str) -> Change:
    """Move it to another step of its walk, after the captures there."""
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        walk_rows.step_of(workspace, connection, capture.walk_id, step_id)
        visit = visit_rows.touch(connection, capture.walk_id, step_id, clock.now())
        if visit.id != capture.visit_id:
            position = _next_position(connection, visit.id)
            rows.change_one(connection, table, capture_id, visit_id=visit.id, position=position)
    return _changed(capture)


def reorder(workspace: Workspace, walk_id: str, step_id: str, ids: Iterable[str]) -> Change:
    """Put the captures of a step into this order; InputError unless `ids` are exactly these."""
    wanted = tuple(ids)
    with workspace.writing() as connection:
        if sorted(wanted) != sorted(capture_rows.ids_at(connection, walk_id, step_id)):
            raise InputError(_("These are not the captures of that step."))
        for position, capture_id in enumerate(wanted):
            rows.change_one(connection, table, capture_id, position=position)
    return change(Subject.CAPTURE, *wanted, walk_id, also=(Subject.VISIT,))


def delete(workspace: Workspace, capture_id: str) -> Change:
    """Move it to the trash."""
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        rows.change_one(connection, table, capture_id, deleted_at=clock.now())
    return change(Subject.CAPTURE, capture_id, capture.walk_id, also=(Subject.VISIT, Subject.POTHOLE, Subject.TRASH))


def _set(workspace: Workspace, capture_id: str, **values: object) -> Change:
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        rows.change_one(connection, table, capture_id, **values)
    return _changed(capture)


def _changed(capture: Capture) -> Change:
    return change(Subject.CAPTURE, capture.id, capture.walk_id, also=(Subject.VISIT,))
