"""The sample: a plant shop served by the app itself, a journey through it, and a walk ready to set off."""

from __future__ import annotations

import getpass
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from oracle.language import _
from oracle.model.change import Change, Subject
from oracle.model.journey import Business, Journey, Stage
from oracle.model.ratings import WalkState
from oracle.sample_shop import SampleShop
from oracle.ui import settings
from oracle.ui.context import Context

BUSINESS = "Green Leaf Plants"
CURRENCY = "GBP"
FIGURES: dict[str, Any] = {"people_a_month": 60, "worth": Decimal(95), "worth_again": Decimal(80)}
TOUCHED = frozenset({Subject.BUSINESS, Subject.JOURNEY, Subject.TESTER, Subject.WALK})
UNDER_WAY = (WalkState.RUNNING, WalkState.PAUSED, WalkState.RESTING)


class Sample(QObject):
    """The running shop. It ends with the window that it belongs to."""

    def __init__(self, context: Context, window: QWidget, port: int) -> None:
        super().__init__(window)
        self.shop = SampleShop(port=port)
        self._thread = context.tasks.serve(self.shop.serve_forever, "sample shop")
        # Not a method of this object: Qt cuts those off before it says that it is going.
        shop = self.shop
        self.destroyed.connect(lambda: shop.shutdown())


def running_shop(context: Context, window: QWidget, url: str = "") -> SampleShop:
    """The shop of this window, opened when it is not running yet: at the address it had, where that is free."""
    sample = window.findChild(Sample)
    if sample is None:
        sample = Sample(context, window, _port(url))
    return sample.shop


def start_sample(context: Context, window: QWidget) -> None:
    """Opens the shop, and goes to the sample's walk: the one under way, else a new one."""

    def open_shop(business: Business | None) -> None:
        shop = running_shop(context, window, business.url if business else "")
        context.tasks.write(_make, shop.url, then=ready, owner=window)

    def ready(change: Change) -> None:
        context.settings.set(settings.WALKED_SAMPLE, True)
        context.tasks.read(_business, then=lambda business: enter(business, change.id), owner=window)

    def enter(business: Business, walk_id: str) -> None:
        context.current.set(business)
        context.settings.set(settings.BUSINESS, business.id)
        context.navigate("walk", walk_id=walk_id)

    context.tasks.read(_business, then=open_shop, owner=window)


def _port(url: str) -> int:
    try:
        return urlsplit(url).port or 0
    except ValueError:
        return 0


def _make(workspace: Any, url: str) -> Change:
    """The sample's business, journey, tester and walk, as far as they are not there yet. `ids[0]` is the walk."""
    from oracle import templates
    from oracle.workspace import businesses, journeys, testers, walks

    business = _business(workspace)
    if business is None:
        made = businesses.add(workspace, name=BUSINESS, url=url, currency=CURRENCY, sample=True)
        business = businesses.get(workspace, made.id)
    roads = journeys.list_all(workspace, business.id)
    if not roads:
        journeys.from_template(workspace, templates.sample(), business=business.name, url=url)
        (road,) = journeys.list_all(workspace, business.id)
        journeys.update(workspace, replace(road, **FIGURES))
        roads = (road,)
    elif business.url != url:
        _move(workspace, business, roads[0], url)
    for card in walks.cards(workspace, business.id):
        if card.walk.state in UNDER_WAY:
            return Change(TOUCHED, (card.walk.id,))
    everyone = testers.list_all(workspace)
    tester_id = everyone[0].id if everyone else testers.add(workspace, name=tester_name()).id
    started = walks.start(workspace, roads[0].id, tester_id=tester_id)
    return Change(TOUCHED, started.ids)


def _move(workspace: Any, business: Business, road: Journey, url: str) -> None:
    """The shop stands at another address than last time: its links follow."""
    from oracle.workspace import businesses, journeys

    old, new = business.url.rstrip("/"), url.rstrip("/")
    stages = tuple(
        Stage(
            name=stage.name,
            steps=tuple(replace(step, link=step.link.replace(old, new)) for step in stage.steps),
        )
        for stage in road.version.stages
    )
    journeys.set_stages(workspace, road.id, stages)
    businesses.update(workspace, replace(business, url=url))


def _business(workspace: Any) -> Business | None:
    from oracle.workspace import businesses

    return next((each for each in businesses.list_all(workspace) if each.sample), None)


def tester_name() -> str:
    """The name of the person at this machine, as far as the machine knows it."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return _("Me")
    return name[:1].upper() + name[1:] if name and name != "root" else _("Me")
