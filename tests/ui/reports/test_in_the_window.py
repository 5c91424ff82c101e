"""From a finished walk to the PDF, in the running application."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from oracle.ui.reports.screen import ReportsScreen
from oracle.ui.review.screen import ReviewScreen
from tests.ui.reports.test_reports import read
from tests.ui.review import sample
from tests.ui.rooms import idle, running
from tests.ui.walk.rooms import until


def test_a_walk_is_judged_and_exported_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    made = sample.make(tmp_path, rated=False)
    out = tmp_path / "report.pdf"
    with running(qtbot, made.file) as app:
        app.window.resize(1280, 800)
        app.window.navigate("review", walk_id=made.walk_id)
        review = app.window.screen_in_view
        assert isinstance(review, ReviewScreen)
        until(lambda: review.session.scene)
        QTest.mouseClick(review.strip.rate, Qt.MouseButton.LeftButton)
        QTest.keyClicks(review.panel, "4")
        review.panel.judgement.why.setFocus()
        QTest.keyClicks(review.panel.judgement.why, "She came for the sale.")
        QTest.mouseClick(review.report, Qt.MouseButton.LeftButton)
        reports = app.window.screen_in_view
        assert isinstance(reports, ReportsScreen)
        until(lambda: reports.draft is not None and not reports.is_drawing)
        QTest.mouseClick(reports.export, Qt.MouseButton.LeftButton)
        dialog = reports.exporting.window().findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(out))
        dialog.reject()
        until(lambda: not reports.exporting.written.isHidden())
        app.window.navigate("review", walk_id=made.walk_id, pothole_id=made.potholes[0])
        until(lambda: review.panel.pothole_id == made.potholes[0])
        assert review.panel.judgement.severity.buttons.value == 4
        idle(qtbot, app)
    said = read(out)
    assert "She came for the sale." in said
    assert "Catastrophe" in said


def test_changing_the_theme_redraws_review_and_report(qtbot: QtBot, tmp_path: Path) -> None:
    made = sample.make(tmp_path)
    with running(qtbot, made.file) as app:
        app.window.resize(1280, 800)
        app.window.navigate("review", walk_id=made.walk_id)
        review = app.window.screen_in_view
        assert isinstance(review, ReviewScreen)
        until(lambda: review.session.scene)
        before = review.grab().toImage().pixelColor(4, 4)
        app.actions.do("theme")
        idle(qtbot, app)
        assert review.grab().toImage().pixelColor(4, 4) != before
