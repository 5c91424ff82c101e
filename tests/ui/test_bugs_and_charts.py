"""The bug dialog and the log; charts that answer; toasts; and the sample's shop behind its walk."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.ratings import WalkState
from oracle.report.display import Chart, Fill, Hit, Label, Stroke
from oracle.ui import bugs, theme
from oracle.ui.bugs import BugDialog, Bugs
from oracle.ui.sample import _make, running_shop
from oracle.ui.settings import Settings
from oracle.ui.widgets import ChartView, Toasts
from oracle.workspace import businesses, journeys, walks
from tests.ui.rooms import idle, running, told


@pytest.fixture(autouse=True)
def look(qapp: QApplication, tmp_path: Path) -> None:
    theme.install(qapp, Settings(tmp_path / "settings.toml"))


@pytest.fixture
def installed(qtbot: QtBot) -> Iterator[Bugs]:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = Bugs(window)
    made.install()
    yield made
    made.remove()
    bugs.close_log()


@pytest.mark.log_warnings
def test_a_bug_is_shown_once_copied_whole_and_logged_without_its_content(installed: Bugs, qtbot: QtBot) -> None:
    typed = " ".join(["Wendy's card number is 4000", "0000"])
    try:
        raise RuntimeError(typed)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
        sys.excepthook(type(error), error, error.__traceback__)
    dialogs = [each for each in installed._window.findChildren(BugDialog) if each.isVisible()]
    assert len(dialogs) == 1
    copy = next(each for each in dialogs[0].findChildren(QPushButton) if each.text().startswith("Copy"))
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "4000 0000" in QGuiApplication.clipboard().text()
    logged = (paths.logs() / "oracle.log").read_text("utf-8")
    assert "RuntimeError" in logged
    assert "4000 0000" not in logged
    dialogs[0].accept()


def test_what_a_crash_left_behind_is_offered_at_the_next_start(qtbot: QtBot) -> None:
    paths.logs().mkdir(parents=True)
    (paths.logs() / "crash.txt").write_text("Fatal Python error: Segmentation fault")
    window = QWidget()
    qtbot.addWidget(window)
    made = Bugs(window)
    made.install()
    assert made.earlier_crash == "Fatal Python error: Segmentation fault"
    made.remove()
    bugs.close_log()
    assert not (paths.logs() / "crash.txt").exists()
    assert logging.getLogger("oracle").handlers == []


# ---- charts

LINE = (("M", 0.0, 20.0), ("L", 200.0, 20.0))
BLOCK = (("M", 0.0, 0.0), ("L", 40.0, 0.0), ("L", 40.0, 40.0), ("L", 0.0, 40.0), ("Z",))
ITEMS = (
    Fill(BLOCK, "danger"),
    Stroke(LINE, "link", 4.0, (8.0, 4.0)),
    Label(100, 12, "Step", 8.5, 600, anchor="middle"),
)
HITS = (Hit(0, 0, 40, 40, "step:a", "Step 1: <b>Looks</b>"), Hit(60, 0, 40, 40, "step:b", "Step 2: Buys"))
CHART = Chart(200, 40, ITEMS, "Two steps", HITS)


def test_a_chart_is_painted_in_the_tokens_colours(qtbot: QtBot) -> None:
    view = ChartView(CHART)
    qtbot.addWidget(view)
    view.resize(200, 40)
    picture = view.grab().toImage()
    palette = theme.current().palette
    assert picture.pixelColor(8, 8).name().upper() == palette.danger
    assert picture.pixelColor(52, 20).name().upper() == palette.link
    assert view.accessibleName() == "Two steps"


def test_charts_answer_to_clicks_and_keys(qtbot: QtBot) -> None:
    view = ChartView(CHART)
    qtbot.addWidget(view)
    view.resize(200, 40)
    view.show()
    heard: list[str] = []
    view.activated.connect(heard.append)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(70, 20))
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(150, 20))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.accessibleDescription() == "Step 2: Buys"  # the keyboard goes on from where was clicked
    passed: list[int] = []
    view.passed.connect(passed.append)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert passed == [1]
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.accessibleDescription() == "Step 1: <b>Looks</b>"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == "Step 2: Buys"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert heard == ["step:b", "step:b", "step:a"]


# ---- toasts


def test_undo_is_done_once_and_the_toast_goes(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    toasts, undone = Toasts(window), []
    toasts.undoable("Moved to the trash.", lambda: undone.append(True))
    toast = toasts.shown
    assert toast is not None
    assert window.rect().contains(toast.geometry())
    undo = next(each for each in toast.findChildren(QPushButton) if each.text() == "Undo")
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not toast.isVisible()
    toasts.message("error", "First. " * 40)
    toasts.message("info", "Second.")
    visible = [each for each in window.children() if isinstance(each, QWidget) and each.isVisible()]
    assert visible == [toasts.shown]


# ---- the sample


def test_the_sample_is_made_once_and_its_walk_goes_on(qtbot: QtBot) -> None:
    with running(qtbot) as app:
        shop = running_shop(app.context, app.window)
        made = []
        for _time in range(2):
            app.tasks.write(_make, shop.url, then=made.append)
            idle(qtbot, app)
        assert made[0].id == made[1].id
        assert [each.sample for each in told(qtbot, app, businesses.list_all)] == [True]
        road = told(qtbot, app, journeys.list_all)[0]
        links = [step.link for step in road.version.steps if step.link]
        assert links
        assert all(link.startswith(shop.url.rstrip("/")) for link in links)
        assert told(qtbot, app, walks.card, made[0].id).walk.state is WalkState.RUNNING


def test_the_sample_shop_comes_back_at_its_address_and_its_links_follow_when_it_cannot(qtbot: QtBot) -> None:
    with running(qtbot) as app:
        first = running_shop(app.context, app.window).url
        app.tasks.write(_make, first)
        idle(qtbot, app)
    with running(qtbot) as app:
        business = told(qtbot, app, businesses.list_all)[0]
        assert running_shop(app.context, app.window, business.url).url == first
        moved = "http://127.0.0.1:9/"
        app.tasks.write(_make, moved)
        idle(qtbot, app)
        road = told(qtbot, app, journeys.list_all)[0]
        assert all(step.link.startswith(moved) for step in road.version.steps if step.link)
