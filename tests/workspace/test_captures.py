"""Captures: pictures at a step, what is shown of them, what a report may show."""

from __future__ import annotations

import io

import pytest
from msgspec.structs import replace
from PIL import Image
from sqlalchemy import func, select

from oracle.errors import CaptureError, InputError, NotFound
from oracle.model.ratings import PrivacyAnswer, Source
from oracle.model.walk import Capture, Cover, OpenWalk
from oracle.workspace import Workspace, businesses, captures, potholes, renditions, schema, trash, walks
from tests.workspace.conftest import NOON, Snap, encoded


def add(ws: Workspace, walk: OpenWalk, snap: Snap, colour: str = "teal", number: int = 1) -> Capture:
    made = captures.add(ws, walk.walk.id, walk.version.steps[number - 1].id, snap(colour))
    return captures.get(ws, made.id)


def rows_of(ws: Workspace, table: str) -> int:
    with ws.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(schema.metadata.tables[table])).scalar_one())


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_capture_keeps_its_bytes_and_where_it_is_from(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    shot = snap(url="https://leaf.example/?a=1", title="Leaf & Co", screen="eDP-1", scale=1.5, zone="Europe/Berlin")
    made = captures.add(ws, walk.walk.id, walk.version.steps[0].id, shot)
    capture = captures.get(ws, made.id)
    assert captures.image(ws, capture.image) == shot.data
    assert (capture.width, capture.height, capture.taken_at) == (64, 40, NOON)
    for field in ("url", "title", "screen", "scale", "zone", "source"):
        assert getattr(capture, field) == getattr(shot, field)
    assert made.ids == (capture.id, walk.walk.id)
    assert walks.opened(ws, walk.walk.id).captures == (capture,)


def test_the_same_picture_twice_is_two_captures_of_one_image(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    first, second = add(ws, walk, snap), add(ws, walk, snap)
    assert first.id != second.id
    assert first.image == second.image
    assert rows_of(ws, "image") == 1


def test_a_foreign_picture_is_made_plain_first(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    secret = b"SECRET-AFTER-EOI"
    shot = snap(data=encoded("red", format_="JPEG") + secret, foreign=True, source=Source.FILE, file_name="IMG.JPG")
    capture = captures.get(ws, captures.add(ws, walk.walk.id, walk.version.steps[0].id, shot).id)
    stored = captures.image(ws, capture.image)
    assert stored.startswith(b"\x89PNG")
    assert secret not in stored
    assert capture.file_name == "IMG.JPG"


@pytest.mark.parametrize(
    "data", [b"", b"not a picture", encoded()[:-5], encoded() + b"x", encoded(format_="JPEG")], ids=len
)
def test_a_shot_that_is_not_whole_is_not_kept(ws: Workspace, walk: OpenWalk, snap: Snap, data: bytes) -> None:
    with pytest.raises(CaptureError):
        captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=data))
    with pytest.raises(InputError):
        captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=data[:7], foreign=True))
    assert captures.of_walk(ws, walk.walk.id) == ()
    assert rows_of(ws, "image") == 0


def test_captures_keep_their_order_and_can_be_moved(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    later = add(ws, walk, snap, "gold", number=2)
    a, b, c = (add(ws, walk, snap, colour) for colour in ("red", "green", "blue"))
    assert [own.id for own in captures.of_walk(ws, walk.walk.id)] == [a.id, b.id, c.id, later.id]
    first, second = (own.id for own in walk.version.steps[:2])
    captures.reorder(ws, walk.walk.id, first, (c.id, a.id, b.id))
    captures.move(ws, a.id, second)
    opened = walks.opened(ws, walk.walk.id)
    assert [own.id for own in opened.captures_at(first)] == [c.id, b.id]
    assert [own.id for own in opened.captures_at(second)] == [later.id, a.id]
    with pytest.raises(InputError):
        captures.reorder(ws, walk.walk.id, first, (c.id,))


def test_caption_and_leaving_out_are_kept(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    own = add(ws, walk, snap)
    captures.set_caption(ws, own.id, "The price hides\nbehind this")
    captures.set_left_out(ws, own.id, True)
    assert captures.get(ws, own.id) == replace(own, caption="The price hides\nbehind this", left_out=True)


def test_a_private_steps_capture_stays_out_of_reports_until_answered(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    own = add(ws, walk, snap, number=3)
    assert not own.in_report(private=True)
    assert own.in_report(private=False)
    shown = {PrivacyAnswer.HIDDEN, PrivacyAnswer.NOTHING_TO_HIDE}
    for answer in (*PrivacyAnswer, None):
        captures.set_privacy(ws, own.id, answer)
        assert captures.get(ws, own.id).in_report(private=True) is (answer in shown)
    captures.set_privacy(ws, own.id, PrivacyAnswer.HIDDEN)
    captures.set_left_out(ws, own.id, True)
    assert not captures.get(ws, own.id).in_report(private=True)


# ---- what is redacted


COVER = Cover(x=196, y=26, width=100, height=60)


def page(secret_colour: str) -> bytes:
    picture = Image.radial_gradient("L").resize((640, 400)).convert("RGB")
    picture.paste(secret_colour, (200, 30, 290, 80))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_cover_is_burnt_into_everything_that_is_shown(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    """Two secrets under one cover give the same bytes: nothing of them is left to be guessed from."""
    shown = []
    for colour in ("red", "white"):
        made = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=page(colour)))
        bare = captures.rendition(ws, made.id), captures.thumbnail(ws, made.id), captures.report_picture(ws, made.id)
        captures.add_redactions(ws, made.id, [COVER])
        covered = captures.rendition(ws, made.id), captures.thumbnail(ws, made.id), captures.report_picture(ws, made.id)
        shown.append((bare, covered))
    (bare_red, covered_red), (bare_white, covered_white) = shown
    assert all(one != other for one, other in zip(bare_red, bare_white, strict=True))
    assert covered_red == covered_white
    area = pixels(covered_red[0]).crop((COVER.x, COVER.y, COVER.x + COVER.width, COVER.y + COVER.height))
    assert len(area.getcolors() or []) == 1


def test_what_was_made_without_the_cover_is_removed_from_the_file(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    made = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=page("red")))
    captures.thumbnail(ws, made.id)
    captures.report_picture(ws, made.id)
    assert rows_of(ws, "rendition") == 2
    captures.add_redactions(ws, made.id, [COVER])
    assert rows_of(ws, "rendition") == 0


def test_two_captures_of_one_image_are_covered_apart(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    step = walk.version.steps[0].id
    one, other = (captures.add(ws, walk.walk.id, step, snap(data=page("red"))).id for _ in range(2))
    before = captures.report_picture(ws, other)
    captures.add_redactions(ws, one, [COVER])
    assert captures.report_picture(ws, other) == before
    assert captures.report_picture(ws, one) != before


def test_redactions_are_cut_at_the_edges_and_outside_ones_refused(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    own = add(ws, walk, snap)
    for _twice in range(2):
        captures.add_redactions(ws, own.id, [Cover(x=-10, y=30, width=30, height=400)])
    assert captures.get(ws, own.id).covers[-1] == Cover(x=0, y=30, width=20, height=10)
    before = captures.get(ws, own.id)
    with pytest.raises(InputError):
        captures.add_redactions(ws, own.id, [COVER, Cover(x=64, y=0, width=5, height=5)])
    assert captures.get(ws, own.id) == before
    captures.set_marks(ws, own.id, [])
    assert captures.rendition(ws, own.id) == captures.image(ws, own.image)
    assert captures.get(ws, own.id).look == ""


# ---- made in the background


def test_renditions_are_prepared_one_by_one_until_none_is_missing(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    for colour in ("red", "green", "red"):
        add(ws, walk, snap, colour)
    steps = 0
    while captures.prepare_next(ws):
        steps += 1
    assert steps == 4  # a thumbnail and a report picture each of two images
    assert rows_of(ws, "rendition") == 4


def test_a_rendition_made_for_old_marks_is_not_kept(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    made = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=page("red")))
    preparation = renditions.missing(ws)
    assert preparation is not None
    captures.add_redactions(ws, made.id, [COVER])
    renditions.keep(ws, preparation, preparation.make())
    assert rows_of(ws, "rendition") == 0


def test_sizes_of_what_is_shown(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    wide = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=encoded(size=(3200, 1000)))).id
    small = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap(data=encoded(size=(200, 100)))).id
    assert pixels(captures.thumbnail(ws, wide)).size == (320, 100)
    assert captures.report_picture(ws, wide)[1:] == (1600, 500)
    assert captures.report_picture(ws, small)[1:] == (200, 100)
    assert pixels(captures.rendition(ws, wide)).size == (3200, 1000)


# ---- trash


def test_a_capture_comes_back_from_the_trash_where_it_was(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    a, b = add(ws, walk, snap, "red"), add(ws, walk, snap, "green")
    captures.set_caption(ws, a.id, "Red")
    found = potholes.add(ws, walk.walk.id, a.step_id, title="Both show it").id
    captures.delete(ws, a.id)
    assert [own.id for own in captures.of_walk(ws, walk.walk.id)] == [b.id]
    assert potholes.get(ws, found).capture_ids == (b.id,)
    with pytest.raises(NotFound):
        captures.get(ws, a.id)
    (item,) = trash.list_all(ws)
    assert (item.id, item.title) == (a.id, "Red")
    trash.restore(ws, item.id[:30])
    assert [own.id for own in captures.of_walk(ws, walk.walk.id)] == [a.id, b.id]
    assert potholes.get(ws, found).capture_ids == (a.id, b.id)


def test_emptying_the_trash_removes_rows_and_pictures_that_nothing_shows(
    ws: Workspace, walk: OpenWalk, snap: Snap
) -> None:
    a, b, shared = add(ws, walk, snap, "red"), add(ws, walk, snap, "green"), add(ws, walk, snap, "green", number=2)
    while captures.prepare_next(ws):
        pass
    captures.delete(ws, a.id)
    captures.delete(ws, b.id)
    trash.empty(ws)
    assert trash.list_all(ws) == ()
    assert (rows_of(ws, "capture"), rows_of(ws, "image"), rows_of(ws, "rendition")) == (1, 1, 2)
    assert captures.get(ws, shared.id) == shared


def test_a_business_in_the_trash_takes_all_along_and_brings_it_back(
    ws: Workspace, business: str, walk: OpenWalk, snap: Snap
) -> None:
    own = add(ws, walk, snap)
    potholes.add(ws, walk.walk.id, own.step_id, title="T")
    before = walks.opened(ws, walk.walk.id)
    businesses.set_logo(ws, business, encoded("navy"))
    businesses.delete(ws, business)
    assert ws.info().walks == ws.info().captures == ws.info().journeys == 0
    with pytest.raises(NotFound):
        walks.opened(ws, walk.walk.id)
    (item,) = trash.list_all(ws)
    assert item.what_hangs_on == "1 journey, 1 persona, 1 walk, 1 capture, 1 pothole"
    trash.restore(ws, business)
    assert walks.opened(ws, walk.walk.id) == before
    businesses.delete(ws, business)
    trash.empty(ws)
    left = {name for name in schema.metadata.tables if rows_of(ws, name)}
    assert left == {"workspace", "tester"}


def test_a_logo_is_kept_once_and_goes_when_it_is_replaced(ws: Workspace, business: str) -> None:
    businesses.set_logo(ws, business, encoded("navy", (2000, 500)))
    logo = businesses.get(ws, business).logo
    assert logo is not None
    assert pixels(captures.image(ws, logo)).size == (1024, 256)
    businesses.set_logo(ws, business, encoded("gold"))
    assert rows_of(ws, "image") == 1
    businesses.set_logo(ws, business, None)
    assert businesses.get(ws, business).logo is None
    assert rows_of(ws, "image") == 0


def test_several_captures_are_moved_left_out_and_deleted_all_or_none(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    first, second = (step.id for step in walk.version.steps[:2])
    ids = [captures.add(ws, walk.walk.id, first, snap()).id for _n in range(2)]
    with pytest.raises(NotFound):
        captures.move_many(ws, {ids[0]: second, "nothing": second})
    with pytest.raises(NotFound):
        captures.delete_many(ws, [ids[0], "nothing"])
    with pytest.raises(NotFound):
        captures.set_left_out_many(ws, {ids[0]: True, "nothing": True})
    assert [(each.step_id, each.left_out) for each in walks.opened(ws, walk.walk.id).captures] == [(first, False)] * 2
    assert captures.move_many(ws, dict.fromkeys(ids, second)).ids == (*ids, walk.walk.id)
    captures.delete_many(ws, ids)
    trash.restore_many(ws, [*ids, "nothing"])
    assert [each.id for each in walks.opened(ws, walk.walk.id).captures if each.step_id == second] == ids
