"""Waits whose time has come: told on the home screen, and by the tray where it is wanted."""

from __future__ import annotations

from datetime import UTC, datetime
from math import ceil
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from oracle import words
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.test_customer import CleanUpDue
from oracle.model.walk import FollowUp
from oracle.ui import settings
from oracle.ui.context import Context
from oracle.ui.window import Window

if TYPE_CHECKING:
    from oracle.workspace.rewalks import RewalkDue

EVERY_MS = 60_000
FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)


def read_due(workspace: Any, now: datetime | None = None) -> tuple[FollowUp, ...]:
    """The follow-ups that are due."""
    from oracle.workspace import walks

    return walks.follow_ups(workspace, until=now or datetime.now(UTC))


def read_clean_ups(workspace: Any, now: datetime | None = None) -> tuple[CleanUpDue, ...]:
    """Walks that are over and left something to clean up."""
    from oracle.workspace import test_customers

    return test_customers.due(workspace, until=now or datetime.now(UTC))


def read_rewalks(workspace: Any, now: datetime | None = None) -> tuple[RewalkDue, ...]:
    """Journeys whose rhythm says that they are to be walked again."""
    from oracle.workspace import rewalks

    return rewalks.due(workspace, until=now or datetime.now(UTC))


def read_next_due(workspace: Any) -> datetime | None:
    """When the next of what is not yet due falls due: a wait, one to be asked again, a clean-up put off, a re-walk."""
    from oracle.workspace import rewalks, test_customers, walks

    now = datetime.now(UTC)
    moments = [max(each.due_at, each.remind_at or each.due_at) for each in walks.follow_ups(workspace, until=FOR_EVER)]
    moments += [each.remind_at for each in test_customers.due(workspace, until=FOR_EVER) if each.remind_at is not None]
    moments += [each.due_at for each in rewalks.due(workspace, until=FOR_EVER)]
    return min((each for each in moments if each > now), default=None)


def due_text(count: int) -> str:
    """ "2 follow-ups are due"."""
    return ngettext("{n} follow-up is due", "{n} follow-ups are due", count).format(n=count)


def rewalk_text(due: tuple[RewalkDue, ...]) -> str:
    """ "1 re-walk is due: Buy a Monstera on sale", "3 re-walks are due"."""
    if len(due) == 1:
        return _("1 re-walk is due: {journey}").format(journey=words.shortened(due[0].title, 60))
    return ngettext("{n} re-walk is due", "{n} re-walks are due", len(due)).format(n=len(due))


def clean_up_text(due: tuple[CleanUpDue, ...]) -> str:
    """ "3 things of your walks are to be cleaned up"."""
    left = sum(each.left for each in due)
    return ngettext(
        "{n} thing of your walks is to be cleaned up", "{n} things of your walks are to be cleaned up", left
    ).format(n=left)


def without_markup(text: str) -> str:
    """`text` for the tray's message, in which many desktops read markup, and others would show what escapes it."""
    # Source: Desktop Notifications Specification, "Markup": <, > and & in the body.
    return text.translate({ord("<"): "‹", ord(">"): "›", ord("&"): "+"})


class DueClock(QObject):
    """`struck` comes when the next wait falls due, at most a minute late where the machine slept meanwhile."""

    struck = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._next: datetime | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def set(self) -> None:
        """Reads when the next wait falls due."""
        self._context.tasks.read(read_next_due, then=self._found)

    def _found(self, moment: datetime | None) -> None:
        self._next = moment
        self._timer.stop()
        if moment is not None:
            self._wait(moment)

    def _wait(self, moment: datetime) -> None:
        # A timer stands still while the machine sleeps: no more than a minute is waited before looking at the clock.
        left = ceil((moment - datetime.now(UTC)).total_seconds() * 1000)
        self._timer.start(max(1, min(left, EVERY_MS)))

    def _look(self) -> None:
        if self._next is None:
            return
        if self._next <= datetime.now(UTC):
            self._next = None
            self.struck.emit()
        else:
            self._wait(self._next)


class Reminders(QObject):
    """The tray icon, where it is wanted: it asks every minute and tells of what has come due since."""

    def __init__(self, context: Context, window: Window) -> None:
        super().__init__()
        self._context = context
        self._window = window
        self._told: set[tuple[str, str]] = set()
        self._told_of_clean_ups: set[str] = set()
        self._told_of_rewalks: set[str] = set()
        self._tray: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        context.bus.changed.connect(self._changed)
        context.settings.changed.connect(lambda key: self._follow_setting() if key == settings.TRAY.key else None)
        self._follow_setting()

    def look(self) -> None:
        """Asks what is due now."""
        if self._tray is not None:
            self._context.tasks.read(read_due, then=self._found)
            self._context.tasks.read(read_clean_ups, then=self._found_clean_ups)
            self._context.tasks.read(read_rewalks, then=self._found_rewalks)

    def keeps_running(self) -> bool:
        """Whether closing the window leaves the app in the tray."""
        return self._tray is not None and not self._window.is_ending

    def stop(self) -> None:
        """Takes the tray icon away and asks no more."""
        self._timer.stop()
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def _changed(self, change: Change) -> None:
        if change.touches(Subject.VISIT, Subject.WALK, Subject.JOURNEY, Subject.TRASH):
            self.look()

    def _found(self, found: tuple[FollowUp, ...]) -> None:
        new = [each for each in found if (each.walk_id, each.step_id) not in self._told]
        self._told = {(each.walk_id, each.step_id) for each in found}
        if self._tray is not None:
            self._tray.setToolTip(due_text(len(found)) if found else "Pothole Oracle")
            if new:
                first = f"{new[0].journey_title}: {new[0].step_title}"
                self._tray.showMessage(due_text(len(new)), without_markup(first))

    def _found_clean_ups(self, found: tuple[CleanUpDue, ...]) -> None:
        new = tuple(each for each in found if each.walk_id not in self._told_of_clean_ups)
        self._told_of_clean_ups = {each.walk_id for each in found}
        if self._tray is not None and new:
            self._tray.showMessage(clean_up_text(new), without_markup(new[0].journey_title))

    def _found_rewalks(self, found: tuple[RewalkDue, ...]) -> None:
        new = tuple(each for each in found if each.journey_id not in self._told_of_rewalks)
        self._told_of_rewalks = {each.journey_id for each in found}
        if self._tray is not None and new:
            self._tray.showMessage(rewalk_text(new), without_markup(new[0].title))

    def _follow_setting(self) -> None:
        wanted = self._context.settings.get(settings.TRAY) and QSystemTrayIcon.isSystemTrayAvailable()
        if wanted and self._tray is None:
            self._menu = QMenu()
            self._menu.addAction(_("Open Pothole Oracle"), self._window.bring_forward)
            self._menu.addAction(_("Quit"), self._window.end)
            self._tray = QSystemTrayIcon(self._context.theme.icon("pothole", "road_line", 22), self)
            self._tray.setContextMenu(self._menu)
            self._tray.activated.connect(self._open)
            self._tray.messageClicked.connect(self._window.bring_forward)
            self._tray.show()
            self._timer.start()
            self.look()
        elif not wanted:
            self.stop()

    def _open(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        # The window coming forward would close the menu that the right button opens.
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._window.bring_forward()
