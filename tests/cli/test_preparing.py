"""A report's pictures are made before it is written, whatever is ready of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oracle import workspace as workspaces
from oracle.cli import preparing
from oracle.workspace import renditions
from tests.cli.conftest import Oracle

COLOURS = ("teal", "salmon", "gold", "navy", "plum")


@pytest.fixture
def captured(oracle: Oracle, walk: str, picture: Callable[..., Path]) -> list[str]:
    """Ids of five captures, none of them prepared."""
    kept = oracle("walk", "capture", walk, 1, *(picture(f"{colour}.png", colour, (2000, 900)) for colour in COLOURS))
    return [line.removeprefix("saved ") for line in kept.lines]


def test_a_report_leaves_its_pictures_prepared(
    oracle: Oracle, walk: str, workspace: Path, captured: list[str], tmp_path: Path
) -> None:
    assert oracle("report", walk, "-o", tmp_path / "report.pdf").code == 0
    held = workspaces.open(workspace)
    try:
        assert renditions.unprepared(held, captured) == ()
        assert renditions.report_picture(held, captured[0])[1:] == (1600, 720)
    finally:
        held.close()


def test_only_what_is_missing_is_made(oracle: Oracle, workspace: Path, captured: list[str]) -> None:
    held = workspaces.open(workspace)
    try:
        preparing.prepare(held, captured[:2])
        assert set(renditions.unprepared(held, captured)) == set(captured[2:])
        preparing.prepare(held, captured * 2)
        assert renditions.unprepared(held, captured) == ()
    finally:
        held.close()
