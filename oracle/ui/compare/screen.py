"""Walks side by side: two of them step by step, or several over time."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from oracle import words
from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.ratings import ENDED
from oracle.model.record import JourneyRecord
from oracle.ui import bus
from oracle.ui.compare import store
from oracle.ui.compare.chooser import Chooser
from oracle.ui.compare.matching_sheet import Corrections, MatchingSheet
from oracle.ui.compare.several import SeveralPage
from oracle.ui.compare.store import Compared
from oracle.ui.compare.two import TwoPage
from oracle.ui.context import Context
from oracle.ui.page import Page
from oracle.ui.widgets import Segmented, button

WIDE_FROM = 960  # px of the page from which the chooser stands in its head
LONGEST_PATH = 28  # characters of a journey above the title: beside it stand the two walks
TWO, SEVERAL = "two", "several"
_LEAST = 3  # walks of a journey from which several stand side by side


class CompareScreen(QWidget):
    """`open(walk_ids=(then, now))` compares two, more ids stand side by side; one id finds its partner itself."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.shown: Compared | None = None
        self._ids: tuple[str, ...] = ()
        self._several: tuple[str, ...] = ()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.page = Page(context, _("Compare two walks"), saved=False)
        whole.addWidget(self.page)
        self.view = Segmented(((TWO, _("Two walks")), (SEVERAL, _("All walks"))), TWO, _("How many walks"))
        self.view.chosen.connect(self._switch)
        self.chooser = Chooser()
        self.chooser.chosen.connect(lambda then, now: self.open((then, now)))
        self.report = button(_("Report the change"), "dark", "file-text", clicked=self._report)
        for part in (self.view, self.chooser, self.report):
            self.page.add_action(part)
        self._below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._build_body()
        context.bus.changed.connect(self._changed)

    def _build_body(self) -> None:
        body = self.page.body
        body.setContentsMargins(24, 0, 24, 24)
        body.setSpacing(16)
        body.addLayout(self._below)
        self.two = TwoPage(self.context)
        self.two.opened_hole.connect(self._open_hole)
        self.two.matching_asked.connect(self.ask_matching)
        self.several = SeveralPage()
        self.several.opened_hole.connect(self._open_hole)
        self.several.opened_walk.connect(lambda walk_id: self.context.navigate("review", walk_id=walk_id))
        for part in (self.two, self.several):
            part.hide()
            body.addWidget(part)
        body.addStretch(1)
        if self.page.area is not None:
            self.two.stand_on(self.page.area)

    # ---- opening

    def open(self, walk_ids: tuple[str, ...]) -> None:
        """Reads the walks and compares them, from the top of the page."""
        self._ids = tuple(walk_ids)
        self._to_top()
        self._several = self._ids if len(self._ids) >= _LEAST else ()
        if self._several:
            self._read_several()
        elif len(self._ids) == 1:
            self.context.tasks.read(
                store.newest_two, self._ids[0], then=self._found_two, failed=self._refused, owner=self
            )
        else:
            self._read_two()

    def _found_two(self, ids: tuple[str, str] | None) -> None:
        if ids is not None:
            self.open(ids)
            return
        said = _("This walk is the only one of its journey that can be compared so far.")
        self.context.bus.message.emit(bus.INFO, said)
        self.context.navigate("review", walk_id=self._ids[0])

    def _read_two(self) -> None:
        self.context.tasks.read(store.read, *self._ids, then=self._show_two, failed=self._refused, owner=self)

    def _read_several(self) -> None:
        self.context.tasks.read(store.several, self._ids[-1], then=self._show_several, failed=self._refused, owner=self)

    def _refused(self, error: OracleError) -> None:
        self.context.bus.message.emit(bus.WARNING, str(error))
        if self.shown is None:
            self.context.navigate("walks")
        else:
            now = self.shown.found
            self._ids = (now.then.walk.id, now.now.walk.id)

    # ---- showing

    def _show_two(self, shown: Compared) -> None:
        if (shown.found.then.walk.id, shown.found.now.walk.id) != self._ids:
            return
        self.shown = shown
        journey = shown.found.now.journey
        title = _("A lap at a competitor") if shown.material.lap else _("Compare two walks")
        self._name(title, journey.id, journey.title)
        self.chooser.show_walks(*self._ids, shown.own, shown.rivals)
        self.two.show_comparison(shown)
        self._show(TWO, sum(each.walk.state in ENDED for each in shown.own))

    def _show_several(self, record: JourneyRecord) -> None:
        wanted = [each for each in record.walks if each.walk.id in self._several]
        if not self._several:
            wanted = [each for each in record.walks if each.walk.state in ENDED]
        if len(wanted) < 2:  # walks of other journeys, or walks that are gone
            self._refused_several()
            return
        count = len(wanted)
        title = ngettext("{n} walk side by side", "{n} walks side by side", count).format(n=count)
        self._name(title, record.journey.id, record.journey.title)
        self.several.show_walks(record, wanted)
        self._show(SEVERAL, len(record.walks))

    def _refused_several(self) -> None:
        self.context.bus.message.emit(bus.WARNING, _("Only walks of one journey stand side by side."))
        self.context.navigate("walks")

    def _name(self, title: str, journey_id: str, journey: str) -> None:
        self.page.set_title(title)
        self.page.set_path(
            [
                (_("Walks"), lambda: self.context.navigate("walks")),
                (
                    words.shortened(journey, LONGEST_PATH),
                    lambda: self.context.navigate("journey", journey_id=journey_id),
                ),
            ]
        )

    def _show(self, view: str, walks: int) -> None:
        self.two.setVisible(view == TWO)
        self.several.setVisible(view == SEVERAL)
        self.chooser.setVisible(view == TWO)
        lap = self.shown is not None and self.shown.material.lap
        self.report.setVisible(view == TWO and not lap)  # a report tells of one journey
        self.view.setVisible(walks >= _LEAST)
        self.view.set_value(view)
        self._place_chooser()

    def _to_top(self) -> None:
        if self.page.area is not None:
            self.page.area.verticalScrollBar().setValue(0)

    def _switch(self, view: str) -> None:
        self._several = ()
        self._to_top()
        if view == SEVERAL:
            self._read_several()
        elif len(self._ids) == 2:
            self._read_two()
        else:
            self.open(self._ids[-2:])

    def _changed(self, change: Change) -> None:
        about = (Subject.WALK, Subject.VISIT, Subject.CAPTURE, Subject.POTHOLE, Subject.JOURNEY, Subject.TRASH)
        if not self.isVisible() or not change.touches(*about):
            return
        if self.two.isVisible() and len(self._ids) == 2:
            self._read_two()
        elif self.several.isVisible():
            self._read_several()

    # ---- layout

    def _place_chooser(self) -> None:
        """In the head where there is room, else below it."""
        wide = self.width() >= WIDE_FROM
        holder = self._below.parentWidget()
        if not wide and self._below.indexOf(self.chooser) < 0:
            self._below.addWidget(self.view)
            self._below.addStretch(1)
            self._below.addWidget(self.chooser)
        elif wide and self._below.indexOf(self.chooser) >= 0:
            while self._below.count():
                self._below.takeAt(0)
            for part in (self.view, self.chooser):
                self.page.insert_action(part, self.report)
        if holder is not None:
            holder.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chooser()

    # ---- going on

    def ask_matching(self) -> MatchingSheet | None:
        """Opens the sheet with the matched steps."""
        if self.shown is None:
            return None
        material = self.shown.material
        names = [each.business_name for each in (material.then, material.now)]
        rival, own = reversed(names) if material.road_turned else names
        sheet = MatchingSheet(
            self.window(), self.shown.found.steps, turned=material.road_turned,
            rivals=(rival, own) if material.lap else None, store=self._store_matching,
        )  # fmt: skip
        sheet.open()
        return sheet

    def _store_matching(self, corrections: Corrections) -> None:
        if self.shown is not None:
            self.context.tasks.write(store.correct, self.shown.material.home, corrections, owner=self)

    def _open_hole(self, pothole_id: str) -> None:
        self.context.navigate("potholes", pothole_id=pothole_id)

    def _report(self) -> None:
        if self.shown is not None:
            found = self.shown.found
            older, newer = (found.now, found.then) if found.turned else (found.then, found.now)
            self.context.navigate("reports", walk_ids=(newer.walk.id,), since=older.walk.id)
