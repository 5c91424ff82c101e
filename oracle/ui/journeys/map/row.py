"""A row under the columns: a hairline, a caption, and what stands below it, column by column."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from oracle.ui import theme
from oracle.ui.journeys.map.layout import MARGIN, Places
from oracle.ui.widgets import Elided, label

_ABOVE = 8  # from the hairline to the caption
_BELOW = 6  # from the caption to the content


class MapRow(QWidget):
    """Captions keep their size, as in any window; what stands under the columns grows with them."""

    def __init__(self, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(caption)
        self.caption = label(caption, "label", self)
        self.about = Elided("", "small", self)
        self._margin = MARGIN
        self._offset = 0

    def arrange(self, places: Places) -> int:
        """Puts everything where the columns are; returns the height that the row needs."""
        self._margin = places.px(MARGIN)
        self._arrange_caption()
        scale = theme.current().scale
        return self.arrange_content(places, self.caption.geometry().bottom() + 1 + round(_BELOW * scale))

    def pin(self, offset: int) -> None:
        """Keeps the caption in view: the map is scrolled so far to the right."""
        if offset != self._offset:
            self._offset = offset
            self._arrange_caption()

    def _arrange_caption(self) -> None:
        scale, x = theme.current().scale, self._margin + self._offset
        size = self.caption.sizeHint()
        self.caption.setGeometry(x, round(_ABOVE * scale), size.width(), max(size.height(), round(16 * scale)))
        self.arrange_about(self.caption.geometry().right() + 9)

    def arrange_about(self, x: int) -> None:
        """Puts what stands beside the caption, from x on."""
        room = max(16, self.width() - self._margin - x)
        wide = min(self.about.sizeHint().width(), room)
        self.about.setGeometry(x, self.caption.y(), wide, self.caption.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange_caption()

    def arrange_content(self, places: Places, top: int) -> int:
        """Puts what stands below; returns where it ends."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.current().colour("line"))
        painter.drawLine(self._margin, 0, self.width() - self._margin, 0)
        painter.end()
