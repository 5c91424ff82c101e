"""Two captures compared: by mouse, by key, for screen readers, whatever their sizes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle.ui.widgets.compare_canvas import Way
from oracle.ui.widgets.compare_pictures import ComparePictures
from oracle.workspace import captures
from tests.ui.walk.rooms import House, add_journey, add_walk, house, short_road, shot, until

WIDTH, HEIGHT = 600, 400
RED, BLUE = QColor("#B3261E"), QColor("#1F5FA8")


@pytest.fixture
def ours(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    made = house(tmp_path)
    yield made
    for window in QApplication.topLevelWidgets():
        window.hide()
    made.close()


def plain(colour: QColor, width: int = 600, height: int = 400) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def compared(qtbot: QtBot, ours: House, then: QImage | None, now: QImage | None) -> ComparePictures:
    made = ComparePictures(ours.context.tasks)
    qtbot.addWidget(made)
    qtbot.addWidget(made.ways)
    made.show_pictures(then, now, ("October", "November"), QImage)
    made.resize(WIDTH, HEIGHT)
    made.show()
    qtbot.waitExposed(made)
    return made


def colour_at(made: ComparePictures, x: int, y: int) -> QColor:
    return made.grab(QRect(x, y, 1, 1)).toImage().pixelColor(0, 0)


def test_the_divider_parts_then_from_now_and_follows_the_mouse(qtbot: QtBot, ours: House) -> None:
    made = compared(qtbot, ours, plain(RED), plain(BLUE))
    divider = made.canvas.divider
    QTest.mousePress(divider, Qt.MouseButton.LeftButton, pos=divider.rect().center())
    QTest.mouseMove(divider, divider.mapFromParent(QPoint(240, 200)))
    QTest.mouseRelease(divider, Qt.MouseButton.LeftButton)
    assert divider.value() == 40
    assert colour_at(made, 220, 300) == RED
    assert colour_at(made, 260, 300) == BLUE


def test_arrow_keys_move_it_by_two_per_cent_and_home_and_end_to_the_edges(qtbot: QtBot, ours: House) -> None:
    made = compared(qtbot, ours, plain(RED), plain(BLUE))
    made.setFocus()
    divider = made.canvas.divider
    qtbot.waitUntil(divider.hasFocus)
    divider.setValue(50)
    QTest.keyClick(divider, Qt.Key.Key_Left)
    assert divider.value() == 48
    QTest.keyClick(divider, Qt.Key.Key_Right)
    QTest.keyClick(divider, Qt.Key.Key_Right)
    assert divider.value() == 52
    QTest.keyClick(divider, Qt.Key.Key_Home)
    assert divider.value() == 0
    assert colour_at(made, 40, 300) == BLUE
    QTest.keyClick(divider, Qt.Key.Key_End)
    assert divider.value() == 100
    assert colour_at(made, 560, 300) == RED


def test_a_screen_reader_hears_what_is_compared_and_how_far(qtbot: QtBot, ours: House) -> None:
    made = compared(qtbot, ours, plain(RED), plain(BLUE))
    divider = made.canvas.divider
    divider.setValue(34)
    heard = QAccessible.queryAccessibleInterface(divider)
    assert heard is not None
    assert heard.role() == QAccessible.Role.Slider
    assert heard.text(QAccessible.Text.Name) == "Divider: October on the left, November on the right"
    assert heard.valueInterface().currentValue() == 34
    assert heard.valueInterface().minimumStepSize() == 2


def test_pictures_of_other_sizes_have_the_same_width_and_corner(qtbot: QtBot, ours: House) -> None:
    made = compared(qtbot, ours, plain(RED, 1200, 600), plain(BLUE, 300, 900))
    canvas = made.canvas
    then, now = (canvas.picture_rect(each, canvas.rect()) for each in (canvas.then, canvas.now))
    assert then.topLeft() == now.topLeft()
    assert then.width() == now.width() == WIDTH
    assert (then.height(), now.height()) == (300, 1800)
    canvas.divider.setValue(50)
    assert colour_at(made, 100, 350) not in (RED, BLUE), "below the shorter one nothing stands"
    assert colour_at(made, 500, 350) == BLUE


def test_zoom_keeps_the_point_and_both_move_together(qtbot: QtBot, ours: House) -> None:
    made = compared(qtbot, ours, plain(RED), plain(BLUE))
    canvas = made.canvas
    point = QPointF(150, 100)
    before = canvas.picture_rect(canvas.then, canvas.rect())
    part = (point - before.topLeft()) / before.width()
    canvas.zoom_by(2.0, point)
    after = canvas.picture_rect(canvas.then, canvas.rect())
    assert (after.topLeft() + part * after.width() - point).manhattanLength() < 0.01
    assert canvas.picture_rect(canvas.now, canvas.rect()) == after
    QTest.keyClick(canvas.divider, Qt.Key.Key_Down)
    assert canvas.picture_rect(canvas.now, canvas.rect()).top() == after.top() - 40
    QTest.keyClicks(canvas.divider, "0")
    assert canvas.zoom == 1.0


def test_side_by_side_shows_each_in_its_half(qtbot: QtBot, ours: House) -> None:
    made = compared(qtbot, ours, plain(RED), plain(BLUE))
    made.set_way(Way.SIDE)
    assert not made.canvas.divider.isVisible()
    assert colour_at(made, 150, 60) == RED
    assert colour_at(made, 450, 60) == BLUE


def test_one_missing_leaves_the_other_alone(qtbot: QtBot, ours: House) -> None:
    made = compared(qtbot, ours, None, plain(BLUE))
    assert not made.canvas.divider.isVisible()
    assert not made.ways.isEnabled()
    assert colour_at(made, 20, 300) == BLUE
    assert made.canvas.accessibleName() == "November alone: no capture then"
    for way in Way:
        made.set_way(way)
        assert colour_at(made, 20, 300) == BLUE


def test_what_differs_is_computed_beside_the_window_and_only_when_asked_for(qtbot: QtBot, ours: House) -> None:
    threads: list[threading.Thread] = []

    def differs() -> QImage:
        threads.append(threading.current_thread())
        return plain(QColor("#2F7D57"))

    made = compared(qtbot, ours, plain(RED), plain(BLUE))
    made.show_pictures(plain(RED), plain(BLUE), ("October", "November"), differs)
    assert not threads
    made.set_way(Way.DIFFERENCE)
    assert made.canvas.said
    qtbot.waitUntil(lambda: not made.canvas.said)
    assert colour_at(made, 300, 300) == QColor("#2F7D57")
    made.set_way(Way.SLIDER)
    made.set_way(Way.DIFFERENCE)
    assert threads != [threading.main_thread()]
    assert len(threads) == 1


def test_captures_are_read_as_reports_show_them(qtbot: QtBot, ours: House) -> None:
    walk_id = add_walk(ours, add_journey(ours, short_road()))
    step = ours.opened(walk_id).version.steps[0]
    then_id = ours.write(captures.add, walk_id, step.id, shot())
    made = ComparePictures(ours.context.tasks)
    qtbot.addWidget(made)
    qtbot.addWidget(made.ways)
    with qtbot.waitSignal(made.shown):
        made.show_captures(then_id, None, ("October", "November"))
    assert made.canvas.then.image.width() == 640
    made.show_captures("gone", None, ("October", "November"))
    until(lambda: made.canvas.said and made.canvas.said != "Reading…")
