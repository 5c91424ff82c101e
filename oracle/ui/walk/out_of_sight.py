"""Our windows out of sight while a picture of the screen is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from oracle.capture import hiding
from oracle.errors import OracleError
from oracle.ui.walk.countdown import Countdown

HIDING_MS = 250  # what window systems need to take a window away; shorter ones were caught in the picture elsewhere
LOOK_AGAIN_MS = 50
MOST_LOOKS = 30  # for programs under our window that take their time to paint themselves


class OutOfSight(QObject):
    """Hides windows, acts, and brings them back. `refused(OracleError)`: that is what came of it."""

    refused = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.busy = False  # until `end`
        self._away: tuple[QWidget, ...] = ()
        self._was_active: QWidget | None = None

    def act(self, act: Callable[[], bool], windows: Sequence[QWidget], seconds: int) -> None:
        """Hides `windows`, waits until they are gone, and acts; with `seconds` these are counted before, on the screen.

        Says `act` that all is over, the windows come back; else they wait for `end`.
        """
        self.busy = True
        self._away = tuple(window for window in windows if window.isVisible())
        self._was_active = next((window for window in self._away if window.isActiveWindow()), None)
        # Behind another program's window nothing of ours is seen that could be waited for.
        seen = hiding.shown(self._away) if self._was_active is not None else ()
        for window in self._away:
            window.hide()
        if seconds:
            countdown = Countdown(seconds, QGuiApplication.screenAt(QCursor.pos()))
            countdown.over.connect(lambda: QTimer.singleShot(HIDING_MS, self, lambda: self._act(act)))
            countdown.cancelled.connect(self.end)
            self.destroyed.connect(countdown.close)
            countdown.begin()
        else:
            QTimer.singleShot(HIDING_MS if self._away else 0, self, lambda: self._act_when_gone(seen, act, MOST_LOOKS))

    def _act_when_gone(self, seen: Sequence[hiding.Shown], act: Callable[[], bool], looks: int) -> None:
        """Acts once the screen shows our windows no more, which nobody tells us."""
        if looks and hiding.still_there(seen):
            QTimer.singleShot(LOOK_AGAIN_MS, self, lambda: self._act_when_gone(seen, act, looks - 1))
        else:
            self._act(act)

    def _act(self, act: Callable[[], bool]) -> None:
        over = True
        try:
            over = act()
        except OracleError as error:
            self.refused.emit(error)
        finally:
            if over:
                self.end()

    def end(self) -> None:
        """The windows come back, and the one that was active is so again."""
        for window in self._away:
            window.show()
        if self._was_active is not None:
            self._was_active.activateWindow()
        self._away = ()
        self.busy = False


def every_window() -> tuple[QWidget, ...]:
    """All our windows that can be seen; each comes back where it stands."""
    ours = tuple(each for each in QApplication.topLevelWidgets() if each.isVisible() and not each.isMinimized())
    for window in ours:
        if not window.windowState():
            window.setGeometry(window.geometry())
    return ours
