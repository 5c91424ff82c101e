"""What is worked on stays where it is while the page around it changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from oracle.ui.widgets import Scrolled


@contextmanager
def held(area: Scrolled) -> Iterator[None]:
    """Keeps the control that has the focus, if it is seen, at its height in the window; what is above it may grow."""
    page, known = area.widget(), []
    at: QWidget | None = area.window().focusWidget()
    if page is not None and at is not None and page.isAncestorOf(at) and not at.visibleRegion().isEmpty():
        while at is not None and at is not page:
            known.append((at, at.mapTo(page, QPoint()).y()))
            at = at.parentWidget()
    yield
    if page is None or not known:
        return
    area.fit()
    # The control itself may be gone: then what it stood on is held.
    for widget, before in known:
        if isValid(widget) and widget.isVisible() and page.isAncestorOf(widget):
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + widget.mapTo(page, QPoint()).y() - before)
            return
