"""What the marks of a road profile mean, and the bar that shows a road quality."""

from __future__ import annotations

from typing import NamedTuple

from oracle.language import _
from oracle.report.charts import shapes
from oracle.report.charts.data import RoadData
from oracle.report.charts.marks import coin, sign
from oracle.report.charts.sparks import spark_chart
from oracle.report.display import Chart, Fill, Label, Path, Stroke


class LegendEntry(NamedTuple):
    """A small picture and what it means."""

    chart: Chart
    text: str


def road_legend(data: RoadData, expected: str) -> tuple[LegendEntry, ...]:
    """The entries that this road needs; `expected` names the dotted line: "What you expected"."""
    entries = [LegendEntry(_road(), _("Feeling"))]
    if any(step.expected is not None for step in data.steps):
        entries.append(LegendEntry(_dots(), expected))
    entries.append(LegendEntry(_silent(coin(2, 18)), _("Friction")))
    if data.holes:
        entries.append(LegendEntry(_silent(sign("n", 3, 20)), _("Pothole")))
    if data.brights:
        entries.append(LegendEntry(spark_chart(), _("Bright spot")))
    if data.dip:
        water = Fill(shapes.box(0, 0, 14, 14, 3), "dip")
        after = _("Dip after the sale") if data.dip.after_sale else _("Dip after the decision")
        entries.append(LegendEntry(Chart(14, 14, (water,), ""), after))
    return tuple(entries)


def quality_bar(quality: int | None, width: float = 232.0) -> Chart:
    """A stretch of road as long as the quality, 0 to 100, on gravel."""
    end = width * (quality or 0) / 100
    items: list[Fill | Stroke | Label] = [Fill(shapes.box(0, 3, width, 10), "base")]
    if end:
        items.append(Fill(shapes.box(0, 3, end, 10), "asphalt"))
        items.append(Stroke(_line(4, max(4.0, end - 2), 8), "road", 1.6, (8.0, 7.0), cap="flat"))
    items.append(Label(0, 32, "0", 12, 400, "ink_2"))
    items.append(Label(width, 32, "100", 12, 400, "ink_2", "end"))
    return Chart(width, 36, tuple(items), "")


def _road() -> Chart:
    asphalt = Fill(shapes.box(0, 2, 30, 10), "asphalt")
    return Chart(30, 14, (asphalt, Stroke(_line(1, 29, 7), "road", 1.6, (7.0, 4.0), cap="flat")), "")


def _dots() -> Chart:
    return Chart(30, 6, tuple(Fill(shapes.circle(2 + 7 * n, 3, 1.4), "expect") for n in range(5)), "")


def _silent(chart: Chart) -> Chart:
    """The same picture without words: the text beside it says what it is."""
    return Chart(chart.width, chart.height, chart.items, "")


def _line(start: float, end: float, y: float) -> Path:
    return (("M", start, y), ("L", end, y))
