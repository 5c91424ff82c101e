"""`insights`: the readings of a walk or journey, for people and for programs."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Oracle

KEYS = {"road_quality", "dips", "gaps", "channels", "unseen", "agreement"}


@pytest.fixture
def journey(oracle: Oracle) -> str:
    """The ready shop journey of a business of its own."""
    made = oracle("journey", "add", "--template", "buy-online-shop", "--business", "Leaf & Co")
    return made.lines[-1]


def test_a_walk_is_read_as_json_with_the_promised_keys(oracle: Oracle, journey: str) -> None:
    walk = oracle("walk", "start", journey, "--tester", "Mia").lines[-1]
    for step, (friction, feeling) in enumerate(((0, 1), (3, -1), (2, 0)), 1):
        oracle("walk", "visit", walk, step, "--friction", friction, "--feeling", feeling, "--quality", 3)
    oracle("walk", "pothole", walk, 2, "--title", "What is a “rhizome”?", "--cause", "information", "--severity", 3)
    oracle("walk", "visit", walk, 2, "--apology", "--no-person")
    found = oracle("insights", walk, "--json").json
    assert found.keys() >= KEYS
    assert found["road_quality"].keys() == {"value", "rated", "steps"}
    assert found["road_quality"]["rated"] == 3
    assert found["words"]["jargon"] == ["rhizome"]
    (bump,) = found["recovery"]
    assert (bump["step"]["number"], bump["apology"], bump["person"], bump["truth"]) == (2, True, False, None)
    assert found["extras"]["quality"] == {"mean": 3.0, "rated": 3, "lowest": found["extras"]["quality"]["lowest"]}
    assert found["unseen"] == {"why_not": "few_walks"}
    assert found["agreement"]["units"] == 0
    assert {each["stage"] for each in found["channels"]} >= {"Awareness", "Delivery"}


def test_a_journey_is_read_by_its_last_whole_walk_that_came_to_an_end(oracle: Oracle, journey: str) -> None:
    none = oracle("insights", journey, "--json").json
    assert none.keys() >= KEYS
    assert (none["walk"], none["road_quality"]["value"], none["dips"]) == (None, None, [])
    assert none["channels"]
    first = oracle("walk", "start", journey, "--tester", "Mia").lines[-1]
    oracle("walk", "visit", first, 1, "--friction", 4)
    oracle("walk", "finish", first)
    oracle("walk", "start", journey, "--tester", "Mia")
    found = oracle("insights", journey, "--json").json
    assert found["walk"] == first
    assert found["road_quality"] == {"value": 0.0, "rated": 1, "steps": found["road_quality"]["steps"]}
    assert len(found["walks"]) == 2


def test_readings_are_told_in_plain_words(oracle: Oracle, journey: str) -> None:
    assert "This road has not been walked yet." in oracle("insights", journey).out
    walk = oracle("walk", "start", journey, "--tester", "Mia").lines[-1]
    assert "Not rated yet" in oracle("insights", walk).out
    oracle("walk", "visit", walk, 1, "--friction", 3)
    told = oracle("insights", walk).out
    assert "25 of 100, 1 of" in told
    assert "nobody said yet how it was handled" in told
    assert "three people must walk the same road" in told


def test_what_users_wrote_cannot_steer_a_terminal(oracle: Oracle, journey: str) -> None:
    walk = oracle("walk", "start", journey, "--tester", "M\x1b[31mia").lines[-1]
    oracle("walk", "pothole", walk, 1, "--title", "Red\x1b[31m “term”", "--cause", "information", "--severity", 2)
    told = oracle("insights", walk).out
    assert "Words that confuse" in told
    assert "\x1b" not in told


def test_what_is_neither_walk_nor_journey_is_said(oracle: Oracle, journey: str) -> None:
    missing = oracle("insights", "ffffffff")
    assert missing.code == 1
    assert "ffffffff" in missing.err
