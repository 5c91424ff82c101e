"""`journey import` and `journey export`: the id alone on the first line, remarks on stderr, round trips, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Oracle
from tests.sheets.builders import plain

TABLE = "Stage,Step,Channel,Wait\nAwareness,Sees it,Instagram,\n,Taps it,,soon\nDelivery,Waits,,3 days\n"


def imported(oracle: Oracle, file: Path, *more: str) -> str:
    result = oracle("journey", "import", file, "--business", "Green Leaf", *more)
    assert result.code == 0, result.err
    (line,) = result.lines
    return line


def test_a_table_becomes_a_journey_and_its_id_is_printed_alone(oracle: Oracle, tmp_path: Path) -> None:
    (tmp_path / "My road.csv").write_text(TABLE, "utf-8")
    result = oracle("journey", "import", tmp_path / "My road.csv", "--business", "Green Leaf", "--kind", "buy")
    assert result.code == 0
    (journey_id,) = result.lines
    assert result.err.splitlines() == [
        "Columns: Stage = “Stage”, Step = “Step”, Channel = “Channel”, Wait before it = “Wait”.",
        "Row 3: the wait is no length of time such as “3 days”: left out.",
    ]
    shown = oracle("journey", "show", journey_id, "--json").json
    assert (shown["title"], shown["kind"]) == ("My road", "buy")
    assert [stage["name"] for stage in shown["version"]["stages"]] == ["Awareness", "Delivery"]
    assert shown["version"]["stages"][1]["steps"][0]["wait"]["length"] == 3 * 86_400


def test_what_became_of_each_column_is_told(oracle: Oracle, tmp_path: Path) -> None:
    text = 'Phase,"STEP (what\nhappens)",touchpoint,Feeling 1-5,Empty\nFind,Sees it,Poster,4,\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    result = oracle("journey", "import", tmp_path / "a.csv", "--business", "Green Leaf")
    assert result.err.splitlines() == [
        "Columns: Stage = “Phase”, Step = “STEP (what happens)”, Channel = “touchpoint”.",
        "Columns left out: “Feeling 1-5”.",
    ]


def test_the_same_business_and_persona_are_found_again(oracle: Oracle, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    first = imported(oracle, tmp_path / "a.csv", "--persona", "Wendy")
    second = imported(oracle, tmp_path / "a.csv", "--title", "Another")
    one, two = (oracle("journey", "show", each, "--json").json for each in (first, second))
    assert (one["business_id"], one["persona_id"]) == (two["business_id"], two["persona_id"])
    assert two["title"] == "Another"


def test_columns_are_named_by_header_letter_or_number(oracle: Oracle, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Alpha;Beta;Gamma\nA;one;Mia\nB;two;Tom\n", "utf-8")
    for maps in (["stage=Alpha", "step=Beta", "who=gamma"], ["step=Beta", "stage=1", "who=C"]):
        words = [word for each in maps for word in ("--map", each)]
        shown = oracle("journey", "show", imported(oracle, tmp_path / "a.csv", *words), "--json").json
        stages = shown["version"]["stages"]
        assert [(s["name"], s["steps"][0]["title"], s["steps"][0]["handled_by"]) for s in stages] == [
            ("A", "one", "Mia"),
            ("B", "two", "Tom"),
        ]


def test_a_text_file_is_read_a_step_a_line(oracle: Oracle, tmp_path: Path) -> None:
    (tmp_path / "road.txt").write_text("# Awareness\n- Sees it\n  - The price\n- Taps it\n", "utf-16")
    shown = oracle("journey", "show", imported(oracle, tmp_path / "road.txt"), "--json").json
    (stage,) = shown["version"]["stages"]
    assert [step["title"] for step in stage["steps"]] == ["Sees it", "Taps it"]
    assert stage["steps"][0]["checklist"][0]["text"] == "The price"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_is_exported_is_imported_equal(oracle: Oracle, workspace: Path, tmp_path: Path, form: str) -> None:
    from oracle import workspace as workspaces
    from oracle.workspace import journeys

    made = oracle("journey", "add", "--template", "buy-online-shop", "--business", "Green Leaf").lines[0]
    assert oracle("journey", "export", made, "-o", tmp_path / f"a.{form}").code == 0
    again = imported(oracle, tmp_path / f"a.{form}")
    held = workspaces.open(workspace)
    try:
        first, second = (journeys.get(held, each).version.stages for each in (made, again))
    finally:
        held.close()
    assert plain(first) == plain(second)


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_map_is_exported(oracle: Oracle, tmp_path: Path, form: str, start: bytes) -> None:
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    made = imported(oracle, tmp_path / "a.csv")
    result = oracle("journey", "export", made[:13], "-o", tmp_path / f"map.{form}")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"Journey written: {tmp_path / f'map.{form}'}\n"
    assert (tmp_path / f"map.{form}").read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        (b"", [], "The file is empty."),
        (b"Alpha,Beta\n1,2\n", [], "No column holds the steps yet."),
        (b"Stage,Step\nA,\n", [], "No step was found."),
        (b"Step\n" + b"x\n" * 10_000, [], "There are 10,000 steps; a journey holds at most 1,000."),
        (b"PK\x03\x04", [], "The file is no workbook that can be read, or it is damaged."),
        (TABLE.encode(), ["--map", "step=Nothing"], "There is no column 'Nothing'."),
        (TABLE.encode(), ["--map", "what=Step"], "'what=Step' is not FIELD=COLUMN."),
        (TABLE.encode(), ["--encoding", "klingon"], "The file is no text in klingon."),
    ],
)
def test_what_cannot_be_used_is_said_and_nothing_is_made(
    oracle: Oracle, workspace: Path, tmp_path: Path, content: bytes, arguments: list[str], said: str
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    result = oracle("journey", "import", tmp_path / "a.csv", "--business", "Green Leaf", *arguments)
    assert (result.code, result.out) == (1, "")
    assert said in result.err.splitlines()
    assert not workspace.exists()


def test_a_target_of_no_known_ending_or_place_is_refused(oracle: Oracle, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE, "utf-8")
    made = imported(oracle, tmp_path / "a.csv")
    for name, said in (("map.docx", "does not say what to write"), ("none/map.pdf", "does not exist")):
        result = oracle("journey", "export", made, "-o", tmp_path / name)
        assert (result.code, result.out) == (1, "")
        assert said in result.err
    assert oracle("journey", "export", "nothing", "-o", tmp_path / "map.pdf").code == 1
