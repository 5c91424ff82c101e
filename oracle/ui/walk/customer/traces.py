"""What a walk leaves behind at the business: orders, accounts, subscriptions, each with its link."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.test_customer import CleanUp, Trace, TraceKind
from oracle.ui.widgets import Field, button, icon_button, icon_label, label, scrolls_past
from oracle.ui.widgets.basics import Elided

ICONS = {
    TraceKind.ORDER: "package",
    TraceKind.ACCOUNT: "user",
    TraceKind.SUBSCRIPTION: "mail",
    TraceKind.BOOKING: "calendar",
    TraceKind.OTHER: "tag",
}


class TracesPart(QWidget):
    """The list, and a row to add to it.

    `added(TraceKind, what, link)`, `removed(Trace)`, `planned(trace id, CleanUp)`: what is to be done with one.
    """

    added = Signal(object, str, str)
    removed = Signal(object)
    planned = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Trace, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.none = label(
            _("Nothing yet. Note orders, accounts and sign-ups as you make them."), "secondary", wrap=True
        )
        column.addWidget(self.none)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        column.addLayout(self._rows)
        column.addLayout(self._adder())

    def _adder(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.kind = QComboBox()
        for kind in TraceKind:
            self.kind.addItem(words.trace(kind), kind)
        scrolls_past(self.kind)
        self.what = Field("", _("Its number or name"))
        self.link = Field("", _("Link, if any"))
        for field in (self.what, self.link):
            field.entered.connect(self._add)
        row.addWidget(self.kind)
        row.addWidget(self.what, 3)
        row.addWidget(self.link, 2)
        self.add = button(_("Add"), "plain", "plus", clicked=self._add)
        row.addWidget(self.add)
        self.kind.setAccessibleName(_("What you leave behind"))
        return row

    def _add(self) -> None:
        if self.what.text:
            self.added.emit(self.kind.currentData(), self.what.text, self.link.text)
            for field in (self.what, self.link):
                field.edit.clear()
                field.flush()
            self.what.setFocus()
        else:
            self.what.set_error(_("Say what it is: a number, a name, an address."))

    def show_traces(self, traces: tuple[Trace, ...]) -> None:
        """Shows what there is."""
        if traces == self._shown:
            return
        self._shown = traces
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for trace in traces:
            self._rows.addWidget(self._row(trace))
        self.none.setVisible(not traces)

    def _row(self, trace: Trace) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(icon_label(ICONS[trace.kind], "ink_2", 16))
        what = Elided(trace.what)
        what.setAccessibleName(named(trace))
        row.addWidget(what, 1)
        if (go := link_button(trace)) is not None:
            row.addWidget(go)
        todo = QComboBox()
        for each in CleanUp:
            todo.addItem(words.clean_up(each), each)
        todo.setCurrentIndex(list(CleanUp).index(trace.todo))
        todo.setAccessibleName(_("What to do with it: {what}").format(what=named(trace)))
        todo.activated.connect(lambda at: self.planned.emit(trace.id, list(CleanUp)[at]))
        scrolls_past(todo)
        row.addWidget(todo)
        remove = icon_button("x", _("Remove: {what}").format(what=named(trace)))
        remove.clicked.connect(lambda *_checked: self.removed.emit(trace))
        row.addWidget(remove)
        return made


def named(trace: Trace) -> str:
    """ "Order GL-20417"."""
    return f"{words.trace(trace.kind)} {trace.what}" if trace.kind is not TraceKind.OTHER else trace.what


def link_button(trace: Trace) -> QWidget | None:
    """Opens its link in the system's own browser; None where there is no address of a page."""
    url = QUrl.fromUserInput(trace.link) if trace.link else QUrl()
    if url.scheme() not in {"http", "https"}:
        return None
    made = icon_button("external-link", _("Open its page: {what}").format(what=named(trace)))
    made.clicked.connect(lambda *_checked: QDesktopServices.openUrl(url))
    return made
