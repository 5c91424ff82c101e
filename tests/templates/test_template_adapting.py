"""Choosing a ready journey makes its texts the business's own."""

from __future__ import annotations

from oracle import templates
from oracle.model.journey import Step, Template


def first_linked(template: Template) -> Step:
    return next(step for stage in template.stages for step in stage.steps if step.link)


def test_business_address_and_persona_stand_in_the_texts() -> None:
    own = templates.adapt(
        templates.get("buy-online-shop"), business="Green Leaf Plants", url="https://leaf.example", persona="Tom"
    )
    first = own.stages[0].steps[0]
    assert first.does.startswith("Tom searches")
    assert "Green Leaf Plants is on the first page of results" in [line.text for line in first.checklist]
    assert own.persona.name == "Tom"
    assert first_linked(own).link == "https://leaf.example"


def test_somebody_else_has_the_wants_of_the_road_and_not_the_life_of_the_proposed_persona() -> None:
    ready = templates.get("buy-local-practice")
    own = templates.adapt(ready, business="Molar", persona="Anna").persona
    assert (own.age, own.who) == (None, "")
    assert own.pains == ready.persona.pains
    same = templates.adapt(ready, business="Molar", persona=ready.persona.name.upper()).persona
    assert (same.age, bool(same.who)) == (ready.persona.age, True)


def test_without_a_name_the_proposed_persona_stays() -> None:
    own = templates.adapt(templates.get("buy-online-shop"), business="Leaf", persona="  ")
    assert own.persona.name == "Hannah"
    assert own.stages[0].steps[0].does.startswith("Hannah searches")


def test_without_an_address_links_are_empty() -> None:
    own = templates.adapt(templates.get("buy-online-shop"), business="Leaf")
    assert [step.link for stage in own.stages for step in stage.steps if step.link] == []


def test_pages_below_the_address_have_one_slash_between() -> None:
    for url in ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"):
        own = templates.adapt(templates.sample(), business="Green Leaf Plants", url=url)
        assert first_linked(own).link == "http://127.0.0.1:8000/social"


def test_names_that_look_like_placeholders_stay_as_they_are() -> None:
    own = templates.adapt(templates.get("buy-online-shop"), business="{persona}", url="", persona="{url} & <b>")
    assert own.persona.name == "{url} & <b>"
    assert "{persona} is on the first page of results" in [line.text for line in own.stages[0].steps[0].checklist]


def test_the_ready_journey_itself_stays_untouched() -> None:
    before = templates.get("buy-online-shop")
    templates.adapt(before, business="Leaf", url="https://leaf.example", persona="Tom")
    assert templates.get("buy-online-shop") is before
    assert first_linked(before).link == "{url}"
