"""What everybody may hear: what changed, what to tell the user, and whether all is stored."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

INFO = "info"
WARNING = "warning"
ERROR = "error"

SAVED = "saved"
SAVING = "saving"
NOT_STORED = "not stored"


class Bus(QObject):
    """Signals of the whole window.

    `changed(Change)` once for each committed write. `message(level, text)` with level INFO, WARNING or ERROR is shown
    as a toast. `saved(state, detail)` with state SAVED, SAVING or NOT_STORED, whose detail says why.
    `offering(text, word, function)` is a toast with one button that does something, `undoable(text, undo)` a toast
    with Undo; both are called without arguments.
    """

    changed = Signal(object)
    message = Signal(str, str)
    saved = Signal(str, str)
    undoable = Signal(str, object)
    offering = Signal(str, str, object)
