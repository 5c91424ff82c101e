"""*Feeling*: the curve of a walk under the columns, with what the owner expected dotted; which walk can be chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from oracle.language import _
from oracle.model.journey import Stage
from oracle.model.walk import WalkCard
from oracle.report.charts.data import RoadData
from oracle.report.charts.feeling import FACES, FeelingData, Span, feeling_data, feeling_row
from oracle.report.charts.scaling import scaled
from oracle.ui.journeys.map.facts import walk_words
from oracle.ui.journeys.map.layout import MARGIN, Places
from oracle.ui.journeys.map.row import MapRow
from oracle.ui.widgets import ChartView, button

REDRAW_MS = 80  # typing redraws the curve once, not with every letter


class FeelingRow(MapRow):
    """The curve follows the map's steps; `chosen` is told the walk that the menu names, `went` the step clicked."""

    def __init__(self, chosen: Callable[[str], None], went: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(_("Feeling"), parent)
        self._chosen = chosen
        self._stages: tuple[Stage, ...] = ()
        self._road: RoadData | None = None
        self._drawn_for: object = None
        self._places: Places | None = None
        self.walks = button("", "quiet", "chevron-down", size="row", parent=self)
        self.walks.setProperty("menu", True)
        self.walks.setStyleSheet("font-weight: 400; padding: 0 4px;")
        self.walks.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.walks.hide()
        self.chart = ChartView(parent=self)
        self.chart.activated.connect(lambda key: went(key.partition(":")[2]))
        self._timer = QTimer(self, singleShot=True, interval=REDRAW_MS)
        self._timer.timeout.connect(self.draw)

    def show_walks(self, walks: tuple[WalkCard, ...], walk_id: str, road: RoadData | None) -> None:
        """The walk whose feeling is shown, and those that could be."""
        self._road = road
        shown = next((card for card in walks if card.walk.id == walk_id), None)
        self.walks.setVisible(shown is not None)
        if shown is not None:
            self.walks.setText(_("walk of {dates}").format(dates=walk_words(shown)))
            self.walks.setAccessibleName(_("Walk shown: {dates}. Choose another").format(dates=walk_words(shown)))
            self._fill_menu(walks, walk_id)
        self._say()
        self._timer.start()

    def show_stages(self, stages: tuple[Stage, ...]) -> None:
        """The map's stages of now."""
        self._stages = stages
        self._say()
        if not self._timer.isActive():
            self._timer.start()

    def _fill_menu(self, walks: tuple[WalkCard, ...], walk_id: str) -> None:
        menu = self.walks.menu() or QMenu(self.walks)
        menu.clear()
        group = QActionGroup(menu)
        for card in walks:
            parts = [walk_words(card), card.tester_name]
            if card.quality is not None:
                parts.append(_("road quality {n}").format(n=int(card.quality + 0.5)))
            action = menu.addAction(" · ".join(part for part in parts if part))
            action.setCheckable(True)
            action.setChecked(card.walk.id == walk_id)
            action.triggered.connect(lambda _on, chosen=card.walk.id: self._chosen(chosen))
            group.addAction(action)
        self.walks.setMenu(menu)

    def _say(self) -> None:
        """What stands beside the caption while there is no walk, or nothing at all."""
        expects = any(step.expected_friction is not None for stage in self._stages for step in stage.steps)
        if self._road is not None:
            text = _("dotted: what you expected") if expects else ""
        elif expects:
            text = _("what you expect; the road stands here once somebody has walked it")
        else:
            text = _("stands here once somebody has walked this journey")
        self.about.setText(text)
        self.chart.setVisible(self._road is not None or expects)

    # ---- drawing

    def draw(self) -> None:
        """Makes the curve for what stands there now."""
        self._timer.stop()
        if self._places is None or not self._stages or self.chart.isHidden():
            return
        factor = self._places.factor
        spans = tuple(Span(column.left / factor, column.right / factor) for column in self._places.columns)
        if len(spans) != len(self._stages):
            return
        data = feeling_data(self._stages, self._road)
        wanted = (_unnamed(data), spans, factor)
        if wanted != self._drawn_for:
            self._drawn_for = wanted
            self.chart.set_chart(scaled(feeling_row(data, spans), factor))
            self.chart.resize(self.chart.sizeHint())

    def arrange_about(self, x: int) -> None:
        if not self.walks.isHidden():
            size, middle = self.walks.sizeHint(), self.caption.geometry().center().y()
            self.walks.setGeometry(x - 4, middle - size.height() // 2, size.width(), size.height())
            x = self.walks.geometry().right() + 9
        super().arrange_about(x)

    def arrange_content(self, places: Places, top: int) -> int:
        if self.chart.isHidden():
            self._places = places
            return top
        moved = self._places is None or (self._places.factor, self._places.columns[:1]) != (
            places.factor, places.columns[:1]
        )  # fmt: skip
        self._places = places
        if moved and self._drawn_for is not None:
            self.draw()
        elif not self._timer.isActive():
            self._timer.start()
        height = places.px(112)
        self.chart.setGeometry(places.px(MARGIN - FACES), top, self.chart.sizeHint().width(), height)
        return top + height


def _unnamed(data: FeelingData) -> object:
    """What the picture depends on: not the titles."""
    return tuple((step.id, step.number, step.height, step.guessed, step.expected, step.story) for step in data.steps), (
        tuple(len(stage) for stage in data.stages), data.holes,
    )  # fmt: skip
