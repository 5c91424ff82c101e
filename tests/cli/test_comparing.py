"""`compare`, and walking again from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oracle import templates
from oracle import workspace as workspaces
from oracle.model.journey import Step
from oracle.workspace import Workspace, journeys, potholes, testers, visits, walks
from tests.cli.conftest import Oracle


@pytest.fixture
def first(workspace: Path) -> str:
    """A walk of an online shop's road, its second step rough, with a pothole there."""
    held = workspaces.open(workspace)
    try:
        journey = journeys.from_template(held, templates.get("buy-online-shop"), business="Leaf").id
        mia = testers.add(held, name="Mia").id
        walk = walks.start(held, journey, tester_id=mia).id
        steps = rate(held, walk, lambda number: 3 if number == 2 else 1)
        potholes.add(held, walk, steps[1].id, title="No price", severity=3)
        walks.finish(held, walk)
        journeys.from_template(held, templates.get("join-online-shop"), business="Leaf")
    finally:
        held.close()
    return walk


def rate(held: Workspace, walk: str, friction: Callable[[int], int]) -> tuple[Step, ...]:
    steps = walks.opened(held, walk).version.steps
    for step in steps:
        visits.set_fields(held, walk, step.id, friction=friction(step.number))
    return steps


def test_a_walk_is_walked_again_and_compared(oracle: Oracle, workspace: Path, first: str) -> None:
    again = oracle("walk", "start", "--rewalk", first[:20])  # by who walked it then
    assert again.code == 0, again.err
    second = again.lines[0]
    shown = oracle("walk", "show", second, "--json").json
    assert (shown["run"], shown["rewalk_of"], shown["tester"]["name"]) == ("re-walk", first, "Mia")
    (carried,) = shown["potholes"]
    assert carried["sightings"][1]["verdict"] == "not_checked"
    held = workspaces.open(workspace)
    rate(held, second, lambda _number: 1)
    held.close()
    found = oracle("compare", first, second, "--json").json
    assert (found["then"]["id"], found["now"]["id"]) == (first, second)
    assert found["change"] > 0
    assert [step["trend"] for step in found["steps"]][:2] == ["the_same", "smoother"]
    assert found["steps"][1]["then"]["friction"] == 3
    assert found["steps"][1]["matched_by"] == "identity"
    (remaining,) = found["potholes"]["remaining"]
    assert (remaining["label"], remaining["checked"]) == ("1.1", False)
    told = oracle("compare", first, second)
    assert told.code == 0
    assert "1 step smoother, 0 rougher" in told.out
    assert "Remaining (1)" in told.out
    assert "not checked" in told.out


def test_what_cannot_be_compared_or_walked_again_is_refused_in_a_sentence(oracle: Oracle, first: str) -> None:
    other = next(each["id"] for each in oracle("journey", "list", "--json").json if each["kind"] == "join")
    strange = oracle("walk", "start", other, "--tester", "Mia").lines[0]
    refused = oracle("compare", first, strange)
    assert refused.code == 1
    assert "different journeys" in refused.err
    assert oracle("compare", first, first).code == 1
    assert oracle("compare", first, "nobody").code == 1
    assert oracle("walk", "start", "--rewalk", "nobody", "--tester", "Mia").code == 1
    assert oracle("walk", "start", "--tester", "Mia").code == 2
    assert oracle("walk", "start", other).code == 2
    assert oracle("walk", "start", other, "--rewalk", first, "--tester", "Mia").code == 2
    assert oracle("walk", "start", "--rewalk", first, "--run", "ten-minute", "--tester", "Mia").code == 2


def test_walks_that_say_nothing_compare_too(oracle: Oracle, first: str) -> None:
    empty = oracle("walk", "start", "--rewalk", first, "--tester", "Ruth").lines[0]
    found = oracle("compare", first, empty, "--json").json
    assert (found["change"], found["why_not"]) == (None, "not_rated")
    assert all(step["trend"] is None for step in found["steps"])
    assert "not rated" in oracle("compare", first, empty).out
