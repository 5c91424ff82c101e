"""The trash page: what was deleted, put back alone or together, and emptied."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from oracle import paths
from oracle.model.change import Subject
from oracle.ui.application import Application
from oracle.ui.sheet import Sure
from oracle.ui.trash.screen import TrashScreen
from oracle.workspace import backup, journeys, own_templates, trash, walks
from tests.ui.rooms import idle, running, shop_workspace, told


def delete_things(workspace: Any) -> Any:
    """A journey that was walked twice, an own template, and a journey never walked."""
    by_kind = {each.kind: each for each in journeys.list_all(workspace)}
    own_templates.add(workspace, by_kind["buy"].id, "Our own road")
    own_templates.delete(workspace, own_templates.list_all(workspace)[0].name)
    journeys.delete(workspace, by_kind["join"].id)
    return journeys.delete(workspace, by_kind["buy"].id)


def opened(qtbot: QtBot, app: Application) -> TrashScreen:
    app.tasks.write(delete_things)
    idle(qtbot, app)
    app.actions.do("trash")
    idle(qtbot, app)
    found = app.window.screen_in_view
    assert isinstance(found, TrashScreen)
    return found


def test_the_trash_says_what_where_and_what_hung_on_it(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        page = opened(qtbot, app)
        assert [row.item.subject for row in page.rows] == [Subject.JOURNEY, Subject.JOURNEY, Subject.TEMPLATE]
        name = page.rows[0].accessibleName()
        for part in ("Journey", "Buy something", "Green Leaf Plants", "2 walks", "deleted"):
            assert part in name


def test_enter_puts_one_back_and_the_toast_opens_it(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        page = opened(qtbot, app)
        item = page.rows[0].item
        page.rows[0].setFocus()
        qtbot.keyClick(page.rows[0], Qt.Key.Key_Return)
        idle(qtbot, app)
        assert item.id not in [row.item.id for row in page.rows]
        assert len(told(qtbot, app, walks.cards)) == 2
        toast = app.window.toasts.shown
        assert toast is not None
        button = next(each for each in toast.findChildren(QPushButton) if each.text() == "Open")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert (app.window.place, app.window.arguments) == ("journey", {"journey_id": item.id})


def test_several_are_chosen_by_space_and_put_back_together(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        page = opened(qtbot, app)
        assert not page.restore_chosen.isVisible()
        for row in page.rows[:2]:
            qtbot.keyClick(row, Qt.Key.Key_Space)
        assert page.restore_chosen.text() == "Put 2 back"
        qtbot.mouseClick(page.restore_chosen, Qt.MouseButton.LeftButton)
        idle(qtbot, app)
        assert [row.item.subject for row in page.rows] == [Subject.TEMPLATE]
        assert len(told(qtbot, app, journeys.list_all)) == 3
        assert not page.restore_chosen.isVisible()


def test_the_trash_is_searched_by_words_of_name_and_place(qtbot: QtBot) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        page = opened(qtbot, app)
        qtbot.keyClicks(page.field, "own road")
        assert [row.item.title for row in page.rows] == ["Our own road"]
        qtbot.keyClicks(page.field, "xyz")
        assert not page.rows
        assert page.nothing.isVisible()


@pytest.mark.parametrize("goes_on", [True, False])
def test_emptying_asks_once_and_makes_a_backup(qtbot: QtBot, goes_on: bool) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        page = opened(qtbot, app)
        before = len(backup.listed(app.path))
        qtbot.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
        asked = app.window.findChild(Sure)
        said = " ".join(each.text() for each in asked.findChildren(QLabel))
        assert "3 things" in said
        assert "backup" in said
        if goes_on:
            asked.go.click()
        else:
            qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)  # a slip of the hand empties nothing
        idle(qtbot, app)
        assert len(told(qtbot, app, trash.list_all)) == (0 if goes_on else 3)
        assert page.empty.isVisible() is goes_on
        assert (len(backup.listed(app.path)) > before) is goes_on
