"""Every ready journey that ships keeps the rules of the method and of our language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from oracle import paths, templates
from oracle.errors import NotFound
from oracle.model.journey import Step, Template
from oracle.model.ratings import ChannelKind, Kind

NAMES = sorted(file.stem for file in paths.resource("journeys").glob("*.toml"))
STAGES = ["Awareness", "Consideration", "Decision", "Delivery", "Loyalty"]
SHOP, PRACTICE, COURSE = "Online shop", "Local service or practice", "Course or coach"

# What people type, show or have printed that is nobody else's business.
PERSONAL = re.compile(
    r"\b(types in|fills in|signs in|signs up|by card|and pays|her card|phone number|password|bank statement)\b", re.I
)
JARGON = re.compile(
    r"\b(touchpoints?|funnels?|conversions?|engagement|onboarding|CTA|leverage|seamless|stakeholders?|KPIs?|UX|users?"
    r"|churn|upsell|optimise|landing page|opt-in|FAQ|GDPR|SaaS|dashboard|frictionless|solutions?|newsletters?|campaign"
    r"|awesome)\b",
    re.I,
)
AMERICAN = re.compile(
    r"\b(colors?|favorites?|centers?|organiz\w+|realiz\w+|apologiz\w+|recogniz\w+|optimiz\w+|canceled|canceling|gray|program"
    r"|behavior|email|neighbors?|traveler|check out the|gotten|vacation|mom)\b",
    re.I,
)
GENDERED = re.compile(r"\b(he|she|him|his|her|hers|himself|herself)\b", re.I)
CURES = {
    "expectations managed beforehand": r"\bbeforehand\b",
    "empathy when it comes": r"\b(understands|kind|patient|sorry)\b",
    "stories and numbers of others": r"\bothers?\b",
    "how long it lasts": r"\bhow long\b",
}


@pytest.fixture(params=NAMES)
def ready(request: pytest.FixtureRequest) -> Template:
    return templates.get(request.param)


def steps(template: Template) -> tuple[Step, ...]:
    return tuple(step for stage in template.stages for step in stage.steps)


def step_texts(step: Step) -> Iterator[str]:
    yield from (step.title, step.does, step.channel_label, step.handled_by, step.gets, step.plan_b)
    yield from (line.text for line in step.checklist)
    if step.wait:
        yield step.wait.promise


def texts(template: Template) -> Iterator[str]:
    sketch = template.persona
    yield from (template.title, template.summary, template.fits, *template.hints)
    yield from (sketch.name, sketch.who, *sketch.objectives, *sketch.expectations, *sketch.pains)
    for stage in template.stages:
        yield stage.name
        for step in stage.steps:
            yield from step_texts(step)


# ---- the shelf


def test_all_files_are_offered_under_their_names() -> None:
    assert sorted(template.name for template in templates.all_templates()) == NAMES


def test_each_of_the_four_roads_has_a_journey_for_three_kinds_of_business() -> None:
    for kind in (Kind.LEAVE, Kind.LEARN, Kind.JOIN, Kind.BUY):
        assert {SHOP, PRACTICE, COURSE} <= {template.fits for template in templates.of_kind(kind)}
    assert {"Software subscription", "Restaurant or venue"} <= {ready.fits for ready in templates.of_kind(Kind.BUY)}


def test_leaving_is_a_road_too() -> None:
    assert {template.name for template in templates.of_kind(Kind.OTHER)} == {"unsubscribe", "cancel", "return"}


def test_journeys_come_in_the_order_of_the_lanes() -> None:
    kinds = [template.kind for template in templates.all_templates()]
    assert kinds == sorted(kinds, key=list(Kind).index)


def test_a_name_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(NotFound, match=r"“buy-spaceship”.*buy-online-shop"):
        templates.get("buy-spaceship")


def test_personas_are_different_people() -> None:
    people = [template.persona for template in templates.all_templates()]
    assert len({person.name for person in people}) == len({person.who for person in people}) == len(people)


def test_no_journey_copies_another() -> None:
    for one, other in combinations(templates.all_templates(), 2):
        same = {step.does for step in steps(one)} & {step.does for step in steps(other)}
        lines = [{line.text for step in steps(template) for line in step.checklist} for template in (one, other)]
        assert not same, (one.name, other.name, same)
        assert len(lines[0] & lines[1]) <= 6, (one.name, other.name, lines[0] & lines[1])


# ---- the road


def test_a_journey_has_8_to_16_numbered_steps_through_all_stages(ready: Template) -> None:
    assert 8 <= len(steps(ready)) <= 16
    assert [step.number for step in steps(ready)] == list(range(1, len(steps(ready)) + 1))
    assert [stage.name for stage in ready.stages if stage.name in STAGES] == STAGES


def test_titles_fit_the_road_and_each_is_its_own(ready: Template) -> None:
    titles = [step.title for step in steps(ready)]
    assert [title for title in titles if len(title) > 34] == []
    assert len(set(titles)) == len(titles)


def test_each_step_says_what_happens_where_and_by_whom(ready: Template) -> None:
    for step in steps(ready):
        assert step.does
        assert step.channel_label
        assert step.handled_by
        assert step.gets
        assert 1 <= len(re.split(r"(?<=[.?!]) ", step.does)) <= 4, step.title


def test_no_step_is_without_a_checklist(ready: Template) -> None:
    for step in steps(ready):
        must = sum(line.must for line in step.checklist)
        assert 1 <= must <= 3, step.title
        assert 2 <= len(step.checklist) - must <= 4, step.title


def test_what_must_be_there_can_be_answered_with_yes(ready: Template) -> None:
    lines = [line.text for step in steps(ready) for line in step.checklist if line.must]
    assert [line for line in lines if re.match(r"(No|Not|Never|Nothing)\b", line)] == []


def test_moments_of_truth_are_few(ready: Template) -> None:
    assert 3 <= sum(step.moment_of_truth for step in steps(ready)) <= 4


def test_only_buying_has_a_sale_and_every_buying_has_one_before_the_delivery(ready: Template) -> None:
    sales = [stage.name for stage in ready.stages for step in stage.steps if step.sale]
    assert sales == (["Decision"] if ready.kind is Kind.BUY else [])


def test_a_walk_comes_back_days_later_and_each_wait_has_its_promise(ready: Template) -> None:
    waits = [step.wait for step in steps(ready) if step.wait]
    assert len(waits) >= 3
    assert all(wait.promise for wait in waits)
    assert max(wait.length for wait in waits).days >= 2


def test_steps_where_personal_data_is_typed_or_shown_are_private(ready: Template) -> None:
    open_ones = [step.title for step in steps(ready) if PERSONAL.search(step.does) and not step.private]
    assert open_ones == []
    assert all(step.private for step in steps(ready) if step.sale)


def test_the_owner_has_not_been_answered_for(ready: Template) -> None:
    assert all(step.expected_friction is None and not step.plan_b for step in steps(ready))


def test_first_steps_on_the_website_are_linked(ready: Template) -> None:
    linked = [step for step in steps(ready) if step.link]
    assert all(step.link == "{url}" and step.channel is ChannelKind.WEBSITE for step in linked)
    assert linked or ready.name == "unsubscribe"  # that road starts in the mailbox


def test_hints_and_persona_are_complete(ready: Template) -> None:
    assert 3 <= len(ready.hints) <= 6
    assert any(re.search(r"\b(minutes|hour|evenings|visits)\b", hint) for hint in ready.hints), "how long it takes"
    assert ready.persona.age
    for part in (ready.persona.objectives, ready.persona.expectations, ready.persona.pains):
        assert 2 <= len(part) <= 4


# ---- the method


def lines_of(template: Template) -> str:
    return "\n".join(line.text for step in steps(template) for line in step.checklist)


@pytest.mark.parametrize("name", [template.name for template in templates.of_kind(Kind.LEAVE)])
def test_leaving_asks_for_an_easier_road_and_names_the_traps(name: str) -> None:
    lines = lines_of(templates.get(name))
    assert re.search(r"easier road is offered|Something small is offered", lines)
    for trap in (
        r"window|jumps",
        r"price|cost",
        r"account|address|name and",
        r"hours|When it starts|how long an offer",
    ):
        assert re.search(trap, lines, re.I), trap
    assert "come back" in " ".join(step.wait.promise for step in steps(templates.get(name)) if step.wait)


@pytest.mark.parametrize("name", [template.name for template in templates.of_kind(Kind.JOIN)])
def test_joining_asks_what_came_the_promised_thing_something_helpful_or_a_pitch(name: str) -> None:
    after = [step for step in steps(templates.get(name)) if step.wait]
    words = " ".join(text for step in after for text in step_texts(step))
    assert len(after) >= 4
    for word in ("promised", "help", r"pitch|sell"):
        assert re.search(word, words), word


@pytest.mark.parametrize("name", [template.name for template in templates.of_kind(Kind.BUY)])
def test_buying_goes_on_after_the_sale_and_asks_for_the_four_cures_of_the_dip(name: str) -> None:
    road = steps(templates.get(name))
    after = road[next(number for number, step in enumerate(road) if step.sale) + 1 :]
    lines = "\n".join(line.text for step in after for line in step.checklist)
    assert len(after) >= 7
    for cure, words in CURES.items():
        assert re.search(words, lines, re.I), cure
    for recovery in ("sorry|kind", "person|Someone", "truth|true|honest"):
        assert re.search(recovery, lines), recovery


# ---- the language


def test_no_jargon_no_american_spelling_no_typewriter_quotes(ready: Template) -> None:
    for text in texts(ready):
        assert not JARGON.search(text), text
        assert not AMERICAN.search(text), text
        assert "'" not in text, text
        assert "--" not in text, text
        assert "  " not in text, text


def test_steps_fit_any_persona(ready: Template) -> None:
    assert [text for step in steps(ready) for text in step_texts(step) if GENDERED.search(text)] == []


def test_sentences_are_short(ready: Template) -> None:
    sentences = [sentence for text in texts(ready) for sentence in re.split(r"(?<=[.?!]) ", text)]
    assert [sentence for sentence in sentences if len(sentence.split()) > 30] == []


def test_checklist_lines_are_lines_and_not_paragraphs(ready: Template) -> None:
    lines = [line.text for step in steps(ready) for line in step.checklist]
    assert [line for line in lines if len(line) > 95 or line.endswith(".")] == []


def test_nothing_is_left_to_fill_in_after_adapting(ready: Template) -> None:
    for url in ("https://shop.example", ""):
        own = templates.adapt(ready, business="Green & Leaf", url=url, persona="Zoë")
        assert [text for text in texts(own) if "{" in text or "}" in text] == []
        assert [step.link for step in steps(own) if "{" in step.link] == []
