"""The end of the app: the backup is made beside the window thread, shown when it takes a while, and can be left."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle import paths, workspace
from oracle.ui.application import Application
from oracle.ui.leaving import Leaving
from oracle.workspace import backup, businesses, check
from tests.ui.rooms import PATIENCE_MS, running, shop_workspace


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Filled when the app would end: the tests' own application goes on."""
    found: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_self: found.append(True))
    return found


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Backups that go on until the list is emptied."""
    going = [True]

    def in_slices(_workspace: Any, *, closing: bool = False) -> Generator[tuple[int, int], None, None]:
        assert closing
        while going:
            yield 3, 12

    monkeypatch.setattr(backup, "in_slices", in_slices)
    return going


def test_closing_makes_a_backup_of_the_last_words_and_then_ends(qtbot: QtBot, ended: list[bool]) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.tasks.write(businesses.add, name="The last one")
        app.window.close()
        assert not app.window.isVisible()
        qtbot.waitUntil(lambda: bool(ended), timeout=PATIENCE_MS)
        newest = backup.listed(app.path)[0]
    assert len(backup.listed(paths.default_workspace())) == 1
    out = paths.default_workspace().with_name("restored.db")
    backup.restore(newest.path, out)
    held = workspace.open(out)
    try:
        assert "The last one" in {each.name for each in businesses.list_all(held)}
    finally:
        held.close()


def test_a_backup_that_takes_longer_is_shown_and_ends_the_app_when_it_is_made(
    qtbot: QtBot, ended: list[bool], slow: list[bool]
) -> None:
    with running(qtbot) as app:
        app.quit()
        leaving = _shown(qtbot, app)
        assert leaving.window is not None
        qtbot.waitUntil(lambda: leaving.window.bar.value() == 3, timeout=PATIENCE_MS)  # type: ignore[union-attr]
        assert leaving.window.bar.maximum() == 12
        assert not ended
        slow.clear()
        qtbot.waitUntil(lambda: bool(ended), timeout=PATIENCE_MS)


@pytest.mark.parametrize("way", ["button", "close", "again"])
def test_quit_now_waits_for_no_backup_and_harms_nothing(
    qtbot: QtBot, ended: list[bool], slow: list[bool], way: str
) -> None:
    shop_workspace(paths.default_workspace())
    with running(qtbot) as app:
        app.tasks.write(businesses.add, name="The last one")
        app.quit()
        leaving = _shown(qtbot, app)
        assert leaving.window is not None
        ways: dict[str, Callable[[], object]] = {
            "button": lambda: qtbot.mouseClick(leaving.window.now, Qt.MouseButton.LeftButton),  # type: ignore[union-attr, no-untyped-call]
            "close": leaving.window.close,
            "again": app.quit,
        }
        ways[way]()
        assert ended
    assert check.check(paths.default_workspace()) == ()
    held = workspace.open(paths.default_workspace())
    try:
        assert "The last one" in {each.name for each in businesses.list_all(held)}
        assert held.backup_due or backup.listed(paths.default_workspace())  # the next time makes it
    finally:
        held.close()


def _shown(qtbot: QtBot, app: Application) -> Leaving:
    leaving = app._leaving
    assert leaving is not None
    qtbot.waitUntil(lambda: leaving.window is not None and leaving.window.isVisible(), timeout=PATIENCE_MS)
    return leaving
