"""Journeys, the home screen: the four roads as lanes, a card for each journey, and what waits."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from oracle.errors import OracleError
from oracle.language import _, ngettext
from oracle.model.change import Change, Subject
from oracle.model.journey import JourneyCard
from oracle.model.ratings import Kind
from oracle.model.test_customer import CleanUpDue
from oracle.model.walk import FollowUp
from oracle.ui import settings
from oracle.ui.bus import ERROR
from oracle.ui.context import Context
from oracle.ui.journeys.card import JourneyTile, walk_it
from oracle.ui.journeys.lanes import GAP, Lane
from oracle.ui.page import Page
from oracle.ui.reminders import (
    DueClock,
    clean_up_text,
    due_text,
    read_clean_ups,
    read_due,
    read_rewalks,
    rewalk_text,
)
from oracle.ui.widgets import Strip, button

if TYPE_CHECKING:
    from oracle.model.journey import Business, Journey
    from oracle.model.overview import Overview
    from oracle.ui.journeys.overview import OverviewCard
    from oracle.ui.journeys.taking_over import TakingOver
    from oracle.workspace.rewalks import RewalkDue

OVERVIEW = 78


class HomeScreen(QWidget):
    """All journeys of the business in the switcher."""

    hides_rail = False

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._strip_closed = False
        self._reading = self._again = False
        page = Page(context, _("Journeys"))
        self._new = button(_("New journey"), "dark", "plus", clicked=lambda: context.actions.do("new_journey"))
        page.add_action(self._new)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self.strip = Strip()
        self.strip.hide()
        self.strip.closed.connect(self._close_strip)
        page.body.addWidget(self.strip)
        self.taking_over: TakingOver | None = None
        self.overview: OverviewCard | None = None
        self._room = QWidget()  # where the overview comes to stand
        self._room.hide()
        self._place = QVBoxLayout(self._room)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._body = page.body
        self._body.addWidget(self._room)
        self.area = page.area
        self._waiting: tuple[tuple[FollowUp, ...], tuple[RewalkDue, ...]] = ((), ())
        self.lanes = {kind: Lane(kind, self._add) for kind in Kind}
        for lane in self.lanes.values():
            lane.hide()  # until it is known what stands in it
            page.body.addWidget(lane)
        page.body.addStretch(1)
        context.bus.changed.connect(self._changed)
        context.current.changed.connect(self._other_business)
        self._clock = DueClock(context, self)
        self._clock.struck.connect(self._struck)

    def open(self) -> None:
        """Reads the cards and what is due."""
        self._strip_closed = False
        self.read()

    def read(self) -> None:
        """Asks for the cards of the business."""
        business = self.context.current.business
        if business is None:
            self.show_cards(())
            return
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        self.context.tasks.read(_cards, business.id, then=self._found, failed=self._not_found, owner=self)

    def _other_business(self) -> None:
        if not self.isHidden():  # else it is read when it is gone to
            self.read()

    def _not_found(self, error: OracleError) -> None:
        self._reading = False
        self.context.bus.message.emit(ERROR, str(error))

    def _found(self, cards: tuple[JourneyCard, ...]) -> None:
        self._reading = False
        if self._again:  # something changed meanwhile: of many changes in a row only the last is shown
            self.read()
            return
        self.show_cards(cards)
        self._paint()
        self._offer_roads(empty=not cards)
        business = self.context.current.business
        if business is not None and any(card.last_walk_id for card in cards):
            self.context.tasks.read(_overview, business.id, then=self._show_overview, owner=self)
        self.context.tasks.read(_read_waiting, then=lambda waiting: self.show_due(*waiting), owner=self)
        self._clock.set()

    def show_cards(self, cards: tuple[JourneyCard, ...]) -> None:
        """Puts each card into its lane; what tells the same as before stands there still."""
        shown = {tile.card.journey_id: tile for lane in self.lanes.values() for tile in lane.tiles}
        for kind, lane in self.lanes.items():
            lane.show_tiles([self._tile(card, shown.get(card.journey_id)) for card in cards if card.kind is kind])
            lane.setVisible(kind is not Kind.OTHER or bool(lane.tiles))
        self._room.setVisible(any(card.last_walk_id for card in cards))
        self._fit_room()
        self._order()

    def _paint(self) -> None:
        """Now: what is read beside the cards, here and elsewhere, would take turns with painting them."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.repaint()

    def _offer_roads(self, *, empty: bool) -> None:
        """Where a competitor has no road yet, those of the business that it competes with can be taken over."""
        own = self.context.current.business
        if self.taking_over is not None:
            self.taking_over.hide()
        if not empty or own is None or own.competitor_of is None:
            return
        from oracle.ui.journeys.taking_over import TakingOver, roads_of

        def show(found: tuple[Business, tuple[Journey, ...]]) -> None:
            if not found[1] or self.context.current.business != own:
                return
            if self.taking_over is None:
                self.taking_over = TakingOver(self.context)
                self._body.insertWidget(self._body.indexOf(self._room), self.taking_over)
            self.taking_over.show_roads(own, *found)
            self.taking_over.show()

        self.context.tasks.read(roads_of, own.competitor_of, then=show, owner=self)

    def _order(self) -> None:
        """Tab goes as the eye does: what was made later does not come last."""
        stops: list[QWidget] = [self._new]
        if self.overview is not None:
            stops += self.overview.figures.values()
        for lane in self.lanes.values():
            stops += [stop for tile in lane.tiles for stop in (tile, tile.more, tile.walk)] or [lane.first]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _show_overview(self, found: Overview) -> None:
        if self.overview is None:
            # Loaded when there is something to tell: the cards come first.
            from oracle.ui.journeys.overview import OverviewCard

            self.overview = OverviewCard()
            self.overview.asked.connect(self._open_figure)
            self._place.addWidget(self.overview)
            self._order()
        due, again = self._own_waiting()
        business = self.context.current.business
        self.overview.show_overview(found, len(due), len(again), business.currency if business else "")

    def _own_waiting(self) -> tuple[tuple[FollowUp, ...], tuple[RewalkDue, ...]]:
        """What waits in this business; the strip tells of all."""
        business = self.context.current.business
        own = "" if business is None else business.id
        due, again = self._waiting
        return tuple(each for each in due if each.business_id == own), tuple(
            each for each in again if each.business_id == own
        )

    def _open_figure(self, key: str) -> None:
        from oracle.ui.potholes.filters import Filters

        shown = self.overview.shown if self.overview is not None else None
        due, again = self._own_waiting()
        if shown is None:
            return
        if key == "potholes":
            self.context.navigate("potholes", filters=Filters())
        elif key == "repaired":
            ids = frozenset(shown.repaired)
            label_ = _("Repaired this month")
            self.context.navigate("potholes", filters=Filters(states=frozenset(), ids=ids, ids_label=label_))
        elif key == "due" and again and not due:
            self._walk_again(again[0])
        elif key == "due" and due:
            self._show_due(due)
        elif key == "roads" and shown.never_walked:
            self._show_lane(shown.never_walked[0])
        else:
            self.context.navigate("walks")

    def _show_lane(self, kind: Kind) -> None:
        lane = self.lanes[kind]
        lane.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.area.ensureWidgetVisible(lane, 0, GAP)

    def _walk_again(self, due: RewalkDue) -> None:
        self.context.navigate("walk", journey_id=due.journey_id, rewalk_of=due.walk_id)

    def show_due(
        self, due: tuple[FollowUp, ...], left: tuple[CleanUpDue, ...] = (), again: tuple[RewalkDue, ...] = ()
    ) -> None:
        """The strip, only when something waits, is to be walked again, or was left behind at a business."""
        self._waiting = (due, again)
        self.strip.clear()
        if due:
            self.strip.add(
                "hourglass", due_text(len(due)), ngettext("Show it", "Show them", len(due)), lambda: self._show_due(due)
            )
        if left:
            go = partial(self.context.navigate, "review", walk_id=left[0].walk_id, clean_up=True)
            self.strip.add("eraser", clean_up_text(left), _("Clean up"), go)
        if again:
            self.strip.add("rotate-cw", rewalk_text(again), _("Walk it again"), partial(self._walk_again, again[0]))
        wanted = not self._strip_closed and self.context.settings.get(settings.REMINDERS)
        self.strip.setVisible(bool(due or left or again) and wanted)
        self._fit_room()

    def _show_due(self, due: tuple[FollowUp, ...]) -> None:
        if len({each.walk_id for each in due}) == 1:
            self.context.navigate("walk", walk_id=due[0].walk_id, step_id=due[0].step_id)
        else:
            self.context.navigate("walks", due=True)

    def _struck(self) -> None:
        # What falls due now was not there when the strip was put away.
        self._strip_closed = False
        self.read()

    def _close_strip(self) -> None:
        self._strip_closed = True
        self._fit_room()

    def _fit_room(self) -> None:
        """The overview keeps its distance from the strip, when there is one."""
        gap = 0 if self.strip.isHidden() else GAP - 4
        self._place.setContentsMargins(0, gap, 0, 0)
        self._room.setFixedHeight(OVERVIEW + gap)

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.touches(
            Subject.JOURNEY, Subject.WALK, Subject.VISIT, Subject.POTHOLE, Subject.TRASH, Subject.PERSONA
        ):
            self.read()

    def _tile(self, card: JourneyCard, shown: JourneyTile | None) -> JourneyTile:
        if shown is not None and shown.shows(card):
            return shown
        tile = JourneyTile(card)
        tile.opened.connect(lambda: self.context.navigate("journey", journey_id=card.journey_id))
        tile.walk_asked.connect(lambda: walk_it(self.context, card))
        tile.menu_asked.connect(lambda at: self.open_menu(card, at))
        return tile

    def open_menu(self, card: JourneyCard, at: QPoint) -> QMenu:
        """Opens the menu of a card at a place of the screen."""
        from oracle.ui.journeys.card_menu import CardMenu

        due = any(each.journey_id == card.journey_id for each in self._waiting[1])
        menu = CardMenu(self.context, card, self, due=due)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return menu

    def _add(self, kind: Kind) -> None:
        from oracle.ui.journeys.new_journey import NewJourney

        NewJourney(self.context, self.window(), kind).open()


def _read_waiting(workspace: Any) -> tuple[tuple[FollowUp, ...], tuple[CleanUpDue, ...], tuple[RewalkDue, ...]]:
    return read_due(workspace), read_clean_ups(workspace), read_rewalks(workspace)


def _overview(workspace: Any, business_id: str) -> Overview:
    from oracle.workspace import overview

    return overview.overview(workspace, business_id)


def _cards(workspace: Any, business_id: str) -> tuple[JourneyCard, ...]:
    from oracle.workspace import journey_cards

    return journey_cards.cards(workspace, business_id)
