"""The review of a walk: its road profile, what was logged step by step, and its potholes, judged."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from oracle import words
from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.method.quality import road_quality
from oracle.model.ratings import Run, WalkState
from oracle.report.content import dates as report_dates
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.page import Page
from oracle.ui.review.debrief import DebriefCard
from oracle.ui.review.join_sheet import OutsideSheet
from oracle.ui.review.more import more, walk_on
from oracle.ui.review.pothole_list import PotholeList
from oracle.ui.review.pothole_panel import WIDTH, PotholePanel
from oracle.ui.review.profile import ProfileCard
from oracle.ui.review.quality import QualityFigure
from oracle.ui.review.readings import Readings
from oracle.ui.review.selection import SelectionBar
from oracle.ui.review.session import ReviewSession
from oracle.ui.review.steady import held
from oracle.ui.review.step_details import StepDetails
from oracle.ui.review.steps import StepsTable
from oracle.ui.walk.scene import Scene
from oracle.ui.widgets import button, icon_label, label, line

BESIDE_FROM = 980  # width from which the panel stands beside the page, and not in its place
HEAD_FROM = 960  # px of the page from which its head has room for one more button


class ReviewScreen(QWidget):
    """`open(walk_id=…, pothole_id=…, step_id=…, capture_id=…)` shows a walk, at a pothole, step or capture of it."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session = ReviewSession(context, self)
        self._wanted: tuple[str | None, str | None, str | None] = (None, None, None)
        self._to_clean_up = False
        self._came_from: QWidget | None = None  # what had the focus when the panel was opened
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.page = Page(context, "")
        row.addWidget(self.page, 1)
        self.rule = line("down")
        row.addWidget(self.rule)
        self.panel = PotholePanel(self.session)
        row.addWidget(self.panel)
        self.rule.hide()
        self.panel.hide()
        self._build_head()
        self._build_body()
        self._connect()

    # ---- building

    def _build_head(self) -> None:
        self.quality = QualityFigure()
        self.page.add_action(self.quality)
        self.reopen = button(_("Reopen"), "plain", clicked=self._reopen)
        self.report = button(_("Make a report"), "dark", "file-text", clicked=self._report)
        self.more = more(self.session, self._reopen)
        for part in (self.more, self.reopen, self.report):
            self.page.add_action(part)

    def _build_body(self) -> None:
        session, body = self.session, self.page.body
        body.setContentsMargins(24, 0, 24, 32)
        body.setSpacing(16)
        self.strip = _UnratedStrip()
        self.strip.rate.clicked.connect(self.rate_next)
        self.profile = ProfileCard(self.context.tasks)
        self.details = StepDetails(session)
        self.table = StepsTable(session, self.details)
        self.selection = SelectionBar(session, self.table.selection)
        layout = self.page.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, self.selection)
        self.list = PotholeList(session)
        self.readings = Readings(session)
        self.debrief = DebriefCard(session)
        for part in (self.strip, self.profile, self.table, self.list, self.readings, self.debrief):
            body.addWidget(part)
        body.addStretch(1)
        self.page.area.hide()

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._opened)
        session.changed.connect(self._show)
        session.gone.connect(self._gone)
        self.profile.step_asked.connect(self.show_step)
        self.profile.reached.connect(self._reveal)
        self.page.area.verticalScrollBar().valueChanged.connect(lambda _value: self.profile.hush())
        for part in (self.profile, self.table, self.details):
            part.pothole_asked.connect(self.open_pothole)
        self.list.asked.connect(self.open_pothole)
        self.list.outside_asked.connect(self.ask_outside)
        self.panel.closed.connect(self._close_panel)
        self.panel.shown.connect(self.list.choose)
        bind = self.context.actions.bind
        bind("review.report", self._report, self)
        bind("review.next", lambda: self._go(1), self)
        bind("review.before", lambda: self._go(-1), self)

    # ---- what the window calls

    def open(
        self, walk_id: str, pothole_id: str | None = None, step_id: str | None = None, capture_id: str | None = None,
        *, clean_up: bool = False,
    ) -> None:  # fmt: skip
        """Shows a walk, and opens a pothole, a step or a capture of it, or its list of what is to be cleaned up."""
        self._wanted = (pothole_id, step_id, capture_id)
        self._to_clean_up = clean_up
        self.panel.close_panel()
        self.table.close_details()
        self.page.area.hide()
        self.session.open(walk_id)

    def close_screen(self) -> None:
        """Stores what is typed."""
        self.session.close()

    # ---- showing

    def _opened(self) -> None:
        scene = self.session.now
        self.page.set_path(
            [(_("Walks"), lambda: self.context.navigate("walks")), (words.kind(scene.open.journey.kind), None)]
        )
        self._show()
        self.page.area.show()
        self.page.area.verticalScrollBar().setValue(0)
        pothole_id, step_id, capture_id = self._wanted
        self._wanted = (None, None, None)
        if pothole_id:
            self.open_pothole(pothole_id)
        if step_id:
            self.show_step(step_id)
        if capture_id:
            self.details.captures.open_large(capture_id)
        if self._to_clean_up:
            self.debrief.clean_up.bring_up()
        elif not pothole_id and not step_id:
            self.report.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        if self.session.scene is not None:
            with held(self.page.area):
                self._show_scene(self.session.scene)

    def _show_scene(self, scene: Scene) -> None:
        self.page.set_title(scene.open.journey.title, about(scene))
        self.quality.show_scene(scene, self.session.since, self.session.earlier)
        self.reopen.setText(walk_on(scene))
        self.reopen.setAccessibleName(self.reopen.text())
        unrated = [hole for hole in self.session.by_priority if hole.severity is None]
        self.strip.show_count(len(unrated))
        for part in (self.profile, self.table, self.list, self.readings, self.debrief):
            part.show_scene(scene)
        self.selection.show_selection()

    def _gone(self, error: OracleError) -> None:
        self.context.bus.message.emit(bus.WARNING, str(error))
        self.context.navigate("walks")

    # ---- going to places

    def show_step(self, step_id: str) -> None:
        """Opens a step's details and scrolls there."""
        row = self.table.open_step(step_id)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, lambda: self._scroll_to(row))

    def _scroll_to(self, row: QWidget) -> None:
        bar, seen = self.page.area.verticalScrollBar(), self.page.area.viewport()
        bar.setValue(bar.value() + row.mapTo(seen, QPoint(0, 0)).y() - 8)

    def _reveal(self, place: QRect) -> None:
        """Scrolls as little as it takes to see a place of the profile whole; the story then follows it."""
        bar, seen = self.page.area.verticalScrollBar(), self.page.area.viewport()
        top = self.profile.mapTo(seen, place.topLeft()).y()
        under = top + place.height() - seen.height()
        if top < 0 or under > 0:
            bar.setValue(bar.value() + (top - 8 if top < 0 or place.height() > seen.height() else under + 8))

    def open_pothole(self, pothole_id: str) -> None:
        """Opens a pothole beside the page, or in its place where there is no room."""
        before = QApplication.focusWidget()
        if self.panel.isHidden() and before is not None and self.page.isAncestorOf(before):
            self._came_from = before
        if self.panel.open_pothole(pothole_id):
            # Both at once would need more room than a narrow window has, and make it grow.
            self.page.setVisible(self.width() >= BESIDE_FROM)
            self.panel.show()
            self._place_panel()
            self.panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_outside(self) -> OutsideSheet:
        """Asks for a pothole that belongs to no step."""
        sheet = OutsideSheet(self.session, self.window())
        sheet.open()
        return sheet

    def rate_next(self) -> None:
        """Opens the first pothole that is not rated yet."""
        waiting = [hole for hole in self.session.by_priority if hole.severity is None]
        if waiting:
            self.open_pothole(waiting[0].id)

    def _close_panel(self) -> None:
        if not self.panel.isHidden():
            self.panel.hide()
            self._place_panel()
            back = self._came_from
            if back is None or not isValid(back) or back.visibleRegion().isEmpty():
                back = self.report  # nothing is scrolled to
            back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.list.choose("")

    def _place_panel(self) -> None:
        is_open, beside = not self.panel.isHidden(), self.width() >= BESIDE_FROM
        self.page.setVisible(beside or not is_open)
        self.rule.setVisible(beside and is_open)
        self.panel.setMinimumWidth(WIDTH if beside else 0)
        self.panel.setMaximumWidth(WIDTH if beside else 16_777_215)
        # The menu beside it has it too: a narrow head has room for the title instead.
        self.reopen.setVisible(self.width() - (WIDTH if beside and is_open else 0) >= HEAD_FROM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    # ---- actions and keys

    def _report(self) -> None:
        if self.session.scene is not None:
            self.context.navigate("reports", walk_ids=(self.session.now.walk_id,))

    def _reopen(self) -> None:
        scene = self.session.scene
        if scene is None:
            return
        if scene.open.walk.state is WalkState.FINISHED:
            self.session.reopen()
        else:
            self.context.navigate("walk", walk_id=scene.walk_id)

    def _go(self, by: int) -> None:
        if self.session.scene is None or not self.session.potholes:
            return
        if self.panel.isHidden():
            self.open_pothole(self.session.potholes[0].id)
        else:
            self.panel.go(by)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text().lower()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        is_open = not self.panel.isHidden()
        if plain and text in {"j", "k"}:
            self._go(1 if text == "j" else -1)
        elif plain and is_open and text in {"1", "2", "3", "4"}:
            self.panel.rate(int(text))
        elif key == Qt.Key.Key_Escape and is_open:
            self.panel.close_panel()
        elif key == Qt.Key.Key_Escape and self.table.selection.is_on:
            self.table.selection.end()
        elif key == Qt.Key.Key_Escape and self.table.open_id:
            self.table.close_details()
        else:
            super().keyPressEvent(event)


class _UnratedStrip(QFrame):
    """How many potholes wait to be rated."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "strip")
        self.setFixedHeight(40)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(icon_label("pothole", "ink", 16))
        self._text = label("")
        row.addWidget(self._text)
        self.rate = button("", "link", size="row")
        row.addWidget(self.rate)
        row.addStretch(1)

    def show_count(self, count: int) -> None:
        """Hidden when none waits."""
        self.setVisible(bool(count))
        told = ngettext("{n} pothole is not rated yet.", "{n} potholes are not rated yet.", count)
        self._text.setText(told.format(n=count))
        self.rate.setText(ngettext("Rate it", "Rate them", count))
        self.rate.setAccessibleName(self.rate.text())


def about(scene: Scene) -> str:
    """ "Walked as Wendy, 34, by Mia Torres · 6 – 23 October 2025 · all 12 steps rated"."""
    walk = scene.open.walk
    who = _("Walked as {persona}, by {tester}").format(persona=scene.persona, tester=scene.open.tester.name)
    start = report_dates.local(walk.started_at, walk.zone).date()
    end = report_dates.local(walk.finished_at or walk.started_at, walk.zone).date()
    found = road_quality(scene.open.version, scene.open.visits)
    count = len(scene.steps)
    rated = _("{n} of {all} steps rated").format(n=found.rated, all=count)
    if found.rated == count:
        rated = ngettext("the one step rated", "all {n} steps rated", count).format(n=count)
    parts = [who, report_dates.span(start, end), rated]
    if walk.run is not Run.FULL:
        parts.insert(1, words.run(walk.run))
    waiting = len(scene.waiting())
    if waiting:
        parts.append(ngettext("{n} to come", "{n} to come", waiting).format(n=waiting))
    if walk.state in {WalkState.RUNNING, WalkState.PAUSED}:
        parts.append(words.walk_state(walk.state))
    return " · ".join(parts)
