"""What the home screen says of a whole business."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method import over_time
from oracle.method.over_time import Walked
from oracle.model.ratings import Kind, Run, State, Verdict
from oracle.model.walk import OpenWalk
from oracle.workspace import Workspace, clock, journeys, overview, pothole_verdicts, potholes, rewalks, visits, walks
from tests.workspace.conftest import DAY, NOON

WALKS = st.lists(
    st.builds(
        lambda journey, day, quality: Walked(journey, NOON + day * DAY, quality),
        st.sampled_from(["a", "b", "c"]),
        st.integers(-400, 0),
        st.floats(0, 100),
    ),
    max_size=20,
)


@given(WALKS)
def test_the_trend_has_a_mean_after_each_walk(made: list[Walked]) -> None:
    found = over_time.trend(made)
    assert [at for at, _value in found] == sorted(each.at for each in made)
    assert all(0 <= value <= 100 + 1e-9 for _at, value in found)
    if found:
        newest = {each.journey_id: each.quality for each in sorted(made, key=lambda each: each.at)}
        assert found[-1][1] == pytest.approx(sum(newest.values()) / len(newest))


@given(WALKS)
def test_the_change_counts_roads_that_were_walked_before(made: list[Walked]) -> None:
    found = over_time.change(made, NOON)
    early = {each.journey_id for each in made if each.at <= NOON - over_time.LOOKS_BACK}
    assert (found is None) == (not early)
    assert found is None or -100 <= found <= 100


def rate(ws: Workspace, walk_id: str, friction: int, *, ended: int) -> None:
    for step in walks.opened(ws, walk_id).version.steps:
        visits.set_fields(ws, walk_id, step.id, friction=friction)
    walks.finish(ws, walk_id, now=NOON + ended * DAY)


def test_a_business_without_a_walk_has_nothing_to_tell(ws: Workspace, business: str, journey: str) -> None:
    found = overview.overview(ws, business, NOON)
    assert (found.walks, found.trend, found.change, found.cost, found.repaired) == (0, (), None, None, ())
    assert found.never_walked == (Kind.LEAVE, Kind.LEARN, Kind.JOIN, Kind.BUY)


def test_the_overview_tells_trend_cost_and_repairs(ws: Workspace, business: str, walk: OpenWalk, tester: str) -> None:
    journeys.update(ws, replace(walk.journey, people_a_month=100, worth=Decimal(50)))
    rate(ws, walk.walk.id, 4, ended=0)
    hole = potholes.add(ws, walk.walk.id, walk.version.steps[0].id, title="No price", severity=4, reach=4).id
    claimed = potholes.add(ws, walk.walk.id, walk.version.steps[1].id, title="Slow", severity=1).id
    before = overview.overview(ws, business, NOON + 100 * DAY)
    assert (before.walks, before.open_potholes) == (1, 2)
    assert before.cost is not None
    assert before.cost > 2000
    potholes.set_fields(ws, claimed, state=State.REPAIRED)
    second = rewalks.start(ws, walk.walk.id, tester_id=tester, now=NOON + 99 * DAY).id
    pothole_verdicts.judge(ws, hole, second, Verdict.FIXED)
    rate(ws, second, 1, ended=99)
    quick = walks.start(ws, walk.journey.id, tester_id=tester, run=Run.TEN_MINUTE).id
    rate(ws, quick, 0, ended=100)
    found = overview.overview(ws, business, NOON + 101 * DAY)
    assert [round(value) for _at, value in found.trend] == [0, 75]
    assert found.change == pytest.approx(75)
    assert found.never_walked == (Kind.LEAVE, Kind.LEARN, Kind.JOIN)
    assert found.open_potholes == 1  # a claimed repair still counts


def test_repaired_this_month_is_what_still_is(ws: Workspace, business: str, walk: OpenWalk) -> None:
    rate(ws, walk.walk.id, 2, ended=0)
    one, other = (
        potholes.add(ws, walk.walk.id, walk.version.steps[0].id, title=title).id for title in ("One", "Other")
    )
    for each in (one, other):
        potholes.set_fields(ws, each, state=State.REPAIRED)
    potholes.set_fields(ws, other, state=State.OPEN)
    assert overview.overview(ws, business).repaired == (one,)
    later = overview.overview(ws, business, NOON + timedelta(days=36500))
    assert later.repaired == ()


def test_a_repair_counts_in_the_month_of_its_claim_and_not_again_when_a_walk_verifies_it(
    ws: Workspace, business: str, walk: OpenWalk, tester: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(ws, walk.walk.id, 2, ended=0)
    claimed, found = (
        potholes.add(ws, walk.walk.id, walk.version.steps[0].id, title=title).id for title in ("Claimed", "Found fixed")
    )
    start = clock.now().replace(day=1) + timedelta(days=32)
    monkeypatch.setattr(clock, "now", lambda: start.replace(day=20))
    potholes.set_fields(ws, claimed, state=State.REPAIRED)
    assert overview.overview(ws, business, start.replace(day=25)).repaired == (claimed,)
    following = start.replace(day=1) + timedelta(days=40)
    monkeypatch.setattr(clock, "now", lambda: following)
    second = rewalks.start(ws, walk.walk.id, tester_id=tester).id
    for each in (claimed, found):
        pothole_verdicts.judge(ws, each, second, Verdict.FIXED)
    assert overview.overview(ws, business, following).repaired == (found,)


def test_cards_count_what_a_walk_met_and_not_what_it_took_along(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    rate(ws, walk.walk.id, 2, ended=0)
    hole = potholes.add(ws, walk.walk.id, walk.version.steps[0].id, title="No price", severity=3).id
    second = rewalks.start(ws, walk.walk.id, tester_id=tester, now=NOON + 9 * DAY).id
    rate(ws, second, 1, ended=9)
    assert walks.card(ws, second).potholes == 0
    (card,) = journeys.cards(ws, walk.journey.business_id)
    assert (card.last_walk_id, card.holes) == (second, ())
    pothole_verdicts.judge(ws, hole, second, Verdict.STILL_THERE)
    assert walks.card(ws, second).potholes == 1
    assert journeys.cards(ws, walk.journey.business_id)[0].holes == ((0, 3),)
