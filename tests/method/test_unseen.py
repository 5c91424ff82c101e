"""How many potholes are probably still unseen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method.unseen import Estimate, WhyNot, chao2, estimate, samples, sentence
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Run, Verdict, WalkState
from oracle.model.walk import OpenWalk
from tests.report.sample import START, open_walk, pothole, step, version

ROAD = version([step(1), step(2)])


@pytest.mark.parametrize(
    ("walks", "incidences", "total", "low", "high", "unseen"),
    [
        (4, [1] * 6 + [2] * 3 + [3] * 3, 14.81, 12.46, 29.21, (3, 0, 18)),
        (3, [1] * 5 + [3] * 3, 14.67, 9.26, 43.20, (7, 1, 36)),
        (3, [3, 3, 2, 2, 2], 5, 5, 6.95, (0, 0, 2)),
    ],
)
def test_the_examples_of_the_product_page(
    walks: int, incidences: list[int], total: float, low: float, high: float, unseen: tuple[int, int, int]
) -> None:
    found = chao2(walks, incidences)
    assert found is not None
    assert found.total == pytest.approx(total, abs=0.005)
    assert found.low == pytest.approx(low, abs=0.005)
    assert found.high == pytest.approx(high, abs=0.005)
    assert found.unseen == unseen


def test_it_is_said_as_about_three_more() -> None:
    found = chao2(4, [1] * 6 + [2] * 3 + [3] * 3)
    assert found is not None
    assert sentence(found) == "Potholes still unseen: about 3 more, between 0 and 18."


@given(st.integers(3, 12).flatmap(lambda m: st.tuples(st.just(m), st.lists(st.integers(0, m), max_size=40))))
def test_the_estimate_is_never_less_than_what_was_seen(given_: tuple[int, list[int]]) -> None:
    walks, incidences = given_
    found = chao2(walks, incidences)
    seen = sum(count > 0 for count in incidences)
    if not seen:
        assert found is None
        return
    assert found is not None
    assert found.seen == seen
    assert seen <= found.low <= found.total + 1e-9
    assert found.total <= found.high + 1e-9
    about, low, high = found.unseen
    assert 0 <= low <= about <= high


@given(st.lists(st.integers(1, 2), min_size=1))
def test_two_walks_are_too_few(incidences: list[int]) -> None:
    assert chao2(2, incidences) is None


# ---- which walks count


def walk(number: int, tester: str = "", **changes: Any) -> OpenWalk:
    made = open_walk(
        ROAD, [], id=f"w{number}", number=number, **{"started_at": START + timedelta(days=30 * number), **changes}
    )
    return replace(made, tester=replace(made.tester, id=tester or f"t{number}"))


def seen_in(number: int, *walks: str, **fields: Any) -> Pothole:
    seen = tuple(Sighting(id=f"g{number}{each}", pothole_id=f"h{number}", walk_id=each, **fields) for each in walks)
    return replace(pothole(number, 1), sightings=seen)


def test_samples_are_finished_full_walks_by_different_people() -> None:
    walks = [
        walk(1),
        walk(2, "t1"),
        walk(3, run=Run.TEN_MINUTE),
        walk(4, run=Run.RE_WALK),
        walk(5, state=WalkState.RESTING),
        walk(6),
    ]
    assert [each.walk.number for each in samples(walks, ())] == [1, 6]
    assert estimate(walks, [], ()) is WhyNot.FEW_WALKS


def test_samples_walked_one_version_that_of_the_newest_walk() -> None:
    older = replace(walk(1), version=replace(ROAD, id="v0"))
    assert [each.walk.number for each in samples([older, walk(2), walk(3)], ())] == [2, 3]


def test_a_claimed_repair_parts_the_samples() -> None:
    walks = [walk(1), walk(2), walk(3), walk(4)]
    repaired = START + timedelta(days=75)
    assert [each.walk.number for each in samples(walks, [repaired])] == [3, 4]
    after_all = START + timedelta(days=300)
    assert len(samples(walks, [after_all])) == 4


def test_what_was_shown_beforehand_or_not_met_does_not_count() -> None:
    walks = [walk(1), walk(2), walk(3)]
    assert estimate(walks, [seen_in(1, "w1", shown_before=True)]) is WhyNot.NO_POTHOLES
    assert estimate(walks, [seen_in(1, "w1", verdict=Verdict.NOT_CHECKED)]) is WhyNot.NO_POTHOLES
    assert estimate(walks, [replace(seen_in(1, "w1"), bright=True)]) is WhyNot.NO_POTHOLES
    found = estimate(walks, [seen_in(1, "w1", "w2", "w9"), seen_in(2, "w3")])
    assert isinstance(found, Estimate)
    assert (found.seen, found.once, found.twice) == (2, 1, 1)
