"""The columns of a map: the stage's name, the waits, and a card for each step."""

from __future__ import annotations

from collections.abc import Iterator

from oracle import words
from oracle.language import _
from oracle.model.journey import Step
from oracle.report.charts import shapes
from oracle.report.charts.channel_icons import CHANNEL_ICONS
from oracle.report.display import Fill, Item, Label, Stroke
from oracle.report.inter_widths import elided, width, wrapped
from oracle.report.map import plan
from oracle.report.map.icons import icon
from oracle.report.map.plan import Column

SMALL = 7.5  # points: the smallest type of a map
NAME = 10.0
TITLE = 8.8
_PAD = 7.0
_RADIUS = 5.0
_ICON = 9.0
_MARK = 10.0
TRUTH, PRIVATE, SALE = "star-filled", "lock", "banknote"


def column(of: Column, x: float, y: float, across: float) -> Iterator[Item]:
    """A stage's column with its top left corner at x, y."""
    yield from _head(of, x, y, across)
    top = y + plan.HEAD
    for step in of.steps:
        if step.wait:
            yield from _wait(step, x, top, across)
            top += plan.WAIT
        yield from _card(step, x, top, across)
        top += plan.CARD + plan.GAP


def told(of: Column) -> str:
    """A column in words, for who cannot see it."""
    steps = "; ".join(_told(step) for step in of.steps) or _("no step")
    return f"{of.stage}: {steps}."


def who(step: Step) -> str:
    """Channel and person on one line: "Instagram · Mia"."""
    return " · ".join(part for part in (words.channel(step.channel, step.channel_label), step.handled_by) if part)


def _told(step: Step) -> str:
    wait = _("after a wait of {length}").format(length=words.length(step.wait.length)) if step.wait else ""
    truth = _("moment of truth") if step.moment_of_truth else ""
    return ", ".join(part for part in (f"{step.number} {step.title}", who(step), wait, truth) if part)


def _head(of: Column, x: float, y: float, across: float) -> Iterator[Item]:
    count = str(of.count) if of.part < 2 else _("part {n}").format(n=of.part)
    name = elided(of.stage, across - width(count, NAME, 400) - 8, NAME, 600)
    yield Label(x + 1, y + 13, name, NAME, 600, "ink")
    yield Label(x + 6 + width(name, NAME, 600), y + 13, count, NAME, 400, "ink_2")
    if not of.steps:
        box = shapes.box(x + 0.5, y + plan.HEAD + 0.5, across - 1, 26, _RADIUS)
        yield Stroke(box, "edge", 0.75, (3.0, 2.5), cap="flat")
        yield Label(x + across / 2, y + plan.HEAD + 16, _("No step yet"), SMALL, 400, "ink_2", "middle")


def _wait(step: Step, x: float, y: float, across: float) -> Iterator[Item]:
    text = elided(words.length(step.wait.length) if step.wait else "", across - 20, SMALL)
    left = x + (across - width(text, SMALL) - 11) / 2
    yield shapes.hourglass(left, y + 2, 8)
    yield Label(left + 11, y + 8.6, text, SMALL, 400, "ink_2")


def _card(step: Step, x: float, y: float, across: float) -> Iterator[Item]:
    frame = shapes.box(x + 0.375, y + 0.375, across - 0.75, plan.CARD - 0.75, _RADIUS)
    yield Fill(frame, "surface")
    yield Stroke(frame, "line", 1.0)
    yield Label(x + _PAD, y + 13, str(step.number), SMALL, 600, "ink_2")
    right = x + across - _PAD
    for wanted, name in ((step.moment_of_truth, TRUTH), (step.private, PRIVATE), (step.sale, SALE)):
        if wanted:
            right -= _MARK
            yield icon(name, right, y + 5, _MARK, "ink")
            right -= 3
    for number, line in enumerate(_title_lines(step.title, across - 2 * _PAD)):
        yield Label(x + _PAD, y + 24.5 + number * 11, line, TITLE, 600, "ink")
    yield icon(CHANNEL_ICONS[step.channel], x + _PAD, y + plan.CARD - 14.5, _ICON)
    room = across - 2 * _PAD - _ICON - 4
    yield Label(x + _PAD + _ICON + 4, y + plan.CARD - 7.3, elided(who(step), room, SMALL), SMALL, 400, "ink_2")


def _title_lines(title: str, room: float) -> tuple[str, ...]:
    """A title on two lines: between words, or where the room ends for what has no spaces, as in Japanese."""
    longest = max((width(word, TITLE, 600) for word in title.split()), default=0.0)
    if longest <= room:
        return wrapped(title, room, TITLE, 2, 600)
    text, end = " ".join(title.split()), 1
    while end < len(text) and width(text[: end + 1], TITLE, 600) <= room:
        end += 1
    rest = text[end:].strip()
    return (text[:end].strip(), elided(rest, room, TITLE, 600)) if rest else (text,)
