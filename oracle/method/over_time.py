"""How smooth the roads of a business have become."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

LOOKS_BACK = timedelta(days=90)


class Walked(NamedTuple):
    """A whole walk that came to an end: its journey, when, and its road quality."""

    journey_id: str
    at: datetime
    quality: float


def trend(walks: Iterable[Walked]) -> tuple[tuple[datetime, float], ...]:
    """After each walk the mean of the last whole walk of each road walked so far, oldest first.

    Ten-minute walks are not given: their figure is never set beside a whole walk's.
    """
    last: dict[str, float] = {}
    made = []
    for walk in sorted(walks, key=lambda each: each.at):
        last[walk.journey_id] = walk.quality
        made.append((walk.at, sum(last.values()) / len(last)))
    return tuple(made)


def change(walks: Iterable[Walked], now: datetime) -> float | None:
    """How many points better the roads are than `LOOKS_BACK` ago: the mean over those that were walked by then already.

    None where none was.
    """
    before: dict[str, float] = {}
    after: dict[str, float] = {}
    for walk in sorted(walks, key=lambda each: each.at):
        after[walk.journey_id] = walk.quality
        if walk.at <= now - LOOKS_BACK:
            before[walk.journey_id] = walk.quality
    if not before:
        return None
    return sum(after[each] - before[each] for each in before) / len(before)
