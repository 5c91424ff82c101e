"""The reports screen as pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oracle.model.mark import Private, PrivateKind
from oracle.report.content import NoticeKind
from oracle.ui.reports.screen import ReportsScreen
from oracle.workspace import found
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


@screen("reports-private", sizes=[Size(1280, 800)])
def private(stage: Stage) -> QWidget:
    """Pictures at private steps, and one with places that look private: each is answered on its line."""
    home, shown = opened(stage, rated=False)
    asked = {notice.capture_id for notice in shown.options.checks.notices}
    walk_id = shown.options.walk_ids[0]
    plain = next(each for each in home.opened(walk_id).captures if each.id not in asked)
    places = tuple(Private(kind=PrivateKind.MAIL, x=10, y=at, width=80, height=20) for at in (10, 50))
    home.write(found.set_found, plain.id, places)
    stage.until(lambda: any(notice.kind is NoticeKind.FOUND for notice in shown.options.checks.notices))
    shown.options.checks._fold(NoticeKind.PRIVATE)
    stage.until(lambda: shown.preview and shown.preview.view.is_drawn)
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
