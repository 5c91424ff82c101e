"""Road quality: 0 to 100 for a walk, 100 is smooth."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from msgspec import Struct

from oracle.model.journey import Step, Version
from oracle.model.walk import Visit


class Quality(Struct, frozen=True):
    """`value` is unrounded, None when no step has one ("not rated"); `rated` of `steps` steps count."""

    value: float | None
    rated: int
    steps: int


def road_quality(version: Version, visits: Iterable[Visit]) -> Quality:
    """How smooth the road was.

    Source: product page, "Definitions". 100 × (1 − Σ wᵢ·fᵢ / (4·Σ wᵢ)) with wᵢ = 2 at a moment of truth, else 1, over
    the visits that have a value; `left`, `blocked` and `never_came` count 4, what was not met is left out.
    """
    valued = frictions(visits)
    rated = [(step, valued[step.id]) for step in version.steps if step.id in valued]
    return Quality(smoothness(rated), len(rated), len(version.steps))


def rounded(value: float) -> int:
    """A quality as it is shown: rounded half up."""
    return math.floor(value + 0.5)


def frictions(visits: Iterable[Visit]) -> dict[str, int]:
    """Friction by step id, as road quality counts it; steps without a value are not in it."""
    return {visit.step_id: value for visit in visits if (value := visit.valued_friction) is not None}


def smoothness(rated: Sequence[tuple[Step, int]]) -> float | None:
    """100 for steps without friction, 0 where each is blocked; None for no step."""
    weights = [2 if step.moment_of_truth else 1 for step, _ in rated]
    worst = 4 * sum(weights)
    rough = sum(weight * friction for weight, (_, friction) in zip(weights, rated, strict=True))
    return 100 * (worst - rough) / worst if worst else None
