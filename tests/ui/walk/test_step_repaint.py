"""What moves is painted again: a strip that grows leaves nothing of before behind."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from oracle.ui import bus
from oracle.ui.widgets import Saved
from tests.ui.walk.conftest import Walking
from tests.ui.walk.rooms import grab, picture, settle, until


def test_the_step_is_whole_after_each_capture(walking: Walking) -> None:
    screen = walking()
    panel = screen.walking.panel
    for shade in range(4):
        screen.session.store_grab(grab(picture(f"#{shade}{shade}4080")), screen.session.visit)
        until(lambda: not screen.session.pending)
        settle()
        window = panel.window()
        place = QRect(panel.mapTo(window, QPoint()), panel.size())
        seen = window.screen().grabWindow(window.winId()).toImage().copy(place)
        painted = panel.window().grab(place).toImage()
        assert seen.convertToFormat(QImage.Format.Format_RGB32) == painted.convertToFormat(QImage.Format.Format_RGB32)


class Told(QObject):
    """Counts how often an object is told of one kind of event."""

    def __init__(self, watched: QObject, kind: QEvent.Type) -> None:
        super().__init__(watched)
        self.count, self._kind = 0, kind
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.count += event.type() == self._kind
        return False


def test_a_picture_being_stored_paints_nothing_above_it_anew(walking: Walking) -> None:
    screen = walking()
    panel = screen.walking.panel
    settle()
    bar = panel.area.verticalScrollBar()
    assert not bar.isVisible()
    ratings, title = Told(panel.friction, QEvent.Type.Paint), Told(panel.title, QEvent.Type.Paint)
    for shade in range(24):
        screen.session.store_grab(grab(picture(f"#{shade:02}4080")), screen.session.visit)
        QApplication.processEvents()
    assert bar.isVisible()
    assert (ratings.count, title.count) == (0, 0)
    until(lambda: not screen.session.pending)


def test_saving_moves_nothing_beside_it(walking: Walking) -> None:
    screen = walking()
    saved = screen.walking.bar.findChild(Saved)
    assert saved is not None
    screen.context.bus.saved.disconnect(saved.show_state)  # what the walk writes comes when it comes
    saved.show_state(bus.SAVED, "")
    settle()
    place, laid_out = saved.geometry(), Told(screen.walking.bar, QEvent.Type.LayoutRequest)
    for state in (bus.SAVING, bus.SAVED, bus.SAVING):
        saved.show_state(state, "")
        settle()
        assert saved.geometry() == place
    assert laid_out.count == 0
    saved.show_state(bus.NOT_STORED, "The disk is full.")
    settle()
    assert saved.width() > place.width()
    saved.show_state(bus.SAVED, "")
    settle()
    assert saved.geometry() == place
