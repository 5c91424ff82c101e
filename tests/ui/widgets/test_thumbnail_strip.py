"""A row of a thousand captures: few widgets, few pictures, all of them reached by mouse and key."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from oracle.ui import theme
from oracle.ui.settings import Settings
from oracle.ui.widgets import ThumbnailStrip
from oracle.ui.widgets.thumbnail_strip import KEPT


def filled(colour: str) -> QImage:
    image = QImage(112, 72, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def strip(qtbot: QtBot, count: int) -> tuple[ThumbnailStrip, list[str]]:
    """A strip whose pictures come as soon as they are wanted, and which ones were wanted."""
    application = theme.QApplication.instance()
    assert isinstance(application, theme.QApplication)
    theme.install(application, Settings())
    made, wanted, picture = ThumbnailStrip(112, 72), [], filled("#2E6B4A")
    qtbot.addWidget(made)

    def answer(key: str) -> None:
        wanted.append(key)
        made.set_picture(key, picture)

    made.wanted.connect(answer)
    made.resize(600, 78)
    made.set_items(tuple((f"c{at}", f"Capture {at}") for at in range(count)))
    made.show()
    qtbot.waitExposed(made)
    return made, wanted


def test_only_what_is_in_sight_is_made_and_asked_for(qtbot: QtBot) -> None:
    made, wanted = strip(qtbot, 1000)
    assert wanted[0] == "c0"
    assert len(wanted) <= 12
    bar = made.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert "c999" in wanted
    assert len(wanted) <= 24
    assert len(made._thumbnails) + len(made._spare) <= 24
    assert made._thumbnails["c999"].accessibleName() == "Capture 999"


def test_the_scroll_bar_covers_no_thumbnail(qtbot: QtBot) -> None:
    made, _wanted = strip(qtbot, 40)
    assert made.horizontalScrollBar().isVisible()
    assert made.viewport().height() >= made._inner.height()
    few, _wanted = strip(qtbot, 2)
    assert few.height() < made.height()


def test_pictures_kept_do_not_grow_and_come_again_when_they_are_seen_again(qtbot: QtBot) -> None:
    made, wanted = strip(qtbot, 1000)
    bar = made.horizontalScrollBar()
    for value in range(0, bar.maximum(), 300):
        bar.setValue(value)
        assert made.kept <= KEPT
    assert len(set(wanted)) > 900
    wanted.clear()
    bar.setValue(0)
    assert "c0" in wanted
    assert all(not each._image.isNull() for each in made._thumbnails.values())


def test_keys_go_along_all_of_them(qtbot: QtBot) -> None:
    made, _wanted = strip(qtbot, 300)
    made.activateWindow()
    made._thumbnails["c0"].setFocus()
    qtbot.waitUntil(made._thumbnails["c0"].hasFocus)
    opened: list[str] = []
    made.opened.connect(opened.append)
    for _step in range(8):
        QTest.keyClick(made.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_End)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Left)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Home)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Return)
    assert opened == ["c8", "c299", "c298", "c0"]
    focused = made.focusWidget()
    assert made.viewport().rect().contains(focused.mapTo(made.viewport(), focused.rect().center()))


def test_the_one_with_the_focus_stays_when_it_is_scrolled_away(qtbot: QtBot) -> None:
    made, _wanted = strip(qtbot, 300)
    made.activateWindow()
    made._thumbnails["c1"].setFocus()
    qtbot.waitUntil(made._thumbnails["c1"].hasFocus)
    made.horizontalScrollBar().setValue(9000)
    assert made.focusWidget() is made._thumbnails["c1"]
    removed: list[str] = []
    made.remove_asked.connect(removed.append)
    QTest.keyClick(made.focusWidget(), Qt.Key.Key_Delete)
    assert removed == ["c1"]


def test_a_widget_used_again_shows_the_other_capture(qtbot: QtBot) -> None:
    made, wanted = strip(qtbot, 300)
    made.set_left_out("c0", left_out=True)
    made.horizontalScrollBar().setValue(9000)
    assert not any(each._marked for each in made._thumbnails.values())
    made.horizontalScrollBar().setValue(0)
    assert made._thumbnails["c0"]._marked
    opened: list[str] = []
    made.opened.connect(opened.append)
    QTest.mouseClick(made._thumbnails["c2"], Qt.MouseButton.LeftButton)
    assert opened == ["c2"]
    wanted.clear()
    made.refresh("c2")
    made.refresh("c290")
    assert wanted == ["c2"]


def test_what_goes_takes_its_picture_along(qtbot: QtBot) -> None:
    made, _wanted = strip(qtbot, 20)
    kept = made.kept
    made.set_items(tuple((f"c{at}", "") for at in range(1, 20)))
    assert made.kept <= kept
    assert "c0" not in made._thumbnails
    assert made._thumbnails["c1"].pos() == QPoint(2, 2)
    made.set_picture("c0", filled("#B3261E"))
    made.set_items(())
    assert made.kept == 0
