"""What a workspace remembers does not grow for ever."""

from __future__ import annotations

from oracle.workspace.remembered import Remembered


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    kept: Remembered[str] = Remembered(2)
    kept.keep("a", "1")
    kept.keep("b", "2")
    assert kept.get("a") == "1"
    kept.keep("c", "3")
    assert (kept.get("a"), kept.get("b"), kept.get("c")) == ("1", None, "3")
    kept.forget("a")
    assert (kept.get("a"), len(kept)) == (None, 1)
