"""What stands under the road: step numbers, friction coins, titles, stages; and the axis beside it."""

from __future__ import annotations

from collections.abc import Iterator

from oracle import words
from oracle.language import _
from oracle.report.charts import shapes
from oracle.report.charts.marks import coin_items
from oracle.report.charts.plan import TEXT, Plan, Row
from oracle.report.display import Item, Label, Stroke
from oracle.report.inter_widths import elided, wrapped

_NUMBERS = 18.0  # from the ground to the baseline of the numbers
_COINS = 36.0
_TITLES = 66.0
_TITLE_LINE = 16.0
_STAGES_AFTER_COINS = 26.0
_STAGES_AFTER_TITLES = 16.0
_STAGE_TEXT = 18.0
_LAST = 6.0
_AXIS_TEXT = 25.0
_FACE = 18.0


def height(measures: Plan) -> float:
    """How much stands under the ground of a row."""
    return _stage_line(measures) + _STAGE_TEXT + _LAST


def foot(row: Row, measures: Plan) -> Iterator[Item]:
    """Numbers, coins, titles and stages of a row."""
    for index, (x, step) in enumerate(zip(row.xs, row.steps, strict=True)):
        numbers = min(TEXT, row.pitch * 1.4 / len(str(step.number)))
        yield Label(x, row.ground + _NUMBERS, str(step.number), numbers, 600, "ink_2", "middle")
        yield from coin_items(step.friction, x, row.ground + _coins(measures), measures.coin)
        if measures.titles:
            yield from _title(row, index, measures)
    yield from _stages(row, row.ground + _stage_line(measures))


def axis(row: Row, measures: Plan) -> Iterator[Item]:
    """The five feelings with their lines, and the words of the foot."""
    for feeling in (2, 1, 0, -1, -2):
        y = row.y(feeling)
        dash = () if feeling == 0 else (2.0, 4.0)
        yield Stroke((("M", row.x0, y), ("L", row.x1, y)), "line", 1.0, dash, cap="flat")
        size = min(_FACE, measures.unit * 0.9)
        yield from shapes.face(feeling, 0, y - size / 2, size, "ink_2")
        if measures.axis_words:
            yield Label(_AXIS_TEXT, y + 4, words.feeling(feeling), TEXT, 400, "ink_2", width=row.x0 - _AXIS_TEXT - 2)
    if measures.axis_words:
        yield Label(0, row.ground + _NUMBERS, _("Step"), TEXT, 400, "ink_2", width=row.x0 - 4)
        yield Label(0, row.ground + _coins(measures) + 4, _("Friction"), TEXT, 400, "ink_2", width=row.x0 - 4)


def boundaries(row: Row) -> Iterator[Item]:
    """Thin lines between the stages."""
    steps = 0
    for stage in row.stages[:-1]:
        steps += stage.steps
        x = row.x0 + row.pitch * steps
        yield Stroke((("M", x, row.delighted - 26), ("L", x, row.ground)), "line", 1.0, cap="flat")


def _coins(measures: Plan) -> float:
    return _COINS if measures.titles or measures.coin < 18 else _COINS + 2


def _stage_line(measures: Plan) -> float:
    if measures.titles:
        return _TITLES + _TITLE_LINE * (measures.titles - 1) + _STAGES_AFTER_TITLES
    return _coins(measures) + _STAGES_AFTER_COINS


def _title(row: Row, index: int, measures: Plan) -> Iterator[Label]:
    size = measures.title_size
    for number, text in enumerate(wrapped(row.steps[index].title, row.pitch, size, measures.titles)):
        y = row.ground + _TITLES + number * _TITLE_LINE
        yield Label(row.xs[index], y, text, size, 400, "ink", "middle")


def _stages(row: Row, y: float) -> Iterator[Item]:
    steps, inset = 0, min(4.0, row.pitch * 0.12)
    for stage in row.stages:
        left = row.x0 + row.pitch * steps + inset
        steps += stage.steps
        right = row.x0 + row.pitch * steps - inset
        yield Stroke((("M", left, y), ("L", right, y)), "ink", 2.0)
        size = TEXT if row.pitch >= 30 else TEXT - 1.5
        name = elided(stage.name, right - left + inset, size, 600)
        if name:
            yield Label((left + right) / 2, y + _STAGE_TEXT, name, size, 600, "ink", "middle")
