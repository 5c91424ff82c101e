"""Recovery, quality/promptness/care, words that confuse, time lost, the four roads, cures, and all of it together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from oracle.method import cures as curing
from oracle.method.absent import did_not_happen
from oracle.method.care import Extra, extras
from oracle.method.channels import coverage
from oracle.method.confusion import speaks_of_confusion, terms, words_that_confuse
from oracle.method.cures import Cure, with_cures
from oracle.method.dip import find
from oracle.method.four_roads import FOUR, four_roads, never_walked
from oracle.method.gaps import expectation
from oracle.method.insights import insights
from oracle.method.leaving import leavings
from oracle.method.recovery import recoveries
from oracle.method.time_lost import time_lost
from oracle.model.dip import DipAnswer, DipCause
from oracle.model.journey import Line, Stage
from oracle.model.ratings import Cause, ChannelKind, Kind, Outcome, Run
from oracle.model.walk import Visit
from tests.report.sample import START, monstera, open_walk, pothole, step, version, visit

FRICTION = st.one_of(st.none(), st.integers(0, 4))
ANSWER = st.sampled_from([True, False, None])


@st.composite
def roads(draw: st.DrawFn) -> tuple[Visit, ...]:
    """Visits of up to twelve steps with anything that can be said of them; clocks may have gone back."""
    made = []
    for number in range(1, draw(st.integers(1, 12)) + 1):
        rate = st.one_of(st.none(), st.integers(1, 5))
        moment = st.one_of(st.none(), st.integers(-5000, 5000).map(lambda hours: START + timedelta(hours=hours)))
        made.append(
            visit(
                number, friction=draw(FRICTION), feeling=draw(st.one_of(st.none(), st.integers(-2, 2))),
                outcome=draw(st.one_of(st.none(), st.sampled_from(list(Outcome)))), seconds=draw(st.integers(0, 9000)),
                quality=draw(rate), promptness=draw(rate), care=draw(rate), apology=draw(ANSWER), person=draw(ANSWER),
                truth=draw(ANSWER), promised_at=draw(moment), came_at=draw(moment), first_at=draw(moment),
            )
        )  # fmt: skip
    return tuple(made)


# ---- recovery


def test_what_followed_is_asked_at_bumps_only() -> None:
    road = version([step(n) for n in range(1, 6)])
    visits = (
        visit(1, friction=2), visit(2, friction=3, apology=True, person=True, truth=True),
        visit(3, friction=4, truth=False),
        visit(4, friction=0, outcome=Outcome.LEFT),
        visit(5, friction=None, outcome=Outcome.SKIPPED),
    )  # fmt: skip
    found = recoveries(road, visits)
    assert [(each.step.number, each.is_answered, each.handled_well) for each in found] == [
        (2, True, True), (3, True, False), (4, False, False),
    ]  # fmt: skip


@given(roads())
@settings(max_examples=40)
def test_a_bump_is_handled_well_only_with_all_three(visits: tuple[Visit, ...]) -> None:
    road = version([step(n) for n in range(1, len(visits) + 1)])
    found = recoveries(road, visits)
    assert {each.step.id for each in found} == {each.step_id for each in visits if (each.valued_friction or 0) >= 3}
    for each in found:
        assert each.handled_well == (each.given == (True, True, True))
        assert each.is_answered or not each.handled_well


# ---- quality, promptness, care


def test_the_three_extras_are_means_with_their_lowest_steps() -> None:
    road = version([step(n) for n in range(1, 4)])
    quality, promptness, care = extras(road, [visit(1, quality=5, care=2), visit(2, quality=2), visit(3, care=2)])
    assert (quality.mean, quality.rated, quality.lowest_value) == (3.5, 2, 2)
    assert [each.number for each in quality.lowest] == [2]
    assert (promptness.mean, promptness.rated, promptness.lowest) == (None, 0, ())
    assert [each.number for each in care.lowest] == [1, 3]


@given(roads())
@settings(max_examples=40)
def test_a_mean_lies_between_the_lowest_and_five(visits: tuple[Visit, ...]) -> None:
    road = version([step(n) for n in range(1, len(visits) + 1)])
    for each in extras(road, visits):
        if each.mean is None:
            assert each.rated == 0
            assert each.lowest_value is None
        else:
            assert each.lowest_value is not None
            assert 1 <= each.lowest_value <= each.mean <= 5
            assert 1 <= len(each.lowest) <= each.rated


# ---- words that confuse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is a “node cutting”?", ("node cutting",)),
        ('They say "LECA" and “semi-hydro”, twice “LECA”.', ("LECA", "semi-hydro")),
        ("Das heißt dort „Sukkulente“ oder »Kaudex«.", ("Sukkulente", "Kaudex")),
        ("The SLA and the VAT are named.", ("SLA", "VAT")),
        ("He said “we will come back to you as soon as we possibly can”.", ()),
        ("Nothing here, not even an I or a U.S. thing.", ()),
    ],
)
def test_terms_are_what_is_quoted_or_abbreviated(text: str, expected: tuple[str, ...]) -> None:
    assert terms(text) == expected


def test_information_potholes_and_confused_notes_are_listed_in_road_order() -> None:
    road = version([step(n) for n in range(1, 4)])
    holes = (
        pothole(1, 3, title="What is “LECA”?", cause=Cause.INFORMATION),
        pothole(2, 1, title="Slow", cause=Cause.TECHNOLOGY),
        replace(pothole(3, 1, title="Terms of the “trade”", cause=Cause.INFORMATION), sightings=()),
    )
    found = words_that_confuse(road, [visit(2, note="Jargon again: “leca”, “pon”.")], holes, "w1")
    assert [(each.step.number if each.step else None, each.pothole is None) for each in found.places] == [
        (2, True), (3, False), (None, False),
    ]  # fmt: skip
    assert found.jargon == ("leca", "pon", "trade")


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Full of JARGON.", True), ("What does “node” mean?", True), ("What’s a rhizome? I don’t understand.", True),
        ("What is a rhizome?", True), ("That makes no sense", True), ("Das ist unklar", True),
        ("C’est pas clair", True), ("Confusing.", True), ("The confusion was mine", False),
        ("What a lovely box", False), ("", False),
    ],
)  # fmt: skip
def test_notes_that_speak_of_confusion_are_found(note: str, expected: bool) -> None:
    assert speaks_of_confusion(note) is expected


@given(st.text())
def test_any_text_has_terms_that_stand_in_it(text: str) -> None:
    for term in terms(text):
        assert len(term.split()) <= 5
        assert all(part in text for part in term.split())


# ---- time lost


def test_time_is_lost_where_a_bumpy_step_took_longer_than_smooth_ones() -> None:
    road = version([step(n) for n in range(1, 6)])
    visits = [
        visit(1, friction=0, seconds=60), visit(2, friction=1, seconds=120), visit(3, friction=3, seconds=600),
        visit(4, friction=2, seconds=30), visit(5, friction=None, seconds=900),
    ]  # fmt: skip
    found = time_lost(road, visits)
    assert found.usual == timedelta(seconds=90)
    assert [(each.step.number, each.time) for each in found.at_steps] == [(3, timedelta(seconds=510))]
    assert found.total == timedelta(seconds=510)


def test_a_wait_loses_what_came_after_it_was_due_and_never_less_than_nothing() -> None:
    road = version([step(1), step(2)])
    late = visit(1, promised_at=START, came_at=START + timedelta(hours=5))
    early = visit(2, promised_at=START, came_at=START - timedelta(days=900))
    found = time_lost(road, [late, early])
    assert [(each.step.number, each.time) for each in found.waits] == [(1, timedelta(hours=5))]


def test_what_was_promised_in_days_is_not_late_by_minutes() -> None:
    promise = {"wait_started_at": START, "promised_at": START + timedelta(days=3)}
    road = version([step(1), step(2), step(3)])
    visits = [
        visit(1, came_at=START + timedelta(days=3, minutes=170), **promise),
        visit(2, came_at=START + timedelta(days=3, hours=4), **promise),
        visit(3, promised_at=START, came_at=START + timedelta(seconds=40)),
    ]
    assert [(each.step.number, each.time) for each in time_lost(road, visits).waits] == [(2, timedelta(hours=4))]


def test_without_a_timed_smooth_step_nothing_can_be_compared() -> None:
    found = time_lost(version([step(1)]), [visit(1, friction=4, seconds=600)])
    assert (found.usual, found.at_steps, found.total) == (None, (), timedelta())


@given(roads())
@settings(max_examples=40)
def test_lost_time_is_positive_and_no_more_than_was_spent(visits: tuple[Visit, ...]) -> None:
    road = version([step(n) for n in range(1, len(visits) + 1)])
    found = time_lost(road, visits)
    spent = {each.step_id: each.seconds for each in visits}
    assert all(timedelta() < each.time <= timedelta(seconds=spent[each.step.id]) for each in found.at_steps)
    assert all(each.time > timedelta() for each in found.waits)
    assert found.total <= timedelta(seconds=sum(spent.values()))


# ---- the four roads


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 3))))
def test_a_road_is_never_walked_when_no_walk_of_it_came_to_an_end(journeys: list[tuple[Kind, int]]) -> None:
    counts = four_roads(journeys)
    assert tuple(count.kind for count in counts) == FOUR
    assert set(never_walked(counts)) == {kind for kind in FOUR if not any(k is kind and n for k, n in journeys)}


# ---- cures


def test_a_dip_is_told_with_its_answer_and_the_missing_cures() -> None:
    walk = monstera().open
    reading = find(walk.version, walk.visits)
    assert reading.headline
    low = reading.headline.low.id
    answer = DipAnswer(
        walk_id="w1", low_step_id=low, cause=DipCause.LONGER, expectations=False, empathy=False, authority=True
    )
    gone = replace(answer, low_step_id="s1")
    (found,) = with_cures(reading, [gone, answer])
    assert found.missing == (Cure.EXPECTATIONS, Cure.EMPATHY)
    assert found.given(Cure.HOW_LONG) is None
    (nobody,) = with_cures(reading, [])
    assert nobody.missing == ()
    assert all(nobody.given(cure) is None for cure in Cure)


def test_every_cure_has_a_title_of_its_own_by_which_its_pothole_is_known() -> None:
    titles = [curing.title(each) for each in Cure]
    assert len(set(titles)) == 4
    assert all(curing.is_proposed(each, [f" {curing.title(each).upper()} "]) for each in Cure)
    assert not curing.is_proposed(Cure.EMPATHY, [curing.title(Cure.AUTHORITY)])
    assert all(curing.remedy(each) for each in Cure)


# ---- gaps, absences, leaving and channels


@given(roads(), st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=12, max_size=12))
@settings(max_examples=40)
def test_gaps_are_at_steps_with_both_figures_and_widest_first(
    visits: tuple[Visit, ...], expected: list[int | None]
) -> None:
    road = version([step(n, expected_friction=expected[n - 1]) for n in range(1, len(visits) + 1)])
    found = expectation(road, visits)
    both = {
        each.step_id
        for each, thought in zip(visits, expected, strict=False)
        if thought is not None and each.valued_friction is not None
    }
    assert {gap.step.id for gap in found} == both
    assert [(-abs(gap.size), gap.step.number) for gap in found] == sorted(
        (-abs(gap.size), gap.step.number) for gap in found
    )
    assert all(-4 <= gap.size <= 4 for gap in found)


@given(roads(), st.lists(ANSWER, min_size=12, max_size=12))
@settings(max_examples=40)
def test_what_did_not_happen_is_each_no_and_each_step_that_never_came(
    visits: tuple[Visit, ...], answers: list[bool | None]
) -> None:
    road = version([step(n, checklist=(Line(id=f"l{n}", text="A line"),)) for n in range(1, len(visits) + 1)])
    answered = [
        each if answer is None else replace(each, answers=((f"l{n}", answer),))
        for n, (each, answer) in enumerate(zip(visits, answers, strict=False), 1)
    ]
    found = did_not_happen(road, answered)
    assert sum(absent.line is None for absent in found) == sum(each.outcome is Outcome.NEVER_CAME for each in visits)
    assert sum(absent.line is not None for absent in found) == sum(
        answer is False for answer, _visit in zip(answers, visits, strict=False)
    )


@given(roads())
@settings(max_examples=40)
def test_leaving_is_listed_once_a_step_in_road_order(visits: tuple[Visit, ...]) -> None:
    road = version([step(n) for n in range(1, len(visits) + 1)])
    found = [each.step.number for each in leavings(road, visits)]
    assert found == sorted(found)
    assert len(found) == sum(each.outcome is Outcome.LEFT for each in visits)


@given(
    st.lists(st.lists(st.sampled_from(list(ChannelKind)), max_size=4), max_size=4),
    st.lists(st.tuples(st.integers(0, 3), st.sampled_from(list(ChannelKind))), max_size=8),
)
@settings(max_examples=40)
def test_a_channel_is_a_gap_only_where_she_looks_and_no_step_is(
    channels: list[list[ChannelKind]], looks: list[tuple[int, ChannelKind]]
) -> None:
    stages = tuple(
        Stage(name=f"Stage {at}", steps=tuple(step(n, channel=kind) for n, kind in enumerate(kinds, 1)))
        for at, kinds in enumerate(channels)
    )
    persona = replace(monstera().open.persona, looks=tuple((f"stage {at}", kind) for at, kind in looks))
    for at, found in enumerate(coverage(stages, persona)):
        wanted = {kind for stage, kind in looks if stage == at}
        assert set(found.gaps) == wanted - set(channels[at])
        assert {kind for kind, _label in found.channels} == set(channels[at])
        assert found.looked_for == bool(wanted)


# ---- together


def test_the_sample_walk_reads_as_its_modules_do() -> None:
    record = monstera()
    found = insights(replace(record, roads=((Kind.BUY, 1), (Kind.JOIN, 0))))
    assert found.quality.value == pytest.approx(63.333, abs=0.001)
    assert [each.dip.low.number for each in found.dips] == [10]
    assert [(gap.step.number, gap.size) for gap in found.widest] == [(10, 3), (2, 2), (4, 2)]
    assert [each.step.number for each in found.recoveries] == [5, 7, 10]
    assert never_walked(found.roads) == (Kind.LEAVE, Kind.LEARN, Kind.JOIN)
    assert [each.extra for each in found.extras] == list(Extra)


@given(roads(), st.booleans())
@settings(max_examples=40)
def test_any_walk_can_be_read(visits: tuple[Visit, ...], short: bool) -> None:
    steps = [step(n, moment_of_truth=n % 2 == 0, sale=n == 1) for n in range(1, len(visits) + 1)]
    record = monstera()
    walk = open_walk(version(steps), visits, run=Run.TEN_MINUTE if short else Run.FULL)
    found = insights(replace(record, open=walk))
    assert found.quality.rated <= found.quality.steps
    assert {gap.step.id for gap in found.widest} <= {gap.step.id for gap in found.gaps}


def test_a_thousand_steps_and_none_rated_are_read() -> None:
    long = version([step(n, sale=n == 1) for n in range(1, 1001)])
    every = [visit(n, friction=n % 5, feeling=n % 5 - 2, seconds=n) for n in range(1, 1001)]
    found = insights(replace(monstera(), open=open_walk(long, every), potholes=()))
    assert found.quality.rated == 1000
    assert len(found.dips) > 100
    none = insights(replace(monstera(), open=open_walk(long, ()), potholes=()))
    assert none.quality.value is None
    assert none.dips == ()


def test_a_few_seconds_are_not_worth_telling() -> None:
    road = version([step(n) for n in range(1, 5)])
    times = {1: (0, 10), 2: (3, 15), 3: (3, 60), 4: (3, 40)}
    found = time_lost(road, [visit(n, friction=given, seconds=seconds) for n, (given, seconds) in times.items()])
    assert [late.step.number for late in found.at_steps] == [2, 3, 4]
    assert [late.step.number for late in found.worth_telling] == [3, 4]
    short = time_lost(road, [visit(1, friction=0, seconds=2), visit(2, friction=3, seconds=4)])
    assert short.at_steps
    assert short.worth_telling == ()
