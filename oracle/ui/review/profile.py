"""The road profile, the signature picture of a walk, with its legend; places in it answer."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.report.charts.data import RoadData, road_data
from oracle.report.charts.legend import road_legend
from oracle.report.charts.profile import road_profile
from oracle.report.display import Chart
from oracle.ui.tasks import Tasks
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Card, ChartView, FlowLayout, label

REDRAW_MS = 40
GAP = 16


class ProfileCard(Card):
    """`step_asked(id)` and `pothole_asked(id)` when a step or a sign is clicked, or Enter is pressed on it."""

    step_asked = Signal(str)
    pothole_asked = Signal(str)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._data: RoadData | None = None
        self._drawn: tuple[RoadData, int] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._title = label(_("Road profile"), "card")
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._legend = QWidget()
        self._legend_row = FlowLayout(self._legend, gap=GAP, row_gap=6)
        self._head.addWidget(self._legend)
        column.addLayout(self._head)
        self.chart = ChartView()
        self.chart.activated.connect(self._activate)
        column.addWidget(self.chart)
        self._later = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._later.timeout.connect(self._draw)
        self._legend_width = 0

    def show_scene(self, scene: Scene) -> None:
        """Draws the walk anew where the picture changed."""
        data = road_data(scene.open, scene.potholes)
        if data == self._data:
            return
        self._data = data
        self._show_legend(data)
        self._draw()

    def _draw(self) -> None:
        width = max(200, self.width() - 26)
        if self._data is None or self._drawn == (self._data, width):
            return
        first, self._drawn = self._drawn is None, (self._data, width)
        if first:
            self.chart.set_chart(road_profile(self._data, width))
            return
        # Drawing takes longer than a frame: beside the window, and the old picture stays until then.
        wanted = self._drawn
        self._tasks.compute(road_profile, self._data, width, then=lambda chart: self._take(wanted, chart), owner=self)

    def _take(self, wanted: object, chart: Chart) -> None:
        if wanted == self._drawn:
            self.chart.set_chart(chart)

    def _show_legend(self, data: RoadData) -> None:
        while (item := self._legend_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._legend_width = 0
        for entry in road_legend(data, _("What was expected")):
            made = QWidget(self._legend)
            made.setFixedHeight(20)
            row = QHBoxLayout(made)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(6)
            mark = ChartView(entry.chart)
            mark.setFixedSize(mark.sizeHint())
            row.addWidget(mark)
            row.addWidget(label(entry.text, "small"))
            self._legend_row.addWidget(made)
            made.show()
            self._legend_width += made.sizeHint().width() + GAP
        self._legend_width -= GAP
        self._place_legend()

    def _place_legend(self) -> None:
        beside = self._legend_width + self._title.sizeHint().width() + 48 < self.width()
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._legend.setMinimumWidth(self._legend_width if beside else 0)
        self._legend.setMinimumHeight(0 if beside else self._legend_row.heightForWidth(max(200, self.width() - 26)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_legend()
        if self._drawn is None:
            self._draw()
        else:
            self._later.start()

    def _activate(self, key: str) -> None:
        kind, _colon, identity = key.partition(":")
        (self.step_asked if kind == "step" else self.pothole_asked).emit(identity)
