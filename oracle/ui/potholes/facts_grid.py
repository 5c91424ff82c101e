"""Six facts of a pothole, three a line or two, and the sentence that reckons with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.method import cost
from oracle.method.priority import ASSUMED_REACH, priority
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.report.content import formulas
from oracle.ui import dates
from oracle.ui.potholes.detail import Detail
from oracle.ui.potholes.facts import Fact
from oracle.ui.potholes.session import PotholeSession
from oracle.ui.potholes.sheets import ShareSheet
from oracle.ui.potholes.triage import Ids, Triage
from oracle.ui.potholes.voice import INSET
from oracle.ui.widgets import label, tooltip

GAP = 2  # px between two columns


class FactsGrid(QWidget):
    """Each fact opens its menu."""

    def __init__(self, session: PotholeSession, triage: Triage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._triage = session, triage
        self._hole: Pothole | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        grid = self._grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(6)
        whole.addLayout(grid)
        self.cause, self.cost, self.effort = Fact(_("Cause")), Fact(_("Estimated cost")), Fact(_("Effort"))
        self.owner, self.due, self.reach = Fact(_("Who repairs")), Fact(_("Due")), Fact(_("Reach"))
        self._facts = (self.cause, self.cost, self.effort, self.owner, self.due, self.reach)
        self._arrange()
        self.formula = label("", "small", wrap=True)
        self.formula.setContentsMargins(INSET, 0, INSET, 0)
        whole.addWidget(self.formula)
        for fact, menu in (
            (self.cause, triage.cause_menu), (self.effort, triage.effort_menu), (self.owner, triage.owner_menu),
            (self.due, triage.due_menu), (self.reach, triage.reach_menu),
        ):  # fmt: skip
            fact.asked.connect(lambda fact=fact, menu=menu: self._open(fact, menu))
        self.cost.asked.connect(self._ask_share)

    def show_pothole(self, detail: Detail, row: PotholeRow | None) -> None:
        """Shows the facts of a pothole; `row` is what the list knows of it, with its cost."""
        hole = self._hole = detail.hole
        self.cause.put(words.cause(hole.cause) if hole.cause else _("Not known"))
        amount = row.cost if row else None
        self.cost.put(cost.words(amount, detail.business.currency))
        self.effort.put(words.effort(hole.effort) if hole.effort else _("Not known"))
        self.owner.put(hole.owner or _("Nobody yet"))
        self.due.put(dates.short(hole.due) if hole.due else _("No date"))
        self.reach.put(words.reach(hole.reach or ASSUMED_REACH))  # the sentence below says that it is assumed
        self._arrange()
        tooltip(self.formula, formulas.formula(formulas.Topic.COST) if amount is not None else "")
        self.formula.setText(" ".join(filter(None, (_sentence(detail, amount is not None), priority_sentence(hole)))))

    def _arrange(self) -> None:
        """Three in a line, each as wide as it needs to be; two where three would be cut."""
        for columns in (3, 2):
            wanted = [max(each.wanted for each in self._facts[at::columns]) for at in range(columns)]
            if sum(wanted) + GAP * (columns - 1) <= self.width():
                break
        for at, each in enumerate(self._facts):
            self._grid.addWidget(each, at // columns, at % columns)
        for at in range(3):
            self._grid.setColumnStretch(at, wanted[at] if at < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange()

    def _open(self, fact: Fact, menu: Callable[[Ids], QMenu]) -> None:
        if self._hole is not None:
            fact.below(menu((self._hole.id,)))

    def _ask_share(self) -> None:
        hole = self._hole
        if hole is not None:
            ShareSheet(
                self.window(), f"“{hole.title[:200]}”", hole.share_lost,
                lambda share: self._session.edit_one(hole.id, share_lost=share),
            ).open()  # fmt: skip


def _sentence(detail: Detail, has_cost: bool) -> str:
    if has_cost and detail.formula:
        return f"{detail.formula}."
    return cost.why_none(detail.journey, detail.hole)


def priority_sentence(hole: Pothole) -> str:
    """ "Priority 12 = 3 × 4."; what is missing where it is not rated."""
    rank = priority(hole)
    if rank is None:
        return _("Not rated yet: press 1 to 4.")
    reach = hole.reach or ASSUMED_REACH
    said = _("Priority {n} = {severity} × {reach}.").format(n=rank, severity=hole.severity, reach=reach)
    return said if hole.reach else _("{priority} Reach is assumed.").format(priority=said)
