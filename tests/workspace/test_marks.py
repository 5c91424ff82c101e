"""Marks on captures as they are stored: what is shown of them, and numbers that go on over a pothole's captures."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import func, select

from oracle.errors import InputError
from oracle.model.change import Subject
from oracle.model.mark import Mark, MarkColour, MarkKind, Point, Stroke
from oracle.model.ratings import PrivacyAnswer, Verdict
from oracle.model.walk import Capture, OpenWalk
from oracle.workspace import Workspace, captures, pothole_verdicts, potholes, schema, testers, trash, walks
from tests.workspace.conftest import NOON, Snap, encoded

SIZE = (320, 200)


def mark(kind: MarkKind, *points: Point, **fields: object) -> Mark:
    return Mark(**{"id": f"{kind}-{points}", "kind": kind, "points": points, **fields})  # type: ignore[arg-type]


def number(at: int, starts_at: int | None = None) -> Mark:
    return mark(MarkKind.NUMBER, (at, at), starts_at=starts_at)


@pytest.fixture
def taken(ws: Workspace, walk: OpenWalk, snap: Snap) -> list[Capture]:
    """Three captures of the first step and one of the second, in this order."""
    made = []
    for at, colour in enumerate(("red", "green", "blue", "gold")):
        step = walk.version.steps[at // 3].id
        change = captures.add(ws, walk.walk.id, step, snap(data=encoded(colour, SIZE)))
        made.append(captures.get(ws, change.id))
    return made


def numbers(ws: Workspace, *taken: Capture) -> list[list[int | None]]:
    return [[each.number for each in captures.get(ws, own.id).marks if each.kind is MarkKind.NUMBER] for own in taken]


def renditions_of(ws: Workspace, own: Capture) -> int:
    with ws.reading() as connection:
        query = select(func.count()).where(schema.rendition.c.image == own.image)
        return int(connection.execute(query).scalar_one())


# ---- marks


def test_every_mark_comes_back_as_it_was_stored(ws: Workspace, taken: list[Capture]) -> None:
    stored = (
        mark(MarkKind.REDACT, (5, 5), (50, 30)),
        mark(MarkKind.CROP, (2, 2), (300, 190)),
        mark(MarkKind.ARROW, (10.5, 20.25), (60, 60), (90, 30), colour=MarkColour.RED, stroke=Stroke.THICK, scale=2),
        mark(MarkKind.PEN, (1, 1), (2, 5), (9, 9)),
        mark(MarkKind.BOX, (10, 10), (80, 60), rotation=-30.0),
        mark(MarkKind.TEXT, (100, 100), (300, 180), text="Say so.\n<b>שלום</b> ☃"),
        mark(MarkKind.NUMBER, (30, 30), number=4, starts_at=4),
    )
    made = captures.set_marks(ws, taken[0].id, stored)
    own = captures.get(ws, taken[0].id)
    assert own.marks == stored
    assert own.look
    assert made.ids == (own.id, own.walk_id)
    assert made.touches(Subject.CAPTURE, Subject.VISIT)
    assert captures.of_walk(ws, own.walk_id)[0] == own
    assert walks.opened(ws, own.walk_id).captures[0] == own


def test_a_crop_changes_what_everybody_sees_and_not_what_is_kept(ws: Workspace, taken: list[Capture]) -> None:
    own = taken[0]
    kept = captures.image(ws, own.image)
    captures.set_marks(ws, own.id, [mark(MarkKind.CROP, (20, 10), (120, 60))])
    assert Image.open(io.BytesIO(captures.rendition(ws, own.id))).size == (100, 50)
    assert captures.report_picture(ws, own.id)[1:] == (100, 50)
    assert captures.get(ws, own.id).shown_size == (100, 50)
    assert captures.image(ws, own.image) == kept
    captures.set_marks(ws, own.id, [])
    assert captures.rendition(ws, own.id) == kept
    assert captures.get(ws, own.id) == own


def test_what_was_made_with_other_marks_is_removed(ws: Workspace, taken: list[Capture]) -> None:
    own = taken[0]
    bare = captures.thumbnail(ws, own.id)
    captures.set_marks(ws, own.id, [mark(MarkKind.BOX, (20, 10), (120, 60))])
    assert renditions_of(ws, own) == 0
    assert captures.thumbnail(ws, own.id) != bare
    captures.report_picture(ws, own.id)
    assert renditions_of(ws, own) == 2
    captures.set_marks(ws, own.id, [])
    assert renditions_of(ws, own) == 0
    assert captures.thumbnail(ws, own.id) == bare


def test_a_texts_frame_is_made_large_enough(ws: Workspace, taken: list[Capture]) -> None:
    small = mark(MarkKind.TEXT, (10, 10), (90, 12), text="The sale price has the code in it.")
    roomy = mark(MarkKind.TEXT, (10, 10), (300, 120), text="OK", rotation=10.0)
    captures.set_marks(ws, taken[0].id, [small, roomy])
    first, second = captures.get(ws, taken[0].id).marks
    assert first.points[0] == (10, 10)
    assert first.points[1][1] > 60
    assert second == roomy


def test_a_mark_that_cannot_be_changes_nothing(ws: Workspace, taken: list[Capture]) -> None:
    captures.set_marks(ws, taken[0].id, [number(10)])
    before = captures.get(ws, taken[0].id)
    with pytest.raises(InputError, match="outside"):
        captures.set_marks(ws, taken[0].id, [number(20), mark(MarkKind.REDACT, (400, 10), (500, 20))])
    with pytest.raises(InputError, match="outside"):  # a letter a line: far higher than the picture
        captures.set_marks(ws, taken[0].id, [mark(MarkKind.TEXT, (10, 10), (11, 12), text="W" * 200)])
    assert captures.get(ws, taken[0].id) == before


# ---- numbers


def test_with_the_last_redaction_goes_the_answer_that_all_private_is_hidden(
    ws: Workspace, taken: list[Capture]
) -> None:
    def answer_after(*marks: Mark) -> PrivacyAnswer | None:
        captures.set_marks(ws, taken[0].id, marks)
        return captures.get(ws, taken[0].id).privacy

    block, other = mark(MarkKind.REDACT, (5, 5), (50, 30)), mark(MarkKind.REDACT, (60, 5), (90, 30))
    captures.set_privacy(ws, taken[0].id, PrivacyAnswer.HIDDEN)
    assert answer_after(number(9)) is PrivacyAnswer.HIDDEN  # covered before it came here
    assert answer_after(block, other) is PrivacyAnswer.HIDDEN
    assert answer_after(other) is PrivacyAnswer.HIDDEN
    assert answer_after(number(9)) is None
    captures.set_marks(ws, taken[0].id, (block,))
    captures.set_privacy(ws, taken[0].id, PrivacyAnswer.NOTHING_TO_HIDE)
    assert answer_after() is PrivacyAnswer.NOTHING_TO_HIDE


def test_numbers_of_a_capture_alone_are_counted_by_themselves(ws: Workspace, taken: list[Capture]) -> None:
    for own in taken[:2]:
        captures.set_marks(ws, own.id, [number(10), number(20)])
    assert numbers(ws, *taken[:2]) == [[1, 2], [1, 2]]


def test_numbers_go_on_over_the_captures_of_a_pothole(ws: Workspace, taken: list[Capture]) -> None:
    a, b, c, _other = taken
    potholes.add(ws, a.walk_id, a.step_id, title="Code refused")
    captures.set_marks(ws, c.id, [number(10)])
    captures.set_marks(ws, a.id, [number(10), number(20)])
    made = captures.set_marks(ws, b.id, [number(10)])
    assert numbers(ws, a, b, c) == [[1, 2], [3], [4]]
    assert made.ids == (b.id, b.walk_id, c.id)


def test_numbers_follow_when_one_is_deleted_and_when_that_is_undone(ws: Workspace, taken: list[Capture]) -> None:
    a, b, c, _other = taken
    potholes.add(ws, a.walk_id, a.step_id, title="Code refused")
    for own in (a, b, c):
        captures.set_marks(ws, own.id, [number(10), number(20)])
    before = captures.get(ws, a.id).marks
    captures.thumbnail(ws, c.id)
    captures.set_marks(ws, a.id, before[1:])
    assert numbers(ws, a, b, c) == [[1], [2, 3], [4, 5]]
    assert renditions_of(ws, c) == 0  # it showed 5 and 6
    captures.set_marks(ws, a.id, before)
    assert numbers(ws, a, b, c) == [[1, 2], [3, 4], [5, 6]]


def test_the_marks_before_a_capture_say_where_its_counting_goes_on(ws: Workspace, taken: list[Capture]) -> None:
    a, b, c, other = taken
    potholes.add(ws, a.walk_id, a.step_id, title="Code refused")
    captures.set_marks(ws, a.id, [number(10), number(20)])
    captures.set_marks(ws, b.id, [number(30)])
    assert [each.number for each in captures.marks_before(ws, c.id)] == [1, 2, 3]
    assert [each.number for each in captures.marks_before(ws, b.id)] == [1, 2]
    assert captures.marks_before(ws, a.id) == ()
    assert captures.marks_before(ws, other.id) == ()


def test_counting_can_start_anywhere(ws: Workspace, taken: list[Capture]) -> None:
    a, b, c, _other = taken
    potholes.add(ws, a.walk_id, a.step_id, title="Code refused")
    for own in (a, c):
        captures.set_marks(ws, own.id, [number(10)])
    captures.set_marks(ws, b.id, [number(10, starts_at=7), number(20)])
    assert numbers(ws, a, b, c) == [[1], [7, 8], [9]]


def test_numbers_follow_potholes_that_are_deleted_and_come_back(ws: Workspace, taken: list[Capture]) -> None:
    a, b, _c, _other = taken
    found = potholes.add(ws, a.walk_id, a.step_id, title="Code refused").id
    for own in (a, b):
        captures.set_marks(ws, own.id, [number(10)])
    gone = potholes.delete(ws, found)
    assert numbers(ws, a, b) == [[1], [1]]
    assert gone.touches(Subject.CAPTURE)
    assert b.id in gone.ids
    trash.restore(ws, found)
    assert numbers(ws, a, b) == [[1], [2]]


def test_numbers_follow_captures_that_are_deleted_and_come_back(ws: Workspace, taken: list[Capture]) -> None:
    a, b, c, _other = taken
    potholes.add(ws, a.walk_id, a.step_id, title="Code refused")
    for own in (a, b, c):
        captures.set_marks(ws, own.id, [number(10)])
    captures.delete(ws, b.id)
    assert numbers(ws, a, c) == [[1], [2]]
    trash.restore(ws, b.id)
    assert numbers(ws, a, b, c) == [[1], [2], [3]]


def test_numbers_follow_joining_placing_merging_and_splitting(ws: Workspace, taken: list[Capture]) -> None:
    a, b, c, other = taken
    for own in taken:
        captures.set_marks(ws, own.id, [number(10)])
    first = potholes.add(ws, a.walk_id, a.step_id, title="Code refused", capture_ids=(b.id, a.id)).id
    assert numbers(ws, *taken) == [[2], [1], [1], [1]]
    potholes.join(ws, first, a.walk_id, [other.step_id])
    assert numbers(ws, *taken) == [[2], [1], [1], [3]]
    potholes.set_places(ws, first, a.walk_id, step_ids=[a.step_id], capture_ids=[a.id, other.id])
    assert numbers(ws, *taken) == [[1], [1], [1], [2]]
    second = potholes.add(ws, a.walk_id, a.step_id, title="Said nothing", capture_ids=(c.id, a.id)).id
    assert numbers(ws, *taken) == [[1], [1], [1], [2]]  # a counts with the older one, which stays as it is
    kept = potholes.merge(ws, second, first)
    assert numbers(ws, *taken) == [[1], [1], [3], [2]]
    potholes.set_places(ws, kept.id, a.walk_id, step_ids=[a.step_id, other.step_id], capture_ids=[a.id, other.id, c.id])
    potholes.split_steps(ws, kept.id, a.walk_id, [other.step_id])
    assert numbers(ws, *taken) == [[1], [1], [2], [1]]


def test_numbers_go_on_into_the_next_walk_and_start_anew_without_the_first(
    ws: Workspace, journey: str, taken: list[Capture], snap: Snap
) -> None:
    a = taken[0]
    found = potholes.add(ws, a.walk_id, a.step_id, title="Code refused", capture_ids=(a.id,)).id
    again = walks.start(ws, journey, tester_id=testers.add(ws, name="Bo").id, now=NOON).id
    later = captures.get(ws, captures.add(ws, again, a.step_id, snap(data=encoded("navy", SIZE))).id)
    for own in (a, later):
        captures.set_marks(ws, own.id, [number(10)])
    potholes.join(ws, found, again, [a.step_id])
    assert numbers(ws, a, later) == [[1], [2]]
    walks.delete(ws, a.walk_id)
    assert numbers(ws, later) == [[1]]
    trash.restore(ws, a.walk_id)
    assert numbers(ws, a, later) == [[1], [2]]


def test_captures_with_other_marks_are_left_alone_when_numbers_move(ws: Workspace, taken: list[Capture]) -> None:
    a, b, c, _other = taken
    potholes.add(ws, a.walk_id, a.step_id, title="Code refused")
    captures.set_marks(ws, b.id, [mark(MarkKind.BOX, (10, 10), (80, 60))])
    captures.set_marks(ws, c.id, [number(10)])
    before = captures.get(ws, b.id)
    changed = captures.set_marks(ws, a.id, [replace(number(10), number=99)])
    assert numbers(ws, a, c) == [[1], [2]]
    assert changed.ids == (a.id, a.walk_id, c.id)
    assert captures.get(ws, b.id) == before


def test_a_verdict_that_joins_captures_numbers_them(
    ws: Workspace, journey: str, taken: list[Capture], snap: Snap
) -> None:
    a = taken[0]
    found = potholes.add(ws, a.walk_id, a.step_id, title="Code refused", capture_ids=(a.id,)).id
    again = walks.start(ws, journey, tester_id=testers.add(ws, name="Bo").id, now=NOON).id
    later = captures.get(ws, captures.add(ws, again, a.step_id, snap(data=encoded("navy", SIZE))).id)
    for own in (a, later):
        captures.set_marks(ws, own.id, [number(10)])
    judged = pothole_verdicts.judge(ws, found, again, Verdict.STILL_THERE)
    assert numbers(ws, a, later) == [[1], [2]]
    assert later.id in judged.ids
