"""Who the tester poses as, each line with a button that copies it, to be pasted into a form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.test_customer import TestCustomer
from oracle.ui.bus import INFO, Bus
from oracle.ui.widgets import Field, NoteField, icon_button, label, labelled


class CustomerFields(QWidget):
    """Name, mailbox, phone, address. `changed(field, text)`: typed, and to be stored."""

    changed = Signal(str, str)

    def __init__(self, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self.lines = {
            "name": Field(_("Name"), _("The customer you pose as")),
            "mailbox": Field(_("Mailbox"), _("A fresh one, so that you see what a stranger gets")),
            "phone": Field(_("Phone")),
        }
        self.address = NoteField(_("Address"), _("Street, postcode, town"), lines=2, most=5)
        for name, field in self.lines.items():
            field.changed.connect(lambda text, name=name: self.changed.emit(name, text))
            column.addLayout(self._with_copy(field, field.edit.accessibleName(), partial(_text_of, field)))
        self.address.changed.connect(lambda text: self.changed.emit("address", text.strip()))
        boxed = labelled(_("Address"), self.address)
        column.addLayout(self._with_copy(boxed, _("Address"), lambda: self.address.text.strip()))

    def _with_copy(self, field: QWidget, name: str, text: Callable[[], str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(field, 1)
        copy = icon_button("copy", _("Copy: {what}").format(what=name), "plain")
        copy.clicked.connect(lambda *_checked: self._copy(name, text()))
        row.addWidget(copy, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _copy(self, name: str, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self._bus.message.emit(INFO, _("Copied: {what}").format(what=name))

    def show_card(self, card: TestCustomer) -> None:
        """Shows a card; leaves alone what is being typed."""
        for name, field in self.lines.items():
            field.set_text(getattr(card, name))
        self.address.set_text(card.address)

    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.text for name, field in self.lines.items()} | {"address": self.address.text.strip()}

    def flush(self) -> None:
        """Tells what is being typed."""
        for field in self.lines.values():
            field.flush()
        self.address.flush()


def _text_of(field: Field) -> str:
    return field.text


def privacy_note() -> QWidget:
    """What happens to what is typed here."""
    said = _("It stays in your file: no report has it unless you tick it there.")
    return label(said, "small", wrap=True)
