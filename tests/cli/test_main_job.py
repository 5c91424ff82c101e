"""The main job from the command line: a journey, a walk, its visits and pictures, its report."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.conftest import Oracle

UUID7 = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$")


def visit_of(oracle: Oracle, walk: str, number: int) -> dict[str, object]:
    shown = oracle("walk", "show", walk, "--json").json
    step = next(step for stage in shown["version"]["stages"] for step in stage["steps"] if step["number"] == number)
    return next(visit for visit in shown["visits"] if visit["step_id"] == step["id"])


def test_templates_list_has_name_kind_and_title(oracle: Oracle) -> None:
    listed = oracle("journey", "templates", "--json").json
    assert {"leave", "learn", "join", "buy"} <= {template["kind"] for template in listed}
    assert all(template["name"] and template["title"] for template in listed)


def test_adding_and_starting_print_the_full_id_alone_on_line_one(oracle: Oracle, journey: str, walk: str) -> None:
    assert UUID7.match(journey)
    assert UUID7.match(walk)


def test_a_journey_is_adapted_to_its_business(oracle: Oracle, journey: str) -> None:
    shown = oracle("journey", "show", journey, "--json")
    assert "{business}" not in shown.out
    assert "{url}" not in shown.out
    assert "{persona}" not in shown.out
    assert "https://leaf.example" in shown.out


def test_a_walk_in_full_ends_in_a_report_that_names_what_was_found(
    oracle: Oracle, walk: str, picture: Callable[..., Path], tmp_path: Path
) -> None:
    assert (
        oracle(
            "walk", "visit", walk, 1, "--friction", 3, "--feeling", "-2", "--note", "Where is the <b>price</b>?"
        ).code
        == 0
    )
    kept = oracle("walk", "capture", walk, 1, picture("a.png"), picture("b.png", "salmon"))
    ids = [line.removeprefix("saved ") for line in kept.lines]
    assert oracle("walk", "captures", walk).lines == ids
    marked = oracle(
        "walk", "pothole", walk, 1, "--title", "The price hides", "--severity", 3, "--reach", 4,
        "--saw", "No price anywhere", "--why", "She leaves", "--todo", "Show it",
        "--cause", "information", "--effort", "S",
    )  # fmt: skip
    assert UUID7.match(marked.lines[0])
    assert oracle("walk", "finish", walk, "--ease", 3).code == 0

    out = tmp_path / "report.pdf"
    assert oracle("report", walk, "-o", out, "--paper", "Letter", "--title", "Leaf & Co walked").code == 0
    document = pypdfium2.PdfDocument(out)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    width, height = document[0].get_size()
    document.close()
    assert (round(width), round(height)) == (612, 792)
    for word in ("Leaf & Co walked", "The price hides", "No price anywhere", "Where is the <b>price</b>?", "Mia"):
        assert word in text.replace("\r\n", " ")


@pytest.mark.parametrize("feeling", [["--feeling", "-2"], ["--feeling=-2"]])
def test_a_negative_feeling_can_be_typed_both_ways(oracle: Oracle, walk: str, feeling: list[str]) -> None:
    assert oracle("walk", "visit", walk, 1, *feeling).code == 0
    assert visit_of(oracle, walk, 1)["feeling"] == -2


def test_friction_four_is_blocked_and_another_number_is_done(oracle: Oracle, walk: str) -> None:
    oracle("walk", "visit", walk, 1, "--friction", 4)
    assert visit_of(oracle, walk, 1)["outcome"] == "blocked"
    oracle("walk", "visit", walk, 1, "--friction", 1)
    assert visit_of(oracle, walk, 1)["outcome"] == "done"


@pytest.mark.parametrize(
    "conflict",
    [
        ["--friction", "4", "--outcome", "done"],
        ["--friction", "2", "--outcome", "blocked"],
        ["--friction", "2", "--outcome", "skipped"],
        ["--reason", "trap", "--outcome", "done"],
        ["--friction", "5"],
        ["--feeling", "3"],
        ["--check", "1"],
        ["--spent", "-3"],
        ["--came", "yesterday-ish"],
    ],
)
def test_a_conflict_is_a_usage_error_and_notes_nothing(oracle: Oracle, walk: str, conflict: list[str]) -> None:
    refused = oracle("walk", "visit", walk, 1, *conflict)
    assert refused.code == 2
    assert refused.out == ""
    assert oracle("walk", "show", walk, "--json").json["visits"] == []


def test_a_checklist_line_is_answered_by_number_or_text(oracle: Oracle, walk: str) -> None:
    step = oracle("walk", "show", walk, "--json").json["version"]["stages"][0]["steps"][0]
    first, second = step["checklist"][:2]
    assert oracle("walk", "visit", walk, 1, "--check", "1=yes", "--check", f"{second['text']}=no").code == 0
    assert dict(map(tuple, visit_of(oracle, walk, 1)["answers"])) == {first["id"]: True, second["id"]: False}  # type: ignore[arg-type]
    assert oracle("walk", "visit", walk, 1, "--check", "nothing like it=yes").code == 1


def test_leaving_at_a_trap_is_kept_with_its_reason(oracle: Oracle, walk: str) -> None:
    assert oracle("walk", "visit", walk, 2, "--outcome", "left", "--reason", "trap").code == 0
    left = visit_of(oracle, walk, 2)
    assert (left["outcome"], left["leave_reason"]) == ("left", "trap")


def test_the_same_picture_twice_is_two_captures_of_one_image(
    oracle: Oracle, walk: str, picture: Callable[..., Path]
) -> None:
    same = picture()
    assert len(oracle("walk", "capture", walk, 1, same, same).lines) == 2
    captures = oracle("walk", "captures", walk, "--json").json
    assert len({capture["id"] for capture in captures}) == 2
    assert len({capture["image"] for capture in captures}) == 1


def test_each_file_is_tried_and_the_bad_ones_are_named(
    oracle: Oracle, walk: str, picture: Callable[..., Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\nnot really")
    kept = oracle("walk", "capture", walk, 1, broken, picture(), tmp_path / "missing.png")
    assert kept.code == 1
    assert len(kept.lines) == 1
    assert "broken.png" in kept.err
    assert "missing.png" in kept.err
    assert "Traceback" not in kept.err


def test_what_was_deleted_comes_back_with_all_that_hung_on_it(
    oracle: Oracle, walk: str, picture: Callable[..., Path]
) -> None:
    oracle("walk", "capture", walk, 1, picture())
    (line,) = oracle("walk", "list").lines
    assert line.split("  ")[:2] == [walk, "walk 1"]  # what tells it from others, beside its id
    assert oracle("walk", "delete", walk).code == 0
    assert oracle("walk", "list", "--json").json == []
    item = oracle("trash", "list", "--json").json[0]
    assert oracle("trash", "restore", item["id"]).code == 0
    assert len(oracle("walk", "captures", walk).lines) == 1
    oracle("walk", "delete", walk)
    assert oracle("trash", "empty").code == 0
    assert oracle("trash", "list", "--json").json == []


def test_a_backup_brings_the_workspace_back(
    oracle: Oracle, walk: str, picture: Callable[..., Path], tmp_path: Path
) -> None:
    oracle("walk", "capture", walk, 1, picture())
    copy = tmp_path / "copy.db"
    assert oracle("workspace", "backup", copy).code == 0
    oracle("walk", "delete", walk)
    oracle("trash", "empty")
    assert oracle("workspace", "restore", copy).code == 0
    assert len(oracle("walk", "captures", walk).lines) == 1
    assert oracle("workspace", "check").code == 0
    assert oracle("workspace", "info", "--json").json["captures"] == 1


def test_a_check_that_finds_something_says_what_can_be_done(oracle: Oracle, walk: str, workspace: Path) -> None:
    assert walk
    with workspace.open("rb+") as out:
        out.seek(3 * 16384)
        out.write(b"\xa5" * 4 * 16384)
    found = oracle("workspace", "check")
    assert found.code == 1
    assert found.out
    assert "There is no backup of it" in found.err
    assert "workspace restore FILE" in found.err


@pytest.mark.parametrize(
    "line",
    [
        ["journey", "show", "nothing"],
        ["walk", "start", "nothing", "--tester", "Mia"],
        ["walk", "show", "nothing"],
        ["walk", "finish", "nothing"],
        ["trash", "restore", "nothing"],
        ["journey", "add", "--template", "nothing", "--business", "B"],
        ["report", "nothing", "-o", "never.pdf"],
    ],
)
def test_what_is_not_there_is_a_known_error_on_stderr(oracle: Oracle, line: list[str]) -> None:
    missing = oracle(*line)
    assert missing.code == 1
    assert missing.out == ""
    assert missing.err.strip()


def test_a_subcommand_loads_no_window(workspace: Path, picture: Callable[..., Path]) -> None:
    line = ["--workspace", str(workspace), "walk", "capture", "none", "1", str(picture())]
    program = f"import sys; from oracle.__main__ import main; main({line!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert "oracle.cli.captures" in done.stdout.split()
    assert not any(module.startswith(("PySide6", "oracle.ui")) for module in done.stdout.split())
