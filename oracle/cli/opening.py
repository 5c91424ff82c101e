"""Opening the workspace for one command, and finding what the user named."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from oracle import paths, workspace
from oracle.workspace import Workspace


def place(wanted: Namespace) -> Path:
    """The workspace file that a command is about."""
    return wanted.workspace or paths.default_workspace()


@contextmanager
def opened(wanted: Namespace) -> Iterator[Workspace]:
    """The open workspace, closed again at the end whatever happens."""
    held = workspace.open(place(wanted))
    try:
        yield held
    finally:
        held.close()
