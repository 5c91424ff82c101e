"""Journeys: versions, templates, steps with a lasting identity."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from oracle import templates
from oracle.errors import InputError, NotFound
from oracle.model.journey import Line, Persona, Stage, Step
from oracle.model.ratings import ChannelKind
from oracle.model.walk import OpenWalk
from oracle.workspace import Workspace, businesses, journeys, personas, testers, walks
from oracle.workspace.remembered import Remembered
from tests.workspace.conftest import STAGES


def retitled(stages: tuple[Stage, ...], title: str) -> tuple[Stage, ...]:
    first = stages[0]
    step = replace(first.steps[0], title=title)
    return (replace(first, steps=(step, *first.steps[1:])), *stages[1:])


def test_a_journey_reads_back_as_it_was_added(ws: Workspace, journey: str) -> None:
    version = journeys.get(ws, journey).version
    assert [stage.name for stage in version.stages] == ["Awareness", "Decision"]
    assert [step.number for step in version.steps] == [1, 2, 3, 4, 5]
    bare = [replace(step, id="", number=0) for step in version.steps]
    wanted = [step for stage in STAGES for step in stage.steps]
    assert [replace(step, checklist=()) for step in bare] == [replace(step, checklist=()) for step in wanted]
    assert [line.text for line in version.steps[1].checklist] == ["A price"]
    assert all(step.id for step in version.steps)


def test_editing_an_unwalked_journey_keeps_its_version(ws: Workspace, journey: str) -> None:
    before = journeys.get(ws, journey).version
    journeys.set_stages(ws, journey, retitled(before.stages, "Hears of it"))
    after = journeys.get(ws, journey).version
    assert (after.id, after.number) == (before.id, 1)
    assert after.steps[0].title == "Hears of it"


def test_editing_a_walked_journey_makes_a_version_and_the_walk_keeps_its_own(ws: Workspace, walk: OpenWalk) -> None:
    journeys.set_stages(ws, walk.journey.id, retitled(walk.version.stages, "Hears of it"))
    now = journeys.get(ws, walk.journey.id).version
    assert now.number == 2
    assert [step.id for step in now.steps] == [step.id for step in walk.version.steps]
    assert walks.opened(ws, walk.walk.id).version.steps[0].title == "Sees the ad"
    assert [version.number for version in journeys.versions(ws, walk.journey.id)] == [2, 1]


def test_a_walk_in_the_trash_still_protects_its_version(ws: Workspace, walk: OpenWalk) -> None:
    walks.delete(ws, walk.walk.id)
    journeys.set_stages(ws, walk.journey.id, retitled(walk.version.stages, "Hears of it"))
    assert journeys.get(ws, walk.journey.id).version.number == 2


@pytest.mark.parametrize(
    "stages",
    [
        (),
        (Stage(name="A"),),
        (Stage(name=" ", steps=STAGES[0].steps),),
        (Stage(name="A", steps=(Step(id="", number=0, title=" "),)),),
        (Stage(name="A", steps=(Step(id="x", number=0, title="One"), Step(id="x", number=0, title="Two"))),),
        (Stage(name="A", steps=tuple(Step(id="", number=0, title=t, sale=True) for t in ("One", "Two"))),),
        (Stage(name="A", steps=(Step(id="", number=0, title="T", checklist=(Line(id="l", text="a"),) * 2),)),),
    ],
)
def test_impossible_stages_are_refused_and_nothing_changes(
    ws: Workspace, journey: str, stages: tuple[Stage, ...]
) -> None:
    before = journeys.get(ws, journey)
    with pytest.raises(InputError):
        journeys.set_stages(ws, journey, stages)
    assert journeys.get(ws, journey) == before


def test_a_template_finds_its_business_and_persona_by_name(ws: Workspace) -> None:
    template = templates.get("buy-online-shop")
    first = journeys.from_template(ws, template, business="Leaf & Co", url="https://leaf.example", persona="Ana")
    second = journeys.from_template(ws, template, business=" leaf & co ", persona="ana")
    one, two = journeys.get(ws, first.id), journeys.get(ws, second.id)
    assert (one.business_id, one.persona_id) == (two.business_id, two.persona_id)
    assert [business.name for business in businesses.list_all(ws)] == ["Leaf & Co"]
    assert not {step.id for step in one.version.steps} & {step.id for step in two.version.steps}
    assert any("https://leaf.example" in step.link for step in two.version.steps)


def test_figures_persona_and_hints_of_a_journey_are_kept(ws: Workspace, journey: str) -> None:
    changed = replace(
        journeys.get(ws, journey),
        title="Buys two plants",
        hints=("Use a fresh mailbox", "Sign out"),
        people_a_month=100,
        worth=Decimal("95.10"),
        worth_again=Decimal("0.1"),
    )
    journeys.update(ws, changed)
    assert journeys.get(ws, journey) == changed


def test_the_whole_persona_is_kept(ws: Workspace, business: str, journey: str) -> None:
    own = personas.get(ws, journeys.get(ws, journey).persona_id)
    texts = {name: (f"{name} one", f"{name} two") for name in ("objectives", "pains", "says", "thinks", "gains")}
    whole = Persona(
        id=own.id,
        business_id=business,
        name="Ana B",
        age=41,
        who="A gardener",  # type: ignore[arg-type]
        **texts,  # type: ignore[arg-type]
        looks=(("Awareness", ChannelKind.SOCIAL), ("Delivery", ChannelKind.EMAIL)),
    )
    personas.update(ws, whole)
    assert personas.get(ws, own.id) == whole


def test_testers_and_businesses_are_found_in_any_case(ws: Workspace, tester: str) -> None:
    testers.update(ws, replace(testers.get(ws, tester), name="Müller", contact="m@example.org", colour="#123456"))
    found = testers.find(ws, "MÜLLER")
    assert found is not None
    assert (found.contact, found.colour) == ("m@example.org", "#123456")
    assert testers.find(ws, "Nobody") is None


def test_an_id_may_be_shortened_while_it_is_clear(ws: Workspace, journey: str) -> None:
    assert journeys.resolve(ws, journey[:30].upper()) == journey
    with pytest.raises(NotFound):
        journeys.resolve(ws, "")
    with pytest.raises(NotFound):
        journeys.resolve(ws, "%")
    other = journeys.from_template(ws, templates.get("learn-course"), business="Other").id
    with pytest.raises(NotFound, match="Several"):
        journeys.resolve(ws, "0")
    assert journeys.resolve(ws, other) == other


def test_a_new_journey_has_a_card_without_a_walk(ws: Workspace, business: str, journey: str) -> None:
    (card,) = journeys.cards(ws, business)
    made = journeys.get(ws, journey)
    assert (card.journey_id, card.kind, card.title, card.steps) == (made.id, made.kind, made.title, 5)
    assert (card.persona_name, card.walks, card.quality) == ("Ana", 0, None)
    assert datetime.now(UTC) - made.created_at < timedelta(minutes=1)


def test_many_cards_take_as_many_queries_as_one(ws: Workspace, business: str, walk: OpenWalk) -> None:
    driver = ws.driver
    assert driver is not None

    def asked() -> int:
        ws.versions = Remembered(1_000)
        queries: list[str] = []
        driver.set_trace_callback(queries.append)
        assert all(card.last_tester == "Mia" for card in journeys.cards(ws, business))
        driver.set_trace_callback(None)
        return len(queries)

    one = asked()
    for name in ("learn-course", "join-course"):
        made = journeys.from_template(ws, templates.get(name), business=businesses.get(ws, business).name).id
        walks.start(ws, made, tester_id=walk.tester.id)
        walks.finish(ws, walks.start(ws, made, tester_id=walk.tester.id).id)
    assert len(journeys.cards(ws, business)) == 3
    assert asked() == one


def test_a_journey_holds_a_thousand_steps_and_no_more(ws: Workspace, journey: str) -> None:
    steps = tuple(Step(id="", number=0, title=f"Step {number}") for number in range(1001))
    journeys.set_stages(ws, journey, (Stage(name="All", steps=steps[:1000]),))
    with pytest.raises(InputError, match="1,000 steps"):
        journeys.set_stages(ws, journey, (Stage(name="All", steps=steps),))
    assert len(journeys.get(ws, journey).version.steps) == 1000
