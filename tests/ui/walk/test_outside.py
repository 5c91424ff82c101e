"""Walking outside: the companion, its bar, and captures of the screen that it hides for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QDesktopServices, QImage, QPixmap, QScreen
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from oracle.capture import hiding, places, ways
from oracle.capture.geometry import Rect, WindowPlace
from oracle.capture.overlay import FrozenScreen
from oracle.model.ratings import Outcome, Source
from oracle.ui.walk.companion import BAR, HEIGHT, WIDTH, Companion
from oracle.ui.walk.countdown import Countdown
from oracle.ui.walk.screen import WalkScreen
from oracle.workspace import clock, visits
from tests.ui.walk.conftest import Walking
from tests.ui.walk.hands import press
from tests.ui.walk.rooms import House, grab, picture, settle, until


def outside(screen: WalkScreen, qtbot: QtBot) -> Companion:
    """The walk's companion, open."""
    screen.walk_outside()
    assert screen.companion is not None
    qtbot.waitExposed(screen.companion)
    screen.companion.panel.setFocus()
    settle()
    return screen.companion


@pytest.fixture(autouse=True)
def a_screen_that_shows_something(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offscreen platform shows black, which is refused like a locked screen. Hidden windows are gone at once."""
    monkeypatch.setattr(
        QScreen, "grabWindow", lambda _screen, _window, *_part: QPixmap.fromImage(picture(width=800, height=800))
    )
    monkeypatch.setattr(hiding, "still_there", lambda _looks: False)


def frozen() -> FrozenScreen:
    """The frozen screen that is shown."""
    until(lambda: any(isinstance(each, FrozenScreen) and each.isVisible() for each in QApplication.topLevelWidgets()))
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, FrozenScreen) and each.isVisible())


def test_the_companion_is_the_step_above_all_windows(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    assert (companion.width(), companion.height()) == (WIDTH, HEIGHT)
    assert companion.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert screen.window().isMinimized()
    press("3")
    assert screen.session.visit.friction == 3
    assert companion.panel.title.text() == screen.session.step.title
    companion.head.home.click()
    assert screen.companion is None
    assert not screen.window().isMinimized()


def test_the_bar_rates_and_goes_on(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    companion.head.collapse.click()
    assert (companion.width(), companion.height()) == (WIDTH, BAR)
    bar = companion.bar
    assert (bar.capture.property("look"), bar.next.property("look")) == ("dark", "plain")
    bar.ratings._buttons[1].click()
    assert (bar.capture.property("look"), bar.next.property("look")) == ("plain", "dark")
    press("2")
    assert screen.session.visit.friction == 2
    bar.next.click()
    assert (screen.session.step.number, bar.number.text()) == (2, "Step 2 of 4")
    bar.expand.click()
    assert companion.height() == HEIGHT


def test_the_bar_says_that_a_rating_is_taken_as_come(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking(step=2)
    walk_id, step_id = screen.session.now.walk_id, screen.session.step.id
    ours.write(visits.start_wait, walk_id, step_id, promised_at=clock.now())
    companion = outside(screen, qtbot)
    companion.set_collapsed(True)
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    companion.bar.ratings.choose(0)
    assert companion.bar.undo.isVisible()
    assert companion.bar.said.text() == "Taken as: it came."
    companion.bar.undo.click()
    until(lambda: screen.session.visit.outcome is Outcome.WAITING)
    assert not companion.bar.undo.isVisible()


def test_five_seconds_to_undo_a_capture_in_the_titles_place(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    companion.set_collapsed(True)
    screen.session.store_grab(grab(), screen.session.visit)
    until(lambda: companion.bar.titles.currentIndex() == 1)
    companion.bar.undo.click()
    assert companion.bar.titles.currentIndex() == 0
    assert ours.opened(screen.session.now.walk_id).captures == ()


def test_the_companion_hides_for_a_capture_and_comes_back(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    seen: list[bool] = []
    monkey = QScreen.grabWindow
    QScreen.grabWindow = lambda *arguments: (seen.append(companion.isVisible()), monkey(*arguments))[1]  # type: ignore[method-assign, assignment]
    try:
        press("c")
        assert not companion.isVisible()
        until(companion.isVisible)
    finally:
        QScreen.grabWindow = monkey  # type: ignore[method-assign]
    assert seen[-1] is False
    until(lambda: screen.session.now.open.captures)
    (capture,) = screen.session.now.open.captures
    assert (capture.source, capture.width, capture.height) == (Source.SCREEN, 800, 800)


def test_a_capture_belongs_to_the_step_at_which_it_was_asked_for(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    first = screen.session.step.id
    press("c")
    screen.session.next()  # while the companion is still on its way out of the picture
    assert screen.session.step.id != first
    until(companion.isVisible)
    until(lambda: screen.session.now.open.captures)
    assert [capture.step_id for capture in screen.session.now.open.captures] == [first]


def test_the_companion_comes_back_when_the_capture_fails(
    ours: House, walking: Walking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    monkeypatch.setattr(QScreen, "grabWindow", lambda _screen, _window, *_part: QPixmap())
    press("c")
    until(companion.isVisible)
    until(lambda: ours.said)
    assert ours.said[0][0] == "warning"
    assert "gave no picture" in ours.said[0][1]
    assert not screen.session.pending


def test_a_locked_screen_is_not_stored(
    ours: House, walking: Walking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = walking()
    black = QImage(800, 600, QImage.Format.Format_RGB32)
    black.fill(0)
    monkeypatch.setattr(QScreen, "grabWindow", lambda _screen, _window, *_part: QPixmap.fromImage(black))
    press("c")
    until(lambda: ours.said)
    assert "one flat colour" in ours.said[0][1]
    assert ours.opened(screen.session.now.walk_id).captures == ()


def test_a_region_is_drawn_on_the_frozen_screen_while_the_companion_stays_away(
    ours: House, walking: Walking, qtbot: QtBot
) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    press("C", Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    pane = frozen()
    assert not companion.isVisible()
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    qtbot.mouseMove(pane, QPoint(100, 60))
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=QPoint(109, 69))
    qtbot.keyClick(pane, Qt.Key.Key_Return)
    until(lambda: screen.session.now.open.captures)
    assert companion.isVisible()
    (capture,) = screen.session.now.open.captures
    assert (capture.source, capture.width, capture.height) == (Source.REGION, 100, 60)


def draw(qtbot: QtBot, start: QPoint, end: QPoint) -> None:
    """Draws a region on the frozen screen and takes it."""
    pane = frozen()
    qtbot.mousePress(pane, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=end)
    qtbot.keyClick(pane, Qt.Key.Key_Return)


def ways_offered(screen: WalkScreen, qtbot: QtBot) -> dict[str, QAction]:
    """The entries of the companion's menu, as it opens now."""
    companion = screen.companion or outside(screen, qtbot)
    menu = companion.panel.captures.other_ways.menu()
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions() if action.text()}


def test_the_last_region_is_taken_again_without_drawing_it(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    assert "The last region again" not in ways_offered(screen, qtbot)
    screen.capturing.take_region()
    draw(qtbot, QPoint(10, 10), QPoint(59, 39))
    until(lambda: screen.session.now.open.captures)
    until(lambda: screen.companion and screen.companion.isVisible())
    ways_offered(screen, qtbot)["The last region again"].trigger()
    until(lambda: len(screen.session.now.open.captures) == 2)
    one, two = screen.session.now.open.captures
    assert (one.source, one.width, one.height) == (two.source, two.width, two.height) == (Source.REGION, 50, 30)
    assert one.image == two.image


def test_a_last_region_whose_screen_is_gone_is_said(ours: House, walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    screen.capturing.last_region = ("no such screen", Rect(0, 0, 10, 10))
    screen.capturing.take_last_region()
    until(lambda: ours.said)
    assert "not there any more" in ours.said[0][1]
    assert companion.isVisible()
    assert not screen.session.pending


def test_the_screen_is_taken_after_a_countdown_that_can_be_seen(
    walking: Walking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oracle.ui.walk.countdown.TICK_MS", 100)
    screen = walking()
    chosen = ways_offered(screen, qtbot)["Wait before it"].menu()
    assert isinstance(chosen, QMenu)
    texts = [action.text() for action in chosen.actions()]
    assert texts == ["No", "3 seconds", "5 seconds", "10 seconds"]
    chosen.actions()[1].trigger()
    seen: list[str] = []
    press("c")
    (countdown,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Countdown) and each.isVisible())
    companion = screen.companion
    assert companion is not None
    assert not companion.isVisible()
    countdown.windowTitleChanged.connect(seen.append)
    until(lambda: screen.session.now.open.captures)
    assert seen == ["2", "1"][-len(seen) :]  # the first may have come before anybody listened
    assert companion.isVisible()


@pytest.mark.parametrize("by_its_button", [True, False])
def test_a_countdown_can_be_stopped(walking: Walking, qtbot: QtBot, by_its_button: bool) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    screen.capturing.delay = 10
    screen.capturing.take_screen()
    (countdown,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Countdown) and each.isVisible())
    if by_its_button:
        qtbot.mouseClick(countdown.stop, Qt.MouseButton.LeftButton)
    else:
        countdown.close()  # as the desktop does
    until(companion.isVisible)
    assert not screen.session.pending


def test_a_cancelled_region_changes_nothing(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    screen.capturing.take_region()
    qtbot.keyClick(frozen(), Qt.Key.Key_Escape)
    until(companion.isVisible)
    assert not screen.session.pending


def test_a_window_is_picked_where_the_system_tells_of_them(
    walking: Walking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = walking()
    monkeypatch.setattr(places, "windows", lambda _environment: (WindowPlace("Shop", Rect(20, 30, 200, 100)),))
    screen.capturing.take_window()
    assert not screen.window().isVisible()  # it lies over the other program's window
    qtbot.mouseClick(frozen(), Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    until(lambda: screen.session.now.open.captures)
    assert screen.window().isVisible()
    (capture,) = screen.session.now.open.captures
    assert (capture.source, capture.title, capture.width, capture.height) == (Source.WINDOW, "Shop", 200, 100)


def test_where_the_system_does_not_tell_the_screen_is_taken_and_it_is_said(
    ours: House, walking: Walking, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oracle.ui.walk.countdown.TICK_MS", 10)
    screen = walking()
    screen.capturing.take_window()
    assert "3 seconds" in ours.said[0][1]
    until(lambda: screen.session.now.open.captures)
    assert screen.session.now.open.captures[0].source is Source.SCREEN


def test_on_wayland_the_way_out_is_said(ours: House, walking: Walking, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = walking()
    monkeypatch.setattr(ways, "here", lambda: ways.Environment(ways.Session.WAYLAND))
    press("c")
    screen.capturing.take_region()
    assert len(ours.said) == 2
    assert all("paste" in text for _level, text in ours.said)
    assert not screen.session.pending


def test_only_web_addresses_are_handed_to_the_systems_browser(
    ours: House, walking: Walking, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    screen = walking()
    for address in ("file:///etc/passwd", "javascript:alert(1)", "http:///", "smb://host/x"):
        screen.walk_outside(address)
        assert screen.companion is None
    assert len(ours.said) == 4
    screen.walk_outside("https://shop.example/basket?a=1&b=2")
    assert opened == ["https://shop.example/basket?a=1&b=2"]
    assert screen.companion is not None


def test_every_way_to_capture_is_offered_beside_the_companion(walking: Walking, qtbot: QtBot) -> None:
    screen = walking()
    companion = outside(screen, qtbot)
    menu = companion.panel.captures.other_ways.menu()
    menu.aboutToShow.emit()
    offered = {action.text(): action for action in menu.actions() if action.text()}
    phone = "Photos of a phone, from a folder…"
    at_hand = ["The window under the pointer, in 3 seconds", "Wait before it", "With the mouse pointer"]
    assert list(offered) == ["The screen", "A window…", *at_hand, "A region…", "Paste", "Files…", phone]
    QApplication.clipboard().setImage(picture())
    offered["Paste"].trigger()
    until(lambda: screen.session.now.open.captures_at(screen.session.step.id))


def test_a_refused_picture_is_explained_where_the_person_looks(walking: Walking, qtbot: QtBot, tmp_path: Path) -> None:
    companion = outside(walking(), qtbot)
    companion.set_collapsed(True)
    (tmp_path / "broken.png").write_bytes(b"no picture")
    companion.panel.captures._capturing.added.add_files([tmp_path / "broken.png"])
    until(lambda: companion.toasts.shown)
    assert not companion.is_collapsed
    # It stands over nothing: the companion grows by it, and is as before once it is closed.
    said, panel = companion.toasts.shown, companion.panel
    assert said is not None
    assert said.geometry().top() >= panel.mapTo(said.parentWidget(), panel.rect().bottomLeft()).y()
    assert companion.height() > HEIGHT
    assert panel.height() >= HEIGHT - 60
    qtbot.mouseClick(said.findChildren(QPushButton)[-1], Qt.MouseButton.LeftButton)
    until(lambda: companion.height() == HEIGHT)
