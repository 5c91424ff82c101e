"""Page up and page down in a list that is as high as its rows: by what of it is seen."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractItemView

PAGES = {QAbstractItemView.CursorAction.MovePageUp: -1, QAbstractItemView.CursorAction.MovePageDown: 1}


def a_page_on(view: QAbstractItemView, action: QAbstractItemView.CursorAction) -> int:
    """The row that one of `PAGES` leads to."""
    row, last = view.currentIndex().row(), view.model().rowCount() - 1
    by = view.visibleRegion().boundingRect().height() // max(1, view.sizeHintForRow(0)) - 1
    return max(0, min(row + PAGES[action] * max(1, by), last))
