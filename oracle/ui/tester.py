"""Who is at this machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from oracle.model.change import Change
from oracle.model.journey import Tester
from oracle.ui.settings import TESTER

if TYPE_CHECKING:
    from oracle.ui.settings import Settings


def read_tester(workspace: Any, tester_id: str) -> Tester | None:
    """The tester of that id, else the first there is."""
    from oracle.workspace import testers

    everyone = testers.list_all(workspace)
    return next((each for each in everyone if each.id == tester_id), everyone[0] if everyone else None)


def name_of(workspace: Any, tester_id: str) -> str:
    """The name that a history tells for who is at this machine; "" where nobody said so, or the tester is gone."""
    found = read_tester(workspace, tester_id) if tester_id else None
    return found.name if found is not None and found.id == tester_id else ""


def signed(function: Callable[..., Change], settings: Settings) -> Callable[..., Change]:
    """A write of the workspace that takes `who`, with the name of whoever is at this machine as it is asked for."""
    tester_id = settings.get(TESTER)
    return lambda workspace, *args, **named: function(workspace, *args, who=name_of(workspace, tester_id), **named)
