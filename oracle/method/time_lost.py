"""Time lost on a walk: longer at bumpy steps than at smooth ones, and waits that outlasted their promise."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from statistics import median

from msgspec import Struct

from oracle.model.journey import Step, Version
from oracle.model.walk import Visit

BUMPY = 2  # friction from which a step slows down
_NOTED, _MINUTE = timedelta(seconds=10), timedelta(minutes=1)


class Late(Struct, frozen=True):
    """A step and the time that it took too long."""

    step: Step
    time: timedelta


class TimeLost(Struct, frozen=True):
    """`usual` is the time of a smooth step in this walk, None where none was timed: then nothing can be compared.

    `at_steps` and `waits` list the steps in road order, each with more than nothing.
    """

    usual: timedelta | None
    at_steps: tuple[Late, ...]
    waits: tuple[Late, ...]

    @property
    def worth_telling(self) -> tuple[Late, ...]:
        """The steps that took ten seconds too long and more, where it was a minute in all: less is the hand's pace."""
        return tuple(late for late in self.at_steps if late.time >= _NOTED) if self.total >= _MINUTE else ()

    @property
    def total(self) -> timedelta:
        """All that was lost at steps; waits pass beside them and are not added."""
        return sum((late.time for late in self.at_steps), timedelta())


def time_lost(version: Version, visits: Iterable[Visit]) -> TimeLost:
    """Where a walk lost time, from the times of its own steps.

    Lost at a step = its time − the usual time, where its friction counts 2 or more and this is above zero. Usual time
    = the median over the timed steps of the same walk whose friction counts 0 or 1. A wait's loss = when it came − when
    it was due. Source: our own; task time against a benchmark, as ISO/IEC 25022 measures efficiency, with the walk's
    own smooth steps as the benchmark, since a walk has no other.
    """
    by_step = {visit.step_id: visit for visit in visits}
    met = [(step, by_step[step.id]) for step in version.steps if step.id in by_step]
    smooth = [visit.seconds for _step, visit in met if visit.seconds > 0 and _friction(visit, below=BUMPY)]
    usual = timedelta(seconds=median(smooth)) if smooth else None
    waits = ((step, overdue(visit)) for step, visit in met)
    return TimeLost(
        usual=usual,
        at_steps=() if usual is None else tuple(_beyond(met, usual)),
        waits=tuple(Late(step, time) for step, time in waits if time),
    )


def _beyond(met: list[tuple[Step, Visit]], usual: timedelta) -> Iterable[Late]:
    for step, visit in met:
        over = timedelta(seconds=visit.seconds) - usual
        if visit.valued_friction is not None and visit.valued_friction >= BUMPY and over > timedelta():
            yield Late(step, over)


def _friction(visit: Visit, *, below: int) -> bool:
    return visit.valued_friction is not None and visit.valued_friction < below


def overdue(visit: Visit) -> timedelta:
    """How much later than promised it came; nothing where it came in time, or nothing was promised.

    What is promised in days is not late by minutes: an hour for each day of the promise is in time, and always a
    minute, since people give the time of day without seconds.
    """
    if visit.promised_at is None or visit.came_at is None:
        return timedelta()
    promised = timedelta() if visit.wait_started_at is None else visit.promised_at - visit.wait_started_at
    late = visit.came_at - visit.promised_at
    return late if late > max(_MINUTE, promised / 24) else timedelta()
