"""What is answered of dips and bumps is stored, and a report reads it with all that stands around a walk."""

from __future__ import annotations

from pathlib import Path

import pytest

from oracle import workspace
from oracle.errors import InputError, NotFound
from oracle.model.dip import DipAnswer, DipCause
from oracle.model.ratings import Kind
from oracle.workspace import dip_answers, journeys, reads, visits, walks
from tests.ui.review import sample


def test_answers_to_a_dip_are_stored_one_by_one_and_taken_back(tmp_path: Path, qapp: object) -> None:
    made = sample.make(tmp_path)
    held = workspace.open(made.file)
    low = made.steps[9]
    dip_answers.answer(held, made.walk_id, low, cause=DipCause.LONGER)
    dip_answers.answer(held, made.walk_id, low, empathy=False, authority=True)
    dip_answers.answer(held, made.walk_id, low, authority=None)
    (kept,) = dip_answers.of_walk(held, made.walk_id)
    assert kept == DipAnswer(walk_id=made.walk_id, low_step_id=low, cause=DipCause.LONGER, empathy=False)
    with pytest.raises(NotFound):
        dip_answers.answer(held, made.walk_id, "no such step", empathy=True)
    with pytest.raises(InputError):
        dip_answers.answer(held, made.walk_id, low, sympathy=True)
    held.close()


def test_what_followed_a_bump_is_stored_with_its_visit_and_its_history(tmp_path: Path, qapp: object) -> None:
    made = sample.make(tmp_path)
    held = workspace.open(made.file)
    visits.set_fields(held, made.walk_id, made.steps[9], apology=True, person=False)
    visit = walks.opened(held, made.walk_id).visit(made.steps[9])
    assert visit is not None
    assert (visit.apology, visit.person, visit.truth) == (True, False, None)
    assert {each.field for each in visits.history(held, made.walk_id)} == {"apology", "person"}
    held.close()


def test_a_record_knows_the_roads_of_the_business_and_the_answers(tmp_path: Path, qapp: object) -> None:
    made = sample.make(tmp_path)
    held = workspace.open(made.file)
    journey = walks.opened(held, made.walk_id).journey
    journeys.duplicate(held, journey.id)
    dip_answers.answer(held, made.walk_id, made.steps[9], how_long=False)
    (record,) = reads.report_walks(held, (made.walk_id,))
    assert sorted(record.roads) == [(Kind.BUY, 0), (Kind.BUY, 1)]
    assert record.dip_answers[0].how_long is False
    whole = reads.journey_record(held, journey.id)
    assert [walk.walk.id for walk in whole.walks] == [made.walk_id]
    assert {hole.id for hole in whole.potholes} == {*made.potholes, *made.brights}
    assert whole.repairs == ()
    with pytest.raises(NotFound):
        reads.journey_record(held, "none")
    held.close()
