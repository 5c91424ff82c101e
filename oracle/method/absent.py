"""What did not happen although it should have."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from oracle.model.journey import Line, Step, Version
from oracle.model.ratings import Outcome
from oracle.model.walk import Visit


class Absent(Struct, frozen=True):
    """A checklist line answered "no"; with `line` None, a whole step that never came."""

    step: Step
    line: Line | None


def did_not_happen(version: Version, visits: Iterable[Visit]) -> tuple[Absent, ...]:
    """What was missing, in road order; a step that never came stands before its own lines.

    Source: product page, "What happens, and what does not". A line without an answer says nothing and is not listed.
    """
    by_step = {visit.step_id: visit for visit in visits}
    found: list[Absent] = []
    for step in version.steps:
        visit = by_step.get(step.id)
        if visit is None:
            continue
        if visit.outcome is Outcome.NEVER_CAME:
            found.append(Absent(step, None))
        answers = dict(visit.answers)
        found.extend(Absent(step, line) for line in step.checklist if answers.get(line.id) is False)
    return tuple(found)


def not_rated(version: Version, visits: Iterable[Visit]) -> tuple[Step, ...]:
    """Steps promised and never rated: neither a friction nor an outcome that says why there is none."""
    settled = {
        visit.step_id
        for visit in visits
        if visit.valued_friction is not None
        or visit.outcome in {Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL, Outcome.WAITING}
    }
    return tuple(step for step in version.steps if step.id not in settled)
