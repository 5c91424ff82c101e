"""The shell's screens as pictures."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from oracle.errors import WorkspaceDamaged
from oracle.ui import settings
from oracle.ui.application import Application
from oracle.ui.journeys.new_journey import NewJourney
from oracle.ui.leaving import LeavingWindow
from oracle.ui.settings.captures import CaptureSettings
from oracle.workspace import journeys, testers, walks
from tests.pictures import SIZES, Size, Stage, screen
from tests.ui.rooms import shop_workspace
from tests.ui.walk.rooms import house
from tests.ui.walk.test_global_key import Keyboard


def started(stage: Stage, *, filled: bool = True) -> Application:
    """The application on a workspace of the stage's, its window as large as the stage."""
    path = stage.folder / "workspace.db"
    if filled:
        shop_workspace(path)
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    kept = settings.Settings(stage.folder / "settings.toml")
    kept.set(settings.THEME, stage.theme)
    app = Application(qt, kept, path)
    stage.on_close(app.shut_down)
    app.window.resize(stage.size.width, stage.size.height)
    app.start()
    wanted = "journeys" if filled else "first_run"
    stage.until(lambda: app.window.place == wanted and app.tasks._workspace is not None)
    settled(stage, app)
    return app


def settled(stage: Stage, app: Application) -> None:
    """Waits until all reads were answered."""
    for _round in range(3):
        done: list[object] = []
        app.tasks.read(lambda _workspace: None, then=done.append)
        stage.until(lambda done=done: bool(done))


def at(stage: Stage, place: str, **named: Any) -> QWidget:
    app = started(stage)
    app.go(place, **named)
    settled(stage, app)
    return app.window


def of_kind(stage: Stage, app: Application, kind: str) -> str:
    found: list[Any] = []
    app.tasks.read(journeys.list_all, then=found.append)
    stage.until(lambda: bool(found))
    return str(next(each.id for each in found[0] if each.kind == kind))


@screen("first-run")
def first_run(stage: Stage) -> QWidget:
    return started(stage, filled=False).window


@screen("journeys-home")
def home(stage: Stage) -> QWidget:
    return started(stage).window


@screen("journeys-home-with-strip", sizes=SIZES[:1])
def home_with_strip(stage: Stage) -> QWidget:
    from tests.ui.test_places import walk_with_a_wait

    app = started(stage)
    app.tasks.write(walk_with_a_wait)
    settled(stage, app)
    settled(stage, app)
    return app.window


@screen("new-journey", sizes=(Size(780, 640), Size(780, 640, 2.0)))
def new_journey(stage: Stage) -> QWidget:
    app = started(stage)
    sheet = NewJourney(app.context, app.window)
    stage.until(lambda: bool(sheet.cards))
    return sheet


@screen("walks")
def list_of_walks(stage: Stage) -> QWidget:
    return at(stage, "walks")


@screen("walks-empty", sizes=SIZES[:2])
def no_walks(stage: Stage) -> QWidget:
    app = started(stage)

    def delete_all(workspace: Any) -> Any:
        return [walks.delete(workspace, card.walk.id) for card in walks.cards(workspace)][-1]

    app.tasks.write(delete_all)
    app.go("walks")
    settled(stage, app)
    return app.window


@screen("settings")
def settings_page(stage: Stage) -> QWidget:
    return at(stage, "settings")


@screen("settings-workspace", sizes=SIZES[:2])
def settings_foot(stage: Stage) -> QWidget:
    app = started(stage)
    app.tasks.write(journeys.delete, of_kind(stage, app, "join"))
    app.actions.do("back_up")
    settled(stage, app)
    app.go("settings")
    settled(stage, app)
    part = app.window.screen_in_view.workspace  # type: ignore[union-attr]
    area = part.parent().parent().parent().parent()
    stage.until(lambda: area.verticalScrollBar().maximum() > 0)
    area.verticalScrollBar().setValue(part.parent().y() - 40)
    return app.window


@screen("help")
def help_page(stage: Stage) -> QWidget:
    return at(stage, "help")


@screen("help-ratings", sizes=SIZES[:2])
def help_ratings(stage: Stage) -> QWidget:
    return at(stage, "help", anchor="ratings")


@screen("palette")
def palette(stage: Stage) -> QWidget:
    return finding(stage, "rea")


@screen("palette-recent", sizes=SIZES[:2])
def palette_recent(stage: Stage) -> QWidget:
    return finding(stage, "")


@screen("palette-nothing", sizes=SIZES[:2])
def palette_nothing(stage: Stage) -> QWidget:
    return finding(stage, "zebra crossing")


def finding(stage: Stage, text: str) -> QWidget:
    app = started(stage)
    app.window.open_palette()
    settled(stage, app)
    panel = app.window.palette_panel
    panel.field.setText(text)
    stage.until(lambda: panel._answered == text)
    return app.window


@screen("trash")
def trash_page(stage: Stage) -> QWidget:
    from tests.ui.test_trash import delete_things

    app = started(stage)
    app.tasks.write(delete_things)
    app.tasks.write(
        lambda held: walks.delete(
            held, walks.start(held, journeys.list_all(held)[0].id, tester_id=testers.list_all(held)[0].id).id
        )
    )
    app.go("trash")
    settled(stage, app)
    page = app.window.screen_in_view
    page.rows[1].box.setChecked(True)  # type: ignore[union-attr]
    return app.window


@screen("trash-empty", sizes=SIZES[:2])
def empty_trash(stage: Stage) -> QWidget:
    return at(stage, "trash")


@screen("toast", sizes=SIZES[:1])
def toast(stage: Stage) -> QWidget:
    app = started(stage)
    app.bus.undoable.emit("Moved “Buy a variegated Monstera on sale” (12 steps) to the trash.", lambda: None)
    return app.window


@screen("trouble", sizes=SIZES[:2])
def trouble(stage: Stage) -> QWidget:
    app = started(stage)
    error = WorkspaceDamaged(
        "The workspace does not pass its check.",
        safe="Nothing was changed. What could be read is still in the file.",
        advice="Restore the newest backup, or repair a copy and look what is left.",
    )
    app.window.navigate("trouble", path=app.path, error=error)
    return app.window


@screen("leaving", sizes=[Size(400, 172)])
def leaving(stage: Stage) -> QWidget:
    started(stage)
    shown = LeavingWindow(lambda: None)
    shown.show_step(34, 120)
    return shown


@screen("settings-captures", sizes=[Size(720, 190), Size(460, 190)])
def captures(stage: Stage) -> QWidget:
    home = house(stage.folder, stage.theme)
    stage.on_close(home.close)
    keyboard = Keyboard()
    keyboard.others = {"F8"}
    shown = CaptureSettings(home.context, make=keyboard.make)
    home.context.settings.set(settings.PHONE_FOLDER, "/home/mia/Phone/DCIM/Camera")
    shown.read()
    return shown
