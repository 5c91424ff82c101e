"""`capture`: shown, exported, hidden, marked and compared from the command line, as scripts do it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from oracle import imaging, paths
from oracle.workspace import mark_files
from tests.cli.conftest import Oracle

BLOCK = (30, 34, 39)


@pytest.fixture
def taken(oracle: Oracle, walk: str, picture: Callable[..., Path]) -> str:
    """Id of a capture of 320 × 200 teal pixels."""
    kept = oracle("walk", "capture", walk, 1, picture())
    return kept.lines[0].removeprefix("saved ")


def marks_file(folder: Path, marks: object) -> Path:
    file = folder / "marks.json"
    file.write_text(marks if isinstance(marks, str) else json.dumps(marks))
    return file


def test_a_capture_is_shown_by_as_much_of_its_id_as_is_clear(oracle: Oracle, walk: str, taken: str) -> None:
    oracle("walk", "pothole", walk, 1, "--title", "Too teal")
    shown = oracle("capture", "show", taken[:30], "--json").json
    assert shown["id"] == taken
    assert shown["marks"] == []
    assert shown["potholes"] == ["1.1"]
    assert (shown["shown_width"], shown["shown_height"]) == (320, 200)
    told = oracle("capture", "show", taken)
    assert "320 × 200" in told.out
    assert oracle("capture", "show", "nothing").code == 1
    assert oracle("capture", "show", "").code == 1


def test_what_is_hidden_is_hidden_in_what_is_exported(oracle: Oracle, taken: str, tmp_path: Path) -> None:
    out = tmp_path / "shown.png"
    assert oracle("capture", "redact", taken, "--box", "10,20,30,40", "--box=200,100,500,500").code == 0
    assert oracle("capture", "export", taken, "-o", out).code == 0
    picture = Image.open(out).convert("RGB")
    assert picture.crop((10, 20, 40, 60)).getcolors() == [(1200, BLOCK)]
    assert picture.getpixel((319, 199)) == BLOCK
    assert picture.getpixel((50, 20)) == (0, 128, 128)
    assert oracle("capture", "show", taken, "--json").json["burnt_at"] is None


def test_burning_in_removes_the_original_for_good(
    oracle: Oracle, walk: str, workspace: Path, picture: Callable[..., Path], tmp_path: Path
) -> None:
    noise = tmp_path / "noise.png"
    Image.effect_noise((200, 120), 90).save(noise)
    own = oracle("walk", "capture", walk, 1, noise).lines[0].removeprefix("saved ")
    digest = oracle("capture", "show", own, "--json").json["image"]
    assert oracle("workspace", "check").code == 0
    burnt = oracle("capture", "redact", own, "--box", "0,0,200,120", "--burn-in")
    assert burnt.code == 0, burnt.err
    shown = oracle("capture", "show", own, "--json").json
    assert shown["burnt_at"]
    assert shown["image"] != digest
    assert shown["marks"] == []
    places = [workspace, *(file for file in paths.backups(workspace).rglob("*") if file.is_file())]
    assert not [file for file in places if digest.encode() in file.read_bytes()]
    again = oracle("capture", "redact", own, "--burn-in")
    assert again.code == 1
    assert "redacted" in again.err


def test_marks_go_out_and_come_in_as_json(oracle: Oracle, taken: str, tmp_path: Path) -> None:
    marks = [
        {"kind": "arrow", "points": [[10, 10], [60, 60], [90, 20]], "colour": "red", "stroke": "thick"},
        {"kind": "text", "points": [[100, 20], [300, 30]], "text": "Say so"},
        {"kind": "number", "points": [[40, 40]]},
        {"kind": "redact", "points": [[200, 100], [260, 140]]},
    ]
    put = oracle("capture", "mark", taken, "--marks", marks_file(tmp_path, marks))
    assert (put.code, put.out) == (0, "4 marks are on it.\n")
    shown = oracle("capture", "show", taken, "--json")
    assert [mark["kind"] for mark in shown.json["marks"]] == ["arrow", "text", "number", "redact"]
    assert shown.json["marks"][2]["number"] == 1
    assert "arrow 1, text 1, number 1, redact 1" in oracle("capture", "show", taken).out
    again = oracle("capture", "mark", taken, "--marks", marks_file(tmp_path, shown.out))
    assert again.code == 0
    assert oracle("capture", "show", taken, "--json").json == shown.json
    fewer = oracle("capture", "mark", taken, "--marks", marks_file(tmp_path, []))
    assert "1 part is hidden no more" in fewer.out


def test_marks_without_a_scale_are_as_large_as_they_would_be_drawn_on_that_capture() -> None:
    given = b'[{"kind": "number", "points": [[4, 4]]}, {"kind": "number", "points": [[8, 8]], "scale": 1.0}]'
    assert [mark.scale for mark in mark_files.read(given, 2.0)] == [2.0, 1.0]


HOSTILE = [
    "", "{", "null", "[1]", "[[]]", '{"marks": 3}', "[" * 100_000, '[{"kind": "box"}]',
    '[{"kind": "blur", "points": [[0, 0], [9, 9]]}]',
    '[{"kind": "box", "points": [[NaN, 0], [9, 9]]}]',
    '[{"kind": "box", "points": [[Infinity, 0], [9, 9]]}]',
    '[{"kind": "box", "points": [[1e999, 0], [9, 9]]}]',
    '[{"kind": "box", "points": [[1' + "0" * 400 + ', 0], [9, 9]]}]',
    '[{"kind": "box", "points": [["1", 0], [9, 9]]}]',
    '[{"kind": "box", "points": [[true, 0], [9, 9]]}]',
    '[{"kind": "box", "points": [[1, 2, 3], [9, 9]]}]',
    '[{"kind": "box", "points": "ab"}]',
    '[{"kind": "box", "points": [[0, 0]]}]',
    '[{"kind": "box", "points": [[5000, 0], [6000, 9]]}]',
    '[{"kind": "redact", "points": [[5, 5], [9, 9]], "rotation": 45}]',
    '[{"kind": "number", "points": [[5, 5]], "starts_at": 1e3}]',
    '[{"kind": "number", "points": [[5, 5]], "starts_at": -4}]',
    '[{"kind": "text", "points": [[5, 5], [90, 90]], "text": 5}]',
    '[{"kind": "box", "points": [[5, 5], [90, 90]], "script": "x"}]',
    '[{"kind": "box", "points": [[5, 5], [90, 90]], "id": ""}]',
    '[{"kind": "box", "points": [[5, 5], [90, 90]], "colour": "#fff"}]',
    '[{"kind": "box", "points": [[5, 5], [90, 90]], "scale": 900}]',
    "[" + ", ".join(['{"kind": "line", "points": [[5, 5], [90, 90]]}'] * 1001) + "]",
]  # fmt: skip


def test_a_hostile_file_of_marks_is_refused_in_a_sentence(oracle: Oracle, taken: str, tmp_path: Path) -> None:
    for hostile in HOSTILE:
        ended = oracle("capture", "mark", taken, "--marks", marks_file(tmp_path, hostile))
        assert ended.code == 1, hostile[:60]
        assert 0 < len(ended.err.splitlines()) <= 3, hostile[:60]
        assert ended.out == ""
    odd = oracle("capture", "mark", taken, "--marks", marks_file(tmp_path, '[{"kind": "box", "at": [1, 2]}]'))
    assert "Mark 1 has “at”, which marks do not have." in odd.err
    assert oracle("capture", "show", taken, "--json").json["marks"] == []


def test_two_captures_are_written_beside_each_other(
    oracle: Oracle,
    walk: str,
    taken: str,
    picture: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[list[str]] = []
    drawn = imaging.side_by_side
    monkeypatch.setattr(imaging, "side_by_side", lambda all_: drawn(said.append([each[1] for each in all_]) or all_))
    other = oracle("walk", "capture", walk, 2, picture("b.png", "salmon", (640, 500))).lines[0].removeprefix("saved ")
    out = tmp_path / "both.png"
    done = oracle("capture", "compare", taken, other, "-o", out)
    assert done.code == 0, done.err
    picture_ = Image.open(out).convert("RGB")
    assert picture_.width == 3 * 320 + 4 * 24
    assert picture_.getpixel((24 + 5, 42 + 5)) == (0, 128, 128)
    assert picture_.getpixel((48 + 320 + 5, 42 + 5)) == (250, 128, 114)
    beside = oracle("walk", "capture", walk, 1, picture("c.png", "salmon", (320, 200))).lines[0].removeprefix("saved ")
    oracle("capture", "compare", taken, beside, "-o", out)
    for captions in said:  # of one walk: each still tells which one it is
        assert len(set(captions)) == 3
    assert said[0][0].startswith("Step 1, ")


def test_a_private_capture_that_nobody_answered_for_does_not_go_in_silence(
    oracle: Oracle, journey: str, walk: str, picture: Callable[..., Path], tmp_path: Path
) -> None:
    stages = oracle("journey", "show", journey, "--json").json["version"]["stages"]
    number = next(step["number"] for stage in stages for step in stage["steps"] if step["private"])
    own = oracle("walk", "capture", walk, number, picture()).lines[0].removeprefix("saved ")
    warned = oracle("capture", "export", own, "-o", tmp_path / "a.png")
    assert warned.code == 0
    assert "marked private" in warned.err
    oracle("capture", "redact", own, "--box", "1,1,5,5")
    assert oracle("capture", "export", own, "-o", tmp_path / "a.png").err == ""


def test_a_box_that_is_none_is_refused(oracle: Oracle, taken: str) -> None:
    for box in ("", "1,2,3", "1,2,3,x", "1,2,0,4", "1,2,3,-4", "1e3,1,1,1", "9999999,1,1,1"):
        assert oracle("capture", "redact", taken, f"--box={box}").code == 2


def test_what_cannot_be_done_is_said(oracle: Oracle, taken: str, tmp_path: Path) -> None:
    assert oracle("capture", "redact", taken).code == 2
    assert oracle("capture", "redact", taken, "--box=400,10,5,5").code == 1
    assert oracle("capture", "export", taken, "-o", tmp_path / "shown.jpg").code == 1
    assert oracle("capture", "export", taken, "-o", tmp_path / "nowhere" / "shown.png").code == 1
    assert oracle("capture", "compare", taken, "x", "-o", tmp_path / "both.png").code == 1
    assert oracle("capture", "mark", taken, "--marks", tmp_path).code == 1
    assert oracle("capture", "mark", taken, "--marks", tmp_path / "none.json").code == 1
