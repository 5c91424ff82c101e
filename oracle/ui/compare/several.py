"""Several walks of one journey: road quality over time, who met what, how far they agree, what is still unseen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.method import agreement, comparing, unseen
from oracle.model.record import JourneyRecord
from oracle.model.walk import OpenWalk
from oracle.ui.compare.grid import WalksGrid
from oracle.ui.compare.hole_lists import HoleList, HolesCard
from oracle.ui.compare.over_time import OverTime
from oracle.ui.widgets import Card, label, tooltip


class SeveralPage(QWidget):
    """`opened_hole(str)`: a pothole's id; `opened_walk(str)`: a walk's id."""

    opened_hole = Signal(str)
    opened_walk = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.over_time = OverTime()
        self.over_time.opened_walk.connect(self.opened_walk)
        self.grid = WalksGrid()
        self.grid.opened_walk.connect(self.opened_walk)
        self.holes = HolesCard()
        self.holes.opened_hole.connect(self.opened_hole)
        for part in (self.over_time, self.grid, self.holes, self._said()):
            column.addWidget(part)
        column.addStretch(1)

    def _said(self) -> QWidget:
        card = Card()
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(4)
        column.addWidget(label(_("What several walks say together"), "card"))
        self.agreement = label("", wrap=True)
        self.alpha = label("", "small", wrap=True)
        self.unseen = label("", wrap=True)
        self.how = label("", "small", wrap=True)
        for part in (self.agreement, self.alpha, self.unseen, self.how):
            column.addWidget(part)
        return card

    def show_walks(self, record: JourneyRecord, walks: Sequence[OpenWalk]) -> None:
        """Shows these walks of the journey, oldest first; the estimate of unseen ones rests on all of its walks."""
        self.over_time.show_walks(walks)
        self.grid.show_walks(walks)
        who = {each.walk.id: each.tester.name for each in walks}
        found = comparing.several(walks, record.potholes)
        alone = {hole.id: _("only {tester}").format(tester=who[walk_id]) for hole, walk_id in found.one_met}
        self.holes.show_lists(
            [
                HoleList("users", _("All of them met"), found.all_met),
                HoleList("user", _("One of them met"), [hole for hole, _walk in found.one_met], alone),
                *([HoleList("user-plus", _("Some met"), found.some_met)] if found.some_met else []),
            ]
        )
        agreed = agreement.agreement(record.potholes, {each.walk.id: each.tester.id for each in walks})
        self.agreement.setText(agreement.sentence(agreed))
        self.alpha.setText(agreement.details(agreed))
        self.alpha.setVisible(bool(self.alpha.text()))
        estimate = unseen.estimate(record.walks, record.potholes, record.repairs)
        self.unseen.setText(unseen.sentence(estimate))
        self.how.setText(how_estimated(estimate))
        self.how.setVisible(bool(self.how.text()))
        tooltip(self.agreement, _("Over the severities that the testers gave to the same potholes."))


def how_estimated(found: unseen.Estimate | unseen.WhyNot) -> str:
    """The estimate's formula in words; "" where there is none."""
    if not isinstance(found, unseen.Estimate):
        return ""
    walks = ngettext("{n} walk", "{n} walks", found.walks).format(n=found.walks)
    return _(
        "Chao2 over {walks} by different people: {seen} seen, {once} by one of them only, {twice} by two. "
        "Together probably {total:.1f}, with 95 % between {low:.1f} and {high:.1f}."
    ).format(
        walks=walks,
        seen=found.seen,
        once=found.once,
        twice=found.twice,
        total=found.total,
        low=found.low,
        high=found.high,
    )
