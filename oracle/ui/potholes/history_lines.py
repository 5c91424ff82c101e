"""The history of a pothole in words: every change, with who and when."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from oracle.model.pothole import PotholeChange
from oracle.model.ratings import State, Verdict
from oracle.report.content import happened
from oracle.ui import dates
from oracle.ui.potholes.lines import LineRow
from oracle.ui.potholes.states import STATE_ICONS

_ICONS = {
    "marked": "pothole", "seen": "rotate-cw", "merged": "merge", "unmerged": "split", "split": "split",
    "parted": "split", "linked": "link", "unlinked": "unlink", "severity": "gauge", "owner": "user-round",
    "due": "calendar", "effort": "hammer", "reach": "users-round", "share_lost": "wallet", "cause": "search-check",
}  # fmt: skip
_VERDICT_ICONS = {
    Verdict.FIXED: "check",
    Verdict.STILL_THERE: "pothole",
    Verdict.WORSE: "trending-down",
    Verdict.NOT_CHECKED: "eye-off",
}


def history_lines(history: tuple[PotholeChange, ...]) -> Iterator[LineRow]:
    """A line a change, newest first as they come."""
    for each, text in happened.told(history):
        yield LineRow(_icon(each), text, dates.day(each.at), _tip(each))


def _icon(each: PotholeChange) -> str:
    with suppress(ValueError):
        if each.field == "state":
            return STATE_ICONS[State(each.after)]
        if each.field == "verdict":
            return _VERDICT_ICONS[Verdict(each.after)]
    return _ICONS.get(each.field, "pencil")


def _tip(each: PotholeChange) -> str:
    """The moment, and a text before and after in full length as far as a tooltip goes."""
    parts = [dates.moment(each.at)]
    if each.field in happened.TEXTS:
        parts += [part for part in (each.before[:400], "→", each.after[:400]) if part]
    return "\n".join(parts)
