"""The line that opens the window: a workspace, and files at its end as a desktop hands them over."""

from __future__ import annotations

from pathlib import Path

import pytest

from oracle import cli


@pytest.mark.parametrize("workspace", [["--workspace", "shop/own.db"], ["--workspace=shop/own.db"], []])
@pytest.mark.parametrize("files", [["a.png"], ["a.png", "in/b"], []])
def test_a_workspace_in_either_form_goes_with_files(workspace: list[str], files: list[str]) -> None:
    wanted = cli.parse([*workspace, *files])
    assert wanted.command is None
    assert wanted.workspace == (Path("shop/own.db") if workspace else None)
    assert wanted.files == [Path(file) for file in files]


def test_a_subcommand_is_no_file() -> None:
    wanted = cli.parse(["--workspace=own.db", "walk", "list"])
    assert (wanted.command, wanted.subcommand) == ("walk", "list")
