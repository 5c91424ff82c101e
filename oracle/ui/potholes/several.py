"""Several potholes at once: what they have in common, changed for all of them in one go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.model.pothole_row import PotholeRow
from oracle.ui import dates
from oracle.ui.page import scrolling
from oracle.ui.potholes.facts import Fact
from oracle.ui.potholes.pane import LEAST_WIDTH
from oracle.ui.potholes.session import short
from oracle.ui.potholes.triage import Ids, Triage
from oracle.ui.widgets import Elided, FlowLayout, KeyLabel, Sign, button, icon_button, label, line

NAMED = 8  # titles that are listed


class SeveralPane(QFrame):
    """`left()`: only one is wanted again. `delete_asked()`, `copy_asked()`, `merge_asked()`."""

    left = Signal()
    delete_asked = Signal()
    copy_asked = Signal()
    save_asked = Signal()
    merge_asked = Signal()

    def __init__(self, triage: Triage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[PotholeRow] = ()
        self.setProperty("ground", "surface")
        self.setMinimumWidth(LEAST_WIDTH)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        body = QVBoxLayout()
        body.setContentsMargins(15, 14, 15, 16)
        body.setSpacing(14)
        body.addLayout(self._head())
        body.addWidget(
            _inset(label(_("What you choose here goes for all of them. Undo takes it back."), "small", wrap=True))
        )
        body.addLayout(self._facts(triage))
        body.addLayout(self._doing())
        self._titles = QVBoxLayout()
        self._titles.setContentsMargins(5, 0, 5, 0)
        self._titles.setSpacing(8)
        body.addLayout(self._titles)
        body.addStretch(1)
        self.area = scrolling(body)
        whole.addWidget(self.area, 1)
        whole.addWidget(line())
        whole.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(5, 0, 0, 0)
        self.title = label("", "card")
        row.addWidget(self.title, 1)
        row.addWidget(icon_button("x", _("Back to one (Esc)"), size="row", clicked=self.left.emit))
        return row

    def _facts(self, triage: Triage) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        self.severity, self.effort, self.state = Fact(_("Severity")), Fact(_("Effort")), Fact(_("State"))
        self.owner, self.due, self.cause = Fact(_("Who repairs")), Fact(_("Due")), Fact(_("Cause"))
        menus = (
            (self.severity, triage.severity_menu), (self.effort, triage.effort_menu), (self.state, triage.state_menu),
            (self.owner, triage.owner_menu), (self.due, triage.due_menu), (self.cause, triage.cause_menu),
        )  # fmt: skip
        for at, (fact, menu) in enumerate(menus):
            grid.addWidget(fact, at // 2, at % 2)
            fact.asked.connect(lambda fact=fact, menu=menu: self._open(fact, menu))
        for column in range(2):
            grid.setColumnStretch(column, 1)
        return grid

    def _doing(self) -> QHBoxLayout:
        inset = QHBoxLayout()
        inset.setContentsMargins(5, 0, 5, 0)
        row = FlowLayout()
        inset.addLayout(row, 1)
        self.merge = button(_("Merge…"), size="small", icon="merge", clicked=self.merge_asked.emit)
        self.copy = button(_("Copy as text"), size="small", icon="copy", clicked=self.copy_asked.emit)
        self.save = button(_("Save slips…"), size="small", icon="file-down", clicked=self.save_asked.emit)
        for each in (self.copy, self.save, self.merge):
            row.addWidget(each)
        return inset

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setFixedHeight(56)
        foot.setProperty("foot", True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(6)
        row.addWidget(label(_("Keys"), "small"))
        for key in ("1–4", "E", "O", "S", "X"):
            row.addWidget(KeyLabel(key))
        row.addStretch(1)
        self.delete = button(_("Delete"), "danger", "trash-2", clicked=self.delete_asked.emit)
        row.addWidget(self.delete)
        return foot

    def show_rows(self, rows: Sequence[PotholeRow]) -> None:
        """Shows what these have in common."""
        self._rows = rows
        count = len(rows)
        self.title.setText(ngettext("{n} pothole chosen", "{n} potholes chosen", count).format(n=count))
        self.severity.put(_same(rows, lambda row: words.rating(row.severity)))
        self.effort.put(_same(rows, lambda row: words.effort(row.effort) if row.effort else _("Not estimated")))
        self.state.put(_same(rows, lambda row: words.state(row.state)))
        self.owner.put(_same(rows, lambda row: row.owner or _("Nobody yet")))
        self.due.put(_same(rows, lambda row: dates.short(row.due) if row.due else _("No date")))
        self.cause.put(_same(rows, lambda row: words.cause(row.cause) if row.cause else _("Not known")))
        self.merge.setVisible(count == 2 and len({row.journey_id for row in rows}) == 1)
        self._name(rows)

    def _name(self, rows: Sequence[PotholeRow]) -> None:
        while (item := self._titles.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for each in rows[:NAMED]:
            made = QWidget()
            line_ = QHBoxLayout(made)
            line_.setContentsMargins(0, 0, 0, 0)
            line_.setSpacing(8)
            line_.addWidget(Sign(each.label, each.severity, 22))
            line_.addWidget(Elided(short(each.title, 200), "small-ink"), 1)
            self._titles.addWidget(made)
        rest = len(rows) - NAMED
        if rest > 0:
            self._titles.addWidget(label(ngettext("and {n} more", "and {n} more", rest).format(n=rest), "small"))

    def _open(self, fact: Fact, menu: Callable[[Ids], QMenu]) -> None:
        if self._rows:
            fact.below(menu(tuple(row.id for row in self._rows)))


def _same(rows: Sequence[PotholeRow], word: Callable[[PotholeRow], str]) -> str:
    found = {word(row) for row in rows}
    return next(iter(found)) if len(found) == 1 else _("Several")


def _inset(widget: QWidget) -> QWidget:
    widget.setContentsMargins(5, 0, 5, 0)
    return widget
