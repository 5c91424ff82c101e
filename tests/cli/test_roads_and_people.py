"""Businesses, personas, journeys and their steps from the command line, and finding them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Oracle


@pytest.fixture
def business(oracle: Oracle, journey: str) -> str:
    """Name of the journey's business."""
    return "Leaf & Co"


def test_a_business_is_added_changed_and_shown(oracle: Oracle, business: str, picture: Callable[..., Path]) -> None:
    made = oracle(
        "business", "add", "--name", "Twig", "--url", "https://twig.example", "--colour", "#1F6F5C", "--currency",
        "EUR", "--person", "Bo", "--person", "Ida", "--person", "bo", "--competitor-of", "leaf & co",
        "--logo", picture(),
    )  # fmt: skip
    assert made.code == 0, made.err
    assert len(made.lines[0]) == 36
    shown = oracle("business", "show", "twig", "--json").json
    assert (shown["colour"], shown["people"]) == ("#1f6f5c", ["Bo", "Ida"])
    assert shown["logo"]
    (rival,) = [row for row in oracle("business", "list", "--json").json if row["name"] == business]
    assert shown["competitor_of"] == rival["id"]
    assert "Competitor of" in oracle("business", "show", made.lines[0]).out
    assert oracle("business", "set", "Twig", "--competitor-of", "", "--name", "Branch").code == 0
    assert oracle("business", "show", "branch", "--json").json["competitor_of"] is None
    assert oracle("business", "delete", "branch").code == 0
    assert "Business" in oracle("trash", "list").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("business", "set", "Leaf & Co", "--colour", "red"), "written as #"),
        (("business", "set", "Leaf & Co", "--competitor-of", "Leaf & Co"), "its own competitor"),
        (("business", "show", "Nobody"), "There are: Leaf & Co"),
        (("business", "add", "--name", "x" * 10_000), "too long"),
        (("business", "add", "--name", "Twig", "--logo", "nothing.png"), "nothing.png"),
        (("persona", "add", "--business", "Nobody", "--name", "Ana"), "no business"),
        (("journey", "duplicate", "ffff"), "ffff"),
        (("step", "set", "JOURNEY", "400", "--does", "x"), "no step 400"),
        (("step", "set", "JOURNEY", "1", "--promise", "soon"), "--wait"),
        (("journey", "set", "JOURNEY", "--persona", "Nobody"), "no persona"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    oracle: Oracle, journey: str, arguments: tuple[str, ...], said: str
) -> None:
    result = oracle(*(journey if word == "JOURNEY" else word for word in arguments))
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_two_businesses_of_one_name_are_told_apart_by_their_ids(oracle: Oracle, business: str) -> None:
    other = oracle("business", "add", "--name", business.upper()).lines[0]
    first = next(row["id"] for row in oracle("business", "list", "--json").json if row["id"] != other)
    refused = (
        oracle("persona", "add", "--business", business, "--name", "Ana"),
        oracle("journey", "add", "--template", "buy-online-shop", "--business", business),
    )
    for said in refused:
        assert said.code == 1
        assert first in said.err
        assert other in said.err
    made = oracle("journey", "add", "--template", "buy-online-shop", "--business", other)
    assert made.code == 0, made.err
    shown = oracle("journey", "show", made.lines[0], "--json").json
    assert shown["business_id"] == other
    assert other not in str(shown["version"])  # its texts have the name
    assert oracle("persona", "add", "--business", first, "--name", "Ana").code == 0


def test_a_persona_is_added_changed_shown_and_kept_while_a_journey_needs_her(
    oracle: Oracle, journey: str, business: str, picture: Callable[..., Path]
) -> None:
    made = oracle(
        "persona", "add", "--business", business, "--name", "Ana", "--age", "34", "--who", "A nurse", "--pain",
        "No time", "--say", "Later", "--gain", "Rest", "--picture", picture(),
    )  # fmt: skip
    assert made.code == 0, made.err
    shown = oracle("persona", "show", made.lines[0], "--json").json
    assert (shown["age"], shown["pains"], shown["says"], shown["gains"]) == (34, ["No time"], ["Later"], ["Rest"])
    assert shown["picture"]
    assert "No time" in oracle("persona", "show", made.lines[0]).out
    assert oracle("persona", "set", made.lines[0], "--pain", "", "--age", "35").code == 0
    assert oracle("persona", "show", made.lines[0], "--json").json["pains"] == []
    assert len(oracle("persona", "list", "--business", business, "--json").json) == 2
    assert oracle("journey", "set", journey, "--persona", "ana").code == 0
    refused = oracle("persona", "delete", made.lines[0])
    assert refused.code == 1
    assert "journey" in refused.err.lower()


def test_steps_are_added_changed_moved_and_deleted(oracle: Oracle, journey: str) -> None:
    before = oracle("journey", "show", journey, "--json").json["version"]["stages"]
    made = oracle(
        "step", "add", journey, "--title", "Calls the shop", "--stage", before[0]["name"], "--at", "1", "--channel",
        "phone", "--does", "Asks", "--gets", "An answer", "--handled-by", "Bo", "--expects", "A friendly voice",
        "--must", "A name", "--wait", "3d", "--promise", "We call back", "--expected-friction", "2",
        "--moment-of-truth", "--plan-b", "A form", "--people-a-month", "40", "--link", "https://leaf.example/call",
        "--private",
    )  # fmt: skip
    assert made.code == 0, made.err
    step = oracle("journey", "show", journey, "--json").json["version"]["stages"][0]["steps"][0]
    assert (step["id"], step["number"], step["channel"]) == (made.lines[0], 1, "phone")
    assert step["wait"] == {"length": 259200.0, "promise": "We call back"}
    assert [(line["text"], line["must"]) for line in step["checklist"]] == [
        ("A friendly voice", False),
        ("A name", True),
    ]
    changed = oracle("step", "set", journey, "1", "--expects", "A friendly voice", "--expects", "Soon", "--no-private")
    assert changed.code == 0, changed.err
    again = oracle("journey", "show", journey, "--json").json["version"]["stages"][0]["steps"][0]
    assert [line["text"] for line in again["checklist"]] == ["A friendly voice", "Soon", "A name"]
    assert again["checklist"][0]["id"] == step["checklist"][0]["id"]
    assert (again["private"], again["moment_of_truth"], again["wait"]) == (False, True, step["wait"])
    assert oracle("step", "move", journey, "1", "--stage", "Afterwards").code == 0
    last = oracle("journey", "show", journey, "--json").json["version"]["stages"][-1]
    assert (last["name"], [own["title"] for own in last["steps"]]) == ("Afterwards", ["Calls the shop"])
    assert oracle("step", "delete", journey, last["steps"][0]["number"]).code == 0
    assert oracle("journey", "show", journey, "--json").json["version"]["stages"] == before


def test_a_stage_that_was_empty_stays_when_a_step_is_deleted(oracle: Oracle, journey: str) -> None:
    oracle("step", "move", journey, "1", "--stage", "Afterwards")
    stages = oracle("journey", "show", journey, "--json").json["version"]["stages"]
    last = stages[-1]["steps"][0]["number"]
    oracle("step", "move", journey, last, "--stage", stages[0]["name"])
    assert oracle("step", "delete", journey, "2").code == 0
    left = oracle("journey", "show", journey, "--json").json["version"]["stages"]
    assert (left[-1]["name"], left[-1]["steps"]) == ("Afterwards", [])


def test_a_step_is_named_by_the_id_that_adding_it_printed(oracle: Oracle, journey: str) -> None:
    made = oracle("step", "add", journey, "--title", "Calls").lines[0]
    assert oracle("step", "set", journey, made, "--does", "Asks").code == 0
    assert oracle("step", "move", journey, made, "--stage", "Afterwards").out == "Moved: Calls\n"
    last = oracle("journey", "show", journey, "--json").json["version"]["stages"][-1]["steps"]
    assert [(step["id"], step["does"]) for step in last] == [(made, "Asks")]
    assert oracle("step", "delete", journey, made).out == "Deleted: Calls\n"
    gone = oracle("step", "delete", journey, made)
    assert (gone.code, gone.out) == (1, "")
    assert "no step" in gone.err


def test_a_persona_is_named_by_name_unless_two_have_it(oracle: Oracle, business: str) -> None:
    made = [oracle("persona", "add", "--business", business, "--name", "Ana").lines[0]]
    assert oracle("persona", "show", "ana", "--json").json["id"] == made[0]
    assert oracle("persona", "show", "nobody").code == 1
    oracle("business", "add", "--name", "Twig")
    made += oracle("persona", "add", "--business", "Twig", "--name", "Ana").lines
    refused = oracle("persona", "show", "Ana")
    assert refused.code == 1
    assert all(each in refused.err for each in made)


def test_a_step_moves_within_its_stage(oracle: Oracle, journey: str) -> None:
    def titles() -> list[str]:
        return [
            own["title"] for own in oracle("journey", "show", journey, "--json").json["version"]["stages"][0]["steps"]
        ]

    oracle("step", "add", journey, "--title", "New", "--at", "1", "--stage",
           oracle("journey", "show", journey, "--json").json["version"]["stages"][0]["name"])  # fmt: skip
    first, *rest = titles()
    assert oracle("step", "move", journey, "1", "--at", "2").code == 0
    assert titles() == [rest[0], first, *rest[1:]]
    assert oracle("step", "move", journey, "2").code == 0
    assert titles() == [*rest, first]


def test_a_journey_is_copied_for_a_competitor(oracle: Oracle, journey: str) -> None:
    oracle("business", "add", "--name", "Twig", "--url", "https://twig.example/")
    made = oracle("journey", "duplicate", journey, "--business", "Twig", "--title", "The same at Twig")
    assert made.code == 0, made.err
    copy = oracle("journey", "show", made.lines[0], "--json").json
    links = [step["link"] for stage in copy["version"]["stages"] for step in stage["steps"]]
    assert "https://twig.example/" in links
    assert not any("leaf.example" in link for link in links)
    assert copy["title"] == "The same at Twig"
    again = oracle("journey", "duplicate", journey)
    assert oracle("journey", "show", again.lines[0], "--json").json["title"].endswith("(copy)")


def test_figures_are_set(oracle: Oracle, journey: str) -> None:
    assert oracle("journey", "set", journey, "--people-a-month", "100", "--worth", "95.50", "--title", "Buys").code == 0
    shown = oracle("journey", "show", journey, "--json").json
    assert (shown["people_a_month"], shown["worth"], shown["worth_again"]) == (100, "95.50", None)


def test_searching_prints_what_and_where(oracle: Oracle, walk: str) -> None:
    oracle("walk", "visit", walk, "1", "--note", "The Señora waited", "--friction", "2")
    (hit,) = oracle("search", "senora", "wait", "--json").json
    assert (hit["subject"], hit["step_number"], hit["walk_id"]) == ("visit", 1, walk)
    line = oracle("search", "SEÑO").lines[0]
    assert line.startswith("Note")
    assert "The Señora waited" in line
    nothing = oracle("search", "no such thing", '"*')
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "Nothing found.\n")
    assert oracle("search", "senora", "--business", "Nobody").code == 1
