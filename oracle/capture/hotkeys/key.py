"""What a key for all programs is to the walk, whatever the system: taken, pressed, given back."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, Signal

from oracle.capture.hotkeys.combination import Combination


class State(Enum):
    """How it stands with the key."""

    OFF = "off"
    ASKING = "asking"  # the desktop asks the person
    ON = "on"
    TAKEN = "taken"  # another program has it
    REFUSED = "refused"  # the person, or the desktop, said no
    NONE = "none"  # this system gives no such keys


class HotKey(QObject):
    """`pressed` each time the key goes down; `changed(State)`, also later: the person may be asked, a desktop may go.

    Used in the window thread only; nothing in it waits.
    """

    pressed = Signal()
    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = State.OFF
        self.named = ""  # the key that is really on: a desktop may have given another one

    def take(self, wanted: Combination) -> None:
        """Asks for the key, instead of the one had before."""
        raise NotImplementedError

    def release(self) -> None:
        """Gives it back."""
        raise NotImplementedError

    def _become(self, state: State, named: str = "") -> None:
        self.named = named
        if state is not self.state:
            self.state = state
            self.changed.emit(state)


class NoKey(HotKey):
    """Where the system gives none."""

    def take(self, wanted: Combination) -> None:
        self._become(State.NONE)

    def release(self) -> None:
        self._become(State.OFF)
