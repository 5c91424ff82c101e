"""What every screen gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from oracle.model.journey import Business
    from oracle.ui.actions import Actions
    from oracle.ui.bus import Bus
    from oracle.ui.settings import Settings
    from oracle.ui.tasks import Tasks
    from oracle.ui.theme import Theme

WayBack = tuple[str, dict[str, Any]]  # a place, and what it is opened with


class Current(QObject):
    """The business that the window stands in; None until one exists."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._business: Business | None = None

    @property
    def business(self) -> Business | None:
        """The business in the switcher."""
        return self._business

    def meant(self, name: str) -> str:
        """What tells the workspace which business is meant: its id where this one is so called, else the name."""
        own = self._business
        return own.id if own is not None and own.name.casefold() == name.casefold() else name

    def set(self, business: Business | None) -> None:
        """Changes it and tells everybody."""
        if business != self._business:
            self._business = business
            self.changed.emit()


@dataclass(frozen=True)
class Context:
    """The window's services, handed to each screen.

    `navigate(place, **named)` goes to a screen: "journeys", "journey" (journey_id), "walk" (walk_id), "walks",
    "review" (walk_id), "potholes" (pothole_id, filters), "reports" (walk_ids), "settings", "help" (anchor).
    """

    tasks: Tasks
    bus: Bus
    theme: Theme
    settings: Settings
    actions: Actions
    current: Current
    navigate: Callable[..., None]
