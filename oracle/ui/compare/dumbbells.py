"""Friction step by step: for each step how rough it was then and now, as a dumbbell, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from oracle import tokens, words
from oracle.language import _
from oracle.method.comparing import StepChange, Trend
from oracle.method.matching import How
from oracle.report.content import compared
from oracle.ui import theme
from oracle.ui.compare.paging import PAGES, a_page_on
from oracle.ui.widgets.basics import in_lines, plain_tip
from oracle.ui.widgets.cards import Card
from oracle.ui.widgets.marks import paint_coin

ROW = 44
_NUMBER, _BELL, _WORD, _RIGHT = 36, 184, 92, 14
_FIRST, _AFTER = 14, 12  # left of friction 0 in the dumbbell's column; right of 4, beyond as much again
LINE = 17
_NARROW = 440  # px of a row below which the word stands under the title
_NUMBER_NARROW, _BELL_NARROW = 28, 152
_TITLE = tokens.Type(13, 20, 500)
_ICONS = {Trend.SMOOTHER: "chevron-up", Trend.ROUGHER: "chevron-down"}

Index = QModelIndex | QPersistentModelIndex


class StepsCard(Card):
    """The card with its head and the list. `chosen(int)`: a row of `steps`, by click or arrow key."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(0)
        self._head = _Head()
        column.addWidget(self._head)
        self.list = _List()
        self.list.picked.connect(self.chosen)
        column.addWidget(self.list)

    def show_steps(self, steps: Sequence[StepChange], row: int, places: compared.Places = None) -> None:
        """Shows them with one chosen; `places` of a competitor lap."""
        self.list.rows.show_steps(steps, places)
        self._head.show_change(_("Change") if places is None else _("Difference"))
        self.list.setFixedHeight(ROW * max(1, len(steps)))  # the page scrolls, not the list
        self.choose(row)

    def choose(self, row: int) -> None:
        """Marks a row as chosen, without telling."""
        self.list.quiet = True
        index = self.list.rows.index(row)
        self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.quiet = False

    def place(self, row: int) -> QRect:
        """Where a row is, on this card."""
        corner = self.list.mapTo(self, QPoint(0, ROW * row))
        return QRect(corner, QSize(self.list.width(), ROW))


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Friction, step by step"))
        self._change = ""

    def show_change(self, text: str) -> None:
        """Names the column that says what differs."""
        self._change = text
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, areas = QPainter(self), theme.current(), _Areas(QRectF(self.rect()))
        painter.setPen(look.colour("ink"))
        painter.setFont(look.font(tokens.CARD_TITLE))
        whole, short = _("Friction, step by step"), _("Friction")
        fits = painter.fontMetrics().horizontalAdvance(whole) <= areas.title.width()
        _say(painter, areas.title, whole if fits else short)
        painter.setPen(look.colour("ink_2"))
        painter.setFont(look.font(tokens.SMALL))
        bell = areas.bell.adjusted(0, 0, -_FIRST, 0)
        _say(painter, bell, f"0 {words.friction(0)}")
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(bell, int(right), f"4 {words.friction(4)}")
        if not areas.narrow:
            _say(painter, areas.word, self._change)
        painter.end()


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps: tuple[StepChange, ...] = ()
        self.places: compared.Places = None

    def show_steps(self, steps: Sequence[StepChange], places: compared.Places) -> None:
        self.beginResetModel()
        self.steps, self.places = tuple(steps), places
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.steps)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        step = self.steps[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return step
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(step, self.places)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join((spoken(step, self.places), *compared.aside(step, self.places))))
        return None


def spoken(step: StepChange, places: compared.Places = None) -> str:
    """ "4 Reads the product page: 2 Bumpy then, 0 Smooth now, smoother"."""
    then, now = (None if each.friction is None else compared.friction(each.friction) for each in (step.then, step.now))
    said = ", ".join(filter(None, (compared.both(then, now, places), compared.trend(step, places))))
    told = f"{title(step)}: {said}"
    was = _was(step, places)
    return f"{told} ({was})" if was else told


def title(step: StepChange) -> str:
    """ "4 Reads the product page", as it is called now."""
    shown = step.pair.now or step.pair.then
    return "" if shown is None else f"{shown.number} {shown.title}"


def _was(step: StepChange, places: compared.Places) -> str:
    """What it was called then, or there, where it was matched by likeness or by hand and has another title."""
    then, now = step.pair.then, step.pair.now
    if then is None or now is None or then.title == now.title or step.pair.how not in {How.LIKENESS, How.BY_HAND}:
        return ""
    named = f"{then.number} {then.title}"
    if places is not None:
        return _("at {business}: {step}").format(business=places[0], step=named)
    return _("then: {step}").format(step=named)


class _List(QListView):
    picked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.quiet = False
        self.rows = _Rows(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { border: 0; background: transparent; }")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Friction, step by step"))
        self.selectionModel().currentChanged.connect(self._tell)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action not in PAGES:
            return super().moveCursor(action, modifiers)
        return self.rows.index(a_page_on(self, action))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self.quiet:
            self.picked.emit(current.row())


class _Areas:
    """The columns of a row; where it is narrow there is none for the word, which stands under the title."""

    def __init__(self, row: QRectF) -> None:
        self.narrow = row.width() < _NARROW
        number, bell, word = (_NUMBER_NARROW, _BELL_NARROW, 0) if self.narrow else (_NUMBER, _BELL, _WORD)
        right = row.right() - _RIGHT
        self.number = QRectF(row.left(), row.top(), number, row.height())
        self.word = QRectF(right - word, row.top(), word, row.height())
        self.bell = QRectF(self.word.left() - bell, row.top(), bell, row.height())
        left = row.left() + number
        self.title = QRectF(left, row.top(), self.bell.left() - left - 8, row.height())


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_NUMBER + _BELL + _WORD + _RIGHT + 120, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        step, look = index.data(Qt.ItemDataRole.UserRole), theme.current()
        row = QRectF(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(row, look.colour("road_tint"))
            painter.fillRect(QRectF(row.left(), row.top(), 4, row.height()), look.colour("road"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(row, look.colour("hover"))
        painter.fillRect(QRectF(row.left(), row.top(), row.width(), 1), look.colour("line"))
        areas = _Areas(row)
        model = index.model()
        places = model.places if isinstance(model, _Rows) else None
        self._texts(painter, areas, step, places, "ink" if chosen else "ink_2")
        paint_dumbbell(painter, areas.bell, step.then.friction, step.now.friction)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("ink"), 1))
            painter.drawRect(row.adjusted(0.5, 1.5, -0.5, -0.5))
        painter.restore()

    def _texts(self, painter: QPainter, areas: _Areas, step: StepChange, places: compared.Places, ink: str) -> None:
        look, room = theme.current(), areas.title
        shown, was, gone = step.pair.now or step.pair.then, _was(step, places), step.pair.now is None
        painter.setFont(look.font(tokens.BODY))
        painter.setPen(look.colour(ink))
        painter.drawText(areas.number, int(Qt.AlignmentFlag.AlignCenter), str(shown.number) if shown else "")
        painter.setFont(look.font(tokens.BODY if gone else _TITLE))
        painter.setPen(look.colour(ink if gone else "ink"))
        under = bool(was) or areas.narrow
        title = " ".join(shown.title.split()) if shown else ""
        lines = in_lines(painter.fontMetrics(), title, int(room.width()), 1 if under else 2)
        top = room.center().y() - LINE * (len(lines) + under) / 2
        for at, text in enumerate(lines):
            _say(painter, QRectF(room.left(), top + LINE * at, room.width(), LINE), text)
        below = QRectF(room.left(), top + LINE * len(lines), room.width(), LINE)
        if areas.narrow:
            self._word(painter, below, step, places, ink, was)
            return
        self._word(painter, areas.word, step, places, ink)
        if was:
            painter.setPen(look.colour(ink))
            _say(painter, below, was)

    def _word(
        self, painter: QPainter, area: QRectF, step: StepChange, places: compared.Places, ink: str, was: str = ""
    ) -> None:
        """The change after its arrow, in two lines where there is room for them; `was` follows it."""
        look, icon = theme.current(), _ICONS.get(step.trend) if step.trend else None
        if icon is not None:
            place = QRectF(area.left(), area.center().y() - 7, 14, 14).toRect()
            look.icon(icon, "ink_2", 14).paint(painter, place)
            area = area.adjusted(19, 0, 0, 0)
        painter.setFont(look.font(tokens.SMALL))
        painter.setPen(look.colour("ink" if icon else ink))
        text = " · ".join(filter(None, (compared.trend(step, places), was)))
        lines = in_lines(painter.fontMetrics(), text, int(area.width()), 2 if area.height() >= 2 * LINE else 1)
        top = area.center().y() - LINE * len(lines) / 2
        for at, each in enumerate(lines):
            _say(painter, QRectF(area.left(), top + LINE * at, area.width(), LINE), each)


def _say(painter: QPainter, area: QRectF, text: str) -> None:
    shown = QFontMetrics(painter.font()).elidedText(
        " ".join(text.split()), Qt.TextElideMode.ElideRight, int(area.width())
    )
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


def paint_dumbbell(painter: QPainter, area: QRectF, then: int | None, now: int | None) -> None:
    """Then hollow 16, now a coin of 20, an arrow between them where they differ; in a wide row they are 36 apart."""
    look, y = theme.current(), area.center().y()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("edge"))
    for value in range(5):
        painter.drawEllipse(QPointF(_x(area, value), y), 1.5, 1.5)
    if then is not None and now is not None and then != now:
        _paint_arrow(painter, _x(area, then), _x(area, now), y)
    if then is not None and then != now:
        middle = QPointF(_x(area, then), y)
        painter.setPen(QPen(look.colour("edge"), 1.5))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(middle, 8, 8)
        font = look.font(tokens.SMALL)
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(look.colour("ink_2"))
        box = QRectF(middle.x() - 8, middle.y() - 8, 16, 16)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(then))
    if now is not None:
        paint_coin(painter, QRectF(_x(area, now) - 10, y - 10, 20, 20), now)


def _x(area: QRectF, value: int) -> float:
    return area.left() + _FIRST + value * (area.width() - 2 * _FIRST - _AFTER) / 4


def _paint_arrow(painter: QPainter, start: float, end: float, y: float) -> None:
    way = 1 if end > start else -1
    start, end = start + way * 9, end - way * 11
    pen = QPen(theme.current().colour("ink"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(start, y), QPointF(end, y))
    head = QPainterPath(QPointF(end - way * 5, y - 5))
    head.lineTo(end, y)
    head.lineTo(end - way * 5, y + 5)
    painter.drawPath(head)
