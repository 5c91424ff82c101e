"""The lines of the bench: ours, the reference, how they compare, and the goal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from measuring.rounds import Sample

_FACTORS = {"ms": 1000.0, "s": 1.0, "MB": 1.0, "%": 100.0}
_WIDTHS = (58, 24, 24, 17, 12)


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison. `most` is the goal: the largest ratio, or with `absolute` the largest value in `unit`; 0: none.

    `least` is a goal of the other kind: the smallest value in `unit`.
    `reference` None: there is nothing to compare with.
    """

    case: str
    ours: Sample
    reference: Sample | None = None
    unit: str = "ms"
    most: float = 0.0
    absolute: bool = False
    least: float = 0.0

    @property
    def ratio(self) -> Sample | None:
        """Ours over the reference, turn by turn."""
        return None if self.reference is None else self.ours.over(self.reference)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal."""
        if self.least:
            return self.ours.median * _FACTORS[self.unit] >= self.least
        if not self.most:
            return None
        if self.absolute:
            return self.ours.median * _FACTORS[self.unit] <= self.most
        return self.ratio is not None and self.ratio.median <= self.most

    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        factor = _FACTORS[self.unit]
        theirs = _shown(self.reference, factor, self.unit) if self.reference else "–"
        ratio = _shown(self.ratio, 1.0, "") if self.ratio else "–"
        goal = "–" if not self.most else f"≤ {self.most:g} {self.unit}" if self.absolute else f"≤ {self.most:g} ×"
        if self.least:
            goal = f"≥ {self.least:g} {self.unit}"
        verdict = {True: "met", False: "NOT MET", None: ""}[self.met]
        return self.case, _shown(self.ours, factor, self.unit), theirs, ratio, goal, verdict


@dataclass(frozen=True, slots=True)
class Skipped:
    """A case that cannot be measured here, and why."""

    case: str
    why: str

    def cells(self) -> tuple[str, ...]:
        """The sentence."""
        return self.case, f"skipped: {self.why}"


def heading() -> str:
    """What the columns are."""
    return _row(("case", "ours (quartiles)", "reference (quartiles)", "ratio", "goal", ""))


def row(line: Line | Skipped) -> str:
    """One line of the table."""
    return _row(line.cells())


def closing(lines: Iterable[Line | Skipped]) -> str:
    """How many goals there were and which are not met."""
    judged = [line for line in lines if isinstance(line, Line) and line.met is not None]
    missed = [line.case for line in judged if not line.met]
    said = f"{len(judged) - len(missed)} of {len(judged)} goals met."
    return said + (" Not met: " + "; ".join(missed) + "." if missed else "")


def _row(cells: tuple[str, ...]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, (*_WIDTHS, 0), strict=False)).rstrip()


def _shown(sample: Sample, factor: float, unit: str) -> str:
    low, high = sample.quartiles
    middle = f"{_number(sample.median * factor)} {unit}".strip()
    return middle if len(sample.values) < 2 else f"{middle} ({_number(low * factor)}–{_number(high * factor)})"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
