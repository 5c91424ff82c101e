"""The sample is the road and the walk that the pictures of the app show, on pages that are there."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from oracle import paths, templates
from oracle.errors import NotFound
from oracle.model.journey import Step
from oracle.model.ratings import Cause, Effort

ROAD = templates.sample()
WALK = templates.sample_walk()
STEPS: tuple[Step, ...] = tuple(step for stage in ROAD.stages for step in stage.steps)


def test_the_sample_is_not_offered_to_businesses() -> None:
    assert ROAD.name not in [template.name for template in templates.all_templates()]
    with pytest.raises(NotFound):
        templates.get(ROAD.name)


def test_wendy_buys_a_monstera_in_twelve_steps() -> None:
    assert [(stage.name, len(stage.steps)) for stage in ROAD.stages] == [
        ("Awareness", 2), ("Consideration", 3), ("Decision", 3), ("Delivery", 3), ("Loyalty", 1),
    ]  # fmt: skip
    assert (ROAD.title, ROAD.persona.name, ROAD.persona.age) == ("Buy a variegated Monstera on sale", "Wendy", 34)
    assert [step.number for step in STEPS if step.moment_of_truth] == [4, 8, 11]
    assert [step.handled_by for step in STEPS] == [
        "Mia", "Mia", "Mia", "Mia", "Nadia", "Tom", "Tom", "Tom", "Mia", "Jonas", "Jonas", "Mia",
    ]  # fmt: skip
    assert [step.expected_friction for step in STEPS] == [0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0]
    waits = {step.number: step.wait.length for step in STEPS if step.wait}
    assert waits == {9: timedelta(hours=4), 10: timedelta(days=3), 12: timedelta(weeks=2)}


def test_every_step_stands_on_a_page_of_the_sample_shop() -> None:
    own = templates.adapt(ROAD, business="Green Leaf Plants", url="http://127.0.0.1:1/")
    pages = paths.resource("sample_shop", "pages")
    for step in (step for stage in own.stages for step in stage.steps):
        name = step.link.removeprefix("http://127.0.0.1:1/")
        assert name != step.link, step.title
        file = pages / (name + "index.html" if not name or name.endswith("/") else name + ".html")
        assert file.is_file(), (step.title, name)


def test_the_walk_meets_the_eight_potholes_and_three_bright_spots() -> None:
    met = [(visit.step, pothole.severity, pothole.title) for visit in WALK.visits for pothole in visit.potholes]
    assert met == [
        (2, 2, "Sale link lands on the home page"),
        (4, 3, "Nothing says if it is safe for dogs"),
        (5, 3, "Chat promises, but never answers"),
        (7, 3, "Sale code refused without a reason"),
        (9, 3, "Confirmation names no delivery day"),
        (10, 4, "Tracking link dead, no one answers"),
        (11, 1, "Care card is for another plant"),
        (12, 2, "Follow-up only asks for stars"),
    ]
    assert [bright.step for bright in WALK.brights] == [1, 8, 11]


def test_the_walk_has_the_ratings_of_the_pictures() -> None:
    assert [visit.step for visit in WALK.visits] == list(range(1, 13))
    assert [visit.friction for visit in WALK.visits] == [0, 2, 1, 2, 3, 0, 3, 0, 2, 4, 1, 1]
    assert [visit.feeling for visit in WALK.visits] == [1, 0, 1, 0, -1, 0, -1, 2, 0, -2, 1, 0]
    assert WALK.visits[6].spent == Decimal("95.90")
    assert {visit.step: visit.came_after for visit in WALK.visits if visit.came_after} == {
        9: timedelta(hours=4), 10: timedelta(days=3), 12: timedelta(weeks=2),
    }  # fmt: skip


def test_priorities_and_causes_tell_what_to_repair_first() -> None:
    potholes = [pothole for visit in WALK.visits for pothole in visit.potholes]
    assert [pothole.severity * pothole.reach for pothole in potholes] == [4, 9, 6, 12, 12, 16, 3, 4]
    assert potholes[5].cause is Cause.PROCESS
    assert potholes[2].effort is Effort.LARGE
    assert all(pothole.why and pothole.todo and pothole.done_when and pothole.owner for pothole in potholes)


def test_answers_fit_what_the_notes_say() -> None:
    answered = {
        line.text: yes
        for step, visit in zip(STEPS, WALK.visits, strict=True)
        for line, yes in zip(step.checklist, visit.answers, strict=True)
    }
    assert answered["Price and sale price side by side"]
    assert not answered["Safe for pets, or not"]
    assert not answered["The tracking link works"]
    assert not answered["A care card for this very plant"]
