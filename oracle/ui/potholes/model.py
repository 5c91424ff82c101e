"""The list's rows for Qt: what each cell says, and what a whole row says to who cannot see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from operator import is_
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.pothole_row import PotholeRow
from oracle.ui import dates
from oracle.ui.potholes.rows import place

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns; in a narrow list `CAUSE` has the walks below it, and `WHO` the date."""

    SEVERITY = 0
    POTHOLE = 1
    CAUSE = 2
    SEEN = 3
    WHO = 4
    DUE = 5
    STATE = 6


def seen_in(row: PotholeRow) -> str:
    """ "1 of 2 walks"; "–" for one that no walk has come by."""
    if not row.walked:
        return "–"
    said = ngettext("{n} of {count} walk", "{n} of {count} walks", row.walked)
    return said.format(n=row.seen, count=row.walked)


def due_on(row: PotholeRow) -> str:
    """ "28 Nov", or "no date"."""
    return dates.short(row.due) if row.due else _("no date")


def said(row: PotholeRow) -> str:
    """A whole row in words."""
    parts = [
        f"{row.label} {' '.join(row.title.split())}",
        words.rating(row.severity),
        place(row),
        words.state(row.state),
        words.cause(row.cause) if row.cause else _("cause not known"),
        _("met in {walks}").format(walks=seen_in(row)),
        _("{name} repairs it").format(name=row.owner) if row.owner else _("nobody repairs it yet"),
        _("due {day}").format(day=due_on(row)) if row.due else _("no date"),
    ]
    return ", ".join(parts)


class Model(QAbstractTableModel):
    """The rows that are shown, in their order. `paired`: two facts in a column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[PotholeRow] = ()
        self.places: dict[str, int] = {}
        self.paired = True

    def show_rows(self, rows: Sequence[PotholeRow]) -> None:
        """Shows other rows; the same potholes in the same order are only painted again, where one is another."""
        places = {row.id: at for at, row in enumerate(rows)}
        if list(places) != list(self.places):
            self.beginResetModel()
            self.rows, self.places = rows, places
            self.endResetModel()
            return
        changed = not all(map(is_, rows, self.rows))
        self.rows = rows
        if changed:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(Column) - 1))

    def patch(self, rows: Iterable[PotholeRow]) -> None:
        """Shows some rows as they are now, in their places."""
        found = {self.places[row.id]: row for row in rows if row.id in self.places}
        if not found:
            return
        patched = list(self.rows)
        for at, row in found.items():
            patched[at] = row
        self.rows = patched
        self.dataChanged.emit(self.index(min(found), 0), self.index(max(found), len(Column) - 1))

    def row_at(self, index: Index) -> PotholeRow | None:
        """The row of an index, None for none."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return {
            Column.SEVERITY: _("Severity"),
            Column.POTHOLE: _("Pothole"),
            Column.CAUSE: _("Cause, seen in") if self.paired else _("Cause"),
            Column.SEEN: _("Seen in"),
            Column.WHO: _("Who, due") if self.paired else _("Who"),
            Column.DUE: _("Due"),
            Column.STATE: _("State"),
        }[Column(section)]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.SEVERITY:
            return said(row)  # the cell that has the focus reads the whole row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _cell(row, Column(index.column()))
        return None


def _cell(row: PotholeRow, column: Column) -> str:
    if column is Column.SEVERITY:
        return words.severity(row.severity)
    if column is Column.POTHOLE:
        return f"{row.label} {row.title}, {place(row)}"
    if column is Column.CAUSE:
        return words.cause(row.cause)
    if column is Column.SEEN:
        return seen_in(row)
    if column is Column.WHO:
        return row.owner or "–"
    return due_on(row) if column is Column.DUE else words.state(row.state)
