"""The road on the left: a list whose rows paint one line of asphalt from the first step to where you stand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from oracle import tokens
from oracle.language import _
from oracle.ui import theme
from oracle.ui.walk.road_rows import RoadRow, rows
from oracle.ui.walk.scene import Mark, Scene
from oracle.ui.widgets.basics import elided, in_lines, plain_tip
from oracle.ui.widgets.marks import paint_coin, paint_sign

ROW, HEADING = 42, 30
_LINE_X = 25.0
_TEXT_X = 46
_NARROW = 130  # below this width only the marks are shown
_Index = QModelIndex | QPersistentModelIndex


class RoadList(QListView):
    """The steps of the walk. `asked(step_id)`: a click or Enter on a step."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("The road"))
        self.setProperty("ground", "sunken")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setMinimumWidth(52)
        self.setViewportMargins(0, 8, 0, 8)
        self.setStyleSheet("QListView { border: 0; border-radius: 0 }")
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        self.clicked.connect(self._ask)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        policy = Qt.ScrollBarPolicy
        # Where only the marks fit, a bar would stand on them; wheel and keys scroll all the same.
        narrow = self.width() < _NARROW
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if narrow else policy.ScrollBarAsNeeded)

    def show_scene(self, scene: Scene) -> None:
        """Shows the walk as it stands, keeping the current step in view."""
        before = self._model.current
        self._model.show_rows(rows(scene))
        at = self._model.current
        if at is not None and at != before:
            index = self._model.index(at)
            self.setCurrentIndex(index)
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    @property
    def rows(self) -> tuple[RoadRow, ...]:
        """What is shown."""
        return self._model.rows

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and event.modifiers() in _PLAIN:
            self._ask(self.currentIndex())
        elif event.text() and event.text().isprintable():
            event.ignore()  # letters are the walk's, not a search in the list
        else:
            super().keyPressEvent(event)

    def _ask(self, index: _Index) -> None:
        row = self._model.row_at(index)
        if row is not None and row.step is not None:
            self.asked.emit(row.step.id)


_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[RoadRow, ...] = ()

    @property
    def current(self) -> int | None:
        """Row of the current step."""
        return next((at for at, row in enumerate(self.rows) if row.mark is Mark.CURRENT), None)

    def show_rows(self, made: tuple[RoadRow, ...]) -> None:
        """Shows other rows; the same number of rows only repaints, so that the focus stays."""
        if made == self.rows:
            return
        if len(made) == len(self.rows):
            self.rows = made
            self.dataChanged.emit(self.index(0), self.index(len(made) - 1))
            return
        self.beginResetModel()
        self.rows = made
        self.endResetModel()

    def row_at(self, index: _Index) -> RoadRow | None:
        """The row of an index, None for none."""
        return self.rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        row = self.row_at(index)
        chosen = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return chosen if row is not None and row.step is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.story)
        return row.story if role == Qt.ItemDataRole.AccessibleTextRole else None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = _row(index)
        return QSize(56, HEADING if row is not None and row.step is None else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = _row(index)
        if row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _ground(painter, rect, row, hovered=bool(state & QStyle.StateFlag.State_MouseOver))
        _line(painter, rect, row)
        if row.step is None:
            _heading(painter, rect, row)
        else:
            _dot(painter, rect, row)
            if row.unchecked and rect.width() < _NARROW:
                paint_sign(painter, QPointF(_LINE_X + 13, rect.top() + 11), _to_check(row), None, 18)
            _words(painter, rect, row)
        if state & QStyle.StateFlag.State_HasFocus:
            _focus(painter, rect)
        painter.restore()


def _row(index: _Index) -> RoadRow | None:
    model = index.model()
    return model.row_at(index) if isinstance(model, _Model) else None


def _ground(painter: QPainter, rect: QRect, row: RoadRow, *, hovered: bool) -> None:
    token = "surface" if row.mark is Mark.CURRENT else "press" if hovered and row.step is not None else "sunken"
    painter.fillRect(rect, theme.current().colour(token))


def _focus(painter: QPainter, rect: QRect) -> None:
    look = theme.current()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inside = QRectF(rect).adjusted(2, 2, -2, -2)
    for token, width in (("road", 3), ("ink", 1)):
        painter.setPen(QPen(look.colour(token), width))
        painter.drawRoundedRect(inside, tokens.RADIUS_CONTROL, tokens.RADIUS_CONTROL)


def _line(painter: QPainter, rect: QRect, row: RoadRow) -> None:
    middle = rect.top() + rect.height() / 2
    _segment(painter, rect.top(), middle, row.walked_above)
    _segment(painter, middle, rect.bottom() + 1, row.walked_below)


def _segment(painter: QPainter, top: float, bottom: float, walked: bool | None) -> None:
    if walked is None:
        return
    look = theme.current()
    if not walked:
        pen = QPen(look.colour("edge"), 1.5, c=Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2, 2.66])
        # Dashes are counted from the list's own top, so that they run on from row to row.
        pen.setDashOffset(top / 1.5)
        painter.setPen(pen)
        painter.drawLine(QPointF(_LINE_X, top), QPointF(_LINE_X, bottom))
        return
    painter.fillRect(QRectF(_LINE_X - 5, top, 10, bottom - top), look.colour("asphalt"))
    pen = QPen(look.colour("road"), 1.6, c=Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([7 / 1.6, 7 / 1.6])
    pen.setDashOffset(top / 1.6)
    painter.setPen(pen)
    painter.drawLine(QPointF(_LINE_X, top), QPointF(_LINE_X, bottom))


def _heading(painter: QPainter, rect: QRect, row: RoadRow) -> None:
    if rect.width() < _NARROW:
        return
    look = theme.current()
    painter.setFont(look.font(tokens.LABEL))
    painter.setPen(look.colour("ink_2"))
    area = QRect(_TEXT_X + 1, rect.top() + 9, rect.width() - _TEXT_X - 12, 18)
    text = elided(QFontMetrics(painter.font()), row.text, area.width())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), text)


def _dot(painter: QPainter, rect: QRect, row: RoadRow) -> None:
    look = theme.current()
    centre = QPointF(_LINE_X, rect.top() + rect.height() / 2)
    if row.mark is Mark.DONE and row.friction is not None:
        paint_coin(painter, QRectF(centre.x() - 11, centre.y() - 11, 22, 22), row.friction)
        return
    if row.mark is Mark.WAITING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("sunken"))
        painter.drawEllipse(centre, 11, 11)
        icon = QRect(round(centre.x()) - 8, round(centre.y()) - 8, 16, 16)
        look.icon("hourglass", "ink_2", 16).paint(painter, icon)
        return
    if row.mark is Mark.CURRENT:
        painter.setPen(QPen(look.colour("on_road"), 2))
        painter.setBrush(look.colour("road"))
        painter.drawEllipse(centre, 10, 10)
        return
    pen = QPen(look.colour("edge"), 1.5)
    if row.mark is Mark.SKIPPED:
        pen.setDashPattern([1.6, 1.6])
    painter.setPen(pen)
    painter.setBrush(look.colour("sunken"))
    painter.drawEllipse(centre, 6.25, 6.25)


def _words(painter: QPainter, rect: QRect, row: RoadRow) -> None:
    if rect.width() < _NARROW:
        return
    look = theme.current()
    right = rect.right() - 12
    painter.setFont(look.font(tokens.SMALL))
    painter.setPen(look.colour("ink_2"))
    place = QRect(right - 20, rect.top(), 20, rect.height())
    painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), str(row.number))
    right -= 26
    if row.sign or row.unchecked:
        # What nobody looked for yet is a sign without a number.
        text = _to_check(row) if row.unchecked else row.sign
        wide = 4 if len(text) > 2 else 0
        paint_sign(painter, QPointF(right - 11 - wide, rect.top() + rect.height() / 2), text, None, 22)
        right -= 30 + 2 * wide
    painter.setFont(look.font(tokens.STRONG if row.mark is Mark.CURRENT else tokens.BODY))
    painter.setPen(look.colour("ink_2" if row.mark in {Mark.TO_COME, Mark.WAITING, Mark.SKIPPED} else "ink"))
    area = QRect(_TEXT_X, rect.top(), right - _TEXT_X, rect.height())
    _title(painter, area, row)


def _to_check(row: RoadRow) -> str:
    return "?" if row.unchecked == 1 else f"{min(9, row.unchecked)}?"


def _title(painter: QPainter, area: QRect, row: RoadRow) -> None:
    """Up to two lines of 16 px, or one above the quiet line."""
    lines = in_lines(QFontMetrics(painter.font()), row.text, area.width(), 1 if row.under else 2)
    count = len(lines) + bool(row.under)
    top = area.top() + (area.height() - 16 * count) // 2
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
    for at, line in enumerate(lines):
        painter.drawText(QRect(area.left(), top + 16 * at, area.width(), 16), flags, line)
    if row.under:
        painter.setFont(theme.current().font(tokens.SMALL))
        painter.setPen(theme.current().colour("ink_2"))
        painter.drawText(QRect(area.left(), top + 16 * len(lines), area.width(), 16), flags, row.under)
