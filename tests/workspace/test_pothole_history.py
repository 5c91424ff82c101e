"""What happens to potholes: changes by field, states, verdicts, merging, splitting, links."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from oracle.errors import InputError, NotFound
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause, Effort, Run, State, Verdict
from oracle.model.walk import OpenWalk
from oracle.workspace import (
    Workspace,
    captures,
    clock,
    journeys,
    pothole_changes,
    pothole_inbox,
    pothole_links,
    pothole_verdicts,
    potholes,
    repairs,
    testers,
    trash,
    walks,
)
from tests.workspace.conftest import Snap
from tests.workspace.test_potholes import mark


def told(ws: Workspace, pothole_id: str) -> list[tuple[str, str, str]]:
    """The history, oldest first."""
    return [(each.field, each.before, each.after) for each in reversed(pothole_changes.history(ws, pothole_id))]


@pytest.fixture
def again(ws: Workspace, walk: OpenWalk) -> Callable[..., OpenWalk]:
    """Makes further walks of the journey, by one person each."""

    def start(name: str = "Jo", run: Run = Run.FULL) -> OpenWalk:
        tester = testers.find(ws, name)
        tester_id = tester.id if tester else testers.add(ws, name=name).id
        return walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=tester_id, run=run).id)

    return start


def test_each_changed_field_is_noted_with_who_and_what_it_was(ws: Workspace, walk: OpenWalk) -> None:
    made = mark(ws, walk, "T", severity=2, saw="s")
    potholes.set_fields(
        ws,
        made.id,
        who="Ida",
        severity=3,
        saw="s",
        owner=" Bo ",
        due=date(2026, 5, 1),
        cause=Cause.PEOPLE,
        effort=Effort.SMALL,
        share_lost=Decimal("0.10"),
    )
    potholes.set_fields(ws, made.id, who="Jo", owner="Mia", severity=3)
    assert told(ws, made.id) == [
        ("marked", "", ""),
        ("severity", "2", "3"),
        ("owner", "", "Bo"),
        ("due", "", "2026-05-01"),
        ("cause", "", "people"),
        ("effort", "", "S"),
        ("share_lost", "", "0.1"),
        ("owner", "Bo", "Mia"),
    ]
    newest, *_rest, oldest = pothole_changes.history(ws, made.id)
    assert (newest.who, newest.at.tzinfo, newest.walk_id) == ("Jo", UTC, None)
    assert (oldest.who, oldest.walk_id, oldest.at) == ("Mia", walk.walk.id, made.created_at)


def test_two_people_editing_lose_nothing_of_each_other(ws: Workspace, walk: OpenWalk) -> None:
    made = mark(ws, walk, "T")
    potholes.set_fields(ws, made.id, who="Ida", owner="Bo", saw="dark")
    potholes.set_fields(ws, made.id, who="Jo", owner="Mia", todo="light")
    now = potholes.get(ws, made.id)
    assert (now.owner, now.saw, now.todo) == ("Mia", "dark", "light")
    assert [(each.who, each.after) for each in pothole_changes.history(ws, made.id) if each.field == "owner"] == [
        ("Jo", "Mia"),
        ("Ida", "Bo"),
    ]


def test_history_is_told_in_the_order_of_writing_when_the_clock_goes_back(
    ws: Workspace, walk: OpenWalk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = mark(ws, walk, "T")
    potholes.set_fields(ws, made.id, owner="first")
    earlier = datetime.now(UTC) - timedelta(days=30)
    monkeypatch.setattr(clock, "now", lambda: earlier)
    potholes.set_fields(ws, made.id, owner="second")
    assert [each.after for each in pothole_changes.history(ws, made.id)][:2] == ["second", "first"]
    assert pothole_changes.history(ws, made.id)[0].at == earlier


def test_only_a_walk_gives_verified_and_back_again_but_the_last_change_can_be_undone(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made = mark(ws, walk, "T")
    for state in (State.VERIFIED, State.BACK_AGAIN):
        with pytest.raises(InputError, match="Only a walk"):
            potholes.set_fields(ws, made.id, state=state)
    pothole_verdicts.judge(ws, made.id, again(run=Run.RE_WALK).walk.id, Verdict.FIXED)
    potholes.set_fields(ws, made.id, state=State.PLANNED)
    potholes.set_fields(ws, made.id, state=State.VERIFIED)
    assert potholes.get(ws, made.id).state is State.VERIFIED


def test_what_a_walk_said_of_a_state_is_not_undone_by_hand(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made = mark(ws, walk, "T")
    second, third = again("Jo", Run.RE_WALK), again("Jo", Run.RE_WALK)
    pothole_verdicts.judge(ws, made.id, second.walk.id, Verdict.FIXED)
    pothole_verdicts.judge(ws, made.id, third.walk.id, Verdict.WORSE)
    with pytest.raises(InputError, match="Only a walk"):
        potholes.set_fields(ws, made.id, state=State.VERIFIED)
    assert potholes.get(ws, made.id).state is State.BACK_AGAIN


def test_wont_repair_needs_a_reason_that_goes_with_the_state(ws: Workspace, walk: OpenWalk) -> None:
    made = mark(ws, walk, "T")
    for reason in ({}, {"state_reason": " "}):
        with pytest.raises(InputError, match="Say why"):
            potholes.set_fields(ws, made.id, state=State.WONT_REPAIR, **reason)
    potholes.set_fields(ws, made.id, state=State.WONT_REPAIR, state_reason="The shop closes in May")
    with pytest.raises(InputError):
        potholes.set_fields(ws, made.id, state_reason="")
    potholes.set_fields(ws, made.id, state=State.PLANNED)
    assert potholes.get(ws, made.id).state_reason == ""


def test_many_are_edited_together_or_not_at_all(ws: Workspace, walk: OpenWalk) -> None:
    made = [mark(ws, walk, f"T{n}").id for n in range(4)]
    with pytest.raises(NotFound):
        potholes.set_many(ws, {made[0]: {"owner": "Bo"}, "nothing": {"owner": "Bo"}})
    with pytest.raises(InputError):
        potholes.set_many(ws, {made[0]: {"owner": "Bo"}, made[1]: {"severity": 9}})
    assert potholes.get(ws, made[0]).owner == ""
    done = potholes.set_many(ws, {made[0]: {"owner": "Bo"}, made[1]: {"severity": 2, "owner": "Ida"}}, who="Jo")
    assert done.ids == tuple(made[:2])
    assert [potholes.get(ws, each).owner for each in made] == ["Bo", "Ida", "", ""]
    potholes.delete_many(ws, made[1:3])
    assert {each.id for each in potholes.of_walk(ws, walk.walk.id)} == {made[0], made[3]}
    with pytest.raises(ValueError, match="no fields"):
        potholes.set_fields(ws, made[0], number=3)


def test_a_re_walk_verifies_and_a_slip_can_be_corrected(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk], snap: Snap
) -> None:
    made = mark(ws, walk, "T", severity=2)
    potholes.set_fields(ws, made.id, state=State.REPAIRED, state_reason="New template is live")
    second = again("Jo", Run.RE_WALK)
    shown = captures.add(ws, second.walk.id, walk.version.steps[0].id, snap()).id
    states = []
    for verdict in (Verdict.FIXED, Verdict.STILL_THERE, None, Verdict.FIXED, Verdict.WORSE):
        pothole_verdicts.judge(ws, made.id, second.walk.id, verdict)
        states.append(potholes.get(ws, made.id).state)
    assert states == [State.VERIFIED, State.BACK_AGAIN, State.REPAIRED, State.VERIFIED, State.BACK_AGAIN]
    seen = potholes.get(ws, made.id).sightings[-1]
    assert (seen.verdict, seen.shown_before, seen.capture_ids) == (Verdict.WORSE, True, (shown,))
    latest = pothole_changes.history(ws, made.id)[0]
    assert (latest.field, latest.who, latest.walk_id) == ("state", "Jo", second.walk.id)


def test_a_slip_corrected_late_leaves_what_was_said_after_that_walk(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made = mark(ws, walk, "T")
    older, newer = again("Jo", Run.RE_WALK), again("Ida", Run.RE_WALK)
    pothole_verdicts.judge(ws, made.id, newer.walk.id, Verdict.FIXED)
    pothole_verdicts.judge(ws, made.id, older.walk.id, Verdict.STILL_THERE)
    assert potholes.get(ws, made.id).state is State.VERIFIED
    pothole_verdicts.judge(ws, made.id, newer.walk.id, Verdict.STILL_THERE)
    pothole_verdicts.judge(ws, made.id, older.walk.id, Verdict.FIXED)
    assert potholes.get(ws, made.id).state is State.OPEN


def test_a_walk_that_was_over_before_the_repair_makes_nothing_back_again(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made, other = mark(ws, walk, "T"), mark(ws, walk, "Other")
    second = again("Jo", Run.RE_WALK)
    third = again("Ida")
    for over in (second, third):
        walks.finish(ws, over.walk.id)
    for hole in (made, other):
        potholes.set_fields(ws, hole.id, state=State.REPAIRED)
    pothole_verdicts.judge(ws, made.id, second.walk.id, Verdict.STILL_THERE)
    potholes.join(ws, other.id, third.walk.id, [walk.version.steps[0].id])
    assert [potholes.get(ws, hole.id).state for hole in (made, other)] == [State.REPAIRED, State.REPAIRED]


def test_an_open_pothole_found_fixed_by_mistake_is_open_again_not_back_again(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made = mark(ws, walk, "T")
    second = again("Jo", Run.RE_WALK)
    pothole_verdicts.judge(ws, made.id, second.walk.id, Verdict.FIXED)
    pothole_verdicts.judge(ws, made.id, second.walk.id, Verdict.STILL_THERE)
    assert potholes.get(ws, made.id).state is State.OPEN
    with pytest.raises(InputError):
        pothole_verdicts.judge(ws, made.id, again("Jo").walk.id, Verdict.FIXED)


def test_seen_again_by_whoever_walks_is_told_and_makes_a_repaired_one_back_again(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made = mark(ws, walk, "T")
    potholes.set_fields(ws, made.id, state=State.REPAIRED)
    second = again("Jo")
    newer = mark(ws, second, "T again", todo="light")
    potholes.merge(ws, made.id, newer.id, who="Ida")
    assert potholes.get(ws, made.id).state is State.BACK_AGAIN
    fields = told(ws, made.id)
    assert ("seen", "", "") in fields
    assert ("merged", "", "2.1 T again") in fields
    assert ("state", "repaired", "back_again") in fields
    potholes.set_fields(ws, made.id, state=State.REPAIRED)
    potholes.join(ws, made.id, again("Ida").walk.id, [walk.version.steps[0].id])
    assert potholes.get(ws, made.id).state is State.BACK_AGAIN


def test_an_older_duplicate_leaves_a_repair_as_it_is(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made, newer = mark(ws, walk, "T"), mark(ws, again("Jo"), "T again")
    potholes.set_fields(ws, made.id, state=State.REPAIRED)
    potholes.merge(ws, newer.id, made.id)
    assert potholes.get(ws, made.id).state is State.REPAIRED


def test_a_finding_of_a_re_walk_that_is_an_old_pothole_counts_as_met_there(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made = mark(ws, walk, "T", severity=2)
    potholes.set_fields(ws, made.id, state=State.REPAIRED)
    second = again("Jo", Run.RE_WALK)
    newer = mark(ws, second, "T again", severity=4)
    potholes.merge(ws, made.id, newer.id)
    now = potholes.get(ws, made.id)
    last = now.sightings[-1]
    assert (last.walk_id, last.verdict, last.severity) == (second.walk.id, Verdict.STILL_THERE, 4)
    assert (now.state, now.severity, len(now.sightings)) == (State.BACK_AGAIN, 4, 2)
    assert "verdict" in [each.field for each in pothole_changes.history(ws, made.id)]


def test_a_split_pothole_gets_a_number_of_its_own_and_the_words_of_both(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made, newer = mark(ws, walk, "T", severity=2), mark(ws, again("Jo"), "Other", severity=4)
    potholes.merge(ws, made.id, newer.id)
    both = potholes.get(ws, made.id)
    for bad in ([], [seen.id for seen in both.sightings], ["nothing"]):
        with pytest.raises(InputError):
            potholes.split(ws, made.id, bad)
    parted = potholes.get(ws, potholes.split(ws, made.id, [both.sightings[1].id], who="Ida").id)
    rest = potholes.get(ws, made.id)
    assert (parted.label, parted.title, parted.parted_from, parted.answers_to) == ("2.2", "T", made.id, ())
    assert (rest.label, rest.answers_to) == ("1.1", ("2.1",))
    assert (rest.severity, parted.severity) == (2, 4)
    assert [len(each.sightings) for each in (rest, parted)] == [1, 1]
    assert told(ws, made.id)[-2:] == [("split", "", "2.2 T"), ("severity", "4", "2")]
    assert [field for field, _before, _after in told(ws, parted.id)] == ["seen", "parted"]
    assert mark(ws, walks.opened(ws, rest.sightings[0].walk_id), "New").label == "1.2"


def test_steps_of_one_walk_are_split_with_their_captures(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    steps = [step.id for step in walk.version.steps]
    shown = [captures.add(ws, walk.walk.id, step, snap(colour)).id for step, colour in zip(steps, ("red", "blue"), strict=False)]  # fmt: skip  # noqa: E501
    made = mark(ws, walk, "T")
    potholes.join(ws, made.id, walk.walk.id, [steps[1]])
    with pytest.raises(InputError):
        potholes.split_steps(ws, made.id, walk.walk.id, steps[:2])
    parted = potholes.get(ws, potholes.split_steps(ws, made.id, walk.walk.id, [steps[1]]).id)
    rest = potholes.get(ws, made.id)
    assert (parted.step_ids, parted.capture_ids) == ((steps[1],), (shown[1],))
    assert (rest.step_ids, rest.capture_ids) == ((steps[0],), (shown[0],))


def test_links_hold_both_ways_in_rings_and_through_merging(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    a, b, c = (mark(ws, walk, name) for name in "ABC")
    for one, other in ((a, b), (b, a), (b, c), (c, a)):
        pothole_links.link(ws, one.id, other.id, who="Ida")

    def linked(pothole: Pothole) -> set[str]:
        return {each.title for each in pothole_links.linked(ws, pothole.id)}

    assert (linked(a), linked(b), linked(c)) == ({"B", "C"}, {"A", "C"}, {"A", "B"})
    assert told(ws, a.id) == [("marked", "", ""), ("linked", "", "1.2 B"), ("linked", "", "1.3 C")]
    potholes.merge(ws, a.id, b.id)
    assert (linked(a), linked(c)) == ({"C"}, {"A"})
    pothole_links.unlink(ws, c.id, a.id)
    pothole_links.unlink(ws, c.id, a.id)
    assert linked(a) == set()
    with pytest.raises(InputError):
        pothole_links.link(ws, a.id, a.id)
    with pytest.raises(NotFound):
        pothole_links.link(ws, a.id, b.id)


def test_what_comes_back_from_the_trash_has_its_history_and_links(ws: Workspace, walk: OpenWalk) -> None:
    a, b = mark(ws, walk, "A"), mark(ws, walk, "B")
    pothole_links.link(ws, a.id, b.id)
    potholes.set_fields(ws, a.id, owner="Bo")
    before = told(ws, a.id)
    potholes.delete(ws, a.id)
    assert pothole_links.linked(ws, b.id) == ()
    with pytest.raises(NotFound):
        pothole_changes.history(ws, a.id)
    trash.restore(ws, a.id)
    assert told(ws, a.id) == before
    assert [each.id for each in pothole_links.linked(ws, b.id)] == [a.id]


def test_what_lies_in_the_trash_with_its_journey_is_neither_named_nor_linked(
    ws: Workspace, business: str, walk: OpenWalk, tester: str
) -> None:
    a = mark(ws, walk, "A")
    copy = journeys.duplicate(ws, walk.journey.id).id
    b = mark(ws, walks.opened(ws, walks.start(ws, copy, tester_id=tester).id), "B")
    pothole_links.link(ws, a.id, b.id)
    with pytest.raises(NotFound, match="Several journeys"):
        repairs.resolve(ws, "1.1")
    journeys.delete(ws, copy)
    assert pothole_links.linked(ws, a.id) == ()
    assert repairs.resolve(ws, "1.1") == repairs.resolve(ws, a.id[:-2]) == a.id
    for act in (lambda: repairs.resolve(ws, b.id), lambda: pothole_links.link(ws, a.id, b.id)):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotFound):
        repairs.record(ws, business, (b.id,))
    trash.restore(ws, copy)
    assert [each.id for each in pothole_links.linked(ws, a.id)] == [b.id]


def test_duplicates_are_proposed_and_never_merged_by_themselves(
    ws: Workspace, business: str, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    first = mark(ws, walk, "Chat promises, but never answers", 2)
    same = mark(ws, again("Jo"), "The chat never answers", 2)
    mark(ws, walk, "Chat never answers", 2, bright=True)
    mark(ws, walk, "Parcel is late", 4)
    (pair,) = pothole_links.likely_same(pothole_links.titles(ws, business))
    assert {pair.one, pair.other} == {first.id, same.id}
    assert potholes.get(ws, same.id) == same
    pothole_links.not_same(ws, first.id, same.id)
    assert pothole_links.likely_same(pothole_links.titles(ws, business)) == ()


def test_a_pothole_that_many_walks_met_is_still_one(
    ws: Workspace, walk: OpenWalk, again: Callable[..., OpenWalk]
) -> None:
    made = mark(ws, walk, "T" * 1000, saw="=1+1 <b>" + "x" * 10_000)
    step = walk.version.steps[0].id
    for _n in range(20):
        potholes.join(ws, made.id, again("Jo").walk.id, [step])
    assert len(potholes.get(ws, made.id).sightings) == 21
    assert [field for field, *_rest in told(ws, made.id)] == ["marked", *["seen"] * 20]


def test_nothing_can_be_changed_of_what_is_gone(ws: Workspace, walk: OpenWalk) -> None:
    made = mark(ws, walk, "T")
    with pytest.raises(InputError):
        potholes.merge(ws, made.id, made.id)
    journeys.delete(ws, walk.journey.id)
    trash.empty(ws)
    for act in (
        lambda: potholes.set_fields(ws, made.id, owner="Bo"),
        lambda: pothole_changes.history(ws, made.id),
        lambda: potholes.split(ws, made.id, ["x"]),
        lambda: pothole_verdicts.judge(ws, made.id, walk.walk.id, Verdict.FIXED),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_merged_split_and_linked_each_number_stays_with_one_pothole(
    ws: Workspace, business: str, walk: OpenWalk, again: Callable[..., OpenWalk], seed: int
) -> None:
    chance = random.Random(seed)
    roads = [walk, again("Jo"), again("Ida")]
    holes = {mark(ws, chance.choice(roads), f"T{n}", chance.randint(1, 5)).id for n in range(8)}
    given = {potholes.get(ws, each).label for each in holes}
    for _n in range(25):
        one, other = chance.sample(sorted(holes), 2)
        before = potholes.get(ws, one)
        match chance.choice(("merge", "split", "link", "join")):
            case "merge":
                holes.discard(potholes.merge(ws, one, other).ids[1])
            case "split" if len(before.sightings) > 1:
                holes.add(potholes.split(ws, one, [chance.choice(before.sightings).id]).id)
            case "link":
                pothole_links.link(ws, one, other)
            case _:
                potholes.join(ws, one, chance.choice(roads).walk.id, [walk.version.steps[chance.randint(0, 4)].id])
        found = [potholes.get(ws, each) for each in sorted(holes)]
        given |= {each.label for each in found}
        numbers = [number for each in found for number in (each.label, *each.answers_to)]
        assert len(numbers) == len(set(numbers))
        assert set(numbers) == given
        assert all(each.sightings for each in found)
        assert all(len({seen.walk_id for seen in each.sightings}) == len(each.sightings) for each in found)
        if len(holes) < 3:
            holes.add(mark(ws, chance.choice(roads), "More").id)
            given |= {potholes.get(ws, each).label for each in holes}
    assert {repairs.resolve(ws, number) for number in given} == holes
    assert {row.id for row in pothole_inbox.inbox(ws, business)} == holes
    assert all(pothole_changes.history(ws, each) for each in holes)


def test_what_many_were_given_is_taken_back_where_it_still_stands(ws: Workspace, walk: OpenWalk) -> None:
    kept, changed, gone = (mark(ws, walk, title).id for title in ("Kept", "Changed since", "Gone"))
    before = {key: {"state": State.OPEN, "state_reason": "", "owner": ""} for key in (kept, changed, gone)}
    given = {"state": State.REPAIRED, "state_reason": "", "owner": "Tom"}
    potholes.set_many(ws, dict.fromkeys(before, given))
    potholes.set_fields(ws, changed, owner="Mia")
    potholes.delete(ws, gone)
    assert potholes.take_back(ws, before, given, who="Mia").ids == (kept,)
    assert (potholes.get(ws, kept).state, potholes.get(ws, kept).owner) == (State.OPEN, "")
    assert (potholes.get(ws, changed).state, potholes.get(ws, changed).owner) == (State.REPAIRED, "Mia")
