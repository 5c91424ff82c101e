"""Choosing a currency: typed to find, by code, sign or name."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from oracle.language import _
from oracle.method.currencies import by_use, find
from oracle.ui.widgets import label, problem, scrolls_past, set_look


def of_region(locale: QLocale) -> str:
    """The code of the currency that a region pays in; "" where that is not known."""
    known = find(locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode))
    return known.code if known else ""


class CurrencyBox(QWidget):
    """`changed(str)`: the code, or "" for none; by the user only."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored = ""
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(_("Currency"))
        titles = [currency.title for currency in by_use()]
        self.box.addItems(titles)
        completer = QCompleter(titles, self.box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.setCompleter(completer)
        self.edit = self.box.lineEdit()
        self.edit.setPlaceholderText(_("Type to find: pound, EUR, $"))  # type: ignore[union-attr]
        self.edit.setMaxLength(60)  # type: ignore[union-attr]
        scrolls_past(self.box)
        self.box.activated.connect(lambda _at: self.flush())
        self.edit.editingFinished.connect(self.flush)  # type: ignore[union-attr]
        self._error = problem()
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        above = label(_("Currency"), "label")
        above.setBuddy(self.box)
        column.addWidget(above)
        column.addWidget(self.box)
        column.addWidget(self._error)

    def set_code(self, code: str) -> None:
        """Shows a stored currency; words that are none of ours stay as they were written."""
        self._stored = code
        if not self.box.hasFocus():
            known = find(code)
            self.box.setEditText(known.title if known else code)
            self._say("")

    def flush(self) -> None:
        """Tells a new choice; says when what is typed is no currency."""
        typed = self.box.currentText().strip()
        known = find(typed)
        if typed and known is None and typed != self._stored:
            self._say(_("No currency is called “{typed}”. Try its code, such as GBP or EUR.").format(typed=typed))
            return
        self._say("")
        code = known.code if known else typed
        if known:
            self.box.setEditText(known.title)
        if code != self._stored:
            self._stored = code
            self.changed.emit(code)

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        set_look(self.box, "wrong", bool(text))
