"""Walks: starting, leaving steps, waits, finishing, correcting."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from oracle.errors import InputError, NotFound
from oracle.model.journey import Step
from oracle.model.ratings import LeaveReason, Outcome, Run, WalkState
from oracle.model.walk import OpenWalk, Surroundings, Visit
from oracle.workspace import Workspace, journeys, potholes, visits, walks
from tests.workspace.conftest import DAY, NOON


def visit_at(ws: Workspace, walk: OpenWalk, number: int) -> Visit:
    found = walks.opened(ws, walk.walk.id).visit(step(walk, number).id)
    assert found is not None
    return found


def step(walk: OpenWalk, number: int) -> Step:
    return walk.version.steps[number - 1]


def state_of(ws: Workspace, walk: OpenWalk) -> WalkState:
    return walks.opened(ws, walk.walk.id).walk.state


def note(ws: Workspace, walk: OpenWalk, number: int, **fields: Any) -> Visit:
    visits.set_fields(ws, walk.walk.id, step(walk, number).id, **fields)
    return visit_at(ws, walk, number)


def wait_for_parcel(ws: Workspace, walk: OpenWalk) -> None:
    """Pay, and leave that step for the parcel's."""
    walks.go_to(ws, walk.walk.id, step(walk, 3).id, now=NOON)
    walks.go_to(ws, walk.walk.id, step(walk, 4).id, now=NOON)


def test_a_walk_starts_at_its_first_step_and_is_numbered(ws: Workspace, walk: OpenWalk, tester: str) -> None:
    place = Surroundings(system="Linux", browser="Firefox 140")
    second = walks.start(ws, walk.journey.id, tester_id=tester, surroundings=place).id
    assert (walk.walk.number, walk.walk.current_step_id) == (1, step(walk, 1).id)
    opened = walks.opened(ws, second).walk
    assert (opened.number, opened.surroundings, opened.state) == (2, place, WalkState.RUNNING)
    walks.delete(ws, second)
    assert walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=tester).id).walk.number == 3


def test_a_walk_resumes_days_later_on_the_step_where_it_was(ws: Workspace, walk: OpenWalk) -> None:
    walks.go_to(ws, walk.walk.id, step(walk, 2).id, now=NOON)
    walks.pause(ws, walk.walk.id, now=NOON)
    assert walks.opened(ws, walk.walk.id).walk.paused_at == NOON
    walks.resume(ws, walk.walk.id)
    resumed = walks.opened(ws, walk.walk.id).walk
    assert (resumed.state, resumed.current_step_id, resumed.paused_at) == (WalkState.RUNNING, step(walk, 2).id, None)


def test_a_ten_minute_walk_meets_the_moments_of_truth_only(ws: Workspace, journey: str, tester: str) -> None:
    walk = walks.opened(ws, walks.start(ws, journey, tester_id=tester, run=Run.TEN_MINUTE).id)
    assert [own.title for own in walk.steps] == ["Sees the ad", "Pays"]
    assert walks.card(ws, walk.walk.id).steps == 2


def test_without_a_moment_of_truth_there_is_no_ten_minute_walk(ws: Workspace, journey: str, tester: str) -> None:
    stages = journeys.get(ws, journey).version.stages
    plain = tuple(
        replace(stage, steps=tuple(replace(own, moment_of_truth=False) for own in stage.steps)) for stage in stages
    )
    journeys.set_stages(ws, journey, plain)
    with pytest.raises(InputError):
        walks.start(ws, journey, tester_id=tester, run=Run.TEN_MINUTE)


# ---- how a step ends


@pytest.mark.parametrize(
    ("given", "friction", "outcome"),
    [
        ([{"friction": 4}], 4, Outcome.BLOCKED),
        ([{"friction": 2}], 2, Outcome.DONE),
        ([{"friction": 4}, {"friction": 0}], 0, Outcome.DONE),
        ([{"friction": 3}, {"friction": None}], None, None),
        ([{"outcome": Outcome.BLOCKED}], 4, Outcome.BLOCKED),
        ([{"friction": 2}, {"outcome": Outcome.SKIPPED}], None, Outcome.SKIPPED),
        ([{"outcome": Outcome.CANNOT_TELL}, {"friction": 1}], 1, Outcome.DONE),
        ([{"outcome": Outcome.LEFT, "leave_reason": LeaveReason.TRAP}, {"friction": 3}], 3, Outcome.LEFT),
        ([{"friction": 4}, {"outcome": Outcome.DONE}], None, Outcome.DONE),
        ([{"friction": 2}, {"outcome": None}], None, None),
        ([{"leave_reason": LeaveReason.NOT_NOW}], None, Outcome.LEFT),
    ],
)
def test_friction_and_outcome_follow_each_other(
    ws: Workspace, walk: OpenWalk, given: list[dict[str, Any]], friction: int | None, outcome: Outcome | None
) -> None:
    for fields in given:
        visit = note(ws, walk, 1, **fields)
    assert (visit.friction, visit.outcome) == (friction, outcome)


@pytest.mark.parametrize(
    "conflict",
    [
        {"friction": 4, "outcome": Outcome.DONE},
        {"friction": 2, "outcome": Outcome.BLOCKED},
        {"friction": 0, "outcome": Outcome.SKIPPED},
        {"friction": 1, "outcome": Outcome.NEVER_CAME},
        {"leave_reason": LeaveReason.TRAP, "outcome": Outcome.DONE},
        {"friction": 5},
        {"friction": -1},
        {"feeling": 3},
        {"quality": 0},
        {"care": 6},
        {"outcome": "elsewhere"},
        {"spent": Decimal(-1)},
        {"spent": Decimal("NaN")},
        {"seconds": -1},
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_kept(
    ws: Workspace, walk: OpenWalk, conflict: dict[str, Any]
) -> None:
    with pytest.raises(InputError):
        visits.set_fields(ws, walk.walk.id, step(walk, 1).id, **conflict)
    assert walks.opened(ws, walk.walk.id).visits == ()


def test_a_visit_keeps_every_field(ws: Workspace, walk: OpenWalk) -> None:
    fields: dict[str, Any] = {
        "friction": 2, "feeling": -2, "quality": 1, "promptness": 5, "care": 3, "note": "Ünï <b>\n☃",
        "expected": "A price", "spent": Decimal("12.30"), "seconds": 61,
    }  # fmt: skip
    visit = note(ws, walk, 1, **fields, now=NOON)
    assert {name: getattr(visit, name) for name in fields} == fields
    assert visit.first_at == visit.changed_at == NOON
    visits.add_seconds(ws, walk.walk.id, step(walk, 1).id, 30)
    assert visit_at(ws, walk, 1).seconds == 91


def test_checklist_lines_are_answered_changed_and_taken_back(ws: Workspace, walk: OpenWalk) -> None:
    own = step(walk, 2)
    line = own.checklist[0].id
    visits.answer(ws, walk.walk.id, own.id, line, False)
    assert visit_at(ws, walk, 2).answers == ((line, False),)
    visits.answer(ws, walk.walk.id, own.id, line, True)
    assert visit_at(ws, walk, 2).answers == ((line, True),)
    visits.answer(ws, walk.walk.id, own.id, line, None)
    assert visit_at(ws, walk, 2).answers == ()
    with pytest.raises(NotFound):
        visits.answer(ws, walk.walk.id, own.id, "no such line", True)


def test_leaving_keeps_why_and_whether_another_road_was_offered(ws: Workspace, walk: OpenWalk) -> None:
    visits.leave(ws, walk.walk.id, step(walk, 2).id, LeaveReason.TRAP, other_road_offered=False, now=NOON)
    left = visit_at(ws, walk, 2)
    assert (left.outcome, left.leave_reason, left.other_road_offered) == (Outcome.LEFT, LeaveReason.TRAP, False)
    assert left.valued_friction == 4
    assert state_of(ws, walk) is WalkState.RUNNING
    visits.leave(ws, walk.walk.id, step(walk, 3).id, LeaveReason.NOT_NOW, end_walk=True, now=NOON)
    assert state_of(ws, walk) is WalkState.FINISHED


def test_a_trap_is_a_pothole_ready_to_be_confirmed_and_proposed_once(ws: Workspace, walk: OpenWalk) -> None:
    for _again in range(2):
        visits.leave(ws, walk.walk.id, step(walk, 2).id, LeaveReason.TRAP)
    visits.leave(ws, walk.walk.id, step(walk, 3).id, LeaveReason.NOT_NOW)
    (proposed,) = potholes.of_walk(ws, walk.walk.id)
    assert proposed.title == f"A trap: {step(walk, 2).title}"
    assert (proposed.step_ids, proposed.severity) == ((step(walk, 2).id,), None)


def test_taking_the_leaving_back_takes_its_reason_back(ws: Workspace, walk: OpenWalk) -> None:
    visits.leave(ws, walk.walk.id, step(walk, 2).id, LeaveReason.TRAP, other_road_offered=True)
    visit = note(ws, walk, 2, outcome=Outcome.DONE)
    assert (visit.leave_reason, visit.other_road_offered) == (None, None)


# ---- waits


def test_a_wait_starts_when_the_step_before_is_left(ws: Workspace, walk: OpenWalk) -> None:
    wait_for_parcel(ws, walk)
    waiting = visit_at(ws, walk, 4)
    assert waiting.outcome is Outcome.WAITING
    assert (waiting.wait_started_at, waiting.promised_at) == (NOON, NOON + 3 * DAY)
    assert walks.card(ws, walk.walk.id).waiting == 1
    assert walks.card(ws, walk.walk.id).next_due == NOON + 3 * DAY


def test_going_back_from_a_step_that_was_only_looked_at_starts_no_wait(ws: Workspace, walk: OpenWalk) -> None:
    walks.go_to(ws, walk.walk.id, step(walk, 3).id, now=NOON)
    walks.go_to(ws, walk.walk.id, step(walk, 1).id, now=NOON)
    assert walks.opened(ws, walk.walk.id).visit(step(walk, 4).id) is None


def test_a_step_that_was_already_rated_does_not_wait(ws: Workspace, walk: OpenWalk) -> None:
    note(ws, walk, 4, friction=1)
    wait_for_parcel(ws, walk)
    assert visit_at(ws, walk, 4).outcome is Outcome.DONE


def test_it_came_late(ws: Workspace, walk: OpenWalk) -> None:
    wait_for_parcel(ws, walk)
    visits.came(ws, walk.walk.id, step(walk, 4).id, when=NOON + 5 * DAY)
    visit = visit_at(ws, walk, 4)
    assert visit.outcome is Outcome.DONE
    assert visit.came_at is not None
    assert visit.promised_at is not None
    assert visit.came_at - visit.promised_at == 2 * DAY


def test_rating_what_was_awaited_says_that_it_came(ws: Workspace, walk: OpenWalk) -> None:
    wait_for_parcel(ws, walk)
    visit = note(ws, walk, 4, friction=4, now=NOON + DAY)
    assert (visit.outcome, visit.came_at) == (Outcome.BLOCKED, NOON + DAY)


def test_follow_ups_come_when_due_and_wait_for_the_reminder(ws: Workspace, walk: OpenWalk) -> None:
    wait_for_parcel(ws, walk)
    assert walks.follow_ups(ws, until=NOON + 2 * DAY) == ()
    (due,) = walks.follow_ups(ws, until=NOON + 3 * DAY)
    assert (due.step_title, due.promise, due.due_at) == ("Gets the parcel", "Three days, they say", NOON + 3 * DAY)
    visits.nothing_yet(ws, walk.walk.id, step(walk, 4).id, remind_at=NOON + 4 * DAY)
    assert walks.follow_ups(ws, until=NOON + 3 * DAY + timedelta(hours=1)) == ()
    assert len(walks.follow_ups(ws, until=NOON + 4 * DAY)) == 1
    walks.delete(ws, walk.walk.id)
    assert walks.follow_ups(ws, until=NOON + 9 * DAY) == ()


def test_nothing_came_proposes_a_pothole_once(ws: Workspace, walk: OpenWalk) -> None:
    wait_for_parcel(ws, walk)
    made = visits.never_came(ws, walk.walk.id, step(walk, 4).id, now=NOON + 9 * DAY)
    assert visit_at(ws, walk, 4).outcome is Outcome.NEVER_CAME
    (pothole,) = potholes.of_walk(ws, walk.walk.id)
    assert made.ids[1] == pothole.id
    assert (pothole.step_ids, pothole.severity) == ((step(walk, 4).id,), None)
    assert "Three days, they say" in pothole.saw
    assert len(visits.never_came(ws, walk.walk.id, step(walk, 4).id).ids) == 1


def test_a_walk_with_waits_rests_until_the_last_is_answered(ws: Workspace, walk: OpenWalk) -> None:
    wait_for_parcel(ws, walk)
    walks.go_to(ws, walk.walk.id, step(walk, 5).id, now=NOON)
    walks.finish(ws, walk.walk.id, ease=3, surprised="The box", over_coffee="Nice", now=NOON)
    assert state_of(ws, walk) is WalkState.RESTING
    assert walks.card(ws, walk.walk.id).waiting == 2
    visits.came(ws, walk.walk.id, step(walk, 4).id, when=NOON + DAY)
    assert state_of(ws, walk) is WalkState.RESTING
    visits.never_came(ws, walk.walk.id, step(walk, 5).id)
    finished = walks.opened(ws, walk.walk.id).walk
    assert (finished.state, finished.finished_at) == (WalkState.FINISHED, NOON)
    assert (finished.ease, finished.surprised, finished.over_coffee) == (3, "The box", "Nice")
    assert visits.history(ws, walk.walk.id) == ()


# ---- after the finish


def test_what_is_changed_after_the_finish_is_kept_in_its_history(ws: Workspace, walk: OpenWalk) -> None:
    note(ws, walk, 1, friction=1, note="Fine")
    walks.finish(ws, walk.walk.id, now=NOON)
    for seconds, text in enumerate(("N", "No", "Not fine")):
        note(ws, walk, 1, note=text, now=NOON + timedelta(seconds=seconds))
    note(ws, walk, 1, friction=4, now=NOON + timedelta(hours=1))
    told = [(change.field, change.before, change.after) for change in visits.history(ws, walk.walk.id)]
    assert told == [("note", "Fine", "Not fine"), ("friction", "1", "4"), ("outcome", "done", "blocked")]


def test_a_finished_walk_is_reopened_not_resumed(ws: Workspace, walk: OpenWalk) -> None:
    walks.finish(ws, walk.walk.id, ease=7)
    with pytest.raises(InputError):
        walks.resume(ws, walk.walk.id)
    walks.reopen(ws, walk.walk.id)
    assert state_of(ws, walk) is WalkState.RUNNING
    assert walks.opened(ws, walk.walk.id).walk.ease == 7
    with pytest.raises(InputError):
        walks.finish(ws, walk.walk.id, ease=8)


def test_cards_tell_quality_potholes_and_the_change(ws: Workspace, walk: OpenWalk, business: str, tester: str) -> None:
    for number, friction in enumerate((4, 2, 0), start=1):
        note(ws, walk, number, friction=friction)
    potholes.add(ws, walk.walk.id, step(walk, 1).id, title="No price", severity=3)
    potholes.add(ws, walk.walk.id, step(walk, 1).id, title="Dark", severity=None)
    potholes.add(ws, walk.walk.id, step(walk, 2).id, title="Kind words", bright=True)
    walks.finish(ws, walk.walk.id)
    again = walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=tester).id)
    for number, friction in enumerate((0, 2, 0), start=1):
        note(ws, again, number, friction=friction)
    (card,) = journeys.cards(ws, business)
    assert (card.walks, card.unfinished_walk_id) == (2, again.walk.id)
    assert card.holes == ((0, 3),)  # the worst at a step is what its small road shows
    walks.finish(ws, again.walk.id)
    (card,) = journeys.cards(ws, business)
    # Weights 2, 1, 2 of the three rated steps: 2·4 + 2 + 0 = 10 of 20, then 2 of 20.
    assert card.quality == pytest.approx(90)
    assert card.change == pytest.approx(40)
    assert card.frictions == (0, 2, 0, None, None)
    assert card.open_severities == (3, None)
    assert card.holes == ()  # none was met in the last walk
    older = walks.card(ws, walk.walk.id)
    assert (older.quality, older.rated, older.potholes) == (pytest.approx(50), 3, 2)


def test_nothing_of_another_journey_can_be_reached_through_a_walk(ws: Workspace, walk: OpenWalk) -> None:
    for act in (
        lambda: visits.set_fields(ws, walk.walk.id, "elsewhere", friction=1),
        lambda: walks.go_to(ws, walk.walk.id, "elsewhere"),
        lambda: visits.add_seconds(ws, walk.walk.id, "elsewhere", 1),
        lambda: potholes.add(ws, walk.walk.id, "elsewhere", title="T"),
    ):
        with pytest.raises(NotFound):
            act()
    assert walks.opened(ws, walk.walk.id).visits == ()


def test_looking_at_a_finished_walk_starts_no_wait(ws: Workspace, walk: OpenWalk) -> None:
    walks.finish(ws, walk.walk.id)
    wait_for_parcel(ws, walk)
    assert walks.opened(ws, walk.walk.id).visits == ()
    assert state_of(ws, walk) is WalkState.FINISHED


def test_waiting_again_after_the_finish_lets_the_walk_rest_again(ws: Workspace, walk: OpenWalk) -> None:
    walks.finish(ws, walk.walk.id)
    visits.start_wait(ws, walk.walk.id, step(walk, 4).id, now=NOON)
    assert state_of(ws, walk) is WalkState.RESTING
    visits.came(ws, walk.walk.id, step(walk, 4).id)
    assert state_of(ws, walk) is WalkState.FINISHED
