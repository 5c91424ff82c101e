"""The left of the screen: filters, and below them the list, the matrix, or why there is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.pothole_row import PotholeRow
from oracle.ui.potholes.filter_bar import FilterBar, Naming
from oracle.ui.potholes.matrix_view import MatrixView
from oracle.ui.potholes.model import Column
from oracle.ui.potholes.table import PotholeTable
from oracle.ui.potholes.view_switch import MATRIX
from oracle.ui.widgets import button, icon_label, label


class ListSide(QWidget):
    """`table` and `matrix` show the same potholes; one of them is seen."""

    def __init__(self, naming: Naming, rows: Callable[[], Iterable[PotholeRow]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.filters = FilterBar(naming, rows)
        self.table = PotholeTable()
        self.matrix = MatrixView()
        self.nothing = self._nothing()
        self._stack = QStackedWidget()
        for each in (self.table, self.matrix, self.nothing):
            self._stack.addWidget(each)
        column.addWidget(self.filters)
        column.addWidget(self._stack, 1)

    def _nothing(self) -> QWidget:
        box = QWidget()
        box.setProperty("ground", "surface")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(box)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(icon_label("search-x", "ink_2", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        self.why: QLabel = label(_("Nothing matches"), "strong")
        column.addWidget(self.why, 0, Qt.AlignmentFlag.AlignHCenter)
        self.clear = button(_("Clear filters"), clicked=self.filters.clear_all)
        column.addWidget(self.clear, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return box

    def show_rows(self, rows: Sequence[PotholeRow], view: str) -> None:
        """Shows these potholes, as a list or in the matrix."""
        self.table.show_rows(rows)
        if view == MATRIX:
            self.matrix.show_rows(rows)
        seen: QWidget = self.matrix if view == MATRIX else self.table
        self._view = view
        self._stack.setCurrentWidget(seen if rows else self.nothing)

    @property
    def seen(self) -> QWidget:
        """What takes the keys: the list, the signs, or the button that clears the filters."""
        if self._stack.currentWidget() is self.nothing:
            return self.clear
        return self.matrix.signs if self._view == MATRIX else self.table

    def anchor(self) -> QPoint:
        """Where a menu that a key asks for opens: under the title of the current row."""
        if self._view == MATRIX:
            return self.matrix.signs.mapToGlobal(self.matrix.signs.current_corner())
        index = self.table.currentIndex().siblingAtColumn(Column.POTHOLE)
        return self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft())
