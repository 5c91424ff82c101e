"""Charts at another size."""

from __future__ import annotations

from msgspec.structs import replace

from oracle.report.charts.shapes import moved
from oracle.report.display import Chart, Fill, Hit, Item, Label, Stroke


def scaled(chart: Chart, factor: float) -> Chart:
    """The same chart, `factor` times as large."""
    hits = tuple(_hit(hit, factor) for hit in chart.hits)
    items = tuple(_item(item, factor) for item in chart.items)
    return Chart(chart.width * factor, chart.height * factor, items, chart.alt, hits)


def _item(item: Item, factor: float) -> Item:
    if isinstance(item, Fill):
        return replace(item, path=moved(item.path, 0, 0, factor))
    if isinstance(item, Stroke):
        dash = tuple(length * factor for length in item.dash)
        return replace(item, path=moved(item.path, 0, 0, factor), width=item.width * factor, dash=dash)
    size, width = item.size * factor, item.width * factor
    return Label(item.x * factor, item.y * factor, item.text, size, item.weight, item.token, item.anchor, width)


def _hit(hit: Hit, factor: float) -> Hit:
    return Hit(hit.x * factor, hit.y * factor, hit.width * factor, hit.height * factor, hit.key, hit.story)
