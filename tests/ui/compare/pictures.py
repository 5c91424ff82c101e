"""Walks side by side as pictures."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from oracle.model.journey import Stage as Part
from oracle.model.journey import Step
from oracle.ui.compare.matching_sheet import MatchingSheet
from oracle.ui.compare.screen import CompareScreen
from oracle.ui.walk.capturing import Capturing
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.step_panel import StepPanel
from oracle.workspace import Workspace, businesses, journeys, rewalks, testers, visits, walks
from tests.pictures import Size, Stage, screen
from tests.ui.compare import sample
from tests.ui.walk.rooms import house


def opened(stage: Stage) -> tuple[CompareScreen, sample.Sample]:
    made = sample.make(stage.folder)
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    shown = CompareScreen(home.context)
    shown.resize(stage.size.width, stage.size.height)
    shown.open(walk_ids=(made.then_id, made.now_id))
    shown.show()
    stage.until(lambda: shown.shown and shown.two.step.pictures.has_both)
    return shown, made


@screen("compare")
def compare(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    shown.two.steps.list.picked.emit(3)
    shown.two.steps.choose(3)
    stage.until(lambda: shown.two.step.pictures.has_both)
    return shown


@screen("compare-several", sizes=[Size(900, 600), Size(1280, 800)])
def several(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    found: list[str] = []
    shown.context.tasks.read(walk_again, made.now_id, then=found.append)
    stage.until(lambda: found)
    shown.open(walk_ids=(made.then_id, made.now_id, found[0]))
    stage.until(shown.several.isVisible)
    return shown


def walk_again(workspace: Workspace, walk_id: str) -> str:
    walked = walks.opened(workspace, walk_id)
    ruth = testers.add(workspace, name="Ruth").id
    began = sample.NOW + timedelta(days=40)
    made = walks.start(workspace, walked.journey.id, tester_id=ruth, now=began).id
    for at, step in enumerate(walks.opened(workspace, made).version.steps):
        visits.set_fields(workspace, made, step.id, friction=(0, 1, 0, 2, 2, 0, 1, 0, 1, 0, 3, 0)[at], now=began)
    walks.finish(workspace, made, now=began)
    return made


@screen("compare-matched", sizes=[Size(900, 600), Size(1280, 800)])
def matched(stage: Stage) -> QWidget:
    return changed(stage)


def changed(stage: Stage) -> CompareScreen:
    shown, made = opened(stage)
    found: list[str] = []
    shown.context.tasks.read(on_another_road, made.now_id, then=found.append)
    stage.until(lambda: found)
    shown.open(walk_ids=(made.then_id, found[0]))
    stage.until(lambda: shown.shown and shown.shown.found.now.walk.id == found[0])
    return shown


def on_another_road(workspace: Workspace, walk_id: str) -> str:
    walked = walks.opened(workspace, walk_id)
    steps = [step for step in walked.version.steps if step.number not in {3, 4}]
    steps.insert(2, Step(id="", number=0, title="Finds a Monstera"))
    journeys.set_stages(workspace, walked.journey.id, (Part(name="Road", steps=tuple(steps)),))
    return walk_again(workspace, walk_id)


@screen("compare-lap", sizes=[Size(900, 600), Size(1280, 800)])
def lap(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    found: list[str] = []
    shown.context.tasks.read(at_a_rival, made.now_id, then=found.append)
    stage.until(lambda: found)
    shown.open(walk_ids=(found[0], made.now_id))
    stage.until(lambda: shown.shown and shown.shown.material.lap)
    return shown


def at_a_rival(workspace: Workspace, walk_id: str) -> str:
    journey = walks.opened(workspace, walk_id).journey
    theirs = businesses.add(workspace, name="Fern & Sons").id
    copy = journeys.duplicate(workspace, journey.id, business_id=theirs, title="Buy a fern on sale").id
    businesses.update(workspace, replace(businesses.get(workspace, theirs), competitor_of=journey.business_id))
    mia = testers.list_all(workspace)[0].id
    made = walks.start(workspace, copy, tester_id=mia, now=sample.NOW + timedelta(days=3)).id
    for at, step in enumerate(walks.opened(workspace, made).version.steps):
        friction = (1, 1, 0, 1, 0, 2, 0, 1, 0, 0, 2, 2)[at]
        visits.set_fields(workspace, made, step.id, friction=friction, now=sample.NOW)
    walks.finish(workspace, made, now=sample.NOW + timedelta(days=9))
    return made


@screen("compare-matching-sheet", sizes=[Size(640, 420)])
def matching(stage: Stage) -> QWidget:
    shown = changed(stage)
    assert shown.shown is not None
    stage.on_close(shown.deleteLater)
    sheet = MatchingSheet(shown, shown.shown.found.steps, turned=False, store=lambda _corrections: None)
    sheet.setParent(None)
    return sheet


@screen("walk-check-again", sizes=[Size(360, 800), Size(360, 800, 2.0)])
def check_again(stage: Stage) -> QWidget:
    made = sample.make(stage.folder)
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    mia = home.read(testers.list_all)[0].id
    walk_id = home.write(rewalks.start, made.now_id, tester_id=mia)
    session = WalkSession(home.context)
    stage.on_close(session.close)
    panel = StepPanel(session, Capturing(session))
    panel.resize(stage.size.width, stage.size.height)
    session.open(walk_id)
    stage.until(lambda: session.scene)
    session.go_to(session.now.steps[4].id)
    panel.show()
    stage.until(lambda: all(not row.picture._image.isNull() for row in panel.check_again.rows.values()))
    return panel
