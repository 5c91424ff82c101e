"""Road quality over time: a point a walk, in the order of the walks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle.language import _
from oracle.method.quality import road_quality
from oracle.method.run import walked
from oracle.model.ratings import Run
from oracle.model.walk import OpenWalk
from oracle.report.charts.over_time import Point, over_time
from oracle.report.content import compared
from oracle.ui.widgets import Card, ChartView, label

HEIGHT = 150


class OverTime(Card):
    """`opened_walk(str)`: the id of a walk whose point was clicked."""

    opened_walk = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(6)
        column.addWidget(label(_("Road quality over time"), "card"))
        self.chart = ChartView()
        self.chart.activated.connect(lambda key: self.opened_walk.emit(key.removeprefix("walk:")))
        column.addWidget(self.chart)
        self.points: tuple[Point, ...] = ()

    def show_walks(self, walks: Sequence[OpenWalk]) -> None:
        """Shows a point for each walk, oldest first; ten-minute walks are hollow, unrated ones have none."""
        self.points = tuple(point_of(each) for each in walks)
        self._draw()

    def _draw(self) -> None:
        self.chart.set_chart(over_time(self.points, max(240, self.width() - 34), HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


def point_of(walk: OpenWalk) -> Point:
    """A walk as a point."""
    return Point(
        key=f"walk:{walk.walk.id}",
        value=road_quality(walked(walk), walk.visits).value,
        name=compared.named(walk),
        under=compared.began(walk.walk),
        whole=walk.walk.run is not Run.TEN_MINUTE,
    )
