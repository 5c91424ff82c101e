"""What became of the potholes: repaired, remaining, back again, new, and bright spots that were lost."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _, ngettext
from oracle.method.comparing import Holes
from oracle.model.pothole import Pothole
from oracle.model.ratings import State
from oracle.ui.review.rows import LiveRow
from oracle.ui.widgets import Card, Elided, Sign, button, icon_label, label

TWO_FROM = 460  # px from which two lists stand side by side
FEW = 6  # of a list are shown before it is opened


class HolesCard(Card):
    """The lists in two columns, or one. `opened_hole(str)`: a pothole's id."""

    opened_hole = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 11, 10, 12)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self.setMinimumWidth(TWO_FROM // 2)  # two lists beside each other never ask for more room than there is
        self._two = False
        self.lists: list[HoleList] = []

    def show_holes(self, holes: Holes) -> None:
        """Shows what became of them."""
        asides = {each: _("not checked") for each in holes.unchecked} | {each: _("worse") for each in holes.worse}
        made = [
            HoleList("check", _("Repaired"), holes.repaired),
            HoleList("pothole", _("Remaining"), holes.remaining, asides),
            HoleList("rotate-cw", _("Back again"), holes.back_again),
            HoleList("plus", _("New"), holes.new),
        ]
        if holes.wont_repair:
            made.insert(2, HoleList("ban", words.state(State.WONT_REPAIR), holes.wont_repair, asides))
        if holes.lost:
            made.append(HoleList("bright-spot", _("Bright spots lost"), holes.lost))
        self.show_lists(made)

    def show_lists(self, lists: Sequence[HoleList]) -> None:
        """Shows these lists."""
        for old in self.lists:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lists = list(lists)
        for each in self.lists:
            each.asked.connect(self.opened_hole)
        self._place()
        for each in self.lists:
            each.show()

    def _place(self) -> None:
        self._two = self.width() >= TWO_FROM
        columns = 1 + self._two
        self._grid.setColumnStretch(1, columns - 1)
        for at, each in enumerate(self.lists):
            self._grid.addWidget(each, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._two != (self.width() >= TWO_FROM):
            self._place()


class HoleList(QWidget):
    """One list under its icon, name and count. `asked(str)`: a pothole's id."""

    asked = Signal(str)

    def __init__(self, icon: str, name: str, potholes: Sequence[Pothole], asides: dict[str, str] | None = None) -> None:
        super().__init__()
        self.name, self.potholes, self._asides = name, tuple(potholes), asides or {}
        self.rows: list[HoleRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(icon_label(icon, "ink", 16))
        head.addWidget(label(name, "strong"))
        head.addWidget(label(str(len(self.potholes)), "secondary"))
        head.addStretch(1)
        self._column.addLayout(head)
        self._column.addSpacing(4)
        self._add(self.potholes[:FEW])
        rest = len(self.potholes) - FEW
        if rest > 0:
            told = ngettext("Show {n} more", "Show {n} more", rest).format(n=rest)
            self._more = button(told, "link", size="row", clicked=self._show_all)
            self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, potholes: Sequence[Pothole]) -> None:
        for hole in potholes:
            row = HoleRow(hole, self._asides.get(hole.id, ""))
            row.asked.connect(lambda hole=hole: self.asked.emit(hole.id))
            self._column.addWidget(row)
            self.rows.append(row)

    def _show_all(self) -> None:
        self._more.hide()
        self._add(self.potholes[FEW:])
        for row in self.rows:
            row.show()
        self.rows[FEW].setFocus(Qt.FocusReason.OtherFocusReason)


class HoleRow(LiveRow):
    """A pothole: its number and title, and a word aside."""

    def __init__(self, hole: Pothole, aside: str = "") -> None:
        super().__init__(27)
        named = f"{hole.label} {hole.title}, {words.severity(hole.severity)}"
        self.setAccessibleName(f"{named}, {aside}" if aside else named)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(6)
        if hole.bright:
            row.addWidget(icon_label("bright-spot", "r0", 16))
        else:
            row.addWidget(Sign(hole.label, hole.severity, 22))
        row.addWidget(Elided(hole.title, "small-ink"), 1)
        if aside:
            row.addWidget(label(aside, "small"))
