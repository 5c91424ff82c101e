"""Businesses as pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from oracle.ui.application import Application
from oracle.ui.businesses.adding import AddBusiness
from oracle.ui.businesses.switcher import FindBusiness
from oracle.workspace import businesses
from tests.pictures import SIZES, Size, Stage, screen
from tests.ui.pictures import settled, started


def logo(path: Path) -> bytes:
    """A leaf on green."""
    image = QImage(256, 256, QImage.Format.Format_ARGB32)
    image.fill(QColor("#2e6b4a"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    leaf = QPainterPath()
    leaf.moveTo(60, 196)
    leaf.cubicTo(40, 90, 120, 60, 200, 60)
    leaf.cubicTo(206, 150, 160, 220, 60, 196)
    painter.fillPath(leaf, QColor("#ffffff"))
    painter.fillRect(QRectF(0, 0, 1, 1), QColor("#ffffff"))
    painter.end()
    image.save(str(path))
    return path.read_bytes()


def shop(stage: Stage, *, colour: str = "#ffd400", with_logo: bool = True, rivals: int = 1) -> Application:
    """The application with a whole business and its competitors."""
    app = started(stage)
    done: list[bool] = []

    def fill(workspace: Any) -> Any:
        own = businesses.list_all(workspace)[0]
        people = ("Mia, marketing", "Tom, website", "Jonas, packing and post", "Nadia, chat")
        change = businesses.update(workspace, replace(own, colour=colour, currency="GBP", people=people))
        if with_logo:
            businesses.set_logo(workspace, own.id, logo(stage.folder / "logo.png"))
        for at in range(rivals):
            made = businesses.add(workspace, name=f"Fern & Sons {at + 1}" if at else "Fern & Sons").id
            businesses.update(
                workspace, replace(businesses.get(workspace, made), competitor_of=own.id, colour="#7a3fb0")
            )
        done.append(True)
        return change

    app.tasks.write(fill)
    stage.until(lambda: bool(done))
    settled(stage, app)
    return app


@screen("business")
def business_page(stage: Stage) -> QWidget:
    app = shop(stage)
    app.go("business")
    settled(stage, app)
    stage.until(lambda: app.window.screen_in_view.logo.has_image)  # type: ignore[union-attr]
    return app.window


@screen("business-foot", sizes=SIZES[:2])
def business_foot(stage: Stage) -> QWidget:
    app = shop(stage, colour="#2e6b4a", with_logo=False)
    app.go("business")
    settled(stage, app)
    screen = app.window.screen_in_view
    screen.people._offer = ("Tom", "Thomas")  # type: ignore[union-attr]
    screen.people.said.setText("“Tom, website” handles 4 steps. Write “Thomas, website” there too?")  # type: ignore[union-attr]
    screen.people.strip.show()  # type: ignore[union-attr]
    bar = screen.page.area.verticalScrollBar()  # type: ignore[union-attr]
    stage.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    return app.window


@screen("business-add", sizes=(Size(440, 310), Size(440, 310, 2.0)))
def add(stage: Stage) -> QWidget:
    app = started(stage)
    return AddBusiness(app.context, app.window)


@screen("business-find", sizes=(Size(440, 500),))
def find(stage: Stage) -> QWidget:
    app = shop(stage, rivals=14)
    found: list[Any] = []
    app.tasks.read(businesses.list_all, then=found.append)
    stage.until(lambda: bool(found))
    return FindBusiness(app.window, found[0], lambda _business: None)


@screen("business-menu", sizes=(Size(420, 260),))
def menu(stage: Stage) -> QWidget:
    return shop(stage).window.rail.businesses
