"""The reports screen as pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oracle.ui.reports.screen import ReportsScreen
from tests.pictures import Size, Stage, screen
from tests.ui.review import sample as walked
from tests.ui.walk.rooms import House, house


def opened(stage: Stage, *, rated: bool = True) -> tuple[House, ReportsScreen]:
    made = walked.make(stage.folder, rated=rated)
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    reports = ReportsScreen(home.context)
    reports.resize(stage.size.width, stage.size.height)
    reports.show()
    reports.open(walk_ids=(made.walk_id,))
    stage.until(lambda: reports.preview and reports.preview.view.is_drawn)
    return home, reports


@screen("reports")
def reports(stage: Stage) -> QWidget:
    shown = opened(stage)[1]
    assert shown.preview is not None
    shown.preview.view.go_to(2)
    preview = shown.preview
    stage.until(lambda: preview.view.is_drawn)
    return shown


@screen("reports-checks", sizes=[Size(1280, 800)])
def checks(stage: Stage) -> QWidget:
    shown = opened(stage, rated=False)[1]
    shown.options.checks._fold(shown.options.checks.notices[-1].kind)
    shown.options._turn()
    shown.exporting.write(shown.order, stage.folder / "missing" / "report.pdf")
    stage.until(lambda: not shown.exporting.refused.isHidden())
    return shown


@screen("reports-written", sizes=[Size(1280, 800)])
def written(stage: Stage) -> QWidget:
    shown = opened(stage)[1]
    shown.exporting.write(shown.order, stage.folder / "report.pdf")
    stage.until(lambda: not shown.exporting.written.isHidden())
    return shown


@screen("reports-empty", sizes=[Size(1280, 800)])
def empty(stage: Stage) -> QWidget:
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    made = ReportsScreen(home.context)
    made.open()
    stage.until(lambda: made.pages.currentWidget() is made.empty)
    return made
