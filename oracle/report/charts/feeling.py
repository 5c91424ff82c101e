"""The feeling of a walk under the columns of a map: the road, as narrow as a row, aligned with the stages."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from oracle import words
from oracle.language import _
from oracle.method.heights import of_friction
from oracle.model.journey import Stage, Step
from oracle.report.charts import road, shapes
from oracle.report.charts.data import RoadData, RoadHole, RoadStep
from oracle.report.charts.holes import Bite, bite
from oracle.report.charts.plan import filled
from oracle.report.charts.profile import dotted
from oracle.report.charts.surface import Surface
from oracle.report.display import Chart, Hit, Item, Stroke

HEIGHT = 112.0
FACES = 19.0  # what the faces need to the left of the first column
_TOP, _UNIT, _BAND = 14.0, 17.0, 13.0
_GROUND = HEIGHT
_HALF = 4.0  # half the gap between two columns


class Span(Struct, frozen=True):
    """A column: its left and right edge."""

    left: float
    right: float


class FeelingData(Struct, frozen=True):
    """The steps of each stage as the map has them now, and the potholes, whose `step` is an index of all steps."""

    stages: tuple[tuple[RoadStep, ...], ...]
    holes: tuple[RoadHole, ...] = ()

    @property
    def steps(self) -> tuple[RoadStep, ...]:
        """All steps in road order."""
        return tuple(step for stage in self.stages for step in stage)


def feeling_data(stages: Sequence[Stage], walk: RoadData | None) -> FeelingData:
    """What a walk felt at the steps that a map has now; steps that it did not meet have no height."""
    met = {step.id: step for step in walk.steps} if walk else {}
    steps = tuple(tuple(_step(step, met.get(step.id)) for step in stage.steps) for stage in stages)
    place = {step.id: at for at, step in enumerate(step for stage in stages for step in stage.steps)}
    holes = tuple(
        replace(hole, step=place[walk.steps[hole.step].id])
        for hole in (walk.holes if walk else ())
        if walk and walk.steps[hole.step].id in place
    )
    return FeelingData(steps, holes)


def _step(step: Step, met: RoadStep | None) -> RoadStep:
    own = RoadStep(step.id, step.number, step.title, None, expected=step.expected_friction)
    if met is None:
        return own
    return replace(own, height=met.height, guessed=met.guessed, friction=met.friction, story=met.story)


def feeling_row(data: FeelingData, columns: Sequence[Span]) -> Chart:
    """The curve under these columns, one a stage; x counts from the left edge of the first one less `FACES`.

    Hits are `step:<id>`. What the owner expects is dotted; steps that nobody rated are only outlined.
    """
    offset = FACES - columns[0].left
    spans = [Span(span.left + offset, span.right + offset) for span in columns]
    width = spans[-1].right
    xs = [x for span, stage in zip(spans, data.stages, strict=True) for x in _centres(span, len(stage))]
    items = tuple(_items(data, spans, xs, width))
    hits = tuple(_hits(data, spans))
    return Chart(width, HEIGHT, items, _told(data), hits)


def _centres(span: Span, count: int) -> list[float]:
    return [span.left + (span.right - span.left) * (at + 0.5) / count for at in range(count)]


def _items(data: FeelingData, spans: Sequence[Span], xs: list[float], width: float) -> Iterator[Item]:
    for span in spans[1:]:
        x = span.left - _HALF
        yield Stroke((("M", x, 0.0), ("L", x, HEIGHT)), "line", 1.0, cap="flat")
    middle = _y(0)
    yield Stroke((("M", FACES, middle), ("L", width, middle)), "line", 1.0, cap="flat")
    for feeling in (2, 0, -2):
        yield from shapes.face(feeling, 0.0, _y(feeling) - 7, 14.0, "ink_2")
    steps = data.steps
    if any(step.height is not None for step in steps):
        yield from _road(data, xs, width)
    for run in _runs(steps):
        yield from dotted([xs[at] for at in run], [_y(of_friction(steps[at].expected or 0)) for at in run])


def _road(data: FeelingData, xs: list[float], width: float) -> Iterator[Item]:
    steps = data.steps
    surface = Surface(FACES, width, xs, [_y(height) for height in filled([step.height for step in steps])], _flat(xs))
    pitch = (width - FACES) / max(1, len(xs))
    scale = min(0.52, max(0.2, pitch / 110))
    worst: dict[int, Bite] = {}
    for hole in sorted(data.holes, key=lambda each: each.severity or 0):
        if steps[hole.step].height is not None:
            worst[hole.step] = bite(surface, xs[hole.step], hole.severity, hole.step + 1, _BAND, scale)
    stretch = road.Stretch(surface, tuple(worst[at] for at in sorted(worst)), _unknown(steps, xs, width))
    measures = road.Measures(
        _BAND, scale, gravel=4.0, ground=_GROUND, dash=(1.4, 7.0, 6.0), rim=1.75, detail=len(xs) <= 60
    )
    yield from road.paint(stretch, measures)


def _unknown(steps: Sequence[RoadStep], xs: list[float], width: float) -> tuple[tuple[float, float], ...]:
    """The x-ranges around the steps without a height, halfway to their neighbours."""
    edges = [FACES, *((a + b) / 2 for a, b in itertools.pairwise(xs)), width]
    found: list[tuple[float, float]] = []
    for at, step in enumerate(steps):
        if step.height is None:
            start, end = edges[at], edges[at + 1]
            found.append((found.pop()[0], end) if found and found[-1][1] == start else (start, end))
    return tuple(found)


def _flat(xs: list[float]) -> float:
    nearest = min((b - a for a, b in itertools.pairwise(xs)), default=40.0)
    return min(5.0, nearest * 0.16)


def _runs(steps: Sequence[RoadStep]) -> Iterator[list[int]]:
    """Stretches of steps for which something is expected."""
    run: list[int] = []
    for at, step in enumerate(steps):
        if step.expected is not None:
            run.append(at)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _hits(data: FeelingData, spans: Sequence[Span]) -> Iterator[Hit]:
    for span, stage in zip(spans, data.stages, strict=True):
        wide = (span.right - span.left) / max(1, len(stage))
        for at, step in enumerate(stage):
            yield Hit(span.left + at * wide, 0.0, wide, HEIGHT, f"step:{step.id}", _story(step))


def _story(step: RoadStep) -> str:
    told = [step.story or f"{step.number} {step.title}"]
    if step.expected is not None:
        told.append(_("Expected: {word}").format(word=words.friction(step.expected)))
    return "\n".join(told)


def _told(data: FeelingData) -> str:
    """The row in words."""
    parts = []
    for step in data.steps:
        if step.height is not None:
            parts.append(f"{step.number} {words.feeling(round(step.height))}")
        elif step.expected is not None:
            parts.append(_("{n} expected {word}").format(n=step.number, word=words.friction(step.expected)))
    return ", ".join(parts) or _("Not walked yet")


def _y(height: float) -> float:
    return _TOP + (2 - height) * _UNIT
