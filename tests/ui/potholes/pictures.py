"""The potholes as pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oracle.ui.potholes.filters import Filters
from oracle.ui.potholes.screen import PotholesScreen
from oracle.ui.potholes.sheets import ReasonSheet
from oracle.ui.potholes.view_switch import MATRIX
from oracle.workspace import businesses, pothole_links
from oracle.workspace import potholes as potholes_store
from tests.pictures import Size, Stage, screen
from tests.ui.potholes import sample
from tests.ui.walk.rooms import house


def opened(stage: Stage, *, filled: bool = True) -> tuple[PotholesScreen, sample.Sample | None]:
    made = sample.make(stage.folder) if filled else None
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    if made is None:
        home.write(businesses.add, name="Green Leaf Plants")
    home.context.current.set(home.read(businesses.list_all)[0])
    shown = PotholesScreen(home.context)
    shown.resize(stage.size.width - (56 if stage.size.width < 1000 else 200), stage.size.height)
    shown.open(pothole_id=made.potholes[1] if made else "")
    stage.until(lambda: shown.session.known)
    shown.show()
    if made:
        stage.until(lambda: shown.pane.pothole_id == made.potholes[1])
        stage.until(lambda: not shown.pane.captures.picture.is_empty)
        stage.until(lambda: all(not each._image.isNull() for each in shown.pane.captures.strip._thumbnails.values()))
    return shown, made


@screen("potholes")
def potholes(stage: Stage) -> QWidget:
    return opened(stage)[0]


@screen("potholes-matrix")
def matrix(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    shown.show_view(MATRIX)
    stage.until(lambda: shown.matrix.signs.chart)
    return shown


@screen("potholes-several", sizes=[Size(900, 600), Size(1280, 800)])
def several(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    for _round in range(3):
        shown.table.mark()
        shown.table.step(1)
    return shown


@screen("potholes-none", sizes=[Size(1280, 800)])
def none(stage: Stage) -> QWidget:
    return opened(stage, filled=False)[0]


@screen("potholes-below", sizes=[Size(900, 600), Size(1280, 800)])
def below(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    assert made is not None
    home, step = shown.context.tasks, shown.pane.detail
    assert step is not None
    walk, place = made.walks["Monstera on sale", 2], step.hole.step_ids[0]
    home.write(potholes_store.add, walk, place, title="Confirmation names no day of delivery", severity=2)
    home.write(pothole_links.link, made.potholes[1], made.potholes[5])
    stage.until(lambda: shown.pane.connected.strip.isVisible() and shown.pane.connected.links.isVisible())
    bar = shown.pane.area.verticalScrollBar()
    stage.until(lambda: bar.maximum() > 300)
    bar.setValue(bar.maximum())
    return shown


@screen("potholes-nothing", sizes=[Size(1280, 800)])
def nothing(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    shown._filter(Filters(text="xylophone", owners=frozenset({"Mia"}), stages=frozenset({"Delivery"})))
    return shown


@screen("potholes-merge", sizes=[Size(480, 500)])
def merge(stage: Stage) -> QWidget:
    shown, made = opened(stage)
    assert made is not None
    stage.on_close(shown.deleteLater)
    sheet = shown.doing.ask_merge(made.potholes[1])
    assert sheet is not None
    sheet.hide()
    sheet.setParent(None)
    return sheet


@screen("potholes-reason", sizes=[Size(440, 330)])
def reason(stage: Stage) -> QWidget:
    shown, _made = opened(stage)
    stage.on_close(shown.deleteLater)
    sheet = ReasonSheet(shown, "“No label for the broken plant”", lambda _text: None)
    sheet.setParent(None)
    sheet.done_asking()
    return sheet
