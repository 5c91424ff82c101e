"""The annotate screen on captures of a real workspace file, in a shown window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from oracle.capture.grab import encoded
from oracle.model.mark import Mark, MarkKind
from oracle.model.ratings import Source
from oracle.model.walk import Capture, Shot
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.screen import AnnotateScreen
from oracle.workspace import captures, clock, walks
from tests.ui.annotate.rooms import payment_page
from tests.ui.walk.rooms import House, add_journey, add_walk, house, settle, short_road, until

LEFT = Qt.MouseButton.LeftButton


@dataclass
class Table:
    """A screen, its captures, and hands on it. Places are pixels of the picture."""

    home: House
    screen: AnnotateScreen
    ids: list[str]
    walk_id: str
    step_id: str
    qtbot: QtBot

    @property
    def document(self) -> MarksDocument:
        """The document in view."""
        assert self.screen.canvas.document is not None
        return self.screen.canvas.document

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its marks."""
        return self.document.marks

    def open(self, at: int = 0, **named: object) -> None:
        """Opens a capture and waits until it is seen."""
        self.screen.open(self.ids[at], **named)  # type: ignore[arg-type]
        until(lambda: self.screen.canvas.document is not None and self.screen.canvas.levels is not None)
        settle()

    def stored(self, at: int = 0) -> Capture:
        """The capture as it is on disk, after all that was asked for."""
        found = self.home.read(captures.get, self.ids[at])
        assert isinstance(found, Capture)
        return found

    # ---- hands

    def place(self, x: float, y: float) -> QPoint:
        """Where a pixel stands in the window."""
        return self.screen.canvas.view.to_window(QPointF(x, y)).toPoint()

    def press_at(self, x: float, y: float, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A click."""
        self.qtbot.mouseClick(self.screen.canvas.viewport(), LEFT, modifiers, self.place(x, y))

    def drag(
        self, start: tuple[float, float], *ends: tuple[float, float],
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, drop: bool = True,
        button: Qt.MouseButton = LEFT,
    ) -> None:  # fmt: skip
        """Presses, moves over all ends, and lets go unless told otherwise."""
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent
        from PySide6.QtWidgets import QApplication

        viewport = self.screen.canvas.viewport()
        self.qtbot.mousePress(viewport, button, modifiers, self.place(*start))
        for end in ends:
            place = QPointF(self.place(*end))
            around = QPointF(viewport.mapToGlobal(place.toPoint()))
            none = Qt.MouseButton.NoButton
            QApplication.sendEvent(viewport, QMouseEvent(QEvent.Type.MouseMove, place, around, none, button, modifiers))
        if drop:
            self.qtbot.mouseRelease(viewport, button, modifiers, self.place(*ends[-1]))
        settle()

    def key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on the capture."""
        if not self.screen.isActiveWindow():  # a sheet was open
            self.screen.activateWindow()
            until(self.screen.isActiveWindow)
        self.qtbot.keyClick(self.screen.canvas, key, modifiers)  # type: ignore[call-overload]
        settle()

    def kinds(self) -> list[MarkKind]:
        """The kinds of the marks."""
        return [mark.kind for mark in self.marks]


Laying = Callable[..., Table]


@pytest.fixture
def laid(qtbot: QtBot, tmp_path: Path) -> Iterator[Laying]:
    """Makes a table with so many captures of a step, or of the given pictures, and opens the first."""
    tables: list[Table] = []

    def lay(*images: QImage, count: int = 1, step: int = 0, scales: tuple[float, ...] = ()) -> Table:
        home = house(tmp_path)
        walk_id = add_walk(home, add_journey(home, short_road()))
        step_id = home.read(walks.opened, walk_id).version.steps[step].id
        pictures = images or tuple(payment_page() for _each in range(count))
        sharp = scales or (1.0,) * len(pictures)
        shots = [shot_of(each, scale) for each, scale in zip(pictures, sharp, strict=True)]
        ids = [home.write(captures.add, walk_id, step_id, shot) for shot in shots]
        screen = AnnotateScreen(home.context)
        screen.resize(1280, 800)
        screen.show()
        qtbot.waitExposed(screen)
        made = Table(home, screen, ids, walk_id, step_id, qtbot)
        tables.append(made)
        screen.activateWindow()
        made.open()
        screen.canvas.setFocus()
        return made

    yield lay
    for table in tables:
        table.screen.close_screen()
        table.screen.close()
        table.screen.deleteLater()
        settle()
        table.home.close()


def shot_of(image: QImage, scale: float = 1.0) -> Shot:
    """A picture as it is stored, of a screen with so many pixels a point."""
    data = encoded(image)
    return Shot(data=data, source=Source.PAGE, taken_at=clock.now(), title="Delivery and payment", scale=scale)
