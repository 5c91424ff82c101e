"""The page at a glance, and the road in profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oracle import words
from oracle.language import _, ngettext
from oracle.report.charts.data import RoadStep
from oracle.report.charts.legend import quality_bar, road_legend
from oracle.report.charts.profile import road_sheets
from oracle.report.charts.scaling import scaled as scaled_chart
from oracle.report.charts.shapes import check
from oracle.report.content import Bright, Content, Glance, Road, Top, WalkFigure
from oracle.report.display import Chart
from oracle.report.pdf.columns import Columns, List, Share, Table, grid
from oracle.report.pdf.figures import Drawing
from oracle.report.pdf.flow import Flowable, Inset, KeepTogether, PageBreak, Rule, Space, Stack
from oracle.report.pdf.pages_styles import (
    BODY,
    COUNT,
    FIGURE,
    LABEL,
    LEAD,
    PIXEL,
    PLAIN_LABEL,
    SMALL,
    SMALL_2,
    SMALL_HEAD,
    STRONG,
    accent_bar,
    chip_of,
    head,
    scaled,
    sign_of,
    subhead,
)
from oracle.report.pdf.paragraphs import Heading, PageReference, Text
from oracle.report.pdf.text import Run, Style

_ROAD_WIDTH = 812.0  # pixels: the profile stands out into both margins
_ROAD_HEIGHT = 440.0
_ROAD_TALLEST = 860.0
_STANDS_OUT = 42 * PIXEL
_RIGHT = Style(BODY.size, BODY.leading, align="right", tabular=True)
_RIGHT_LABEL = Style(PLAIN_LABEL.size, PLAIN_LABEL.leading, token="ink_2", align="right")


def glance_pages(content: Content, *, linked: bool) -> Iterator[Flowable]:
    """Verdict, figures, what to repair first, what went smoothly. `linked`: the cards are in the report."""
    glance = content.glance
    yield head(_("At a glance"), "glance")
    if len(glance.figures) == 1:
        yield Text(glance.figures[0].verdict, LEAD, before=3, after=17)
        yield Columns([_quality(glance.figures[0]), _counts(glance)], [232 * PIXEL, Share()], gap=21, after=10)
    else:
        yield _walks(glance.figures)
        yield _counts(glance)
    if glance.first:
        count = len(glance.first)
        told = ngettext("Repair this one first", "Repair these {n} first", count).format(n=count)
        yield subhead(told)
        yield _first(glance.first, linked=linked, costs=bool(glance.together))
        told = _("Priority is severity × reach, 16 at most. With equal priority the smaller effort comes first.")
        yield Text(" ".join(part for part in (glance.together, told) if part), SMALL_2, before=6)
    if glance.smooth:
        yield subhead(_("What went smoothly"))
        yield List([(_check(), _smooth(bright)) for bright in glance.smooth], indent=20, down=5)
    for line in glance.roads:
        yield Text(line, SMALL_2, before=6)


def road_pages(content: Content) -> Iterator[Flowable]:
    """A profile for each walk, with its titles and sayings."""
    for number, road in enumerate(content.roads):
        if number:
            yield PageBreak()
        title = _("The road, in profile")
        yield head(f"{title}: {road.title}" if len(content.roads) > 1 else title, f"road-{number}")
        yield Text(road.intro, BODY, after=9)
        for chart in road_sheets(road.data, _ROAD_WIDTH, _ROAD_HEIGHT, _ROAD_TALLEST):
            drawing = Drawing(chart, width=_ROAD_WIDTH * PIXEL, before=6, after=6)
            yield Inset(drawing, left=-_STANDS_OUT, right=-_STANDS_OUT)
        yield _legend(road)
        yield from _titles(road)
        yield from _sayings(road)


def _quality(figure: WalkFigure) -> Flowable:
    if figure.quality is None:
        return Stack([Text(_("Road quality"), LABEL), Text(_("Not rated"), SMALL_HEAD, before=4)])
    number = [Run(str(figure.quality)), Run("  " + _("of 100"), weight=400, size=10, token="ink_2")]
    rated = " · ".join(part for part in (figure.rated, figure.change) if part)
    return Stack(
        [
            Text(_("Road quality"), LABEL),
            Text(number, FIGURE),
            scaled(quality_bar(figure.quality), alt=""),
            Text(rated, SMALL_2, before=2),
        ]
    )


def _counts(glance: Glance) -> Flowable:
    cells: list[Flowable] = [_count(severity, count) for severity, count in glance.counts]
    row = Columns(cells, [Share()] * len(cells), gap=6.6)
    return Stack([Text(glance.counted, LABEL, after=6.5), row], after=8)


def _count(severity: int | None, count: int) -> Flowable:
    token = f"r{severity}" if severity else "rx"
    return Stack([Rule(token, 2.6), Space(5), Text(str(count), COUNT), Space(1.5), chip_of(severity)])


def _walks(figures: Sequence[WalkFigure]) -> Flowable:
    heads = [Text(_("Walk"), PLAIN_LABEL), Text(_("Road quality"), _RIGHT_LABEL)]
    rows = []
    for figure in figures:
        quality = "–" if figure.quality is None else str(figure.quality)
        note = " · ".join(part for part in (figure.rated, figure.change) if part)
        told = Stack([Text(figure.title, STRONG), Text(figure.verdict, SMALL), Text(note, SMALL_2)])
        rows.append([told, Text(quality, Style(16, 20, 600, align="right", tabular=True))])
    return Table(heads, rows, [Share(), 70], after=16)


def _first(tops: Sequence[Top], *, linked: bool, costs: bool) -> Flowable:
    wide = 28.4 if any(len(top.sign.label) > 2 for top in tops) else 20.0
    heads = [
        Text("", PLAIN_LABEL),
        Text(_("Pothole"), PLAIN_LABEL),
        Text(_("Priority"), _RIGHT_LABEL),
    ]
    widths: list[float | Share] = [wide, Share(), 40.0]
    if costs:
        heads.append(Text(_("Estimated cost a month"), _RIGHT_LABEL))
        widths.append(72.0)
    heads.append(Text(_("Effort"), PLAIN_LABEL))
    widths.append(48.0)
    if linked:
        heads.append(Text(_("Page"), _RIGHT_LABEL))
        widths.append(28.0)
    return Table(heads, [_top(top, linked=linked, costs=costs) for top in tops], widths, gap=12, padding=6)


def _top(top: Top, *, linked: bool, costs: bool) -> list[Flowable]:
    link = f"#{top.sign.key}" if linked else ""
    title = Text(Run(top.title, link=link, token="ink"), STRONG)
    cells: list[Flowable] = [
        sign_of(top.sign, 20),
        Stack([title, Text(top.place, SMALL_2)]),
        Text(str(top.priority), _RIGHT),
    ]
    cells += [Text(top.cost, _RIGHT)] if costs else []
    cells.append(Text(top.effort, BODY))
    if linked:
        cells.append(PageReference(top.sign.key, _RIGHT))
    return cells


def _check() -> Drawing:
    return Drawing(Chart(12, 12.5, (check(0, 1.5, 12),), ""))


def _smooth(bright: Bright) -> Text:
    runs = [Run(words.closed(bright.title.rstrip()), weight=600)]
    if bright.text:
        runs.append(Run(f" {bright.text}"))
    if bright.place:
        runs.append(Run(f" ({bright.place})", token="ink_2"))
    return Text(runs, BODY)


def _legend(road: Road) -> Flowable:
    runs = []
    for entry in road_legend(road.data, _("What the owner expected")):
        runs += [Run(chart=scaled_chart(entry.chart, PIXEL)), Run(f"\u2002{entry.text}\u2003")]
    return Text(runs, SMALL_2, before=10, after=12)


def _titles(road: Road) -> Iterator[Flowable]:
    """The steps by number, down three columns; a block at a time, so that a long road is still read in order."""
    steps = road.data.steps
    for start in range(0, len(steps), 36):
        block = steps[start : start + 36]
        down = -(-len(block) // 3)
        columns = [_column(block[first : first + down]) for first in range(0, len(block), down)]
        columns += [Space(0)] * (3 - len(columns))
        yield Columns(columns, [Share()] * 3, gap=13, after=2)


def _column(steps: Sequence[RoadStep]) -> Flowable:
    number = Style(SMALL.size, SMALL.leading, 600, align="right", tabular=True)
    rows: list[Flowable] = []
    for step in steps:
        cells = [Text(str(step.number), number), Text(step.title, SMALL)]
        rows.append(Columns(cells, [16.0 if step.number < 100 else 21.0, Share()], gap=5, after=2.5))
    return Stack(rows)


def _sayings(road: Road) -> Iterator[Flowable]:
    if not road.sayings:
        return
    yield Space(16)
    cells: list[Flowable] = []
    for title, lines in road.sayings:
        parts: list[Flowable] = [accent_bar("road", 18.5, 2.6, after=6)]
        parts.append(Heading(title, 2, SMALL_HEAD, outline="", after=2))
        parts += [Text(line, SMALL, after=3) for line in lines]
        cells.append(KeepTogether(parts))
    yield grid(cells, min(3, len(cells)), gap=18.5, down=12)
