"""The frozen screen: drawing a region and picking a window with pointer and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from oracle.capture import screens
from oracle.capture.geometry import Rect, WindowPlace
from oracle.capture.grab import Grab
from oracle.capture.overlay import FrozenScreen, Overlay
from oracle.model.ratings import Source
from oracle.workspace import clock

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


def frozen() -> Grab:
    """A screen twice as dense as its place says, with a yellow block."""
    place = screens.under_pointer().geometry()
    image = QImage(place.width() * 2, place.height() * 2, QImage.Format.Format_RGB32)
    image.fill(QColor("#204060"))
    painter = QPainter(image)
    painter.fillRect(200, 100, 400, 300, QColor("#F2B705"))
    painter.end()
    return Grab(image, Source.SCREEN, clock.now(), "UTC", scale=2.0)


def opened(qtbot: QtBot, windows: tuple[WindowPlace, ...] = ()) -> tuple[Overlay, FrozenScreen, list[Grab | None]]:
    overlay = Overlay([(screens.under_pointer(), frozen())], windows)
    results: list[Grab | None] = []
    overlay.taken.connect(results.append)
    overlay.cancelled.connect(lambda: results.append(None))
    overlay.open()
    pane = overlay.panes[0]
    qtbot.waitExposed(pane)
    return overlay, pane, results


def drag(qtbot: QtBot, pane: FrozenScreen, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(pane, LEFT, pos=start)
    qtbot.mouseMove(pane, end)
    qtbot.mouseRelease(pane, LEFT, pos=end)


def test_a_drag_and_enter_take_the_device_pixels_below(qtbot: QtBot) -> None:
    _overlay, pane, results = opened(qtbot)
    drag(qtbot, pane, QPoint(299, 199), QPoint(100, 50))
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    (taken,) = results
    assert taken is not None
    assert (taken.source, taken.image.width(), taken.image.height()) == (Source.REGION, 399, 299)
    assert {QColor(taken.image.pixel(x, y)).name() for x, y in ((0, 0), (398, 298))} == {"#f2b705"}


def test_arrows_fine_tune_by_a_device_pixel(qtbot: QtBot) -> None:
    _overlay, pane, results = opened(qtbot)
    drag(qtbot, pane, QPoint(100, 50), QPoint(200, 100))
    before = pane.selection.chosen
    assert before is not None
    qtbot.keyClick(pane, Qt.Key.Key_Right)
    qtbot.keyClick(pane, Qt.Key.Key_Down, SHIFT)
    assert pane.selection.chosen == Rect(before.x + 1, before.y, before.width, before.height + 1)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert results == [None]


def test_a_region_can_be_chosen_without_a_mouse(qtbot: QtBot) -> None:
    _overlay, pane, results = opened(qtbot)
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert results == []  # nothing chosen yet
    qtbot.keyClick(pane, Qt.Key.Key_Left)
    qtbot.keyClick(pane, Qt.Key.Key_Enter)
    assert results[0] is not None
    assert results[0].image.width() == pane.grabbed.image.width() // 2


def test_escape_takes_nothing_and_leaves_no_window(qtbot: QtBot) -> None:
    _overlay, pane, results = opened(qtbot)
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert results == [None]
    assert not pane.isVisible()


def test_a_slip_of_the_mouse_chooses_nothing(qtbot: QtBot) -> None:
    _overlay, pane, results = opened(qtbot)
    drag(qtbot, pane, QPoint(100, 50), QPoint(101, 51))
    assert pane.selection.chosen is None
    qtbot.mouseClick(pane, Qt.MouseButton.RightButton)
    assert results == [None]


WINDOWS = (
    WindowPlace("Front", Rect(200, 100, 400, 300)),
    WindowPlace("Back", Rect(0, 0, 1000, 800)),
    WindowPlace("Sliver", Rect(0, 0, 10, 10)),
)


def test_the_window_below_the_pointer_lights_up_and_a_click_takes_it(qtbot: QtBot) -> None:
    _overlay, pane, results = opened(qtbot, WINDOWS)
    qtbot.mouseMove(pane, QPoint(9, 9))
    qtbot.mouseMove(pane, QPoint(10, 10))
    assert pane.selection.title == "Back"
    qtbot.mouseClick(pane, LEFT, pos=QPoint(150, 80))
    (taken,) = results
    assert taken is not None
    assert (taken.source, taken.title) == (Source.WINDOW, "Front")
    assert (taken.image.width(), taken.image.height()) == (400, 300)


def test_windows_are_picked_by_keys_too(qtbot: QtBot) -> None:
    _overlay, pane, results = opened(qtbot, WINDOWS)
    qtbot.keyClick(pane, Qt.Key.Key_Tab)
    assert pane.selection.title == "Front"
    qtbot.keyClick(pane, Qt.Key.Key_Down)
    assert pane.selection.title == "Back"
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    assert results[0] is not None
    assert results[0].title == "Back"


@pytest.mark.parametrize("windows", [(), WINDOWS])
def test_the_overlay_says_how_it_is_used(qtbot: QtBot, windows: tuple[WindowPlace, ...]) -> None:
    overlay, pane, _results = opened(qtbot, windows)
    assert "Esc" in pane.accessibleName()
    overlay.cancel()
