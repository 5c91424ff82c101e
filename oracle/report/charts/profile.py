"""The road profile: the signature picture of a walk, as one display list."""

from __future__ import annotations

import math
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from oracle import words
from oracle.language import _
from oracle.method.heights import of_friction
from oracle.report.charts import dip_label, foot, road, shapes, signs, sparks
from oracle.report.charts.data import RoadData, dip_heading
from oracle.report.charts.dip_label import Basin
from oracle.report.charts.holes import Bite, bite
from oracle.report.charts.plan import HOURGLASS, TEXT, WAIT_LINE, Plan, Row, plan, rows
from oracle.report.charts.surface import Surface, monotone_cubic
from oracle.report.display import Chart, Fill, Hit, Item, Label, Segment, Stroke

_DOT = 3.6
_EXPECTATION = 7.0  # from dot to dot
_WAIT_TEXT = 8.0  # from the ground up to the baseline of a wait's label


class _Scene(Struct, frozen=True):
    """A row with everything computed that more than one part of it needs."""

    data: RoadData
    measures: Plan
    row: Row
    stretch: road.Stretch
    bites: dict[int, Bite]
    posts: tuple[signs.Post, ...]
    stars: tuple[sparks.Spark, ...]
    basin: Basin | None

    @property
    def surface(self) -> Surface:
        return self.stretch.surface

    @property
    def drawing(self) -> road.Measures:
        return road.Measures(self.measures.band, min(1.0, self.measures.band / 26), ground=self.row.ground)


def road_profile(data: RoadData, width: float, height: float | None = None, *, titles: bool = True) -> Chart:
    """The road of a walk at that width; `height` stretches the plot where it is more than needed.

    Under 60 px a step, and over 30 steps, titles go; over 60 steps, or under 15 px a step, it is split by stage into
    rows. Hits are `step:<id>` for each column and `pothole:<id>` for each sign, in road order.
    """
    if not data.steps:
        words_alone = Label(width / 2, 30, _("This journey has no steps yet"), TEXT, 400, "ink_2", "middle")
        return Chart(width, 48, (words_alone,), alt(data))
    measures = plan(data, width, titles=titles)
    scenes = _scenes(data, measures, math.inf)
    spare = (height or 0.0) - _foot_of(scenes)
    if spare > 0:
        measures = replace(measures, unit=measures.unit + spare / 4 / len(scenes))
        scenes = _scenes(data, measures, math.inf)
    return _chart(scenes, alt(data))


def road_sheets(data: RoadData, width: float, height: float, tallest: float) -> tuple[Chart, ...]:
    """The same for paper, without titles: as many charts as it takes to keep each under `tallest`."""
    measures = plan(data, width, titles=False)
    scenes = _scenes(data, measures, tallest) if data.steps else ()
    if len(scenes) < 2:
        return (road_profile(data, width, height, titles=False),)
    sheets = sorted({scene.row.sheet for scene in scenes})
    told = [alt(data), *(_("{title}, continued").format(title=data.title) for _sheet in sheets[1:])]
    return tuple(
        _chart(tuple(scene for scene in scenes if scene.row.sheet == sheet), words_of_it)
        for sheet, words_of_it in zip(sheets, told, strict=True)
    )


class RoadRows:
    """A long road in rows, each a chart of its own: whoever shows it draws those that are looked at.

    Making one computes places only; `heights` are those that the charts will have, from top to bottom.
    """

    def __init__(self, data: RoadData, width: float) -> None:
        measures = plan(data, width, titles=False)
        self._scenes = _scenes(data, measures, 0.0)
        self.heights = tuple(round(_foot_of((scene,)), 2) for scene in self._scenes)

    def chart(self, number: int) -> Chart:
        """One row; it is told with the steps that are in it."""
        scene = self._scenes[number]
        first, last = scene.row.steps[0].number, scene.row.steps[-1].number
        title = _("{title}, steps {first} to {last}").format(title=scene.data.title, first=first, last=last)
        part = RoadData(title, scene.row.steps, scene.row.stages, scene.row.holes, None, scene.row.brights)
        return _chart((scene,), alt(part))


def _chart(scenes: tuple[_Scene, ...], told: str) -> Chart:
    items = tuple(item for scene in scenes for item in _paint(scene))
    hits = tuple(hit for scene in scenes for hit in _hits(scene))
    return Chart(scenes[0].measures.width, round(_foot_of(scenes), 2), items, told, hits)


def alt(data: RoadData) -> str:
    """The picture in words."""
    told = [_("Road profile of “{title}”.").format(title=data.title)]
    if not data.rated:
        return f"{told[0]} {_('Not rated yet.')}"
    for index, step in enumerate(data.steps):
        parts = [words.friction(step.friction)]
        if step.height is not None and not step.guessed:
            parts.append(words.feeling(round(step.height)))
        parts.extend(
            _("pothole {label}, {severity}").format(label=hole.label, severity=words.severity(hole.severity))
            for hole in data.holes
            if hole.step == index
        )
        parts.extend(_("a bright spot") for bright in data.brights if bright.step == index)
        told.append(f"{step.number} {step.title}: {', '.join(parts)}.")
    if data.dip:
        told.append(f"{dip_heading(data.dip.after_sale)}: {data.dip.text}.")
    return " ".join(told)


def _scenes(data: RoadData, measures: Plan, tallest: float) -> tuple[_Scene, ...]:
    """The rows, with room for the dip's words above them where these do not fit in."""
    under = foot.height(measures)
    placed = rows(data, measures, lead=False, foot=under, tallest=tallest)
    scenes = tuple(_scene(data, measures, row) for row in placed)
    spoken = [scene for scene in scenes if scene.basin and _says_dip(scene)]
    if all(_dip_place(scene) is not None for scene in spoken):
        return scenes
    placed = rows(data, measures, lead=True, foot=under, tallest=tallest)
    return tuple(_scene(data, measures, row) for row in placed)


def _dip_place(scene: _Scene) -> float | None:
    if scene.basin is None:
        return None
    return dip_label.free_place(scene.basin, scene.row, scene.surface, scene.posts, _expected_dots(scene.row))


def _foot_of(scenes: tuple[_Scene, ...]) -> float:
    return scenes[-1].row.ground + foot.height(scenes[-1].measures)


def _scene(data: RoadData, measures: Plan, row: Row) -> _Scene:
    ys = [row.y(height) for height in row.heights]
    surface = Surface(row.x0, row.x1, row.xs, ys, measures.flat)
    bites = {}
    for index, step in enumerate(row.steps):
        holes = row.holes_at(index)
        if holes and step.height is not None:
            worst = holes[0]
            seed = int("".join(c for c in worst.label.split(".")[-1] if c.isdigit()) or 1)
            bites[index] = bite(surface, row.xs[index], worst.severity, seed, measures.band, measures.scale)
    stretch = road.Stretch(surface, tuple(bites.values()), _unknown(row))
    placed = signs.posts(row, measures, surface, bites)
    stars = sparks.sparks(row, surface, placed)
    return _Scene(data, measures, row, stretch, bites, placed, stars, _basin(data, row, stretch))


def _unknown(row: Row) -> tuple[tuple[float, float], ...]:
    """The x-ranges around the steps that nobody rated, neighbours joined."""
    found: list[tuple[float, float]] = []
    for index, step in enumerate(row.steps):
        if step.height is None:
            start, end = row.x0 + row.pitch * index, row.x0 + row.pitch * (index + 1)
            found.append((found.pop()[0], end) if found and found[-1][1] >= start - 0.01 else (start, end))
    return tuple(found)


def _basin(data: RoadData, row: Row, stretch: road.Stretch) -> Basin | None:
    """The part of the dip that lies in this row, filled to the lower of its two rims."""
    if data.dip is None:
        return None
    start, end = data.dip.start - row.first, (data.dip.end if data.dip.end is not None else 10**9) - row.first
    last = len(row.steps) - 1
    if end < 0 or start > last:
        return None
    left = row.xs[start] if start >= 0 else row.x0
    right = row.xs[end] if end <= last else row.x1
    rims = [data.steps[i].height or 0.0 for i in (data.dip.start, data.dip.end) if i is not None]
    level = row.y(min([*rims, *([0.0] if data.dip.end is None else [])]))
    low = row.xs[min(max(data.dip.low - row.first, 0), last)]
    path = road.water(stretch, left, right, level)
    ends = path[0][1], path[-2][1]  # type: ignore[misc]
    return Basin(path, float(ends[0]), float(ends[1]), level, low, dip_heading(data.dip.after_sale), data.dip.text)


def _says_dip(scene: _Scene) -> bool:
    low = scene.data.dip.low if scene.data.dip else -1
    return scene.row.first <= low < scene.row.first + len(scene.row.steps)


def _paint(scene: _Scene) -> Iterator[Item]:
    row = scene.row
    yield from foot.axis(row, scene.measures)
    yield from foot.boundaries(row)
    if scene.basin:
        yield Fill(scene.basin.path, "dip")
    yield from road.paint(scene.stretch, scene.drawing)
    yield from _waits(scene)
    yield from _dots(scene)
    yield from _expectation(scene)
    if scene.basin and _says_dip(scene):
        yield from dip_label.paint(scene.basin, row, _dip_place(scene))
    for post in scene.posts:
        yield from signs.paint(post)
    for star in scene.stars:
        yield from sparks.paint(star)
    if not scene.data.rated:
        middle = (row.x0 + row.x1) / 2
        yield Label(middle, row.y(1), _("Not rated yet"), TEXT, 600, "ink_2", "middle")
    yield from foot.foot(row, scene.measures)


def _waits(scene: _Scene) -> Iterator[Item]:
    """The cuts where time passes, and how long it was."""
    row = scene.row
    for index, step in enumerate(row.steps):
        if not step.wait:
            continue
        if step.height is not None or (index and row.steps[index - 1].height is not None):
            yield from road.cut(scene.surface, row.cut_x(index), scene.drawing)
    for place in row.waits:
        y = row.ground - _WAIT_TEXT - place.line * WAIT_LINE
        yield shapes.hourglass(place.x, y - 10, 12)
        yield Label(place.x + HOURGLASS, y, place.text, TEXT, 400, "ink_2")


def _dots(scene: _Scene) -> Iterator[Item]:
    """A dot on the surface at each step without a hole: full ring = felt, dashed ring = not said."""
    size = min(1.0, scene.row.pitch / 24)
    for index, (x, step) in enumerate(zip(scene.row.xs, scene.row.steps, strict=True)):
        if index in scene.bites:
            continue
        y, radius = scene.surface.at(x), _DOT * size
        felt = step.height is not None and not step.guessed
        path = shapes.circle(x, y, radius if felt else radius + 1 * size)
        yield Fill(path, "surface")
        if felt:
            yield Stroke(path, "asphalt", 2 * size)
        else:
            yield Stroke(path, "ink_2", 1.3 * size, (2.2 * size, 1.8 * size), cap="flat")


def _expectation(scene: _Scene) -> Iterator[Item]:
    """What the owner expected, dotted on a halo, on the same height rule; broken where nothing was expected."""
    yield from _dotted(_expected_dots(scene.row))


def _expected_dots(row: Row) -> list[shapes.Point]:
    dots: list[shapes.Point] = []
    for run in _runs([step.expected is not None for step in row.steps]):
        xs = [row.xs[index] for index in run]
        ys = [row.y(of_friction(row.steps[index].expected or 0)) for index in run]
        dots.extend(_spaced(xs, ys))
    return dots


def dotted(xs: list[float], ys: list[float]) -> Iterator[Item]:
    """The curve through these points as dots on a halo: how an expectation is drawn."""
    yield from _dotted(list(_spaced(xs, ys)))


def _dotted(dots: list[shapes.Point]) -> Iterator[Item]:
    for radius, token in ((2.3, "surface"), (1.4, "expect")) if dots else ():
        path: list[Segment] = []
        for x, y in dots:
            path.extend(shapes.circle(x, y, radius))
        yield Fill(tuple(path), token)


def _spaced(xs: list[float], ys: list[float]) -> Iterator[shapes.Point]:
    """Points along the curve, one every seven pixels of its length."""
    curve, x, wanted, travelled = monotone_cubic(xs, ys), xs[0], 0.0, 0.0
    while x <= xs[-1]:
        if travelled >= wanted:
            yield x, curve.at(x)
            wanted += _EXPECTATION
        travelled += math.hypot(0.25, curve.at(x + 0.25) - curve.at(x))
        x += 0.25


def _runs(flags: list[bool]) -> Iterator[list[int]]:
    run: list[int] = []
    for index, flag in enumerate([*flags, False]):
        if flag:
            run.append(index)
        elif run:
            yield run
            run = []


def _hits(scene: _Scene) -> Iterator[Hit]:
    row, under = scene.row, foot.height(scene.measures)
    by_step = {round(post.x): post for post in scene.posts}
    stars = {round(star.x): star for star in scene.stars}
    for x, step in zip(row.xs, row.steps, strict=True):
        column = x - row.pitch / 2, row.top, row.pitch, row.ground + under - row.top
        yield Hit(*column, f"step:{step.id}", step.story or f"{step.number} {step.title}")
        if round(x) in by_step:
            yield from signs.hits(by_step[round(x)])
        if round(x) in stars:
            yield from sparks.hits(stars[round(x)])
