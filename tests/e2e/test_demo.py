"""The whole way, walked by the app itself: the sample through the real window and browser, to its report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest

from oracle import templates


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that one run of the demo wrote."""
    out = tmp_path_factory.mktemp("demo") / "out"
    done = run("demo", "--out", out)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""  # what the engine says to itself is no news
    return out


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """`pothole-oracle ARGUMENTS` without a display."""
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    line = [sys.executable, "-m", "oracle", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=280, check=False, env=environment)


@pytest.fixture(scope="module")
def walk(demo: Path) -> dict[str, object]:
    """The walk as the command line shows it."""
    workspace = demo / "workspace.db"
    (listed,) = json.loads(run("--workspace", workspace, "walk", "list", "--json").stdout)
    return json.loads(run("--workspace", workspace, "walk", "show", listed["id"], "--json").stdout)  # type: ignore[no-any-return]


def test_every_step_is_walked_rated_and_captured_on_its_own_page(walk: dict[str, object]) -> None:
    sample = templates.sample_walk()
    assert walk["state"] == "finished"
    assert [visit["friction"] for visit in walk["visits"]] == [visit.friction for visit in sample.visits]  # type: ignore[attr-defined]
    assert [visit["feeling"] for visit in walk["visits"]] == [visit.feeling for visit in sample.visits]  # type: ignore[attr-defined]
    assert [visit["note"] for visit in walk["visits"]] == [visit.note for visit in sample.visits]  # type: ignore[attr-defined]
    steps = [step for stage in walk["version"]["stages"] for step in stage["steps"]]  # type: ignore[index]
    pages = {capture["step_id"]: capture for capture in walk["captures"]}  # type: ignore[attr-defined]
    marked = [step["number"] for step in steps if pages[step["id"]]["marks"]]
    assert marked == [visit.step for visit in sample.visits if visit.points_at] == [7, 9, 10]
    for step in steps:
        assert pages[step["id"]]["url"].split("/", 3)[3] == step["link"].split("/", 3)[3]
    assert len({capture["image"] for capture in pages.values()}) == 12  # also of the page that three steps look at


def test_waits_kept_promised_against_actual(walk: dict[str, object]) -> None:
    waited = [visit for visit in walk["visits"] if visit["came_at"]]  # type: ignore[attr-defined]
    names = ("wait_started_at", "promised_at", "came_at")
    times = [[datetime.fromisoformat(visit[name]) for name in names] for visit in waited]
    begun_first = datetime.fromisoformat(str(walk["started_at"]))
    assert timedelta(days=17) < times[-1][-1] - begun_first < timedelta(days=18)  # all of it lies so far back
    assert [due - begun for begun, due, _came in times] == [timedelta(hours=4), timedelta(days=3), timedelta(days=14)]
    assert all(abs(came - due) < timedelta(minutes=2) for _begun, due, came in times)  # the field holds whole seconds


def test_potholes_are_judged_as_the_sample_says_and_keep_their_numbers(walk: dict[str, object]) -> None:
    expected = [pothole for visit in templates.sample_walk().visits for pothole in visit.potholes]
    found = [pothole for pothole in walk["potholes"] if not pothole["bright"]]  # type: ignore[attr-defined]
    assert [pothole["number"] for pothole in found] == list(range(1, 9))
    for field in ("title", "saw", "why", "todo", "severity", "reach", "effort", "cause", "owner", "done_when"):
        assert [pothole[field] for pothole in found] == [getattr(pothole, field) for pothole in expected], field
    assert walk["road_quality"]["value"] == pytest.approx(63.3, abs=0.05)  # type: ignore[index]


def test_the_report_says_what_was_found(demo: Path) -> None:
    document = pypdfium2.PdfDocument(demo / "report.pdf")
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    pictures = sum(1 for page in document for item in page.get_objects() if item.type == 3)
    document.close()
    assert "Tracking link dead, no one answers" in " ".join(text.split())
    words = " ".join(text.split())
    assert "63" in text
    assert "Mia Torres" in words
    assert "Delighted to Angry in 3 days" in words
    assert "Together about £3,800 a month" in words
    assert "Cures given: how long it lasts." in words
    assert pictures >= 12


def test_a_second_demo_into_the_same_folder_changes_nothing(demo: Path) -> None:
    before = (demo / "report.pdf").read_bytes()
    again = run("demo", "--out", demo)
    assert again.returncode == 1
    assert "there already" in again.stderr
    assert again.stderr.splitlines()[1:] == ["Nothing was changed.", "Name another folder, or delete it first."]
    assert (demo / "report.pdf").read_bytes() == before
