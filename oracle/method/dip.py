"""The dip: the low stretch of feeling after the sale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from oracle.language import _
from oracle.method.heights import heights
from oracle.model.journey import Step, Version
from oracle.model.walk import OpenWalk, Visit

DECISION = "Decision"


class Dip(Struct, frozen=True):
    """A stretch below neutral. `end` None = not recovered; `steps` counts from start to end (else to the last valued).

    `length` is the time from start to end, `to_low` from start to low; None where the times are not known.
    """

    start: Step
    low: Step
    end: Step | None
    start_height: float
    low_height: float
    steps: int
    length: timedelta | None
    to_low: timedelta | None

    @property
    def depth(self) -> float:
        """How far the feeling fell, in steps of the feeling scale."""
        return self.start_height - self.low_height


class DipReading(Struct, frozen=True):
    """What the feelings after the sale say. `why_none` is a sentence where no dip can be computed at all."""

    sale_step: Step | None
    dips: tuple[Dip, ...]
    why_none: str
    partly_from_friction: bool

    @property
    def headline(self) -> Dip | None:
        """The deepest dip, then the longest, then the first."""
        return max(self.dips, key=lambda dip: (dip.depth, dip.steps), default=None)


class _Point(Struct, frozen=True):
    step: Step
    height: float
    at: datetime | None


def find(version: Version, visits: Iterable[Visit]) -> DipReading:
    """All dips after the sale, in road order.

    Source: product page, "Dip". Over the valued steps from the sale on, each maximal run after the sale below 0 is a
    dip. Start: from the run's first step back while the previous height is at least this one, not past the sale.
    Low: the first minimum. End: the first valued step after the run.
    """
    visits = tuple(visits)
    sale = sale_step(version)
    if sale is None:
        why = _("No step of this journey is marked as the sale, and it has no stage called Decision.")
        return DipReading(None, (), why, partly_from_friction=False)
    points, guessed = _points(version, visits, sale)
    if not points:
        return DipReading(sale, (), _("No step from the sale on was rated yet."), partly_from_friction=False)
    dips = tuple(_dip(points, first, last) for first, last in _runs(points, sale))
    return DipReading(sale, dips, "", partly_from_friction=guessed)


def of_walk(walk: OpenWalk) -> DipReading:
    """The dips on the steps of a walk's run. The sale stays the journey's, also where a ten-minute walk passes it."""
    kept = {step.id for step in walk.steps}
    return find(walk.version, [visit for visit in walk.visits if visit.step_id in kept])


def sale_step(version: Version) -> Step | None:
    """The step marked as the sale, else the last step of the stage Decision, else None."""
    marked = next((step for step in version.steps if step.sale), None)
    if marked:
        return marked
    names = {DECISION.casefold(), _(DECISION).casefold()}
    decided = [step for stage in version.stages if stage.name.strip().casefold() in names for step in stage.steps]
    return decided[-1] if decided else None


def _points(version: Version, visits: tuple[Visit, ...], sale: Step) -> tuple[list[_Point], bool]:
    by_step = {visit.step_id: visit for visit in visits}
    first = version.steps.index(sale)
    points, guessed = [], False
    for step, height in list(zip(version.steps, heights(version, visits), strict=True))[first:]:
        if height is not None:
            visit = by_step[step.id]
            points.append(_Point(step, height.value, visit.came_at or visit.first_at))
            guessed = guessed or height.from_friction
    return points, guessed


def _runs(points: list[_Point], sale: Step) -> Iterator[tuple[int, int]]:
    """First and last index of each run below 0 that begins after the sale."""
    first = None
    for index, point in enumerate([*points, None]):
        below = point is not None and point.height < 0
        if below and first is None:
            first = index
        if not below and first is not None:
            if points[first].step is not sale:
                yield first, index - 1
            first = None


def _dip(points: list[_Point], first: int, last: int) -> Dip:
    start = first
    while start > 0 and points[start - 1].height >= points[start].height:
        start -= 1
    low = min(range(first, last + 1), key=lambda index: points[index].height)
    end = points[last + 1] if last + 1 < len(points) else None
    return Dip(
        start=points[start].step,
        low=points[low].step,
        end=end.step if end else None,
        start_height=points[start].height,
        low_height=points[low].height,
        steps=(end or points[last]).step.number - points[start].step.number,
        length=_time(points[start], end) if end else None,
        to_low=_time(points[start], points[low]),
    )


def _time(start: _Point, end: _Point) -> timedelta | None:
    if start.at is None or end.at is None or end.at < start.at:
        return None
    return end.at - start.at
