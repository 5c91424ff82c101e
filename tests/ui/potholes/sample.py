"""What the potholes' tests and pictures stand on: three journeys of a shop, walked, with eleven potholes to repair."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from unittest import mock

from msgspec import Struct
from msgspec.structs import replace

from oracle.model.journey import PersonaSketch, Stage, Step
from oracle.model.ratings import Cause, ChannelKind, Effort, Kind, State
from oracle.workspace import (
    Workspace,
    businesses,
    captures,
    clock,
    journeys,
    personas,
    potholes,
    testers,
    visits,
    walks,
)
from tests.ui.review.sample import shot
from tests.written import written

START = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)

ROADS = {
    "Return a broken plant": (
        ("Decision", ("Sees the damage", "Looks for help", "Fills in the form", "Gets an answer")),
        ("Delivery", ("Sends it back", "Waits for the refund", "Gets the money", "Drops it off")),
    ),
    "Monstera on sale": (
        ("Awareness", ("Sees the sale", "Lands on the shop", "Reads the product page")),
        ("Decision", ("Compares the pots", "Asks about her dogs", "Types the code", "Pays for the order")),
        ("Delivery", ("Reads the thanks", "Gets the confirmation", "Follows the parcel", "Unpacks the plant")),
        ("Loyalty", ("Gets the follow-up",)),
    ),
    "Plant for a dark flat": (
        ("Awareness", ("Searches for a plant", "Lands on the guide")),
        ("Consideration", ("Reads on", "Filters by light", "Looks at two", "Asks in the chat", "Reads the guide")),
    ),
}
# severity, title, journey, step, cause, met by both, owner, due in days, state, effort, reach
FOUND: tuple[tuple[int, str, str, int, Cause, bool, str, int | None, State, Effort | None, int | None], ...] = (
    (4, "No label for the broken plant", "Return a broken plant", 5, Cause.PROCESS, True, "Jonas", 2, State.PLANNED,
     Effort.SMALL, 4),
    (3, "Confirmation names no delivery day", "Monstera on sale", 9, Cause.INFORMATION, True, "Mia", 6,
     State.BACK_AGAIN, Effort.MEDIUM, 4),
    (3, "Pop-up covers the pay button", "Monstera on sale", 7, Cause.TECHNOLOGY, False, "Tom", 6, State.OPEN,
     Effort.SMALL, 4),
    (3, "Chat promises, but never answers", "Monstera on sale", 5, Cause.PEOPLE, True, "Nadia", 9, State.PLANNED,
     Effort.LARGE, 2),
    (3, "Form asks for a receipt he never got", "Return a broken plant", 3, Cause.PROCESS, True, "Tom", 13,
     State.PLANNED, Effort.MEDIUM, 3),
    (3, "Nobody says when the money is back", "Return a broken plant", 6, Cause.INFORMATION, False, "Jonas", None,
     State.OPEN, Effort.SMALL, 3),
    (3, "Light filter shows plants for full sun", "Plant for a dark flat", 4, Cause.TECHNOLOGY, False, "Tom", 20,
     State.PLANNED, Effort.LARGE, 2),
    (2, "Follow-up only asks for stars", "Monstera on sale", 12, Cause.EXPECTATION, True, "Mia", None, State.OPEN,
     Effort.SMALL, 2),
    (2, "Guide ends without naming a plant", "Plant for a dark flat", 7, Cause.INFORMATION, False, "Mia", 20,
     State.REPAIRED, Effort.MEDIUM, 2),
    (2, "Parcel shop has no space for pots", "Return a broken plant", 8, Cause.CHANGED_NEEDS, False, "Jonas", None,
     State.OPEN, Effort.LARGE, 1),
    (1, "Care card is for another plant", "Monstera on sale", 11, Cause.PROCESS, True, "Jonas", None, State.OPEN,
     None, 3),
)  # fmt: skip
SAW = "“When does it come? It says ‘in process’ and nothing else. I have to be at home for a plant.”"
WHY = "She takes a day off for it, and nobody tells her which."
TODO = "Name the day in the subject line, and say who packs the plant and how it is kept warm."


class Sample(Struct, frozen=True):
    """Where the file is and what is in it; potholes in the order of `FOUND`, walks by (journey, number)."""

    file: Path
    business: str
    journeys: dict[str, str]
    walks: dict[tuple[str, int], str]
    potholes: tuple[str, ...]


def make(folder: Path, name: str = "workspace.db") -> Sample:
    """Writes the file."""
    data, made = _written()
    (folder / name).write_bytes(data)
    return replace(made, file=folder / name)


@cache
def _written() -> tuple[bytes, Sample]:
    return written(fill)


def fill(held: Workspace, file: Path) -> Sample:
    """Three journeys, each walked by Mia and by Tom, and what they met."""
    business = businesses.add(held, name="Green Leaf Plants", currency="GBP").id
    businesses.update(held, replace(businesses.get(held, business), people=("Mia", "Tom", "Jonas", "Nadia")))
    persona = personas.add(held, business, sketch=PersonaSketch(name="Wendy")).id
    who = [testers.add(held, name=name).id for name in ("Mia Torres", "Tom Berg")]
    roads, walked = {}, {}
    for title, stages in ROADS.items():
        roads[title] = _road(held, business, persona, title, stages)
        for number, tester in enumerate(who, 1):
            walked[title, number] = _walk(held, roads[title], tester, START + timedelta(days=28 * (number - 1)))
    found = tuple(_found(held, walked, roads, *each) for each in FOUND)
    while captures.prepare_next(held):
        pass
    return Sample(file, business, roads, walked, found)


def _road(
    held: Workspace, business: str, persona: str, title: str, stages: tuple[tuple[str, tuple[str, ...]], ...]
) -> str:
    numbers = iter(range(1, 100))
    made = tuple(
        Stage(
            name=name,
            steps=tuple(
                Step(id="", number=next(numbers), title=step, channel=ChannelKind.WEBSITE, sale=step.startswith("Pays"))
                for step in steps
            ),
        )
        for name, steps in stages
    )
    identity = journeys.add(held, business, persona, kind=Kind.BUY, title=title, stages=made).id
    if title == "Monstera on sale":
        figures = {"people_a_month": 12, "worth": Decimal(95), "worth_again": Decimal(95)}
        journeys.update(held, replace(journeys.get(held, identity), **figures))  # type: ignore[arg-type]
    return identity


def _walk(held: Workspace, journey: str, tester: str, start: datetime) -> str:
    walk = walks.start(held, journey, tester_id=tester, now=start).id
    for at, step in enumerate(walks.opened(held, walk).version.steps):
        now = start + timedelta(minutes=3 * at)
        visits.set_fields(held, walk, step.id, friction=at % 4, now=now)
    walks.finish(held, walk, now=start + timedelta(hours=1))
    return walk


def _found(
    held: Workspace, walked: dict[tuple[str, int], str], roads: dict[str, str], severity: int, title: str, journey: str,
    step: int, cause: Cause, both: bool, owner: str, due: int | None, state: State, effort: Effort | None,
    reach: int | None,
) -> str:  # fmt: skip
    steps = journeys.get(held, roads[journey]).version.steps
    step_id, first, second = steps[step - 1].id, walked[journey, 1], walked[journey, 2]
    if "Confirmation" in title:
        captures.add(held, first, step_id, shot("Order GL-20418", START))
        captures.add(held, first, step_id, shot("Your order", START, "#1F5FA8"))
    made = potholes.add(
        held, first, step_id, title=title, saw=SAW if "Confirmation" in title else f"{title}, twice in a row.",
        cause=cause, severity=severity, reach=reach, effort=effort, why=WHY, todo=TODO,
    ).id  # fmt: skip
    fields = {"owner": owner, "due": date.today() + timedelta(days=due) if due else None}
    potholes.set_fields(held, made, who="Mia Torres", **fields)
    if state is State.BACK_AGAIN:
        with mock.patch.object(clock, "now", return_value=START + timedelta(days=14)):  # before the second walk
            potholes.set_fields(held, made, who="Mia", state=State.REPAIRED, state_reason="New template is live")
    if both:
        potholes.join(held, made, second, (step_id,))
    if state not in {State.OPEN, State.BACK_AGAIN}:
        potholes.set_fields(held, made, who="Mia Torres", state=state)
    return made
