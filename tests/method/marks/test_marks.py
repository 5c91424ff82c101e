"""Marks as geometry: whatever is done to them, they stay where they should be and can be undone."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.errors import InputError
from oracle.method import marks as own
from oracle.method.marks import Handle
from oracle.method.marks.places import FRAMED, UPRIGHT, WHOLE
from oracle.model.mark import Mark, MarkColour, MarkKind, Point, Stroke

PICTURE = (1280, 800)
CORNERS = (Handle.NW, Handle.NE, Handle.SE, Handle.SW)
OPPOSITE = {Handle.NW: Handle.SE, Handle.NE: Handle.SW, Handle.SE: Handle.NW, Handle.SW: Handle.NE}


def near(one: Point, other: Point, within: float = 0.01) -> bool:
    return math.dist(one, other) <= within


def mark(kind: MarkKind, *points: Point, **fields: object) -> Mark:
    words = {"text": "Say so"} if kind is MarkKind.TEXT else {}
    return Mark(**{"id": "m", "kind": kind, "points": points, **words, **fields})  # type: ignore[arg-type]


def box(kind: MarkKind = MarkKind.BOX, rotation: float = 0.0) -> Mark:
    return mark(kind, (100, 100), (300, 200), rotation=rotation)


xs, ys = st.integers(0, PICTURE[0] - 1), st.integers(0, PICTURE[1] - 1)  # a block at the very edge is none
places = st.tuples(xs, ys)
angles = st.sampled_from([0.0, 0.0, 30.0, 90.0, -137.5])


@st.composite
def some_mark(draw: st.DrawFn, kinds: tuple[MarkKind, ...] = tuple(MarkKind)) -> Mark:
    kind = draw(st.sampled_from(kinds))
    if kind in FRAMED:
        (x1, y1), (x2, y2) = draw(places), draw(places)
        points: tuple[Point, ...] = ((min(x1, x2), min(y1, y2)), (max(x1, x2) + 2, max(y1, y2) + 2))
    elif kind is MarkKind.NUMBER:
        points = (draw(places),)
    else:
        most = {MarkKind.LINE: 2, MarkKind.ARROW: 3}.get(kind, 12)
        points = tuple(draw(st.lists(places, min_size=2, max_size=most)))
    rotation = 0.0 if kind in UPRIGHT else draw(angles)
    drawn = mark(kind, *points, rotation=rotation, stroke=draw(st.sampled_from(Stroke)))
    return replace(drawn, colour=draw(st.sampled_from(MarkColour)))


# ---- what is painted


@given(some_mark())
def test_everything_painted_is_within_its_bounds(drawn: Mark) -> None:
    around = own.painted(drawn, PICTURE).grown(0.01)
    for shape in own.shapes(drawn, PICTURE):
        if isinstance(shape, own.Shape):
            assert all(around.left <= x <= around.right and around.top <= y <= around.bottom for x, y in shape.points)
            assert bool(shape.fill) or (bool(shape.stroke) and shape.width > 0)


@pytest.mark.parametrize("kind", [MarkKind.ARROW, MarkKind.LINE, MarkKind.BOX, MarkKind.ELLIPSE, MarkKind.PEN])
def test_lines_have_a_casing_of_a_pixel_and_a_quarter_a_side(kind: MarkKind) -> None:
    first, *rest = own.shapes(mark(kind, (10, 10), (90, 60)), PICTURE)
    last = rest[-1]
    assert isinstance(first, own.Shape)
    assert isinstance(last, own.Shape)
    assert (first.width - last.width) / 2 == pytest.approx(1.25)
    assert (first.stroke, last.stroke) == ("#1E2227", "#F2B705")


def test_a_black_mark_has_a_light_casing() -> None:
    first = own.shapes(replace(box(), colour=MarkColour.BLACK), PICTURE)[0]
    assert isinstance(first, own.Shape)
    assert first.stroke == "#FFFFFF"


def test_strokes_grow_with_the_picture() -> None:
    usual = own.stroke_width(box(), (860, 588))
    assert usual == 3.5
    assert own.stroke_width(box(), (3840, 2160)) == 3 * usual
    assert own.stroke_width(box(), (1280, 20_000)) == usual  # a long page is read at its width
    thin, thick = (own.stroke_width(replace(box(), stroke=each), PICTURE) for each in (Stroke.THIN, Stroke.THICK))
    assert thin < usual < thick


@pytest.mark.parametrize("size", [(390, 844), (860, 588), (1280, 800), (1920, 1080)])
def test_a_sharper_screen_makes_marks_larger_just_as_its_pages(size: tuple[int, int]) -> None:
    sharp = (2 * size[0], 2 * size[1])
    for measure in (own.stroke_width, own.casing, own.badge_radius, lambda *of: own.text_style(*of).size):
        assert measure(replace(box(), scale=2.0), sharp) == 2 * measure(box(), size)


def test_a_bent_arrow_ends_in_its_head() -> None:
    bent = mark(MarkKind.ARROW, (676, 468), (706, 384), (688, 334))
    *_, body, head = own.shapes(bent, PICTURE)
    assert isinstance(body, own.Shape)
    assert isinstance(head, own.Shape)
    assert body.points[0] == (676, 468)
    assert body.points[-1] == head.points[1] == (688, 334)
    assert all(20 < math.dist(arm, (688, 334)) < 26 for arm in (head.points[0], head.points[2]))
    assert all(arm[1] > 334 for arm in (head.points[0], head.points[2]))


# ---- hitting


@given(some_mark((MarkKind.LINE, MarkKind.PEN)))
def test_a_line_is_hit_at_its_points_and_missed_far_away(drawn: Mark) -> None:
    line = own.settled(drawn)
    assert own.hit(line, *line.points[0], 1, PICTURE)
    assert own.hit(line, *line.points[-1], 1, PICTURE)
    far = own.painted(line, PICTURE)
    assert not own.hit(line, far.right + 20, far.bottom + 20, 5, PICTURE)


def test_a_box_is_hit_at_its_edge_and_a_block_everywhere() -> None:
    assert own.hit(box(), 100, 150, 3, PICTURE)
    assert not own.hit(box(), 200, 150, 3, PICTURE)
    assert own.hit(box(MarkKind.REDACT), 200, 150, 3, PICTURE)
    assert not own.hit(box(MarkKind.REDACT), 320, 150, 3, PICTURE)
    upright = mark(MarkKind.HIGHLIGHT, (100, 100), (300, 120), rotation=90.0)
    assert own.hit(upright, 200, 200, 1, PICTURE)
    assert not own.hit(upright, 110, 110, 1, PICTURE)


def test_the_mark_painted_last_is_hit_first_and_blocks_last_of_all() -> None:
    text = mark(MarkKind.TEXT, (100, 100), (300, 200), id="text")
    block = mark(MarkKind.REDACT, (100, 100), (300, 200), id="block")
    number = mark(MarkKind.NUMBER, (150, 150), id="number")
    assert own.topmost((number, text, block), 150, 150, 2, PICTURE) == text
    assert own.topmost((text, number, block), 150, 150, 2, PICTURE) == number
    assert own.topmost((block,), 150, 150, 2, PICTURE) == block
    assert own.topmost((text,), 900, 700, 2, PICTURE) is None
    crop = replace(block, id="crop", kind=MarkKind.CROP)
    left, top = block.points[0]
    assert own.topmost((block, crop), left, top + 5, 2, PICTURE) == block
    assert own.topmost((crop,), left, top + 5, 2, PICTURE) == crop


# ---- moving, sizing, turning


@given(some_mark(), st.integers(-400, 400), st.integers(-400, 400))
def test_moving_back_gives_the_same_mark(drawn: Mark, dx: int, dy: int) -> None:
    there = own.moved(drawn, dx, dy)
    assert own.moved(there, -dx, -dy) == drawn
    before, after = own.bounds(drawn), own.bounds(there)
    assert near((after.left - before.left, after.bottom - before.bottom), (dx, dy))


@given(some_mark(), st.data())
def test_a_handle_goes_where_it_is_drawn(drawn: Mark, data: st.DataObject) -> None:
    there = own.handles(drawn)
    if not there:
        assert own.resized(drawn, Handle.SE, 5, 5) == drawn
        return
    handle = data.draw(st.sampled_from(sorted(there)))
    x, y = data.draw(places)
    made = own.resized(drawn, handle, x, y)
    if handle in OPPOSITE and drawn.kind in FRAMED:
        ends = [own.handles(made)[corner] for corner in CORNERS]
        within = 1.5 if drawn.kind in WHOLE else 1.01  # one pixel is the least width
        assert any(near(end, (x, y), within) for end in ends)
        assert any(near(end, there[OPPOSITE[handle]], within) for end in ends)
    elif handle in {Handle.START, Handle.END}:
        assert near(own.handles(made)[handle], (x, y))
    assert own.checked([made], (4000, 4000)) if own.bounds(made).meets(own.Bounds(0, 0, 4000, 4000)) else True


@given(some_mark(), angles)
def test_turning_there_and_back_gives_the_same_place(drawn: Mark, degrees: float) -> None:
    again = own.rotated(own.rotated(drawn, degrees), -degrees)
    before, after = own.bounds(drawn), own.bounds(again)
    if drawn.kind in FRAMED or drawn.kind is MarkKind.NUMBER:
        assert all(abs(one - other) < 0.01 for one, other in zip(before, after, strict=True))
    assert own.rotated(drawn, 45).rotation == 0 or drawn.kind in FRAMED - UPRIGHT


def test_a_turned_box_keeps_its_opposite_corner_when_sized() -> None:
    turned = box(rotation=30.0)
    before = own.handles(turned)
    made = own.resized(turned, Handle.SE, 400, 300)
    assert near(own.handles(made)[Handle.NW], before[Handle.NW])
    assert near(own.handles(made)[Handle.SE], (400, 300))
    assert made.rotation == 30.0


def test_a_corner_can_keep_width_to_height() -> None:
    made = own.resized(box(), Handle.SE, 500, 210, keep_ratio=True)
    assert own.bounds(made) == (100, 100, 500, 300)
    flipped = own.resized(box(), Handle.SE, 0, 0, keep_ratio=True)
    assert own.bounds(flipped) == (-100, 0, 100, 100)


def test_an_arrow_is_bent_and_made_straight_again() -> None:
    straight = mark(MarkKind.ARROW, (0, 0), (200, 0))
    bent = own.resized(straight, Handle.BEND, 100, 60)
    assert len(bent.points) == 3
    assert near(own.handles(bent)[Handle.BEND], (100, 60))
    assert own.resized(bent, Handle.BEND, 100, 1) == straight


@given(some_mark(), st.integers(-3000, 3000), st.integers(-3000, 3000))
def test_marks_are_brought_back_inside(drawn: Mark, dx: int, dy: int) -> None:
    there = own.bounds(own.inside(own.moved(drawn, dx, dy), PICTURE))
    room = own.bounds(drawn)
    if room.width <= PICTURE[0] and room.height <= PICTURE[1]:
        assert there.left >= -0.01
        assert there.top >= -0.01
        assert there.right <= PICTURE[0] + 0.01
        assert there.bottom <= PICTURE[1] + 0.01


def test_a_thinned_line_stays_within_its_tolerance() -> None:
    line = [(x, 20 * math.sin(x / 30)) for x in range(300)]
    made = own.thinned(line, 0.5)
    assert 5 < len(made) < 60
    assert (made[0], made[-1]) == (line[0], line[-1])
    pen = mark(MarkKind.PEN, *made)
    assert all(own.hit(pen, x, y, 1, PICTURE) for x, y in line)


# ---- pasting


@example([mark(MarkKind.TEXT, (0, 0), (2, 401), text="Say so")], (300, 200))  # higher than the other picture
@given(st.lists(some_mark(), min_size=1, max_size=4), st.sampled_from([(300, 200), (3840, 2160), (640, 9000)]))
def test_pasted_marks_lie_inside_with_ids_of_their_own(drawn: list[Mark], target: tuple[int, int]) -> None:
    fresh: Iterator[int] = count()
    made = own.pasted(drawn, PICTURE, target, lambda: f"new-{next(fresh)}")
    assert len(made) == sum(each.kind is not MarkKind.CROP for each in drawn)
    assert [each.id for each in made] == [f"new-{at}" for at in range(len(made))]
    assert all(each.number is None for each in made)
    own.checked(made, target)
    for each in made:
        place = own.bounds(each)
        if place.width <= target[0] and place.height <= target[1]:
            assert place.left >= -0.01
            assert place.right <= target[0] + 0.01


def test_pasted_marks_are_as_large_beside_the_picture_as_they_were() -> None:
    (made,) = own.pasted([box()], PICTURE, (2560, 1600), lambda: "new")
    assert made.points == ((200, 200), (600, 400))
    (sharper,) = own.pasted([box()], (640, 400), PICTURE, lambda: "new", (1.0, 2.0))
    assert (sharper.points, sharper.scale) == (((200, 200), (600, 400)), 2.0)
    (back,) = own.pasted([sharper], PICTURE, (640, 400), lambda: "new", (2.0, 1.0))
    assert (back.points, back.scale) == (box().points, 1.0)
    (same,) = own.pasted([box(MarkKind.REDACT)], PICTURE, PICTURE, lambda: "new")
    assert same.points == ((100, 100), (300, 200))


# ---- numbers


def number(starts_at: int | None = None) -> Mark:
    return mark(MarkKind.NUMBER, (5, 5), starts_at=starts_at)


def shown(captures: list[list[Mark]]) -> list[list[int | None]]:
    made = own.renumbered(tuple(each) for each in captures)
    return [[each.number for each in capture if each.kind is MarkKind.NUMBER] for capture in made]


def test_numbers_go_on_over_captures_and_can_start_anywhere() -> None:
    assert shown([[number(), box(), number()], [], [number()]]) == [[1, 2], [], [3]]
    assert shown([[number(7), number()], [number(), number(1), number()]]) == [[7, 8], [9, 1, 2]]


@given(st.lists(st.lists(st.booleans(), max_size=4), max_size=4))
def test_numbering_twice_changes_nothing(drawn: list[list[bool]]) -> None:
    captures = [tuple(number() if counts else box() for counts in capture) for capture in drawn]
    once = list(own.renumbered(captures))
    assert list(own.renumbered(once)) == once
    assert [each.number for capture in once for each in capture if each.number] == list(
        range(1, 1 + sum(map(sum, drawn)))
    )


# ---- what can be stored


@given(some_mark())
def test_what_is_checked_once_passes_again(drawn: Mark) -> None:
    once = own.checked([drawn], PICTURE)
    assert own.checked(once, PICTURE) == once


def test_blocks_are_cut_at_the_edges_and_rounded_outwards() -> None:
    (made,) = own.checked([mark(MarkKind.REDACT, (60.6, 20.5), (-5.5, 10.2))], PICTURE)
    assert made.points == ((0, 10), (61, 21))
    assert own.visible([mark(MarkKind.CROP, (10, 10), (30, 40))], PICTURE) == (10, 10, 30, 40)
    assert own.visible([made], PICTURE) == (0, 0, *PICTURE)


@pytest.mark.parametrize(
    "wrong",
    [
        mark(MarkKind.BOX, (0, 0)),
        mark(MarkKind.NUMBER, (0, 0), (1, 1)),
        mark(MarkKind.ARROW, (0, 0), (1, 1), (2, 2), (3, 3)),
        mark(MarkKind.PEN, *[(1.0, 1.0)] * 5001),
        mark(MarkKind.BOX, (math.nan, 0), (5, 5)),
        mark(MarkKind.BOX, (0, 0), (math.inf, 5)),
        mark(MarkKind.BOX, (0, 0), (1e9, 5)),
        mark(MarkKind.LINE, (0, 0), (1e300, 5)),
        mark(MarkKind.BOX, (0, 0), (9, 5), rotation=math.nan),
        mark(MarkKind.REDACT, (0, 0), (9, 5), rotation=1.0),
        mark(MarkKind.REDACT, (1300, 10), (1400, 20)),
        mark(MarkKind.NUMBER, (-50, 10)),
        mark(MarkKind.TEXT, (0, 0), (9, 5), text="  "),
        mark(MarkKind.TEXT, (0, 0), (9, 5), text="x" * 2001),
        mark(MarkKind.BOX, (0, 0), (9, 5), text="x"),
        mark(MarkKind.BOX, (0, 0), (9, 5), number=3),
        mark(MarkKind.NUMBER, (3, 3), starts_at=-1),
        mark(MarkKind.BOX, (0, 0), (9, 5), id=""),
    ],
    ids=lambda wrong: f"{wrong.kind}-{len(wrong.points)}-{wrong.text[:3]}",
)
def test_a_mark_that_cannot_be_is_refused_in_words(wrong: Mark) -> None:
    with pytest.raises(InputError, match=r"Mark 2 \(.+\) cannot be used: .+\."):
        own.checked([replace(box(), id="first"), wrong], PICTURE)


def test_too_many_marks_two_crops_and_equal_ids_are_refused() -> None:
    crop = mark(MarkKind.CROP, (0, 0), (9, 9))
    with pytest.raises(InputError, match="same id"):
        own.checked([box(), box()], PICTURE)
    with pytest.raises(InputError, match="once"):
        own.checked([crop, replace(crop, id="other")], PICTURE)
    pens = [mark(MarkKind.PEN, *[(1.0, 1.0)] * 5000, id=str(at)) for at in range(11)]
    texts = [mark(MarkKind.TEXT, (0, 0), (9, 5), text="x" * 2000, id=str(at)) for at in range(11)]
    wild = [mark(MarkKind.PEN, *[(0.0, 0.0), (1280.0, 800.0)] * 20, id=str(at)) for at in range(11)]
    wide = [mark(MarkKind.HIGHLIGHT, (-900, -700), (1280, 1600), id=str(at)) for at in range(21)]
    own.checked(wide[:20], PICTURE)
    with pytest.raises(InputError, match="more drawn and written"):
        own.checked(wide, PICTURE)
    for many in (pens, texts, wild):
        own.checked(many[:10], PICTURE)
        with pytest.raises(InputError, match="more drawn and written"):
            own.checked(many, PICTURE)
    with pytest.raises(InputError, match="1,000"):
        own.checked([replace(box(), id=str(at)) for at in range(1001)], PICTURE)


def test_of_a_tall_picture_what_the_marks_point_at_is_told() -> None:
    page = (800, 4000)
    assert own.telling((), (1080, 2400)) is None, "a phone's screen is shown whole"
    assert own.telling((), page) == (0, 0), "its head"
    pointing = mark(MarkKind.BOX, (100, 2000), (300, 2200))
    hidden = mark(MarkKind.REDACT, (0, 100), (50, 120))
    assert own.telling((hidden, pointing), page) == (0.5, 0.55)
    crop = mark(MarkKind.CROP, (0, 1000), (800, 3500))
    assert own.telling((pointing, crop), page) == (0.4, 0.48)
    assert own.telling((mark(MarkKind.ARROW, (10, 10), (20, 20)), crop), page) == (0, 0), "it points at what is cut off"
