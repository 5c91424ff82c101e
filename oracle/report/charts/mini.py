"""Roads without axis and words: the small one on cards, and the wide one on the report's cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from oracle import words
from oracle.language import _
from oracle.report.charts import road, shapes, signs
from oracle.report.charts.data import RoadData, RoadDip
from oracle.report.charts.holes import bite
from oracle.report.charts.marks import sign_items
from oracle.report.charts.plan import filled
from oracle.report.charts.surface import Surface
from oracle.report.display import Chart, Fill, Item, Stroke

__all__ = ["cover_road", "mini_road"]

_PAD = 6.0
_MOST_ON_COVER = 30


def mini_road(
    frictions: Sequence[int | None],
    width: float = 268.0,
    height: float = 50.0,
    *,
    band: float = 9.0,
    holes: Sequence[tuple[int, int | None]] = (),
) -> Chart:
    """A small road whose height is the friction: a card's picture. `holes`: index of a step, and severity.

    Steps without a friction are dashed; without any it is one dashed line: never walked.
    """
    if all(friction is None for friction in frictions):
        line = (("M", 0.5, 13.0), ("L", width - 0.5, 13.0))
        return Chart(width, height, (Stroke(line, "edge", 1.5, (5.0, 5.0), cap="flat"),), mini_story(frictions))
    pitch, top, bottom = (width - 2 * _PAD) / len(frictions), 5.0, height - band - 5
    levels = filled([None if friction is None else float(friction) for friction in frictions])
    xs = [_PAD + pitch * (index + 0.5) for index in range(len(levels))]
    surface = Surface(0.5, width - 0.5, xs, [top + (bottom - top) * level / 4 for level in levels], 0.0)
    scale = band / 17
    worst: dict[int, int | None] = {}
    for index, severity in sorted(holes, key=lambda hole: hole[1] or 0):
        worst[index] = severity
    bites = tuple(bite(surface, xs[i], severity, i + 1, band, scale) for i, severity in sorted(worst.items()))
    unknown = tuple((x - pitch / 2, x + pitch / 2) for x, f in zip(xs, frictions, strict=True) if f is None)
    measures = road.Measures(band, scale, dash=(1.1, 5.0, 4.0), dash_start=0.0, rim=1.75, detail=False)
    painted = road.paint(road.Stretch(surface, bites, unknown), measures)
    return Chart(width, height, tuple(painted), mini_story(frictions))


def mini_story(frictions: Sequence[int | None]) -> str:
    """What a small road says in words."""
    if all(friction is None for friction in frictions):
        return _("Not walked yet")
    return ", ".join(words.friction(friction) for friction in frictions)


def cover_road(data: RoadData, width: float, height: float, *, top: float = 78.0, inset: float = 62.0) -> Chart:
    """The road from edge to edge of a page, its earth down to `height`; signs where it is roomy enough."""
    return Chart(width, height, tuple(_cover(_thinned(data), width, height, top, inset)), "")


def _thinned(data: RoadData) -> RoadData:
    """A long road with as many points as a cover can show; each stands at the mean of the steps it replaces."""
    count = len(data.steps)
    if count <= _MOST_ON_COVER:
        return data

    def place(index: int) -> int:
        return index * _MOST_ON_COVER // count

    steps = []
    for point in range(_MOST_ON_COVER):
        near = [step for index, step in enumerate(data.steps) if place(index) == point]
        known = [step.height for step in near if step.height is not None]
        steps.append(replace(near[0], height=sum(known) / len(known) if known else None))
    dip = data.dip and RoadDip(
        place(data.dip.start), place(data.dip.low), None if data.dip.end is None else place(data.dip.end), data.dip.text
    )
    holes = tuple(replace(hole, step=place(hole.step)) for hole in data.holes)
    return RoadData(data.title, tuple(steps), data.stages, holes, dip if dip and dip.start != dip.end else None)


def _cover(data: RoadData, width: float, height: float, top: float, inset: float) -> Iterator[Item]:
    if not data.steps:
        yield Fill(shapes.box(0, top + 94, width, height - top - 94), "ground")
        return
    pitch = (width - 2 * inset) / max(1, len(data.steps) - 1)
    xs = [inset + pitch * i for i in range(len(data.steps))] if len(data.steps) > 1 else [width / 2]
    k, unit, band = min(1.26, max(0.3, pitch / 56)), 47.0, min(42.0, max(16.0, pitch * 0.6))
    ys = [top + (2 - level) * unit for level in filled([step.height for step in data.steps])]
    surface = Surface(0, width, xs, ys, min(11.0, pitch * 0.16))
    worst = {}
    for hole in sorted(data.holes, key=lambda each: each.severity or 0):
        if data.steps[hole.step].height is not None:
            worst[hole.step] = hole
    bites = {i: bite(surface, xs[i], hole.severity, i, band, k) for i, hole in worst.items()}
    stretch = road.Stretch(surface, tuple(bites[i] for i in sorted(bites)))
    if data.dip:
        end = xs[data.dip.end] if data.dip.end is not None else width
        rims = [ys[data.dip.start], ys[data.dip.end] if data.dip.end is not None else top + 2 * unit]
        yield Fill(road.water(stretch, xs[data.dip.start], end, max(rims)), "dip")
    measures = road.Measures(band, k, gravel=13.0, ground=height, dash=(3.0, 18.0, 14.0), rim=3.0 * min(1.0, k))
    yield from road.paint(stretch, measures)
    for i, x in enumerate(xs):
        if i not in bites:
            path = shapes.circle(x, ys[i], min(5.0, pitch / 8))
            yield Fill(path, "surface")
            yield Stroke(path, "asphalt", min(2.6, pitch / 14))
    size = min(36.0, pitch * 0.95)
    if size >= 16:
        for i, hole in sorted(worst.items()):
            post = signs.Post(xs[i], ys[i], bites[i].floor, size, (hole,))
            yield from signs.paint(post) if size < 22 else _tall(post)


def _tall(post: signs.Post) -> Iterator[Item]:
    hole, middle = post.holes[0], post.surface - post.size * 0.89
    token = f"r{hole.severity}" if hole.severity else "rx"
    yield Stroke((("M", post.x, middle), ("L", post.x, post.floor)), token, 2.0, cap="flat")
    yield from sign_items(hole.label, hole.severity, post.x, middle, post.size)
