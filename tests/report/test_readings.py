"""The method's readings in the report: what they say, their pages, and their switches."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from oracle.method.insights import insights
from oracle.model.dip import DipAnswer, DipCause
from oracle.model.ratings import ChannelKind, Kind, LeaveReason, Outcome, State
from oracle.model.record import WalkRecord
from oracle.report.content import Options, Section, build
from oracle.report.content.parts import READINGS, flows_on
from oracle.report.content.readings import Reading, readings
from tests.report.pdf.reading import failures, page_texts, poppler_text, squeezed
from tests.report.sample import START, monstera, open_walk, step, version, visit
from tests.report.test_pages import outline, written


def rich() -> WalkRecord:
    """The sample walk with everything answered that a reading reads."""
    record, seen = monstera(), []
    for each in record.open.visits:
        number = int(each.step_id[1:])
        changes: dict[str, Any] = {"seconds": {5: 1500, 7: 900}.get(number, 90)}
        if number == 7:
            changes |= {"apology": True, "person": False}
        if number in {1, 8}:
            changes |= {"quality": number // 2 + 1, "care": 4}
        if number == 3:
            changes |= {"outcome": Outcome.LEFT, "leave_reason": LeaveReason.TRAP, "other_road_offered": False}
        if number == 4:
            changes |= {"note": "What does “node cutting” mean?"}
        if number == 12:
            changes |= {"promised_at": START, "came_at": START + timedelta(days=2)}
        seen.append(replace(each, **changes))
    persona = replace(record.open.persona, looks=(("Awareness", ChannelKind.AD),))
    journey = replace(record.open.journey, people_a_month=100, worth=Decimal(95), worth_again=Decimal(60))
    answer = DipAnswer(walk_id="w1", low_step_id="s10", cause=DipCause.LONGER, expectations=False, empathy=True)
    return replace(
        record, open=replace(record.open, visits=tuple(seen), persona=persona, journey=journey), dip_answers=(answer,),
        roads=((Kind.BUY, 1), (Kind.JOIN, 0)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("readings"), [rich()], Options())


def test_every_reading_has_its_pages_in_an_accessible_pdf(report: Path) -> None:
    assert failures(report) == []
    heads = [title for title, _page in outline(report)]
    order = ["The dip and its four cures", "What did not happen", "Expectation against experience"]
    order += ["Channels covered", "How bumps were handled", "Where people would leave", "Words that confuse"]
    order += ["What it costs to leave it"]
    assert [head for head in heads if head in order] == order


def test_the_pages_say_all_that_the_readings_say(report: Path) -> None:
    text, content = squeezed(poppler_text(report)), build([rich()], Options())
    wanted = [line for part in content.readings for line in part.lines]
    for table in (table for part in content.readings for table in part.tables):
        wanted += [table.title, table.note, *table.heads, *(cell.text for row in table.rows for cell in row)]
    assert [each for each in wanted if squeezed(each) not in text] == []
    assert "Never walked to the end: Starting a relationship." in poppler_text(report).replace("\n", " ")


def test_missing_cures_bring_their_remedy_and_unanswered_ones_say_so() -> None:
    (dip,) = [part for part in build([rich()], Options()).readings if part.section is Section.DIP]
    (table,) = dip.tables
    assert table.title == "Delighted to Angry in 3 days"
    assert "Cause: more time than expected." in table.note
    assert [row[1].text for row in table.rows] == ["No", "Yes", "not answered", "not answered"]
    assert [bool(row[2].text) for row in table.rows] == [True, False, False, False]


def test_costs_are_estimates_with_their_formula_and_none_without_figures() -> None:
    cost = next(part for part in build([rich()], Options()).readings if part.section is Section.COST)
    assert cost.lines[0].startswith("Leaving it as it is costs about £")
    assert any("×" in row[2].text for row in cost.tables[0].rows)
    bare = replace(rich(), open=replace(rich().open, journey=monstera().open.journey))
    told = next(part for part in build([bare], Options()).readings if part.section is Section.COST)
    assert told.lines == ()
    assert [table.title for table in told.tables] == ["Time lost at steps: about 37 minutes"]
    assert (len(cost.formulas), len(told.formulas)) == (2, 1)  # only of what stands there


def test_each_reading_can_be_left_out(tmp_path: Path) -> None:
    for section in (Section.DIP, Section.COST, Section.PLAN):
        found = written(tmp_path, [rich()], Options(sections=frozenset({section})))
        assert failures(found) == []
        assert len(outline(found)) == 2


def test_the_plan_has_a_box_for_each_open_pothole_by_priority(tmp_path: Path) -> None:
    content = build([rich()], Options())
    assert [line.sign.label for line in content.plan] == [top.sign.label for top in content.cards]
    assert content.plan[0].todo
    page = next(text for text in page_texts(written(tmp_path, [rich()], Options())) if "Tick a line" in text)
    assert all(line.title in " ".join(page.split()) for line in content.plan)
    verified = tuple(replace(hole, state=State.VERIFIED) for hole in rich().potholes)
    assert build([replace(rich(), potholes=verified)], Options()).plan == ()


def test_readings_flow_below_each_other_and_the_first_begins_a_page() -> None:
    assert not flows_on(READINGS[0], Section.POTHOLES)
    assert all(flows_on(section, READINGS[0]) for section in READINGS)
    assert flows_on(Section.PLAN, Section.COST)
    assert not flows_on(Section.PLAN, Section.POTHOLES)
    assert not flows_on(Section.STEPS, READINGS[-1])
    assert flows_on(Section.RATINGS, Section.STEPS)
    assert not flows_on(Section.RATINGS, None)


def test_several_walks_name_each_of_them(tmp_path: Path) -> None:
    second = replace(rich(), open=replace(rich().open, walk=replace(rich().open.walk, id="w2", number=2)))
    content = build([rich(), second], Options())
    names = [part.walk for part in content.readings if part.section is Section.EXPECTATION]
    assert names == ["Buy a variegated Monstera on sale, walk 1", "Buy a variegated Monstera on sale, walk 2"]
    assert failures(written(tmp_path, [rich(), second])) == []


def test_a_walk_of_one_step_and_an_unrated_one_have_no_empty_sections(tmp_path: Path) -> None:
    for visits in ((), (visit(1, friction=0),)):
        record = WalkRecord(open=open_walk(version([step(1)]), visits), business=monstera().business)
        content = build([record], Options())
        assert {part.section for part in content.readings} <= {Section.DIP, Section.CHANNELS}
        assert failures(written(tmp_path, [record])) == []


def lines(record: WalkRecord) -> dict[str, Reading]:
    return {str(each.topic): each for each in readings(record, insights(record))}


def test_every_reading_is_said_in_words_with_its_formula() -> None:
    told = lines(rich())
    assert set(told) == {
        "quality", "dip", "gaps", "absent", "leaving", "recovery", "extras", "words", "channels", "time", "cost",
        "roads",
    }  # fmt: skip
    assert all(each.formula and each.title for each in told.values())
    assert told["leaving"].lines == ("Finds the Monstera: A trap. No other road was offered.", "1 of them is a trap.")
    assert told["words"].lines[-1] == "The words named: “node cutting”."
    assert told["time"].lines[0] == "About 37 minutes at 2 steps."
    assert "Nothing in Awareness by an ad." in told["channels"].lines
    assert "Cures missing: expectations managed." in told["dip"].lines
    assert told["recovery"].lines[0] == "0 of 4 bumps were handled well."


def test_a_clock_that_went_back_neither_fails_nor_gains_time() -> None:
    early = START - timedelta(days=400)
    visits = [
        visit(n, friction=4 - n, feeling=n - 3, came_at=early, promised_at=START, first_at=START) for n in (1, 2, 3)
    ]
    road = version([step(n, sale=n == 1) for n in range(1, 5)])
    walk = open_walk(road, [*visits, visit(4, friction=1, came_at=early)], finished_at=early)
    record = WalkRecord(open=walk, business=monstera().business)
    assert "time" not in lines(record)
    assert build([record], Options()).title
