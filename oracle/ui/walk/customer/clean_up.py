"""The clean-up list at the end of a walk: no ghost order stays behind."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.test_customer import CleanUp, TestCustomer, Trace
from oracle.ui import dates
from oracle.ui.context import Context
from oracle.ui.walk.customer.sheet import CustomerSheet
from oracle.ui.walk.customer.traces import link_button, named
from oracle.ui.widgets import button, fit_around, label
from oracle.workspace import clock, test_customers

ROW = 32
TOMORROW, NEXT_WEEK = timedelta(days=1), timedelta(days=7)


class CleanUpPart(QWidget):
    """A tick for each thing left behind, and when to be reminded of the rest; hidden where nothing was left."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._walk_id = ""
        self._shown: TestCustomer | None = None
        self._is_wanted = False
        self.ticks: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(_("Clean up"), "label-ink"))
        head.addStretch(1)
        head.addWidget(button(_("Test customer…"), "link", size="row", clicked=self.open_card))
        column.addLayout(head)
        self.said = label("", "small", wrap=True)
        column.addWidget(self.said)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self.later = QWidget()
        row = QHBoxLayout(self.later)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        for word, length in ((_("Remind me tomorrow"), TOMORROW), (_("In a week"), NEXT_WEEK)):
            row.addWidget(button(word, "link", size="row", clicked=partial(self._put_off, length)))
        row.addStretch(1)
        column.addWidget(self.later)
        context.bus.changed.connect(self._hear)
        self.hide()

    def show_walk(self, walk_id: str) -> None:
        """Shows what that walk left behind."""
        self._walk_id = walk_id
        self._read()

    def bring_up(self) -> None:
        """The keyboard comes to the first thing that is left, and the page scrolls there, as soon as it is read."""
        self._is_wanted = True
        self._read()

    def open_card(self) -> None:
        """Opens the whole card."""
        CustomerSheet(self._context, self._walk_id, self.window()).open()

    def _hear(self, change: Change) -> None:
        if self._walk_id and change.touches(Subject.WALK):
            self._read()

    def _read(self) -> None:
        self._context.tasks.read(
            test_customers.get, self._walk_id, then=self._show, failed=lambda _error: self.hide(), owner=self
        )

    def _show(self, card: TestCustomer) -> None:
        if card.walk_id != self._walk_id:
            return
        if card != self._shown:
            self._shown = card
            self._show_card(card)
        if self._is_wanted:
            self._is_wanted = False
            QTimer.singleShot(0, self, self._come_up)  # heights are known only after the layout has run

    def _come_up(self) -> None:
        fit_around(self)
        around = self.parentWidget()
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(self, 0, 24)
            around = around.parentWidget()
        left = next((tick for tick in self.ticks.values() if not tick.isChecked()), None)
        if left is not None:
            left.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_card(self, card: TestCustomer) -> None:
        to_do = tuple(trace for trace in card.traces if trace.todo is not CleanUp.NOTHING)
        left = len(card.to_clean)
        self.said.setText(_summary(card, left))
        self._fill(to_do)
        self.later.setVisible(left > 0)
        self.setVisible(bool(to_do))

    def _fill(self, traces: tuple[Trace, ...]) -> None:
        held = next((key for key, tick in self.ticks.items() if tick.hasFocus()), "")
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.ticks = {trace.id: self._add_row(trace) for trace in traces}
        if held in self.ticks:
            self.ticks[held].setFocus()

    def _add_row(self, trace: Trace) -> QCheckBox:
        made = QWidget()
        made.setFixedHeight(ROW)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        text = _("{what}: {todo}").format(what=named(trace), todo=words.clean_up(trace.todo))
        if trace.done_at is not None:
            text = _("{what}, done {day}").format(what=text, day=dates.day(trace.done_at))
        tick = QCheckBox(words.shortened(text, 70).replace("&", "&&"))
        tick.setAccessibleName(text)
        tick.setChecked(trace.done_at is not None)
        tick.clicked.connect(lambda done: self._context.tasks.write(test_customers.set_done, trace.id, done))
        row.addWidget(tick)
        if (go := link_button(trace)) is not None:
            row.addWidget(go)
        row.addStretch(1)
        self._rows.addWidget(made)
        return tick

    def _put_off(self, length: timedelta) -> None:
        self._context.tasks.write(test_customers.remind, self._walk_id, clock.now() + length, owner=self)


def _summary(card: TestCustomer, left: int) -> str:
    if not left:
        return _("Nothing is left behind at the business.")
    told = ngettext(
        "{n} thing is still at the business. You are reminded until it is cleaned up.",
        "{n} things are still at the business. You are reminded until they are cleaned up.",
        left,
    ).format(n=left)
    if card.remind_at is not None and card.remind_at > clock.now():
        return f"{told} " + _("Next on {day}.").format(day=dates.day(card.remind_at))
    return told
