"""Whatever is typed, wherever the output goes: an exit code, at most three sentences, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from oracle import workspace as workspaces
from oracle.errors import NotAWorkspace
from tests.cli.conftest import Oracle

HOSTILE = ("", "--", "\0", "\udcff", "𝕏" * 5_000, "9999-12-31T23:59:59", "~nobody-of-that-name/x")
MORE = (
    " ", "-1", "-x", "a\0b", "\ud800", "x" * 20_000, "9" * 5_000, "9" * 5_000 + "=yes", "1e999999", "NaN", "-Infinity",
    "１", "0x1", "%s%n", "{business}{0}", "../../etc/passwd", "/", "\r\n\t", "\x1b[31mred", "\u202eright",
    "'; drop table walk;--", "0001-01-01", "2026-11-21T10:30+25:00", "=yes",
)  # fmt: skip
LISTS = (["journey", "list"], ["walk", "list"], ["trash", "list"], ["workspace", "info"])
VISIT = (
    "friction", "feeling", "outcome", "reason", "note", "check", "quality", "promptness", "care", "came", "spent",
)  # fmt: skip
SET = ("title", "share-lost", "due")
FILTER = ("journey", "search")
CUSTOMER = ("name", "mailbox", "address")
POTHOLE = ("title", "severity", "reach", "effort", "cause", "saw", "why", "todo")


def lines(word: str, journey: str, walk: str) -> list[list[str]]:
    """Every argument of every command with that word in its place."""
    by_id = [[*command, word] for command in (["journey", "show"], ["walk", "show"], ["walk", "captures"])]
    return [
        *by_id,
        ["walk", "finish", walk, f"--ease={word}"],
        ["walk", "start", journey, "--tester", "Mia", f"--run={word}"],
        ["journey", "add", f"--template={word}", "--business", "B"],
        ["journey", "add", "--template", "buy-online-shop", f"--business={word}", f"--url={word}", f"--persona={word}"],
        ["walk", "visit", walk, word, "--friction", "1"],
        *(["walk", "visit", walk, "2", f"--{option}={word}"] for option in VISIT),
        *(["walk", "pothole", walk, "2", "--title", "T", f"--{option}={word}"] for option in POTHOLE),
        *(["pothole", "set", "1.1", f"--{option}={word}"] for option in SET),
        *(["pothole", "list", f"--{option}={word}", "--json"] for option in FILTER),
        ["pothole", "show", word],
        ["pothole", "merge", "1.1", word],
        ["pothole", "unmerge", word],
        ["pothole", "export", "-o", word],
        ["walk", "capture", walk, "1", word],
        ["capture", "show", word],
        ["capture", "private", word, "--json"],
        ["walk", "customer", walk, word],
        *(["walk", "customer", walk, "set", f"--{option}={word}"] for option in CUSTOMER),
        *(["walk", "customer", walk, "add", f"--{option}={word}"] for option in ("kind", "what", "link", "todo")),
        ["walk", "customer", walk, "done", word],
        ["capture", "export", word, "-o", word],
        ["capture", "redact", word, f"--box={word}", "--burn-in"],
        ["capture", "mark", word, f"--marks={word}"],
        ["capture", "compare", word, word, "-o", "never.png"],
        ["report", word, "-o", "never.pdf"],
        ["trash", "restore", word],
        ["workspace", "restore", word],
    ]


@pytest.mark.parametrize(
    "word",
    [*HOSTILE, *(pytest.param(word, marks=pytest.mark.long) for word in MORE)],
    ids=lambda word: ascii(word[:5]),
)
def test_no_word_anywhere_ends_in_a_traceback(
    oracle: Oracle, walk: str, journey: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for line in lines(word, journey, walk):
        ended = oracle(*line)  # anything that is raised fails here
        assert ended.code in {0, 1, 2}
        assert bool(ended.err.strip()) == (ended.code != 0)
        assert ended.code != 1 or len(ended.err) < 3_100
    assert oracle("walk", "show", walk, "--json").json["id"] == walk
    assert oracle("workspace", "check").code == 0


@pytest.mark.parametrize("name", ["", "/", "\0", "\udcff", "x" * 5_000])
def test_a_backup_needs_a_file_that_can_be_written(oracle: Oracle, name: str) -> None:
    assert oracle("workspace", "backup", name).code in {1, 2}


@pytest.mark.parametrize("line", LISTS, ids=" ".join)
def test_json_is_all_that_an_empty_workspace_prints(oracle: Oracle, workspace: Path, line: list[str]) -> None:
    workspaces.open(workspace).close()
    printed = oracle(*line, "--json")
    assert printed.code == 0
    assert printed.json == [] or printed.json["journeys"] == 0


def test_a_path_without_a_workspace_is_told_and_nothing_is_made_there(oracle: Oracle, workspace: Path) -> None:
    for line in (["walk", "list"], ["walk", "start", "1", "--tester", "Mia"], ["workspace", "backup", "copy.db"]):
        refused = oracle(*line)
        assert (refused.code, refused.out) == (1, "")
        assert refused.err.startswith(f"There is no workspace at {workspace}.\n")
        assert not list(workspace.parent.iterdir())
    assert oracle("business", "add", "--name", "Leaf & Co").code == 0
    assert oracle("walk", "list").code == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("--url=javascript:alert(1)", "This is no web address. Write it as https://example.com"),
        ("--currency=Z\x1bZ", "No currency is called “Z\\x1bZ”. Try its code, such as GBP or EUR."),
    ],
)
def test_a_business_takes_only_what_the_window_takes(oracle: Oracle, workspace: Path, given: str, said: str) -> None:
    for line in (["business", "add", "--name", "B"], ["business", "set", "B"]):
        refused = oracle(*line, given)
        assert refused.code == 2
        assert refused.err.endswith(f"{said}\n")
    assert not workspace.exists()


def test_a_currency_may_be_named_and_an_address_is_whole(oracle: Oracle) -> None:
    oracle("business", "add", "--name", "B", "--url", "leaf.example", "--currency", "£")
    stored = oracle("business", "show", "B", "--json").json
    assert (stored["url"], stored["currency"]) == ("https://leaf.example", "GBP")
    oracle("business", "set", "B", "--url=", "--currency=")
    stored = oracle("business", "show", "B", "--json").json
    assert (stored["url"], stored["currency"]) == ("", "")


def test_a_steering_character_in_what_was_typed_does_not_reach_the_terminal(oracle: Oracle) -> None:
    refused = oracle("walk", "show", "\x1b[2Jgone")
    assert refused.code == 1
    assert "\x1b" not in refused.err


@pytest.mark.parametrize("amount", ["1e12", "NaN", "Infinity", "-0.01", "12,50"])
def test_what_is_no_amount_of_money_is_refused(oracle: Oracle, walk: str, amount: str) -> None:
    assert oracle("walk", "visit", walk, 1, f"--spent={amount}").code == 2


def test_a_quality_on_the_half_is_rounded_up_as_everywhere(oracle: Oracle, walk: str) -> None:
    shown = oracle("walk", "show", walk, "--json").json
    steps = [step for stage in shown["version"]["stages"] for step in stage["steps"] if not step["moment_of_truth"]]
    for step, friction in zip(steps, (1, 2), strict=False):
        oracle("walk", "visit", walk, step["number"], "--friction", friction)
    assert oracle("walk", "show", walk, "--json").json["road_quality"]["value"] == 62.5
    assert "road quality 63" in oracle("walk", "show", walk).out


@pytest.fixture
def start(workspace: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts the command line in a process of its own, with streams and surroundings as they are given."""

    def begin(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
        line = [sys.executable, "-m", "oracle", "--workspace", str(workspace), *arguments]
        streams: dict[str, object] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(line, **{**streams, **options})  # type: ignore[call-overload,no-any-return]

    return begin


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.mark.parametrize(
    "spoken", [{"LC_ALL": "C"}, {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}]
)
def test_a_console_that_speaks_no_unicode_is_answered_all_the_same(
    start: Start, oracle: Oracle, spoken: dict[str, str]
) -> None:
    made = oracle("journey", "add", "--template", "buy-online-shop", "--business", "Blüte ☘").lines[0]
    process = start("journey", "show", made, "--json", env={**os.environ, **spoken})
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert "Blüte ☘" in json.dumps(json.loads(out), ensure_ascii=False)
    process = start("journey", "show", made, env={**os.environ, **spoken})
    _out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


def test_a_reader_that_goes_away_is_no_fault(start: Start) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = start("journey", "templates", stdout=writing)
    os.close(writing)
    assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_finds_no_room_is_a_known_error(start: Start) -> None:
    with Path("/dev/full").open("wb") as full:
        process = start("journey", "templates", stdout=full)
        err = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 1
    assert len(err.splitlines()) == 3
    assert "Traceback" not in err


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe with a name")
def test_a_pipe_or_device_is_never_replaced(oracle: Oracle, walk: str, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert oracle("report", walk, "-o", pipe).code == 2
    assert oracle("workspace", "backup", pipe).code == 2
    assert oracle("--workspace", pipe, "journey", "list").code == 2
    with pytest.raises(NotAWorkspace):
        workspaces.open(pipe)
    assert pipe.is_fifo()
