"""How many potholes are probably still unseen, from what several people met."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum
from math import ceil, exp, floor, log, sqrt

from msgspec import Struct

from oracle.language import _
from oracle.method.quality import rounded
from oracle.model.pothole import Pothole
from oracle.model.ratings import Run, WalkState
from oracle.model.walk import OpenWalk

LEAST_WALKS = 3
_Z = 1.96  # 95 %


class WhyNot(StrEnum):
    """What is missing for an estimate."""

    FEW_WALKS = "few_walks"
    NO_POTHOLES = "no_potholes"


class Estimate(Struct, frozen=True):
    """`walks` samples met `seen` potholes, `once` of them one walk only and `twice` two; unrounded figures.

    `total`, `low` and `high` are how many there are with those seen, with 95 % between `low` and `high`.
    """

    walks: int
    seen: int
    once: int
    twice: int
    total: float
    low: float
    high: float

    @property
    def unseen(self) -> tuple[int, int, int]:
        """How many are unseen, at least and at most, as they are shown: rounded, down, up."""
        return rounded(self.total - self.seen), floor(self.low - self.seen), ceil(self.high - self.seen)


def chao2(walks: int, incidences: Iterable[int]) -> Estimate | None:
    """How many potholes there are. `incidences`: by how many walks each was met. None under 3 walks or 1 pothole.

    Source: A. Chao, "Estimating the population size for capture-recapture data with unequal catchability", Biometrics
    43 (1987), bias-corrected; product page, "Unseen potholes (Chao2)".
    """
    met = [count for count in incidences if count > 0]
    if walks < LEAST_WALKS or not met:
        return None
    once, twice = met.count(1), met.count(2)
    part = (walks - 1) / walks
    total = len(met) + part * once * (once - 1) / (2 * (twice + 1))
    if total > len(met):
        low, high = _interval(len(met), total, _variance(part, once, twice, total))
    else:
        low, high = _interval_of_all(len(met), sum(met))
    return Estimate(walks, len(met), once, twice, total, low, high)


def _variance(part: float, once: int, twice: int, total: float) -> float:
    pairs = once * (once - 1)
    if not twice:
        return part * pairs / 2 + part**2 * once * (2 * once - 1) ** 2 / 4 - part**2 * once**4 / (4 * total)
    more = twice + 1
    return (
        part * pairs / (2 * more)
        + part**2 * once * (2 * once - 1) ** 2 / (4 * more**2)
        + part**2 * once**2 * twice * (once - 1) ** 2 / (4 * more**4)
    )


def _interval(seen: int, total: float, variance: float) -> tuple[float, float]:
    beyond = total - seen
    factor = exp(_Z * sqrt(log(1 + variance / beyond**2)))
    return seen + beyond / factor, seen + beyond * factor


def _interval_of_all(seen: int, incidences: int) -> tuple[float, float]:
    """Where nothing points to unseen ones, by how often each was met."""
    missed = exp(-incidences / seen)
    middle, half = seen / (1 - missed), _Z * sqrt(seen * missed) / (1 - missed)
    return max(float(seen), middle - half), middle + half


# ---- which walks count


def samples(walks: Iterable[OpenWalk], repairs: Collection[datetime]) -> tuple[OpenWalk, ...]:
    """The walks that an estimate may rest on, oldest first.

    Finished full walks of one version (that of the newest), each tester's first, since the last repair that was claimed
    before the newest of them; `repairs`: when repairs were claimed.
    """
    full = sorted(
        (each for each in walks if each.walk.run is Run.FULL and each.walk.state is WalkState.FINISHED),
        key=lambda each: (each.walk.started_at, each.walk.number),
    )
    if not full:
        return ()
    newest = full[-1]
    before = [moment for moment in repairs if moment <= newest.walk.started_at]
    since = max(before, default=None)
    first: dict[str, OpenWalk] = {}
    for each in full:
        # A walk under way while something was repaired has seen neither the road before nor the one after.
        if each.version.id == newest.version.id and (since is None or each.walk.started_at >= since):
            first.setdefault(each.tester.id, each)
    return tuple(first.values())


def estimate(
    walks: Iterable[OpenWalk], potholes: Iterable[Pothole], repairs: Collection[datetime] = ()
) -> Estimate | WhyNot:
    """The estimate for a journey from its walks; which of them count is said by `samples`."""
    counted = {each.walk.id for each in samples(walks, repairs)}
    if len(counted) < LEAST_WALKS:
        return WhyNot.FEW_WALKS
    found = chao2(len(counted), (_met(pothole, counted) for pothole in potholes if not pothole.bright))
    return WhyNot.NO_POTHOLES if found is None else found


def _met(pothole: Pothole, walk_ids: Collection[str]) -> int:
    return sum(seen.walk_id in walk_ids and not seen.shown_before and seen.met for seen in pothole.sightings)


def sentence(found: Estimate | WhyNot) -> str:
    """ "Probably about 3 more, between 0 and 18, that nobody met yet", or what is missing."""
    if found is WhyNot.FEW_WALKS:
        return _(
            "For an estimate of potholes still unseen, three people must walk the same road before it is repaired."
        )
    if not isinstance(found, Estimate):
        return _("Nobody met a pothole, so nothing can be said of those still unseen.")
    about, low, high = found.unseen
    return _("Potholes still unseen: about {n} more, between {low} and {high}.").format(n=about, low=low, high=high)
