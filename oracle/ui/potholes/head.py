"""The upper edge of the screen: how many are open, the search, list or matrix, what is done with the whole plan."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from oracle.language import _, ngettext
from oracle.ui.context import Context
from oracle.ui.page import HEAD, MARGIN
from oracle.ui.potholes.search_field import SearchField
from oracle.ui.potholes.view_switch import ViewSwitch
from oracle.ui.widgets import Elided, Saved, icon_button, label

SEARCH, NARROW_SEARCH = 232, 168
ROOMY = 960  # px of the head from which the field has its whole width


class ScreenHead(QWidget):
    """`menu` holds what is done with the whole plan."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "paper")
        self.setFixedHeight(HEAD)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(8)
        row.addWidget(label(_("Potholes"), "page"))
        self.count = Elided("", "secondary")
        self.count.setContentsMargins(4, 4, 0, 0)
        row.addWidget(self.count, 1)
        row.addWidget(Saved(context))
        row.addSpacing(4)
        self.search = SearchField()
        self.switch = ViewSwitch()
        self.more = icon_button("ellipsis", _("The whole plan"))
        self.more.setProperty("menu", True)
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        for each in (self.search, self.switch, self.more):
            row.addWidget(each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.setFixedWidth(SEARCH if self.width() >= ROOMY else NARROW_SEARCH)

    def show_count(self, open_count: int, journeys: int, shown: int, *, narrowed: bool) -> None:
        """Says how many are open in how many journeys, and how many of all are listed where a filter narrows."""
        where = ngettext("in {n} journey", "in {n} journeys", journeys).format(n=journeys)
        said = _("{n} open {where}").format(n=f"{open_count:,}", where=where)
        if narrowed:
            said = _("{n} shown · {open}").format(n=f"{shown:,}", open=said)
        self.count.setText(said)
