"""Keeping what a passing profile knows for the next time: its cookies go into the walk's own folder."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile

from oracle.browser import profile

# The engine does not say when a cookie is on the disk; its own rhythm is faster than this.
_WRITING_MS = 500


class Cookies(QObject):
    """The cookies of a profile, noted from its first page on: the engine lists them only as they come and go."""

    def __init__(self, of: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(parent)
        self._passing = of.isOffTheRecord()
        self._known: dict[tuple[bytes, str, str], QNetworkCookie] = {}
        store = of.cookieStore()
        store.cookieAdded.connect(self._add)
        store.cookieRemoved.connect(self._remove)

    def keep(self, walk_id: str, then: Callable[[], object]) -> None:
        """Copies them into the kept profile of the walk; `then` follows within a second.

        What pages put into their storage besides is not copied: it is kept from the next opening on. StorageError
        when the folder cannot be made.
        """
        if not self._passing:
            then()
            return
        target = profile.kept(walk_id)
        # A profile without a page has no cookie jar yet.
        page = QWebEnginePage(target)
        page.load(QUrl("about:blank"))
        for cookie in self._known.values():
            target.cookieStore().setCookie(cookie, _origin(cookie))

        def end() -> None:
            shiboken6.delete(page)
            shiboken6.delete(target)
            QTimer.singleShot(0, self, then)

        QTimer.singleShot(_WRITING_MS, self, end)

    def _add(self, cookie: QNetworkCookie) -> None:
        self._known[_key(cookie)] = QNetworkCookie(cookie)

    def _remove(self, cookie: QNetworkCookie) -> None:
        self._known.pop(_key(cookie), None)


def _key(cookie: QNetworkCookie) -> tuple[bytes, str, str]:
    return bytes(cookie.name().data()), cookie.domain(), cookie.path()


def _origin(cookie: QNetworkCookie) -> QUrl:
    """A page that may set the cookie: the engine takes none without."""
    origin = QUrl()
    origin.setScheme("https" if cookie.isSecure() else "http")
    origin.setHost(cookie.domain().lstrip("."))
    origin.setPath(cookie.path() or "/")
    return origin
