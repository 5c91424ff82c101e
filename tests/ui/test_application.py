"""The running app: first start, making a journey, going about, and ending, with real keys and clicks."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from oracle import paths, workspace
from oracle.ui import settings, trouble
from oracle.ui.first_run import FirstRunScreen
from oracle.ui.journeys.home import HomeScreen
from oracle.ui.journeys.journey import JourneyScreen
from oracle.ui.journeys.new_journey import NewJourney
from oracle.ui.settings import Settings
from oracle.ui.trouble import TroubleScreen
from oracle.workspace import businesses, journeys
from tests.ui.rooms import PATIENCE_MS, idle, running, shop_workspace, told

BEFORE_THE_FIRST_PAINT = """
import builtins, sys
plain = builtins.__import__
from oracle.ui import application, settings
from oracle import paths
kept = settings.Settings()
app = application.Application(application._qt_application(), kept, paths.default_workspace())
seen = []
app.window.painted.connect(lambda: seen.append(sorted(sys.modules)))
app.start()
while not seen:
    app.qt.processEvents()
qt = sorted(name for name in seen[0] if name.startswith("PySide6.Qt"))
heavy = ("sqlalchemy", "alembic", "msgspec", "PIL", "reportlab", "uharfbuzz", "sqlite3", "asyncio")
light = ("socket", "html", "json", "locale", "logging.handlers", "argparse", "concurrent.futures")
others = [name for name in (*heavy, *light) if name in seen[0]]
print(qt, others)
from PySide6 import QtGui, QtWidgets
print([name for name in ("QStyle", "QAccessible", "QMessageBox") if name in {**vars(QtGui), **vars(QtWidgets)}])
print(builtins.__import__ is plain)
try:
    app.window.resize("wide")
except TypeError as error:
    print(str(error).splitlines()[-1])
app.shut_down()
"""


def screen(app: object, kind: type) -> QWidget:
    found = app.window.screen_in_view  # type: ignore[attr-defined]
    assert isinstance(found, kind)
    return found


@pytest.mark.parametrize("exists", [False, True])
def test_nothing_heavy_is_loaded_before_the_first_paint(home: Path, exists: bool) -> None:
    if exists:
        shop_workspace(paths.default_workspace())
    ran = subprocess.run([sys.executable, "-c", BEFORE_THE_FIRST_PAINT], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    modules, classes, imports, signature = ran.stdout.splitlines()
    of_the_road = [] if exists else ["msgspec"]  # a new user's first screen draws one
    assert modules == f"{['PySide6.QtCore', 'PySide6.QtGui', 'PySide6.QtWidgets']} {of_the_road}"
    assert classes == "[]", "each of them takes a fiftieth of the time to load"
    assert imports == "True", "PySide6 reads the source of each module that is imported through its own function"
    assert signature.endswith("resize(w: int, h: int, /)"), "what loads late is there when it is asked for"


def test_first_start_offers_the_sample_with_the_focus(qtbot: QtBot) -> None:
    with running(qtbot) as app:
        first = screen(app, FirstRunScreen)
        assert not app.window.rail.isVisible()
        assert app.window.focusWidget() is first.start  # type: ignore[attr-defined]
        shown = [each.text() for each in first.findChildren(QPushButton)]
        assert "Start the sample" in shown
        assert "Set it up" in shown


def test_a_journey_is_made_from_a_template_by_keys_and_stands_in_its_lane(qtbot: QtBot) -> None:
    with running(qtbot) as app:
        first = screen(app, FirstRunScreen)
        qtbot.keyClick(first.set_up, Qt.Key.Key_Space)  # type: ignore[attr-defined]
        qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NewJourney))
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, NewJourney)
        qtbot.waitUntil(lambda: bool(sheet.cards))
        qtbot.keyClick(sheet.business.edit, Qt.Key.Key_Return)
        assert "name" in sheet.business.edit.accessibleDescription()
        qtbot.keyClicks(sheet.business.edit, "Ada & Sons <b>")
        qtbot.keyClicks(sheet.url.edit, "https://ada.example")
        qtbot.keyClick(sheet.url.edit, Qt.Key.Key_Return)
        assert sheet.wrong.text() == "Choose a road first."  # none is proposed: nothing is known of the business
        qtbot.keyClick(sheet.cards[0], Qt.Key.Key_Space)
        assert not sheet.wrong.isVisible()
        qtbot.keyClick(sheet.url.edit, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: app.window.place == "journey", timeout=PATIENCE_MS)
        idle(qtbot, app)
        made = told(qtbot, app, journeys.list_all)
        assert len(made) == 1
        assert made[0].title == sheet_title(app)
        assert app.window.rail.switcher.text() == "Ada & Sons <b>"
        assert all("{business}" not in step.does for step in made[0].version.steps)
        app.window.activateWindow()
        qtbot.waitUntil(app.window.isActiveWindow)
        qtbot.keyClick(app.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
        idle(qtbot, app)
        lane = screen(app, HomeScreen).lanes[made[0].kind]  # type: ignore[attr-defined]
        assert [tile.card.journey_id for tile in lane.tiles] == [made[0].id]


def sheet_title(app: object) -> str:
    journey = app.window.screen_in_view  # type: ignore[attr-defined]
    assert isinstance(journey, JourneyScreen)
    return journey.title.text()


def test_home_shows_quality_change_and_open_potholes(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        home = screen(app, HomeScreen)
        qtbot.waitUntil(lambda: any(lane.tiles for lane in home.lanes.values()))  # type: ignore[attr-defined]
        tiles = {kind: lane.tiles for kind, lane in home.lanes.items()}  # type: ignore[attr-defined]
        bought = tiles["buy"][0]
        assert bought.card.walks == 2
        assert bought.card.change is not None
        assert bought.card.open_severities
        assert not tiles["leave"]
        assert bought.accessibleDescription().endswith("by Mia Torres")


def test_keys_go_to_every_place_and_help_opens_at_the_screen(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        control = Qt.KeyboardModifier.ControlModifier
        for key, place in ((Qt.Key.Key_2, "walks"), (Qt.Key.Key_Comma, "settings"), (Qt.Key.Key_1, "journeys")):
            qtbot.keyClick(app.window, key, control)
            assert app.window.place == place
        in_the_rail = app.window.rail.findChild(QWidget, "help")
        by_key, by_rail = (
            lambda: qtbot.keyClick(app.window, Qt.Key.Key_F1),
            lambda: qtbot.mouseClick(in_the_rail, Qt.MouseButton.LeftButton),
        )
        for asked in (by_key, by_rail):
            asked()
            assert app.window.place == "help"
            assert app.window.arguments["anchor"] == "journeys"
            qtbot.keyClick(app.window.screen_in_view, Qt.Key.Key_Escape)
            assert app.window.place == "journeys"
        app.window.navigate("help")
        qtbot.keyClick(app.window.screen_in_view, Qt.Key.Key_Escape)
        assert app.window.place == "help"  # nobody came from anywhere


def test_the_palette_finds_and_opens_a_journey(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        qtbot.keyClick(app.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        panel = app.window.palette_panel
        assert panel.isVisible()
        idle(qtbot, app)
        wanted = told(qtbot, app, journeys.list_all)[0]
        qtbot.keyClicks(panel.field, wanted.title[:14].lower())
        qtbot.keyClick(panel.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not panel.isVisible())
        assert app.window.arguments == {"journey_id": wanted.id}


def test_escape_closes_the_palette_and_gives_the_focus_back(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.window.navigate("settings")
        field = app.window.screen_in_view.business_name.edit  # type: ignore[union-attr]
        field.setFocus()
        qtbot.keyClick(app.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClick(app.window.palette_panel.field, Qt.Key.Key_Escape)
        assert app.window.focusWidget() is field


def test_the_rail_collapses_under_1000_pixels(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.window.resize(1200, 700)
        assert app.window.rail.width() == 200
        app.window.resize(940, 620)
        assert app.window.rail.width() == 56
        assert app.window.minimumSize().width() == 900


def test_the_window_comes_back_in_its_size(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.window.resize(900, 640)
        app.window.close()
    assert Settings().place("window")
    with running(qtbot) as app:
        assert (app.window.width(), app.window.height()) == (900, 640)


def test_the_theme_switches_at_once_and_is_kept(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.settings.set(settings.THEME, settings.LIGHT)
        light = app.window.grab().toImage().pixelColor(700, 8)
        assert app.actions.do("theme")
        dark = app.window.grab().toImage().pixelColor(700, 8)
        assert light.name().upper() == "#F6F4EF"
        assert dark.name().upper() == "#17191C"
    assert Settings().get(settings.THEME) == "dark"


def test_typed_text_is_on_disk_when_the_app_ends_at_once(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.window.navigate("settings")
        idle(qtbot, app)
        field = app.window.screen_in_view.business_name.edit  # type: ignore[union-attr]
        field.selectAll()
        qtbot.keyClicks(field, "Leaf")
        app.shut_down()
    held = workspace.open(paths.default_workspace())
    try:
        assert [each.name for each in businesses.list_all(held)] == ["Leaf"]
    finally:
        held.close()


# ---- workspaces that do not open


def not_opened(qtbot: QtBot, path: Path) -> tuple[object, TroubleScreen]:
    from oracle.ui import application

    app = application.Application(application._qt_application(), Settings(), path)
    app.start()
    qtbot.waitUntil(lambda: app.window.place == "trouble", timeout=PATIENCE_MS)
    found = app.window.screen_in_view
    assert isinstance(found, TroubleScreen)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in found.findChildren(QPushButton)))
    return app, found


def words_of(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


@pytest.mark.log_warnings
def test_a_file_that_is_no_workspace_is_left_alone_and_said_so(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "holiday.db"
    file.write_text("Dear diary, " * 400)
    app, page = not_opened(qtbot, file)
    assert "This is not a workspace" in words_of(page)
    assert [each.text() for each in page.findChildren(QPushButton)] == ["Open another…", "Open my usual workspace"]
    qtbot.mouseClick(page.findChildren(QPushButton)[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.window.place == "first_run", timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    app.shut_down()  # type: ignore[attr-defined]
    assert file.read_text() == "Dear diary, " * 400


@pytest.mark.log_warnings
def test_a_workspace_held_elsewhere_says_who_holds_it_and_opens_once_it_is_free(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "held.db"
    holder = subprocess.Popen(
        [sys.executable, "-c", f"from oracle import workspace; from pathlib import Path; import sys;"
         f"w = workspace.open(Path({str(path)!r})); print('open', flush=True); sys.stdin.read(); w.close()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    app, page = not_opened(qtbot, path)
    assert str(holder.pid) in words_of(page)
    holder.communicate("", timeout=30)
    again = next(each for each in page.findChildren(QPushButton) if each.text() == "Try again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.window.place == "first_run", timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    app.shut_down()  # type: ignore[attr-defined]


def damage(path: Path, start: int) -> None:
    """Overwrites bits of a workspace file from `start` on."""
    whole = bytearray(path.read_bytes())
    for at in range(start, len(whole), 7):
        whole[at] = 0x5A
    path.write_bytes(bytes(whole))


@pytest.mark.log_warnings
def test_a_damaged_workspace_offers_its_newest_backup(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    shop_workspace(path)
    held = workspace.open(path)
    from oracle.workspace import backup

    backup.now(held)
    held.close()
    damage(path, 20_000)
    app, page = not_opened(qtbot, path)
    assert "damaged" in words_of(page)
    restore = page.findChildren(QPushButton)[0]
    assert restore.text() == "Restore the newest backup"
    qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.window.place == "journeys", timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    assert len(told(qtbot, app, journeys.list_all)) == 3  # type: ignore[arg-type]
    app.shut_down()  # type: ignore[attr-defined]


@pytest.mark.log_warnings
def test_only_a_copy_of_a_damaged_workspace_is_repaired_and_what_is_lost_is_listed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "mine.db"
    shop_workspace(path)
    damage(path, path.stat().st_size // 2)
    before = path.read_bytes()
    app, page = not_opened(qtbot, path)
    (repair,) = (each for each in page.findChildren(QPushButton) if each.text() == "Repair only a copy")
    qtbot.mouseClick(repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "The copy is repaired" in words_of(page), timeout=PATIENCE_MS)
    assert "lost" in words_of(page)
    copy = tmp_path / "mine-repaired-1.db"
    assert str(copy) in words_of(page)
    open_it = next(each for each in page.findChildren(QPushButton) if each.text() == "Open the repaired copy")
    qtbot.mouseClick(open_it, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.path == copy and app.window.place != "trouble", timeout=PATIENCE_MS)  # type: ignore[attr-defined]
    app.shut_down()  # type: ignore[attr-defined]
    assert path.read_bytes() == before


@pytest.mark.log_warnings
def test_a_newer_workspace_is_refused_unchanged(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "newer.db"
    shop_workspace(path)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 9999")
    file.close()
    before = path.read_bytes()
    app, page = not_opened(qtbot, path)
    assert "newer version" in words_of(page)
    app.shut_down()  # type: ignore[attr-defined]
    assert path.read_bytes() == before


def test_another_workspace_is_opened_from_the_dialog(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.db"
    shop_workspace(other)
    monkeypatch.setattr(trouble, "choose_workspace", lambda _parent, _folder: other)
    with running(qtbot) as app:
        assert app.window.place == "first_run"
        with qtbot.waitSignal(app.tasks.opened, timeout=PATIENCE_MS):
            qtbot.keyClick(app.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: app.window.place == "journeys", timeout=PATIENCE_MS)
        assert app.current.business is not None
        assert app.current.business.name == "Green Leaf Plants"
    assert Settings().get(settings.WORKSPACE) == str(other)


# ---- processes


def start(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "oracle", *arguments], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def wait_for(qtbot: QtBot, condition: object) -> None:
    qtbot.waitUntil(condition, timeout=30_000)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent the POSIX way")
@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_app_in_order(qtbot: QtBot, tmp_path: Path, kind: signal.Signals) -> None:
    path = tmp_path / "mine.db"
    shop_workspace(path)
    process = start("--workspace", str(path))
    try:
        wait_for(qtbot, lambda: path.with_name("mine.db-wal").exists())
        process.send_signal(kind)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.communicate()
    assert not path.with_name("mine.db-wal").exists()
    assert not path.with_name("mine.db.lock").exists()
    assert Settings().place("window")


def test_a_second_start_raises_the_first_window_hands_over_its_file_and_ends(qtbot: QtBot, tmp_path: Path) -> None:
    path, photo = tmp_path / "mine.db", tmp_path / "photo.png"
    shop_workspace(path)
    photo.write_bytes(b"not looked at here")
    with running(qtbot, path) as app:
        app.window.showMinimized()
        taken: list[list[Path]] = []
        app.window.take_files = taken.append  # type: ignore[method-assign]
        second = start("--workspace", str(path), str(photo))
        try:
            wait_for(qtbot, lambda: second.poll() is not None)
        finally:
            second.kill()
        _out, wrong = second.communicate()
        assert second.returncode == 0, wrong
        qtbot.waitUntil(lambda: bool(taken))
        assert taken == [[photo]]
        assert not app.window.isMinimized()
