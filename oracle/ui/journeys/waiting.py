"""A wait as people give it: a number and a unit."""

from __future__ import annotations

from datetime import timedelta

from oracle.language import _

UNITS = {
    "minutes": timedelta(minutes=1),
    "hours": timedelta(hours=1),
    "days": timedelta(days=1),
    "weeks": timedelta(weeks=1),
    "months": timedelta(days=30),
}
MOST = 999


def unit_words() -> dict[str, str]:
    """The units of a wait in words."""
    return {
        "minutes": _("minutes"),
        "hours": _("hours"),
        "days": _("days"),
        "weeks": _("weeks"),
        "months": _("months"),
    }


def in_units(length: timedelta) -> tuple[int, str]:
    """A length of time in the largest unit that fits it whole: (2, "weeks"), (36, "hours").

    Weeks and months only from two on, as `words.length` says them: a promise of 30 days stays one of 30 days.
    """
    for name in ("months", "weeks", "days", "hours"):
        least = 1 if name in {"days", "hours"} else 2
        if length >= least * UNITS[name] and length % UNITS[name] == timedelta():
            return length // UNITS[name], name
    return max(0, round(length / UNITS["minutes"])), "minutes"
