"""The expectation gap: what the owner expected against what the tester met."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from oracle.method.quality import frictions
from oracle.model.journey import Step, Version
from oracle.model.walk import Visit


class Gap(Struct, frozen=True):
    """`size` > 0: rougher than the owner thought, < 0: smoother, 0: as expected."""

    step: Step
    expected: int
    met: int

    @property
    def size(self) -> int:
        """Valued friction minus expected friction."""
        return self.met - self.expected


def expectation(version: Version, visits: Iterable[Visit]) -> tuple[Gap, ...]:
    """Gaps of the steps that have both figures, widest first, then earlier first.

    Source: product page, "Expectation gap" = valued friction − the owner's expected friction.
    """
    met = frictions(visits)
    found = [
        Gap(step, step.expected_friction, met[step.id])
        for step in version.steps
        if step.expected_friction is not None and step.id in met
    ]
    return tuple(sorted(found, key=lambda gap: (-abs(gap.size), gap.step.number)))
