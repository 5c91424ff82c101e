"""Findings: potholes, bright spots and their sightings."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from oracle.model.ratings import UNMET, Cause, Effort, State, Verdict


class Sighting(Struct, frozen=True, kw_only=True):
    """One pothole in one walk that met it, or took it along to be checked."""

    id: str
    pothole_id: str
    walk_id: str
    step_ids: tuple[str, ...] = ()
    capture_ids: tuple[str, ...] = ()
    note: str = ""
    severity: int | None = None  # the one this tester gave
    severity_at_least: bool = False  # a question was answered "cannot tell"
    verdict: Verdict | None = None
    shown_before: bool = False

    @property
    def met(self) -> bool:
        """Whether the walk met it, and did not only take it along or find it fixed."""
        return self.verdict not in UNMET


class Weight(NamedTuple):
    """What a pothole's cost is reckoned from; no bright spot."""

    id: str
    state: State
    severity: int | None
    reach: int | None
    share_lost: Decimal | None
    step_ids: tuple[str, ...]
    bright: bool = False


class PotholeChange(Struct, frozen=True, kw_only=True):
    """One line of a pothole's history: a field before and after, as stored (empty = nothing); by a walk or a person."""

    id: str
    pothole_id: str
    at: datetime
    who: str = ""
    walk_id: str | None = None
    field: str
    before: str = ""
    after: str = ""


class Pothole(Struct, frozen=True, kw_only=True):
    """A finding; a bright spot where `bright` is true. Numbered walk.pothole, never used again.

    `severity` is the owner's, else the highest sighting's, else None: not rated yet.
    `reach` None = not answered, counted as 3 "(assumed)".
    """

    id: str
    journey_id: str
    walk_number: int
    number: int
    title: str
    bright: bool = False
    saw: str = ""
    why: str = ""
    todo: str = ""
    severity: int | None = None
    severity_at_least: bool = False
    reach: int | None = None
    cause: Cause | None = None
    cause_note: str = ""
    effort: Effort | None = None
    share_lost: Decimal | None = None  # 0 to 1, own figure
    owner: str = ""
    due: date | None = None
    state: State = State.OPEN
    state_reason: str = ""
    done_when: str = ""
    answers_to: tuple[str, ...] = ()  # numbers of potholes merged into this one
    parted_from: str | None = None  # the pothole that it was split from
    created_at: datetime
    sightings: tuple[Sighting, ...] = ()

    @property
    def label(self) -> str:
        """Its number across walks: "1.5"."""
        return f"{self.walk_number}.{self.number}"

    @property
    def step_ids(self) -> tuple[str, ...]:
        """Steps where it was met, first seen first, each once."""
        return tuple(dict.fromkeys(step for sighting in self.sightings for step in sighting.step_ids))

    @property
    def capture_ids(self) -> tuple[str, ...]:
        """Its pictures, each once."""
        return tuple(dict.fromkeys(capture for sighting in self.sightings for capture in sighting.capture_ids))
