"""How a bump was handled once it was there: an apology, a person, the truth."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from oracle.model.journey import Step, Version
from oracle.model.walk import Visit

ROUGH = 3  # valued friction from which a step is a bump


class Recovery(Struct, frozen=True):
    """What followed a bump; None where it was not answered."""

    step: Step
    apology: bool | None
    person: bool | None
    truth: bool | None

    @property
    def given(self) -> tuple[bool | None, bool | None, bool | None]:
        """The three answers in their order."""
        return self.apology, self.person, self.truth

    @property
    def is_answered(self) -> bool:
        """Whether anything was answered."""
        return any(answer is not None for answer in self.given)

    @property
    def handled_well(self) -> bool:
        """All three were there."""
        return all(answer is True for answer in self.given)


def is_bump(visit: Visit | None) -> bool:
    """Whether what followed is worth asking: friction as it counts is 3 or more."""
    return visit is not None and (visit.valued_friction or 0) >= ROUGH


def recoveries(version: Version, visits: Iterable[Visit]) -> tuple[Recovery, ...]:
    """Each bump in road order with what followed it. Source: product page, "a bump handled well … recovery"."""
    by_step = {visit.step_id: visit for visit in visits}
    found = []
    for step in version.steps:
        visit = by_step.get(step.id)
        if visit is not None and is_bump(visit):
            found.append(Recovery(step, visit.apology, visit.person, visit.truth))
    return tuple(found)
