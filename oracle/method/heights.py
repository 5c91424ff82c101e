"""Where a step stands in the road profile."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from oracle.model.journey import Version
from oracle.model.walk import Visit


class Height(Struct, frozen=True):
    """A height on the scale of feelings, −2 to +2; `from_friction` where no feeling was given."""

    value: float
    from_friction: bool


def heights(version: Version, visits: Iterable[Visit]) -> tuple[Height | None, ...]:
    """The height of each step in road order; None where neither feeling nor friction is known.

    Source: product page, "Height": the feeling; without one, 1 − 0.75 × friction.
    """
    by_step = {visit.step_id: visit for visit in visits}
    return tuple(height(by_step.get(step.id)) for step in version.steps)


def height(visit: Visit | None) -> Height | None:
    """The height of one visit, None for no visit or one without a value."""
    if visit is None:
        return None
    if visit.feeling is not None:
        return Height(float(visit.feeling), from_friction=False)
    friction = visit.valued_friction
    return None if friction is None else Height(of_friction(friction), from_friction=True)


def of_friction(friction: float) -> float:
    """A friction as a height: Smooth stands at Pleased, Blocked at Angry."""
    return 1 - 0.75 * friction
