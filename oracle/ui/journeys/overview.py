"""The business at a glance, above its roads: each figure opens what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.method import cost as costing
from oracle.method.quality import rounded
from oracle.model.overview import Overview
from oracle.model.ratings import Kind
from oracle.report.charts.over_time import spark
from oracle.report.content.formulas import Topic, formula
from oracle.ui.review.rows import LiveRow
from oracle.ui.widgets import Card, ChartView, label, line, tooltip

HEIGHT = 76
_SPARK = (84, 30)
_SPARK_FROM = 240  # px of a figure from which the line stands beside it


class OverviewCard(Card):
    """`asked(str)`: a figure was opened: "walks", "potholes", "repaired", "due" or "roads"."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("The business at a glance"))
        self.shown: Overview | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self.figures: dict[str, Figure] = {}
        for at, key in enumerate(("walks", "potholes", "repaired", "due", "roads")):
            if at:
                row.addWidget(line("down"))
            figure = self.figures[key] = Figure(with_line=key == "walks")
            figure.asked.connect(lambda key=key: self.asked.emit(key))
            figure.moved.connect(lambda by, at=at: self._move(at + by))
            row.addWidget(figure, 3 if key in {"walks", "potholes"} else 2)
        self.hide()

    def _move(self, at: int) -> None:
        figures = list(self.figures.values())
        if 0 <= at < len(figures):
            figures[at].setFocus(Qt.FocusReason.TabFocusReason)

    def show_overview(self, found: Overview, follow_ups: int, rewalks: int, currency: str) -> None:
        """Shows the figures; hidden before the first walk, when there is nothing to tell."""
        self.shown = found
        self._show_quality(found)
        self._show_potholes(found, currency)
        count = len(found.repaired)
        told = ngettext("repaired this month", "repaired this month", count)
        self.figures["repaired"].show_figure(str(count), told)
        self.figures["due"].show_figure(str(follow_ups + rewalks), _due_words(follow_ups, rewalks))
        self._show_roads(found.never_walked)
        self.setVisible(bool(found.walks))

    def _show_quality(self, found: Overview) -> None:
        values = [value for _at, value in found.trend]
        shown = str(rounded(values[-1])) if values else "–"
        self.figures["walks"].show_figure(shown, _quality_words(found), values, _quality_tip())

    def _show_potholes(self, found: Overview, currency: str) -> None:
        count = found.open_potholes
        told = ngettext("open pothole", "open potholes", count)
        tip = _("Neither verified nor decided against; a claimed repair still counts.")
        if found.cost is not None:
            told = _("{potholes}, {cost}").format(potholes=told, cost=costing.words(found.cost, currency))
            tip += " " + formula(Topic.COST)
        self.figures["potholes"].show_figure(str(count), told, tip=tip)

    def _show_roads(self, never: Sequence[Kind]) -> None:
        if not never:
            self.figures["roads"].show_figure("4", _("all four roads walked"))
            return
        names = ", ".join(words.kind(kind) for kind in never)
        told = ngettext("road never walked", "roads never walked", len(never))
        self.figures["roads"].show_figure(str(len(never)), told, tip=names)


def _due_words(follow_ups: int, rewalks: int) -> str:
    if follow_ups and rewalks:
        due = (
            ngettext("{n} follow-up", "{n} follow-ups", follow_ups).format(n=follow_ups),
            ngettext("{n} re-walk", "{n} re-walks", rewalks).format(n=rewalks),
        )
        return _("due: {what}").format(what=", ".join(due))
    if rewalks:
        return ngettext("re-walk is due", "re-walks are due", rewalks)
    return ngettext("follow-up is due", "follow-ups are due", follow_ups)


def _quality_words(found: Overview) -> str:
    if not found.trend:
        return _("no whole walk rated yet")
    if found.change is None:
        return _("road quality, all roads")
    points = rounded(abs(found.change))
    if not points:
        return _("road quality, the same as 90 days ago")
    told = _("road quality, up {n} in 90 days") if found.change > 0 else _("road quality, down {n} in 90 days")
    return told.format(n=points)


def _quality_tip() -> str:
    return _(
        "The mean of the last whole walk of each road. The change counts roads that were walked 90 days ago already."
    )


class Figure(LiveRow):
    """A number and what it counts, in two lines at most."""

    def __init__(self, *, with_line: bool = False) -> None:
        super().__init__(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 10, 4)
        row.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(0)
        self.number = label("", "page")
        column.addWidget(self.number)
        self.told = label("", "small", wrap=True)
        column.addWidget(self.told)
        column.addStretch(1)  # below only: the numbers stand in one line, whatever their words take
        row.addLayout(column, 1)
        self.chart = ChartView(parent=self)
        self.chart.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.chart.setFixedSize(*_SPARK)
        self.chart.hide()
        self._with_line = with_line
        if with_line:
            row.addWidget(self.chart, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_figure(self, number: str, told: str, values: Sequence[float] = (), tip: str = "") -> None:
        """Shows them, with a line of values beside where there are several."""
        self.number.setText(number)
        self.told.setText(told)
        self._values = tuple(values)
        self.setAccessibleName(f"{number} {told}")
        self.setAccessibleDescription(tip)
        tooltip(self, "\n".join(part for part in (f"{number} {told}", tip) if part))
        if len(self._values) > 1:
            self.chart.set_chart(spark(self._values[-40:], *_SPARK))
        self._place_line()

    def _place_line(self) -> None:
        wanted = self._with_line and len(getattr(self, "_values", ())) > 1 and self.width() >= _SPARK_FROM
        self.chart.setVisible(wanted)

    def resizeEvent(self, event: object) -> None:
        self._place_line()

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self.moved.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)
