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
def opened(wanted: Namespace, *, begins: bool = False) -> Iterator[Workspace]:
    """The open workspace, closed again at the end whatever happens.

    A path that was typed holds a workspace, or NotFound tells the slip; with `begins` a command makes one there. The
    user's own is made by whatever comes first.
    """
    held = workspace.open(place(wanted), create=begins or wanted.workspace is None)
    try:
        yield held
    finally:
        held.close()
