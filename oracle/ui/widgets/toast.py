"""Short messages at the foot of the window, with Undo where something can be undone."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from oracle.language import _
from oracle.ui import bus
from oracle.ui.widgets.basics import button, icon_button, icon_label, label

SHOWN_MS = 6_000
SHOWN_ERROR_MS = 15_000
ABOVE_FOOT = 24  # from the lower edge, or from the buttons at the foot of a page
_LOOKED_MS = 200  # how soon a message gives way to a page's foot that came under it
WIDEST = 560
Offer = tuple[str, Callable[[], object]]  # the word of a button, and what it does


def offers_undo(window: QWidget) -> bool:
    """Whether a message with Undo stands in the window."""
    return any(each.undoes and each.isVisible() for each in window.findChildren(_Toast))


def foot_height(host: QWidget) -> int:
    """How high the buttons reach that stand at the foot of `host`'s page, px; they have the property "foot"."""
    feet = [each for each in host.findChildren(QFrame) if each.property("foot") and each.isVisible()]
    tops = [each.mapTo(host, each.rect().topLeft()).y() for each in feet if each.window() is host.window()]
    return max((host.height() - top for top in tops), default=0)


class _Toast(QFrame):
    def __init__(self, host: QWidget, text: str, icon: str | None, offer: Offer | None) -> None:
        super().__init__(host)
        self.setProperty("ground", "toast")
        self.setProperty("floats", True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(10)
        if icon:
            row.addWidget(icon_label(icon, "on_ink", 16))
        said = label(text, "body", wrap=True)
        # Room for one line where it fits, several where it does not.
        room = min(WIDEST, host.width() - 48) - 120
        said.setMinimumWidth(min(said.fontMetrics().horizontalAdvance(text) + 4, room))
        row.addWidget(said, 1)
        self._offer = offer
        if offer is not None:
            row.addWidget(button(offer[0], "toast", size="small", clicked=self.take))
        close = icon_button("x", _("Close"), "toast", size="small", clicked=self.end)
        row.addWidget(close)

    @property
    def undoes(self) -> bool:
        return self._offer is not None and self._offer[0] == _("Undo")

    def take(self) -> None:
        if self._offer is not None:
            offer, self._offer = self._offer, None
            offer[1]()
        self.end()

    @property
    def is_plain(self) -> bool:
        """Whether it says something and offers nothing."""
        return self._offer is None

    def end(self) -> None:
        self.hide()
        self.deleteLater()


class Toasts(QObject):
    """Shows one message at a time at the foot of `host`; the pointer on it keeps it.

    With a `slot` it stands in that layout, over nothing; `took(height)` says how high it is there, px, and 0 once gone.
    """

    took = Signal(int)

    def __init__(self, host: QWidget, slot: QVBoxLayout | None = None) -> None:
        super().__init__(host)
        self._host, self._slot = host, slot
        self._shown: _Toast | None = None
        self._is_new = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._end)
        self._feet = QTimer(self, interval=_LOOKED_MS)
        self._feet.timeout.connect(self._place)

    def message(self, level: str, text: str) -> None:
        """A message of the bus."""
        icon = {bus.ERROR: "circle-alert", bus.WARNING: "triangle-alert"}.get(level)
        self._show(text, icon, None, SHOWN_MS if level == bus.INFO else SHOWN_ERROR_MS)

    def undoable(self, text: str, undo: Callable[[], object]) -> None:
        """A message with Undo."""
        self._show(text, None, (_("Undo"), undo), SHOWN_MS)

    def offering(self, text: str, word: str, function: Callable[[], object]) -> None:
        """A message with a button of its own."""
        self._show(text, None, (word, function), SHOWN_MS)

    @property
    def shown(self) -> QFrame | None:
        """The toast that is up."""
        return self._shown

    def leave(self) -> None:
        """Another page comes: a plain message goes, unless it was said this moment and tells why."""
        if self._shown is not None and self._shown.is_plain and not self._is_new:
            self._end()

    def _grow_old(self) -> None:
        self._is_new = False

    def _show(self, text: str, icon: str | None, offer: Offer | None, length: int) -> None:
        self._end()
        toast = self._shown = _Toast(self._host, text, icon, offer)
        toast.destroyed.connect(lambda: self._forget(toast))
        toast.installEventFilter(self)
        # Only while something is up: every event of theirs is handed to Python.
        for watched in self._watched():
            watched.installEventFilter(self)
        self._place()
        toast.show()
        toast.raise_()
        self._timer.start(length)
        if self._slot is None:
            self._feet.start()
        self._is_new = True
        QTimer.singleShot(0, self, self._grow_old)
        announce(self._host, text)

    def _forget(self, toast: _Toast) -> None:
        if self._shown is toast:
            self._shown = None
        if self._shown is None and shiboken6.isValid(self):
            self.took.emit(0)

    def _end(self) -> None:
        if self._shown is not None:
            toast, self._shown = self._shown, None
            for watched in self._watched():
                watched.removeEventFilter(self)
            toast.end()

    def _watched(self) -> tuple[QWidget, ...]:
        return self._host, self._host.window()

    def _place(self) -> None:
        if self._shown is None:
            self._feet.stop()
            return
        if self._slot is not None:
            self._stand(self._shown, self._slot)
            return
        self._shown.adjustSize()
        size = self._shown.sizeHint().boundedTo(self._host.size())
        x = (self._host.width() - size.width()) // 2
        y = self._host.height() - foot_height(self._host) - ABOVE_FOOT - size.height()
        self._shown.setGeometry(x, max(0, y), size.width(), size.height())

    def _stand(self, toast: _Toast, slot: QVBoxLayout) -> None:
        slot.addWidget(toast)
        sides = slot.contentsMargins()
        row = toast.layout()
        assert row is not None  # noqa: S101 - it was made with one
        self.took.emit(row.heightForWidth(self._host.width() - sides.left() - sides.right()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not shiboken6.isValid(self._timer):
            return False  # the window is being taken down
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._place()
        elif watched is self._shown and event.type() == QEvent.Type.Enter:
            self._timer.stop()
        elif watched is self._shown and event.type() == QEvent.Type.Leave:
            self._timer.start(SHOWN_MS)
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._host.window():
            return self._takes_back(event)
        return False

    def _takes_back(self, event: QKeyEvent) -> bool:
        """Ctrl+Z that nothing else took: no field, and no screen that takes its own steps back."""
        if self._shown is None or not self._shown.undoes or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        self._shown.take()
        return True


def announce(widget: QWidget, text: str) -> None:
    """Says something to screen readers without showing it."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # not needed until something is said

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
