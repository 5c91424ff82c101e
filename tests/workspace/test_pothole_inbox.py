"""All potholes of a business in one list."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from oracle.method.insights import costs_of
from oracle.model.journey import Stage, Step
from oracle.model.ratings import Cause, Effort, Outcome, Run, State, Verdict
from oracle.model.walk import OpenWalk
from oracle.workspace import (
    Workspace,
    captures,
    journeys,
    overview,
    pothole_changes,
    pothole_counts,
    pothole_inbox,
    pothole_verdicts,
    potholes,
    reads,
    testers,
    visits,
    walks,
)
from tests.workspace.conftest import Snap
from tests.workspace.test_potholes import mark


@pytest.fixture
def second(ws: Workspace, walk: OpenWalk) -> OpenWalk:
    """A walk of the same journey by somebody else."""
    return walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=testers.add(ws, name="Jo").id).id)


def test_a_row_says_where_it_was_met_by_whom_and_what_it_costs(
    ws: Workspace, business: str, walk: OpenWalk, second: OpenWalk, snap: Snap
) -> None:
    steps = walk.version.steps
    journeys.update(ws, replace(journeys.get(ws, walk.journey.id), people_a_month=100, worth=Decimal(50)))
    shown = captures.add(ws, walk.walk.id, steps[1].id, snap()).id
    made = mark(ws, walk, "No price", 2, severity=3, reach=4, cause=Cause.INFORMATION, effort=Effort.SMALL)
    other = mark(ws, second, "Price is not there", 2)
    mark(ws, walk, "Kind words", bright=True)
    potholes.merge(ws, made.id, other.id)
    potholes.set_fields(ws, made.id, owner="Mia")
    for each in (walk, second):
        visits.set_fields(ws, each.walk.id, steps[1].id, friction=2)
    (row,) = pothole_inbox.inbox(ws, business)
    assert (row.id, row.label, row.answers_to, row.title) == (made.id, "1.1", ("2.1",), "No price")
    assert (row.journey_title, row.stage, row.step_number, row.step_title) == (
        "Buys a plant", "Awareness", 2, "Looks around",
    )  # fmt: skip
    assert (row.step_id, row.step_ids) == (steps[1].id, (steps[1].id,))
    assert [(met.walk_id, met.tester_name) for met in row.walks] == [(walk.walk.id, "Mia"), (second.walk.id, "Jo")]
    assert (row.seen, row.walked, row.reach_proposed) == (2, 2, None)
    assert (row.owner, row.cause, row.effort, row.state) == ("Mia", Cause.INFORMATION, Effort.SMALL, State.OPEN)
    assert row.capture_id == shown
    assert row.cost == 1000


def test_seen_in_counts_the_walks_that_rated_the_step(
    ws: Workspace, business: str, walk: OpenWalk, second: OpenWalk, tester: str
) -> None:
    step = walk.version.steps[0].id
    third, fourth = (walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=tester).id) for _n in range(2))
    mark(ws, walk, "T")
    visits.set_fields(ws, walk.walk.id, step, friction=3)
    visits.set_fields(ws, second.walk.id, step, friction=0)
    visits.set_fields(ws, third.walk.id, step, outcome=Outcome.SKIPPED)
    (row,) = pothole_inbox.inbox(ws, business)
    assert (row.seen, row.walked, row.reach_proposed) == (1, 2, None)
    visits.leave(ws, fourth.walk.id, step, None)
    (row,) = pothole_inbox.inbox(ws, business)
    assert (row.seen, row.walked, row.reach_proposed) == (1, 3, 2)
    walks.delete(ws, second.walk.id)
    assert pothole_inbox.inbox(ws, business)[0].walked == 2


def test_a_pothole_outside_any_step_has_a_row(ws: Workspace, business: str, walk: OpenWalk) -> None:
    made = potholes.add(ws, walk.walk.id, None, title="The parcel smells").id
    (row,) = pothole_inbox.inbox(ws, business)
    assert (row.id, row.step_id, row.step_number, row.step_title, row.stage, row.cost) == (made, "", None, "", "", None)
    assert potholes.get(ws, made).step_ids == ()


def test_a_step_that_the_road_has_no_more_is_named_as_it_was_walked(
    ws: Workspace, business: str, walk: OpenWalk
) -> None:
    mark(ws, walk, "T", 2)
    road = (Stage(name="New", steps=(Step(id="", number=0, title="All is new"),)),)
    journeys.set_stages(ws, walk.journey.id, road)
    (row,) = pothole_inbox.inbox(ws, business)
    assert (row.step_title, row.stage, row.cost) == ("Looks around", "Awareness", None)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", True),
        ("price", True),
        ("PRI missing", True),
        ("price elsewhere", False),
        ("cafe", True),
        ("Looks", True),
        ("mia", True),
        ("1.1", True),
        ("1.1 price", True),
        ("2.1 price", True),
        ("3.1", False),
        ("ice", False),
        ("(<b>%_", True),
    ],
)
def test_a_row_is_found_by_its_words_its_place_and_its_numbers(
    ws: Workspace, business: str, walk: OpenWalk, second: OpenWalk, typed: str, found: bool
) -> None:
    one = mark(ws, walk, "The price is missing at the Café <b>", 2)
    potholes.merge(ws, one.id, mark(ws, second, "Same", 2).id)
    (row,) = pothole_inbox.inbox(ws, business)
    assert pothole_inbox.matcher(typed)(row) is found


def test_potholes_of_a_deleted_journey_are_not_listed(ws: Workspace, business: str, walk: OpenWalk) -> None:
    mark(ws, walk, "T")
    journeys.delete(ws, walk.journey.id)
    assert pothole_inbox.inbox(ws, business) == ()


def test_what_a_re_walk_only_takes_along_is_not_met_until_it_is_judged(
    ws: Workspace, business: str, walk: OpenWalk, tester: str
) -> None:
    made = mark(ws, walk, "T")
    step = walk.version.steps[0].id
    visits.set_fields(ws, walk.walk.id, step, friction=3)
    again = walks.start(ws, walk.journey.id, tester_id=tester, run=Run.RE_WALK, rewalk_of=walk.walk.id).id
    visits.set_fields(ws, again, step, friction=0)
    assert [(row.seen, row.walked) for row in pothole_inbox.inbox(ws, business)] == [(1, 2)]
    assert [each.field for each in pothole_changes.history(ws, made.id)] == ["marked"]
    pothole_verdicts.judge(ws, made.id, again, Verdict.STILL_THERE)
    assert [(row.seen, row.walked) for row in pothole_inbox.inbox(ws, business)] == [(2, 2)]
    pothole_verdicts.judge(ws, made.id, again, Verdict.FIXED)
    assert [(row.seen, row.walked, row.state) for row in pothole_inbox.inbox(ws, business)] == [(1, 2, State.VERIFIED)]


def test_open_ones_are_counted_with_claimed_repairs_and_without_the_settled(
    ws: Workspace, business: str, walk: OpenWalk
) -> None:
    ids = [mark(ws, walk, f"T{n}").id for n in range(4)]
    mark(ws, walk, "Kind", bright=True)
    potholes.set_fields(ws, ids[0], state=State.REPAIRED)
    potholes.set_fields(ws, ids[1], state=State.WONT_REPAIR, state_reason="x")
    potholes.delete(ws, ids[2])
    assert pothole_counts.count_open(ws, business) == 2
    walks.delete(ws, walk.walk.id)
    assert pothole_counts.count_open(ws, business) == 0


def test_a_pothole_costs_the_same_wherever_it_is_told(ws: Workspace, business: str, walk: OpenWalk) -> None:
    """The list, home, the review and the report reckon with today's road and with all potholes of the journey."""
    journeys.update(ws, replace(journeys.get(ws, walk.journey.id), people_a_month=100, worth=Decimal(50)))
    early = mark(ws, walk, "No price", 2, severity=4, reach=4)
    stages = [
        replace(stage, steps=tuple(replace(step, people_a_month=40) for step in stage.steps))
        for stage in walk.version.stages
    ]
    journeys.set_stages(ws, walk.journey.id, tuple(stages))  # a walked journey: a new version
    later = walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=walk.tester.id).id)
    late = mark(ws, later, "Price in small print", 2, severity=2, reach=4)
    listed = {row.id: row.cost for row in pothole_inbox.inbox(ws, business)}
    for walk_id, hole in ((walk.walk.id, early), (later.walk.id, late)):
        (record,) = reads.report_walks(ws, (walk_id,))
        assert costs_of(record).by_pothole.keys() == {hole.id}
        assert costs_of(record).total == listed[hole.id]
    assert sum(cost for cost in listed.values() if cost) == overview.overview(ws, business).cost
    assert round(listed[early.id] or 0) == round(Decimal("0.525") * 40 * 50 * Decimal("0.5") / Decimal("0.55"))
