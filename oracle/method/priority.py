"""Which pothole to repair first, and which still count."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from oracle.model.ratings import CLOSED, Effort, State

ASSUMED_REACH = 3  # most: where the question was not answered
HIGHEST = 16
SOON = 8  # the matrix's line: from this priority on a repair is planned now, or done at once where it is small

_EFFORT_ORDER = {Effort.SMALL: 0, Effort.MEDIUM: 1, Effort.LARGE: 2, None: 3}


class Stated(Protocol):
    """What has a state: a `Pothole`, a row of the list of them, or what a cost is reckoned from."""

    @property
    def state(self) -> State: ...


class Judged(Stated, Protocol):
    """What has a severity and a reach, each None before somebody said."""

    @property
    def bright(self) -> bool: ...
    @property
    def severity(self) -> int | None: ...
    @property
    def reach(self) -> int | None: ...


class Rated(Judged, Protocol):
    """What has a place among the potholes: a `Pothole`, or a row of the list of them."""

    @property
    def effort(self) -> Effort | None: ...
    @property
    def walk_number(self) -> int: ...
    @property
    def number(self) -> int: ...


Some = TypeVar("Some", bound=Rated)


def priority(pothole: Rated) -> int | None:
    """Severity × reach, 1 to 16; None for one that is not rated yet. Source: product page, "Priority"."""
    if pothole.severity is None:
        return None
    return pothole.severity * (pothole.reach if pothole.reach is not None else ASSUMED_REACH)


def ordered(potholes: Iterable[Some]) -> tuple[Some, ...]:
    """Highest priority first; ties by lower effort (missing last), then by number. Unrated ones stand last."""
    return tuple(sorted(potholes, key=_rank))


def is_open(pothole: Stated) -> bool:
    """Whether it counts as open: neither verified nor decided against. A claimed repair still does."""
    return pothole.state not in CLOSED


def by_severity(potholes: Iterable[Rated]) -> dict[int | None, int]:
    """How many there are of each severity 4 to 1, and of those not rated yet (None). Bright spots do not count."""
    counts: dict[int | None, int] = {4: 0, 3: 0, 2: 0, 1: 0, None: 0}
    for pothole in potholes:
        if not pothole.bright:
            counts[pothole.severity] += 1
    return counts


def _rank(pothole: Rated) -> tuple[int, int, int, int]:
    return -(priority(pothole) or 0), _EFFORT_ORDER[pothole.effort], pothole.walk_number, pothole.number
