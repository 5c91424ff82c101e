"""Private data from the command line: what looks private on a capture, the report's warnings, the test customer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from oracle import ocr
from oracle import workspace as workspaces
from oracle.model.mark import Private, PrivateKind
from oracle.workspace import found
from tests.cli.conftest import Oracle


def captured(oracle: Oracle, walk: str, picture: Callable[..., Path]) -> str:
    """Id of a capture of the walk's first step, which is rated."""
    assert oracle("walk", "visit", walk, "1", "--friction", "1").code == 0
    return oracle("walk", "capture", walk, "1", picture()).lines[0].removeprefix("saved ")


def test_what_looks_private_is_listed_until_it_is_covered_and_the_report_warns(
    oracle: Oracle, walk: str, picture: Callable[..., Path], workspace: Path, tmp_path: Path
) -> None:
    capture = captured(oracle, walk, picture)
    assert oracle("capture", "private", capture, "--json").json == {"capture": capture, "looked": False, "found": None}
    assert "Nobody has looked" in oracle("capture", "private", capture).err
    with closing(workspaces.open(workspace)) as held:
        mail = Private(kind=PrivateKind.MAIL, x=10, y=10, width=80, height=20, hint="w••••@example.com")
        found.set_found(held, capture, (mail,))
    told = oracle("capture", "private", capture[:30], "--json").json["found"]
    assert told == [{"kind": "mail", "box": [10, 10, 80, 20], "hint": "w••••@example.com", "covered": False}]
    warned = oracle("report", walk, "-o", tmp_path / "report.pdf")
    assert warned.code == 0
    assert "Warning: 1 place looks private in a picture at" in warned.err
    picture_out = oracle("capture", "export", capture, "-o", tmp_path / "shot.png")
    assert "1 place looks private and is not covered." in picture_out.err
    oracle("walk", "pothole", walk, 1, "--title", "Asks for the mail again")
    slip_out = oracle("pothole", "export", "--slip", "1.1", "-o", tmp_path / "slip.pdf")
    assert slip_out.code == 0
    assert "1 place looks private and is not covered." in slip_out.err
    assert capture in warned.err
    assert oracle("capture", "redact", capture, "--box", "8,8,90,30").code == 0
    assert oracle("capture", "private", capture).lines == ["mail  10,10,80,20  covered  w••••@example.com"]
    assert "looks private" not in oracle("report", walk, "-o", tmp_path / "again.pdf").err


def test_reading_a_picture_says_how_to_get_what_reads_it(
    oracle: Oracle, walk: str, picture: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    refused = oracle("capture", "private", captured(oracle, walk, picture), "--look")
    assert refused.code == 1
    assert "pip install “pothole-oracle[ocr]”" in refused.err


def test_the_test_customer_is_written_shown_and_cleaned_up_after(oracle: Oracle, walk: str) -> None:
    assert oracle("walk", "customer", walk).out == ""
    assert oracle("walk", "customer", walk, "set", "--name", "Wendy Harper", "--mailbox", "w@example.com").code == 0
    link = "https://leaf.example/20417"
    assert oracle("walk", "customer", walk, "add", "--what", "GL-20417", "--link", link).code == 0
    shown = oracle("walk", "customer", walk, "show")
    assert shown.lines == ["Name     Wendy Harper", "Mailbox  w@example.com", f"1  Order  GL-20417  Cancel it  {link}"]
    assert oracle("walk", "customer", walk, "done", "GL-20417").code == 0
    card = oracle("walk", "customer", walk, "--json").json
    assert (card["name"], card["traces"][0]["kind"]) == ("Wendy Harper", "order")
    assert card["traces"][0]["done_at"]
    assert oracle("walk", "customer", walk, "done", "7").code == 1
    assert oracle("walk", "customer", walk, "set").code == 2
