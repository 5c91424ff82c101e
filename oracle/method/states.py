"""How a pothole's state may change: what a person says, and what a later walk says."""

from __future__ import annotations

from oracle.model.ratings import State, Verdict

BY_HAND = (State.OPEN, State.PLANNED, State.REPAIRED, State.WONT_REPAIR)  # what a person may say
_CLAIMED = frozenset({State.REPAIRED, State.VERIFIED})
_SEEN = frozenset({Verdict.STILL_THERE, Verdict.WORSE})


def offered(now: State) -> tuple[State, ...]:
    """The states that a person may choose: their own one, and all but Verified and Back again.

    Source: product page, "Open": only a re-walk's "fixed" verifies, only a walk sees a pothole again.
    """
    return BY_HAND if now in BY_HAND else (now, *BY_HAND)


def seen_again(now: State) -> State:
    """The state after a later walk met it: what was claimed or verified is back again, all else stays as it was."""
    return State.BACK_AGAIN if now in _CLAIMED else now


def after(now: State, verdict: Verdict | None) -> State:
    """The state after a re-walk's verdict. Not checked changes nothing: not seen is not repaired."""
    if verdict is Verdict.FIXED:
        return State.VERIFIED
    return seen_again(now) if verdict in _SEEN else now
