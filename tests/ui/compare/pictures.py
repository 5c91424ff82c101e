"""Walks side by side as pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oracle.ui.compare.screen import CompareScreen
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


@screen("compare-turned", sizes=[Size(1280, 800)])
def turned(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    shown.open(walk_ids=(made.now_id, made.then_id))
    stage.until(lambda: shown.shown and shown.shown.found.turned)
    return shown
