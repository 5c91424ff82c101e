"""How far several testers agree on how bad the same potholes are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, combinations, permutations

from msgspec import Struct

from oracle.language import _
from oracle.model.pothole import Pothole

ENOUGH_UNITS = 10  # from so many on, alpha says something


class Agreement(Struct, frozen=True):
    """Of `units` potholes rated by two testers or more, `same` got one severity and `apart` differ by two or more.

    `alpha` is None below `ENOUGH_UNITS` units, and where all ratings are equal (`varied` is False): it cannot be
    computed then.
    """

    units: int
    same: int
    apart: int
    alpha: float | None
    varied: bool


def agreement(potholes: Iterable[Pothole], testers: Mapping[str, str]) -> Agreement:
    """Over the severities of sightings. `testers`: tester by walk id, of the walks that count; each tester's first."""
    rated = [units for pothole in potholes if not pothole.bright and len(units := _ratings(pothole, testers)) > 1]
    varied = len({value for unit in rated for value in unit}) > 1
    return Agreement(
        units=len(rated),
        same=sum(len(set(unit)) == 1 for unit in rated),
        apart=sum(max(unit) - min(unit) >= 2 for unit in rated),
        alpha=alpha(rated) if len(rated) >= ENOUGH_UNITS else None,
        varied=varied,
    )


def alpha(units: Iterable[Sequence[int]]) -> float | None:
    """Krippendorff's alpha for ordinal ratings; units with one rating count for nothing, None without variation.

    Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C, and its ordinal metric:
    1 − (n−1)·Σ o·δ² / Σ nᶜ·nᵏ·δ² over pairs of values c < k, δ² = (nᶜ/2 + nᵏ/2 + all between them)².
    """
    together: dict[tuple[int, int], float] = defaultdict(float)
    for unit in units:
        for pair in permutations(unit, 2):
            together[pair] += 1 / (len(unit) - 1)
    counts: dict[int, float] = defaultdict(float)
    for (value, _other), weight in together.items():
        counts[value] += weight
    values = sorted(counts)
    if len(values) < 2:
        return None
    up_to = dict(zip(values, accumulate(counts[value] for value in values), strict=True))
    observed = expected = 0.0
    for low, high in combinations(values, 2):
        span = up_to[high] - up_to[low] + counts[low] - (counts[low] + counts[high]) / 2
        observed += together[low, high] * span**2
        expected += counts[low] * counts[high] * span**2
    return 1 - (sum(counts.values()) - 1) * observed / expected


def sentence(found: Agreement) -> str:
    """ "rated the same 6 of 8, two or more apart 1"; how it stands where nothing was rated twice."""
    if not found.units:
        return _("No pothole was rated by two people yet.")
    return _("Rated the same {same} of {units}, two or more apart {apart}.").format(
        same=found.same, units=found.units, apart=found.apart
    )


def details(found: Agreement) -> str:
    """Alpha in words, for who asks for it; "" below `ENOUGH_UNITS`."""
    if found.units < ENOUGH_UNITS:
        return ""
    if found.alpha is None:
        return _("Krippendorff’s alpha (ordinal): cannot be computed, all ratings are the same.")
    return _(
        "Krippendorff’s alpha (ordinal): {alpha:.3f} over {units} potholes; 1 is full agreement, 0 is chance."
    ).format(alpha=found.alpha, units=found.units)


def _ratings(pothole: Pothole, testers: Mapping[str, str]) -> tuple[int, ...]:
    given: dict[str, int] = {}
    for seen in pothole.sightings:
        if seen.severity is not None and seen.walk_id in testers:
            given.setdefault(testers[seen.walk_id], seen.severity)
    return tuple(given.values())
