"""Potholes: numbers, sightings, joining, merging."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from oracle.errors import InputError, NotFound
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause, Effort, State
from oracle.model.walk import OpenWalk
from oracle.workspace import Workspace, captures, pothole_changes, pothole_links, potholes, reads, trash, walks
from tests.workspace.conftest import Snap


def mark(ws: Workspace, walk: OpenWalk, title: str, number: int = 1, **fields: object) -> Pothole:
    made = potholes.add(ws, walk.walk.id, walk.version.steps[number - 1].id, title=title, **fields)  # type: ignore[arg-type]
    return potholes.get(ws, made.id)


@pytest.fixture
def second(ws: Workspace, walk: OpenWalk, tester: str) -> OpenWalk:
    """A second walk of the same journey."""
    return walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=tester).id)


def test_numbers_are_never_given_twice(ws: Workspace, walk: OpenWalk, second: OpenWalk) -> None:
    first = mark(ws, walk, "One")
    gone = mark(ws, walk, "Two")
    potholes.delete(ws, gone.id)
    trash.empty(ws)
    assert [first.label, mark(ws, walk, "Three").label, mark(ws, second, "Other").label] == ["1.1", "1.3", "2.1"]


def test_a_pothole_has_the_steps_captures_unless_others_are_named(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    step = walk.version.steps[0].id
    a, b = (captures.add(ws, walk.walk.id, step, snap(colour)).id for colour in ("red", "green"))
    assert mark(ws, walk, "All").capture_ids == (a, b)
    assert mark(ws, walk, "One", capture_ids=(b,)).capture_ids == (b,)
    assert mark(ws, walk, "None", capture_ids=()).capture_ids == ()


def test_every_own_field_is_kept(ws: Workspace, walk: OpenWalk) -> None:
    made = mark(ws, walk, "  The price hides ", saw="s", why="w", todo="t", cause=Cause.INFORMATION, reach=4)
    assert (made.title, made.saw, made.why, made.todo, made.reach) == ("The price hides", "s", "w", "t", 4)
    told: dict[str, Any] = {
        "severity": 2,
        "effort": Effort.SMALL,
        "cause_note": "c",
        "share_lost": Decimal("0.125"),
        "owner": "Bo",
        "due": date(2026, 5, 1),
        "state": State.PLANNED,
        "state_reason": "r",
        "done_when": "d",
    }
    potholes.set_fields(ws, made.id, **told)
    assert potholes.get(ws, made.id) == replace(made, **told)


@pytest.mark.parametrize("bad", [{"title": " "}, {"severity": 5}, {"reach": 0}, {"share_lost": Decimal(2)}])
def test_off_the_scale_is_refused(ws: Workspace, walk: OpenWalk, bad: dict[str, Any]) -> None:
    made = mark(ws, walk, "T")
    with pytest.raises(InputError):
        potholes.set_fields(ws, made.id, **bad)
    assert potholes.get(ws, made.id) == made


def test_the_severity_is_the_highest_sightings_until_the_owner_gives_one(
    ws: Workspace, walk: OpenWalk, second: OpenWalk
) -> None:
    made = mark(ws, walk, "T")
    other = mark(ws, second, "Same thing")
    potholes.merge(ws, made.id, other.id)
    potholes.rate(ws, made.id, walk.walk.id, 2, at_least=True)
    assert (potholes.get(ws, made.id).severity, potholes.get(ws, made.id).severity_at_least) == (2, True)
    potholes.rate(ws, made.id, second.walk.id, 3)
    assert (potholes.get(ws, made.id).severity, potholes.get(ws, made.id).severity_at_least) == (3, False)
    potholes.rate(ws, made.id, second.walk.id, None)
    assert potholes.get(ws, made.id).severity == 2
    potholes.set_fields(ws, made.id, severity=1)
    potholes.rate(ws, made.id, second.walk.id, 4)
    assert potholes.get(ws, made.id).severity == 1


def test_several_visits_are_joined_into_one_pothole(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    made = mark(ws, walk, "T")
    steps = [step.id for step in walk.version.steps]
    shown = captures.add(ws, walk.walk.id, steps[2], snap()).id
    potholes.join(ws, made.id, walk.walk.id, steps[1:3])
    potholes.join(ws, made.id, walk.walk.id, steps[1:3])
    joined = potholes.get(ws, made.id)
    assert joined.step_ids == tuple(steps[:3])
    assert joined.capture_ids == (shown,)
    assert len(joined.sightings) == 1
    potholes.set_places(ws, made.id, walk.walk.id, step_ids=steps[2:3], capture_ids=())
    assert potholes.get(ws, made.id).step_ids == (steps[2],)


def test_a_merged_pothole_keeps_the_older_number_and_answers_to_both(
    ws: Workspace, walk: OpenWalk, second: OpenWalk
) -> None:
    older = mark(ws, walk, "Older", saw="dark", severity=2)
    newer = mark(ws, second, "Newer", saw="very dark", todo="light", severity=3)
    merged = potholes.merge(ws, newer.id, older.id)
    kept = potholes.get(ws, merged.id)
    assert (kept.id, kept.label, kept.title, kept.answers_to) == (older.id, "1.1", "Older", ("2.1",))
    assert (kept.saw, kept.todo, kept.severity) == ("dark\nvery dark", "light", 3)
    assert {seen.walk_id for seen in kept.sightings} == {walk.walk.id, second.walk.id}
    assert potholes.of_walk(ws, second.walk.id) == (kept,)
    with pytest.raises(NotFound):
        potholes.get(ws, newer.id)
    with pytest.raises(InputError):
        potholes.merge(ws, kept.id, mark(ws, walk, "Kind", bright=True).id)


def test_a_sighting_in_the_trash_stays_there_when_potholes_are_merged(
    ws: Workspace, walk: OpenWalk, second: OpenWalk, tester: str
) -> None:
    third = walks.opened(ws, walks.start(ws, walk.journey.id, tester_id=tester).id)
    older, newer, last = mark(ws, walk, "A"), mark(ws, second, "B"), mark(ws, third, "C")
    potholes.merge(ws, newer.id, last.id)
    walks.delete(ws, third.walk.id)
    potholes.merge(ws, older.id, newer.id)
    trash.restore(ws, third.walk.id)
    assert {seen.walk_id for seen in potholes.get(ws, older.id).sightings} == {
        walk.walk.id,
        second.walk.id,
        third.walk.id,
    }


def test_potholes_of_a_deleted_walk_go_and_come_with_it(ws: Workspace, walk: OpenWalk) -> None:
    made = mark(ws, walk, "T")
    walks.delete(ws, walk.walk.id)
    with pytest.raises(NotFound):
        potholes.get(ws, made.id)
    trash.restore(ws, walk.walk.id)
    assert potholes.get(ws, made.id) == made
    walks.delete(ws, walk.walk.id)
    trash.empty(ws)
    assert not potholes.of_walk(ws, walk.walk.id)


def test_a_report_reads_walks_with_what_was_met_and_what_came_before(
    ws: Workspace, walk: OpenWalk, second: OpenWalk
) -> None:
    made = mark(ws, second, "T")
    (record,) = reads.report_walks(ws, (second.walk.id,))
    assert record.open == walks.opened(ws, second.walk.id)
    assert record.business.name == "Leaf & Co"
    assert record.potholes == (made,)
    assert [earlier.walk.id for earlier in record.earlier] == [walk.walk.id]
    with pytest.raises(NotFound):
        reads.report_walks(ws, ("nothing",))


def test_a_merge_is_taken_back_and_nothing_is_lost(ws: Workspace, walk: OpenWalk, second: OpenWalk, snap: Snap) -> None:
    step = walk.version.steps[0].id
    captures.add(ws, walk.walk.id, step, snap())
    older = mark(ws, walk, "Older", saw="dark", severity=2)
    newer = mark(ws, walk, "Newer", 2, saw="very dark", severity=3)
    potholes.join(ws, newer.id, second.walk.id, [step])
    other = mark(ws, second, "Other")
    pothole_links.link(ws, newer.id, other.id)
    potholes.set_fields(ws, newer.id, due=date(2026, 1, 1), who="Mia")
    kept, gone = potholes.get(ws, older.id), potholes.get(ws, newer.id)
    lines = pothole_changes.history(ws, newer.id)
    potholes.merge(ws, older.id, newer.id)
    potholes.set_fields(ws, older.id, owner="Tom")  # what was changed since stays
    assert set(potholes.unmerge(ws, newer.id, who="Mia").ids) >= {older.id, newer.id}
    assert potholes.get(ws, older.id) == replace(kept, owner="Tom")
    assert potholes.get(ws, newer.id) == gone
    assert pothole_links.linked(ws, newer.id) == (other,)
    again = pothole_changes.history(ws, newer.id)
    assert (again[0].field, again[0].who, again[0].before) == ("unmerged", "Mia", "1.1 Older")
    assert again[1:] == lines
    assert {"merged", "unmerged"} <= {each.field for each in pothole_changes.history(ws, older.id)}
    with pytest.raises(InputError):
        potholes.unmerge(ws, newer.id)
    potholes.merge(ws, older.id, newer.id)
    potholes.join(ws, older.id, second.walk.id, [walk.version.steps[2].id])
    with pytest.raises(InputError, match="any more"):
        potholes.unmerge(ws, newer.id)
    assert potholes.get(ws, older.id).answers_to == ("1.2",)


def test_one_met_at_several_steps_is_marked_at_all_of_them_or_not_at_all(ws: Workspace, walk: OpenWalk) -> None:
    first, second = (step.id for step in walk.version.steps[:2])
    with pytest.raises(NotFound):
        potholes.add(ws, walk.walk.id, first, title="No price", also_at=(second, "nowhere"))
    assert potholes.of_walk(ws, walk.walk.id) == ()
    made = potholes.add(ws, walk.walk.id, first, title="No price", also_at=(second,)).id
    assert potholes.get(ws, made).step_ids == (first, second)
