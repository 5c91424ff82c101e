"""The matrix in the window: signs that are pressed, walked by the arrows, and show which one is in the pane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.method.priority import priority
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import Effort
from oracle.report.charts.matrix import CELL_KEY, LEAST_HEIGHT, Spot, matrix
from oracle.report.display import Hit
from oracle.ui import theme
from oracle.ui.widgets import ChartView, button, icon_label, label

LEAST_WIDTH = 400
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class _Signs(ChartView):
    """A chart whose hits are walked in the direction of the arrow; one of them is chosen."""

    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def choose(self, key: str) -> None:
        """Shows which one is in the pane."""
        self._chosen = key
        hits = self.chart.hits if self.chart else ()
        at = next((at for at, hit in enumerate(hits) if hit.key == key), None)
        if at is not None:
            self._at = at
        self.update()

    def current_corner(self) -> QPoint:
        """The lower left corner of the sign that the keys are at."""
        hits = self.chart.hits if self.chart else ()
        if self._at is None or self._at >= len(hits):
            return QPoint(0, 0)
        return QPoint(round(hits[self._at].x), round(hits[self._at].y + hits[self._at].height))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, round(LEAST_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        hits = self.chart.hits if self.chart else ()
        at = next((at for at, hit in enumerate(hits) if hit.key == self._chosen), None)
        if at is not None and not (self.hasFocus() and self._at == at):  # else it has the ring of the focus
            hit = hits[at]
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            look = theme.current()
            painter.setBrush(look.colour("road_tint"))
            painter.setPen(QPen(look.colour("ink"), 1.5))
            painter.drawRoundedRect(QRectF(hit.x, hit.y, hit.width, hit.height), 6, 6)
            painter.end()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hits = self.chart.hits if self.chart else ()
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None or not hits:
            super().keyPressEvent(event)
            return
        at = self._at or 0
        following = _nearest(hits, at, *way)
        if following is not None:
            self._go(hits, following)
            self.moved.emit(hits[following].key)


def _nearest(hits: Sequence[Hit], at: int, across: int, down: int) -> int | None:
    """The hit that lies next in a direction: straight ahead counts more than aside."""
    here = hits[at]
    x, y = here.x + here.width / 2, here.y + here.height / 2
    best: tuple[float, int] | None = None
    for other, hit in enumerate(hits):
        ahead = (hit.x + hit.width / 2 - x) * across + (hit.y + hit.height / 2 - y) * down
        aside = abs((hit.x + hit.width / 2 - x) * down) + abs((hit.y + hit.height / 2 - y) * across)
        if other != at and ahead > 1:
            value = ahead + aside * 3
            if best is None or value < best[0]:
                best = (value, other)
    return best[1] if best else None


class MatrixView(QFrame):
    """`chosen(id)`: a sign was pressed or walked to. `entered()`: by Enter. `cell_asked(effort, priority)`: "+n".

    `unrated_asked()`: those that have no place in it are wanted.
    """

    chosen = Signal(str)
    cell_asked = Signal(object, int)
    unrated_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PotholeRow] = ()
        self._drawn: object = None
        self.setProperty("ground", "surface")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 16, 24, 12)
        whole.setSpacing(10)
        self.signs = _Signs()
        self.signs.resized.connect(lambda _width: self._draw())
        self.signs.activated.connect(self._activated)
        self.signs.moved.connect(self._moved)
        whole.addWidget(self.signs, 1)
        self.rest = QWidget()
        row = QHBoxLayout(self.rest)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(icon_label("info", "ink_2", 14))
        self.said = label("", "small")
        row.addWidget(self.said)
        row.addWidget(button(_("Show them"), "link", size="row", clicked=self.unrated_asked.emit))
        row.addStretch(1)
        whole.addWidget(self.rest)
        self.rest.hide()

    def show_rows(self, rows: Sequence[PotholeRow]) -> None:
        """Shows these, the worst of a cell first."""
        self._rows = rows
        unrated = sum(row.severity is None for row in rows)
        self.rest.setVisible(unrated > 0)
        self.said.setText(
            ngettext("{n} is not rated yet and has no place here.", "{n} are not rated yet and have no place here.",
                     unrated).format(n=unrated)
        )  # fmt: skip
        self._draw()

    def choose(self, pothole_id: str) -> None:
        """Shows which one is in the pane."""
        self.signs.choose(f"pothole:{pothole_id}")

    def _draw(self) -> None:
        if self.isHidden() or self.signs.width() < 50:
            return
        size = (max(self.signs.width(), LEAST_WIDTH), self.signs.height())
        if self._drawn != (self._rows, *size):
            self._drawn = (self._rows, *size)
            self.signs.set_chart(matrix(_spots(self._rows), *size))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def showEvent(self, event: object) -> None:
        self._draw()

    def _activated(self, key: str) -> None:
        if key.startswith(CELL_KEY):
            effort, _colon, level = key.removeprefix(CELL_KEY).partition(":")
            self.cell_asked.emit(Effort(effort) if effort else None, int(level))
        else:
            self.chosen.emit(key.removeprefix("pothole:"))

    def _moved(self, key: str) -> None:
        if not key.startswith(CELL_KEY):
            self.chosen.emit(key.removeprefix("pothole:"))


def _spots(rows: Sequence[PotholeRow]) -> list[Spot]:
    found = []
    for row in rows:
        rank = priority(row)
        if rank is not None and row.severity is not None:
            found.append(
                Spot(row.id, row.label, row.title, row.severity, rank, row.effort, row.journey_title, row.journey_id)
            )
    return found
