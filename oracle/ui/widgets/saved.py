"""Whether all is stored."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.ui import bus
from oracle.ui.context import Context
from oracle.ui.widgets.basics import button, icon_label, label, set_look

_GAP = 5


class Saved(QWidget):
    """ "Saved", or what could not be stored, where it is meanwhile, and Try again.

    It changes twice with each write. A layout would tell that up to the window, which would be laid out anew: so it
    places its parts itself, "Saving…" in the room of "Saved", and tells only of another size.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ""
        self._good = icon_label("check", "ink_2", 14, self)
        self._bad = icon_label("triangle-alert", "danger", 14, self)
        self._said = label("", "small", self)
        self._again = button(_("Try again"), "link", size="row", clicked=context.tasks.try_again)
        self._again.setParent(self)
        self._told = QSize()
        context.bus.saved.connect(self.show_state)
        self.show_state(bus.SAVED, "")

    def show_state(self, state: str, detail: str) -> None:
        """`state` as in `bus`; `detail` says why something is not stored."""
        bad = state == bus.NOT_STORED
        if state == self._state and not bad:
            return
        self._state = state
        if bad:
            self._said.setText(_("Not stored: {why} Kept in memory.").format(why=detail))
        else:
            self._said.setText(_("Saving…") if state == bus.SAVING else _("Saved"))
        set_look(self._said, "text_style", "danger" if bad else "small")
        self._good.setVisible(state == bus.SAVED)
        self._bad.setVisible(bad)
        self._again.setVisible(bad)
        self._take_room()

    # ---- room

    def sizeHint(self) -> QSize:
        parts = self._parts()
        height = max(_size(each).height() for each in parts)
        if self._state == bus.NOT_STORED:
            return QSize(self._width_of(parts), height)
        metrics = self._said.fontMetrics()
        saved = self._good.width() + _GAP + metrics.horizontalAdvance(_("Saved"))
        return QSize(max(saved, metrics.horizontalAdvance(_("Saving…"))) + 1, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _parts(self) -> list[QWidget]:
        """What is shown, from left to right."""
        return [each for each in (self._good, self._bad, self._said, self._again) if not each.isHidden()]

    def _width_of(self, parts: list[QWidget]) -> int:
        return sum(_size(each).width() for each in parts) + _GAP * (len(parts) - 1)

    def _take_room(self) -> None:
        if self._told != self.sizeHint():
            self._told = self.sizeHint()
            self.updateGeometry()
        parts = self._parts()
        left = self.width() - self._width_of(parts)  # at the right
        for each in parts:
            size = _size(each)
            # The words stand in the middle of all the height, to the half of a pixel.
            high = self.height() if each is self._said else size.height()
            each.setGeometry(left, (self.height() - high) // 2, size.width(), high)
            left += size.width() + _GAP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_room()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_room()  # a part has another text, or another font
        return super().event(event)


def _size(part: QWidget) -> QSize:
    return part.sizeHint().expandedTo(part.minimumSize())
