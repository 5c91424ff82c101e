"""Road quality and its change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method.quality import road_quality, rounded
from oracle.method.since import since
from oracle.model.ratings import Outcome, Run, WalkState
from oracle.model.walk import OpenWalk
from tests.report.sample import monstera, open_walk, step, version, visit

FRICTIONS = st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=1, max_size=20)


def walk_of(frictions: list[int | None], *, truths: frozenset[int] = frozenset(), run: Run = Run.FULL) -> OpenWalk:
    road = version([step(n, moment_of_truth=n in truths) for n in range(1, len(frictions) + 1)])
    visits = [visit(n, friction=friction) for n, friction in enumerate(frictions, 1)]
    return open_walk(road, visits, run=run)


def change(now: OpenWalk, then: OpenWalk) -> float | None:
    found = since(now, [then], {})
    return None if found is None else found.points


def test_the_sample_walk_has_the_quality_of_the_product_page() -> None:
    walk = monstera().open
    found = road_quality(walk.version, walk.visits)
    assert found.value == pytest.approx(63.333, abs=0.001)
    assert rounded(found.value) == 63
    assert (found.rated, found.steps) == (12, 12)


def test_a_walk_without_a_value_is_not_rated_and_never_smooth() -> None:
    walk = walk_of([None, None])
    assert road_quality(walk.version, walk.visits).value is None
    assert road_quality(walk.version, ()).value is None


@pytest.mark.parametrize("outcome", [Outcome.LEFT, Outcome.BLOCKED, Outcome.NEVER_CAME])
def test_what_ends_a_step_badly_counts_as_blocked_whatever_was_given(outcome: Outcome) -> None:
    road = version([step(1)])
    assert road_quality(road, [visit(1, friction=0, outcome=outcome)]).value == 0


@pytest.mark.parametrize(
    "outcome", [Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL, Outcome.WAITING, None]
)
def test_what_was_not_met_is_left_out(outcome: Outcome | None) -> None:
    road = version([step(1), step(2)])
    visits = [visit(1, friction=0), visit(2, friction=None, outcome=outcome)]
    found = road_quality(road, visits)
    assert (found.value, found.rated, found.steps) == (100, 1, 2)


def test_moments_of_truth_weigh_double() -> None:
    walk = walk_of([4, 0], truths=frozenset({1}))
    assert road_quality(walk.version, walk.visits).value == pytest.approx(100 / 3)


@given(FRICTIONS, st.sets(st.integers(1, 20)))
def test_quality_lies_between_nought_and_a_hundred(frictions: list[int | None], truths: set[int]) -> None:
    walk = walk_of(frictions, truths=frozenset(truths))
    found = road_quality(walk.version, walk.visits)
    assert found.rated == sum(friction is not None for friction in frictions)
    if found.rated == 0:
        assert found.value is None
    else:
        assert found.value is not None
        assert 0 <= found.value <= 100
        assert (found.value == 100) == all(not friction for friction in frictions)


@given(FRICTIONS, st.integers(0, 19))
def test_a_rougher_step_never_raises_the_quality(frictions: list[int | None], place: int) -> None:
    place %= len(frictions)
    if frictions[place] is None or frictions[place] == 4:
        return
    rougher = [*frictions]
    rougher[place] = (frictions[place] or 0) + 1
    before, after = walk_of(frictions), walk_of(rougher)
    smooth = road_quality(before.version, before.visits).value
    rough = road_quality(after.version, after.visits).value
    assert smooth is not None
    assert rough is not None
    assert rough < smooth


def test_half_a_point_is_rounded_up() -> None:
    assert [rounded(value) for value in (62.5, 62.49, 63.333, 0.5, 100.0)] == [63, 62, 63, 1, 100]


def test_change_counts_only_steps_valued_in_both_walks() -> None:
    then, now = walk_of([4, 2, None, 0]), walk_of([0, 2, 4, None])
    assert change(now, then) == pytest.approx(50)


def test_change_needs_half_of_the_road() -> None:
    now = walk_of([0, 0, 0, 0])
    assert change(now, walk_of([1, 1, None, None])) == pytest.approx(25)
    assert change(now, walk_of([1, None, None, None])) is None
    assert change(now, walk_of([None] * 4)) is None


def test_change_uses_the_weights_of_the_newer_version() -> None:
    now, then = walk_of([0, 4], truths=frozenset({1})), walk_of([4, 4], truths=frozenset({2}))
    assert change(now, then) == pytest.approx(100 * 2 / 3)


def test_a_ten_minute_walk_is_compared_with_its_like_only() -> None:
    truths = frozenset({1})
    quick = walk_of([2, None, None, None], truths=truths, run=Run.TEN_MINUTE)
    assert change(quick, walk_of([4, 4, 4, 4], truths=truths)) is None
    assert change(walk_of([4, 4, 4, 4], truths=truths), quick) is None
    before = walk_of([4, None, None, None], truths=truths, run=Run.TEN_MINUTE)
    assert change(quick, before) == pytest.approx(50)


def test_the_change_finds_a_step_by_likeness_too_and_as_people_corrected_it() -> None:
    then = walk_of([4, 0])
    renewed = version([replace(step(1), id="new 1"), replace(step(2), id="new 2", title="Quite another thing")])
    now = open_walk(replace(renewed, id="v2", number=2), [replace(visit(1, friction=0), step_id="new 1")])
    assert change(now, then) == pytest.approx(100)
    rated = replace(now, visits=(replace(visit(2, friction=3), step_id="new 2"),))
    assert change(rated, then) is None
    found = since(rated, [then], {"s1": "new 2"})
    assert found is not None
    assert found.points == pytest.approx(25)


def test_a_walk_that_never_came_to_an_end_is_not_compared_with() -> None:
    then = walk_of([4, 4])
    assert change(walk_of([0, 0]), replace(then, walk=replace(then.walk, state=WalkState.PAUSED))) is None


def test_a_step_that_changed_its_place_is_still_the_same_step() -> None:
    then = walk_of([4, 0])
    turned = version([replace(step(2), number=1), replace(step(1), number=2)])
    now = open_walk(turned, [visit(1, friction=0), visit(2, friction=0)])
    assert change(now, then) == pytest.approx(50)
