"""The wait before a step: a number and a unit, and the promise as it was made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.journey import Wait
from oracle.ui.journeys.waiting import MOST, UNITS, in_units, unit_words
from oracle.ui.widgets import Field, label, scrolls_past

NUMBER_WIDTH, UNIT_WIDTH = 48, 92


class WaitRow(QWidget):
    """Number and unit side by side under their label. `promise` is a field to be placed below.

    `changed(Wait | None)` by the user only; no number, or 0, is no wait.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(_("Wait before it"), "label"))
        row = QHBoxLayout()
        row.setSpacing(6)
        self.number = Field(placeholder="0")
        self.number.edit.setAccessibleName(_("Wait before it"))
        self.number.edit.setValidator(QIntValidator(0, MOST, self))
        self.number.setFixedWidth(NUMBER_WIDTH)
        self.unit = QComboBox()
        self.unit.setAccessibleName(_("Unit of the wait"))
        self.unit.setFixedWidth(UNIT_WIDTH)
        scrolls_past(self.unit)
        for key, word in unit_words().items():
            self.unit.addItem(word, key)
        row.addWidget(self.number)
        row.addWidget(self.unit)
        row.addStretch(1)
        column.addLayout(row)
        self.promise = Field(_("The promise, as it was made"), _("“Delivered in 2 to 4 days”"))
        self.start_anew()
        self.number.changed.connect(lambda _text: self._tell())
        self.unit.activated.connect(lambda _row: self._tell())
        self.promise.changed.connect(lambda _text: self._tell())

    def show_wait(self, wait: Wait | None) -> None:
        """Shows a wait without a signal; leaves alone what says the same in another unit, as 24 hours or 1 day."""
        if self.wait() != wait:
            count, unit = in_units(wait.length) if wait else (0, "days")
            self.number.set_text(str(count) if count else "")
            if wait is not None:
                self.unit.setCurrentIndex(self.unit.findData(unit))
            self.promise.set_text(wait.promise if wait else "")
        self.promise.setVisible(wait is not None)

    def start_anew(self) -> None:
        """Another step comes: what is shown of the one before says nothing about it."""
        self.unit.setCurrentIndex(self.unit.findData("days"))
        self.number.set_text("")
        self.promise.set_text("")

    def flush(self) -> None:
        """Tells at once what is being typed."""
        self.number.flush()
        self.promise.flush()

    def wait(self) -> Wait | None:
        """The wait as it stands in the fields."""
        count = int(self.number.text or 0)
        if not count:
            return None
        return Wait(length=count * UNITS[self.unit.currentData()], promise=self.promise.text)

    def _tell(self) -> None:
        self.changed.emit(self.wait())
