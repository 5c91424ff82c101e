"""The list of potholes: thousands of rows that scroll, chosen one by one or many at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QToolTip, QWidget

from oracle.language import _
from oracle.model.pothole_row import PotholeRow
from oracle.ui.potholes.model import Column, Index, Model
from oracle.ui.potholes.row_painter import GAP, LEFT, ROW, Cell, RowPainter, Seen
from oracle.ui.widgets.basics import plain_tip

HEAD = 32
SPLIT_FROM = 940  # px of the list: the paired columns stand side by side (a window of 1500)
BOTH_FROM = 560  # px under which cause and walks go
_CHIP = LEFT + 106 + GAP
_CAUSE, _TITLE = 158, 280
_WIDTHS = {Column.CAUSE: 104, Column.WHO: 64, Column.STATE: 92}
_SPLIT_WIDTHS = {Column.CAUSE: 132, Column.SEEN: 92, Column.WHO: 92, Column.DUE: 72, Column.STATE: 104}
_BY_KEY = {Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason}
_PLAIN = {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
_Flag = QItemSelectionModel.SelectionFlag


class PotholeTable(QTableView):
    """`chosen()`: other potholes are selected, or none. `entered()`: Enter or a double click on a row."""

    chosen = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hovered_row = -1
        self._marking = False  # X was pressed: going on keeps what is marked
        self._quiet = False
        self.by_key = False  # the keys are at work here: then the current row has a ring
        self.rows = Model(self)
        self.setModel(self.rows)
        self._painter = RowPainter(self)
        self.setAccessibleName(_("Potholes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QTableView { border: 0; border-radius: 0 }")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self._build_heads()
        self.selectionModel().selectionChanged.connect(self._selected)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def _build_heads(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(ROW)
        down.setDefaultSectionSize(ROW)
        self.verticalScrollBar().setSingleStep(ROW)
        across = self.horizontalHeader()
        across.setFixedHeight(HEAD)
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(0)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        across.setProperty("list", "potholes")

    # ---- what is shown and chosen

    def show_rows(self, rows: Sequence[PotholeRow]) -> None:
        """Shows these rows, keeping selection, current row and the place in the list as far as they are still there."""
        kept, current, at = self.chosen_ids, self.current_id, self.currentIndex().row()
        self._quiet = True
        self.rows.show_rows(rows)
        if self.chosen_ids != kept or self.current_id != current:
            self._choose_again(kept, current, at)
        self._quiet = False
        if self.chosen_ids != kept:
            self.chosen.emit()

    def _choose_again(self, kept: tuple[str, ...], current: str, at: int) -> None:
        """After a reset: what was selected and is still there; if nothing is, the row that came in its place."""
        places = self.rows.places
        still = [places[each] for each in kept if each in places]
        row = places.get(current, still[0] if still else min(max(at, 0), len(self.rows.rows) - 1))
        if row < 0:
            return
        selection = QItemSelection()
        last = len(Column) - 1
        for place in still or ([row] if kept else []):
            selection.select(self.rows.index(place, 0), self.rows.index(place, last))
        model = self.selectionModel()
        model.setCurrentIndex(self.rows.index(row, 0), _Flag.NoUpdate)
        model.select(selection, _Flag.ClearAndSelect)

    @property
    def chosen_ids(self) -> tuple[str, ...]:
        """The selected potholes, from the top."""
        selection = self.selectionModel().selection()
        spans = [selection.at(each) for each in range(selection.count())]
        rows = sorted({row for span in spans for row in range(span.top(), span.bottom() + 1)})
        return tuple(self.rows.rows[each].id for each in rows if each < len(self.rows.rows))

    @property
    def marking(self) -> bool:
        """Whether rows are being marked, be it only one so far."""
        return self._marking

    @property
    def current_id(self) -> str:
        """The pothole of the row that the keys are at; "" for none."""
        row = self.rows.row_at(self.currentIndex())
        return row.id if row else ""

    def choose(self, pothole_id: str) -> bool:
        """Selects one and brings it into view; False when it is not shown."""
        at = self.rows.places.get(pothole_id)
        if at is None:
            return False
        self._marking = False
        self._go(at)
        return True

    def show_ring(self) -> None:
        """Shows which row the keys are at."""
        if not self.by_key:
            self.by_key = True
            self.viewport().update()

    def step(self, by: int) -> None:
        """To the row above or below; while marking, the marks stay."""
        if self.rows.rows:
            now = self.currentIndex().row()
            at = max(0, min(len(self.rows.rows) - 1, now + by if now >= 0 else 0))
            self._go(at, keep=self._marking)

    def mark(self) -> None:
        """Marks the current row, or takes its mark back; from then on others are marked beside it."""
        index = self.currentIndex()
        if not index.isValid():
            return
        if not self._marking and self.chosen_ids == (self.current_id,):
            self._marking = True  # the only one that is chosen is the first that is marked
            self.chosen.emit()
            return
        self._marking = True
        self.selectionModel().select(index, _Flag.Toggle | _Flag.Rows)

    def unmark(self) -> bool:
        """Leaves only the current row selected; False when it was the only one already."""
        was = self._marking or len(self.chosen_ids) > 1
        self._marking = False
        index = self.currentIndex()
        if was and index.isValid():
            self.selectionModel().select(index, _Flag.ClearAndSelect | _Flag.Rows)
        return was

    def _go(self, at: int, *, keep: bool = False) -> None:
        index = self.rows.index(at, 0)
        how = _Flag.NoUpdate if keep else _Flag.ClearAndSelect | _Flag.Rows
        self.selectionModel().setCurrentIndex(index, how)
        self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The ring goes around whole rows, of which Qt would paint the current cells only."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def _selected(self) -> None:
        if not self._quiet:
            self.chosen.emit()

    # ---- keys and pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.show_ring()
        plain = event.modifiers() in _PLAIN
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif plain and event.text() and event.text().isprintable() and event.key() != Qt.Key.Key_Space:
            event.ignore()  # letters are the screen's, not a search in the list
        elif event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self.unmark())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self._marking = False
        self.by_key = False
        super().mousePressEvent(event)
        # The current cell is always the first: it is the one that reads the whole row.
        index = self.currentIndex()
        if index.isValid() and index.column() != 0:
            self.selectionModel().setCurrentIndex(index.siblingAtColumn(0), _Flag.NoUpdate)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.by_key = event.reason() in _BY_KEY
        if not self.currentIndex().isValid() and self.rows.rows:
            self._go(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Row by row: Qt itself would style and paint every cell on its own."""
        painter = QPainter(self.viewport())
        self._painter.renew()
        cells = [
            Cell(each, self.columnViewportPosition(each), self.columnWidth(each))
            for each in Column if not self.isColumnHidden(each)
        ]  # fmt: skip
        wide, paired = self.viewport().width(), self.rows.paired
        for at in self._rows_in(event.rect()):
            area = QRect(0, self.rowViewportPosition(at), wide, ROW)
            self._painter.paint_row(painter, area, self.rows.rows[at], cells, self._seen(at), paired=paired)
        painter.end()

    def _rows_in(self, area: QRect) -> range:
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        return range(max(first, 0), (last if last >= 0 else len(self.rows.rows) - 1) + 1)

    def _seen(self, at: int) -> Seen:
        return Seen(
            chosen=self.selectionModel().isRowSelected(at),
            hovered=at == self.hovered_row,
            ringed=self.by_key and at == self.currentIndex().row() and self.hasFocus(),
        )

    def viewportEvent(self, event: QEvent) -> bool:
        """The whole of what is cut, as a tip."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        index = self.indexAt(event.pos())
        row = self.rows.row_at(index)
        room = self.columnWidth(index.column()) - GAP
        text = self._painter.whole(row, Column(index.column()), room) if row else ""
        QToolTip.showText(event.globalPos(), plain_tip(text), self)
        return True

    # ---- columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns(self.viewport().width())

    def _fit_columns(self, room: int) -> None:
        split = room >= SPLIT_FROM
        self.rows.paired = not split
        widths = dict(_SPLIT_WIDTHS if split else _WIDTHS)
        if room < BOTH_FROM:
            del widths[Column.CAUSE]
        rest = room - _CHIP - sum(width + GAP for width in widths.values())
        if Column.CAUSE in widths:  # the longest cause is shown whole where titles have room to spare
            more = min(max(rest - _TITLE, 0), _CAUSE - widths[Column.CAUSE])
            widths[Column.CAUSE], rest = widths[Column.CAUSE] + more, rest - more
        for column in Column:
            self.setColumnHidden(column, column not in widths and column > Column.POTHOLE)
        self.setColumnWidth(Column.SEVERITY, _CHIP)
        self.setColumnWidth(Column.POTHOLE, max(rest, 80))
        for column, width in widths.items():
            self.setColumnWidth(column, width + GAP)
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
