"""Personas as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from oracle.templates.people import ready_personas
from oracle.ui.application import Application
from oracle.ui.personas.examples import AddPersona
from oracle.ui.walk.screen import WalkScreen
from oracle.workspace import businesses, journeys, personas
from tests.pictures import SIZES, Size, Stage, screen
from tests.ui.pictures import settled, started
from tests.ui.walk.rooms import add_journey, add_walk, house, outside_road


def portrait(path: Path) -> bytes:
    """A drawn head and shoulders, as a photo would be cropped."""
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(QColor("#9db8a5"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#35515f"))
    painter.drawEllipse(QRectF(60, 480, 480, 600))
    painter.setBrush(QColor("#4a2f20"))
    painter.drawEllipse(QRectF(165, 110, 270, 330))
    painter.setBrush(QColor("#c98e6b"))
    painter.drawEllipse(QRectF(200, 160, 200, 270))
    painter.end()
    image.save(str(path))
    return path.read_bytes()


def people(stage: Stage, *, photo: bool = True) -> tuple[Application, str]:
    """The application with four personas; the second walks the buying journey and has a photo."""
    app = started(stage)
    made: list[str] = []

    def fill(workspace: Any) -> Any:
        business = businesses.list_all(workspace)[0]
        for ready in ready_personas()[::3]:
            change = personas.add_like(workspace, business.id, ready.persona)
            made.append(change.id)
        for journey in journeys.list_all(workspace, business.id):
            journeys.update(workspace, _with(journey, made[0]))
        if photo:
            personas.set_picture(workspace, made[0], portrait(stage.folder / "face.png"))
        return change

    app.tasks.write(fill)
    stage.until(lambda: len(made) == 3)
    settled(stage, app)
    return app, made[0]


def _with(journey: Any, persona_id: str) -> Any:
    return replace(journey, persona_id=persona_id)


@screen("personas")
def personas_page(stage: Stage) -> QWidget:
    app, first = people(stage)
    app.go("personas", persona_id=first)
    settled(stage, app)
    editor = app.window.screen_in_view.editor  # type: ignore[union-attr]
    stage.until(lambda: editor.photo.has_image)
    return app.window


@screen("personas-foot", sizes=SIZES[:2])
def personas_foot(stage: Stage) -> QWidget:
    app, first = people(stage)
    app.go("personas", persona_id=first)
    settled(stage, app)
    bar = app.window.screen_in_view.editor.area.verticalScrollBar()  # type: ignore[union-attr]
    stage.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    return app.window


@screen("personas-empty", sizes=SIZES[:2])
def no_personas(stage: Stage) -> QWidget:
    app = started(stage)
    made: list[str] = []
    app.tasks.write(businesses.add, name="Corner Bakery", then=lambda change: made.append(change.id))
    stage.until(lambda: bool(made))
    settled(stage, app)
    found: list[Any] = []
    app.tasks.read(businesses.get, made[0], then=found.append)
    stage.until(lambda: bool(found))
    app.current.set(found[0])
    app.go("personas")
    settled(stage, app)
    return app.window


@screen("persona-add", sizes=(Size(640, 560), Size(640, 560, 2.0)))
def add(stage: Stage) -> QWidget:
    app = started(stage)
    return AddPersona(app.context, app.window, lambda _change: None)


@screen("walk-whole-persona", sizes=SIZES)
def beside_the_walk(stage: Stage) -> QWidget:
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    journey_id = add_journey(home, outside_road())
    persona_id = home.read(journeys.get, journey_id).persona_id
    ready = next(each.persona for each in ready_personas() if each.persona.name == "Priya")
    home.write(personas.update, replace(ready, id=persona_id))
    home.write(personas.set_picture, persona_id, portrait(stage.folder / "face.png"))
    made = WalkScreen(home.context)
    made.resize(stage.size.width, stage.size.height)
    made.open(walk_id=add_walk(home, journey_id))
    stage.until(lambda: made.session.scene)
    made.walking.panel.tabs.setCurrentIndex(1)
    photo = made.walking.panel.persona.photo
    assert photo is not None
    stage.until(lambda: photo.has_image)
    return made
