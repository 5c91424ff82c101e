"""Several walks beside one another: a row a step, a coin a walk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from oracle import tokens, words
from oracle.language import _
from oracle.method.matching import matched
from oracle.model.journey import Step
from oracle.model.walk import OpenWalk, Visit
from oracle.report.content import compared
from oracle.ui import theme
from oracle.ui.compare.paging import PAGES, a_page_on
from oracle.ui.widgets import Card, label
from oracle.ui.widgets.basics import elided, plain_tip
from oracle.ui.widgets.marks import paint_coin

ROW, COLUMN, _TITLE = 36, 108, 260
_NUMBER = 32  # px up to the right end of a step's number
NUMBER = int(Qt.ItemDataRole.UserRole)

Index = QModelIndex | QPersistentModelIndex


class WalksGrid(Card):
    """`opened_walk(str)`: the id of a walk whose column was opened."""

    opened_walk = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 12, 1, 1)
        column.setSpacing(8)
        head = label(_("Friction, walk by walk"), "card")
        head.setContentsMargins(15, 0, 15, 0)
        column.addWidget(head)
        self.table = _Table()
        self.table.asked.connect(self.opened_walk)
        column.addWidget(self.table)

    def show_walks(self, walks: Sequence[OpenWalk]) -> None:
        """Shows a column for each walk; rows are the steps of the newest one's road."""
        self.table.cells.show_walks(walks)
        rows = self.table.cells.rowCount()
        self.table.setFixedHeight(ROW * rows + self.table.horizontalHeader().height() + 14)
        self.table.fit()


class _Cells(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.walks: tuple[OpenWalk, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self._visits: list[dict[str, Visit]] = []

    def show_walks(self, walks: Sequence[OpenWalk]) -> None:
        self.beginResetModel()
        self.walks = tuple(walks)
        newest = max(walks, key=lambda each: each.version.number)
        self.steps = newest.version.steps
        self._visits = [_by_step(each, newest) for each in walks]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.steps)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.walks) + 1

    def visit(self, index: Index) -> Visit | None:
        return self._visits[index.column() - 1].get(self.steps[index.row()].id)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(self.walks):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == 0:
                return _("Step")
            walk = self.walks[section - 1]
            return f"{walk.tester.name.split(' ')[0]}\n{compared.began_briefly(walk.walk)}"
        if role == Qt.ItemDataRole.ToolTipRole and section:
            return plain_tip(compared.named(self.walks[section - 1]))
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        step = self.steps[index.row()]
        if index.column() == 0:
            title = " ".join(step.title.split())
            if role == NUMBER:
                return str(step.number)
            if role == Qt.ItemDataRole.DisplayRole:
                return title
            told = f"{step.number} {title}"
            if role == Qt.ItemDataRole.ToolTipRole:
                return plain_tip(told)
            return told if role == Qt.ItemDataRole.AccessibleTextRole else None
        visit = self.visit(index)
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            value = None if visit is None else visit.valued_friction
            said = compared.friction(value)
            if value is None and visit is not None and visit.outcome is not None:
                said = words.outcome(visit.outcome)
            walk = self.walks[index.column() - 1]
            told = f"{step.number} {step.title}, {compared.named(walk)}: {said}"
            return plain_tip(told) if role == Qt.ItemDataRole.ToolTipRole else told
        return None


def _by_step(walk: OpenWalk, newest: OpenWalk) -> dict[str, Visit]:
    """Visits by the newest road's step."""
    pairs = matched(walk.version.steps, newest.version.steps, {})
    now = {pair.then.id: pair.now.id for pair in pairs if pair.then is not None and pair.now is not None}
    return {now[visit.step_id]: visit for visit in walk.visits if visit.step_id in now}


class _Table(QTableView):
    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cells = _Cells(self)
        self.setModel(self.cells)
        self.setItemDelegate(_Painter(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: 0; background: transparent; }")
        self.setShowGrid(False)
        self.setAccessibleName(_("Friction, walk by walk"))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setFixedHeight(48)
        self.horizontalHeader().setHighlightSections(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the page scrolls, not the table
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._ask)

    def fit(self) -> None:
        """The walks take their width, the steps what is left, and not less than they need."""
        count = len(self.cells.walks)
        self.setColumnWidth(0, max(_TITLE, self.viewport().width() - count * COLUMN))
        for at in range(count):
            self.setColumnWidth(at + 1, COLUMN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if action not in PAGES:
            return super().moveCursor(action, modifiers)
        return self.cells.index(a_page_on(self, action), max(0, self.currentIndex().column()))

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid() and index.column():
            self.asked.emit(self.cells.walks[index.column() - 1].walk.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):  # Tab leaves the table, arrows go in it
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(COLUMN, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        rect, state = QRectF(option.rect), option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.colour("road_tint"))
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 1), look.colour("line"))
        if index.column() == 0:
            self._title(painter, rect, index)
        else:
            self._coin(painter, rect, index)
        painter.restore()

    def _title(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        """The number at the right of its own column, so that titles begin at one edge."""
        look, middle = theme.current(), int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(look.font(tokens.BODY))
        painter.setPen(look.colour("ink_2"))
        number = QRectF(rect.left(), rect.top(), _NUMBER, rect.height())
        painter.drawText(number, middle | int(Qt.AlignmentFlag.AlignRight), str(index.data(NUMBER)))
        painter.setPen(look.colour("ink"))
        place = rect.adjusted(_NUMBER + 12, 0, -8, 0)
        text = elided(painter.fontMetrics(), str(index.data()), int(place.width()))
        painter.drawText(place, middle, text)

    def _coin(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        model = index.model()
        visit = model.visit(index) if isinstance(model, _Cells) else None
        value = None if visit is None else visit.valued_friction
        place = QRectF(rect.center().x() - 10, rect.center().y() - 9.5, 20, 20)
        if value is not None:
            paint_coin(painter, place, value)
        else:
            painter.setPen(theme.current().colour("ink_2"))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), "–")
