"""The sample: a plant shop served by the app itself, a journey through it, and a walk ready to set off."""

from __future__ import annotations

import getpass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.model.change import Change
from oracle.model.journey import Business
from oracle.model.ratings import Run, WalkState
from oracle.model.walk import Surroundings
from oracle.sample_shop import SampleShop
from oracle.ui import settings
from oracle.ui.context import Context
from oracle.ui.journeys.start_walk import surroundings

BUSINESS = "Green Leaf Plants"


class Sample(QObject):
    """The running shop. It ends with the window that it belongs to."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self.shop = SampleShop()
        self._thread = context.tasks.serve(self.shop.serve_forever, "sample shop")
        self.destroyed.connect(self.shop.shutdown)


def running_shop(context: Context, window: QWidget) -> SampleShop:
    """The shop of this window, opened when it is not running yet."""
    sample = window.findChild(Sample)
    if sample is None:
        sample = Sample(context, window)
    return sample.shop


def start_sample(context: Context, window: QWidget) -> None:
    """Opens the shop, and goes to the sample's walk: the one under way, else a new one."""
    shop = running_shop(context, window)

    def ready(change: Change) -> None:
        context.settings.set(settings.WALKED_SAMPLE, True)
        context.tasks.read(_business, then=lambda business: enter(business, change.id), owner=window)

    def enter(business: Business, walk_id: str) -> None:
        context.current.set(business)
        context.settings.set(settings.BUSINESS, business.id)
        context.navigate("walk", walk_id=walk_id)

    context.tasks.write(_make, shop.url, surroundings(), then=ready, owner=window)


def _make(workspace: Any, url: str, around: Surroundings) -> Change:
    """The sample's business, journey, tester and walk, as far as they are not there yet. `ids[0]` is the walk."""
    from oracle import templates
    from oracle.workspace import businesses, journeys, testers, walks

    business = next((each for each in businesses.list_all(workspace) if each.sample), None)
    if business is None:
        businesses.add(workspace, name=BUSINESS, url=url, sample=True)
        business = _business(workspace)
    roads = journeys.list_all(workspace, business.id)
    if not roads:
        journeys.from_template(workspace, templates.sample(), business=business.name, url=url)
        roads = journeys.list_all(workspace, business.id)
    for card in walks.cards(workspace, business.id):
        if card.walk.state in (WalkState.RUNNING, WalkState.PAUSED, WalkState.RESTING):
            return Change(frozenset(), (card.walk.id,))
    everyone = testers.list_all(workspace)
    tester_id = everyone[0].id if everyone else testers.add(workspace, name=tester_name()).id
    return walks.start(workspace, roads[0].id, tester_id=tester_id, run=Run.FULL, surroundings=around)


def _business(workspace: Any) -> Business:
    from oracle.workspace import businesses

    return next(each for each in businesses.list_all(workspace) if each.sample)


def tester_name() -> str:
    """The name of the person at this machine, as far as the machine knows it."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("Me")
    return name[:1].upper() + name[1:] if name and name != "root" else _("Me")
