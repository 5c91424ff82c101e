"""Captures: pictures taken at a visit. The picture is kept as it is; marks are data, put on all that is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, func, insert, select

from oracle import imaging
from oracle.errors import InputError
from oracle.language import _
from oracle.method.marks import checked
from oracle.model.change import Change, Subject, change
from oracle.model.mark import Mark, MarkKind
from oracle.model.ratings import PrivacyAnswer
from oracle.model.walk import Capture, Cover, Shot, Visit
from oracle.workspace import capture_rows, clock, images, mark_numbers, rows, visit_rows, walk_rows
from oracle.workspace.prepared import Prepared
from oracle.workspace.renditions import prepare_next, rendition, report_picture, thumbnail
from oracle.workspace.schema import capture as table
from oracle.workspace.workspace import Workspace

__all__ = [
    "add",
    "add_redactions",
    "delete",
    "get",
    "image",
    "marks_before",
    "move",
    "of_walk",
    "prepare_next",
    "rendition",
    "reorder",
    "report_picture",
    "resolve",
    "set_caption",
    "set_left_out",
    "set_marks",
    "set_privacy",
    "thumbnail",
    "with_visits",
]

_NEXT_POSITION = select(func.coalesce(func.max(table.c.position) + 1, 0)).where(table.c.visit_id == bindparam("at"))
_LAST = insert(table).values(position=_NEXT_POSITION.scalar_subquery())
_INSERT = Prepared(_LAST, set(table.c.keys()) - {"position"})


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
        visit_id = visit_rows.id_at(workspace, connection, walk_id, step_id, shot.taken_at)
        values = rows.stored(shot, table) | {
            "id": made,
            "visit_id": visit_id,
            "at": visit_id,
            "image": images.keep(connection, data, width, height),
            "width": width,
            "height": height,
        }
        _INSERT.run(connection, **values)
    return change(Subject.CAPTURE, made, walk_id, also=(Subject.VISIT,))


def _next_position(connection: Connection, visit_id: str) -> int:
    return int(connection.execute(_NEXT_POSITION, {"at": visit_id}).scalar_one())


def get(workspace: Workspace, capture_id: str) -> Capture:
    """The capture; NotFound."""
    with workspace.reading() as connection:
        return capture_rows.read(connection, capture_id)


def with_visits(workspace: Workspace, capture_ids: Iterable[str]) -> tuple[tuple[Capture, Visit], ...]:
    """Those of the captures that are there, each with its visit; the visits come without their answers."""
    with workspace.reading() as connection:
        pairs = [
            (own, visit_rows.find(connection, own.walk_id, own.step_id))
            for own in capture_rows.some(connection, capture_ids)
        ]
    return tuple((own, visit) for own, visit in pairs if visit is not None)


def of_walk(workspace: Workspace, walk_id: str) -> tuple[Capture, ...]:
    """The captures of a walk, by step and in their order."""
    with workspace.reading() as connection:
        version = walk_rows.version_of(workspace, connection, walk_rows.read(connection, walk_id))
        found = capture_rows.read_all(connection, walk_id)
    order = {step.id: step.number for step in version.steps}
    return tuple(sorted(found, key=lambda capture: order.get(capture.step_id, 0)))


def marks_before(workspace: Workspace, capture_id: str) -> tuple[Mark, ...]:
    """The marks of the captures whose numbers go on on this one, in their order; NotFound."""
    with workspace.reading() as connection:
        capture_rows.read(connection, capture_id)
        return mark_numbers.before(connection, capture_id)


def resolve(workspace: Workspace, prefix: str) -> str:
    """The full id of the capture whose id begins with `prefix`; NotFound when none or several do."""
    with workspace.reading() as connection:
        return rows.resolve(connection, table, prefix)


def image(workspace: Workspace, digest: str) -> bytes:
    """The stored bytes of a picture, nothing hidden: for the screen that marks it only."""
    with workspace.reading() as connection:
        return images.read(connection, digest)


def set_caption(workspace: Workspace, capture_id: str, caption: str) -> Change:
    """Write what stands below it."""
    return _set(workspace, capture_id, caption=caption)


def set_marks(workspace: Workspace, capture_id: str, marks: Iterable[Mark]) -> Change:
    """Put exactly these marks on it; InputError for one that cannot be there, then nothing is changed.

    Numbers are counted here, and on over the other captures of its pothole: the ids of those that change follow.
    What was made with other marks is removed. With the last redaction goes the answer that all private is hidden.
    """
    wanted = tuple(marks)
    with workspace.writing() as connection:
        return _mark(connection, capture_rows.read(connection, capture_id), wanted)


def add_redactions(workspace: Workspace, capture_id: str, boxes: Iterable[Cover]) -> Change:
    """Hide parts of it, beside those that are hidden; InputError for a box outside of the picture."""
    wanted = tuple(boxes)
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        fresh = (_redaction(box) for box in dict.fromkeys(wanted) if box not in capture.covers)
        return _mark(connection, capture, (*fresh, *capture.marks))


def _mark(connection: Connection, capture: Capture, wanted: tuple[Mark, ...]) -> Change:
    size = (capture.width, capture.height)
    roomy = (_roomy(mark, size) for mark in checked(wanted, size))
    mark_numbers.store(connection, capture.id, checked(roomy, size))  # words may need more room than there is
    if _is_bared(capture, wanted):
        rows.change_one(connection, table, capture.id, privacy=None)
    others = (changed for changed in mark_numbers.settle(connection, [capture.id]) if changed != capture.id)
    return mark_numbers.told(_changed(capture), others)


def _is_bared(capture: Capture, wanted: tuple[Mark, ...]) -> bool:
    """Whether what was answered to be hidden is hidden no more: it is asked again before a report shows it."""
    hidden = capture.privacy is PrivacyAnswer.HIDDEN and capture.covers and capture.burnt_at is None
    return bool(hidden) and not any(mark.kind is MarkKind.REDACT for mark in wanted)


def _roomy(mark: Mark, size: tuple[int, int]) -> Mark:
    """A text whose frame holds all its words."""
    if mark.kind is not MarkKind.TEXT:
        return mark
    fitted = imaging.fitted(mark, size)
    (left, top), (right, bottom) = mark.points
    (new_left, new_top), (new_right, new_bottom) = fitted.points
    return fitted if new_right - new_left > right - left + 1 or new_bottom - new_top > bottom - top + 1 else mark


def _redaction(cover: Cover) -> Mark:
    corners = ((cover.x, cover.y), (cover.x + cover.width, cover.y + cover.height))
    return Mark(id=clock.new_id(), kind=MarkKind.REDACT, points=corners)


def set_left_out(workspace: Workspace, capture_id: str, left_out: bool) -> Change:
    """Leave it out of the report, or not."""
    return set_left_out_many(workspace, {capture_id: left_out})


def set_left_out_many(workspace: Workspace, left_out: Mapping[str, bool]) -> Change:
    """The same for several, by id: all of them, or none."""
    with workspace.writing() as connection:
        found = [capture_rows.read(connection, capture_id) for capture_id in left_out]
        for capture in found:
            rows.change_one(connection, table, capture.id, left_out=left_out[capture.id])
    return _changed(*found)


def set_privacy(workspace: Workspace, capture_id: str, answer: PrivacyAnswer | None) -> Change:
    """Answer what a capture at a private step is asked; None takes the answer back."""
    return _set(workspace, capture_id, privacy=answer)


def move(workspace: Workspace, capture_id: str, step_id: str) -> Change:
    """Move it to another step of its walk, after the captures there."""
    return move_many(workspace, {capture_id: step_id})


def move_many(workspace: Workspace, step_ids: Mapping[str, str]) -> Change:
    """The same for several, by id: all of them, or none."""
    found = []
    with workspace.writing() as connection:
        for capture_id, step_id in step_ids.items():
            capture = capture_rows.read(connection, capture_id)
            visit_id = visit_rows.id_at(workspace, connection, capture.walk_id, step_id, clock.now())
            if visit_id != capture.visit_id:
                position = _next_position(connection, visit_id)
                rows.change_one(connection, table, capture_id, visit_id=visit_id, position=position)
            found.append(capture)
    return _changed(*found)


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
    return delete_many(workspace, (capture_id,))


def delete_many(workspace: Workspace, capture_ids: Iterable[str]) -> Change:
    """The same for several: all of them, or none."""
    wanted = tuple(dict.fromkeys(capture_ids))
    with workspace.writing() as connection:
        found = [capture_rows.read(connection, capture_id) for capture_id in wanted]
        together = [each for capture_id in wanted for each in mark_numbers.together(connection, capture_id)]
        for capture_id in wanted:
            rows.change_one(connection, table, capture_id, deleted_at=clock.now())
        numbered = mark_numbers.settle(connection, together)
    return mark_numbers.told(_changed(*found, also=(Subject.VISIT, Subject.POTHOLE, Subject.TRASH)), numbered)


def _set(workspace: Workspace, capture_id: str, **values: object) -> Change:
    with workspace.writing() as connection:
        capture = capture_rows.read(connection, capture_id)
        rows.change_one(connection, table, capture_id, **values)
    return _changed(capture)


def _changed(*found: Capture, also: tuple[Subject, ...] = (Subject.VISIT,)) -> Change:
    walks = dict.fromkeys(capture.walk_id for capture in found)
    return change(Subject.CAPTURE, *(capture.id for capture in found), *walks, also=also)
