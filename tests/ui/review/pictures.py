"""The review as pictures."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget

from oracle.method.cures import Cure
from oracle.model.dip import DipCause
from oracle.ui.review.compare_captures import CompareCaptures
from oracle.ui.review.join_sheet import JoinSheet, OutsideSheet
from oracle.ui.review.merge_sheet import MergeSheet
from oracle.ui.review.screen import ReviewScreen
from oracle.ui.review.viewer import CaptureViewer
from oracle.ui.widgets.thumbnails import Thumbnail
from tests.pictures import Size, Stage, screen
from tests.ui.review import sample as walked
from tests.ui.walk.rooms import house


def opened(stage: Stage, *, rated: bool = True) -> tuple[ReviewScreen, walked.Sample]:
    made = walked.make(stage.folder, rated=rated)
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    review = ReviewScreen(home.context)
    review.resize(stage.size.width, stage.size.height)
    review.open(walk_id=made.walk_id)
    stage.until(lambda: review.session.scene)
    review.show()
    stage.until(lambda: all(not row.thumbnail._image.isNull() for row in review.table.rows))
    stage.at_each_size(lambda: chart_is_drawn(review))
    stage.until(lambda: chart_is_drawn(review))
    return review, made


def chart_is_drawn(review: ReviewScreen) -> bool:
    """For the width that it has now."""
    chart = review.profile.chart.chart
    return chart is not None and (chart.width == review.profile.width() - 26 or not review.profile.isVisible())


@screen("review")
def review(stage: Stage) -> QWidget:
    return opened(stage)[0]


@screen("review-compared", sizes=[Size(900, 600), Size(1280, 800)])
def compared(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    day = walked.START + timedelta(days=30)
    found: list[str] = []
    shown.context.tasks.read(walked.again, made.walk_id, frictions=(1,) * 12, now=day, then=found.append)
    stage.until(lambda: found)
    shown.open(walk_id=found[0])
    stage.until(lambda: shown.session.earlier)
    return shown


@screen("review-unrated", sizes=[Size(1280, 800)])
def unrated(stage: Stage) -> QWidget:
    return opened(stage, rated=False)[0]


@screen("review-step")
def step(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    shown.show()
    shown.show_step(made.steps[6])
    stage.until(lambda: all(not each._image.isNull() for each in shown.details.captures.strip._thumbnails.values()))
    for _round in range(5):
        stage.until(lambda: True)
    shown._scroll_to(next(row for row in shown.table.rows if row.step.id == made.steps[6]))
    return shown


@screen("review-pothole")
def pothole(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    shown.open_pothole(made.potholes[5])
    return shown


@screen("review-choosing", sizes=[Size(900, 600), Size(1280, 800)])
def choosing(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    shown.table.selection.set(frozenset(made.steps[1:4]))
    shown._scroll_to(shown.table)
    return shown


@screen("review-join", sizes=[Size(480, 460)])
def join(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    stage.on_close(shown.deleteLater)
    sheet = JoinSheet(shown.session, made.steps[1:4], shown)
    sheet.setParent(None)
    stage.until(lambda: all(not each._image.isNull() for each in sheet.findChildren(Thumbnail)))
    return sheet


@screen("review-outside", sizes=[Size(440, 407)])
def outside(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    stage.on_close(shown.deleteLater)
    sheet = OutsideSheet(shown.session, shown)
    sheet.setParent(None)
    return sheet


@screen("review-story", sizes=[Size(900, 600), Size(1280, 800)])
def story(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    shown.profile._tell(shown.profile.chart, f"step:{made.steps[9]}")
    return shown


@screen("review-readings", sizes=[Size(900, 600), Size(1280, 800)])
def readings(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    shown.session.answer_dip(made.steps[9], cause=DipCause.LONGER, expectations=False, empathy=True, how_long=False)
    shown.session.mark_cure(made.steps[9], Cure.HOW_LONG)
    stage.until(lambda: len(shown.session.potholes) == len(made.potholes) + len(made.brights) + 1)
    stage.until(lambda: shown.page.area.verticalScrollBar().maximum() > 600)
    for _round in range(8):
        stage.until(lambda: True)
    shown._scroll_to(shown.readings)
    return shown


@screen("review-readings-more", sizes=[Size(1280, 800)])
def more_readings(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    stage.until(lambda: shown.page.area.verticalScrollBar().maximum() > 600)
    shown.page.area.verticalScrollBar().setValue(shown.page.area.verticalScrollBar().maximum() - 500)
    return shown


@screen("review-questions", sizes=[Size(1280, 800)])
def questions(stage: Stage) -> QWidget:
    shown, made = opened(stage, rated=False)
    shown.open_pothole(made.potholes[3])
    shown.panel.judgement.severity.opener.click()
    return shown


@screen("review-capture", sizes=[Size(1100, 740)])
def capture(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    stage.on_close(shown.deleteLater)
    viewer = CaptureViewer(shown.session, shown.session.now.open.captures_at(made.steps[1])[0].id, shown)
    viewer.setParent(None)
    stage.until(lambda: not viewer.picture.is_empty)
    return viewer


@screen("review-compare-captures", sizes=[Size(1100, 740), Size(640, 480)])
def compare_captures(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    stage.on_close(shown.deleteLater)
    sheet = CompareCaptures(shown.session, shown.session.now.open.captures_at(made.steps[1])[0].id, shown)
    sheet.setParent(None)
    stage.until(lambda: sheet.pictures.has_both)
    sheet.pictures.canvas.divider.setValue(50)
    return sheet


@screen("review-merge", sizes=[Size(440, 296)])
def merge(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    stage.on_close(shown.deleteLater)
    sheet = MergeSheet(shown.session, shown.session.potholes[0], shown)
    sheet.setParent(None)
    return sheet
