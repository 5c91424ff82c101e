"""What the demo does, in the order a tester does it: start, twelve steps, finish, review, report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget

from oracle import templates
from oracle.errors import CaptureError, ReportError
from oracle.model.ratings import Outcome
from oracle.templates import SampleArea, SampleBright, SamplePothole, SampleVisit
from oracle.ui.demo.player import Script
from oracle.ui.walk.potholes_section import PotholeSheet
from oracle.ui.widgets import Tick

if TYPE_CHECKING:
    from oracle.ui.annotate.screen import AnnotateScreen
    from oracle.ui.application import Application
    from oracle.ui.reports.screen import ReportsScreen
    from oracle.ui.review.screen import ReviewScreen
    from oracle.ui.review.session import ReviewSession
    from oracle.ui.settings.screen import SettingsScreen
    from oracle.ui.walk.screen import WalkScreen
    from oracle.ui.window import Window

_CONTROL = Qt.KeyboardModifier.ControlModifier
STILL_LOOKS = 8


def script(application: Application, report: Path) -> Script:
    """The whole demo; `report` is where the PDF goes."""
    window = application.window
    yield "the first screen", lambda: window.place == "first_run" and window.screen_in_view is not None
    _click(window.screen_in_view.start)  # type: ignore[union-attr]
    yield "the walk", lambda: window.place == "walk" and window.screen_in_view.session.scene  # type: ignore[union-attr]
    screen: WalkScreen = window.screen_in_view  # type: ignore[assignment]
    sample = templates.sample_walk()
    yield from _introduce(window, sample.tester)
    for visit in sample.visits:
        yield from _visit(screen, visit)
    for bright in sample.brights:
        yield from _bright_spot(screen, bright)
    yield from _finish(screen, sample.ease, sample.surprised, sample.over_coffee)
    review: ReviewScreen = window.screen_in_view  # type: ignore[assignment]
    yield from _review(review, [pothole for visit in sample.visits for pothole in visit.potholes])
    yield from _dip(review)
    yield from _report(review, report)


def _introduce(window: Window, name: str) -> Script:
    """Gives the tester's name in the settings, and comes back to the walk."""
    walk = window.screen_in_view.session.now.walk_id  # type: ignore[union-attr]
    window.navigate("settings")
    letterhead = cast("SettingsScreen", window.screen_in_view).letterhead
    yield "the tester", lambda: letterhead.tester is not None
    letterhead.name.edit.selectAll()
    _fill(letterhead.name.edit, name)
    letterhead.flush()
    yield "the name", lambda: letterhead.tester is not None and letterhead.tester.name == name
    window.navigate("walk", walk_id=walk)
    yield "the walk again", lambda: cast("WalkScreen", window.screen_in_view).session.scene


def _visit(screen: WalkScreen, visit: SampleVisit) -> Script:
    """One step, by keys wherever there is one."""
    session, panel = screen.session, screen.walking.panel
    yield f"step {visit.step}", lambda: session.step.number == visit.step
    if session.step.wait is not None:
        yield "the wait", panel.wait.days_later.isVisible
        _click(panel.wait.days_later)
        yield "the wait to be over", lambda: not panel.wait.days_later.isVisible()
        _click(panel.wait.came)
        yield "what was awaited", lambda: session.visit.outcome is not Outcome.WAITING
    yield "the page", _standing_still(screen)
    if visit.does:
        yield from _on_page(screen, visit)
    panel.setFocus()
    yield from _capture(screen)
    if visit.points_at is not None:
        yield from _point(screen, visit.points_at)
    for tick, answer in zip(panel.findChildren(Tick), visit.answers, strict=False):
        tick.setFocus()
        _type(tick, "y" if answer else "n")
    panel.setFocus()
    _type(panel, str(visit.friction))
    if visit.feeling is not None:
        _type(panel, "f")
        _type(QApplication.focusWidget() or panel, str(visit.feeling + 3))
    for handled, answer in zip(panel.recovery.ticks.values(), visit.handled, strict=False):
        handled.setFocus()
        _type(handled, "y" if answer else "n")
    _type_note(screen, visit.note)
    _rate_extras(screen, visit)
    for pothole in visit.potholes:
        yield from _pothole(screen, pothole)
    yield "the window in front", lambda: _in_front(screen)
    QTest.keyClick(panel, Qt.Key.Key_Return, _CONTROL)


def _standing_still(screen: WalkScreen) -> Callable[[], bool]:
    """Whether the step's page is there and has stopped changing: many looks in a row give the same pixels."""
    before: QImage | None = None
    looks = 0

    def still() -> bool:
        nonlocal before, looks
        pane = screen.browsing.shown_pane
        if pane is None or pane.tab.loading:
            return False
        if urlsplit(pane.current_address()).path != urlsplit(screen.session.step.link).path:
            return False
        try:
            image, _about = pane.grab_page()
        except CaptureError:
            return False
        looks = looks + 1 if image == before else 0
        before = image
        return looks >= STILL_LOOKS

    return still


def _on_page(screen: WalkScreen, visit: SampleVisit) -> Script:
    """What the customer does there, and the page's answer."""
    pane = screen.browsing.shown_pane
    assert pane is not None  # noqa: S101 - it was just looked at
    page = pane.tab.page
    page.runJavaScript(visit.does)
    said: list[str] = [""]

    def answered() -> bool:
        page.runJavaScript("document.body.innerText", lambda text: said.append(str(text)))
        return visit.shows in said[-1]

    yield "the page's answer", answered
    yield "the page", _standing_still(screen)


def _point(screen: WalkScreen, area: SampleArea) -> Script:
    """Draws a box on the newest capture, with the mouse."""
    window = cast("Window", screen.window())
    _type(screen.walking.panel, "a")
    yield "annotate", lambda: window.place == "annotate" and window.screen_in_view is not None
    drawing = cast("AnnotateScreen", window.screen_in_view)
    canvas = drawing.canvas
    yield "the picture", lambda: canvas.document is not None and canvas.levels is not None
    _type(canvas, "b")
    capture = drawing.session.now.capture
    corners = ((area.left, area.top), (area.right, area.bottom))
    start, end = (
        canvas.view.to_window(QPointF(capture.width * x / 100, capture.height * y / 100)).toPoint() for x, y in corners
    )
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas.viewport(), end)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)
    yield "the box", lambda: canvas.document is not None and canvas.document.marks
    drawing.go_back()
    yield "the walk", lambda: window.screen_in_view is screen and screen.session.scene
    yield "the window in front", lambda: _in_front(screen)


def _capture(screen: WalkScreen) -> Script:
    session = screen.session
    known = len(session.now.open.captures)
    _type(screen.walking.panel, "c")
    yield "the capture on disk", lambda: len(session.now.open.captures) > known and not session.pending
    if session.step.private:
        question = screen.walking.panel.captures.privacy
        yield "the question of what is private", question.isVisible
        _click(question.findChildren(QPushButton)[0])  # nothing private: the shop and its customer are made up
        yield "the answer", lambda: not question.isVisible()


def _in_front(screen: WalkScreen) -> bool:
    """Whether the window takes keys; a sheet that closed may have left it behind."""
    screen.window().activateWindow()
    screen.walking.panel.setFocus()
    return screen.walking.panel.hasFocus()


def _type_note(screen: WalkScreen, text: str) -> None:
    panel = screen.walking.panel
    _type(panel, "n")
    _type(panel.note, text)
    QTest.keyClick(panel.note, Qt.Key.Key_Escape)


def _rate_extras(screen: WalkScreen, visit: SampleVisit) -> None:
    """Quality, promptness, care and money, where the sample has them."""
    extras = screen.walking.panel.extras
    said = {name: getattr(visit, name) for name in ("quality", "promptness", "care")}
    if visit.spent is None and not any(said.values()):
        return
    if not extras.inner.isVisible():
        _click(extras.opener)
    for name, value in said.items():
        if value is not None:
            _click(extras.scales[name].findChildren(QAbstractButton)[value - 1])
    if visit.spent is not None:
        extras.spent.edit.setFocus()
        _type(extras.spent.edit, str(visit.spent))
        QTest.keyClick(extras.spent.edit, Qt.Key.Key_Return)
    screen.walking.panel.setFocus()


def _pothole(screen: WalkScreen, pothole: SamplePothole) -> Script:
    known = len(screen.session.now.potholes)
    _type(screen.walking.panel, "p")
    yield from _fill_sheet(screen, pothole.title, pothole.saw, pothole)
    yield "the pothole", lambda: len(screen.session.now.potholes) > known


def _bright_spot(screen: WalkScreen, bright: SampleBright) -> Script:
    session = screen.session
    known = len(session.now.potholes)
    session.go_to(next(step.id for step in session.now.steps if step.number == bright.step))
    yield f"step {bright.step}", lambda: session.step.number == bright.step
    _click(screen.walking.panel.potholes.bright)
    yield from _fill_sheet(screen, bright.title, bright.saw, None)
    yield "the bright spot", lambda: len(session.now.potholes) > known


def _fill_sheet(screen: WalkScreen, title: str, saw: str, pothole: SamplePothole | None) -> Script:
    yield "the sheet", lambda: _open_sheet(screen) is not None
    sheet = _open_sheet(screen)
    assert sheet is not None  # noqa: S101 - just waited for
    _fill(sheet.title.edit, title)
    _fill(sheet.saw, saw)
    if pothole is not None:
        box = sheet.findChildren(QComboBox)[0]
        box.setCurrentIndex(box.findData(pothole.cause))
    QTest.keyClick(sheet.title.edit, Qt.Key.Key_Return)
    yield "the sheet to close", lambda: _open_sheet(screen) is None


def _open_sheet(screen: WalkScreen) -> PotholeSheet | None:
    found = [sheet for sheet in screen.window().findChildren(PotholeSheet) if sheet.isVisible()]
    return found[0] if found else None


def _finish(screen: WalkScreen, ease: int | None, surprised: str, over_coffee: str) -> Script:
    """To the end of the road, and the three questions there."""
    session, page = screen.session, screen.finish
    session.go_to(session.now.steps[-1].id)
    yield "the last step", lambda: session.now.beside(1) is None
    QTest.keyClick(screen.walking.panel, Qt.Key.Key_Return, _CONTROL)
    yield "the end of the road", lambda: page.isVisible()
    if ease is not None:
        _click(page.ease.button(ease))
    _fill(page.surprised, surprised)
    _fill(page.over_coffee, over_coffee)
    _click(page.finish)
    window = cast("Window", screen.window())
    yield "the review", lambda: window.place == "review" and cast("ReviewScreen", window.screen_in_view).session.scene


def _review(screen: ReviewScreen, sample: Sequence[SamplePothole]) -> Script:
    """Judges each pothole in the panel: how bad, for how many, why, what to do."""
    session, panel = screen.session, screen.panel
    judged = panel.judgement
    for known in sample:
        identity = next(pothole.id for pothole in session.potholes if pothole.title == known.title)
        screen.open_pothole(identity)
        yield "the pothole's panel", panel.isVisible
        panel.setFocus()
        _type(panel, str(known.severity))
        _choose(judged.reach, known.reach)
        for field, text in ((judged.why, known.why), (judged.cause_note, known.cause_note), (judged.todo, known.todo)):
            _fill(field, text)
        for line, text in ((judged.owner, known.owner), (judged.done_when, known.done_when)):
            _fill(line.edit, text)
        _click(judged.effort.button_of(known.effort))
        panel.flush()
        yield "the pothole stored", partial(_judged, session, identity, known)


def _dip(screen: ReviewScreen) -> Script:
    """What brought the feeling down after the sale, and which of the four cures there were."""
    sample = templates.sample_walk()
    yield "the dip's questions", lambda: screen.readings.dips
    (questions,) = screen.readings.dips.values()
    _click(questions.cause.button_of(sample.dip_cause))
    for answers, given in zip(questions.given.values(), sample.dip_cures, strict=True):
        _click(answers.button_of(given))
    yield "the answers", lambda: [each.how_long for each in screen.session.record.dip_answers] == [sample.dip_cures[-1]]


def _judged(session: ReviewSession, identity: str, known: SamplePothole) -> bool:
    hole = session.pothole(identity)
    said = (known.severity, known.reach, known.effort, known.why, known.todo, known.owner, known.done_when)
    return hole is not None and said == (
        hole.severity, hole.reach, hole.effort, hole.why, hole.todo, hole.owner, hole.done_when,
    )  # fmt: skip


def _report(review: ReviewScreen, out: Path) -> Script:
    """Exports the PDF from the Reports screen, where the review leads."""
    window = cast("Window", review.window())
    _click(review.report)
    yield "the reports", lambda: window.place == "reports" and window.screen_in_view is not None
    reports = cast("ReportsScreen", window.screen_in_view)
    yield "the report drawn", lambda: reports.export.isEnabled() and reports.draft is not None
    _click(reports.export)
    yield "the file dialog", lambda: window.findChildren(QFileDialog)
    dialog = window.findChildren(QFileDialog)[0]
    dialog.findChildren(QLineEdit)[0].setText(str(out))
    dialog.accept()
    exporting = reports.exporting
    yield "the report", lambda: exporting.written.isVisible() or exporting.refused.isVisible()
    if exporting.refused.isVisible():
        raise ReportError(exporting.reason.text())


def _fill(field: QWidget, text: str) -> None:
    field.setFocus()
    _type(field, text)


def _choose(box: QComboBox, value: object) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def _type(widget: QWidget, text: str) -> None:
    """Types characters into a widget, any characters: QTest's own typing knows only ASCII."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, event)


def _click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
