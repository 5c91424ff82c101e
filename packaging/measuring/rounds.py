"""Turns: our case and its references one after the other, again and again, so that all meet the same machine."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Case = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Sample:
    """What was measured in turn, in seconds (or megabytes where a case says so)."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    @property
    def quartiles(self) -> tuple[float, float]:
        """A quarter is below the first, a quarter above the second."""
        if len(self.values) < 2:
            return self.values[0], self.values[0]
        low, _, high = statistics.quantiles(self.values, n=4, method="inclusive")
        return low, high

    def over(self, other: Sample) -> Sample:
        """The ratio of each turn."""
        return Sample(tuple(mine / theirs for mine, theirs in zip(self.values, other.values, strict=True)))


def alternate(cases: Mapping[str, Case], turns: int, warm_up: int) -> dict[str, Sample]:
    """Runs the cases in turn and keeps what each returned, without the first `warm_up` turns."""
    found: dict[str, list[float]] = {name: [] for name in cases}
    for turn in range(warm_up + turns):
        for name, case in cases.items():
            value = case()
            if turn >= warm_up:
                found[name].append(value)
    return {name: Sample(tuple(values)) for name, values in found.items()}
