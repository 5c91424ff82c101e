"""Which column of a foreign table is what: our fields, the guessed columns, and what stands in them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oracle import sheets
from oracle.language import _, ngettext
from oracle.sheets import Field, Table
from oracle.ui.widgets import Elided, Switch, label, scrolls_past

_SAMPLES = 3
_LONGEST_SAMPLE = 40


class ColumnsPage(QWidget):
    """`changed()`: another column was chosen. `asked(sheet, encoding)`: read the file again that way."""

    changed = Signal()
    asked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._top())
        self._grid = QGridLayout()
        self._grid.setContentsMargins(3, 3, 9, 3)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, 180)
        self._grid.setColumnMinimumWidth(1, 220)
        self._grid.setColumnStretch(2, 1)
        self.boxes: dict[Field, QComboBox] = {}
        self._samples: dict[Field, Elided] = {}
        self._rows()
        column.addWidget(_scrolling(self._grid), 1)

    def _top(self) -> QHBoxLayout:
        self.sheet = QComboBox()
        self.encoding = QComboBox()
        self.headed = Switch(_("The first row names the columns"))
        self.about = Elided("", "secondary")
        for box, name in ((self.sheet, _("Sheet")), (self.encoding, _("Encoding"))):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.activated.connect(lambda _at: self._ask())
        scrolls_past(self.sheet, self.encoding)
        self.headed.toggled.connect(self._set_headed)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.about, 1)
        row.addWidget(self.sheet)
        row.addWidget(self.encoding)
        row.addWidget(self.headed)
        row.addWidget(label(_("The first row names the columns")))
        return row

    def _rows(self) -> None:
        for at, text in enumerate((_("In the app"), _("Column of the table"), _("What stands there"))):
            self._grid.addWidget(label(text, "label"), 0, at)
        for number, field in enumerate(Field, 1):
            name = label(sheets.title(field), "strong" if field is Field.STEP else "body")
            box = QComboBox()
            box.setAccessibleName(sheets.title(field))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            box.activated.connect(lambda _at, field=field: self._chosen(field))
            scrolls_past(box)
            name.setBuddy(box)
            sample = Elided("", "small")
            self.boxes[field], self._samples[field] = box, sample
            self._grid.addWidget(name, number, 0)
            self._grid.addWidget(box, number, 1)
            self._grid.addWidget(sample, number, 2)

    @property
    def columns(self) -> dict[Field, int]:
        """What is chosen."""
        return {field: box.currentData() for field, box in self.boxes.items() if box.currentData() is not None}

    def show_table(self, table: Table) -> None:
        """Shows a table that was just read, with its columns guessed."""
        self._filling = True
        self.headed.setChecked(table.headed)
        self._fill_sources(table)
        self._filling = False
        self._show(table)

    def _fill_sources(self, table: Table) -> None:
        self.sheet.clear()
        self.sheet.addItems(list(table.sheets))
        self.sheet.setCurrentText(table.sheet)
        self.sheet.setVisible(len(table.sheets) > 1)
        known = sheets.ENCODINGS if table.encoding in sheets.ENCODINGS else (table.encoding, *sheets.ENCODINGS)
        self.encoding.clear()
        self.encoding.addItems(list(known))
        self.encoding.setCurrentText(table.encoding)
        self.encoding.setVisible(bool(table.encoding))

    def _show(self, table: Table) -> None:
        self.table = table
        count = len(table.rows)
        self.about.setText(ngettext("{n} row", "{n} rows", count).format(n=f"{count:,}"))
        guessed = sheets.guess_columns(table.headers) if table.headed else {}
        if not guessed and table.width == 1:
            guessed = {Field.STEP: 0}
        for field, box in self.boxes.items():
            box.clear()
            box.addItem(_("Not in the table"), None)
            for at, header in enumerate(table.headers):
                box.addItem(header[:60], at)
            box.setCurrentIndex(guessed[field] + 1 if field in guessed else 0)
            self._show_sample(field)
        self.changed.emit()

    def _chosen(self, field: Field) -> None:
        taken = self.boxes[field].currentData()
        for other, box in self.boxes.items():
            if other is not field and taken is not None and box.currentData() == taken:
                box.setCurrentIndex(0)  # a column is one thing
                self._show_sample(other)
        self._show_sample(field)
        self.changed.emit()

    def _show_sample(self, field: Field) -> None:
        at = self.boxes[field].currentData()
        if self.table is None or at is None:
            self._samples[field].setText("")
            return
        found: dict[str, None] = {}
        for row in self.table.rows:
            text = " ".join(row.cell(at).split())
            if text:
                found.setdefault(text[:_LONGEST_SAMPLE])
            if len(found) == _SAMPLES:
                break
        self._samples[field].setText(" · ".join(found) or _("nothing"))

    def _set_headed(self, on: bool) -> None:
        if self.table is not None and not self._filling:
            self._show(self.table.with_headed(on))

    def _ask(self) -> None:
        if not self._filling and self.table is not None:
            encoding = self.encoding.currentText() if self.table.encoding else ""
            self.asked.emit(self.sheet.currentText(), encoding)


def _scrolling(grid: QGridLayout) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inner = QWidget()
    inner.setProperty("ground", "none")
    inner.setLayout(grid)
    area.setWidget(inner)
    return area
