"""Two walks: both in all, the steps at the left, at the right the chosen one's captures and what became of potholes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from oracle.language import _, ngettext
from oracle.method.comparing import Comparison, Trend
from oracle.model.pothole import Pothole
from oracle.model.walk import OpenWalk
from oracle.report.content import compared
from oracle.ui.compare.dumbbells import StepsCard
from oracle.ui.compare.following import GAP, Following
from oracle.ui.compare.hole_lists import HoleList, HolesCard
from oracle.ui.compare.matching_sheet import to_correct
from oracle.ui.compare.step_card import StepCard
from oracle.ui.compare.store import Compared
from oracle.ui.compare.summary import SummaryCard
from oracle.ui.context import Context
from oracle.ui.widgets import button, icon_label, label


class TwoPage(QWidget):
    """`opened_hole(str)`: a pothole's id. `matching_asked`: correct the matched steps."""

    opened_hole = Signal(str)
    matching_asked = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Comparison | None = None
        self._area: QScrollArea | None = None
        self._at: tuple[str, int] = ("", 0)  # the chosen step, and which of its captures
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.summary = SummaryCard()
        column.addWidget(self.summary)
        self.says = label("", "small", wrap=True)
        column.addWidget(self.says)
        column.addWidget(self._notice())
        columns = QHBoxLayout()
        columns.setSpacing(GAP)
        column.addLayout(columns)
        self.steps = StepsCard()
        self.steps.chosen.connect(self._chosen)
        columns.addWidget(self.steps, 49, Qt.AlignmentFlag.AlignTop)
        self.step = StepCard(context)
        self.step.turned.connect(lambda at: setattr(self, "_at", (self._at[0], at)))
        self.holes = HolesCard()
        self.holes.opened_hole.connect(self.opened_hole)
        self.right = Following(self.steps, self.step, self.holes)
        columns.addWidget(self.right, 53)

    def _notice(self) -> QWidget:
        self.notice = QFrame()
        self.notice.setProperty("ground", "strip")
        self.notice.setMinimumHeight(40)
        row = QHBoxLayout(self.notice)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(icon_label("info", "ink", 16))
        self.told = label("", wrap=True)
        row.addWidget(self.told, 1)
        self.correct = button(_("Check them"), "link", size="row", clicked=self.matching_asked.emit)
        row.addWidget(self.correct)
        return self.notice

    def show_comparison(self, shown: Compared) -> None:
        """Shows both walks; the step that was chosen stays chosen, else the first that changed."""
        found = self._shown = shown.found
        self.summary.show_comparison(found, shown.material.potholes)
        self.says.setText(" · ".join(_facts(found)))
        self._show_notice(found)
        at = self._row(found)
        self.steps.show_steps(found.steps, at, compared.places(found))
        if found.holes is not None:
            self.holes.show_holes(found.holes)
        else:
            self.holes.show_lists(_lap_lists(shown))
        self.choose(at)

    def _show_notice(self, found: Comparison) -> None:
        count = to_correct(found.steps)
        told = [_("The walk under Now is the older one of the two.")] if found.turned else []
        if found.change is None:
            told.append(compared.why_not(found))
        elif not _is_difference(found):
            told.append(compared.how_counted(found))
        if count:
            told.append(_matched(count, lap=found.holes is None))
        self.told.setText(" ".join(told))
        self.correct.setVisible(bool(count))
        self.notice.setVisible(bool(told))

    def _row(self, found: Comparison) -> int:
        for at, step in enumerate(found.steps):
            if self._at[0] and self._at[0] in {each.id for each in (step.pair.then, step.pair.now) if each}:
                return at
        changed = (at for at, step in enumerate(found.steps) if step.trend in {Trend.SMOOTHER, Trend.ROUGHER})
        return next(changed, 0)

    def choose(self, row: int) -> None:
        """Shows the captures of a step."""
        if self._shown is None or not 0 <= row < len(self._shown.steps):
            return
        step = self._shown.steps[row]
        shown = step.pair.now or step.pair.then
        key = "" if shown is None else shown.id
        self._at = (key, self._at[1] if key == self._at[0] else 0)
        self.step.show_step(self._shown, step, self._at[1])

    def stand_on(self, area: QScrollArea) -> None:
        """Tells it what scrolls it: the right side stays in sight, and so does the row that a key goes to."""
        self._area = area
        self.right.follow(area)

    def _chosen(self, row: int) -> None:
        self.choose(row)
        if self._area is not None and (page := self._area.widget()) is not None:
            place = self.steps.place(row)
            at = self.steps.mapTo(page, place.center())
            self._area.ensureVisible(at.x(), at.y(), 0, place.height())
        self.right.place(from_top=True)


def _matched(count: int, *, lap: bool) -> str:
    if lap:
        told = ngettext(
            "These are two different roads: {n} step was matched by likeness, or stands alone.",
            "These are two different roads: {n} steps were matched by likeness, or stand alone.",
            count,
        )
    else:
        told = ngettext(
            "The journey changed: {n} step was matched by likeness, or stands alone.",
            "The journey changed: {n} steps were matched by likeness, or stand alone.",
            count,
        )
    return told.format(n=count)


def _is_difference(found: Comparison) -> bool:
    """Whether the change is what the two numbers on the screen differ by, but for their rounding."""
    then, now = found.quality_then.value, found.quality_now.value
    return then is None or now is None or found.change is None or abs(now - then - found.change) < 1


def _facts(found: Comparison) -> list[str]:
    """What stands below the roads: steps counted, time spent, ease."""
    told = [compared.counted(found)]
    spent, eases = compared.time_spent(found), compared.eases(found)
    if spent:
        told.append(_("time at the steps {both}").format(both=spent))
    if eases:
        told.append(_("ease {both}, of 7").format(both=eases))
    return told


def _lap_lists(shown: Compared) -> list[HoleList]:
    """In a lap potholes are of two journeys: what each of them met."""
    return [_met_at(each, shown.material.potholes) for each in (shown.found.then, shown.found.now)]


def _met_at(walk: OpenWalk, potholes: tuple[Pothole, ...]) -> HoleList:
    here = [
        hole
        for hole in potholes
        if not hole.bright and any(seen.walk_id == walk.walk.id and seen.met for seen in hole.sightings)
    ]
    return HoleList("pothole", _("Met at {business}").format(business=walk.business_name), here)
