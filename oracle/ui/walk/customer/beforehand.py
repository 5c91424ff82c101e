"""The test customer on the page before a walk: who the tester posed as last time, to be changed when it is another."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.model.test_customer import TestCustomer
from oracle.ui.bus import Bus
from oracle.ui.walk.customer.fields import CustomerFields, privacy_note
from oracle.ui.widgets import Card, button, label
from oracle.ui.widgets.basics import Elided


class CustomerBeforehand(Card):
    """One line, unfolded into the fields when they are wanted."""

    def __init__(self, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(_("Your test customer"), "label-ink"))
        self.said = Elided("", "secondary")
        head.addWidget(self.said, 1)
        self.unfold = button(_("Fill in"), "link", size="row", clicked=self._unfold)
        head.addWidget(self.unfold)
        column.addLayout(head)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 4)
        inner.setSpacing(10)
        self.fields = CustomerFields(bus)
        self.fields.changed.connect(lambda _name, _text: self._sum_up())
        inner.addWidget(self.fields)
        inner.addWidget(privacy_note())
        column.addWidget(self._inner)
        self._inner.hide()

    def show_card(self, card: TestCustomer) -> None:
        """Shows who the tester posed as before."""
        self.fields.show_card(card)
        self._sum_up()

    def values(self) -> dict[str, str]:
        """What stands in the fields; nothing where all are empty."""
        said = self.fields.values()
        return said if any(said.values()) else {}

    def _sum_up(self) -> None:
        said = self.fields.values()
        told = " · ".join(text for text in (said["name"], said["mailbox"]) if text)
        self.said.setText(told or _("A name and a fresh mailbox, ready to copy into forms"))
        self.unfold.setText(_("Change") if told else _("Fill in"))

    def _unfold(self) -> None:
        self._inner.show()
        self.unfold.hide()
        self.fields.lines["name"].setFocus()
