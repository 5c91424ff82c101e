"""The two walks in all: road quality, the change, and the small road of each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.method.comparing import Comparison
from oracle.method.quality import Quality, rounded
from oracle.method.run import walked
from oracle.model.pothole import Pothole
from oracle.model.walk import OpenWalk
from oracle.report.charts.mini import mini_road
from oracle.report.content import compared
from oracle.ui.widgets import Card, ChartView, Elided, label, line, set_look, tooltip

HEIGHT, _ROAD_HEIGHT, _BAND = 92, 64, 11
_FIGURES, _FIGURES_OVER = 130, 240  # px beside the road; over each other there is room for the names of businesses


class SummaryCard(Card):
    """Then at the left, now at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.then, self.now = _Half(), _Half()
        self._down, self._across = line("down"), line("across")
        for part in (self.then, self._down, self._across, self.now):
            self._row.addWidget(part, int(isinstance(part, _Half)))
        self._stack(over=False)

    def _stack(self, *, over: bool) -> None:
        """One road over the other, so that the same step stands below the same, or both side by side."""
        way = QBoxLayout.Direction.TopToBottom if over else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._down.setVisible(not over)
        self._across.setVisible(over)
        self.setFixedHeight(2 * HEIGHT + 1 if over else HEIGHT)
        for half in (self.then, self.now):
            half.figures.setFixedWidth(_FIGURES_OVER if over else _FIGURES)

    def show_comparison(self, found: Comparison, potholes: tuple[Pothole, ...]) -> None:
        """Shows both; the roads of a competitor lap one over the other."""
        self._stack(over=found.holes is None)
        names = compared.labels(found.then, found.now)
        self.then.show_walk(found.then, found.quality_then, potholes, names[0], "", "")
        self.now.show_walk(
            found.now, found.quality_now, potholes, names[1], compared.change(found), compared.how_counted(found)
        )


class _Half(QWidget):
    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        self.figures = QWidget()
        column = QVBoxLayout(self.figures)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(6)
        self.number = label("–", "number")
        self.of = label("", "small")
        self.of.setContentsMargins(0, 8, 0, 0)
        top.addWidget(self.number)
        top.addWidget(self.of)
        top.addStretch(1)
        column.addLayout(top)
        under = QHBoxLayout()
        under.setSpacing(4)
        self.change = label("", "small-ink")
        self.name = Elided("", "small")
        under.addWidget(self.change)
        under.addWidget(self.name, 1)
        column.addLayout(under)
        column.addStretch(1)
        row.addWidget(self.figures)
        self.road = ChartView()
        row.addWidget(self.road, 1, Qt.AlignmentFlag.AlignVCenter)
        self._drawn: tuple[tuple[int | None, ...], tuple[tuple[int, int | None], ...]] = ((), ())

    def show_walk(
        self, walk: OpenWalk, quality: Quality, potholes: tuple[Pothole, ...], name: str, change: str, counted: str
    ) -> None:
        value = quality.value
        shown = "–" if value is None else str(rounded(value))
        self.number.setText(shown)
        set_look(self.number, "text_style", "number-none" if value is None else "number")
        self.of.setText(_("not rated") if value is None else _("of 100"))
        self.change.setText(change)
        self.change.setVisible(bool(change))
        self.name.setText(f"· {name}" if change else name)
        told = "\n".join(filter(None, (compared.named(walk), compared.rated(quality), counted)))
        tooltip(self, told)
        said = _("{name}: road quality {n} of 100, {rated}").format(name=name, n=shown, rated=compared.rated(quality))
        self.setAccessibleName(", ".join(filter(None, (said, change))))
        self.setAccessibleDescription(counted)
        frictions = {visit.step_id: visit.valued_friction for visit in walk.visits}
        steps = walked(walk).steps
        self._drawn = (tuple(frictions.get(step.id) for step in steps), _holes(walk, potholes))
        self._draw()

    def _draw(self) -> None:
        frictions, holes = self._drawn
        width = max(120, self.width() - self.figures.maximumWidth() - 40)
        self.road.set_chart(mini_road(frictions, width, _ROAD_HEIGHT, band=_BAND, holes=holes))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


def _holes(walk: OpenWalk, potholes: tuple[Pothole, ...]) -> tuple[tuple[int, int | None], ...]:
    """Potholes that the walk met: the index of the step, and the severity."""
    at = {step.id: index for index, step in enumerate(walk.steps)}
    return tuple(
        (at[step_id], hole.severity)
        for hole in potholes
        if not hole.bright
        for seen in hole.sightings
        if seen.walk_id == walk.walk.id and seen.met
        for step_id in seen.step_ids
        if step_id in at
    )
