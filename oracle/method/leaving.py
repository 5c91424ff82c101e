"""Where the tester would have left, and why."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from oracle.model.journey import Step, Version
from oracle.model.ratings import LeaveReason, Outcome
from oracle.model.walk import Visit


class Leaving(Struct, frozen=True):
    """One place where the tester would have left; `other_road_offered` None = not answered."""

    step: Step
    reason: LeaveReason | None
    other_road_offered: bool | None


def leavings(version: Version, visits: Iterable[Visit]) -> tuple[Leaving, ...]:
    """All of them in road order. Source: product page, "Leaving is data"."""
    by_step = {visit.step_id: visit for visit in visits if visit.outcome is Outcome.LEFT}
    return tuple(
        Leaving(step, by_step[step.id].leave_reason, by_step[step.id].other_road_offered)
        for step in version.steps
        if step.id in by_step
    )
