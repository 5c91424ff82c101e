"""In the app's own window: from the review and from a walk outside to the capture, and back to the very place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.mark import MarkKind
from oracle.ui.annotate.screen import AnnotateScreen
from oracle.ui.application import Application
from oracle.ui.review.screen import ReviewScreen
from oracle.ui.review.viewer import CaptureViewer
from oracle.ui.walk.screen import WalkScreen
from oracle.workspace import Workspace, captures, walks
from tests.ui.annotate.conftest import Laying, shot_of
from tests.ui.annotate.rooms import payment_page
from tests.ui.rooms import running, shop_workspace, told
from tests.ui.walk.rooms import until


def captured(qtbot: QtBot, app: Application) -> tuple[str, str, str]:
    """A capture at the third step of the newest finished walk: ids of walk, step and capture."""

    def add(held: Workspace) -> tuple[str, str, str]:
        walk = walks.cards(held)[0].walk
        step = walks.opened(held, walk.id).version.steps[2]
        return walk.id, step.id, captures.add(held, walk.id, step.id, shot_of(payment_page())).id

    found = told(qtbot, app, add)
    assert isinstance(found, tuple)
    return found


def test_from_the_large_capture_in_the_review_and_back_to_it(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        walk_id, step_id, capture_id = captured(qtbot, app)
        app.window.navigate("review", walk_id=walk_id, step_id=step_id, capture_id=capture_id)
        until(lambda: viewer() is not None)
        large = viewer()
        assert large is not None
        qtbot.mouseClick(large.annotate, Qt.MouseButton.LeftButton)
        screen = app.window.screen_in_view
        assert isinstance(screen, AnnotateScreen)
        assert not app.window.rail.isVisible()
        until(lambda: screen.canvas.document is not None and screen.canvas.levels is not None)
        app.window.activateWindow()
        until(screen.canvas.hasFocus)
        qtbot.keyClick(screen.canvas, Qt.Key.Key_Return)  # the arrow is in the hand
        assert screen.canvas.document is not None
        assert [mark.kind for mark in screen.canvas.document.marks] == [MarkKind.ARROW]
        qtbot.keyClicks(screen.canvas, "?")
        assert app.window.place == "help"
        qtbot.keyClick(app.window.screen_in_view, Qt.Key.Key_Escape)
        assert app.window.screen_in_view is screen
        until(lambda: screen.canvas.document is not None and screen.canvas.levels is not None)
        qtbot.keyClick(screen.canvas, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(app.window.screen_in_view, ReviewScreen)
        until(lambda: viewer() is not None)
        again = viewer()
        assert again is not None
        until(lambda: not again.picture.is_empty)
        again.accept()


def test_a_picture_taken_outside_is_marked_in_the_window_and_the_companion_comes_back(laid: Laying) -> None:
    table = laid()
    table.screen.showMinimized()
    back = ("walk", {"walk_id": table.walk_id, "outside": True})
    table.open(0, back=back)
    assert not table.screen.isMinimized()
    table.screen.go_back()
    assert table.home.went[-1] == back
    walk = WalkScreen(table.home.context)
    walk.open(**back[1])
    until(lambda: walk.companion is not None)
    walk.close_screen()
    assert walk.companion is None
    walk.deleteLater()


def viewer() -> CaptureViewer | None:
    """The large capture that is open."""
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, CaptureViewer) and each.isVisible())
    return next(shown, None)
