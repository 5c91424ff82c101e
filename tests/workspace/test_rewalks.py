"""Walking again: what is taken along, the rhythm, and two walks read for comparing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from oracle.errors import InputError, NotFound
from oracle.method.comparing import compare
from oracle.method.matching import How
from oracle.model.journey import PersonaSketch, Stage, Step
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Kind, Run, State, Verdict
from oracle.model.walk import OpenWalk
from oracle.workspace import (
    Workspace,
    businesses,
    comparisons,
    journeys,
    matches,
    personas,
    potholes,
    rewalks,
    rows,
    schema,
    visits,
    walks,
)
from tests.workspace.conftest import DAY, NOON, STAGES


def mark(ws: Workspace, walk: OpenWalk, number: int, title: str, state: State = State.OPEN) -> Pothole:
    made = potholes.add(ws, walk.walk.id, walk.version.steps[number - 1].id, title=title).id
    with ws.writing() as connection:
        rows.change_one(connection, schema.pothole, made, state=state)
    return potholes.get(ws, made)


def seen_in(ws: Workspace, hole: Pothole, walk_id: str) -> Sighting:
    return next(each for each in potholes.get(ws, hole.id).sightings if each.walk_id == walk_id)


def again(ws: Workspace, walk: OpenWalk, tester: str) -> str:
    return rewalks.start(ws, walk.walk.id, tester_id=tester, now=NOON + 30 * DAY).id


def changed(ws: Workspace, walk: OpenWalk, *titles: str) -> tuple[Step, ...]:
    """The journey with other steps: each keeps its identity where the title does."""
    old = {step.title: step for step in walk.version.steps}
    steps = tuple(old.get(title, Step(id="", number=0, title=title)) for title in titles)
    journeys.set_stages(ws, walk.journey.id, (Stage(name="Road", steps=steps),))
    return journeys.get(ws, walk.journey.id).version.steps


# ---- what is taken along


def test_a_rewalk_takes_the_open_and_the_repaired_potholes_to_their_steps(
    ws: Workspace, walk: OpenWalk, tester: str
) -> None:
    taken = [
        mark(ws, walk, at, state, state)
        for at, state in enumerate((State.OPEN, State.PLANNED, State.REPAIRED, State.BACK_AGAIN), 1)
    ]
    left = [mark(ws, walk, 1, state, state) for state in (State.VERIFIED, State.WONT_REPAIR)]
    potholes.add(ws, walk.walk.id, walk.version.steps[0].id, title="Lovely", bright=True)
    assert rewalks.count_to_check(ws, walk.journey.id) == 4
    walk_id = again(ws, walk, tester)
    opened = walks.opened(ws, walk_id).walk
    assert (opened.run, opened.rewalk_of, opened.number) == (Run.RE_WALK, walk.walk.id, 2)
    assert {each.id for each in potholes.of_walk(ws, walk_id)} == {each.id for each in taken}
    for at, hole in enumerate(taken, 1):
        sighting = seen_in(ws, hole, walk_id)
        assert (sighting.shown_before, sighting.verdict) == (True, Verdict.NOT_CHECKED)
        assert sighting.step_ids == (walk.version.steps[at - 1].id,)
        assert potholes.get(ws, hole.id).state is hole.state
    assert all(len(potholes.get(ws, each.id).sightings) == 1 for each in left)


def test_another_kind_of_walk_takes_nothing_along(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    mark(ws, walk, 1, "No price")
    for run in (Run.FULL, Run.TEN_MINUTE):
        assert potholes.of_walk(ws, walks.start(ws, walk.journey.id, tester_id=tester, run=run).id) == ()


def test_potholes_find_their_steps_on_a_road_that_changed(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    kept, moved, gone = mark(ws, walk, 3, "kept"), mark(ws, walk, 4, "moved"), mark(ws, walk, 2, "gone")
    road = changed(ws, walk, "Sees the ad", "Pays", "Gets her parcel")
    walk_id = again(ws, walk, tester)
    assert [seen_in(ws, each, walk_id).step_ids for each in (kept, moved, gone)] == [
        (road[1].id,),
        (road[2].id,),
        (road[0].id,),
    ]


def test_a_correction_says_where_a_step_is_now(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    hole = mark(ws, walk, 4, "Late")
    road = changed(ws, walk, "Sees the ad", "Something else")
    matches.correct(ws, walk.journey.id, {walk.version.steps[3].id: road[1].id})
    assert seen_in(ws, hole, again(ws, walk, tester)).step_ids == (road[1].id,)


def test_a_pothole_is_carried_from_where_it_was_met_last(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    hole = mark(ws, walk, 1, "Roams about")
    second = walks.start(ws, walk.journey.id, tester_id=tester).id
    potholes.join(ws, hole.id, second, [walk.version.steps[2].id])
    third = again(ws, walk, tester)
    fourth = rewalks.start(ws, third, tester_id=tester).id
    assert seen_in(ws, hole, third).step_ids == (walk.version.steps[2].id,)
    assert seen_in(ws, hole, fourth).step_ids == (walk.version.steps[2].id,)


def test_a_walk_that_is_not_there_cannot_be_walked_again(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    with pytest.raises(NotFound):
        rewalks.start(ws, "nowhere", tester_id=tester)
    walks.delete(ws, walk.walk.id)
    with pytest.raises(NotFound):
        again(ws, walk, tester)


# ---- rhythm


def test_a_journey_with_a_rhythm_says_when_it_is_due(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    journey_id = walk.journey.id
    later = NOON + 365 * DAY
    rewalks.set_rhythm(ws, journey_id, 30)
    assert journeys.get(ws, journey_id).rewalk_days == 30
    assert rewalks.due(ws, until=later) == ()  # still walking
    walks.finish(ws, walk.walk.id, now=NOON + DAY)
    assert rewalks.due(ws, until=NOON + 30 * DAY) == ()
    (found,) = rewalks.due(ws, until=NOON + 31 * DAY)
    assert (found.journey_id, found.walk_id, found.due_at) == (journey_id, walk.walk.id, NOON + 31 * DAY)
    assert rewalks.newest(ws, journey_id) == walk.walk.id
    rewalks.put_off(ws, journey_id, NOON + 40 * DAY)
    assert rewalks.due(ws, until=NOON + 39 * DAY) == ()
    assert len(rewalks.due(ws, until=NOON + 40 * DAY)) == 1
    walk_id = again(ws, walk, tester)
    assert rewalks.due(ws, until=later) == ()
    walks.finish(ws, walk_id, now=NOON + 50 * DAY)
    assert [each.due_at for each in rewalks.due(ws, until=later)] == [NOON + 80 * DAY]
    rewalks.set_rhythm(ws, journey_id, None)
    assert rewalks.due(ws, until=later) == ()


def test_a_ten_minute_walk_does_not_answer_the_rhythm(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    rewalks.set_rhythm(ws, walk.journey.id, 30)
    quick = walks.start(ws, walk.journey.id, tester_id=tester, run=Run.TEN_MINUTE).id
    walks.finish(ws, quick, now=NOON)
    walks.delete(ws, walk.walk.id)
    assert rewalks.due(ws, until=NOON + 365 * DAY) == ()
    assert rewalks.newest(ws, walk.journey.id) is None


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_a_rhythm_off_its_scale_is_refused(ws: Workspace, walk: OpenWalk, days: int) -> None:
    with pytest.raises(InputError):
        rewalks.set_rhythm(ws, walk.journey.id, days)


# ---- corrections


def test_a_step_is_one_other_step_at_most(ws: Workspace, walk: OpenWalk) -> None:
    journey_id = walk.journey.id
    matches.correct(ws, journey_id, {"a": "x"})
    matches.correct(ws, journey_id, {"b": "x", "c": None})
    with ws.reading() as connection:
        assert matches.corrections(connection, journey_id) == {"b": "x", "c": None}
    matches.correct(ws, journey_id, {}, again=["c"])
    with ws.reading() as connection:
        assert matches.corrections(connection, journey_id) == {"b": "x"}


# ---- two walks


def test_two_walks_are_read_with_what_became_of_their_potholes(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    first = walk.version.steps[0].id
    visits.set_fields(ws, walk.walk.id, first, friction=3)
    hole = mark(ws, walk, 1, "No price")
    second = again(ws, walk, tester)
    visits.set_fields(ws, second, first, friction=1)
    found = compare(comparisons.material(ws, walk.walk.id, second))
    assert (found.steps[0].then.friction, found.steps[0].now.friction) == (3, 1)
    assert found.holes is not None
    assert [each.id for each in found.holes.remaining] == [hole.id]
    assert found.holes.unchecked == {hole.id}
    assert compare(comparisons.material(ws, second, walk.walk.id)).turned


def test_corrections_reach_the_comparison(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    road = changed(ws, walk, "Sees the ad", "Quite another thing")
    second = again(ws, walk, tester)
    assert compare(comparisons.material(ws, walk.walk.id, second)).steps[-1].pair.then is not road[1]
    for walk_id, step_id, friction in ((walk.walk.id, walk.version.steps[2].id, 4), (second, road[1].id, 1)):
        visits.set_fields(ws, walk_id, step_id, friction=friction)
        walks.finish(ws, walk_id)
    assert journeys.cards(ws, walk.journey.business_id)[0].change is None
    matches.correct(ws, walk.journey.id, {walk.version.steps[2].id: road[1].id})
    found = compare(comparisons.material(ws, walk.walk.id, second))
    by_hand = [each.pair for each in found.steps if each.pair.how is How.BY_HAND]
    assert [(pair.then.id, pair.now.id) for pair in by_hand if pair.then and pair.now] == [
        (walk.version.steps[2].id, road[1].id)
    ]
    assert journeys.cards(ws, walk.journey.business_id)[0].change == found.change == 75  # home says the same


def test_walks_of_two_journeys_are_compared_only_as_a_competitor_lap(
    ws: Workspace, business: str, walk: OpenWalk, tester: str
) -> None:
    rival = businesses.add(ws, name="Fern & Sons").id
    persona = personas.add(ws, rival, sketch=PersonaSketch(name="Ana")).id
    road = journeys.add(ws, rival, persona, kind=Kind.BUY, title="Buys a plant there", stages=STAGES).id
    theirs = walks.start(ws, road, tester_id=tester, now=NOON).id
    with pytest.raises(InputError, match="different journeys"):
        comparisons.material(ws, theirs, walk.walk.id)
    businesses.update(ws, replace(businesses.get(ws, rival), competitor_of=business))
    found = comparisons.material(ws, theirs, walk.walk.id)
    assert found.lap
    assert compare(found).holes is None
    assert comparisons.material(ws, walk.walk.id, theirs).lap
    old, new = walks.opened(ws, theirs).version.steps[0].id, walk.version.steps[2].id
    matches.correct(ws, walk.journey.id, {"of an older version": new})
    matches.correct(ws, found.home, {old: new})
    for one, other in ((theirs, walk.walk.id), (walk.walk.id, theirs)):
        steps = compare(comparisons.material(ws, one, other)).steps
        by_hand = [each.pair for each in steps if each.pair.how is How.BY_HAND]
        assert [{pair.then and pair.then.id, pair.now and pair.now.id} for pair in by_hand] == [{old, new}]
    with pytest.raises(InputError):
        comparisons.material(ws, theirs, theirs)


def test_a_thousand_changed_steps_are_compared_and_carried(ws: Workspace, business: str, tester: str) -> None:
    persona = personas.add(ws, business, sketch=PersonaSketch(name="Bo")).id
    steps = tuple(Step(id="", number=0, title=f"Fills in page {n}") for n in range(1000))
    road = journeys.add(
        ws, business, persona, kind=Kind.OTHER, title="Forms", stages=(Stage(name="All", steps=steps),)
    ).id
    first = walks.opened(ws, walks.start(ws, road, tester_id=tester, now=NOON).id)
    hole = mark(ws, first, 500, "Asks twice")
    other = tuple(Step(id="", number=0, title=f"Fills in the page {n}") for n in range(1000))
    journeys.set_stages(ws, road, (Stage(name="All", steps=other),))
    second = rewalks.start(ws, first.walk.id, tester_id=tester, now=NOON - timedelta(days=9)).id
    now = walks.opened(ws, second)
    assert seen_in(ws, hole, second).step_ids == (now.version.steps[499].id,)
    assert len(compare(comparisons.material(ws, first.walk.id, second)).steps) == 1000
