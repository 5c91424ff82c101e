"""Road quality: 0 to 100 for a walk, 100 is smooth."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from oracle.model.journey import Step, Version
from oracle.model.ratings import Run
from oracle.model.walk import OpenWalk, Visit


@dataclass(frozen=True, slots=True)
class Quality:
    """`value` is unrounded, None when no step has one ("not rated"); `rated` of `steps` steps count."""

    value: float | None
    rated: int
    steps: int


@dataclass(frozen=True, slots=True)
class Since:
    """How many points better than `walk`, an earlier one."""

    points: float
    walk: OpenWalk


def road_quality(version: Version, visits: Iterable[Visit]) -> Quality:
    """How smooth the road was.

    Source: product page, "Definitions". 100 × (1 − Σ wᵢ·fᵢ / (4·Σ wᵢ)) with wᵢ = 2 at a moment of truth, else 1, over
    the visits that have a value; `left`, `blocked` and `never_came` count 4, what was not met is left out.
    """
    valued = frictions(visits)
    rated = [(step, valued[step.id]) for step in version.steps if step.id in valued]
    return Quality(_smoothness(rated), len(rated), len(version.steps))


def change(newer: OpenWalk, older: OpenWalk, *, same: Mapping[str, str] | None = None) -> float | None:
    """Road quality of `newer` minus that of `older` in points, or None where they cannot be compared.

    Source: product page, "Change since the last walk". Only steps valued in both, with the newer version's weights, and
    only where these are at least half of the newer road. A ten-minute walk's road is its moments of truth; it is
    compared with another ten-minute walk only. `same`: which step of the older road each of the newer one is, where
    that was matched; without it a step is the one with its lasting identity.
    """
    if (newer.walk.run is Run.TEN_MINUTE) != (older.walk.run is Run.TEN_MINUTE):
        return None
    now, then = frictions(newer.visits), frictions(older.visits)
    if same is not None:
        then = {new: then[old] for new, old in same.items() if old in then}
    road = newer.steps
    shared = [step for step in road if step.id in now and step.id in then]
    if not shared or 2 * len(shared) < len(road):
        return None
    after = _smoothness([(step, now[step.id]) for step in shared])
    before = _smoothness([(step, then[step.id]) for step in shared])
    return None if after is None or before is None else after - before


def since(newer: OpenWalk, earlier: Iterable[OpenWalk]) -> Since | None:
    """The change since the first of `earlier` (newest first) that can be compared; None where none can."""
    for older in earlier:
        points = change(newer, older)
        if points is not None:
            return Since(points, older)
    return None


def rounded(value: float) -> int:
    """A quality as it is shown: rounded half up."""
    return math.floor(value + 0.5)


def frictions(visits: Iterable[Visit]) -> dict[str, int]:
    """Friction by step id, as road quality counts it; steps without a value are not in it."""
    return {visit.step_id: value for visit in visits if (value := visit.valued_friction) is not None}


def _smoothness(rated: list[tuple[Step, int]]) -> float | None:
    weights = [2 if step.moment_of_truth else 1 for step, _ in rated]
    worst = 4 * sum(weights)
    rough = sum(weight * friction for weight, (_, friction) in zip(weights, rated, strict=True))
    return 100 * (worst - rough) / worst if worst else None
