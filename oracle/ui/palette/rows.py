"""How a line of the palette is painted: headings, commands, and finds with their words marked and their path below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from oracle import tokens
from oracle.ui import theme
from oracle.ui.widgets.basics import elided

ROW, TALL_ROW, HEADING = 36, 50, 26
MARK_ALPHA = 0.4  # of the road yellow behind a matched word: it shows on the selected row's tint, too
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One line: what it says, what stands at its right end (key or kind), what it does, and its path below.

    `spans` are the matched words in `text`, as (begin, end) of its characters. `group` is the heading it stands under.
    """

    text: str
    icon: str
    side: str
    run: Callable[[], object]
    detail: str = ""
    spans: Spans = ()
    group: str = ""

    @property
    def spoken(self) -> str:
        """All of it, for screen readers."""
        return ", ".join(part for part in (self.text, self.detail, self.group, self.side) if part)


class Rows(QStyledItemDelegate):
    """Paints an `Entry`, or a heading where the item holds none."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, height_of(index.data(Qt.ItemDataRole.UserRole)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        entry: Entry | None = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry is None:
            _paint_heading(painter, rect, str(index.data(Qt.ItemDataRole.DisplayRole)))
        else:
            _paint_entry(painter, rect, entry, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()


def height_of(entry: Entry | None) -> int:
    """Of a line, in px; None is a heading."""
    return HEADING if entry is None else TALL_ROW if entry.detail else ROW


def _paint_heading(painter: QPainter, rect: QRect, text: str) -> None:
    look = theme.current()
    painter.setFont(look.font(tokens.LABEL))
    painter.setPen(look.colour("ink_2"))
    painter.drawText(rect.adjusted(10, 4, -10, 0), _LINE, text)


def _paint_entry(painter: QPainter, rect: QRect, entry: Entry, *, chosen: bool) -> None:
    look = theme.current()
    if chosen:
        painter.setPen(look.colour("ink"))
        painter.setBrush(look.colour("road_tint"))
        painter.drawRoundedRect(rect, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)
    upper = QRect(rect.left(), rect.top(), rect.width(), ROW - 2)
    if entry.detail:
        upper = QRect(rect.left(), rect.top() + 4, rect.width(), 22)
    look.icon(entry.icon, "ink_2").paint(painter, QRect(rect.left() + 10, upper.center().y() - 7, 16, 16))
    painter.setFont(look.font(tokens.SMALL))
    side = painter.fontMetrics().horizontalAdvance(entry.side)
    painter.setPen(look.colour("ink_2"))
    painter.drawText(QRect(rect.right() - side - 10, upper.top(), side + 2, upper.height()), _LINE, entry.side)
    if entry.detail:
        lower = QRect(rect.left() + 38, rect.top() + 25, rect.width() - 50, 18)
        text = elided(painter.fontMetrics(), entry.detail, lower.width())
        painter.drawText(lower, _LINE, text)
    painter.setPen(look.colour("ink"))
    _paint_marked(painter, upper.adjusted(38, 0, -side - 24, 0), entry.text, entry.spans)


def _paint_marked(painter: QPainter, area: QRect, text: str, spans: Spans) -> None:
    """A line of plain text with some characters marked; laid out as a whole, so that every script stays right."""
    look = theme.current()
    font = look.font(tokens.BODY)
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.DemiBold)
    ground = look.colour("road")
    ground.setAlphaF(MARK_ALPHA)
    marked.setBackground(ground)
    shown = elided(QFontMetrics(font), text, area.width() - 3 * len(spans))
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_range(shown, begin, end, marked) for begin, end in spans if begin < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(area.width())
    layout.endLayout()
    layout.draw(painter, QPointF(area.left(), area.center().y() - line.height() / 2))


def _range(text: str, begin: int, end: int, marked: QTextCharFormat) -> QTextLayout.FormatRange:
    """Characters of Python as the units that Qt counts in."""
    found = QTextLayout.FormatRange()
    found.start = _units(text[:begin])
    found.length = _units(text[begin:end])
    found.format = marked
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
