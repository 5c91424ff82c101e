"""How large the map is shown: 50 to 200 %, or as much as fits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from oracle.language import _
from oracle.ui.widgets import button, icon_button, tooltip

SMALLEST, LARGEST = 0.5, 2.0
_STEPS = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


def stepped(zoom: float, by: int) -> float:
    """The next larger (1) or smaller (−1) step."""
    if by > 0:
        return next((step for step in _STEPS if step > zoom + 0.01), LARGEST)
    return next((step for step in reversed(_STEPS) if step < zoom - 0.01), SMALLEST)


def within(zoom: float) -> float:
    """A zoom kept within the limits."""
    return max(SMALLEST, min(LARGEST, zoom))


class ZoomBar(QFrame):
    """Smaller, how large now (a click: as drawn), larger, all of it."""

    def __init__(self, zoom: Callable[[float], None], fit: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setProperty("floats", True)
        self.setProperty("foot", True)  # what is told at the foot stands above it
        self._now = 1.0
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self.smaller = icon_button(
            "minus", _("Smaller (Ctrl+−)"), size="row", clicked=lambda: zoom(stepped(self._now, -1))
        )
        self.now = button("100 %", "quiet", size="row", clicked=lambda: zoom(1.0))
        self.now.setMinimumWidth(52)
        tooltip(self.now, _("As large as drawn (Ctrl+0)"))
        self.larger = icon_button("plus", _("Larger (Ctrl++)"), size="row", clicked=lambda: zoom(stepped(self._now, 1)))
        self.all = icon_button("fullscreen", _("Show the whole map (Ctrl+9)"), size="row", clicked=fit)
        for widget in (self.smaller, self.now, self.larger, self.all):
            row.addWidget(widget)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def show_zoom(self, zoom: float) -> None:
        """Says how large the map is now."""
        self._now = zoom
        text = _("{n} %").format(n=round(zoom * 100))
        self.now.setText(text)
        self.now.setAccessibleName(_("Zoom, {n} %").format(n=round(zoom * 100)))
        self.smaller.setEnabled(zoom > SMALLEST)
        self.larger.setEnabled(zoom < LARGEST)
        self.adjustSize()
