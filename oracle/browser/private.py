"""What a page shows that may be private: its filled-in fields and texts, with their places on a picture of it.

The page is asked beside the capture, never before it: a page that does not answer leaves the capture as it is. All
frames are asked, each for itself, also those of other sites.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage

from oracle.browser.private_script import script
from oracle.browser.tab import Tab
from oracle.method.private import Box, Piece, Run

ANSWER_MS = 3_000  # how long the page and its frames are waited for
AGAIN_MS = 150  # until the second look: what was drawn before the first has been replaced by then
DEEPEST = 5  # frames within frames
_WORLD = 77
_NEAR = 2.0  # pixels by which a place may differ


@dataclass(frozen=True)
class Sight:
    """What a page held at one moment, in CSS pixels from the upper left of its window."""

    runs: tuple[Run, ...]
    scroll: tuple[float, float]
    corner: tuple[float, float]  # of what is seen, where the page is magnified by pinching
    width: float  # of the window, scroll bar included
    ratio: float  # device pixels for each CSS pixel
    address: str
    language: str

    @property
    def state(self) -> tuple[object, ...]:
        """What must be the same for its places to belong to the same pixels."""
        return self.scroll, self.corner, self.width, self.ratio, self.address


Hear = Callable[[Sight | None], object]


class Looking(QObject):
    """One look at all frames of a page; `then` hears what it held, or None when it did not answer in time."""

    def __init__(self, page: QWebEnginePage, words: Sequence[str], then: Hear) -> None:
        super().__init__(page)
        self._code, self._then = script(words), then
        self._open = 0
        self._main: dict[str, Any] | None = None
        self._runs: list[Run] = []
        self._limit = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self._limit.timeout.connect(self._tell)
        self._limit.start()
        self._ask(page.mainFrame(), _Place(), 0)

    def _ask(self, frame: QWebEngineFrame, place: _Place, depth: int) -> None:
        self._open += 1
        frame.runJavaScript(self._code, _WORLD, lambda said: self._hear(frame, place, depth, said))

    def _hear(self, frame: QWebEngineFrame, place: _Place, depth: int, said: object) -> None:
        if not shiboken6.isValid(self) or not self._limit.isActive():
            return
        answer = json.loads(said) if isinstance(said, str) and said else None
        if answer is not None:
            if depth == 0:
                self._main = answer
            self._runs += _runs(answer, place)
            if depth < DEEPEST:
                self._ask_below(frame, answer["frames"], place, depth)
        self._open -= 1
        if not self._open:
            self._tell()

    def _ask_below(self, frame: QWebEngineFrame, shown: list[dict[str, Any]], place: _Place, depth: int) -> None:
        for child, at in _matched(frame.children() if frame.isValid() else (), shown):
            if at["box"] is not None:
                self._ask(child, place.within(at), depth + 1)

    def _tell(self) -> None:
        self._limit.stop()
        main, then = self._main, self._then
        self.deleteLater()
        then(None if main is None else _sight(main, tuple(self._runs)))


class VisibleLook(QObject):
    """What the part of a tab that is captured in this very turn shows; `begin` before the grab, `then` comes later.

    `then` hears the runs in device pixels of a picture `width` wide, with the page's address and language; None where
    the page did not answer, or went on meanwhile, so that nothing is known of those pixels.
    """

    def __init__(self, tab: Tab, words: Sequence[str]) -> None:
        super().__init__(tab)
        self._tab, self._words = tab, words
        self._scroll = tab.page.scrollPosition()
        self._zoom = tab.view.zoomFactor()
        self._first: Sight | None = None
        self._width = 0
        self._then: Callable[[PageText | None], object] | None = None
        self._over = False
        if tab.failed:
            self._over = True
        else:
            Looking(tab.page, words, self._look_again)

    def when_seen(self, width: int, then: Callable[[PageText | None], object]) -> None:
        """`then` is called once, after this returned or, where all is known already, at once."""
        self._width, self._then = width, then
        if self._over:
            self._tell(None)

    def _look_again(self, first: Sight | None) -> None:
        if first is None or not self._is_of_the_pixels(first):
            self._tell(None)
            return
        self._first = first
        QTimer.singleShot(AGAIN_MS, self, lambda: Looking(self._tab.page, self._words, self._compare))

    def _is_of_the_pixels(self, sight: Sight) -> bool:
        """The engine tells the scroll place of the frame that it has drawn; the script's may be a later one."""
        drawn = (self._scroll.x(), self._scroll.y())
        scales = {1.0, self._zoom, 1 / self._zoom}
        return any(
            all(abs(one * scale - other) <= _NEAR for one, other in zip(sight.scroll, drawn, strict=True))
            for scale in scales
        )

    def _compare(self, second: Sight | None) -> None:
        first = self._first
        if first is None or second is None or first.state != second.state:
            self._tell(None)
        else:
            # What moved in between is told at both of its places.
            self._tell(dict.fromkeys((*first.runs, *second.runs)))

    def _tell(self, runs: Iterable[Run] | None) -> None:
        self._over = True
        then, self._then = self._then, None
        if then is None:
            return
        first = self._first
        self.deleteLater()
        if runs is None or first is None:
            then(None)
            return
        scale = self._width / max(first.width, 1)
        moved = tuple(_moved(run, -first.corner[0], -first.corner[1], scale) for run in runs)
        then(PageText(moved, first.address, first.language))


@dataclass(frozen=True)
class PageText:
    """What of a page may be private, in device pixels of the picture taken of it."""

    runs: tuple[Run, ...]
    address: str
    language: str


def of_whole_page(sight: Sight | None, ratio: float) -> PageText | None:
    """What was seen from the page's top, in device pixels of a picture of the whole page."""
    if sight is None:
        return None
    moved = tuple(_moved(run, *sight.scroll, ratio) for run in sight.runs)
    return PageText(moved, sight.address, sight.language)


@dataclass(frozen=True)
class _Place:
    """Where a frame's window stands in the page's: its corner, its scale, and what of it is seen."""

    x: float = 0.0
    y: float = 0.0
    across: float = 1.0
    down: float = 1.0
    seen: Box | None = None

    def within(self, at: dict[str, Any]) -> _Place:
        """The place of a frame that this one shows `at`."""
        box = self.box(at["box"])
        return _Place(
            self.x + at["x"] * self.across,
            self.y + at["y"] * self.down,
            self.across * at["across"],
            self.down * at["down"],
            box,
        )

    def box(self, box: Sequence[float]) -> Box:
        """A box of the frame in the page's window, cut at what is seen of the frame."""
        x, y, width, height = box
        left, top = self.x + x * self.across, self.y + y * self.down
        right, bottom = left + width * self.across, top + height * self.down
        if self.seen is not None:
            seen_x, seen_y, seen_width, seen_height = self.seen
            left, top = max(left, seen_x), max(top, seen_y)
            right, bottom = min(right, seen_x + seen_width), min(bottom, seen_y + seen_height)
        return left, top, max(0.0, right - left), max(0.0, bottom - top)


def _matched(
    children: Sequence[QWebEngineFrame], shown: list[dict[str, Any]]
) -> Iterable[tuple[QWebEngineFrame, dict[str, Any]]]:
    """Each frame with the element that shows it: by order where the sizes agree, else by a size that only one has."""
    children = [child for child in children if child.isValid()]
    free = list(shown)
    if len(children) == len(shown) and all(map(_fits, children, shown)):
        yield from zip(children, shown, strict=True)
        return
    for child in children:
        fitting = [at for at in free if _fits(child, at)]
        if len(fitting) == 1:
            free.remove(fitting[0])
            yield child, fitting[0]


def _fits(child: QWebEngineFrame, at: dict[str, Any]) -> bool:
    if at["name"] and child.htmlName() and at["name"] != child.htmlName():
        return False
    size = child.size()
    return all(abs(one - other) <= _NEAR for one, other in ((size.width(), at["width"]), (size.height(), at["height"])))


def _runs(answer: dict[str, Any], place: _Place) -> Iterable[Run]:
    for field in answer["fields"]:
        text = str(field["text"])
        yield Run(text, (Piece(0, len(text), place.box(field["box"])),), str(field["label"]))
    for block in answer["texts"]:
        text = str(block["text"])
        units = _Units(text)
        pieces = (Piece(units.at(start), units.at(end), place.box(box)) for start, end, *box in block["pieces"])
        yield Run(text, tuple(pieces))


class _Units:
    """From the script's places in a text, which count signs beyond the first 65,536 twice, to ours."""

    def __init__(self, text: str) -> None:
        self._plain = all(ord(sign) < 0x10000 for sign in text)
        self._places = (
            [] if self._plain else [at for at, sign in enumerate(text) for _ in range(1 + (ord(sign) > 0xFFFF))]
        )
        self._length = len(text)

    def at(self, place: int) -> int:
        """The place in our text."""
        if self._plain:
            return place
        return self._places[place] if place < len(self._places) else self._length


def _sight(main: dict[str, Any], runs: tuple[Run, ...]) -> Sight:
    return Sight(
        runs=runs,
        scroll=(float(main["x"]), float(main["y"])),
        corner=(float(main["left"]), float(main["top"])),
        width=float(main["width"]),
        ratio=float(main["ratio"]),
        address=str(main["address"]),
        language=str(main["language"]),
    )


def _moved(run: Run, dx: float, dy: float, scale: float) -> Run:
    """The run with its boxes moved in CSS pixels, then scaled to device pixels."""
    pieces = tuple(
        Piece(piece.start, piece.end, ((x + dx) * scale, (y + dy) * scale, width * scale, height * scale))
        for piece in run.pieces
        for x, y, width, height in (piece.box,)
    )
    return Run(run.text, pieces, run.field)
