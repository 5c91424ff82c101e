"""Two walks compared, and several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method.comparing import Comparison, Material, Trend, WhyNoChange, compare, several
from oracle.method.matching import How
from oracle.method.since import since
from oracle.model.journey import Version
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Outcome, Run, State, Verdict
from oracle.model.walk import OpenWalk, Visit
from tests.report.sample import START, open_walk, pothole, step, version, visit

FRICTIONS = st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=1, max_size=12)
ROAD = version([step(1), step(2), step(3)])


def walk(number: int, frictions: Sequence[int | None] = (), road: Version = ROAD, **changes: Any) -> OpenWalk:
    visits = [visit(at, friction=friction) for at, friction in enumerate(frictions, 1)]
    return open_walk(road, visits, id=f"w{number}", number=number, **changes)


def hole(name: int, *seen: tuple[int, Verdict | None], **fields: Any) -> Pothole:
    """A pothole with a sighting, and its verdict, in walk 1, walk 2 …"""
    made = tuple(
        Sighting(id=f"g{name}{n}", pothole_id=f"h{name}", walk_id=f"w{n}", step_ids=("s1",), verdict=said)
        for n, said in seen
    )
    return replace(pothole(name, 1), sightings=made, **fields)


def compared(then: OpenWalk, now: OpenWalk, *potholes: Pothole, **fields: Any) -> Comparison:
    given_ = {"numbers": {f"w{n}": n for n in range(1, 9)}, "corrections": {}, **fields}
    return compare(Material(then=then, now=now, potholes=potholes, **given_))


# ---- steps


def test_each_step_says_how_rough_it_was_then_and_now() -> None:
    found = compared(walk(1, [2, 0, 4]), walk(2, [0, 1, 4]))
    assert [(each.then.friction, each.now.friction, each.trend) for each in found.steps] == [
        (2, 0, Trend.SMOOTHER),
        (0, 1, Trend.ROUGHER),
        (4, 4, Trend.SAME),
    ]


def test_a_step_without_a_value_has_no_trend() -> None:
    now = open_walk(ROAD, [visit(1, outcome=Outcome.SKIPPED), visit(2, outcome=Outcome.LEFT, friction=1)], number=2)
    found = compared(walk(1, [2, None, 1]), now)
    assert [each.trend for each in found.steps] == [None, None, None]
    assert found.steps[1].now.friction == 4


def test_feelings_and_times_stand_beside() -> None:
    def walked(number: int, **fields: Any) -> OpenWalk:
        return open_walk(ROAD, [visit(1, **fields)], id=f"w{number}", number=number)

    then = walked(1, feeling=-1, seconds=40, wait_started_at=START, came_at=START + timedelta(hours=4))
    now = walked(2, feeling=1, wait_started_at=START, came_at=START - timedelta(hours=1))  # the clock went back
    first = compared(then, now).steps[0]
    assert (first.then.feeling, first.now.feeling) == (-1, 1)
    assert (first.then.seconds, first.now.seconds) == (40, None)
    assert (first.then.waited, first.now.waited) == (timedelta(hours=4), None)


def test_steps_of_another_version_are_matched_and_can_be_corrected() -> None:
    newer = replace(
        version([step(1, id="n1", title="Step 2"), step(2, id="n2", title="Pays with a card")]), id="v2", number=2
    )
    then = walk(1, [4, 2, 1])
    now = open_walk(newer, [Visit(id="x", walk_id="w2", step_id="n1", friction=1)], id="w2", number=2, version_id="v2")
    plain = compared(then, now)
    assert [(each.pair.then and each.pair.then.id, each.pair.how) for each in plain.steps if each.pair.now] == [
        ("s2", How.LIKENESS),
        (None, None),
    ]
    corrected = compared(then, now, corrections={"s1": "n1"})
    first = next(each for each in corrected.steps if each.pair.now and each.pair.now.id == "n1")
    assert (first.pair.how, first.then.friction, first.now.friction) == (How.BY_HAND, 4, 1)
    turned = compared(now, then, corrections={"s1": "n1"})
    assert turned.turned
    assert any(
        each.pair.then and each.pair.now and (each.pair.then.id, each.pair.now.id) == ("n1", "s1")
        for each in turned.steps
    )


# ---- the whole


@given(FRICTIONS, FRICTIONS, st.sets(st.integers(1, 12)))
def test_the_change_is_that_of_the_definition(
    before: list[int | None], after: list[int | None], truths: set[int]
) -> None:
    count = min(len(before), len(after))
    road = version([step(n, moment_of_truth=n in truths) for n in range(1, count + 1)])
    then, now = walk(1, before[:count], road), walk(2, after[:count], road)
    found, turned = compared(then, now), compared(now, then)
    told = since(now, [then], {})
    assert found.change == (None if told is None else told.points)
    assert (found.why_not is None) == (found.change is not None)
    if found.change is None:
        assert turned.change is None
    else:
        assert turned.change == pytest.approx(-found.change)


def test_the_newer_versions_weights_count_also_when_turned() -> None:
    newer = replace(version([step(1, moment_of_truth=True), step(2)]), id="v2", number=2)
    then, now = walk(1, [4, 4], version([step(1), step(2)])), walk(2, [0, 4], newer)
    assert compared(then, now).change == pytest.approx(100 * 2 / 3)
    assert compared(now, then).change == pytest.approx(-100 * 2 / 3)


def test_it_says_why_there_is_no_change() -> None:
    rated, quick = walk(1, [1, 1, 1]), walk(2, [1], version([step(1, moment_of_truth=True)]), run=Run.TEN_MINUTE)
    assert compared(rated, walk(2)).why_not is WhyNoChange.NOT_RATED
    assert compared(rated, quick).why_not is WhyNoChange.OTHER_KIND
    assert compared(rated, walk(2, [1, None, None])).why_not is WhyNoChange.TOO_FEW
    assert compared(rated, rated).why_not is None


def test_a_walk_of_one_step_and_one_of_a_thousand() -> None:
    assert compared(walk(1, [4], version([step(1)])), walk(2, [0], version([step(1)]))).change == 100
    long = version([step(n) for n in range(1, 1001)])
    found = compared(walk(1, [2] * 1000, long), walk(2, [1] * 1000, long))
    assert found.change == pytest.approx(25)
    assert all(each.trend is Trend.SMOOTHER for each in found.steps)


# ---- potholes


def names(potholes: tuple[Pothole, ...]) -> list[str]:
    return [each.id for each in potholes]


def test_only_fixed_repairs_and_what_was_not_checked_remains() -> None:
    found = compared(
        walk(1),
        walk(2, run=Run.RE_WALK),
        hole(1, (1, None), (2, Verdict.FIXED)),
        hole(2, (1, None), (2, Verdict.STILL_THERE)),
        hole(3, (1, None), (2, Verdict.WORSE)),
        hole(4, (1, None), (2, Verdict.NOT_CHECKED)),
        hole(5, (1, None)),
        hole(6, (2, None)),
    ).holes
    assert found is not None
    assert names(found.repaired) == ["h1"]
    assert names(found.remaining) == ["h2", "h3", "h4", "h5"]
    assert found.unchecked == {"h4", "h5"}
    assert found.worse == {"h3"}
    assert names(found.new) == ["h6"]
    assert found.back_again == ()


def test_what_is_not_to_be_repaired_does_not_count_as_remaining() -> None:
    left = hole(1, (1, None), (2, Verdict.STILL_THERE), state=State.WONT_REPAIR)
    found = compared(walk(1), walk(2), left, hole(2, (1, None), (2, Verdict.STILL_THERE))).holes
    assert found is not None
    assert (names(found.remaining), names(found.wont_repair)) == (["h2"], ["h1"])


def test_what_was_repaired_and_is_met_again_is_back() -> None:
    verified = hole(1, (1, None), (2, Verdict.FIXED), (3, None))
    claimed = hole(2, (1, None), (3, Verdict.STILL_THERE))
    found = compared(walk(1), walk(3), verified, claimed, came_back={"h2"}).holes
    assert found is not None
    assert names(found.back_again) == ["h1", "h2"]
    assert (found.repaired, found.remaining, found.new) == ((), (), ())
    later = compared(walk(2), walk(3), verified).holes
    assert later is not None
    assert names(later.back_again) == ["h1"]


def test_a_repair_seen_between_the_two_walks_counts() -> None:
    found = compared(walk(1), walk(3), hole(1, (1, None), (2, Verdict.FIXED), (3, Verdict.NOT_CHECKED))).holes
    assert found is not None
    assert names(found.repaired) == ["h1"]


def test_potholes_are_told_in_the_order_of_the_walks_also_when_turned() -> None:
    holes = (hole(1, (1, None), (2, Verdict.FIXED)), hole(2, (2, None)))
    assert compared(walk(2), walk(1), *holes).holes == compared(walk(1), walk(2), *holes).holes


VERDICTS = st.sampled_from([None, *Verdict])


@given(
    st.lists(st.dictionaries(st.integers(1, 5), VERDICTS, min_size=1), max_size=6), st.integers(1, 5), st.integers(1, 5)
)
@example([{3: None, 4: None, 1: None, 2: Verdict.FIXED}], 2, 4)  # fixed up to then, met in between and now
def test_a_pothole_stands_in_one_list_at_most(seen: list[dict[int, Verdict | None]], one: int, other: int) -> None:
    holes = [hole(at, *sorted(each.items(), key=lambda pair: pair[0])) for at, each in enumerate(seen, 1)]
    found = compared(walk(one), walk(other), *holes).holes
    assert found is not None
    listed = [*found.repaired, *found.remaining, *found.back_again, *found.new]
    assert len({each.id for each in listed}) == len(listed)
    last = max(one, other)
    for each in holes:
        met = any(
            s.walk_id == f"w{last}" and s.verdict not in {Verdict.FIXED, Verdict.NOT_CHECKED} for s in each.sightings
        )
        assert not met or each in (*found.remaining, *found.back_again, *found.new)


def test_a_bright_spot_is_lost_where_it_is_gone_and_the_step_got_rougher() -> None:
    bright = hole(1, (1, None), bright=True)
    kept = hole(2, (1, None), (2, None), bright=True)
    rougher = compared(walk(1, [0]), walk(2, [2]), bright, kept).holes
    same = compared(walk(1, [0]), walk(2, [0]), bright, kept).holes
    assert rougher is not None
    assert same is not None
    assert names(rougher.lost) == ["h1"]
    assert same.lost == ()
    assert rougher.remaining == ()


def test_a_competitor_lap_compares_roads_and_not_potholes() -> None:
    theirs = walk(1, [3, 3, 3])
    theirs = replace(theirs, journey=replace(theirs.journey, id="j2"))
    found = compared(theirs, walk(7, [1, 1, 1]), hole(1, (7, None)))
    assert found.holes is None
    assert not found.turned
    assert found.change == pytest.approx(50)


def test_a_lap_says_the_same_whichever_road_stands_first() -> None:
    ours = walk(7, [0, 4], version([step(1, moment_of_truth=True), step(2)]))
    theirs = walk(1, [4, 4], replace(version([step(1), step(2, moment_of_truth=True)]), id="v9"))
    theirs = replace(theirs, journey=replace(theirs.journey, id="j2"))
    for then, now, points in ((theirs, ours, 200 / 3), (ours, theirs, -200 / 3)):
        found = compare(Material(then=then, now=now, numbers={}, corrections={"s1": None}, home=ours.journey.id))
        assert sum(each.pair.how is not None for each in found.steps) == 1
        found = compare(Material(then=then, now=now, numbers={}, corrections={}, home=ours.journey.id))
        assert found.change == pytest.approx(points)


# ---- several


def test_several_walks_say_what_all_met_and_what_one_met() -> None:
    walks = [walk(1), walk(2), walk(3)]
    everywhere = hole(1, (1, None), (2, None), (3, Verdict.STILL_THERE))
    once, twice = hole(2, (2, None), (3, Verdict.NOT_CHECKED)), hole(3, (1, None), (3, None))
    found = several(walks, [everywhere, once, twice, hole(4, (8, None)), hole(5, (1, None), bright=True)])
    assert names(found.all_met) == ["h1"]
    assert names(found.some_met) == ["h3"]
    assert [(each.id, walk_id) for each, walk_id in found.one_met] == [("h2", "w2")]
