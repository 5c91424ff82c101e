"""Bright spots: a star above the road, over the signs where there are any."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from oracle.language import _
from oracle.report.charts import shapes
from oracle.report.charts.data import RoadBright
from oracle.report.charts.plan import SPARK, SPARK_GAP, Row
from oracle.report.charts.signs import Post
from oracle.report.charts.surface import Surface
from oracle.report.display import Chart, Fill, Hit, Item, Path, Stroke

_WAIST = 0.17  # of the star's height, where its points meet


class Spark(Struct, frozen=True):
    """The star of a step: its middle, its height, and the bright spots that it stands for."""

    x: float
    y: float
    size: float
    spots: tuple[RoadBright, ...]


def sparks(row: Row, surface: Surface, posts: tuple[Post, ...]) -> tuple[Spark, ...]:
    """The stars of a row in road order."""
    tops = {round(post.x): post.top for post in posts}
    size = min(SPARK, max(9.0, row.pitch * 0.9))
    found = []
    for index, x in enumerate(row.xs):
        spots = row.brights_at(index)
        if spots:
            under = tops.get(round(x), surface.at(x))
            found.append(Spark(x, under - SPARK_GAP - size / 2, size, spots))
    return tuple(found)


def paint(spark: Spark) -> Iterator[Item]:
    """The star, on a halo that parts it from what lies behind."""
    path = star(spark.x, spark.y, spark.size)
    yield Stroke(path, "surface", 4.0)
    yield Fill(path, "r0_tint")
    yield Stroke(path, "r0", 1.6)


def hits(spark: Spark) -> Iterator[Hit]:
    """The place that answers: it opens the first of its bright spots."""
    story = "\n".join(_("Bright spot: {title}").format(title=spot.title) for spot in spark.spots)
    half = max(spark.size, 14.0) / 2
    yield Hit(spark.x - half, spark.y - half, 2 * half, 2 * half, f"pothole:{spark.spots[0].id}", story)


def spark_chart(size: float = 16.0) -> Chart:
    """The star alone, for a legend."""
    path = star(size / 2, size / 2, size - 2)
    return Chart(size, size, (Fill(path, "r0_tint"), Stroke(path, "r0", 1.6)), "")


def star(x: float, y: float, size: float) -> Path:
    """Four points with hollow sides."""
    far, near = size / 2, size * _WAIST / 2
    turns = (
        (0.0, -far),
        (near, -near),
        (far, 0.0),
        (near, near),
        (0.0, far),
        (-near, near),
        (-far, 0.0),
        (-near, -near),
    )
    return shapes.closed((x + across, y + down) for across, down in turns)
