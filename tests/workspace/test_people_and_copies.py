"""Businesses and their competitors, personas, copies of journeys, own templates, and their way through the trash."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from oracle.errors import InputError, NotFound
from oracle.model.change import Subject
from oracle.model.journey import PersonaSketch, Stage, Step
from oracle.model.ratings import ChannelKind, Kind
from oracle.model.walk import OpenWalk
from oracle.workspace import (
    Workspace,
    businesses,
    captures,
    check,
    journeys,
    own_templates,
    personas,
    potholes,
    trash,
    walks,
)
from tests.workspace.conftest import Snap, encoded


@pytest.fixture
def rival(ws: Workspace, business: str) -> str:
    """Id of a business that competes with the first."""
    made = businesses.add(ws, name="Twig", url="https://twig.example/").id
    businesses.update(ws, replace(businesses.get(ws, made), competitor_of=business))
    return made


@pytest.fixture
def persona(ws: Workspace, journey: str) -> str:
    """Id of the journey's persona."""
    return journeys.get(ws, journey).persona_id


# ---- businesses


def test_a_business_keeps_each_person_once_and_its_colour_checked(ws: Workspace, business: str) -> None:
    own = businesses.get(ws, business)
    businesses.update(ws, replace(own, people=(" Bo ", "bo", "", "Ida"), colour="#AABBCC"))
    businesses.add_person(ws, business, "BO")
    businesses.add_person(ws, business, "Uwe")
    kept = businesses.get(ws, business)
    assert (kept.people, kept.colour) == (("Bo", "Ida", "Uwe"), "#aabbcc")
    for colour in ("red", "#fff", "#12345g", "#123456 "):
        with pytest.raises(InputError, match="colour"):
            businesses.update(ws, replace(own, colour=colour))


def test_a_competitor_is_another_business_and_only_one_way_round(ws: Workspace, business: str, rival: str) -> None:
    own = businesses.get(ws, business)
    for impossible in (business, rival):
        with pytest.raises(InputError):
            businesses.update(ws, replace(own, competitor_of=impossible))
    with pytest.raises(NotFound):
        businesses.update(ws, replace(own, competitor_of="nobody"))


def test_a_competitor_of_a_deleted_business_competes_again_when_that_is_back(
    ws: Workspace, business: str, rival: str
) -> None:
    businesses.delete(ws, business)
    assert businesses.get(ws, rival).competitor_of is None
    trash.restore(ws, business)
    assert businesses.get(ws, rival).competitor_of == business
    businesses.delete(ws, business)
    trash.empty(ws)
    assert [(each.id, each.competitor_of) for each in businesses.list_all(ws)] == [(rival, None)]
    assert check.check(ws) == ()


def test_a_logo_must_be_a_picture(ws: Workspace, business: str) -> None:
    businesses.set_logo(ws, business, encoded(format_="JPEG"))
    kept = businesses.get(ws, business).logo
    assert kept is not None
    assert captures.image(ws, kept).startswith(b"\x89PNG")
    with pytest.raises(InputError):
        businesses.set_logo(ws, business, b"GIF89a<script>")
    assert businesses.get(ws, business).logo == kept


# ---- personas


def test_a_persona_that_journeys_use_is_kept_and_they_are_named(ws: Workspace, journey: str, persona: str) -> None:
    with pytest.raises(InputError, match="“Buys a plant”"):
        personas.delete(ws, persona)
    for number in range(5):
        journeys.duplicate(ws, journey, title=f"Copy {number}")
    with pytest.raises(InputError, match="“Copy 1” and 3 more"):
        personas.delete(ws, persona)


def test_a_persona_comes_back_with_her_journey(ws: Workspace, walk: OpenWalk, persona: str) -> None:
    journeys.delete(ws, walk.journey.id)
    personas.delete(ws, persona)
    assert personas.of_business(ws, walk.journey.business_id) == ()
    trash.restore(ws, walk.journey.id)
    (back,) = personas.of_business(ws, walk.journey.business_id)
    assert back.id == persona
    assert [item.id for item in trash.list_all(ws)] == []


def test_a_copied_persona_has_all_that_the_first_has(ws: Workspace, rival: str, persona: str) -> None:
    personas.set_picture(ws, persona, encoded("navy"))
    whole = replace(
        personas.get(ws, persona), age=40, who="A nurse", says=("Hm",), looks=(("Awareness", ChannelKind.SOCIAL),)
    )
    personas.update(ws, whole)
    near = personas.get(ws, personas.duplicate(ws, persona).id)
    far = personas.get(ws, personas.duplicate(ws, persona, business_id=rival).id)
    whole = personas.get(ws, persona)
    assert near == replace(whole, id=near.id, name="Ana (copy)")
    assert far == replace(whole, id=far.id, business_id=rival)
    personas.set_picture(ws, persona, None)
    assert captures.image(ws, far.picture or "")
    with pytest.raises(InputError, match="120"):
        personas.update(ws, replace(whole, age=0))


def test_a_journey_takes_a_persona_of_its_own_business_only(ws: Workspace, rival: str, journey: str) -> None:
    stranger = personas.add(ws, rival, sketch=PersonaSketch(name="Zoe")).id
    own = journeys.get(ws, journey)
    with pytest.raises(InputError, match="another business"):
        journeys.update(ws, replace(own, persona_id=stranger))
    with pytest.raises(InputError, match="another business"):
        journeys.add(ws, own.business_id, stranger, kind=Kind.BUY, title="Buys", stages=own.version.stages)


# ---- journeys: copies, versions, figures


def bare(stages: tuple[Stage, ...]) -> list[Step]:
    """Steps without what is given to each anew."""
    return [
        replace(step, id="", checklist=tuple(replace(line, id="") for line in step.checklist))
        for stage in stages
        for step in stage.steps
    ]


def test_a_copy_shares_nothing_with_its_journey(ws: Workspace, walk: OpenWalk) -> None:
    first = walk.journey
    journeys.update(ws, replace(first, worth=Decimal("9.50"), people_a_month=7, hints=("Sign out",)))
    copy = journeys.get(ws, journeys.duplicate(ws, first.id).id)
    assert copy.title == "Buys a plant (copy)"
    assert (copy.worth, copy.people_a_month, copy.hints) == (Decimal("9.50"), 7, ("Sign out",))
    assert bare(copy.version.stages) == bare(walk.version.stages)
    assert not {step.id for step in copy.version.steps} & {step.id for step in walk.version.steps}
    assert [card.walk.journey_id for card in walks.cards(ws)] == [first.id]
    assert personas.of_business(ws, first.business_id) == (personas.get(ws, first.persona_id),)


def test_a_copy_for_another_business_is_made_that_businesses_own(ws: Workspace, journey: str, rival: str) -> None:
    first = journeys.get(ws, journey)
    step = replace(
        first.version.steps[0], link="https://leaf.example/pots?a=1", does="Ana looks for Leaf & Co", people_a_month=5
    )
    other = replace(first.version.steps[1], link="https://leaf.example.org/")
    journeys.set_stages(ws, journey, (Stage(name="All", steps=(step, other)),))
    journeys.update(ws, replace(first, people_a_month=100))
    copy = journeys.get(ws, journeys.duplicate(ws, journey, business_id=rival, title="At Twig").id)
    assert [each.link for each in copy.version.steps] == ["https://twig.example/pots?a=1", "https://leaf.example.org/"]
    assert copy.version.steps[0].does == "Ana looks for Twig"
    assert (copy.title, copy.people_a_month, copy.version.steps[0].people_a_month) == ("At Twig", None, None)
    again = journeys.get(ws, journeys.duplicate(ws, journey, business_id=rival).id)
    assert copy.persona_id == again.persona_id != first.persona_id
    assert [own.name for own in personas.of_business(ws, rival)] == ["Ana"]
    assert check.check(ws) == ()


def test_an_old_version_comes_back_as_a_new_one(ws: Workspace, walk: OpenWalk) -> None:
    first = walk.journey.id
    journeys.set_stages(ws, first, walk.version.stages[:1])
    journeys.restore_version(ws, first, walk.version.id)
    newest, cut, oldest = journeys.versions(ws, first)
    assert newest.stages == oldest.stages == walk.version.stages
    assert len(cut.steps) == 2
    with pytest.raises(InputError, match="current"):
        journeys.restore_version(ws, first, newest.id)
    other = journeys.get(ws, journeys.duplicate(ws, first).id)
    with pytest.raises(NotFound):
        journeys.restore_version(ws, other.id, oldest.id)


@pytest.mark.parametrize(
    "figures",
    [{"people_a_month": -1}, {"worth": Decimal("NaN")}, {"worth_again": Decimal(-1)}, {"worth": Decimal("1e99")}],
)
def test_impossible_figures_are_refused(ws: Workspace, journey: str, figures: dict[str, object]) -> None:
    with pytest.raises(InputError):
        journeys.update(ws, replace(journeys.get(ws, journey), **figures))  # type: ignore[arg-type]


# ---- own templates


def test_a_journey_saved_as_a_template_fits_another_business(ws: Workspace, journey: str) -> None:
    first = journeys.get(ws, journey)
    step = replace(first.version.steps[3], link="https://LEAF.example", gets="A parcel from Leaf & Co for Ana, Anatol")
    journeys.set_stages(ws, journey, (Stage(name="All", steps=(step, first.version.steps[1])),))
    ana = personas.get(ws, first.persona_id)
    personas.update(ws, replace(ana, thinks=("Leaf & Co is dear",), gains=("Peace",)))
    made = own_templates.add(ws, journey, "How Leaf & Co sells").id
    (own,) = own_templates.list_all(ws)
    assert (own.persona.thinks, own.persona.gains) == (("{business} is dear",), ("Peace",))
    assert (own.name, own.title) == (made, "How {business} sells")
    assert own.stages[0].steps[0].gets == "A parcel from {business} for {persona}, Anatol"
    assert own.stages[0].steps[0].wait == step.wait
    assert own.stages[0].steps[0].link == "{url}"
    copy = journeys.get(
        ws, journeys.from_template(ws, own, business="Twig", url="https://twig.example", persona="Zoe").id
    )
    assert copy.title == "How Twig sells"
    assert copy.version.steps[0].gets == "A parcel from Twig for Zoe, Anatol"
    assert copy.version.steps[0].link == "https://twig.example"
    assert [line.text for line in copy.version.steps[1].checklist] == ["A price"]


def test_a_template_goes_through_the_trash(ws: Workspace, journey: str) -> None:
    made = own_templates.add(ws, journey, "Sells").id
    own_templates.rename(ws, made, "Sells well")
    own_templates.delete(ws, made)
    assert own_templates.list_all(ws) == ()
    (item,) = trash.list_all(ws)
    assert (item.subject, item.title, item.where) == (Subject.TEMPLATE, "Sells well", ())
    trash.restore(ws, made)
    assert own_templates.get(ws, made).title == "Sells well"
    own_templates.delete(ws, made)
    trash.empty(ws)
    assert trash.list_all(ws) == ()
    with pytest.raises(NotFound):
        own_templates.get(ws, made)


@pytest.mark.parametrize("stages", ["[1]", '[{"name": 1, "steps": []}]', '[{"name": "a", "steps": [{}]}]', "no json"])
def test_a_template_that_makes_no_sense_is_found_by_the_check(ws: Workspace, journey: str, stages: str) -> None:
    own_templates.add(ws, journey, "Sells")
    with ws.writing() as connection:
        connection.execute(text("UPDATE own_template SET stages = :stages"), {"stages": stages})
    (problem,) = check.check(ws)
    assert "own_template" in problem


# ---- the trash says where things were, and brings back what they hang on


def test_the_trash_says_where_each_thing_was(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    step = walk.version.steps[1]
    captured = captures.add(ws, walk.walk.id, step.id, snap(title="Page")).id
    marked = potholes.add(ws, walk.walk.id, step.id, title="Hole").id
    captures.delete(ws, captured)
    potholes.delete(ws, marked)
    place = ("Leaf & Co", "Buys a plant", "2 Looks around")
    found = {item.id: item for item in trash.list_all(ws)}
    assert found[captured].where == found[marked].where == place
    assert (found[captured].walk_id, found[captured].step_id) == (walk.walk.id, step.id)
    walks.delete(ws, walk.walk.id)
    journeys.delete(ws, walk.journey.id)
    found = {item.id: item for item in trash.list_all(ws)}
    assert found[walk.walk.id].where == ("Leaf & Co", "Buys a plant")
    assert found[walk.journey.id].where == ("Leaf & Co",)
    assert found[walk.journey.id].business_id == walk.journey.business_id
    businesses.delete(ws, walk.journey.business_id)
    (item,) = [item for item in trash.list_all(ws) if item.subject is Subject.BUSINESS]
    assert item.where == ()


def test_what_a_restored_thing_hangs_on_comes_back_with_it(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    captured = captures.add(ws, walk.walk.id, walk.version.steps[0].id, snap()).id
    captures.delete(ws, captured)
    walks.delete(ws, walk.walk.id)
    journeys.delete(ws, walk.journey.id)
    businesses.delete(ws, walk.journey.business_id)
    trash.restore(ws, captured)
    assert [each.id for each in captures.of_walk(ws, walk.walk.id)] == [captured]
    assert trash.list_all(ws) == ()


def test_a_business_goes_and_comes_back_with_everything(ws: Workspace, walk: OpenWalk, snap: Snap) -> None:
    step = walk.version.steps[0].id
    captures.add(ws, walk.walk.id, step, snap())
    potholes.add(ws, walk.walk.id, step, title="Hole")
    before = (walks.cards(ws), journeys.list_all(ws), personas.list_all(ws), potholes.of_walk(ws, walk.walk.id))
    businesses.delete(ws, walk.journey.business_id)
    assert (walks.cards(ws), journeys.list_all(ws), personas.list_all(ws)) == ((), (), ())
    (item,) = trash.list_all(ws)
    assert item.what_hangs_on == "1 journey, 1 persona, 1 walk, 1 capture, 1 pothole"
    trash.restore(ws, item.id)
    after = (walks.cards(ws), journeys.list_all(ws), personas.list_all(ws), potholes.of_walk(ws, walk.walk.id))
    assert after == before
    businesses.delete(ws, walk.journey.business_id)
    trash.empty(ws)
    assert ws.info().walks == ws.info().captures == 0
    assert check.check(ws) == ()


def test_names_that_are_too_long_are_refused(ws: Workspace, journey: str) -> None:
    for act in (
        lambda: businesses.add(ws, name="x" * 10_000),
        lambda: journeys.rename(ws, journey, "x" * 1001),
        lambda: own_templates.add(ws, journey, "x" * 1001),
    ):
        with pytest.raises(InputError, match="too long"):
            act()
