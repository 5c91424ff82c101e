"""What followed a bump is asked while walking, where the step was rough."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import press
from tests.ui.walk.rooms import House, until


def test_a_rough_step_asks_what_followed_and_a_smooth_one_does_not(ours: House, walking: Walking) -> None:
    screen = walking()
    part = screen.walking.panel.recovery
    assert part.isHidden()
    press("3")
    until(part.isVisible)
    screen.walking.panel.area.ensureWidgetVisible(part)
    QTest.mouseClick(part.ticks["apology"], Qt.MouseButton.LeftButton)
    part.ticks["truth"].setFocus()
    QTest.keyClicks(part.ticks["truth"], "n")
    visit = ours.opened(screen.session.now.walk_id).visits[0]
    assert (visit.apology, visit.person, visit.truth) == (True, None, False)
    screen.session.rate(1)
    assert part.isHidden()
