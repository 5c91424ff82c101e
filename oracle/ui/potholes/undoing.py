"""What can be taken back in the list of potholes, the newest first: by the toast that offers it, or by Ctrl+Z later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from oracle.language import _
from oracle.ui import bus
from oracle.ui.context import Context

KEPT = 50  # steps back


@dataclass(eq=False, slots=True)
class _Step:
    said: str
    undo: Callable[[], object]


class Undoing:
    """Steps back of one screen; each is taken once, whichever way."""

    def __init__(self, context: Context) -> None:
        self._bus = context.bus
        self._steps: list[_Step] = []

    def offer(self, said: str, undo: Callable[[], object]) -> None:
        """Says what was done, and offers to take it back."""
        step = _Step(said, undo)
        self._steps = [*self._steps, step][-KEPT:]
        self._bus.undoable.emit(said, lambda: self._take(step))

    def undo(self) -> None:
        """Takes back what was done last, and says so."""
        if not self._steps:
            self._bus.message.emit(bus.INFO, _("There is nothing to take back here."))
            return
        step = self._steps[-1]
        self._take(step)
        self._bus.message.emit(bus.INFO, _("Taken back: {what}").format(what=step.said))

    def clear(self) -> None:
        """Another business: what was done to this one stays."""
        self._steps.clear()

    def _take(self, step: _Step) -> None:
        if step in self._steps:
            self._steps.remove(step)
            step.undo()
