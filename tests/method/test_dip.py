"""Heights, and the dip after the sale."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oracle.method.dip import Dip, DipReading, find
from oracle.method.heights import heights
from oracle.model.ratings import Outcome
from oracle.model.walk import Visit
from tests.report.sample import START, monstera, step, version, visit

FEELINGS = st.lists(st.one_of(st.none(), st.integers(-2, 2)), min_size=1, max_size=14)


def read(feelings: list[int | None], sale: int) -> DipReading:
    road = version([step(n, sale=n == sale) for n in range(1, len(feelings) + 1)])
    return find(road, [visit(n, feeling=feeling) for n, feeling in enumerate(feelings, 1)])


def figures(dip: Dip) -> tuple[int, int, int | None, float]:
    return dip.start.number, dip.low.number, dip.end.number if dip.end else None, dip.depth


@pytest.mark.parametrize(
    ("feelings", "sale", "expected"),
    [
        ([2, 2, -2, 1], 2, [(2, 3, 4, 4)]),
        ([1, -1, -2], 1, [(1, 3, None, 3)]),
        ([2, -2, 1, -1, -1], 1, [(1, 2, 3, 4), (3, 4, None, 2)]),
        ([-2, -1, 0], 1, []),
    ],
)
def test_the_examples_of_the_product_page(
    feelings: list[int | None], sale: int, expected: list[tuple[int, int, int | None, float]]
) -> None:
    assert [figures(dip) for dip in read(feelings, sale).dips] == expected


def test_the_sample_walk_dips_from_delighted_to_angry_in_three_days() -> None:
    walk = monstera().open
    dip = find(walk.version, walk.visits).headline
    assert dip
    assert figures(dip) == (8, 10, 11, 4)
    assert dip.to_low
    assert dip.to_low > timedelta(days=3)
    assert dip.length == dip.to_low + timedelta(minutes=4)


def test_the_headline_is_the_deepest_then_the_longest_then_the_first() -> None:
    deepest = read([0, -1, 2, -2, 0], 1).headline
    assert deepest
    assert deepest.low.number == 4
    longest = read([1, -1, 1, -1, -1, 1], 1).headline
    assert longest
    assert longest.start.number == 3
    first = read([1, -1, 1, -1, 1], 1).headline
    assert first
    assert first.start.number == 1


def test_without_a_marked_sale_it_is_the_last_step_of_decision() -> None:
    steps = [step(n) for n in range(1, 5)]
    road = version(steps, (("Awareness", 1), ("Decision", 2), ("Delivery", 1)))
    found = find(road, [visit(3, feeling=1), visit(4, feeling=-1)])
    assert found.sale_step == steps[2]
    assert [figures(dip) for dip in found.dips] == [(3, 4, None, 2)]


def test_without_a_sale_no_dip_is_computed_and_it_says_why() -> None:
    found = find(version([step(1), step(2)]), [visit(2, feeling=-2)])
    assert found.dips == ()
    assert found.headline is None
    assert "sale" in found.why_none


def test_steps_without_a_value_are_passed_over() -> None:
    assert [figures(dip) for dip in read([2, None, -2, None, 1], 1).dips] == [(1, 3, 5, 4)]


def test_it_says_when_heights_come_from_friction() -> None:
    road = version([step(1, sale=True), step(2)])
    found = find(road, [visit(1, feeling=2), visit(2, friction=4)])
    assert found.partly_from_friction
    assert [figures(dip) for dip in found.dips] == [(1, 2, None, 4)]
    assert not read([2, -2], 1).partly_from_friction


def test_times_are_left_out_where_they_are_not_known() -> None:
    dip = read([2, -2, 0], 1).dips[0]
    assert dip.length is None
    assert dip.to_low is None
    assert dip.steps == 2


def test_time_is_counted_from_when_it_came() -> None:
    road = version([step(1, sale=True), step(2)])
    late = Visit(id="x", walk_id="w1", step_id="s2", feeling=-1, first_at=START, came_at=START + timedelta(days=2))
    dip = find(road, [visit(1, feeling=1, first_at=START), late]).dips[0]
    assert dip.to_low == timedelta(days=2)


def test_a_height_is_the_feeling_else_comes_from_the_friction() -> None:
    road = version([step(n) for n in range(1, 5)])
    visits = [
        visit(1, feeling=-1, friction=0),
        visit(2, friction=4),
        visit(3, friction=2, outcome=Outcome.LEFT),
    ]
    found = heights(road, visits)
    assert [height.value if height else None for height in found] == [-1, -2, -2, None]
    assert [height.from_friction if height else None for height in found] == [False, True, True, None]


@given(FEELINGS, st.integers(1, 14))
def test_every_dip_falls_below_neutral_after_the_sale(feelings: list[int | None], sale: int) -> None:
    sale = (sale - 1) % len(feelings) + 1
    found = read(feelings, sale)
    last = 0
    for dip in found.dips:
        assert sale <= dip.start.number <= dip.low.number
        assert dip.low.number > sale
        assert dip.low_height < 0
        assert dip.depth >= 0
        assert dip.low.number > last
        if dip.end:
            end = feelings[dip.end.number - 1]
            assert end is not None
            assert end >= 0
            assert dip.end.number > dip.low.number
        last = dip.low.number
    fell = [n for n, feeling in enumerate(feelings, 1) if n > sale and feeling is not None and feeling < 0]
    if fell and (feelings[sale - 1] or 0) >= 0:
        assert found.dips
    if not fell:
        assert not found.dips
