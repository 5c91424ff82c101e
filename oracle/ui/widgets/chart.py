"""The window's painter of display lists: charts from `oracle.report.charts` with places that answer."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from oracle import tokens
from oracle.report.display import Chart, Fill, Hit, Label, Path, Stroke
from oracle.ui import theme
from oracle.ui.widgets.basics import plain_tip

_ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}


def painter_path(path: Path) -> QPainterPath:
    """A display list's path as Qt's, filled non-zero."""
    made = QPainterPath()
    made.setFillRule(Qt.FillRule.WindingFill)
    line_to, move_to, curve_to = made.lineTo, made.moveTo, made.cubicTo  # a road has a thousand segments
    for kind, *numbers in path:
        if kind == "L":
            line_to(*numbers)
        elif kind == "M":
            move_to(*numbers)
        elif kind == "C":
            curve_to(*numbers)
        else:
            made.closeSubpath()
    return made


def paint_chart(painter: QPainter, chart: Chart, palette: tokens.Palette) -> None:
    """Paints all items in their order, at the painter's own scale."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    path: Path = ()
    made = QPainterPath()
    for item in chart.items:
        if isinstance(item, Label):
            _paint_label(painter, item, palette)
            continue
        if item.path is not path:  # a mark is filled, and then outlined
            path, made = item.path, painter_path(item.path)
        if isinstance(item, Fill):
            painter.fillPath(made, QBrush(_colour(palette, item.token, item.alpha)))
        else:
            painter.strokePath(made, _pen(item, palette))


def _colour(palette: tokens.Palette, token: str, alpha: float = 1.0) -> QColor:
    colour = QColor(palette.colour(token))
    colour.setAlphaF(alpha)
    return colour


def _pen(item: Stroke, palette: tokens.Palette) -> QPen:
    cap = Qt.PenCapStyle.RoundCap if item.cap == "round" else Qt.PenCapStyle.FlatCap
    pen = QPen(_colour(palette, item.token, item.alpha), item.width)
    pen.setCapStyle(cap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if item.dash:
        # Qt counts dashes in pen widths.
        pen.setDashPattern([length / item.width for length in item.dash])
    return pen


def _paint_label(painter: QPainter, item: Label, palette: tokens.Palette) -> None:
    # A size of 8.5 stays 8.5: the font is set larger and painted smaller.
    large, measured = _font(100, item.weight)
    ratio = item.size / 100
    text = item.text
    if item.width > 0:
        text = measured.elidedText(text, Qt.TextElideMode.ElideRight, item.width / ratio)
    painter.setPen(_colour(palette, item.token))
    whole = max(1, round(item.size))
    if whole == item.size:
        exact, metrics = _font(whole, item.weight)
        painter.setFont(exact)
        width = metrics.horizontalAdvance(text)
        painter.drawText(QPointF(item.x - width * _ANCHORS[item.anchor], item.y), text)
        return
    painter.save()
    painter.translate(item.x - measured.horizontalAdvance(text) * ratio * _ANCHORS[item.anchor], item.y)
    painter.scale(ratio, ratio)
    painter.setFont(large)
    painter.drawText(QPointF(0, 0), text)
    painter.restore()


@cache
def _font(size: int, weight: int) -> tuple[QFont, QFontMetricsF]:
    """Made once: a matrix has a hundred labels of one size."""
    font = QFont(tokens.FONT)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight(weight))
    return font, QFontMetricsF(font)


_BY_KEYS = frozenset({
    Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
})  # fmt: skip


class ChartView(QWidget):
    """A chart with its hits: hover shows their story, arrows move between them, click or Enter sends `activated(key)`.

    The chart keeps its own size; give `set_chart` a chart made for the width at hand (see `resized`). `tells` False:
    whoever listens to `hovered` tells the stories, and there are no tips. What the keyboard is at is announced.
    """

    activated = Signal(str)
    hovered = Signal(str)
    resized = Signal(int)  # the new width, to make the chart again
    passed = Signal(int)  # an arrow went over the end: 1 to the right, -1 to the left

    def __init__(self, chart: Chart | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart: Chart | None = None
        self.tells = True
        self._cached: QPixmap | None = None
        self._cached_for: tuple[float, bool] = (0.0, False)
        self._at: int | None = None
        self._over: Hit | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if chart is not None:
            self.set_chart(chart)

    def set_chart(self, chart: Chart) -> None:
        """Shows a chart."""
        self.chart = chart
        self._cached = None
        self._at = None if self._at is None or self._at >= len(chart.hits) else self._at
        self.setAccessibleName(chart.alt)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chart.hits else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(bool(chart.hits))
        self.updateGeometry()
        self.update()

    def place_of(self, key: str) -> QRect:
        """Where what has that key stands; empty when nothing has."""
        hits = self.chart.hits if self.chart else ()
        return next((_rect(hit).toRect() for hit in hits if hit.key == key), QRect())

    def go_to_end(self, *, last: bool) -> None:
        """Gives the keyboard to the first or the last place."""
        hits = self.chart.hits if self.chart else ()
        self._at = len(hits) - 1 if last and hits else 0
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(round(self.chart.width), round(self.chart.height)) if self.chart else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        self.resized.emit(self.width())

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.chart is None:
            return
        painter = QPainter(self)
        if self._over is not None:
            painter.fillRect(_rect(self._over), theme.current().colour("hover"))
        painter.drawPixmap(0, 0, self._picture(self.chart))
        if self.hasFocus() and self._at is not None:
            self._paint_focus(painter, _rect(self.chart.hits[self._at]))
        painter.end()

    def _picture(self, chart: Chart) -> QPixmap:
        look = theme.current()
        state = (self.devicePixelRatioF(), look.is_dark)
        if self._cached is None or self._cached_for != state:
            scale = state[0]
            picture = QPixmap(round(chart.width * scale), round(chart.height * scale))
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            paint_chart(painter, chart, look.palette)
            painter.end()
            self._cached, self._cached_for = picture, state
        return self._cached

    def _paint_focus(self, painter: QPainter, rect: QRectF) -> None:
        look = theme.current()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("road"), 2))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.setPen(QPen(look.colour("ink"), 1))
        painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), 3, 3)

    # ---- pointer and keys

    def _hit_at(self, point: QPointF) -> Hit | None:
        hits = self.chart.hits if self.chart else ()
        # Later ones lie on top: signs over columns.
        return next((hit for hit in reversed(hits) if _rect(hit).contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hit = self._hit_at(event.position())
        if hit is not self._over:
            self._over = hit
            self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
            self.hovered.emit(hit.key if hit else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = None
        self.hovered.emit("")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        hit = self._hit_at(event.position())
        if self.chart and hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = self.chart.hits.index(hit)
            self.setAccessibleDescription(hit.story)
            self.activated.emit(hit.key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            hit = self._hit_at(QPointF(event.pos())) if self.tells else None
            if hit is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(hit.story), self, _rect(hit).toRect())
            return True
        return super().event(event)

    def focusInEvent(self, event: object) -> None:
        hits = self.chart.hits if self.chart else ()
        if hits and isinstance(event, QFocusEvent) and event.reason() in _BY_KEYS:
            self._go(hits, self._at or 0)
        self.update()

    def focusOutEvent(self, event: object) -> None:
        if self._over is None:
            self.hovered.emit("")
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        hits = self.chart.hits if self.chart else ()
        at = self._at or 0
        moves = {
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(hits) - 1,
        }
        if (
            hits
            and event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
            and not 0 <= moves[Qt.Key(event.key())] < len(hits)
        ):
            self.passed.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        elif hits and event.key() in moves:
            self._go(hits, max(0, min(len(hits) - 1, moves[Qt.Key(event.key())])))
        elif hits and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activated.emit(hits[at].key)
        else:
            super().keyPressEvent(event)

    def _go(self, hits: tuple[Hit, ...], index: int) -> None:
        self._at = index
        hit = hits[index]
        self.setAccessibleDescription(hit.story)
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent  # not to be painted with

        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, hit.story))
        self.hovered.emit(hit.key)
        self.update()


def _rect(hit: Hit) -> QRectF:
    return QRectF(hit.x, hit.y, hit.width, hit.height)
