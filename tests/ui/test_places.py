"""Home's strip, the list of walks, settings with backups and trash, and help."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QPushButton, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.change import Change
from oracle.model.test_customer import TraceKind
from oracle.ui import reminders as reminders_module
from oracle.ui import settings
from oracle.ui.application import Application
from oracle.ui.help.screen import HelpScreen
from oracle.ui.journeys.home import HomeScreen
from oracle.ui.reminders import read_due
from oracle.ui.settings.screen import SettingsScreen
from oracle.ui.sheet import Sure
from oracle.ui.walks import WalksScreen
from oracle.ui.widgets import toast as toast_module
from oracle.workspace import (
    Workspace,
    backup,
    businesses,
    clock,
    journeys,
    test_customers,
    testers,
    trash,
    visits,
    walks,
)
from oracle.workspace import open as open_workspace
from tests.ui.rooms import idle, running, shop_workspace, told


@pytest.fixture
def app(qtbot: QtBot) -> Iterator[Application]:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as application:
        application.window.activateWindow()
        yield application


def go(qtbot: QtBot, app: Application, place: str, kind: type, **named: Any) -> Any:
    app.go(place, **named)
    idle(qtbot, app)
    screen = app.window.screen_in_view
    assert isinstance(screen, kind)
    qtbot.wait(10)
    return screen


def labels(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget))


def named(widget: QWidget, name: str) -> QPushButton:
    return next(each for each in widget.findChildren(QPushButton) if each.accessibleName().startswith(name))


def click(qtbot: QtBot, widget: QWidget, name: str) -> None:
    qtbot.mouseClick(named(widget, name), Qt.MouseButton.LeftButton)


def walk_with_a_wait(workspace: Any) -> Any:
    """A walk that went past a wait a month ago."""
    for journey in journeys.list_all(workspace):
        waiting = next((step for step in journey.version.steps if step.wait), None)
        if waiting is None:
            continue
        tester = testers.list_all(workspace)[0]
        long_ago = datetime.now(UTC) - timedelta(days=90)
        made = walks.start(workspace, journey.id, tester_id=tester.id, now=long_ago)
        visits.start_wait(workspace, made.id, waiting.id, now=long_ago)
        return made
    raise AssertionError("no journey has a wait")


def test_the_strip_appears_only_when_a_follow_up_is_due_and_leads_there(qtbot: QtBot, app: Application) -> None:
    home = go(qtbot, app, "journeys", HomeScreen)
    assert not home.strip.isVisible()
    app.tasks.write(walk_with_a_wait)
    idle(qtbot, app)
    idle(qtbot, app)
    qtbot.waitUntil(home.strip.isVisible)
    assert "1 follow-up is due" in labels(home.strip)
    gone: list[tuple[str, dict[str, str]]] = []
    app.window.navigate = lambda place, **where: gone.append((place, where))  # type: ignore[method-assign]
    click(qtbot, home.strip, "Show it")
    assert gone[0][0] == "walk"
    (due,) = told(qtbot, app, read_due)
    assert gone[0][1]["step_id"] == due.step_id


def leave_something_behind(workspace: Workspace) -> Change:
    """A finished walk of the first journey with an order that nobody cancelled."""
    journey = journeys.list_all(workspace)[0]
    walk = walks.start(workspace, journey.id, tester_id=testers.list_all(workspace)[0].id)
    test_customers.add_trace(workspace, walk.id, TraceKind.ORDER, "GL-20417")
    return walks.finish(workspace, walk.id)


def test_the_strip_reminds_of_what_was_left_behind_and_leads_to_its_list(qtbot: QtBot, app: Application) -> None:
    home = go(qtbot, app, "journeys", HomeScreen)
    app.tasks.write(leave_something_behind)
    idle(qtbot, app)
    qtbot.waitUntil(home.strip.isVisible)
    assert "1 thing of your walks is to be cleaned up" in labels(home.strip)
    gone: list[tuple[str, dict[str, str]]] = []
    app.window.navigate = lambda place, **where: gone.append((place, where))  # type: ignore[method-assign]
    click(qtbot, home.strip, "Clean up")
    assert gone[0][0] == "review"


def test_the_strip_comes_at_the_moment_a_wait_falls_due(qtbot: QtBot, app: Application) -> None:
    home = go(qtbot, app, "journeys", HomeScreen)
    begin_a_wait(qtbot, app, told(qtbot, app, journeys.list_all)[0].id, due_in=timedelta(seconds=2))
    home.open()
    idle(qtbot, app)
    assert not home.strip.isVisible()
    qtbot.waitUntil(home.strip.isVisible, timeout=15_000)


def test_the_strip_stays_away_when_reminders_are_off(qtbot: QtBot, app: Application) -> None:
    app.settings.set(settings.REMINDERS, False)
    home = go(qtbot, app, "journeys", HomeScreen)
    app.tasks.write(walk_with_a_wait)
    idle(qtbot, app)
    idle(qtbot, app)
    assert not home.strip.isVisible()


def test_walks_are_listed_deleted_and_brought_back(qtbot: QtBot, app: Application) -> None:
    screen = go(qtbot, app, "walks", WalksScreen)
    qtbot.waitUntil(lambda: len(screen.rows) == 2)
    names = [row.accessibleName() for row in screen.rows]
    assert all("by Mia Torres" in each and "Walk " in each for each in names)
    assert len(set(names)) == 2  # of one day and one person, and told apart all the same
    gone = screen.rows[0].card.walk.id
    screen.rows[0].setFocus()
    qtbot.keyClick(screen.rows[0], Qt.Key.Key_Delete)
    idle(qtbot, app)
    qtbot.waitUntil(lambda: len(screen.rows) == 1)
    assert [item.id for item in told(qtbot, app, trash.list_all)] == [gone]
    toast = app.window.toasts.shown
    assert toast is not None
    click(qtbot, toast, "Undo")
    idle(qtbot, app)
    qtbot.waitUntil(lambda: len(screen.rows) == 2)


def test_without_a_walk_the_list_says_what_will_stand_there(qtbot: QtBot, app: Application) -> None:
    def delete_all(workspace: Any) -> Any:
        changed = None
        for card in walks.cards(workspace):
            changed = walks.delete(workspace, card.walk.id)
        return changed

    app.tasks.write(delete_all)
    screen = go(qtbot, app, "walks", WalksScreen)
    qtbot.waitUntil(screen.empty.isVisible)
    qtbot.mouseClick(screen.empty.button, Qt.MouseButton.LeftButton)
    assert app.window.place == "journeys"


# ---- settings


def test_the_tester_and_the_business_are_stored_as_they_are_typed(qtbot: QtBot, app: Application) -> None:
    screen = go(qtbot, app, "settings", SettingsScreen)
    for field, text in (
        (screen.letterhead.contact.edit, "mia@leaf.example"),
        (screen.business_url.edit, "https://new.example"),
    ):
        field.selectAll()
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    idle(qtbot, app)
    assert told(qtbot, app, testers.list_all)[0].contact == "mia@leaf.example"
    assert told(qtbot, app, businesses.list_all)[0].url == "https://new.example"


def test_who_types_a_name_and_goes_on_with_tab_gives_a_contact(qtbot: QtBot) -> None:
    paths.default_workspace().parent.mkdir(parents=True, exist_ok=True)
    held = open_workspace(paths.default_workspace())
    businesses.add(held, name="Molar")
    held.close()
    with running(qtbot) as app:
        app.window.activateWindow()
        letterhead = go(qtbot, app, "settings", SettingsScreen).letterhead
        letterhead.name.edit.setFocus()
        for text in ("Hanna Wolf", "hanna@consult.example"):
            qtbot.keyClicks(app.window.focusWidget(), text)
            qtbot.keyClick(app.window.focusWidget(), Qt.Key.Key_Tab)
        qtbot.waitUntil(lambda: letterhead.tester is not None and bool(letterhead.tester.contact))
        (tester,) = told(qtbot, app, testers.list_all)
        assert (tester.name, tester.contact) == ("Hanna Wolf", "hanna@consult.example")
        assert told(qtbot, app, businesses.list_all)[0].name == "Molar"


def test_a_logo_that_cannot_be_read_is_said_so(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    letterhead = go(qtbot, app, "settings", SettingsScreen).letterhead
    gone = str(tmp_path / "gone.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (gone, ""))
    letterhead.logo.choose()
    qtbot.waitUntil(letterhead.refused.isVisible)
    assert "“gone.png” could not be read" in letterhead.refused.text()


def test_the_logo_of_the_letterhead_is_seen(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    letterhead = go(qtbot, app, "settings", SettingsScreen).letterhead
    file = tmp_path / "logo.png"
    QImage(60, 30, QImage.Format.Format_RGB32).save(str(file))  # type: ignore[call-overload]
    letterhead.logo.take_file(file)
    qtbot.waitUntil(lambda: letterhead.logo.has_image)


def test_a_name_cannot_be_taken_away(qtbot: QtBot, app: Application) -> None:
    screen = go(qtbot, app, "settings", SettingsScreen)
    name = screen.letterhead.name.edit
    name.selectAll()
    qtbot.keyClick(name, Qt.Key.Key_Backspace)
    qtbot.keyClick(name, Qt.Key.Key_Return)
    idle(qtbot, app)
    assert name.accessibleDescription() == "A tester needs a name."
    assert told(qtbot, app, testers.list_all)[0].name == "Mia Torres"


def test_a_backup_is_made_listed_and_restored(qtbot: QtBot, app: Application) -> None:
    screen = go(qtbot, app, "settings", SettingsScreen)
    click(qtbot, screen.workspace, "Back up now")
    idle(qtbot, app)
    assert len(backup.listed(app.path)) == 1
    qtbot.waitUntil(lambda: "by hand" in labels(screen.workspace))
    journey = told(qtbot, app, journeys.list_all)[0]
    app.tasks.write(journeys.delete, journey.id)
    idle(qtbot, app)
    screen = go(qtbot, app, "settings", SettingsScreen)
    click(qtbot, screen.workspace, "Restore…")
    with qtbot.waitSignal(app.tasks.opened, timeout=15_000):
        app.window.findChild(Sure).go.click()
    idle(qtbot, app)
    toasts = app.window.toasts
    qtbot.waitUntil(lambda: toasts.shown is not None and "Restored." in labels(toasts.shown))
    assert journey.id in [each.id for each in told(qtbot, app, journeys.list_all)]
    assert len(backup.listed(app.path)) == 2


def test_the_settings_say_what_the_trash_holds_and_lead_there(qtbot: QtBot, app: Application) -> None:
    app.tasks.write(journeys.delete, told(qtbot, app, journeys.list_all)[0].id)
    screen = go(qtbot, app, "settings", SettingsScreen)
    assert "1 thing rests in it" in labels(screen)
    click(qtbot, screen.workspace, "Open the trash")
    assert app.window.place == "trash"


def test_the_workspace_is_checked(qtbot: QtBot, app: Application) -> None:
    screen = go(qtbot, app, "settings", SettingsScreen)
    said: list[str] = []
    app.bus.message.connect(lambda _level, text: said.append(text))
    click(qtbot, screen.workspace, "Check")
    qtbot.waitUntil(lambda: said == ["The workspace is sound."])


@pytest.mark.parametrize("there", [True, False])
def test_the_tray_is_offered_only_where_there_is_one(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: there)
    screen = go(qtbot, app, "settings", SettingsScreen)
    offered = "Keep reminding me from the tray" in [each.text() for each in screen.findChildren(QCheckBox)]
    assert offered is there


class Tray(QObject):
    """Stands for the system's tray, which the offscreen platform has none of."""

    ActivationReason = QSystemTrayIcon.ActivationReason
    activated = Signal(object)
    messageClicked = Signal()  # noqa: N815 - Qt's name

    def __init__(self, _icon: object, parent: QObject) -> None:
        super().__init__(parent)
        self.shown = False
        self.told: list[tuple[str, str]] = []

    @staticmethod
    def isSystemTrayAvailable() -> bool:  # noqa: N802 - Qt's name
        return True

    def setContextMenu(self, menu: object) -> None:  # noqa: N802 - Qt's name
        self.menu = menu

    def setToolTip(self, _text: str) -> None: ...  # noqa: N802 - Qt's name

    def showMessage(self, title: str, text: str) -> None:  # noqa: N802 - Qt's name
        self.told.append((title, text))

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False


@pytest.mark.parametrize("by", ["the tray's menu", "its key"])
def test_with_the_tray_on_closing_the_window_keeps_the_app_and_quit_quits_it(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.setattr(reminders_module, "QSystemTrayIcon", Tray)
    app.settings.set(settings.TRAY, True)
    reminders = app.reminders
    assert reminders is not None
    app.window.close()
    assert not app.window.isVisible()
    assert app.tasks.flush()
    app.window.bring_forward()
    assert app.window.isVisible()
    app.window.close()
    tray: Any = reminders._tray
    tray.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not app.window.isVisible()  # coming forward, it would close the menu
    tray.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert app.window.isVisible()
    closed: list[bool] = []
    app.window.closing.connect(lambda: closed.append(True))
    if by == "the tray's menu":
        tray.menu.actions()[-1].trigger()
    else:
        app.actions.do("quit")
    assert closed == [True]


def test_the_tray_says_what_is_due_without_anything_that_reads_as_markup(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders_module, "QSystemTrayIcon", Tray)
    journey = told(qtbot, app, journeys.list_all)[0]
    title = 'Dogs & cats <a href="file:///etc/passwd">here</a> &lt;b&gt;'
    app.tasks.write(journeys.rename, journey.id, title)
    begin_a_wait(qtbot, app, journey.id)
    app.settings.set(settings.TRAY, True)
    reminders = app.reminders
    assert reminders is not None
    assert reminders._tray is not None
    tray: Any = reminders._tray
    qtbot.waitUntil(lambda: bool(tray.told))
    ((head, text),) = tray.told
    assert "due" in head
    assert not set(text) & set("<>&")
    assert text.startswith('Dogs + cats ‹a href="file:///etc/passwd"›here')


def test_the_tray_tells_once_of_what_was_left_behind(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders_module, "QSystemTrayIcon", Tray)
    app.tasks.write(leave_something_behind)
    app.settings.set(settings.TRAY, True)
    reminders = app.reminders
    assert reminders is not None
    tray: Any = reminders._tray
    qtbot.waitUntil(lambda: bool(tray.told))
    assert tray.told[0][0] == "1 thing of your walks is to be cleaned up"
    reminders.look()
    idle(qtbot, app)
    assert len(tray.told) == 1


def begin_a_wait(qtbot: QtBot, app: Application, journey_id: str, due_in: timedelta = timedelta(hours=-1)) -> None:
    """A new walk of the journey waits for something that was due an hour ago, or is due then."""

    def begin(held: Workspace) -> bool:
        walk_id = walks.start(held, journey_id, tester_id=testers.add(held, name="Ada").id).id
        step_id = walks.opened(held, walk_id).version.steps[1].id
        visits.start_wait(held, walk_id, step_id, promised_at=clock.now() + due_in)
        return True

    assert told(qtbot, app, begin)


def test_help_scrolls_to_the_part_about_a_screen(qtbot: QtBot, app: Application) -> None:
    screen = go(qtbot, app, "help", HelpScreen, anchor="ratings")
    qtbot.waitUntil(lambda: screen.page.area.verticalScrollBar().value() > 0)
    text = labels(screen)
    for word in ("Blocked", "Could not go on", "Severity × reach", "Ctrl K", "Ctrl +"):
        assert word in text
    page = screen.page.area.widget()
    assert page.height() - screen.parts["keys"].geometry().bottom() < 40  # no empty screen below the end


# ---- files dragged in


def test_a_workspace_dragged_in_is_opened(qtbot: QtBot, app: Application, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shop_workspace(other)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    app.window.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(app.tasks.opened, timeout=15_000) as opened:
        app.window.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))
    assert opened.args == [other]
    idle(qtbot, app)


def test_a_message_goes_with_its_page_and_undo_stays(qtbot: QtBot, app: Application) -> None:
    toasts = app.window.toasts
    toasts.message("info", "Plain.")
    app.go("walks")
    assert toasts.shown is not None, "it was said as the page came"
    qtbot.wait(10)
    app.go("reports")
    assert toasts.shown is None
    toasts.undoable("Moved.", lambda: None)
    qtbot.wait(10)
    app.go("walks")
    assert toasts.shown is not None


def test_a_message_keeps_off_the_buttons_at_the_foot_of_a_page(
    qtbot: QtBot, app: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast_module, "SHOWN_MS", 600_000)  # however long the page takes to stand
    journey = told(qtbot, app, journeys.list_all)[0]
    app.window.toasts.undoable("Moved.", lambda: None)
    app.go("walk", journey_id=journey.id)
    idle(qtbot, app)
    go_button = next(each for each in app.window.findChildren(QPushButton) if each.text() == "Set off")
    qtbot.waitUntil(go_button.isVisible)

    def above() -> bool:
        message = app.window.toasts.shown
        assert message is not None
        top = go_button.mapTo(app.window.centralWidget(), go_button.rect().topLeft()).y()
        return message.geometry().bottom() < top

    qtbot.waitUntil(above)
