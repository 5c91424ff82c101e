"""Keeping what a passing profile knows for the next time: cookies and storage go into the walk's own folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtNetwork import QNetworkCookie
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript

from oracle.browser import profile

# The engine does not say when a cookie is on the disk; its own rhythm is faster than this.
_WRITING_MS = 500
_PATIENCE_MS = 5_000  # for the storage of all sites together; the pause goes on without the rest
_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_BLANK = '<!doctype html><link rel="icon" href="data:,">'  # a page of a site, without asking the site for anything


class Cookies(QObject):
    """The cookies of a profile, noted from its first page on: the engine lists them only as they come and go."""

    def __init__(self, of: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(parent)
        self._profile = of
        self._known: dict[tuple[bytes, str, str], QNetworkCookie] = {}
        store = of.cookieStore()
        store.cookieAdded.connect(self._add)
        store.cookieRemoved.connect(self._remove)

    def keep(self, walk_id: str, sites: Iterable[QUrl], then: Callable[[], object]) -> None:
        """Copies them, and what the `sites` put into their local storage, into the kept profile of the walk.

        `then` follows within seconds. StorageError when the folder cannot be made.
        """
        if not self._profile.isOffTheRecord():
            then()
            return
        target = profile.kept(walk_id)
        # A profile without a page has no cookie jar yet.
        page = QWebEnginePage(target)
        page.load(QUrl("about:blank"))
        taken: list[QNetworkCookie] = []
        target.cookieStore().cookieAdded.connect(taken.append)
        for cookie in self._known.values():
            target.cookieStore().setCookie(cookie, _origin(cookie))

        def end() -> None:
            shiboken6.delete(page)
            shiboken6.delete(target)
            QTimer.singleShot(0, self, then)

        def wait(left: int) -> None:
            """A busy machine takes cookies late; one that the engine refuses never comes."""
            late = len(taken) < len(self._known) and left > 0
            QTimer.singleShot(_WRITING_MS, self, partial(wait, left - _WRITING_MS) if late else end)

        stored = _Storage(self._profile, target, sites, self)
        stored.copied(lambda: wait(_PATIENCE_MS))

    def _add(self, cookie: QNetworkCookie) -> None:
        self._known[_key(cookie)] = QNetworkCookie(cookie)

    def _remove(self, cookie: QNetworkCookie) -> None:
        self._known.pop(_key(cookie), None)


class _Storage(QObject):
    """Copies the local storage of sites, one after the other, by a page of each in either profile."""

    def __init__(
        self, source: QWebEngineProfile, target: QWebEngineProfile, sites: Iterable[QUrl], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._sites = list(sites)
        self._reading, self._writing = QWebEnginePage(source), QWebEnginePage(target)
        self._later = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._later.timeout.connect(self._end)
        self._then: Callable[[], object] | None = None

    def copied(self, then: Callable[[], object]) -> None:
        """Begins; `then` follows when all is copied, or when it took too long."""
        self._then = then
        self._later.start()
        self._go_on()

    def _go_on(self) -> None:
        if not self._sites:
            self._end()
        elif self._then is not None:
            site = self._sites.pop()
            _ask(self._reading, site, "JSON.stringify(Object.entries(localStorage))", partial(self._write, site))

    def _write(self, site: QUrl, found: object) -> None:
        if self._then is None:
            return
        if not isinstance(found, str) or found == "[]":
            self._go_on()
            return
        put = f"for (const [name, value] of JSON.parse({json.dumps(found)})) localStorage.setItem(name, value)"
        _ask(self._writing, site, put, lambda _done: self._go_on())

    def _end(self) -> None:
        then, self._then = self._then, None
        if then is None:
            return
        self._later.stop()
        for page in (self._reading, self._writing):
            page.deleteLater()
        QTimer.singleShot(0, self, then)


def _ask(page: QWebEnginePage, site: QUrl, script: str, then: Callable[[object], object]) -> None:
    """Runs a script in an empty page of the site; `then` gets what it gives, None when it could not run."""

    def loaded(_well: bool) -> None:
        page.loadFinished.disconnect(connection)
        page.runJavaScript(script, _WORLD.value, then)

    connection = page.loadFinished.connect(loaded)
    page.setHtml(_BLANK, site)


def _key(cookie: QNetworkCookie) -> tuple[bytes, str, str]:
    return bytes(cookie.name().data()), cookie.domain(), cookie.path()


def _origin(cookie: QNetworkCookie) -> QUrl:
    """A page that may set the cookie: the engine takes none without."""
    origin = QUrl()
    origin.setScheme("https" if cookie.isSecure() else "http")
    origin.setHost(cookie.domain().lstrip("."))
    origin.setPath(cookie.path() or "/")
    return origin
