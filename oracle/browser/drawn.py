"""Which document the pixels of a page belong to.

The engine keeps the last frame of the old document until the new one has drawn, while the address has changed already.
A capture in between would pair one page's pixels with another page's address. And while a page's own fonts are on
their way, the engine draws its words as nothing.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage

LOOK_EVERY_MS = 50
SHOWN_AFTER_MS = 100  # from a frame drawn in the document to its pixels in the window
PATIENCE = 1.0  # seconds that a capture waits at most
FONTS_PATIENCE = 3.0  # while fonts are on their way; then the engine itself takes other letters
_WORLD = 77

# Two frames of a document are drawn when the second request is answered; the document remembers it for later looks.
# `lettered` is whether its words are in these frames too: not before two more when fonts came late.
_LOOK = """(() => {
  const loads = () => document.fonts?.status === 'loading';
  const draw = () => {
    globalThis.lettered = false;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      globalThis.drawn = true;
      if (loads()) document.fonts.ready.then(draw); else globalThis.lettered = true;
    }));
  };
  if (globalThis.drawn === undefined) globalThis.drawn = false;
  if (globalThis.lettered === undefined || (globalThis.lettered && loads())) draw();
  return JSON.stringify([globalThis.drawn, globalThis.lettered, location.href, document.title]);
})()"""


class Drawn(QObject):
    """Watches a page from each start of a load until its document stands in the window.

    `address` and `title` are those of the document in view, "" before the first; `lacks_words` while its fonts are on
    their way.
    """

    def __init__(self, page: QWebEnginePage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.address = ""
        self.title = ""
        self._loading = False
        self.lacks_words = False
        self._since = 0.0
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        page.loadStarted.connect(lambda: self._watch(True))
        page.loadFinished.connect(lambda _fine: self._watch(False))
        page.urlChanged.connect(lambda _url: self._watch(self._loading))

    def when(self, then: Callable[[], object]) -> None:
        """Calls `then` when the pixels and `address` belong together and words are drawn: at once, or after a second at
        most, three while fonts are on their way.
        """
        if self._timer.isActive() and not self._has_waited_enough():
            self._waiting.append(then)
        else:
            then()

    def _watch(self, loading: bool) -> None:
        self.lacks_words = self.lacks_words and (self._loading or not loading)  # of the page before
        self._loading = loading
        self._since = time.monotonic()
        self._timer.start()

    def _age(self) -> float:
        return time.monotonic() - self._since

    def _has_waited_enough(self) -> bool:
        return self._age() > (FONTS_PATIENCE if self.lacks_words else PATIENCE)

    def _look(self) -> None:
        if self._has_waited_enough():
            self._tell()
            if not self._loading:
                self._timer.stop()  # nothing will draw any more: a crashed page, or one that shows our panel
                return
        self._page.runJavaScript(_LOOK, _WORLD, self._hear)

    def _hear(self, answer: str) -> None:
        if not shiboken6.isValid(self) or not answer:
            return
        is_drawn, has_words, address, title = json.loads(answer)
        if is_drawn:
            QTimer.singleShot(SHOWN_AFTER_MS, self, lambda: self._settle(address, title, has_words))

    def _settle(self, address: str, title: str, has_words: bool) -> None:
        self.address, self.title = address, title
        self.lacks_words = not has_words
        if has_words and not self._loading and address == self._page.url().toString() and self._timer.isActive():
            self._timer.stop()
            self._tell()

    def _tell(self) -> None:
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
