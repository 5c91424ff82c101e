"""The road profile, the signature picture of a walk, with its legend; places in it answer and tell their story."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.report.charts.data import RoadData, road_data
from oracle.report.charts.legend import road_legend
from oracle.report.charts.plan import MOST_STEPS_A_ROW, ROW_GAP
from oracle.report.charts.profile import RoadRows, road_profile
from oracle.report.display import Chart
from oracle.ui.review.story import Story
from oracle.ui.tasks import Tasks
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import Card, ChartView, FlowLayout, label

REDRAW_MS = 40
GAP = 16


class ProfileCard(Card):
    """`step_asked(id)` and `pothole_asked(id)` when a step or a sign is clicked, or Enter is pressed on it.

    `reached(QRect)`: the keyboard is at a place, in the card's pixels, that should be seen. A road of up to 60 steps
    is one picture; a longer one is a picture a row, each drawn when its turn comes.
    """

    step_asked = Signal(str)
    pothole_asked = Signal(str)
    reached = Signal(QRect)

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._scene: Scene | None = None
        self._shown: object = None
        self._data: RoadData | None = None
        self._drawn: tuple[RoadData, int] | None = None
        self.story: Story | None = None
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
        self._charts = QVBoxLayout()
        self._charts.setSpacing(round(ROW_GAP))
        column.addLayout(self._charts)
        self.rows: list[ChartView] = []
        self._want(1)
        self._later = QTimer(self, interval=REDRAW_MS, singleShot=True)
        self._later.timeout.connect(self._draw)
        self._legend_width = 0

    @property
    def chart(self) -> ChartView:
        """The picture; of a long road its first row."""
        return self.rows[0]

    def show_scene(self, scene: Scene) -> None:
        """Draws the walk anew where the picture changed."""
        self._scene = scene
        shown = (scene.open.visits, scene.open.version, scene.potholes)
        if shown == self._shown:
            return
        self._shown = shown
        data = road_data(scene.open, scene.potholes)
        if data == self._data:
            return
        self._data = data
        self._show_legend(data)
        self._draw()

    # ---- drawing

    def _draw(self) -> None:
        width = max(200, self.width() - 26)
        if self._data is None or self._drawn == (self._data, width):
            return
        if self._drawn is None and not self.isVisible():
            return  # its width is not known yet
        first, self._drawn = self._drawn is None, (self._data, width)
        wanted = self._drawn
        if len(self._data.steps) > MOST_STEPS_A_ROW:
            self._tasks.compute(
                RoadRows, self._data, width, then=lambda rows: self._take_rows(wanted, rows), owner=self
            )
        elif first:
            self._take(wanted, 0, road_profile(self._data, width))
        else:
            # Drawing takes longer than a frame: beside the window, and the old picture stays until then.
            self._tasks.compute(
                road_profile, self._data, width, then=lambda chart: self._take(wanted, 0, chart), owner=self
            )

    def _take_rows(self, wanted: object, rows: RoadRows) -> None:
        if wanted != self._drawn:
            return
        self._want(len(rows.heights))
        for view, height in zip(self.rows, rows.heights, strict=True):
            view.setFixedHeight(round(height))
        self._go_on(wanted, rows, 0)

    def _go_on(self, wanted: object, rows: RoadRows, number: int) -> None:
        """One row after the other, so that a newer wish never waits for all of an older one."""

        def take(chart: Chart) -> None:
            if wanted == self._drawn:
                self.rows[number].set_chart(chart)
                if number + 1 < len(rows.heights):
                    self._go_on(wanted, rows, number + 1)

        self._tasks.compute(rows.chart, number, then=take, owner=self)

    def _take(self, wanted: object, number: int, chart: Chart) -> None:
        if wanted == self._drawn:
            self._want(1)
            self.rows[number].setFixedHeight(round(chart.height))
            self.rows[number].set_chart(chart)

    def _want(self, count: int) -> None:
        while len(self.rows) > count:
            view = self.rows.pop()
            view.hide()
            view.deleteLater()
        while len(self.rows) < count:
            view = ChartView()
            view.tells = False
            view.activated.connect(self._activate)
            view.hovered.connect(lambda key, view=view: self._tell(view, key))
            view.passed.connect(lambda by, view=view: self._pass(view, by))
            self._charts.addWidget(view)
            self.rows.append(view)

    # ---- the legend

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

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._drawn is None:
            self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hush()
        self._place_legend()
        if self._drawn is None:
            self._draw()
        else:
            self._later.start()

    # ---- stories

    def _tell(self, view: ChartView, key: str) -> None:
        scene = self._scene
        kind, _colon, identity = key.partition(":")
        if scene is None or not key:
            self.hush()
            return
        place = view.place_of(key)
        if view.hasFocus() and not view.underMouse():
            self.reached.emit(place.translated(view.mapTo(self, QPoint(0, 0))))
        if self.story is None or self.story.parentWidget() is not self.window():
            self.story = Story(self.window())
        at = place.translated(view.mapTo(self.window(), QPoint(0, 0)))
        step = next((each for each in scene.steps if each.id == identity), None) if kind == "step" else None
        hole = next((each for each in scene.potholes if each.id == identity), None) if kind != "step" else None
        if step is not None:
            self.story.tell_step(scene, step, at)
        elif hole is not None:
            self.story.tell_pothole(scene, hole, at)
        else:
            self.hush()

    def hush(self) -> None:
        """Puts the story away: what it tells of is no longer where it was."""
        if self.story is not None:
            self.story.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.hush()

    def _pass(self, view: ChartView, by: int) -> None:
        at = self.rows.index(view) + by
        if 0 <= at < len(self.rows):
            self.rows[at].go_to_end(last=by < 0)

    def _activate(self, key: str) -> None:
        self.hush()
        kind, _colon, identity = key.partition(":")
        (self.step_asked if kind == "step" else self.pothole_asked).emit(identity)
