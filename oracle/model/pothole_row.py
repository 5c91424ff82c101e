"""A pothole as the list of all of them shows it: with where it was met, by whom, and what leaving it costs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from oracle.model.ratings import Cause, Effort, State


class Met(NamedTuple):
    """A walk that met a pothole."""

    walk_id: str
    walk_number: int
    tester_name: str
    started_at: datetime


class PotholeRow(Struct, frozen=True, kw_only=True):
    """One line of the list. `step_id` is the first of its steps on the road, "" outside any step.

    The step's words are those of the journey's current version, or of the version that was walked where that has the
    step no more; `stage` and `step_title` are "" where nothing is known of it.
    """

    id: str
    journey_id: str
    walk_number: int
    number: int
    title: str
    severity: int | None
    severity_at_least: bool
    reach: int | None
    cause: Cause | None
    effort: Effort | None
    share_lost: Decimal | None
    owner: str
    due: date | None
    state: State
    state_reason: str
    answers_to: tuple[str, ...]
    created_at: datetime
    journey_title: str
    step_ids: tuple[str, ...]
    step_id: str
    step_number: int | None
    step_title: str
    stage: str
    walks: tuple[Met, ...]  # that met it, oldest first
    walked: int  # walks that rated its step or met it: "seen in n of m"
    reach_proposed: int | None  # from three independent walks on
    capture_id: str | None  # its first picture
    cost: Decimal | None  # money a month, unrounded
    text: str  # folded, for the search

    @property
    def bright(self) -> bool:
        """Bright spots are not listed."""
        return False

    @property
    def label(self) -> str:
        """Its number across walks: "1.5"."""
        return f"{self.walk_number}.{self.number}"

    @property
    def seen(self) -> int:
        """How many walks met it."""
        return len(self.walks)
