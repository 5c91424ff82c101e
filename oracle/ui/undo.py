"""Steps back and forward between the states of a document, each with its words.

Not Qt's undo stack: that one owns its commands in C++, and where Python's garbage collector takes a document it deletes
them a second time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from oracle.language import _

MOST_STEPS = 300


@dataclass(slots=True)
class _Step:
    """From one state to another. `text` reads on after "Undo": "move arrow"."""

    text: str
    before: Any
    after: Any


class UndoStack(QObject):
    """Calls `show(state)` for each step done, taken back and done again. `changed` after each, and after `clear`."""

    changed = Signal()

    def __init__(self, show: Callable[[Any], object], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._steps: list[_Step] = []
        self._done = 0  # of them; those behind were taken back
        self._burst = ""  # of the last one, while it goes on

    def push(self, text: str, before: Any, after: Any, burst: str = "") -> None:
        """One more step, in the place of those taken back; in a row those of one `burst` are one, until `seal`."""
        if burst and burst == self._burst:
            self._steps[-1].after = after
        else:
            self._steps[self._done :] = [_Step(text, before, after)]
            del self._steps[:-MOST_STEPS]
            self._done = len(self._steps)
            self._burst = burst
        self._tell(after)

    def seal(self) -> None:
        """A burst ends: what follows is undone on its own."""
        self._burst = ""

    def undo(self) -> None:
        """Takes the last step back."""
        self.seal()
        if self.can_undo:
            self._done -= 1
            self._tell(self._steps[self._done].before)

    def redo(self) -> None:
        """Does again what was taken back."""
        self.seal()
        if self.can_redo:
            self._done += 1
            self._tell(self._steps[self._done - 1].after)

    def clear(self) -> None:
        """Nothing can be undone any more."""
        self.seal()
        self._steps.clear()
        self._done = 0
        self.changed.emit()

    def _tell(self, state: Any) -> None:
        self._show(state)
        self.changed.emit()

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._done > 0

    @property
    def can_redo(self) -> bool:
        """Whether a step was taken back."""
        return self._done < len(self._steps)

    @property
    def undo_text(self) -> str:
        """ "Undo move arrow"; "Undo" when there is nothing."""
        return _("Undo {what}").format(what=self._steps[self._done - 1].text) if self.can_undo else _("Undo")

    @property
    def redo_text(self) -> str:
        """ "Redo move arrow"; "Redo" when there is nothing."""
        return _("Redo {what}").format(what=self._steps[self._done].text) if self.can_redo else _("Redo")
