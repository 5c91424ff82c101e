"""Severity, priority, playbook, leaving, what was missing, gaps, and the verdict."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method import playbook
from oracle.method.absent import did_not_happen, not_rated
from oracle.method.gaps import expectation
from oracle.method.leaving import leavings
from oracle.method.priority import by_severity, is_open, ordered, priority
from oracle.method.severity import from_answers, reach_from_answer
from oracle.method.verdict import verdict
from oracle.model.journey import Line
from oracle.model.ratings import Cause, Effort, LeaveReason, Outcome, Run, State
from tests.report.sample import monstera, open_walk, pothole, step, version, visit


def test_three_questions_give_a_severity() -> None:
    for answers in product((True, False, None), repeat=3):
        value, at_least = from_answers(*answers)
        assert value == 1 + sum(answer is True for answer in answers)
        assert at_least == (None in answers)


def test_cannot_tell_counts_as_no_and_says_at_least() -> None:
    assert from_answers(True, None, True) == (3, True)
    assert from_answers(False, False, False) == (1, False)


def test_reach_comes_from_one_question() -> None:
    assert [reach_from_answer(answer) for answer in (True, False, None)] == [4, 2, None]


@given(st.integers(1, 4), st.one_of(st.none(), st.integers(1, 4)))
def test_priority_is_severity_times_reach(severity: int, reach: int | None) -> None:
    found = priority(pothole(1, 1, severity=severity, reach=reach))
    assert found == severity * (3 if reach is None else reach)
    assert 1 <= found <= 16


def test_a_pothole_without_severity_has_no_priority() -> None:
    assert priority(pothole(1, 1, reach=4)) is None


def test_potholes_are_ordered_by_priority_effort_and_number() -> None:
    holes = [
        pothole(1, 1),
        pothole(2, 1, severity=2, reach=4),
        pothole(3, 1, severity=4, reach=2, effort=Effort.LARGE),
        pothole(4, 1, severity=4, reach=2, effort=Effort.SMALL),
        pothole(5, 1, severity=4, reach=4),
        pothole(6, 1),
    ]
    assert [hole.number for hole in ordered(holes)] == [5, 4, 3, 2, 1, 6]


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(1, 4)), st.integers(1, 4)), max_size=12))
def test_ordering_keeps_every_pothole_and_puts_unrated_ones_last(pairs: list[tuple[int | None, int]]) -> None:
    holes = [pothole(n, 1, severity=severity, reach=reach) for n, (severity, reach) in enumerate(pairs, 1)]
    found = ordered(holes)
    assert sorted(hole.number for hole in found) == sorted(hole.number for hole in holes)
    ranks = [priority(hole) or 0 for hole in found]
    assert ranks == sorted(ranks, reverse=True)


def test_claimed_repairs_count_as_open_verified_ones_do_not() -> None:
    closed = {State.VERIFIED, State.WONT_REPAIR}
    for state in State:
        assert is_open(pothole(1, 1, state=state)) == (state not in closed)


def test_counts_leave_out_bright_spots() -> None:
    holes = [pothole(1, 1, severity=4), pothole(2, 1), pothole(3, 1, severity=4), pothole(4, 1, bright=True)]
    assert by_severity(holes) == {4: 2, 3: 0, 2: 0, 1: 0, None: 1}


def test_every_cause_has_a_remedy_to_start_from() -> None:
    assert playbook.for_cause(None) == ""
    remedies = {cause: playbook.for_cause(cause) for cause in Cause}
    assert all(len(text) > 40 for text in remedies.values())
    assert remedies[Cause.PEOPLE] == remedies[Cause.PROCESS]
    assert len(set(remedies.values())) == len(Cause) - 1


def test_leaving_is_listed_with_its_reason_and_what_was_offered() -> None:
    road = version([step(1), step(2), step(3, title="The pop-up")])
    visits = [
        visit(1, outcome=Outcome.LEFT, leave_reason=LeaveReason.NOT_NOW, other_road_offered=True),
        visit(2, outcome=Outcome.DONE, leave_reason=LeaveReason.TRAP),
        visit(3, outcome=Outcome.LEFT, leave_reason=LeaveReason.TRAP),
    ]
    assert [(leaving.step.number, leaving.other_road_offered) for leaving in leavings(road, visits)] == [
        (1, True),
        (3, None),
    ]
    assert [leaving.reason for leaving in leavings(road, visits)] == [LeaveReason.NOT_NOW, LeaveReason.TRAP]


def test_what_did_not_happen_is_what_was_answered_no_and_what_never_came() -> None:
    lines = (Line(id="a", text="A name"), Line(id="b", text="A date"), Line(id="c", text="A price"))
    road = version([step(1, checklist=lines), step(2), step(3, checklist=lines)])
    visits = [visit(1, answers=(("a", True), ("b", False))), visit(2, outcome=Outcome.NEVER_CAME)]
    found = [(absent.step.number, absent.line.text if absent.line else None) for absent in did_not_happen(road, visits)]
    assert found == [(1, "A date"), (2, None)]


def test_a_step_is_not_rated_unless_something_says_why() -> None:
    road = version([step(n) for n in range(1, 6)])
    visits = [
        visit(1, friction=0),
        visit(2, outcome=Outcome.SKIPPED),
        visit(3, outcome=Outcome.DONE, note="seen"),
        visit(4, outcome=Outcome.NEVER_CAME),
    ]
    assert [each.number for each in not_rated(road, visits)] == [3, 5]


def test_the_widest_gap_comes_first_and_earlier_ones_before_later() -> None:
    road = version([step(n, expected_friction=expected) for n, expected in enumerate([1, 3, None, 0, 2], 1)])
    visits = [visit(n, friction=friction) for n, friction in enumerate([2, 0, 4, 3], 1)]
    found = [(gap.step.number, gap.size) for gap in expectation(road, visits)]
    assert found == [(2, -3), (4, 3), (1, 1)]


def test_the_gap_counts_friction_as_road_quality_does() -> None:
    road = version([step(1, expected_friction=1)])
    assert expectation(road, [visit(1, friction=0, outcome=Outcome.LEFT)])[0].size == 3


def test_the_verdict_names_where_the_road_gives_way() -> None:
    record = monstera()
    assert verdict(record.open, record.potholes) == (
        "Wendy gets to the end, but the road gives way in 5 places: "
        "worst at “Waits for the parcel” and at “Pays for the order”."
    )
    two = [hole for hole in record.potholes if hole.number in {4, 6}]
    assert verdict(record.open, two) == (
        "Wendy gets to the end, but the road gives way twice: at “Waits for the parcel” and at “Pays for the order”."
    )
    assert verdict(record.open, two[:1]) == (
        "Wendy gets to the end, but the road gives way once: at “Pays for the order”."
    )


def test_the_verdict_counts_small_potholes_and_praises_a_whole_road() -> None:
    walk = monstera().open
    small = [pothole(1, 1, severity=1), pothole(2, 2, severity=2)]
    unrated = [pothole(1, 1, severity=1), pothole(2, 2)]
    assert verdict(walk, unrated) == "Wendy gets to the end, over 2 potholes."
    assert verdict(walk, small) == "Wendy gets to the end, over 2 small potholes."
    assert verdict(walk, small[:1]) == "Wendy gets to the end, over one small pothole."
    assert verdict(walk, []) == "Wendy gets to the end, without meeting a pothole."
    repaired = replace(small[0], state=State.VERIFIED)
    assert verdict(walk, [repaired]) == "Wendy gets to the end, without meeting a pothole."


def test_the_verdict_says_how_far_she_got() -> None:
    road = version([step(1), step(2), step(3)])
    assert verdict(open_walk(road, []), []) == "This road has not been rated yet."
    assert (
        verdict(open_walk(road, [visit(2, friction=1)]), [])
        == "Wendy gets as far as “Step 2”, without meeting a pothole."
    )
    left = [visit(1, friction=0), visit(2, outcome=Outcome.LEFT, leave_reason=LeaveReason.TRAP)]
    grave = [pothole(1, 1, severity=4), pothole(2, 2, severity=4)]
    assert verdict(open_walk(road, left), grave) == (
        "Wendy leaves at “Step 2”, in front of a trap. Before that, the road gives way at “Step 1”."
    )


@pytest.mark.parametrize("severity", [3, 4])
def test_a_grave_pothole_of_another_walk_is_counted_without_a_place(severity: int) -> None:
    walk = monstera().open
    strange = pothole(1, 99, severity=severity)
    assert verdict(walk, [strange]) == "Wendy gets to the end, but the road gives way once."


def test_the_end_of_a_road_that_was_half_rated_is_no_whole_road() -> None:
    walk = open_walk(version([step(1), step(2), step(3)]), [visit(3, friction=1)])
    assert verdict(walk, []) == "Wendy gets to the end, with 1 of 3 steps rated, without meeting a pothole."


def test_a_ten_minute_walk_ends_at_its_last_moment_of_truth() -> None:
    road = version([step(1, moment_of_truth=True), step(2)])
    walk = open_walk(road, [visit(1, friction=0)], run=Run.TEN_MINUTE)
    assert verdict(walk, []) == "Wendy gets past the only moment of truth, without meeting a pothole."
