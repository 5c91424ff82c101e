"""A picture of the whole page, also of what lies below the window's edge.

The engine draws it in tiles through its own channel. Where that channel does not work the page is scrolled and its
parts are put together. Before, the page is scrolled through once, so that pictures which load late are there.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWebEngineCore import QWebEngineSettings

from oracle.browser.drawn import SHOWN_AFTER_MS
from oracle.browser.grab import PageInfo, info, refuse_hidden
from oracle.browser.private import Looking, PageText, of_whole_page
from oracle.browser.tab import Tab
from oracle.errors import CaptureError
from oracle.language import _

TALLEST = 20_000  # device pixels
MOST_PIXELS = 60_000_000
TILE = 4_000  # device pixels; a taller picture in one go is silently wrong on some GPUs
SCROLL_PART = 0.9  # of the window's height at a time
PAUSE_MS = 60
MOST_SCROLLS = 400  # a page that grows while it is scrolled has no end
PICTURES_MS = 3_000  # how long late pictures and fonts are waited for at most
ANSWER_SECONDS = 20.0
_WORLD = 77

_MEASURE = """JSON.stringify((() => {
  const root = document.scrollingElement || document.documentElement;
  return {x: scrollX, y: scrollY, width: root.clientWidth, window: innerHeight, height: root.scrollHeight,
          ratio: devicePixelRatio, address: location.href};
})())"""
_LOADED = """JSON.stringify(document.fonts?.status !== 'loading'
  && [...document.images].every(image => image.complete))"""
_FRAMES = """(() => {
  globalThis.framed = false;
  requestAnimationFrame(() => requestAnimationFrame(() => { globalThis.framed = true }));
})()"""
_UNFIX = """(() => {
  globalThis.unfixed = [];
  for (const part of document.querySelectorAll('body *')) {
    const position = getComputedStyle(part).position;
    if (position !== 'fixed' && position !== 'sticky') continue;
    globalThis.unfixed.push([part, part.getAttribute('style')]);
    if (position === 'fixed') part.style.setProperty('visibility', 'hidden', 'important');
    else part.style.setProperty('position', 'static', 'important');
  }
})()"""
_FIX = """(() => {
  for (const [part, style] of globalThis.unfixed || [])
    if (style === null) part.removeAttribute('style'); else part.setAttribute('style', style);
  globalThis.unfixed = [];
})()"""


_BARS = "scrollbar-width"
_HIDE_BARS = f"""(() => {{
  const style = document.documentElement.style;
  globalThis.bars = [style.getPropertyValue('{_BARS}'), style.getPropertyPriority('{_BARS}')];
  style.setProperty('{_BARS}', 'none', 'important');
}})()"""
_BRING_BARS = f"""(() => {{
  if (globalThis.bars) document.documentElement.style.setProperty('{_BARS}', ...globalThis.bars);
  globalThis.bars = null;
}})()"""


@dataclass(frozen=True)
class Part:
    """A strip of the page: its picture (PNG) or pixels, and where its top stands, in device pixels."""

    top: int
    picture: bytes | QImage


@dataclass(frozen=True)
class Whole:
    """The strips of a page, top to bottom, in device pixels. `cut_from` is the height before the cut, else None.

    `text` is what of it may be private, None where the page did not say.
    """

    parts: tuple[Part, ...]
    width: int
    height: int
    info: PageInfo
    cut_from: int | None = None
    text: PageText | None = None

    def joined(self) -> QImage:
        """One picture of all strips. Slow for a long page: for any thread but the window's. CaptureError."""
        image = QImage(self.width, self.height, QImage.Format.Format_RGB32)
        if image.isNull():
            raise _nothing()
        painter = QPainter(image)
        try:
            for part in self.parts:
                strip = part.picture if isinstance(part.picture, QImage) else QImage.fromData(part.picture)
                if strip.isNull():
                    raise _nothing()
                strip.setDevicePixelRatio(1.0)
                painter.drawImage(QPoint(0, part.top), strip)
        finally:
            painter.end()
        return image


@dataclass(frozen=True)
class _Script:
    """Asks the page; the answer is what its JSON says, None when there is none."""

    code: str


@dataclass(frozen=True)
class _Pause:
    milliseconds: int


@dataclass(frozen=True)
class _Ask:
    """Asks the engine's channel; the answer is its result, None when it was refused."""

    method: str
    given: dict[str, Any]


@dataclass(frozen=True)
class _Look:
    """Looks at what the page holds that may be private; the answer is a Sight, None when none came."""


_Wish = _Script | _Pause | _Ask | _Look
_Course = Generator[_Wish, Any, Whole]


class WholePage(QObject):
    """Takes one picture of a tab's whole page: then `done(Whole)` or `failed(CaptureError)` follows, once.

    `progress` goes from 0 to 1. `cancel()` ends it without a word; the page goes back to where it was read.
    """

    progress = Signal(float)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, tab: Tab, *, phone: bool) -> None:
        super().__init__(tab)
        self._tab, self._phone = tab, phone
        self.words: tuple[str, ...] = ()  # looked for in the page's texts, as its own private ones
        self._course: _Course | None = None
        self._start: dict[str, Any] = {}

    def begin(self) -> None:
        """Starts; raises CaptureError where no page is in view."""
        try:
            refuse_hidden(self._tab)
            if self._tab.failed:
                raise CaptureError(_("There is no page here."), advice=_("Load it again, or capture what you see."))
        except CaptureError:
            self.deleteLater()
            raise
        self._course = self._steps()
        self._tab.page.renderProcessTerminated.connect(self._break)
        self._tab.channel.when_settled(lambda _works: self._go(None))

    def cancel(self) -> None:
        """Gives up: no signal follows."""
        if self._course is not None:
            self._end()

    # ---- the course

    def _steps(self) -> _Course:
        self._start = yield from self._measured()
        yield from self._without_bars()
        yield from self._scroll_through()
        yield _Script("scrollTo({left: 0, top: 0, behavior: 'instant'})")
        yield _Pause(PAUSE_MS * 2)
        page = yield from self._measured()
        about = info(self._tab, self._tab.view, page["ratio"], self._phone)
        width = round(page["width"] * page["ratio"])
        height, cut_from = cut(width, round(page["height"] * page["ratio"]))
        sight = yield _Look()
        take = self._tiles if self._tab.channel.works else self._strips
        parts = yield from take(page, height)
        if (yield from self._measured())["address"] != page["address"]:
            raise CaptureError(
                _("The page changed while it was captured."), advice=_("Wait until it stands still and try again.")
            )
        return Whole(parts, width, height, about, cut_from, of_whole_page(sight, page["ratio"]))

    def _without_bars(self) -> Generator[_Wish, Any, None]:
        """The engine draws without scroll bars, wider: the page has to be laid out so before it is measured."""
        self._show_bars(False)
        yield _Script(_HIDE_BARS)
        yield _Pause(PAUSE_MS)

    def _show_bars(self, on: bool) -> None:
        """The engine forgets to bring them back after its picture: it is told to."""
        self._tab.page.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, on)

    def _scroll_through(self) -> Generator[_Wish, Any, None]:
        """Pictures below the edge load only when they come near the window."""
        top = 0.0
        for _turn in range(MOST_SCROLLS):
            page = yield from self._measured()
            height, _cut = cut(round(page["width"] * page["ratio"]), round(page["height"] * page["ratio"]))
            top += page["window"] * SCROLL_PART
            end = height / page["ratio"]
            if top >= end:
                break
            yield _Script(f"scrollTo({{left: 0, top: {top}, behavior: 'instant'}})")
            yield _Pause(PAUSE_MS)
            self.progress.emit(0.4 * top / end)
        for _turn in range(PICTURES_MS // PAUSE_MS):
            if (yield _Script(_LOADED)):
                break
            yield _Pause(PAUSE_MS)

    def _tiles(self, page: dict[str, Any], height: int) -> Generator[_Wish, Any, tuple[Part, ...]]:
        """Drawn by the engine; the clip counts in pixels of the window, before the page's own zoom."""
        zoom, parts = self._tab.view.zoomFactor(), []
        each = page["ratio"] / zoom  # device pixels for a pixel of the window
        for top in range(0, height, TILE):
            clip = {
                "x": 0, "y": top / each, "width": page["width"] * zoom,
                "height": min(TILE, height - top) / each, "scale": 1,
            }  # fmt: skip
            given = {"format": "png", "optimizeForSpeed": True, "captureBeyondViewport": True, "clip": clip}
            answer = yield _Ask("Page.captureScreenshot", given)
            if answer is None:
                raise _nothing()
            parts.append(Part(top, base64.b64decode(answer["data"])))
            self.progress.emit(0.4 + 0.6 * min(1.0, (top + TILE) / height))
        return tuple(parts)

    def _strips(self, page: dict[str, Any], height: int) -> Generator[_Wish, Any, tuple[Part, ...]]:
        """Scrolled and put together; what stands fixed is seen in the first strip only."""
        parts, top = [], 0
        window = max(1, int(page["window"] * page["ratio"]))
        while top < height:
            yield _Script(f"scrollTo({{left: 0, top: {top / page['ratio']}, behavior: 'instant'}})")
            yield from self._drawn()
            at = yield from self._measured()
            parts.append(Part(round(at["y"] * page["ratio"]), self._tab.view.grab().toImage()))
            if top == 0:
                yield _Script(_UNFIX)
            top += window
            self.progress.emit(0.4 + 0.6 * min(1.0, top / height))
        return tuple(parts)

    def _measured(self) -> Generator[_Wish, Any, dict[str, Any]]:
        """Where the page stands, its size in CSS pixels and the window's; CaptureError when it does not answer."""
        said = yield _Script(_MEASURE)
        if said is None:
            raise _nothing()
        return dict(said)

    def _drawn(self) -> Generator[_Wish, Any, None]:
        """Until what the page is now has been drawn in the window."""
        yield _Script(_FRAMES)
        for _turn in range(PICTURES_MS // PAUSE_MS):
            if (yield _Script("JSON.stringify(globalThis.framed)")):
                break
            yield _Pause(PAUSE_MS)
        yield _Pause(SHOWN_AFTER_MS)

    # ---- what carries it out

    def _go(self, answer: object) -> None:
        """Gives the course its answer and carries out what it wishes next."""
        if self._course is None or not shiboken6.isValid(self._tab):
            return
        try:
            wish = self._course.send(answer)
        except StopIteration as over:
            self._end()
            self.done.emit(over.value)
        except CaptureError as error:
            self._fail(error)
        else:
            self._carry_out(wish)

    def _carry_out(self, wish: _Wish) -> None:
        if isinstance(wish, _Pause):
            QTimer.singleShot(wish.milliseconds, self, lambda: self._go(None))
        elif isinstance(wish, _Script):
            self._tab.page.runJavaScript(wish.code, _WORLD, lambda said: self._go(json.loads(said) if said else None))
        elif isinstance(wish, _Look):
            Looking(self._tab.page, self.words, self._go)
        else:
            self._tab.channel.ask(wish.method, wish.given, self._go, ANSWER_SECONDS)

    def _break(self, *_how: object) -> None:
        self._fail(_nothing())

    def _fail(self, error: CaptureError) -> None:
        if self._course is not None:
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        self._course = None
        place = self._start or {"x": 0, "y": 0}
        back = f"scrollTo({{left: {place['x']}, top: {place['y']}, behavior: 'instant'}})"
        page = self._tab.page
        page.runJavaScript(f"{_FIX};{back}", _WORLD)
        self._show_bars(True)
        QTimer.singleShot(PAUSE_MS * 2, self, self._bring_back)

    def _bring_back(self) -> None:
        """Once the engine has heard of the bars: the page asks for them again, a phone for its touch. It ends so."""
        self.deleteLater()
        self._tab.page.runJavaScript(_BRING_BARS, _WORLD)
        self._tab.renew_phone()


def cut(width: int, height: int) -> tuple[int, int | None]:
    """The height in device pixels that is taken of a page, and its own height where that is more, else None."""
    most = min(TALLEST, MOST_PIXELS // max(1, width))
    return (most, height) if height > most else (height, None)


def _nothing() -> CaptureError:
    return CaptureError(
        _("The page gave no picture of itself."),
        safe=_("Everything else of this step is stored."),
        advice=_("Capture what you see instead, or try again."),
    )
