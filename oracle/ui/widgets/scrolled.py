"""A page that scrolls and is never squeezed: as high as its texts need at the width that there is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_ROOM = 15  # px of right margin in which a scroll bar has its place


class Scrolled(QScrollArea):
    """A scroll area around `page`, as wide as there is room; only its height scrolls.

    Qt tells a change of height upwards one layout and one turn of the event loop at a time, and paints in between:
    what grew stands cut in its old place until then. Here the whole page is laid out at once.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fitting = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # a scroll bar leaves unpainted what stays
        self._taken = 0
        self.verticalScrollBar().rangeChanged.connect(self._keep_edge)

    def _keep_edge(self, _least: int, most: int) -> None:
        """The scroll bar stands in the page's right margin, if it has one: what is on the page keeps its width."""
        page = self.widget()
        layout = page.layout() if page is not None else None
        if layout is None:
            return
        margins, wanted = layout.contentsMargins(), self.verticalScrollBar().sizeHint().width() if most else 0
        if margins.right() + self._taken >= _ROOM and wanted != self._taken:
            margins.setRight(margins.right() + self._taken - wanted)
            self._taken = wanted
            layout.setContentsMargins(margins)

    def fit(self, part: QWidget | None = None, *, anew: bool = False) -> None:
        """Gives the page, and all in it, its height now. Call it after what is shown has changed.

        `part`: only this one, on the page, has changed. `anew`: nothing that a layout remembers is trusted, for parts
        that were shown for the first time.
        """
        page = self.widget()
        if self._fitting or page is None:
            return
        self._fitting = True
        if anew:
            for each in (page, *page.findChildren(QWidget)):
                if (layout := each.layout()) is not None:
                    layout.invalidate()
        if _activate(part or page, page) or part is None:
            QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))  # makes the page as high as it needs to be
        self._fitting = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.fit()
        return super().eventFilter(watched, event)


def _activate(part: QWidget, page: QWidget) -> bool:
    """Has `part`, all in it and all around it up to `page` laid out; False where nothing was to be done."""
    parts = [*reversed(part.findChildren(QWidget)), part]  # the inner ones first: they tell the outer ones
    while parts[-1] is not page and (around := parts[-1].parentWidget()) is not None:
        parts.append(around)
    laid_out = [layout.activate() for each in parts if (layout := each.layout()) is not None and not each.isHidden()]
    return any(laid_out)


def fit_around(widget: QWidget, *, anew: bool = False) -> None:
    """Has the scrolled page that `widget` stands on, if any, laid out now: the widget has another height."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, Scrolled):
            around.fit(widget, anew=anew)
        around = around.parentWidget()
