"""A workspace file that many tests stand on: filled once, copied for each."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from oracle import workspace
from oracle.workspace import Workspace

Made = TypeVar("Made")


def written(fill: Callable[[Workspace, Path], Made]) -> tuple[bytes, Made]:
    """The bytes of a workspace that `fill(workspace, its file)` has filled, and what that told of it."""
    with TemporaryDirectory(prefix="oracle-sample-") as folder:
        file = Path(folder) / "workspace.db"
        held = workspace.open(file)
        try:
            made = fill(held, file)
        finally:
            held.close()
        return file.read_bytes(), made


@cache
def new() -> bytes:
    """The bytes of a workspace as it is made: making its tables takes longer than most tests."""
    return written(lambda _held, _file: None)[0]
