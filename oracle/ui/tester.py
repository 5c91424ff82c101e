"""Who is at this machine."""

from __future__ import annotations

from typing import Any

from oracle.model.journey import Tester


def read_tester(workspace: Any, tester_id: str) -> Tester | None:
    """The tester of that id, else the first there is."""
    from oracle.workspace import testers

    everyone = testers.list_all(workspace)
    return next((each for each in everyone if each.id == tester_id), everyone[0] if everyone else None)
