"""The repair plan as a table with boxes to tick: in the report, and in the plan that stands alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from oracle.language import _
from oracle.report.charts import shapes
from oracle.report.content.cards import DASH
from oracle.report.content.parts import Content, PlanLine
from oracle.report.content.plan_lines import intro
from oracle.report.display import Chart, Fill, Item, Stroke
from oracle.report.pdf.columns import Share, Table, Width
from oracle.report.pdf.figures import Drawing
from oracle.report.pdf.flow import Flowable, KeepTogether, Stack
from oracle.report.pdf.pages_styles import BODY, PIXEL, PLAIN_LABEL, SMALL, SMALL_2, STRONG, head, sign_of
from oracle.report.pdf.paragraphs import PageReference, Text
from oracle.report.pdf.text import Run, Style

BOX = 20.0 * PIXEL  # points of the box to tick
_PIXELS = 20.0
_ON_ONE_PAGE = 20  # lines of a plan, at most
_RIGHT = Style(BODY.size, BODY.leading, align="right")
_RIGHT_LABEL = Style(PLAIN_LABEL.size, PLAIN_LABEL.leading, token="ink_2", align="right")
_TODO, _TITLE, _NAME = replace(STRONG, lines=3), replace(SMALL_2, lines=2), replace(SMALL, lines=2)


def plan_pages(content: Content, *, linked: bool) -> Iterator[Flowable]:
    """The report's repair plan. `linked`: the cards are in the report."""
    title = head(_("Repair plan"), "plan", before=24)
    told = Text(intro(), BODY, after=10, keep_with_next=True)
    table = plan_table(content.plan, linked=linked)
    if len(content.plan) <= _ON_ONE_PAGE:  # a list to tick off is not torn where a page holds it
        yield KeepTogether([title, told, *table])
    else:
        yield from (title, told)
        yield from table


def plan_table(lines: Sequence[PlanLine], *, linked: bool) -> Iterator[Flowable]:
    """A line a pothole, with its page where there is one. `linked`: each has a place, by the key of its sign."""
    heads = [Text(each, PLAIN_LABEL) for each in ("", "", _("What to do"), _("Who"), _("Effort"), _("Due"))]
    wide = 28.4 if any(len(line.sign.label) > 2 for line in lines) else 20.0
    due = 54.0 if any(line.due != DASH for line in lines) else 24.0
    widths: list[Width] = [BOX, wide, Share(), 54.0, 38.0, due]
    if linked:
        heads.append(Text(_("Page"), _RIGHT_LABEL))
        widths.append(24.0)
    yield from Table.in_parts(heads, (_row(line, linked=linked) for line in lines), widths, gap=9, padding=7)


def _row(line: PlanLine, *, linked: bool) -> list[Flowable]:
    below = [part for part in (line.title if line.todo else "", line.journey) if part]
    link = f"#{line.sign.key}" if linked else ""
    told: list[Flowable] = [Text(Run(line.todo or line.title, link=link, token="ink"), _TODO)]
    told += [Text(" · ".join(below), _TITLE)] if below else []
    told += [Text(_("Claimed to be repaired; a walk has still to see it."), SMALL_2)] if line.claimed else []
    cells: list[Flowable] = [
        tick_box(line.claimed),
        sign_of(line.sign, 20),
        Stack(told),
        Text(line.owner or DASH, _NAME),
        Text(line.effort, SMALL),
        Text(line.due, SMALL),
    ]
    return [*cells, PageReference(line.sign.key, _RIGHT)] if linked else cells


def tick_box(ticked: bool) -> Drawing:
    """A box to tick with a pen, or one that is ticked."""
    outline = shapes.box(0.7, 0.7, _PIXELS - 1.4, _PIXELS - 1.4, 4)
    items: list[Item] = [Fill(outline, "surface"), Stroke(outline, "ink", 1.4)]
    if ticked:
        items.append(shapes.check(2, 2, _PIXELS - 4, "ink"))
    alt = _("Ticked") if ticked else _("To tick")
    return Drawing(Chart(_PIXELS, _PIXELS, tuple(items), alt), width=BOX)
