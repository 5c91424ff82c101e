"""The companion beside other programs: what is dropped on it, and what stays when it is gone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import press
from tests.ui.walk.rooms import encoded, picture, settle, until
from tests.ui.walk.test_outside import outside


def drop(on: QWidget, file: Path) -> None:
    """A file dragged onto the middle of a widget and let go there, as Qt hands it on."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    middle = on.rect().center()
    taker: QWidget | None = on
    while taker is not None:
        entering = QDragEnterEvent(QPoint(middle), copy, content, left, none)
        entering.ignore()
        if taker.acceptDrops() and QApplication.sendEvent(taker, entering) and entering.isAccepted():
            QApplication.sendEvent(taker, QDropEvent(QPointF(middle), copy, content, left, none))
            return
        taker = None if taker.isWindow() else taker.parentWidget()
    raise AssertionError("nobody takes the file")


def test_a_file_dropped_anywhere_on_the_companion_is_a_capture(walking: Walking, qtbot: QtBot, tmp_path: Path) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    file = tmp_path / "photo.png"
    file.write_bytes(encoded(picture()))
    places = (companion.panel.title, companion.panel.note.viewport(), companion.head)
    for count, place in enumerate(places, 1):
        drop(place, file)
        until(lambda count=count: len(screen.session.now.open.captures) == count and not screen.session.pending)
    assert companion.panel.note.text == ""
    assert not companion.panel.captures.visibleRegion().isEmpty()  # what was dropped is in sight
    companion.set_collapsed(True)
    drop(companion.bar, file)
    until(lambda: len(screen.session.now.open.captures) == 4)


def test_the_walk_goes_on_inside_after_the_companion_is_gone(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    with qtbot.waitSignal(companion.destroyed):
        companion.head.home.click()
    settle()
    screen.session.next()
    assert screen.session.step.number == 2


def test_a_note_is_written_on_at_its_end(walking: Walking) -> None:
    screen = walking()
    press("n")
    for key in "one":
        press(key)
    press("", Qt.Key.Key_Escape)
    screen.session.next()
    screen.session.back()
    press("n")
    press("x")
    assert screen.walking.panel.note.text == "onex"
