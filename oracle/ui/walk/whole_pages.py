"""The whole page as one capture: taken by the browser, joined and encoded beside the window, then stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from oracle.capture.grab import Grab, encoded
from oracle.errors import CaptureError, OracleError
from oracle.language import _
from oracle.model.ratings import Source
from oracle.model.walk import Visit
from oracle.ui import bus
from oracle.ui.walk.private_looks import PrivateLooks
from oracle.ui.walk.session import WalkSession
from oracle.workspace import clock

if TYPE_CHECKING:
    from oracle.browser.pane import WholePage
    from oracle.browser.whole_page import Whole

JOINED = 0.9  # what taking the page is of the whole work; the rest is joining and encoding


class WholePages(QObject):
    """One at a time. `progress` goes from 0 to 1; `over` follows, stored or not."""

    progress = Signal(float)
    over = Signal()

    def __init__(self, session: WalkSession, private: PrivateLooks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._private = session, private
        self.running = False
        self._work: WholePage | None = None  # while the browser is at it
        self._turn = 0  # an answer to a work that was cancelled is of an earlier turn

    def take(self, work: WholePage, at: Visit) -> None:
        """Begins; the capture goes to the visit `at`, also when the walk goes on meanwhile."""
        if self.running:
            return
        self.running, self._work = True, work
        self._turn += 1
        work.progress.connect(lambda part: self.progress.emit(part * JOINED))
        work.done.connect(lambda whole: self._join(whole, at, self._turn))
        work.failed.connect(self._refuse)
        work.destroyed.connect(lambda: self._lose(work))
        self.progress.emit(0.0)
        work.words = self._private.words
        try:
            work.begin()
        except CaptureError as error:
            self._refuse(error)

    def cancel(self) -> None:
        """Gives up what is being taken."""
        if self._work is not None:
            self._work.cancel()
        self._end()

    def _lose(self, work: WholePage) -> None:
        """The tab is closed; another one's picture goes on."""
        if self._work is work:
            self._end()

    def _join(self, whole: Whole, at: Visit, turn: int) -> None:
        self._work = None
        made_of = Grab(
            QImage(), Source.PAGE, clock.now(), clock.zone(), url=whole.info.url, title=whole.info.title,
            screen=_place(whole), scale=whole.info.scale,
        )  # fmt: skip
        self._session.context.tasks.compute(
            _joined, whole, made_of,
            then=lambda grab: self._store(grab, whole, at, turn),
            failed=lambda error: self._refuse(error) if turn == self._turn else None,
            owner=self,
        )  # fmt: skip

    def _store(self, grab: Grab, whole: Whole, at: Visit, turn: int) -> None:
        if turn != self._turn:
            return
        self._end()
        self._session.store_grab(grab, at)
        self._private.follow_text(whole.text)
        if whole.cut_from is not None:
            self._session.context.bus.message.emit(bus.INFO, _cut(whole))

    def _refuse(self, error: OracleError) -> None:
        self._end()
        self._session.context.bus.message.emit(bus.WARNING, str(error))

    def _end(self) -> None:
        self.running, self._work = False, None
        self._turn += 1
        self.over.emit()


def _joined(whole: Whole, made_of: Grab) -> Grab:
    """The picture, and its stored form as well: encoding a long one would hold up the lane for seconds."""
    image = whole.joined()
    return replace(made_of, image=image, png=encoded(image))


def _place(whole: Whole) -> str:
    size = f"{whole.width} × {whole.height}"
    if whole.cut_from is not None:
        return _("Whole page, {size}, cut: it is {all} high").format(size=size, all=whole.cut_from)
    return (
        _("Whole page, phone size, {size}").format(size=size)
        if whole.info.phone
        else _("Whole page, {size}").format(size=size)
    )


def _cut(whole: Whole) -> str:
    return _("The page is {all} pixels high. The picture ends after {taken}: it shows the upper {share} %.").format(
        all=whole.cut_from, taken=whole.height, share=round(100 * whole.height / (whole.cut_from or whole.height))
    )
