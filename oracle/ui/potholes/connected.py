"""What a pothole has to do with others and with walks: what may be the same, links, where it was met, its history."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.language import _
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import Verdict
from oracle.ui import dates
from oracle.ui.potholes.detail import Detail, alike
from oracle.ui.potholes.history_lines import history_lines
from oracle.ui.potholes.lines import LineRow, Lines
from oracle.ui.potholes.session import PotholeSession, short
from oracle.ui.potholes.states import STATE_ICONS
from oracle.ui.widgets import button, icon_label, label
from oracle.workspace import pothole_links


class Connected(QWidget):
    """`asked(id)`: another pothole is to be shown. `merge_asked(id)`: it is perhaps the same. `walk_asked(id)`."""

    asked = Signal(str)
    merge_asked = Signal(str)
    walk_asked = Signal(str)

    def __init__(self, session: PotholeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id = ""
        self._other = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        framed = QHBoxLayout()
        framed.setContentsMargins(5, 0, 5, 0)
        framed.addWidget(self._strip())
        column.addLayout(framed)
        self.links = Lines(_("Belongs together with"), self.asked.emit, self._unlink)
        self.met = Lines(_("Met in"), self.walk_asked.emit)
        self.history = Lines(_("History"))
        for each in (self.links, self.met, self.history):
            column.addWidget(each)

    def _strip(self) -> QFrame:
        self.strip = QFrame()
        self.strip.setProperty("ground", "strip")
        column = QVBoxLayout(self.strip)
        column.setContentsMargins(10, 8, 8, 6)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(icon_label("merge", "ink", 14))
        self.said = label("", "small-ink", wrap=True)
        row.addWidget(self.said, 1)
        column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        self.merge = button(_("Merge…"), size="row", clicked=lambda: self.merge_asked.emit(self._other))
        self.look = button(_("Look at it"), "quiet", size="row", clicked=lambda: self.asked.emit(self._other))
        self.not_same = button(_("Not the same"), "quiet", size="row", clicked=self._say_not_same)
        buttons.addSpacing(22)
        for each in (self.merge, self.look, self.not_same):
            buttons.addWidget(each)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self.strip.hide()
        return self.strip

    def show_pothole(self, detail: Detail, row: PotholeRow | None, *, anew: bool) -> None:
        """Shows what is known; `anew`: another pothole than before."""
        self._id = detail.hole.id
        self._show_alike()
        self.links.show_lines(
            [
                LineRow(STATE_ICONS[each.state], f"{each.label} {short(each.title, 90)}", key=each.id,
                        removable=_("No longer linked with {number}").format(number=each.label))
                for each in detail.links
            ],
            anew=anew,
        )  # fmt: skip
        self.met.show_lines(_met(detail, row), anew=anew)
        self.history.show_lines(tuple(history_lines(detail.history)), anew=anew)

    def _show_alike(self) -> None:
        others = alike(self._session.alike, self._session.rows, self._id)
        self.strip.setVisible(bool(others))
        if others:
            first = others[0]
            self._other = first.id
            said = _("Looks like {number}: “{title}”").format(number=first.label, title=short(first.title, 90))
            self.said.setText(said)

    def _say_not_same(self) -> None:
        self._session.do(pothole_links.not_same, self._id, self._other)
        self._session.alike = tuple(
            pair for pair in self._session.alike if {pair.one, pair.other} != {self._id, self._other}
        )
        self._show_alike()

    def _unlink(self, other: str) -> None:
        self._session.link(self._id, other, linked=False)


def _met(detail: Detail, row: PotholeRow | None) -> list[LineRow]:
    """A line for each walk that met it or looked for it, oldest first."""
    known = {met.walk_id: met for met in row.walks} if row else {}
    found = []
    for seen in detail.hole.sightings:
        met = known.get(seen.walk_id)
        if met is None:
            continue
        parts = [_("Walk {n}, {tester}").format(n=met.walk_number, tester=met.tester_name)]
        if seen.severity is not None:
            parts.append(f"{seen.severity} {words.severity(seen.severity)}")
        if seen.verdict is not None and seen.verdict is not Verdict.NOT_CHECKED:
            parts.append(_verdict(seen.verdict))
        found.append(LineRow("footprints", " · ".join(parts), dates.day(met.started_at), key=met.walk_id))
    return found


def _verdict(verdict: Verdict) -> str:
    return {
        Verdict.FIXED: _("fixed"),
        Verdict.STILL_THERE: _("still there"),
        Verdict.WORSE: _("worse"),
        Verdict.NOT_CHECKED: _("not checked"),
    }[verdict]
