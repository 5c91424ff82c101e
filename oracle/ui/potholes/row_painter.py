"""How a row of the list is painted: 52 px, one cell after the other, from the tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText, QTextOption
from PySide6.QtWidgets import QWidget

from oracle import tokens, words
from oracle.model.pothole_row import PotholeRow
from oracle.ui import theme
from oracle.ui.potholes.model import Column, due_on, seen_in
from oracle.ui.potholes.rows import place
from oracle.ui.potholes.states import STATE_ICONS
from oracle.ui.widgets.basics import elided
from oracle.ui.widgets.marks import CHIP_HEIGHT, chip_width, paint_chip

ROW = 52
LEFT, GAP = 24, 12  # before the first column, and after each
_BAR = 4
_ICON = 14
_LEAST_JOURNEY = 48  # px under which a journey is not told from another
_TITLE = tokens.Type(13, 20, 500)
_COLOURS = ("surface", "hover", "road_tint", "line", "road", "ink", "ink_2")
_KEPT = 2_000  # texts
_FROM_THE_LEFT = QTextOption()
_FROM_THE_LEFT.setTextDirection(Qt.LayoutDirection.LeftToRight)


class Cell(NamedTuple):
    """Where a column stands in every row, px."""

    column: Column
    x: int
    width: int


class Seen(NamedTuple):
    """How a row is seen: selected, under the pointer, with the ring of the keys around it."""

    chosen: bool
    hovered: bool
    ringed: bool


class RowPainter:
    """Paints rows. What they share is made once a theme, and texts are laid out once: thousands of rows scroll by."""

    def __init__(self, table: QWidget) -> None:
        self._table = table
        self._made_for: object = None
        self._colours: dict[str, QColor] = {}
        self._pixmaps: dict[tuple[object, str], QPixmap] = {}
        self._fonts: dict[tokens.Type, tuple[QFont, QFontMetrics]] = {}
        self._texts: dict[tuple[str, object, int], QStaticText] = {}

    def renew(self) -> None:
        """To be called before rows are painted: the theme may be another, or the screen."""
        look = theme.current()
        state = (look.is_dark, look.scale, self._table.devicePixelRatioF())
        if state != self._made_for:
            self._made_for = state
            self._pixmaps.clear()
            self._fonts.clear()
            self._texts.clear()
            self._colours = {token: look.colour(token) for token in _COLOURS}
        if len(self._texts) > _KEPT:
            self._texts.clear()

    def paint_row(
        self, painter: QPainter, area: QRect, row: PotholeRow, cells: Sequence[Cell], seen: Seen, *, paired: bool
    ) -> None:
        """Paints a row into an area as wide as the list; `paired`: two facts in a column."""
        self._ground(painter, area, seen)
        for column, x, width in cells:
            rect = QRect(x, area.y(), width - GAP, area.height() - 1)
            self._cell(painter, rect, row, column, seen.chosen, paired)

    def _ground(self, painter: QPainter, area: QRect, seen: Seen) -> None:
        colours = self._colours
        painter.fillRect(area, colours["road_tint" if seen.chosen else "hover" if seen.hovered else "surface"])
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, colours["line"])
        if seen.chosen:
            painter.fillRect(area.x(), area.y(), _BAR, area.height() - 1, colours["road"])
            painter.fillRect(area.x() + _BAR, area.y(), 1, area.height() - 1, colours["ink"])
        if seen.ringed:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colours["road"], 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(QRectF(area).adjusted(1, 1, -1, -2))
            painter.setPen(QPen(colours["ink"], 1, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(QRectF(area).adjusted(2, 2, -3, -4))

    def _cell(
        self, painter: QPainter, rect: QRect, row: PotholeRow, column: Column, chosen: bool, paired: bool
    ) -> None:
        if column is Column.SEVERITY:
            painter.drawPixmap(rect.x() + LEFT, rect.y() + (rect.height() - CHIP_HEIGHT) // 2, self._chip(row.severity))
        elif column is Column.POTHOLE:
            self._pothole(painter, rect, row, chosen)
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

    def _pothole(self, painter: QPainter, rect: QRect, row: PotholeRow, chosen: bool) -> None:
        above, below = _halves(rect)
        self._line(painter, above, row.title, _TITLE, "ink")
        where = self._text(place(row), "place", rect.width(), lambda: self._placed(row, rect.width()))
        self._put(painter, below, where, tokens.SMALL, "ink" if chosen else "ink_2")

    def _placed(self, row: PotholeRow, room: int) -> str:
        """Journey and step; where both have no room, the step is the one that is told whole."""
        metrics = self._font(tokens.SMALL)[1]
        whole, journey = _short(place(row)), _short(row.journey_title)
        rest = whole.removeprefix(journey)
        left = room - metrics.horizontalAdvance(rest)
        if rest == whole or metrics.horizontalAdvance(whole) <= room:
            return elided(metrics, whole, room)
        if left < _LEAST_JOURNEY:
            return elided(metrics, rest.removeprefix(" · "), room)
        return elided(metrics, journey, left) + rest

    def _two(self, painter: QPainter, rect: QRect, above: str, below: str, chosen: bool) -> None:
        if not below:
            self._line(painter, rect, above, tokens.BODY, "ink")
            return
        first, second = _halves(rect)
        self._line(painter, first, above, tokens.BODY, "ink")
        self._line(painter, second, below, tokens.SMALL, "ink" if chosen else "ink_2")

    def _line(self, painter: QPainter, area: QRect, text: str, kind: tokens.Type, token: str) -> None:
        room = area.width()
        shown = self._text(text, kind, room, lambda: elided(self._font(kind)[1], _short(text), room))
        self._put(painter, area, shown, kind, token)

    def _text(self, text: str, kind: object, room: int, shown: Callable[[], str]) -> QStaticText:
        """What is shown of a text, laid out when it is first painted."""
        key = (text, kind, room)
        if key not in self._texts:
            made = QStaticText(shown())
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setTextOption(_FROM_THE_LEFT)
            self._texts[key] = made
        return self._texts[key]

    def _put(self, painter: QPainter, area: QRect, text: QStaticText, kind: tokens.Type, token: str) -> None:
        font, metrics = self._font(kind)
        painter.setFont(font)
        painter.setPen(self._colours[token])
        painter.drawStaticText(area.x(), area.y() + (area.height() - metrics.height()) // 2, text)

    def _state(self, painter: QPainter, rect: QRect, row: PotholeRow, chosen: bool) -> None:
        token = "ink" if chosen else "ink_2"
        top = rect.y() + (rect.height() - _ICON + 1) // 2
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

    def whole(self, row: PotholeRow, column: Column, room: int) -> str:
        """What a cell says where `room` px are not enough for all of it, else ""."""
        lines = {
            Column.POTHOLE: ((row.title, _TITLE), (place(row), tokens.SMALL)),
            Column.CAUSE: ((words.cause(row.cause), tokens.BODY),),
            Column.WHO: ((row.owner, tokens.BODY),),
        }.get(column, ())
        if all(self._font(kind)[1].horizontalAdvance(_short(text)) <= room for text, kind in lines):
            return ""
        return "\n".join(_short(text, 1_000) for text, _kind in lines)


def _halves(rect: QRect) -> tuple[QRect, QRect]:
    """Where the first of two lines stands, and the second."""
    top = rect.y() + (rect.height() - 36) // 2
    return QRect(rect.x(), top, rect.width(), 20), QRect(rect.x(), top + 19, rect.width(), 17)


def _short(text: str, most: int = 300) -> str:
    """On one line, and no longer than any column shows: measuring 10,000 characters a cell takes its time."""
    return " ".join(text[: most * 2].split())[:most]
