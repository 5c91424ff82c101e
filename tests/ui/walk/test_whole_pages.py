"""Whole pages one after the other: what happens to an earlier tab leaves the picture of a later one alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from oracle.ui.walk.whole_pages import WholePages


class Work(QObject):
    """A browser that takes its time."""

    progress = Signal(float)
    done = Signal(object)
    failed = Signal(object)

    def begin(self) -> None:
        """Begins, and never ends."""

    def cancel(self) -> None:
        """Ends without a word."""


def test_closing_an_earlier_tab_does_not_end_the_picture_of_another(qtbot: QtBot) -> None:
    session: Any = SimpleNamespace(context=None)
    looks: Any = SimpleNamespace(words=())
    parent = QObject()
    pages = WholePages(session, looks, parent)
    visit: Any = None
    earlier: Any = Work()
    pages.take(earlier, visit)
    pages.cancel()
    later: Any = Work()
    pages.take(later, visit)
    with qtbot.waitSignal(earlier.destroyed):
        earlier.deleteLater()
    assert pages.running
    with qtbot.waitSignal(pages.over):
        later.deleteLater()
    assert not pages.running
