"""The desktop's portal as the walk uses it: known beforehand, asked beside the window, never longer than wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage

from oracle.capture import macos, portal, ways
from oracle.capture.grab import Grab
from oracle.capture.portal import Permission, Portal
from oracle.errors import OracleError
from oracle.model.ratings import Source
from oracle.ui.tasks import Tasks
from oracle.workspace import clock


class DesktopPortal(QObject):
    """`known` when it was looked for; after `ask` either `taken(Grab)`, `cancelled` or `failed(OracleError)` comes."""

    known = Signal()
    taken = Signal(object)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._portal: Portal | None = None
        self._given_up = False
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.give_up)

    def environment(self) -> ways.Environment:
        """This machine now, with what is known of its portal."""
        return replace(ways.here(), portal=self._portal)

    def look(self) -> None:
        """Looks for the portal where it is needed; `known` follows."""
        if ways.here().session is ways.Session.WAYLAND:
            self._tasks.compute(portal.probe, then=self._know, owner=self)

    @property
    def may_hide(self) -> bool:
        """Whether our windows may go away first: a desktop shows its question only for a window that is seen."""
        return self._portal is not None and self._portal.permission is Permission.GRANTED

    def ask(self, source: Source, *, front: bool = False) -> bool:
        """Asks for a picture, with `front` of the window in front; False when there is no portal to ask."""
        if self._portal is None:
            return False
        self._given_up = False
        self._tasks.compute(
            _grab, self._portal, source, lambda: self._given_up, _desk_width(), front,
            then=self._hear, failed=self._refuse, owner=self,
        )  # fmt: skip
        return True

    def ask_permission(self) -> None:
        """Lets the desktop ask its question now, and looks how it was answered; `known` follows.

        A portal asks only when a picture is wanted: that one is thrown away.
        """
        session = ways.here().session
        if session is ways.Session.MACOS:
            macos.ask_to_record()
            self.known.emit()
        elif self._portal is not None:
            self._given_up = False
            self._tasks.compute(
                portal.take, self._portal, Source.SCREEN, lambda: self._given_up,
                then=lambda _data: self.look(), failed=lambda _error: self.look(), owner=self,
            )  # fmt: skip

    def give_up(self) -> None:
        """Waits no longer for an answer."""
        self._given_up = True

    def _know(self, found: Portal | None) -> None:
        self._portal = found
        self.known.emit()

    def _hear(self, grab: Grab | None) -> None:
        self.look()  # the question was answered: it is not asked again
        if grab is None:
            self.cancelled.emit()
        else:
            self.taken.emit(grab)

    def _refuse(self, error: OracleError) -> None:
        self.look()
        self.failed.emit(error)


def _grab(found: Portal, source: Source, given_up: Callable[[], bool], desk_width: int, front: bool) -> Grab | None:
    taken_at = clock.now()
    data = portal.take(found, source, given_up, front=front)
    if data is None:
        return None
    image = QImage.fromData(data)
    scale = image.width() / desk_width if source is Source.SCREEN and desk_width else 1.0
    return Grab(image, source, taken_at, clock.zone(), scale=scale)


def _desk_width() -> int:
    screen = QGuiApplication.primaryScreen()
    return screen.virtualGeometry().width() if screen is not None else 0
