"""Whether all is stored."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from oracle.language import _
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.widgets.basics import button, icon_label, label, set_look


class Saved(QWidget):
    """ "Saved", or what could not be stored, where it is meanwhile, and Try again."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        self._good = icon_label("check", "ink_2", 14)
        self._bad = icon_label("triangle-alert", "danger", 14)
        self._said = label("", "small")
        self._again = button(_("Try again"), "link", size="row", clicked=context.tasks.try_again)
        for part in (self._good, self._bad, self._said, self._again):
            row.addWidget(part)
        context.bus.saved.connect(self.show_state)
        self.show_state(bus.SAVED, "")

    def show_state(self, state: str, detail: str) -> None:
        """`state` as in `bus`; `detail` says why something is not stored."""
        bad = state == bus.NOT_STORED
        if bad:
            self._said.setText(_("Not stored: {why} Kept in memory.").format(why=detail))
        else:
            self._said.setText(_("Saving…") if state == bus.SAVING else _("Saved"))
        set_look(self._said, "text_style", "danger" if bad else "small")
        self._good.setVisible(state == bus.SAVED)
        self._bad.setVisible(bad)
        self._again.setVisible(bad)
