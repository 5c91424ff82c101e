"""Potholes on the command line: listed, shown, changed, merged, handed to those who repair."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from oracle import sheets
from tests.cli.conftest import Oracle
from tests.report.pdf.reading import pdfium_text


@pytest.fixture
def holes(oracle: Oracle, walk: str) -> list[str]:
    """Ids of three potholes: 1.1 at step 2, 1.2 at step 5, 1.3 at step 5, and a bright spot."""
    made = [
        oracle("walk", "pothole", walk, step, "--title", title, *more).lines[0]
        for step, title, more in (
            (2, "No price on the page", ("--severity", 3, "--reach", 4, "--cause", "information", "--todo", "=SUM(1)")),
            (5, "Chat never answers", ("--severity", 4, "--saw", "Bot says “soon”.")),
            (5, "The chat never answers", ()),
        )
    ]
    oracle("walk", "pothole", walk, 1, "--title", "Kind words", "--bright")
    return made


def titles(oracle: Oracle, *filters: object) -> list[str]:
    return [row["title"] for row in oracle("pothole", "list", *filters, "--json").json]


def test_the_list_stands_by_priority_and_obeys_its_filters(oracle: Oracle, holes: list[str], walk: str) -> None:
    first, second, third = "No price on the page", "Chat never answers", "The chat never answers"
    assert titles(oracle) == [first, second, third]
    assert titles(oracle, "--search", "CHAT answ") == [second, third]
    assert titles(oracle, "--search", "1.3") == [third]
    assert titles(oracle, "--severity", 4, "--severity", 3) == [first, second]
    assert titles(oracle, "--cause", "information") == [first]
    assert titles(oracle, "--tester", "mia", "--walk", walk, "--business", "leaf & co") == [first, second, third]
    assert titles(oracle, "--tester", "Jo") == []
    oracle("pothole", "set", "1.1", "--state", "wont_repair", "--reason", "We close in May", "--owner", "Bo")
    assert titles(oracle, "--open") == [second, third]
    assert titles(oracle, "--state", "wont_repair", "--owner", "bo") == [first]
    assert titles(oracle, "--owner", "") == [second, third]
    (row,) = oracle("pothole", "list", "--state", "wont_repair", "--json").json
    assert (row["label"], row["priority"], row["seen"], row["walked"], row["business"], row["open"]) == (
        "1.1", 12, 1, 1, "Leaf & Co", False,
    )  # fmt: skip
    assert row["walks"][0]["tester_name"] == "Mia"
    assert "1.1" in oracle("pothole", "list").out


def test_fields_are_set_emptied_and_told_in_the_history(oracle: Oracle, holes: list[str]) -> None:
    typed = ("--severity", 2, "--effort", "M", "--due", "2026-11-28", "--share-lost", "0.25", "--who", "Ida")
    assert oracle("pothole", "set", holes[0][:20], *typed).code == 0
    assert oracle("pothole", "set", "1.1", "--due", "none", "--effort", "none").code == 0
    told = oracle("pothole", "show", "1.1", "--json").json
    assert (told["severity"], told["effort"], told["due"], told["share_lost"]) == (2, None, None, "0.25")
    assert [each["field"] for each in told["history"]][-1] == "marked"
    assert ("Ida", "severity", "3", "2") in {
        (each["who"], each["field"], each["before"], each["after"]) for each in told["history"]
    }
    shown = oracle("pothole", "show", "1.1").out
    assert "No price on the page" in shown
    assert "=SUM(1)" in shown
    assert "Ida: severity: 3 Major → 2 Minor" in shown


REFUSED: tuple[tuple[tuple[object, ...], int, str], ...] = (
    (("set", "1.1"), 2, "nothing to change"),
    (("set", "1.1", "--severity", 5), 2, "5"),
    (("set", "1.1", "--effort", "XL"), 2, "S, M, L"),
    (("set", "1.1", "--due", "tomorrow"), 2, "2026-11-28"),
    (("set", "1.1", "--share-lost", "20 %"), 2, "0.2"),
    (("set", "1.1", "--state", "verified"), 1, "Only a walk"),
    (("set", "1.1", "--state", "wont_repair"), 1, "Say why"),
    (("set", "9.9", "--owner", "Bo"), 1, "9.9"),
    (("show", "nothing"), 1, "nothing"),
    (("merge", "1.1", "1.1"), 1, "two different"),
    (("export", "-o", "plan.docx"), 1, ".pdf"),
    (("export", "-o", "plan.md", "--search", "zebra"), 1, "nothing to repair"),
    (("list", "--business", "Nobody"), 1, "Nobody"),
)


def test_what_cannot_be_is_said_in_a_sentence(oracle: Oracle, holes: list[str]) -> None:
    for typed, code, told in REFUSED:
        ended = oracle("pothole", *typed)
        assert ended.code == code, typed
        assert told in ended.err, typed
    assert oracle("pothole", "show", "1.1", "--json").json["state"] == "open"


def test_a_merged_pothole_is_found_by_its_old_number(oracle: Oracle, holes: list[str]) -> None:
    merged = oracle("pothole", "merge", "1.3", "1.2", "--who", "Ida")
    assert merged.lines == [holes[1]]
    old = oracle("pothole", "show", "1.3", "--json").json
    assert (old["id"], old["label"], old["answers_to"]) == (holes[1], "1.2", ["1.3"])
    assert oracle("pothole", "show", holes[2]).code == 1


def test_a_merge_is_taken_back_with_the_file_that_it_wrote(
    oracle: Oracle, holes: list[str], walk: str, tmp_path: Path, picture: Callable[..., Path]
) -> None:
    oracle("walk", "capture", walk, 2, picture())
    oracle("pothole", "set", "1.3", "--due", "2026-11-28", "--share-lost", "0.25", "--severity", 4)
    before = [oracle("pothole", "show", each, "--json").json for each in ("1.2", "1.3")]
    undo = tmp_path / "undo.json"
    assert oracle("pothole", "merge", "1.3", "1.2", "--undo", tmp_path / "none" / "undo.json").code == 1
    assert oracle("pothole", "show", "1.3", "--json").json["id"] == holes[2]  # what cannot be undone is not done
    assert oracle("pothole", "merge", "1.3", "1.2", "--undo", undo).lines == [holes[1]]
    assert oracle("pothole", "unmerge", undo, "--who", "Ida").lines == [holes[2]]
    after = [oracle("pothole", "show", each, "--json").json for each in ("1.2", "1.3")]
    for one, other in zip(before, after, strict=True):
        assert {**one, "history": 0, "changed_at": 0} == {**other, "history": 0, "changed_at": 0}
    assert after[1]["history"][0]["field"] == "unmerged"
    again = oracle("pothole", "unmerge", undo)
    assert again.code == 1
    assert "cannot be taken back" in again.err
    undo.write_text('{"kind": "pothole-oracle merge 1", "kept": [], "rows": [1]}')
    refused = oracle("pothole", "unmerge", undo)
    assert refused.code == 1
    assert "does not tell how" in refused.err


def test_the_plan_is_written_by_the_ending_of_the_file(oracle: Oracle, holes: list[str], tmp_path: Path) -> None:
    oracle("pothole", "set", "1.2", "--state", "wont_repair", "--reason", "x")
    for ending in ("pdf", "xlsx", "csv", "md"):
        out = tmp_path / f"plan.{ending}"
        written = oracle("pothole", "export", "-o", out)
        assert written.code == 0, written.err
        assert str(out) in written.out
        told = _text_of(out)
        assert "No price on the page" in told
        assert "Chat never answers" not in told.replace("The chat", "")


def test_one_slip_is_a_file_of_its_own(
    oracle: Oracle, holes: list[str], walk: str, tmp_path: Path, picture: Callable[..., Path]
) -> None:
    oracle("walk", "capture", walk, 2, picture())
    out = tmp_path / "slip.pdf"
    assert oracle("pothole", "export", "--slip", "1.1", "-o", out).code == 0
    told = _text_of(out)
    assert "Repair slip" in told
    assert "No price on the page" in told
    assert "Repair plan\n" not in told
    assert "1 of 1" in told


def _text_of(out: Path) -> str:
    if out.suffix == ".pdf":
        return pdfium_text(out)
    if out.suffix == ".xlsx":
        return "\n".join("\n".join(row.cells) for row in sheets.read_table(out).all_rows)
    if out.suffix == ".csv":
        with out.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[1][2] == "'=SUM(1)"
        return "\n".join("\n".join(row) for row in rows)
    return out.read_text("utf-8")


def test_a_cost_is_shown_with_how_it_comes_about(oracle: Oracle, journey: str, holes: list[str]) -> None:
    oracle("journey", "set", journey, "--people-a-month", 100, "--worth", 95)
    oracle("pothole", "set", holes[0], "--share-lost", "0.25")
    shown = oracle("pothole", "show", holes[0]).out
    assert "lost × 95)" in shown
    assert "3 Major" in shown
