"""What an empty Journeys page of a competitor offers: the roads of the business that it competes with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu

from oracle import words
from oracle.language import _
from oracle.model.change import Change
from oracle.model.journey import Business, Journey
from oracle.ui.context import Context
from oracle.ui.journeys.lanes import Dashed
from oracle.ui.widgets import label
from oracle.ui.widgets.split import menu_button
from oracle.workspace import Workspace, businesses, journeys

LONGEST = 60  # characters of a name in the menu or the sentence


def roads_of(workspace: Workspace, business_id: str) -> tuple[Business, tuple[Journey, ...]]:
    """A business and its journeys."""
    return businesses.get(workspace, business_id), journeys.list_all(workspace, business_id)


class TakingOver(Dashed):
    """Makes a road of another business this one's own, without its walks."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.said = label("", "body", wrap=True)
        self.menu = QMenu(self)
        self.choose = menu_button(_("Take over a road"), self.menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(16)
        row.addWidget(self.said, 1)
        row.addWidget(self.choose)

    def show_roads(self, own: Business, other: Business, roads: Sequence[Journey]) -> None:
        """Offers the roads of the business that `own` competes with."""
        rival, business = (words.shortened(each.name, LONGEST) for each in (own, other))
        self.said.setText(
            _("{rival} competes with {business}. Walk the same road at both, and one report compares them.").format(
                rival=rival, business=business
            )
        )
        self.menu.clear()
        for road in roads:
            title = words.shortened(road.title, LONGEST).replace("&", "&&")
            self.menu.addAction(title, partial(self._take_over, road.id, own.id))

    def _take_over(self, journey_id: str, business_id: str) -> None:
        self._context.tasks.write(journeys.duplicate, journey_id, business_id=business_id, then=self._made, owner=self)

    def _made(self, change: Change) -> None:
        def back() -> None:
            context.tasks.write(journeys.delete, change.id)
            context.navigate("journeys")

        context = self._context
        context.navigate("journey", journey_id=change.id)
        context.bus.undoable.emit(_("Taken over. Its steps are this business’s own now."), back)
