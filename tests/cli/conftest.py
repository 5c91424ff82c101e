"""Running the command line as a user does: a process, a real workspace file, real pictures."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image


@dataclass(frozen=True)
class Result:
    """What a run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Lines of stdout."""
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """Stdout as JSON, and nothing but JSON."""
        return json.loads(self.out)


Oracle = Callable[..., Result]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Where this test's workspace is; not made yet."""
    return tmp_path / "workspace.db"


@pytest.fixture
def oracle(workspace: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Oracle:
    """Runs `pothole-oracle --workspace W ARGUMENTS` in this process, with a real file, and returns what it printed."""
    from oracle.__main__ import main

    def run(*arguments: object) -> Result:
        capfd.readouterr()
        try:
            code = main(["--workspace", str(workspace), *map(str, arguments)])
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        out, err = capfd.readouterr()
        return Result(code, out, err)

    return run


_made: dict[tuple[str, ...], tuple[str, bytes]] = {}  # by its line: what was printed, and the workspace after it


def _once(oracle: Oracle, workspace: Path, *line: str) -> str:
    """The id that a line prints, with the workspace as it leaves it: carried out once, copied for later tests."""
    if line not in _made:
        made = oracle(*line)
        assert made.code == 0, made.err
        _made[line] = made.lines[0], workspace.read_bytes()
    printed, after = _made[line]
    workspace.write_bytes(after)
    return printed


@pytest.fixture
def journey(oracle: Oracle, workspace: Path) -> str:
    """Id of an online shop's buying journey."""
    line = ("--template", "buy-online-shop", "--business", "Leaf & Co", "--url", "https://leaf.example")
    return _once(oracle, workspace, "journey", "add", *line)


@pytest.fixture
def walk(oracle: Oracle, workspace: Path, journey: str) -> str:
    """Id of a running walk of that journey."""
    return _once(oracle, workspace, "walk", "start", journey, "--tester", "Mia")


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Makes a picture file of a colour."""

    def make(name: str = "shot.png", colour: str = "teal", size: tuple[int, int] = (320, 200)) -> Path:
        buffer = io.BytesIO()
        Image.new("RGB", size, colour).save(buffer, format="PNG")
        path = tmp_path / name
        path.write_bytes(buffer.getvalue())
        return path

    return make
