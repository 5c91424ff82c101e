"""What a report says, and the check before it is exported."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from oracle.errors import InputError
from oracle.model.journey import Business, Line, Wait
from oracle.model.mark import Mark, MarkKind, Private, PrivateKind
from oracle.model.pothole import Pothole
from oracle.model.ratings import Kind, LeaveReason, Outcome, PrivacyAnswer, Run, State
from oracle.model.record import WalkRecord
from oracle.model.walk import OpenWalk, Visit
from oracle.report.content import Content, NoticeKind, Options, Section, StepEntry, allowed, build, dates, notices
from oracle.report.content.checks import blaming, contradicts
from tests.report.sample import START, capture, monstera, open_walk, pothole, step, version, visit

SHOP = Business(id="b1", name="Green Leaf Plants", currency="GBP")


def record(walk: OpenWalk, *holes: Pothole) -> WalkRecord:
    return WalkRecord(open=walk, business=SHOP, potholes=holes)


def said(walk: OpenWalk, *holes: Pothole) -> Content:
    return build([record(walk, *holes)], Options())


def only_step(found: Visit, **fields: object) -> StepEntry:
    return said(open_walk(version([step(1, **fields)]), [found])).walks[0].steps[0]


def kinds(walk: OpenWalk, *holes: Pothole) -> list[NoticeKind]:
    return [notice.kind for notice in notices([record(walk, *holes)])]


def rated(**fields: object) -> OpenWalk:
    return open_walk(version([step(1)]), [visit(1, friction=1, **fields)], [capture("c1", 1)])


def complete(**changes: object) -> Pothole:
    plain: dict[str, object] = {"severity": 2, "why": "It costs her time.", "todo": "Say it.", "capture_ids": ("c1",)}
    return pothole(1, 1, **{**plain, **changes})


# ---- the cover


def test_the_cover_says_whose_walk_when_and_for_whom() -> None:
    content = build([monstera()], Options(prepared_for="Nadia Brandt"))
    assert content.title == "Buy a variegated Monstera on sale"
    assert content.business == "Green Leaf Plants"
    facts = dict(content.facts)
    assert facts["Walked as"] == "Wendy, 34, plant enthusiast, two dogs"
    assert facts["Dates"] == "6 – 23 October 2025, 12 steps"
    assert facts["Prepared by"] == "Mia Torres, mia@example.org"
    assert facts["Prepared for"] == "Nadia Brandt"
    assert content.footer == "Pothole report · 6 – 23 October 2025"


def test_what_is_chosen_stands_over_what_the_walk_says() -> None:
    content = build([monstera()], Options(title=" Monstera, again ", sections=frozenset({Section.GLANCE})))
    assert content.title == content.header == "Monstera, again"
    assert content.sections == {Section.GLANCE}
    assert dict(content.facts)["Prepared for"] == "Green Leaf Plants"


# ---- at a glance


def test_the_glance_counts_open_potholes_and_names_the_first_five() -> None:
    glance = build([monstera()], Options()).glance
    assert (glance.figures[0].quality, glance.figures[0].rated) == (63, "12 of 12 steps rated")
    assert glance.counts == ((4, 1), (3, 4), (2, 2), (1, 1))
    assert glance.counted == "8 open potholes, by severity"
    assert [(top.sign.label, top.priority) for top in glance.first] == [
        ("6", 16),
        ("4", 12),
        ("5", 12),
        ("2", 9),
        ("3", 6),
    ]


def test_verified_potholes_are_neither_counted_nor_first_but_keep_their_card_at_the_end() -> None:
    holes = [pothole(1, 1, severity=4, state=State.VERIFIED), pothole(2, 1, severity=1), pothole(3, 1)]
    content = said(rated(), *holes)
    assert dict(content.glance.counts) == {4: 0, 3: 0, 2: 0, 1: 1, None: 1}
    assert [top.sign.label for top in content.glance.first] == ["2"]
    assert [card.sign.label for card in content.cards] == ["2", "1"]
    assert [card.sign.label for card in content.unrated] == ["3"]


def test_bright_spots_come_first_of_what_went_smoothly_and_have_no_card() -> None:
    content = build([monstera()], Options())
    assert [bright.title for bright in content.glance.smooth] == [
        "“Thank you, Wendy” is the best moment of the road",
        "Sees the sale post",
    ]
    assert "9" not in [card.sign.label for card in content.cards]
    assert [(spot.title[-4:], spot.place) for spot in content.brights] == [
        ("road", "Decision › step 8 › Sees “Thank you”")
    ]
    assert [shown.capture_id for shown in content.brights[0].pictures] == ["c8"]


def test_a_smooth_moment_of_truth_counts_as_smooth_without_a_feeling() -> None:
    road = version([step(1), step(2, moment_of_truth=True), step(3, moment_of_truth=True)])
    visits = [visit(1, friction=0), visit(2, friction=0), visit(3, friction=0, feeling=-1)]
    smooth = said(open_walk(road, visits)).glance.smooth
    assert [bright.title for bright in smooth] == ["Step 2"]


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (3, "up 50 since walk 1 of 6 October 2025"),
        (1, "as smooth as walk 1 of 6 October 2025"),
        (0, "down 25 since walk 1 of 6 October 2025"),
    ],
)
def test_the_change_says_since_which_walk(then: int, words: str) -> None:
    road = version([step(1)])
    now, before = open_walk(road, [visit(1, friction=1)]), open_walk(road, [visit(1, friction=then)])
    content = build([WalkRecord(open=now, business=SHOP, earlier=(before,))], Options())
    assert content.glance.figures[0].change == words


def test_a_change_since_an_older_walk_says_that_later_ones_cannot_be_compared() -> None:
    road = version([step(1)])
    now, before = open_walk(road, [visit(1, friction=1)]), open_walk(road, [visit(1, friction=3)])
    unrated = open_walk(road, [])
    content = build([WalkRecord(open=now, business=SHOP, earlier=(unrated, before))], Options())
    assert content.glance.figures[0].change == (
        "up 50 since walk 1 of 6 October 2025, the last one that can be compared"
    )
    content = build([WalkRecord(open=now, business=SHOP, earlier=(unrated,))], Options())
    assert content.glance.figures[0].change == ""


def test_a_walk_without_a_rating_has_no_quality() -> None:
    figure = said(open_walk(version([step(1)]), [])).glance.figures[0]
    assert figure.quality is None
    assert figure.verdict == "This road has not been rated yet."


# ---- the road


def test_the_road_tells_its_dip_its_gaps_and_its_leavings() -> None:
    sayings = dict(build([monstera()], Options()).roads[0].sayings)
    assert sayings["The dip after the sale"][0].startswith("Delighted to Angry in 3 days, from step 8 to step 10")
    assert sayings["Expected and met"][0] == "Waits for the parcel: expected Slight, was Blocked (rougher)."
    assert "Where people would leave" not in sayings
    road = version([step(1, sale=True), step(2)])
    left = [visit(1, friction=0), visit(2, outcome=Outcome.LEFT, leave_reason=LeaveReason.TRAP)]
    assert dict(said(open_walk(road, left)).roads[0].sayings)["Where people would leave"] == ("Step 2: A trap.",)


def test_a_dip_from_frictions_says_so_and_further_dips_are_listed() -> None:
    road = version([step(n, sale=n == 1) for n in range(1, 7)])
    visits = [visit(n, friction=friction) for n, friction in enumerate((0, 4, 0, 3, 0, 4), 1)]
    lines = dict(said(open_walk(road, visits)).roads[0].sayings)["The dip after the sale"]
    assert lines[0].startswith("Pleased to Angry in 1 step, from step 1 to step 2")
    assert lines[1:3] == ("Depth 3 of 4; length 2 steps.", "Further dips: steps 3 to 5; from step 5 on.")
    assert lines[3].startswith("Partly from friction")


def test_where_nothing_is_sold_the_dip_comes_after_the_decision() -> None:
    road = version([step(1), step(2), step(3)], [("Decision", 1), ("Delivery", 2)])
    content = said(open_walk(road, [visit(n, feeling=feeling) for n, feeling in enumerate((1, -2, -1), 1)]))
    assert dict(content.roads[0].sayings)["The dip after the decision"][0].startswith("Pleased to Angry")
    assert content.roads[0].data.dip is not None
    assert not content.roads[0].data.dip.after_sale


def test_only_a_road_that_sells_explains_why_it_has_no_dip() -> None:
    walk = rated()
    assert "The dip after the sale" in dict(said(walk).roads[0].sayings)
    leave = replace(walk, journey=replace(walk.journey, kind=Kind.LEAVE))
    assert "The dip after the sale" not in dict(said(leave).roads[0].sayings)


# ---- cards


def test_a_card_says_all_that_a_stranger_needs() -> None:
    card = build([monstera()], Options()).cards[0]
    assert (card.title, card.place) == (
        "Tracking link dead, no one answers",
        "Delivery › step 10 › Waits for the parcel",
    )
    assert card.why_label == "Why it matters to Wendy"
    assert (card.saw[:8], card.why[:10], card.cause, card.todo[:4]) == ("The link", "She took a", "Process", "Send")
    assert dict(card.facts) == {
        "Who": "Jonas",
        "Effort": "Medium",
        "Meets it": "Everyone",
        "Priority": "16 = 4 × 4",
        "Due": "27 October 2025",
        "State": "Planned",
    }
    assert card.pictures[0].caption == "The carrier’s page, Thursday 9 October 2025, 10:14"


def test_a_card_tells_what_the_list_at_a_glance_tells_of_the_cost() -> None:
    walk = rated()
    walk = replace(walk, journey=replace(walk.journey, people_a_month=100, worth=Decimal(95)))
    content = said(walk, pothole(1, 1, severity=3))
    assert dict(content.cards[0].facts)["Estimated cost"] == f"{content.glance.first[0].cost} a month"
    assert content.glance.first[0].cost.startswith("about £")


def test_an_assumed_reach_and_a_severity_of_at_least_are_said() -> None:
    card = said(rated(), pothole(1, 1, severity=3, severity_at_least=True)).cards[0]
    assert dict(card.facts)["Meets it"] == "Most (assumed)"
    assert dict(card.facts)["Priority"] == "9 = 3 × 3"
    assert card.severity_words == "at least Major"


def test_an_unrated_pothole_has_no_priority_and_no_day_that_nobody_gave() -> None:
    facts = dict(said(rated(), pothole(1, 1)).unrated[0].facts)
    assert "Due" not in facts
    assert facts["Priority"] == "–"


def test_a_pothole_at_several_steps_names_the_first_and_counts_the_rest() -> None:
    road = version([step(1), step(2), step(3)])
    hole = pothole(1, 1, severity=1)
    hole = replace(hole, sightings=(replace(hole.sightings[0], step_ids=("s3", "s2")),))
    content = said(open_walk(road, [visit(1, friction=0)]), hole)
    assert content.cards[0].place == "Road › step 2 › Step 2 and 1 more step"
    assert [len(entry.signs) for entry in content.walks[0].steps] == [0, 1, 1]


def test_potholes_that_this_walk_did_not_meet_are_left_out() -> None:
    other = pothole(7, 1, severity=4)
    other = replace(other, sightings=(replace(other.sightings[0], walk_id="w9"),))
    assert said(rated(), other).cards == ()


# ---- pictures


def test_a_picture_at_a_private_step_needs_an_answer() -> None:
    open_step, private = step(1), step(2, private=True)
    plain = capture("c", 1)
    assert allowed(plain, open_step)
    assert not allowed(plain, private)
    assert allowed(replace(plain, privacy=PrivacyAnswer.HIDDEN), private)
    assert allowed(replace(plain, privacy=PrivacyAnswer.NOTHING_TO_HIDE), private)
    for where in (open_step, private):
        assert not allowed(replace(plain, privacy=PrivacyAnswer.LEAVE_OUT), where)
        assert not allowed(replace(plain, left_out=True, privacy=PrivacyAnswer.HIDDEN), where)


def test_pictures_that_may_not_be_shown_stand_nowhere() -> None:
    road = version([step(1, private=True), step(2)])
    pictures = [capture("secret", 1), capture("out", 2, left_out=True), capture("fine", 2)]
    walk = open_walk(road, [visit(1, friction=1), visit(2, friction=1)], pictures)
    content = said(walk, pothole(1, 2, severity=1, capture_ids=("secret", "out", "fine")))
    assert [shown.capture_id for shown in content.cards[0].pictures] == ["fine"]
    assert [[shown.capture_id for shown in entry.pictures] for entry in content.walks[0].steps] == [[], ["fine"]]


# ---- step by step


def test_a_step_says_how_it_was_waited_for() -> None:
    wait = Wait(length=timedelta(days=3), promise="within three days")
    due = START + timedelta(days=3)
    waited = {"wait_started_at": START, "promised_at": due}
    late = only_step(visit(1, friction=1, came_at=due + timedelta(hours=20), **waited), wait=wait)
    assert late.details == ("Promised: within three days. Came late, on Friday 10 October 2025, 05:30.",)
    assert late.meta == "Website · after 4 days"
    timely = only_step(visit(1, friction=1, came_at=due, **waited), wait=wait)
    assert timely.details == ("Promised: within three days. Came on Thursday 9 October 2025, 09:30.",)
    asked = only_step(visit(1, outcome=Outcome.WAITING, **waited), wait=replace(wait, promise="Would she come back?"))
    assert asked.details == ("Promised: Would she come back? Still waiting.",)
    never = only_step(visit(1, outcome=Outcome.NEVER_CAME, **waited), wait=wait)
    assert never.details == ("Promised: within three days. Nothing came.",)
    assert (never.friction, never.friction_words, never.meta) == (4, "Never came", "Website · never came")
    waiting = only_step(visit(1, outcome=Outcome.WAITING, **waited), wait=wait)
    assert (waiting.friction, waiting.details) == (None, ("Promised: within three days. Still waiting.",))


def test_a_step_says_what_was_scored_expected_answered_spent_and_left() -> None:
    found = visit(
        1,
        outcome=Outcome.LEFT,
        leave_reason=LeaveReason.NOT_NOW,
        other_road_offered=False,
        quality=4,
        care=1,
        expected="A price",
        spent=Decimal("1234.5"),
        answers=(("a", True), ("b", False)),
    )
    lines = (Line(id="a", text="A name"), Line(id="b", text="A date"), Line(id="c", text="A price"))
    entry = only_step(found, checklist=lines)
    assert entry.details == (
        "Quality 4 of 5 · Care 1 of 5",
        "Expected: A price",
        "Would have left here: Not the right time. No other road was offered.",
        "Spent: £1,234.50",
    )
    assert [(answer.text, answer.yes) for answer in entry.answers] == [("A name", True), ("A date", False)]


def test_a_step_never_visited_says_so() -> None:
    entry = said(open_walk(version([step(1)]), [])).walks[0].steps[0]
    assert (entry.friction, entry.friction_words, entry.note, entry.details) == (None, "Not visited", "", ())


def test_the_end_of_the_walk_is_told() -> None:
    closing = dict(build([monstera()], Options()).walks[0].closing)
    assert closing["How easy the whole road was"].startswith("3 of 7")
    assert closing["What surprised the tester"] == "That nobody picks up the phone."
    assert closing["Money spent, for the refund"] == "£89"


def test_what_did_not_happen_is_told_with_its_place() -> None:
    absent = build([monstera()], Options()).absent
    assert absent[0] == ("Step 1: Sees the sale post", "A name to ask")


# ---- several walks


def test_a_report_over_several_journeys_shows_journey_and_both_numbers() -> None:
    first = monstera()
    walk = replace(
        rated(),
        walk=replace(rated().walk, id="w2", number=3),
        journey=replace(rated().journey, id="j2", title="Join the plant club"),
    )
    hole = replace(pothole(1, 1, severity=4, reach=4), id="other", walk_number=3)
    hole = replace(hole, sightings=(replace(hole.sightings[0], walk_id="w2"),))
    content = build([first, WalkRecord(open=walk, business=SHOP, potholes=(hole,))], Options())
    assert content.title == "Green Leaf Plants"
    assert content.lead == "What Wendy met on 2 roads, and what to repair first."
    assert [top.sign.label for top in content.glance.first][:2] == ["1.6", "3.1"]
    assert content.glance.first[1].place == "Join the plant club › Road › step 1 › Step 1"
    assert [road.title for road in content.roads] == ["Buy a variegated Monstera on sale", "Join the plant club"]
    assert content.absent[0].place == "Buy a variegated Monstera on sale › Step 1: Sees the sale post"


def test_a_pothole_met_in_two_walks_has_one_card() -> None:
    walk = rated()
    again = replace(walk, walk=replace(walk.walk, id="w2", number=2, run=Run.RE_WALK))
    hole = complete()
    hole = replace(hole, sightings=(*hole.sightings, replace(hole.sightings[0], id="g2", walk_id="w2")))
    again = replace(again, captures=())
    content = build([record(again, hole), record(walk, hole)], Options())
    assert [card.sign.label for card in content.cards] == ["1.1"]
    assert [shown.capture_id for shown in content.cards[0].pictures] == ["c1"]  # the other walk took it
    assert [figure.title[-6:] for figure in content.glance.figures] == ["walk 2", "walk 1"]


def test_walks_of_two_businesses_are_no_report() -> None:
    rival = replace(record(rated()), business=Business(id="b2", name="Rival Roots"))
    with pytest.raises(InputError, match="these walks are of Green Leaf Plants and Rival Roots"):
        build([record(rated()), rival], Options())


# ---- the check before export


def test_a_complete_walk_has_nothing_to_remark() -> None:
    assert kinds(rated(), complete()) == []
    assert notices([monstera()]) == ()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"capture_ids": ()}, NoticeKind.NO_PICTURE),
        ({"why": "  "}, NoticeKind.NO_WHY),
        ({"todo": ""}, NoticeKind.NO_REMEDY),
        ({"saw": "The LAZY shop did it."}, NoticeKind.BLAME),
    ],
)
def test_a_pothole_that_lacks_something_is_remarked(change: dict[str, object], kind: NoticeKind) -> None:
    found = notices([record(rated(), complete(**change))])
    assert [notice.kind for notice in found] == [kind]
    assert (found[0].walk_id, found[0].step_id, found[0].pothole_id) == ("w1", "s1", "h1")
    assert "Pothole 1" in found[0].text


def test_a_bright_spot_needs_neither_reason_nor_remedy() -> None:
    assert kinds(rated(), pothole(1, 1, bright=True)) == []


def test_a_picture_that_is_left_out_is_no_picture() -> None:
    walk = rated()
    walk = replace(walk, captures=(replace(walk.captures[0], left_out=True),))
    assert kinds(walk, complete()) == [NoticeKind.NO_PICTURE]


def test_private_pictures_without_an_answer_are_remarked_one_by_one() -> None:
    road = version([step(1, private=True)])
    pictures = [capture("c1", 1), capture("c2", 1), capture("c3", 1, left_out=True)]
    found = notices([record(open_walk(road, [visit(1, friction=1)], pictures))])
    assert [(notice.kind, notice.capture_id) for notice in found] == [
        (NoticeKind.PRIVATE, "c1"),
        (NoticeKind.PRIVATE, "c2"),
    ]


def test_places_that_look_private_are_remarked_until_they_are_covered_or_answered_for() -> None:
    mail = Private(kind=PrivateKind.MAIL, x=10, y=10, width=80, height=20, hint="w••••@example.com")
    card = Private(kind=PrivateKind.CARD, x=10, y=40, width=80, height=20)
    block = Mark(id="m", kind=MarkKind.REDACT, points=((10, 10), (90, 30)))
    pictures = [
        capture("both", 1, found=(mail, card)),
        capture("one", 1, found=(mail, card), marks=(block,)),
        capture("covered", 1, found=(mail,), marks=(block,)),
        capture("nobody looked", 1),
        capture("answered", 1, found=(mail,), privacy=PrivacyAnswer.NOTHING_TO_HIDE),
        capture("hidden in part", 1, found=(mail,), privacy=PrivacyAnswer.HIDDEN),
        capture("left out", 1, found=(mail,), left_out=True),
    ]
    found = notices([record(open_walk(version([step(1)]), [visit(1, friction=1)], pictures))])
    assert [(notice.kind, notice.capture_id, notice.text[:25]) for notice in found] == [
        (NoticeKind.FOUND, "both", "2 places look private in "),
        (NoticeKind.FOUND, "one", "1 place looks private in "),
        (NoticeKind.FOUND, "hidden in part", "1 place looks private in "),
    ]


def test_steps_promised_and_never_rated_are_remarked() -> None:
    road = version([step(1), step(2)])
    found = notices([record(open_walk(road, [visit(1, friction=0)]))])
    assert [(notice.kind, notice.step_id) for notice in found] == [(NoticeKind.NOT_RATED, "s2")]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"friction": 0, "note": "The link is broken."}, True),
        ({"friction": 0, "note": "It couldn’t be easier, perfect."}, False),
        ({"friction": 0, "feeling": -2}, True),
        ({"friction": 0, "note": "Nice."}, False),
        ({"friction": 3, "feeling": 1}, True),
        ({"friction": 4, "note": "No problem at all."}, True),
        ({"friction": 3, "note": "Easy to find, then it failed."}, False),
        ({"friction": 2, "note": "broken, but perfect"}, False),
        ({"note": "broken"}, False),
    ],
)
def test_a_rating_and_a_text_that_contradict_are_seen(fields: dict[str, object], expected: bool) -> None:
    assert contradicts(visit(1, **fields), []) == expected


def test_a_smooth_step_with_a_grave_pothole_contradicts() -> None:
    walk = open_walk(version([step(1)]), [visit(1, friction=0)], [capture("c1", 1)])
    assert kinds(walk, complete(severity=3)) == [NoticeKind.CONTRADICTION]
    assert kinds(walk, complete(severity=2)) == []


def test_words_that_blame_are_found_whole_only() -> None:
    assert blaming("That is your fault.") == "fault"
    assert blaming("The default is fine, the glazier too.") == ""
    assert kinds(rated(note="Stupid form"), complete()) == [NoticeKind.BLAME]


# ---- dates


def test_days_are_written_as_short_as_they_are_clear() -> None:
    assert dates.span(date(2025, 10, 6), date(2025, 10, 6)) == "6 October 2025"
    assert dates.span(date(2025, 10, 6), date(2025, 10, 23)) == "6 – 23 October 2025"
    assert dates.span(date(2025, 9, 28), date(2025, 10, 3)) == "28 September – 3 October 2025"
    assert dates.span(date(2025, 12, 31), date(2026, 1, 1)) == "31 December 2025 – 1 January 2026"


def test_times_are_told_in_the_zone_they_were_seen_in() -> None:
    noon = datetime(2025, 7, 1, 12, tzinfo=UTC)
    assert dates.moment(dates.local(noon, "Asia/Kolkata")) == "Tuesday 1 July 2025, 17:30"
    assert dates.moment(dates.local(noon, "Nowhere/At all")) == "Tuesday 1 July 2025, 12:00"
    assert dates.moment(dates.local(noon, "")) == "Tuesday 1 July 2025, 12:00"


# ---- ten-minute walks


def test_a_ten_minute_walk_is_reported_by_its_moments_of_truth() -> None:
    road = version([step(n, moment_of_truth=n in {2, 4}) for n in range(1, 5)], (("First", 1), ("Then", 3)))
    walk = open_walk(road, [visit(2, friction=1, feeling=1)], run=Run.TEN_MINUTE)
    content = said(walk)
    assert content.glance.figures[0].rated == "1 of 2 steps rated"
    assert [each.number for each in content.roads[0].data.steps] == [2, 4]
    assert [stage.name for stage in content.roads[0].data.stages] == ["Then"]
    assert [entry.number for entry in content.walks[0].steps] == [2, 4]
    assert [notice.step_id for notice in notices([record(walk)])] == ["s4"]


def test_a_ten_minute_walk_that_passes_the_sale_by_still_finds_the_dip_after_it() -> None:
    road = version([step(n, moment_of_truth=n != 2, sale=n == 2) for n in range(1, 6)], (("Decision", 2), ("After", 3)))
    felt = [visit(1, feeling=-2), visit(3, feeling=1), visit(4, feeling=-2), visit(5, feeling=1)]
    told = said(open_walk(road, felt, run=Run.TEN_MINUTE)).roads[0]
    assert told.data.dip is not None
    assert [told.data.steps[index].number for index in (told.data.dip.start, told.data.dip.low)] == [3, 4]
    assert "from step 3 to step 4" in dict(told.sayings)["The dip after the sale"][0]
