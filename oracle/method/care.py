"""Quality, promptness and care: the three extras that make a step a good one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from oracle.model.journey import Step, Version
from oracle.model.walk import Visit


class Extra(StrEnum):
    """What is rated 1 to 5 besides friction and feeling."""

    QUALITY = "quality"
    PROMPTNESS = "promptness"
    CARE = "care"


class ExtraReading(Struct, frozen=True):
    """`mean` of `rated` steps, 1 to 5, None where nobody rated it; `lowest` are the steps with the lowest figure."""

    extra: Extra
    mean: float | None
    rated: int
    lowest_value: int | None
    lowest: tuple[Step, ...]


def extras(version: Version, visits: Iterable[Visit]) -> tuple[ExtraReading, ...]:
    """The three with their plain mean over the steps that have a figure. Source: product page, "Quality, promptness,
    care"; a mean since the product page names none, and every rated step counts the same.
    """
    by_step = {visit.step_id: visit for visit in visits}
    return tuple(_reading(extra, version, by_step) for extra in Extra)


def _reading(extra: Extra, version: Version, by_step: dict[str, Visit]) -> ExtraReading:
    rated: list[tuple[Step, int]] = [
        (step, value)
        for step in version.steps
        if step.id in by_step and (value := getattr(by_step[step.id], extra.value)) is not None
    ]
    if not rated:
        return ExtraReading(extra, None, 0, None, ())
    values = [value for _step, value in rated]
    low = min(values)
    mean = float(Fraction(sum(values), len(values)))
    return ExtraReading(extra, mean, len(rated), low, tuple(step for step, value in rated if value == low))
