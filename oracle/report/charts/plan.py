"""Where everything of a road profile goes: measures by width, rows by stage, room above for signs and labels."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from oracle.report.charts.data import RoadBright, RoadData, RoadHole, RoadStage, RoadStep
from oracle.report.inter_widths import ELLIPSIS, wrapped
from oracle.report.inter_widths import width as text_width

TEXT = 12.0
MOST_STEPS_A_ROW = 60
MOST_STEPS_WITH_TITLES = 30
LEAST_PITCH = 15.0
TITLE_PITCH = 60.0
AXIS = 88.0  # faces and their words
NARROW_AXIS = 26.0  # faces alone
WORDS_FROM = 560.0  # width of the picture from which the axis has words
HEADROOM = 46.0  # from the top of a row to Delighted
LEAD_ROOM = 46.0  # for the dip's label above the plot
UNIT = 36.0
ROW_GAP = 28.0
WAIT_LINE = 16.0
HOURGLASS = 15.0  # from the left of a wait's hourglass to its words
_WAIT_LINES = 2
_WAIT_GAP = 2.0
POST = 24.0  # from the surface to the middle of the lowest sign
SIGNS_SHOWN = 3
SPARK = 16.0  # how high a bright spot's star is
SPARK_GAP = 6.0  # between it and what stands below it


class Plan(Struct, frozen=True):
    """Measures that hold for the whole picture."""

    width: float
    left: float
    pitch: float
    unit: float
    band: float
    scale: float  # of holes
    flat: float
    sign: float
    coin: float
    titles: int  # lines of a step's title; 0 where titles have no room
    title_size: float

    @property
    def axis_words(self) -> bool:
        """Whether the axis says its words beside the faces."""
        return self.left >= AXIS


class WaitPlace(Struct, frozen=True):
    """A wait's label in the earth: its left end, and its line counted from the ground up."""

    x: float
    line: int
    text: str


class Row(Struct, frozen=True):
    """One row of the road: its steps, their heights (guessed where unknown), and where its parts stand.

    `delighted` is the y of +2, `ground` the y where the earth ends.
    """

    steps: tuple[RoadStep, ...]
    heights: tuple[float, ...]
    stages: tuple[RoadStage, ...]
    holes: tuple[RoadHole, ...]  # their `step` counts within the row
    brights: tuple[RoadBright, ...]  # so does theirs
    first: int
    x0: float
    pitch: float
    unit: float
    top: float
    delighted: float
    ground: float
    waits: tuple[WaitPlace, ...]
    sheet: int = 0

    @property
    def x1(self) -> float:
        """Where the road ends."""
        return self.x0 + self.pitch * len(self.steps)

    @property
    def xs(self) -> tuple[float, ...]:
        """Centres of the steps."""
        return tuple(self.x0 + self.pitch * (index + 0.5) for index in range(len(self.steps)))

    def y(self, height: float) -> float:
        """Where a height on the feeling scale stands."""
        return self.delighted + (2 - height) * self.unit

    def moved(self, down: float) -> Row:
        """The same row, further down."""
        return replace(self, top=self.top + down, delighted=self.delighted + down, ground=self.ground + down)

    def cut_x(self, index: int) -> float:
        """Where the wait before that step cuts the road."""
        return self.x0 + self.pitch * index if index else self.x0 + 6

    def holes_at(self, index: int) -> tuple[RoadHole, ...]:
        """The potholes of a step, worst first."""
        found = [hole for hole in self.holes if hole.step == index]
        return tuple(sorted(found, key=lambda hole: -(hole.severity or 0)))

    def brights_at(self, index: int) -> tuple[RoadBright, ...]:
        """The bright spots of a step."""
        return tuple(bright for bright in self.brights if bright.step == index)


def plan(data: RoadData, width: float, *, titles: bool) -> Plan:
    """Measures for a road of that many steps at that width."""
    left = AXIS if width >= WORDS_FROM else NARROW_AXIS
    longest = max([len(steps) for steps in _packed(data, width - left)], default=1)
    pitch = (width - left) / max(1, longest)
    has_room = titles and pitch >= TITLE_PITCH and len(data.steps) <= MOST_STEPS_WITH_TITLES
    lines, size = _title_lines(data, pitch) if has_room else (0, 0.0)
    return Plan(
        width=width,
        left=left,
        pitch=pitch,
        unit=min(UNIT, max(16.0, pitch * 0.75)),
        band=min(30.0, max(11.0, pitch * 0.62)),
        scale=min(1.0, max(0.24, pitch / 70)),
        flat=min(9.0, pitch * 0.16),
        sign=min(26.0, max(13.0, pitch * 0.92)),
        coin=min(20.0, pitch - 1.5),
        titles=lines,
        title_size=size,
    )


def _title_lines(data: RoadData, pitch: float) -> tuple[int, float]:
    """Lines and size in which all titles are whole, if there are any: two lines before three, the larger size first."""
    tried = ((2, TEXT), (2, TEXT - 1), (3, TEXT), (3, TEXT - 1))
    return next((each for each in tried if all(_whole(step.title, pitch, *each) for step in data.steps)), tried[-1])


def _whole(title: str, room: float, lines: int, size: float) -> bool:
    return not any(ELLIPSIS in line for line in wrapped(title, room, size, lines))


def rows(data: RoadData, measures: Plan, *, lead: bool, foot: float, tallest: float) -> tuple[Row, ...]:
    """The rows from top to bottom; a new sheet begins where one would be higher than `tallest`.

    `lead`: leave room above for the dip's label; `foot`: what stands under a row.
    """
    heights = filled([step.height for step in data.steps])
    top, found, first, sheet = 0.0, [], 0, 0
    for stages in _packed_stages(data, measures.width - measures.left):
        count = sum(stage.steps for stage in stages)
        row = _row(data, measures, stages, first, heights[first : first + count])
        extra = LEAD_ROOM if lead and _holds_dip(data, first, count) else 0.0
        row = replace(row, delighted=row.delighted + extra, ground=row.ground + extra)
        if top and top + row.ground + foot > tallest:
            top, sheet = 0.0, sheet + 1
        row = replace(row.moved(top), sheet=sheet)
        found.append(row)
        top, first = row.ground + foot + ROW_GAP, first + count
    return tuple(found)


def filled(heights: Sequence[float | None]) -> tuple[float, ...]:
    """Heights with the missing ones on a straight line between their neighbours; 0 where nothing is known."""
    before = _last_known(range(len(heights)), heights)
    after = _last_known(range(len(heights))[::-1], heights)[::-1]
    return tuple(_between(heights, *places, index) for index, places in enumerate(zip(before, after, strict=True)))


def _last_known(order: range, heights: Sequence[float | None]) -> list[int | None]:
    """For each place in that order the last one, it included, whose height is known."""
    found: list[int | None] = []
    last: int | None = None
    for index in order:
        last = last if heights[index] is None else index
        found.append(last)
    return found


def _between(heights: Sequence[float | None], before: int | None, after: int | None, index: int) -> float:
    a = heights[before] if before is not None else None
    b = heights[after] if after is not None else None
    if a is None or b is None or before == after:
        return next((value for value in (a, b) if value is not None), 0.0)
    return a + (b - a) * (index - (before or 0)) / ((after or 0) - (before or 0))


def _row(data: RoadData, measures: Plan, stages: list[RoadStage], first: int, heights: Sequence[float]) -> Row:
    steps = data.steps[first : first + len(heights)]
    holes = tuple(replace(hole, step=hole.step - first) for hole in data.holes if 0 <= hole.step - first < len(steps))
    brights = tuple(
        replace(each, step=each.step - first) for each in data.brights if 0 <= each.step - first < len(steps)
    )
    waits = _wait_places(steps, measures)
    stacks = (_stack(measures, holes, brights, index, value) for index, value in enumerate(heights))
    above = max([HEADROOM, *stacks])
    below = measures.band + 34 + WAIT_LINE * max((place.line for place in waits), default=0)
    return Row(
        steps=steps,
        heights=tuple(heights),
        stages=tuple(stages),
        holes=holes,
        brights=brights,
        first=first,
        x0=measures.left,
        pitch=measures.pitch,
        unit=measures.unit,
        top=0.0,
        delighted=above,
        ground=above + 4 * measures.unit + below,
        waits=waits,
    )


def _stack(
    measures: Plan, holes: Sequence[RoadHole], brights: Sequence[RoadBright], index: int, height: float
) -> float:
    """Room that the signs and the star of a step need above Delighted."""
    count = sum(hole.step == index for hole in holes)
    star = SPARK + SPARK_GAP if any(bright.step == index for bright in brights) else 0.0
    if not count:
        return star + SPARK_GAP - (2 - height) * measures.unit if star else 0.0
    shown = min(count, SIGNS_SHOWN)
    tall = POST + (shown - 0.5) * measures.sign + (TEXT + 4 if count > shown else 0)
    return tall + star + 6 - (2 - height) * measures.unit


def _wait_places(steps: Sequence[RoadStep], measures: Plan) -> tuple[WaitPlace, ...]:
    """Places of the waits' labels, so that no two touch; one for which two lines are not enough has only its cut."""
    right = measures.left + measures.pitch * len(steps)
    ends, found = [-math.inf] * _WAIT_LINES, []
    for index, step in enumerate(steps):
        if not step.wait:
            continue
        across = text_width(step.wait, TEXT) + HOURGLASS
        left = measures.left + measures.pitch * index - across / 2
        left = max(measures.left + 2, min(left, right - across))
        line = next((line for line, end in enumerate(ends) if left >= end + _WAIT_GAP), None)
        if line is not None:
            ends[line] = left + across
            found.append(WaitPlace(left, line, step.wait))
    return tuple(found)


def _holds_dip(data: RoadData, first: int, count: int) -> bool:
    return data.dip is not None and first <= data.dip.low < first + count


def _packed(data: RoadData, room: float) -> list[tuple[RoadStep, ...]]:
    found, first = [], 0
    for stages in _packed_stages(data, room):
        count = sum(stage.steps for stage in stages)
        found.append(data.steps[first : first + count])
        first += count
    return found


def _packed_stages(data: RoadData, room: float) -> list[list[RoadStage]]:
    """Stages by row: all in one where they fit, else as many whole stages as do; too long a stage is parted."""
    most = max(1, min(MOST_STEPS_A_ROW, math.floor(room / LEAST_PITCH)))
    packed: list[list[RoadStage]] = [[]]
    for stage in data.stages:
        for part in _parted(stage, most):
            if sum(each.steps for each in packed[-1]) + part.steps > most:
                packed.append([])
            packed[-1].append(part)
    return packed


def _parted(stage: RoadStage, most: int) -> list[RoadStage]:
    parts = math.ceil(stage.steps / most)
    size = math.ceil(stage.steps / max(1, parts))
    return [RoadStage(stage.name, min(size, stage.steps - size * part)) for part in range(parts)]
