"""Taking pictures in a walk: which way, what hides first, and what is said when it does not work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QScreen
from PySide6.QtWidgets import QWidget

from oracle.capture import clipboard, files, places, screens, ways
from oracle.capture.geometry import WindowPlace
from oracle.capture.grab import Grab
from oracle.capture.overlay import Overlay
from oracle.errors import CaptureError, InputError, OracleError
from oracle.language import _
from oracle.model.ratings import Source
from oracle.model.walk import Visit
from oracle.ui import bus
from oracle.ui.walk.desktop_portal import DesktopPortal
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.whole_pages import WholePages
from oracle.workspace import clock

if TYPE_CHECKING:
    from oracle.browser.grab import PageInfo
    from oracle.browser.whole_page import WholePage

HIDING_MS = 250  # what window systems need to take a window away; shorter ones were caught in the picture elsewhere
REFUSED_TOGETHER_MS = 250
REASONS_TOLD = 4
COUNTDOWN_MS = 3_000


class Pane(Protocol):
    """What is asked of the browser."""

    def grab_page(self) -> tuple[QImage, PageInfo]:
        """The visible page at device pixels, and where it is."""
        ...

    def when_drawn(self, then: Callable[[], object]) -> None:
        """Calls `then` when the pixels belong to the address."""
        ...

    def whole_page(self) -> WholePage:
        """A picture of the whole page, to be begun."""
        ...


class Capturing(QObject):
    """Takes a picture for the open step. `busy(bool)` while the app's own windows are away or an overlay is up."""

    busy = Signal(bool)

    def __init__(self, session: WalkSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.page: Callable[[], Pane | None] = lambda: None  # the browser, while its page is in view
        self.in_the_way: Callable[[], Sequence[QWidget]] = tuple  # our windows that hide for a picture of the screen
        self.whole = WholePages(session, self)
        self.portal = DesktopPortal(session.context.tasks, self)
        self.portal.taken.connect(self._take_from_portal)
        self.portal.cancelled.connect(self._come_back)
        self.portal.failed.connect(self._refuse_from_portal)
        self.portal.look()
        self._asked_at: Visit | None = None
        self._away: tuple[QWidget, ...] = ()
        self._busy = False
        self._refused: list[OracleError] = []
        self._together = QTimer(self, interval=REFUSED_TOGETHER_MS, singleShot=True)
        self._together.timeout.connect(self._say_refused)
        session.not_captured.connect(self._collect)

    @property
    def environment(self) -> ways.Environment:
        """What works here."""
        return self.portal.environment()

    # ---- the ways

    def capture(self) -> None:
        """What the tester sees: the page while it is shown, else the screen."""
        source = ways.preferred(self.environment, page_shown=self.page() is not None)
        if source is Source.PAGE:
            self.take_page()
        else:
            self.take_screen()

    def take_page(self) -> None:
        """The visible part of the page."""
        pane = self.page()
        if pane is None:
            self.take_screen()
        else:
            # The page may need a moment to be drawn; what it shows belongs to the step of the press.
            at = self._session.visit
            pane.when_drawn(lambda: self._grab_page(pane, at))

    def _grab_page(self, pane: Pane, at: Visit) -> None:
        try:
            image, about = pane.grab_page()
        except CaptureError as error:
            self._say(error)
            return
        size = "{} × {}".format(*about.viewport)
        place = _("Phone size, {size}").format(size=size) if about.phone else _("Page, {size}").format(size=size)
        self._session.store_grab(
            Grab(
                image, Source.PAGE, clock.now(), clock.zone(), url=about.url, title=about.title, screen=place,
                scale=about.scale,
            ),
            at,
        )  # fmt: skip

    def take_whole_page(self) -> None:
        """All of the page, also what lies below the window's edge."""
        pane = self.page()
        if pane is not None:
            self.whole.take(pane.whole_page(), self._session.visit)
            return
        said = _("There is no page open in the app’s own browser. Capture the screen or a region instead.")
        self._session.context.bus.message.emit(bus.INFO, said)

    def take_screen(self, screen: QScreen | None = None) -> None:
        """A whole screen: the one given, else the one under the pointer."""
        if self._works(Source.SCREEN) and not self._is_portals(Source.SCREEN):
            at = self._session.visit
            self._hidden(lambda: self._grab_one(screen, at))

    def take_region(self) -> None:
        """A part that is drawn on the frozen screens."""
        if self._works(Source.REGION) and not self._is_portals(Source.REGION):
            at = self._session.visit
            self._hidden(lambda: self._freeze((), at))

    def take_window(self) -> None:
        """A window that is picked on the frozen screens; where the system tells of none, the screen after 3 seconds."""
        if not self._works(Source.WINDOW) or self._is_portals(Source.WINDOW):
            return
        found, at = places.windows(self.environment), self._session.visit
        if found:
            self._hidden(lambda: self._freeze(found, at))
            return
        said = _(
            "This system does not tell where windows are. Bring yours to the front: the screen is taken in 3 seconds."
        )
        self._session.context.bus.message.emit(bus.INFO, said)
        self._hidden(lambda: self._grab_one(None, at), COUNTDOWN_MS)

    def paste(self) -> None:
        """The picture, or the picture files, on the clipboard."""
        self.drop(QGuiApplication.clipboard().mimeData())

    def drop(self, content: QMimeData) -> None:
        """A picture or files dropped or pasted."""
        try:
            paths = clipboard.paths_in(content)
        except InputError as error:
            self._say(error)
            return
        picture = None if paths else clipboard.picture_in(content)
        if paths:
            self._session.store_files(paths)
        elif picture is not None:
            self._session.store_grab(picture, self._session.visit)
        else:
            self._say(InputError(_("There is no picture on the clipboard."), advice=_("Copy one first, then paste.")))

    def add_files(self, paths: Sequence[Path]) -> None:
        """Files chosen."""
        try:
            self._session.store_files(files.at_most(paths))
        except InputError as error:
            self._say(error)

    # ---- how

    def _works(self, source: Source) -> bool:
        way = ways.way(self.environment, source)
        if not way.works:
            self._session.context.bus.message.emit(bus.WARNING, way.why_not)
        return way.works and not self._busy

    def _is_portals(self, source: Source) -> bool:
        """Whether the desktop's portal takes it, as on Wayland; then it is asked."""
        if self.environment.session is not ways.Session.WAYLAND:
            return False
        self._asked_at = self._session.visit
        self._hidden(lambda: not self.portal.ask(source), hide=self.portal.may_hide)
        return True

    def _take_from_portal(self, grab: Grab) -> None:
        if self._asked_at is not None:
            self._taken(grab, self._asked_at)

    def _refuse_from_portal(self, error: OracleError) -> None:
        self._come_back()
        self._say(error)

    def _hidden(self, act: Callable[[], bool], wait: int | None = None, *, hide: bool = True) -> None:
        """Hides our windows, waits until they are gone, and acts; they come back when `act` says that all is over."""
        self._busy = True
        self.busy.emit(True)
        self._away = tuple(window for window in self.in_the_way() if window.isVisible()) if hide else ()
        for window in self._away:
            window.hide()
        hiding = HIDING_MS if self._away else 0
        QTimer.singleShot(hiding if wait is None else wait, self, lambda: self._act(act))

    def _act(self, act: Callable[[], bool]) -> None:
        over = True
        try:
            over = act()
        except OracleError as error:
            self._say(error)
        finally:
            if over:
                self._come_back()

    def give_up(self) -> None:
        """Waits no longer for an answer of the desktop."""
        self.portal.give_up()

    def _come_back(self) -> None:
        for window in self._away:
            window.show()
        self._away = ()
        self._busy = False
        self.busy.emit(False)

    def _grab_one(self, screen: QScreen | None, at: Visit) -> bool:
        self._session.store_grab(screens.grab_screen(screen or screens.under_pointer()), at)
        return True

    def _freeze(self, windows: tuple[WindowPlace, ...], at: Visit) -> bool:
        """Grabs all screens and lets a part be chosen; it is not over then."""
        frozen = [(screen, screens.grab_screen(screen)) for screen in screens.screens()]
        overlay = Overlay(frozen, windows, self)
        overlay.taken.connect(lambda grab: self._taken(grab, at))
        overlay.cancelled.connect(self._come_back)
        overlay.open()
        return False

    def _taken(self, grab: Grab, at: Visit) -> None:
        try:
            self._session.store_grab(grab, at)
        finally:
            self._come_back()

    def _collect(self, error: OracleError) -> None:
        """Pictures refused one after the other are told together: each message takes the place of the one before."""
        self._refused.append(error)
        self._together.start()

    def _say_refused(self) -> None:
        refused, self._refused = self._refused, []
        if len(refused) == 1:
            self._say(refused[0])
            return
        reasons = [error.happened for error in refused[:REASONS_TOLD]]
        if len(refused) > len(reasons):
            reasons.append(_("… and {n} more.").format(n=len(refused) - len(reasons)))
        said = _("{n} pictures were not taken.").format(n=len(refused))
        self._session.context.bus.message.emit(bus.WARNING, " ".join([said, *reasons]))

    def _say(self, error: OracleError) -> None:
        self._session.context.bus.message.emit(bus.WARNING, str(error))
