"""The walk that the report's tests share: Wendy buys a Monstera. Plain values, as the workspace hands them over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from oracle.model.journey import Business, Journey, Line, Persona, Stage, Step, Tester, Version, Wait
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Cause, ChannelKind, Effort, Kind, Outcome, Source, State, WalkState
from oracle.model.record import WalkRecord
from oracle.model.walk import Capture, OpenWalk, Surroundings, Visit, Walk

START = datetime(2025, 10, 6, 8, 30, tzinfo=UTC)
STAGES = (("Awareness", 2), ("Consideration", 3), ("Decision", 3), ("Delivery", 3), ("Loyalty", 1))
# title, channel, label, friction, feeling, expected, note
STEPS: tuple[tuple[str, ChannelKind, str, int, int, int, str], ...] = (
    ("Sees the sale post", ChannelKind.SOCIAL, "Instagram", 0, 1, 0, "The photo sells it. Wendy taps at once."),
    ("Taps through to the shop", ChannelKind.WEBSITE, "", 2, 0, 0, "Lands on the home page. Where is the sale?"),
    ("Finds the Monstera", ChannelKind.WEBSITE, "", 1, 1, 0, "Third in the list, under “Rare”."),
    ("Reads the product page", ChannelKind.WEBSITE, "", 2, 0, 0, "No word on pets. Two dogs at home."),
    ("Asks about her dogs", ChannelKind.CHAT, "", 3, -1, 1, "Bot says “soon”. Nothing came."),
    ("Fills the basket", ChannelKind.WEBSITE, "", 0, 0, 0, "One click, fine."),
    ("Pays for the order", ChannelKind.WEBSITE, "", 3, -1, 1, "Code refused. Tried it three times."),
    ("Sees “Thank you”", ChannelKind.WEBSITE, "", 0, 2, 0, "By name! And they pick the best one."),
    ("Gets the confirmation", ChannelKind.EMAIL, "", 2, 0, 0, "Four hours later, from noreply. No day."),
    ("Waits for the parcel", ChannelKind.POST, "Carrier", 4, -2, 1, "Dead link, two calls, no answer."),
    ("Unpacks the plant", ChannelKind.POST, "Parcel", 1, 1, 0, "Lovely box. The card is for a fig."),
    ("Gets the follow-up", ChannelKind.EMAIL, "", 1, 0, 0, "“Dear customer, 5 stars?”"),
)
TRUTHS = {4, 8, 11}
WAITS = {9: timedelta(hours=4), 10: timedelta(days=3), 12: timedelta(weeks=2)}
# title, step, severity, reach, cause, effort, owner, due, saw, why, cause note, todo
HOLES: tuple[tuple[Any, ...], ...] = (
    ("Sale link lands on the home page", 2, 2, 2, Cause.PROCESS, Effort.SMALL, "Mia", date(2025, 10, 24)),
    ("Nothing says if it is safe for dogs", 4, 3, None, Cause.INFORMATION, Effort.SMALL, "Mia", date(2025, 10, 24)),
    ("Chat promises, but never answers", 5, 3, 2, Cause.PEOPLE, Effort.LARGE, "Nadia", date(2025, 12, 1)),
    ("Sale code refused without a reason", 7, 3, 4, Cause.EXPECTATION, Effort.SMALL, "Tom", date(2025, 10, 24)),
    ("Confirmation names no delivery day", 9, 3, 4, Cause.PROCESS, Effort.MEDIUM, "Mia", date(2025, 10, 27)),
    ("Tracking link dead, no one answers", 10, 4, 4, Cause.PROCESS, Effort.MEDIUM, "Jonas", date(2025, 10, 27)),
    ("Care card is for another plant", 11, 1, None, Cause.PEOPLE, Effort.SMALL, "Jonas", date(2025, 10, 24)),
    ("Follow-up only asks for stars", 12, 2, 2, Cause.PROCESS, Effort.MEDIUM, "Mia", None),
)
SAID = {
    6: (
        "The link in the mail leads to “This shipment cannot be found”. Wendy calls twice, at 10 and at 4. "
        "Nobody picks up.",
        "She took a day off for the parcel, and frost is forecast. A dead link and a silent phone tell her the money "
        "is gone.",
        "The mail leaves when the label is printed, a day before the carrier knows the number.",
        "Send the tracking mail when the carrier has scanned the parcel. Put a name, a phone number and its hours in "
        "it. Forward the shop phone to Jonas from 9 to 5.",
    ),
    4: (
        "The banner promises 30 % off with the code LEAF30. The basket answers “Code not valid.” and gives no reason.",
        "She came for the sale. Now she cannot tell whether the price is right or she is being tricked, with her card "
        "in her hand.",
        "The price is cut already; the code is meant for plants that are not.",
        "Accept the code and say “Already in your price”, or leave the code off the banner on reduced plants.",
    ),
}
OTHERWISE = (
    "It happened as the title says, twice in a row.",
    "She has to ask, and asking costs her an evening.",
    "",
    "Say it where she looks.",
)


def step(number: int, **changes: Any) -> Step:
    """A step with a title from its number; `changes` are fields of it."""
    return replace(Step(id=f"s{number}", number=number, title=f"Step {number}"), **changes)


def version(steps: Sequence[Step], stages: Sequence[tuple[str, int]] = ()) -> Version:
    """A version of these steps, in one stage where none are given."""
    named, first = [], 0
    for name, count in stages or (("Road", len(steps)),):
        named.append(Stage(name=name, steps=tuple(steps[first : first + count])))
        first += count
    return Version(id="v1", journey_id="j1", number=1, created_at=START, stages=tuple(named))


def visit(number: int, **fields: Any) -> Visit:
    """A visit at step `number`."""
    return Visit(id=f"x{number}", walk_id="w1", step_id=f"s{number}", **fields)


def open_walk(road: Version, visits: Sequence[Visit], captures: Sequence[Capture] = (), **changes: Any) -> OpenWalk:
    """A finished walk of that road; `changes` are fields of the walk."""
    walk = Walk(
        id="w1",
        journey_id="j1",
        version_id=road.id,
        persona_id="p1",
        tester_id="t1",
        number=1,
        state=WalkState.FINISHED,
        started_at=START,
        finished_at=START + timedelta(days=17),
        zone="Europe/London",
        surroundings=Surroundings(system="Debian 12", browser="own browser", place="the kitchen table"),
    )
    title = "Buy a variegated Monstera on sale"
    journey = Journey(
        id="j1", business_id="b1", persona_id="p1", kind=Kind.BUY, title=title, version=road, created_at=START
    )
    who = Persona(id="p1", business_id="b1", name="Wendy", age=34, who="plant enthusiast, two dogs")
    tester = Tester(id="t1", name="Mia Torres", contact="mia@example.org")
    return OpenWalk(
        walk=replace(walk, **changes),
        journey=journey,
        version=road,
        persona=who,
        tester=tester,
        business_name="Green Leaf Plants",
        visits=tuple(visits),
        captures=tuple(captures),
    )


def capture(name: str, number: int, **changes: Any) -> Capture:
    """A capture at step `number`, 1280 × 800."""
    plain = Capture(
        id=name,
        visit_id=f"x{number}",
        walk_id="w1",
        step_id=f"s{number}",
        position=1,
        image=f"sha-{name}",
        width=1280,
        height=800,
        source=Source.PAGE,
        taken_at=START + timedelta(days=3, minutes=44),
        zone="Europe/London",
        title="The carrier’s page" if number == 10 else "",
    )
    return replace(plain, **changes)


def pothole(number: int, step_number: int, **changes: Any) -> Pothole:
    """A pothole met at a step of the sample walk."""
    met = Sighting(id=f"g{number}", pothole_id=f"h{number}", walk_id="w1", step_ids=(f"s{step_number}",))
    plain = Pothole(
        id=f"h{number}",
        journey_id="j1",
        walk_number=1,
        number=number,
        title=f"Pothole {number}",
        created_at=START,
        sightings=(met,),
    )
    if "capture_ids" in changes:
        plain = replace(plain, sightings=(replace(met, capture_ids=changes.pop("capture_ids")),))
    return replace(plain, **changes)


def monstera() -> WalkRecord:
    """The whole sample: 12 steps, 8 potholes, a bright spot, captures, waits, a debrief."""
    steps = [_step(number, *row) for number, row in enumerate(STEPS, 1)]
    visits = [_visit(number, *row) for number, row in enumerate(STEPS, 1)]
    captures = [capture(f"c{number}", number) for number in range(1, 13)]
    walk = open_walk(
        version(steps, STAGES),
        visits,
        captures,
        ease=3,
        surprised="That nobody picks up the phone.",
        over_coffee="Your plants are better than your mails.",
    )
    holes = [_hole(number, row) for number, row in enumerate(HOLES, 1)]
    saw = "By name, warm, and at once."
    holes.append(
        pothole(
            9, 8, title="“Thank you, Wendy” is the best moment of the road", bright=True, saw=saw, capture_ids=("c8",)
        )
    )
    business = Business(id="b1", name="Green Leaf Plants", currency="GBP")
    return WalkRecord(open=walk, business=business, potholes=tuple(holes))


def _step(number: int, title: str, kind: ChannelKind, label: str, *rest: Any) -> Step:
    wait = Wait(length=WAITS[number], promise="") if number in WAITS else None
    lines = (
        Line(id=f"l{number}a", text="It says what comes next"),
        Line(id=f"l{number}b", text="A name to ask", must=True),
    )
    return step(
        number,
        title=title,
        channel=kind,
        channel_label=label,
        expected_friction=rest[2],
        moment_of_truth=number in TRUTHS,
        sale=number == 8,
        wait=wait,
        checklist=lines,
    )


def _visit(number: int, _title: str, _kind: ChannelKind, _label: str, friction: int, feeling: int, *rest: Any) -> Visit:
    at = START + timedelta(minutes=4 * number)
    waited = [WAITS[n] for n in WAITS if n <= number]
    at += sum(waited, timedelta())
    came = at if number in WAITS else None
    return visit(
        number,
        friction=friction,
        feeling=feeling,
        note=rest[1],
        outcome=Outcome.BLOCKED if friction == 4 else Outcome.DONE,
        answers=((f"l{number}a", friction < 2), (f"l{number}b", number % 2 == 0)),
        first_at=at,
        came_at=came,
        wait_started_at=at - WAITS[number] if came else None,
        promised_at=at - timedelta(hours=1) if came else None,
        quality=4 if number == 11 else None,
        care=2 if number == 10 else None,
        spent=Decimal("89.00") if number == 7 else None,
    )


def _hole(number: int, row: tuple[Any, ...]) -> Pothole:
    title, at, severity, reach, cause, effort, owner, due = row
    saw, why, cause_note, todo = SAID.get(number, OTHERWISE)
    return pothole(
        number,
        at,
        capture_ids=(f"c{at}",),
        title=title,
        severity=severity,
        reach=reach,
        cause=cause,
        effort=effort,
        owner=owner,
        due=due,
        saw=saw,
        why=why,
        cause_note=cause_note,
        todo=todo,
        state=State.PLANNED,
    )
