"""The six states as the window shows them: always an icon and a word."""

from __future__ import annotations

from oracle.model.ratings import State

STATE_ICONS = {
    State.OPEN: "pothole",
    State.PLANNED: "calendar",
    State.REPAIRED: "wrench",
    State.VERIFIED: "check",
    State.BACK_AGAIN: "rotate-cw",
    State.WONT_REPAIR: "ban",
}
