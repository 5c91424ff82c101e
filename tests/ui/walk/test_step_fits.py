"""The step is never seen squeezed, in no frame: what it says grows and shrinks while it is in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from oracle.model.ratings import Cause, LeaveReason, Outcome
from oracle.ui.walk.companion import Companion
from oracle.ui.walk.screen import WalkScreen
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.step_panel import StepPanel
from tests import looks
from tests.ui.walk.conftest import Walking
from tests.ui.walk.rooms import grab, outside_road, settle, until


class Frames(QObject):
    """Looks at the panel's page each time that it is about to be painted."""

    def __init__(self, panel: StepPanel) -> None:
        super().__init__()
        page = panel.area.widget()
        assert page is not None
        self.page: QWidget = page
        self.seen = 0
        self.problems: list[str] = []
        self.page.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint:
            self.seen += 1
            self.problems += looks.misplaced(self.page)
        return False


@pytest.fixture
def frames() -> Iterator[Callable[[StepPanel], Frames]]:
    """Watches panels; at the end none of them was painted with anything cut."""
    watched: list[Frames] = []

    def watch(panel: StepPanel) -> Frames:
        watched.append(Frames(panel))
        return watched[-1]

    yield watch
    for each in watched:
        assert each.seen
        assert each.problems == []


def say_everything(session: WalkSession, look: Callable[[], object]) -> None:
    """Says of the current step what makes its page longer and shorter, looking after each."""
    things: tuple[Callable[[], object], ...] = (
        lambda: session.leave(LeaveReason.TRAP, None, end_walk=False),
        session.stay_after_all,
        lambda: session.rate(2),
        lambda: session.store_grab(grab(), session.visit),
        lambda: session.mark_pothole("Nothing says if it is safe", bright=False, saw="", cause=Cause.INFORMATION),
        lambda: session.mark_pothole("A person answers at once", bright=True, saw="", cause=None),
        lambda: session.leave(LeaveReason.NOT_FOR_ME, True, end_walk=False),
    )
    for said in things:
        said()
        look()
    until(lambda: not session.pending and len(session.now.potholes) >= 3)
    look()


def type_much(panel: StepPanel) -> None:
    """Types a note of many lines, and opens what is closed."""
    panel.note.setPlainText("One line\nand another\nand a third one")
    settle()
    panel.extras.opener.click()
    settle()


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_a_step_beside_the_page_is_whole_in_each_frame(
    walking: Walking, frames: Callable[[StepPanel], Frames], size: tuple[int, int]
) -> None:
    screen = walking(outside_road(), step=1)
    screen.resize(*size)
    settle()
    frames(screen.walking.panel)
    say_everything(screen.session, settle)
    type_much(screen.walking.panel)
    for _step in range(3):
        screen.session.next()
        settle()


def test_the_companion_is_whole_in_each_frame(walking: Walking, frames: Callable[[StepPanel], Frames]) -> None:
    screen: WalkScreen = walking(outside_road(), step=1)
    companion = Companion(screen.context, screen.session, screen.capturing)
    companion.show()
    companion.resize(360, 620)
    settle()
    frames(companion.panel)
    say_everything(screen.session, settle)
    type_much(companion.panel)
    screen.session.skip(Outcome.SKIPPED)
    settle()
    companion.close()
    companion.deleteLater()
    settle()


def test_what_was_captured_while_the_companion_hid_stands_in_its_row(walking: Walking) -> None:
    screen = walking(outside_road(), step=1)
    companion = Companion(screen.context, screen.session, screen.capturing)
    companion.show()
    settle()
    companion.hide()
    screen.session.store_grab(grab(), screen.session.visit)
    companion.show()
    until(lambda: not screen.session.pending)
    settle()
    assert looks.misplaced(companion.panel.captures) == []
    companion.close()
    companion.deleteLater()
    settle()
