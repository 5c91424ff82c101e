"""Keeping what a passing profile knows for the next time: its cookies go into the walk's own folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QNetworkCookie

from oracle.browser import profile

if TYPE_CHECKING:
    from oracle.browser.pane import BrowserPane

# The engine tells each cookie by a signal and never says that it was the last.
_COLLECTING_MS = 400
_WRITING_MS = 400


def keep(pane: BrowserPane, walk_id: str, then: Callable[[], object]) -> None:
    """Copies the cookies of a pane's pages into the kept profile of the walk; `then` follows in about a second.

    What pages put into their storage besides is not copied: it is kept from the next opening on. StorageError when
    the folder cannot be made.
    """
    cookies: list[QNetworkCookie] = []
    held = pane.tab.page.profile()
    source = held.cookieStore()
    if not held.isOffTheRecord():
        then()
        return
    target = profile.kept(walk_id)

    def write() -> None:
        source.cookieAdded.disconnect(cookies.append)
        for cookie in cookies:
            target.cookieStore().setCookie(cookie)
        QTimer.singleShot(_WRITING_MS, pane, end)

    def end() -> None:
        target.deleteLater()
        QTimer.singleShot(0, pane, then)

    source.cookieAdded.connect(cookies.append)
    source.loadAllCookies()
    QTimer.singleShot(_COLLECTING_MS, pane, write)
