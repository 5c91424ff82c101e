"""What moves is painted again: a strip that grows leaves nothing of before behind."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage

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
