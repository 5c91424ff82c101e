"""How a row of the list is painted: 52 px, one cell after the other, from the tokens."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from oracle import tokens, words
from oracle.model.pothole_row import PotholeRow
from oracle.ui import theme
from oracle.ui.potholes.model import Column, Index, Model, due_on, seen_in
from oracle.ui.potholes.rows import place
from oracle.ui.potholes.states import STATE_ICONS
from oracle.ui.widgets.basics import elided, plain_tip
from oracle.ui.widgets.marks import CHIP_HEIGHT, chip_width, paint_chip

ROW = 52
LEFT, GAP = 24, 12  # before the first column, and after each
_BAR = 4
_ICON = 14
_LEAST_JOURNEY = 48  # px under which a journey is not told from another
_TITLE = tokens.Type(13, 20, 500)
_COLOURS = ("surface", "hover", "road_tint", "line", "road", "ink", "ink_2")
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


class RowPainter(QStyledItemDelegate):
    """Paints the cells. What all rows share is made once a theme: a list of thousands is painted many times."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table
        self._made_for: object = None
        self._colours: dict[str, QColor] = {}
        self._pixmaps: dict[tuple[object, str], QPixmap] = {}
        self._fonts: dict[tokens.Type, tuple[QFont, QFontMetrics]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        row = model.row_at(index) if isinstance(model, Model) else None
        if row is None or not isinstance(model, Model):
            return
        self._renew()
        state: Any = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        rect: Any = option.rect
        self._ground(painter, rect, index, chosen=chosen)
        self._cell(painter, rect.adjusted(0, 0, -GAP, -1), row, Column(index.column()), chosen, model.paired)

    def _renew(self) -> None:
        look = theme.current()
        state = (look.is_dark, look.scale, self._table.devicePixelRatioF())
        if state != self._made_for:
            self._made_for = state
            self._pixmaps.clear()
            self._fonts.clear()
            self._colours = {token: look.colour(token) for token in _COLOURS}

    def _ground(self, painter: QPainter, rect: QRect, index: Index, *, chosen: bool) -> None:
        hovered = index.row() == getattr(self._table, "hovered_row", -1)
        colours = self._colours
        painter.fillRect(rect, colours["road_tint" if chosen else "hover" if hovered else "surface"])
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, colours["line"])
        if chosen and index.column() == 0:
            painter.fillRect(rect.x(), rect.y(), _BAR, rect.height() - 1, colours["road"])
            painter.fillRect(rect.x() + _BAR, rect.y(), 1, rect.height() - 1, colours["ink"])
        if getattr(self._table, "by_key", False) and index.row() == self._table.currentIndex().row():
            self._focus(painter, rect, index)

    def _focus(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The ring around the whole row, of which this cell shows its part."""
        if not self._table.hasFocus():
            return
        wide = self._table.viewport().width()
        whole = QRectF(rect.x() - self._table.columnViewportPosition(index.column()), rect.y(), wide, rect.height() - 1)
        painter.save()
        painter.setClipRect(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._colours["road"], 2, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(whole.adjusted(1, 1, -1, -1))
        painter.setPen(QPen(self._colours["ink"], 1, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(whole.adjusted(2, 2, -3, -3))
        painter.restore()

    def _cell(
        self, painter: QPainter, rect: QRect, row: PotholeRow, column: Column, chosen: bool, paired: bool
    ) -> None:
        if column is Column.SEVERITY:
            painter.drawPixmap(rect.x() + LEFT, rect.y() + (rect.height() - CHIP_HEIGHT) // 2, self._chip(row.severity))
        elif column is Column.POTHOLE:
            self._two(painter, rect, row.title, self._placed(row, rect.width()), chosen, first=_TITLE)
        elif column is Column.CAUSE:
            self._two(painter, rect, words.cause(row.cause), seen_in(row) if paired else "", chosen)
        elif column is Column.SEEN:
            self._two(painter, rect, seen_in(row), "", chosen)
        elif column is Column.WHO:
            self._two(painter, rect, row.owner or "–", due_on(row) if paired else "", chosen)
        elif column is Column.DUE:
            self._two(painter, rect, due_on(row), "", chosen)
        else:
            self._state(painter, rect, row, chosen)

    def _placed(self, row: PotholeRow, room: int) -> str:
        """Journey and step; where both have no room, the step is the one that is told whole."""
        metrics = self._font(tokens.SMALL)[1]
        whole, journey = _short(place(row)), _short(row.journey_title)
        rest = whole.removeprefix(journey)
        left = room - metrics.horizontalAdvance(rest)
        if rest == whole or left < _LEAST_JOURNEY or metrics.horizontalAdvance(whole) <= room:
            return whole
        return elided(metrics, journey, left) + rest

    def _two(
        self, painter: QPainter, rect: QRect, above: str, below: str, chosen: bool, first: tokens.Type = tokens.BODY
    ) -> None:
        if not below:
            self._line(painter, rect, above, first, "ink")
            return
        top = rect.y() + (rect.height() - 36) // 2
        self._line(painter, QRect(rect.x(), top, rect.width(), 20), above, first, "ink")
        token = "ink" if chosen else "ink_2"
        self._line(painter, QRect(rect.x(), top + 19, rect.width(), 17), below, tokens.SMALL, token)

    def _line(self, painter: QPainter, area: QRect, text: str, kind: tokens.Type, token: str) -> None:
        font, metrics = self._font(kind)
        painter.setFont(font)
        painter.setPen(self._colours[token])
        shown = elided(metrics, _short(text), area.width())
        painter.drawText(area, _MIDDLE, shown)

    def _state(self, painter: QPainter, rect: QRect, row: PotholeRow, chosen: bool) -> None:
        token = "ink" if chosen else "ink_2"
        top = rect.y() + (rect.height() - _ICON) // 2
        painter.drawPixmap(rect.x(), top, self._icon(STATE_ICONS[row.state], token))
        self._line(painter, rect.adjusted(_ICON + 5, 0, 0, 0), words.state(row.state), tokens.SMALL, "ink")

    def _icon(self, name: str, token: str) -> QPixmap:
        if (name, token) not in self._pixmaps:
            icon = theme.current().icon(name, token, _ICON)
            made = icon.pixmap(QSize(_ICON, _ICON), self._table.devicePixelRatioF())
            self._pixmaps[name, token] = made
        return self._pixmaps[name, token]

    def _chip(self, severity: int | None) -> QPixmap:
        if (severity, "chip") not in self._pixmaps:
            scale, wide = self._table.devicePixelRatioF(), chip_width(severity)
            made = QPixmap(round(wide * scale), round(CHIP_HEIGHT * scale))
            made.setDevicePixelRatio(scale)
            made.fill(Qt.GlobalColor.transparent)
            painter = QPainter(made)
            paint_chip(painter, QRectF(0, 0, wide, CHIP_HEIGHT), severity)
            painter.end()
            self._pixmaps[severity, "chip"] = made
        return self._pixmaps[severity, "chip"]

    def _font(self, kind: tokens.Type) -> tuple[QFont, QFontMetrics]:
        if kind not in self._fonts:
            font = theme.current().font(kind)
            self._fonts[kind] = (font, QFontMetrics(font))
        return self._fonts[kind]

    # ---- the whole of what is cut

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        model = index.model()
        row = model.row_at(index) if isinstance(model, Model) else None
        if event.type() != QEvent.Type.ToolTip or row is None:
            return super().helpEvent(event, view, option, index)
        text = self._whole(row, Column(index.column()), view.visualRect(index).width() - GAP)
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
        return True

    def _whole(self, row: PotholeRow, column: Column, room: int) -> str:
        """What a cell says where it has no room for all of it, else ""."""
        lines = {
            Column.POTHOLE: ((row.title, _TITLE), (place(row), tokens.SMALL)),
            Column.CAUSE: ((words.cause(row.cause), tokens.BODY),),
            Column.WHO: ((row.owner, tokens.BODY),),
        }.get(column, ())
        if all(self._font(kind)[1].horizontalAdvance(_short(text)) <= room for text, kind in lines):
            return ""
        return "\n".join(_short(text, 1_000) for text, _kind in lines)


def _short(text: str, most: int = 300) -> str:
    """On one line, and no longer than any column shows: measuring 10,000 characters a cell takes its time."""
    return " ".join(text[: most * 2].split())[:most]
