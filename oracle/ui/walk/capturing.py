"""Taking pictures in a walk: which way, what hides first, and what is said when it does not work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor, QImage, QScreen
from PySide6.QtWidgets import QWidget

from oracle.capture import memory, places, pointer, screens, ways
from oracle.capture.geometry import Rect, WindowPlace
from oracle.capture.grab import Grab
from oracle.capture.overlay import Overlay
from oracle.errors import CaptureError, OracleError
from oracle.language import _
from oracle.model.ratings import Source
from oracle.model.walk import Visit
from oracle.ui import bus
from oracle.ui.settings import CAPTURE_POINTER, Settings
from oracle.ui.walk.added_pictures import AddedPictures
from oracle.ui.walk.desktop_portal import DesktopPortal
from oracle.ui.walk.out_of_sight import OutOfSight, every_window
from oracle.ui.walk.phone_folder import PhoneFolder
from oracle.ui.walk.private_looks import PrivateLooks
from oracle.ui.walk.session import WalkSession
from oracle.ui.walk.whole_pages import WholePages
from oracle.workspace import clock

if TYPE_CHECKING:
    from oracle.browser.grab import PageInfo
    from oracle.browser.private import VisibleLook
    from oracle.browser.whole_page import WholePage

WINDOW_SECONDS = 3  # to bring a window to the front, where the system does not tell where windows are
QUIET_SECONDS = 20  # after the last picture, until the memory that they took is given back
DELAYS = (0, 3, 5, 10)  # seconds to open a menu or to hover before the screen is taken


class Pane(Protocol):
    """What is asked of the browser."""

    def grab_page(self) -> tuple[QImage, PageInfo]:
        """The visible page at device pixels, and where it is."""
        ...

    def when_drawn(self, then: Callable[[], object]) -> None:
        """Calls `then` when the pixels belong to the address."""
        ...

    def look_private(self, words: Sequence[str]) -> VisibleLook:
        """Asks what may be private on the page, in the turn of its grab."""
        ...

    def whole_page(self) -> WholePage:
        """A picture of the whole page, to be begun."""
        ...


class Capturing(QObject):
    """Takes a picture for the open step, one at a time."""

    def __init__(self, session: WalkSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.page: Callable[[], Pane | None] = lambda: None  # the browser, while its page is in view
        self.in_the_way: Callable[[], Sequence[QWidget]] = tuple  # our windows that hide for a picture of the screen
        self.private = PrivateLooks(session, self)
        self.whole = WholePages(session, self.private, self)
        self.phone = PhoneFolder(session, self)
        self.added = AddedPictures(session, self)
        self._out_of_sight = OutOfSight(self)
        self._out_of_sight.refused.connect(self._say)
        self.portal = DesktopPortal(session.context.tasks, self)
        self.portal.taken.connect(self._take_from_portal)
        self.portal.cancelled.connect(self._out_of_sight.end)
        self.portal.failed.connect(self._refuse_from_portal)
        self.portal.look()
        self._quiet = QTimer(self, singleShot=True, interval=1000 * QUIET_SECONDS)
        self._quiet.timeout.connect(lambda: session.context.tasks.compute(memory.give_back))
        session.captured.connect(lambda _id: self._quiet.start())
        session.context.tasks.compute(memory.keep)
        self._asked_at: Visit | None = None
        self.delay = 0  # one of DELAYS
        self.last_region: tuple[str, Rect] | None = None  # the screen's name, and the part in its device pixels

    @property
    def environment(self) -> ways.Environment:
        """What works here."""
        return self.portal.environment()

    @property
    def settings(self) -> Settings:
        """What the tester has chosen for captures."""
        return self._session.context.settings

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
            look = pane.look_private(self.private.words)
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
        self.private.follow(look, image.width())

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

    def take_last_region(self) -> None:
        """The part that was taken last, once more, without drawing it; the first time it is drawn."""
        last = self.last_region
        if last is None or self.environment.session is ways.Session.WAYLAND:
            self.take_region()
        elif self._works(Source.REGION):
            at = self._session.visit
            self._hidden(lambda: self._grab_part(*last, at))

    def take_window(self) -> None:
        """A window that is picked on the frozen screens; where the system tells of none, the screen after 3 seconds."""
        if not self._works(Source.WINDOW) or self._is_portals(Source.WINDOW):
            return
        found, at = places.windows(self.environment), self._session.visit
        if found:
            self._hidden(lambda: self._freeze(found, at), ours=every_window())
            return
        said = _(
            "This system does not tell where windows are. Bring yours to the front: the screen is taken in 3 seconds."
        )
        self._session.context.bus.message.emit(bus.INFO, said)
        self._hidden(lambda: self._grab_one(None, at), ours=every_window(), seconds=max(WINDOW_SECONDS, self.delay))

    def take_window_under_pointer(self) -> None:
        """The window that the pointer is on after some seconds; on Wayland the one in front, where the desktop can."""
        if not self._works(Source.WINDOW):
            return
        seconds = max(WINDOW_SECONDS, self.delay)
        if not self._is_portals(Source.WINDOW, front=True, seconds=seconds):
            at = self._session.visit
            self._hidden(lambda: self._grab_under_pointer(at), ours=every_window(), seconds=seconds)

    def by_key(self, *, in_front: bool) -> None:
        """The key for all programs: what the tester sees, which is the page only while our window is `in_front`."""
        if in_front:
            self.capture()
        else:
            self.take_screen()

    # ---- how

    def _works(self, source: Source) -> bool:
        way = ways.way(self.environment, source)
        if not way.works:
            self._session.context.bus.message.emit(bus.WARNING, way.why_not)
        return way.works and not self._out_of_sight.busy

    def _is_portals(self, source: Source, *, front: bool = False, seconds: int | None = None) -> bool:
        """Whether the desktop's portal takes it, as on Wayland; then it is asked."""
        if self.environment.session is not ways.Session.WAYLAND:
            return False
        self._asked_at = self._session.visit
        self._hidden(
            lambda: not self.portal.ask(source, front=front),
            ours=None if self.portal.may_hide else (),
            seconds=seconds,
        )
        return True

    def _frozen(self, screen: QScreen) -> Grab:
        """A screen's picture, with the pointer on it where the settings want that."""
        wanted = self.settings.get(CAPTURE_POINTER)
        return screens.grab_screen(screen, pointer.shown(self.environment) if wanted else None)

    def _take_from_portal(self, grab: Grab) -> None:
        if self._asked_at is not None:
            self._taken(grab, self._asked_at)

    def _refuse_from_portal(self, error: OracleError) -> None:
        self._out_of_sight.end()
        self._say(error)

    def _hidden(
        self, act: Callable[[], bool], *, ours: Sequence[QWidget] | None = None, seconds: int | None = None
    ) -> None:
        """Acts while `ours` are out of sight (None: what is always in the way), after `seconds` (None: `delay`)."""
        self._out_of_sight.act(
            act, self.in_the_way() if ours is None else ours, self.delay if seconds is None else seconds
        )

    def _grab_one(self, screen: QScreen | None, at: Visit) -> bool:
        self._session.store_grab(self._frozen(screen or screens.under_pointer()), at)
        return True

    def _grab_under_pointer(self, at: Visit) -> bool:
        """Takes the window on the screen that the pointer is on, as far as it lies there."""
        screen, place = screens.under_pointer(), QCursor.pos()
        found = places.under_pointer(self.environment, place.x(), place.y())
        grab = self._frozen(screen)
        frame = screens.frame(screen, grab.image.width(), grab.image.height())
        seen = places.on_frame((found,), frame) if found is not None else ()
        if not seen:
            raise CaptureError(
                _("The pointer was not on a window of another program."),
                advice=_("Begin again, and leave the pointer on the window until the seconds are over."),
            )
        title, rect = seen[0]
        self._session.store_grab(grab.cropped(rect, Source.WINDOW, title), at)
        return True

    def _freeze(self, windows: tuple[WindowPlace, ...], at: Visit) -> bool:
        """Grabs all screens and lets a part be chosen; it is not over then."""
        frozen = [(screen, self._frozen(screen)) for screen in screens.screens()]
        overlay = Overlay(frozen, windows, self)
        overlay.taken.connect(lambda grab: self._taken(grab, at))
        overlay.taken.connect(lambda _grab: self._remember(overlay))
        overlay.cancelled.connect(self._out_of_sight.end)
        overlay.open()
        return False

    def _remember(self, overlay: Overlay) -> None:
        if overlay.source is Source.REGION and overlay.chosen is not None:
            screen, part = overlay.chosen
            self.last_region = (screen.name(), part)

    def _grab_part(self, screen_name: str, part: Rect, at: Visit) -> bool:
        screen = next((screen for screen in screens.screens() if screen.name() == screen_name), None)
        grab = self._frozen(screen) if screen is not None else None
        if grab is None or part.right > grab.image.width() or part.bottom > grab.image.height():
            self.last_region = None
            raise CaptureError(
                _("The screen with the last region is not there any more, or has another size."),
                advice=_("Draw the region anew."),
            )
        self._session.store_grab(grab.cropped(part, Source.REGION), at)
        return True

    def _taken(self, grab: Grab, at: Visit) -> None:
        try:
            self._session.store_grab(grab, at)
        finally:
            self._out_of_sight.end()

    def _say(self, error: OracleError) -> None:
        self._session.context.bus.message.emit(bus.WARNING, str(error))
