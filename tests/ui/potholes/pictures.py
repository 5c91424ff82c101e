"""The potholes as pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from oracle.ui.potholes.screen import PotholesScreen
from oracle.ui.potholes.view_switch import MATRIX
from oracle.workspace import businesses
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
