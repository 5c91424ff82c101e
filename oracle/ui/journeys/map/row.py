"""A row under the columns: a hairline, a caption, and what stands below it, column by column."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from oracle.ui import theme
from oracle.ui.journeys.map.layout import MARGIN, Places
from oracle.ui.widgets import label

_ABOVE = 8  # from the hairline to the caption
_BELOW = 6  # from the caption to the content


class MapRow(QWidget):
    """Captions keep their size, as in any window; what stands under the columns grows with them."""

    def __init__(self, caption: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(caption)
        self.caption = label(caption, "label", self)
        self.about = label("", "small", self)
        self._margin = MARGIN

    def arrange(self, places: Places) -> int:
        """Puts everything where the columns are; returns the height that the row needs."""
        self._margin = places.px(MARGIN)
        scale = theme.current().scale
        high = max(self.caption.sizeHint().height(), round(16 * scale))
        self.caption.setGeometry(self._margin, round(_ABOVE * scale), self.caption.sizeHint().width(), high)
        self.arrange_caption(QRect(self.caption.geometry()))
        return self.arrange_content(places, self.caption.geometry().bottom() + 1 + round(_BELOW * scale))

    def arrange_caption(self, caption: QRect) -> None:
        """Puts what stands beside the caption."""
        size = self.about.sizeHint()
        self.about.setGeometry(caption.right() + 9, caption.top(), size.width(), caption.height())

    def arrange_content(self, places: Places, top: int) -> int:
        """Puts what stands below; returns where it ends."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.current().colour("line"))
        painter.drawLine(self._margin, 0, self.width() - self._margin, 0)
        painter.end()
