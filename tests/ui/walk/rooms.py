"""What walk tests stand on: a real workspace file, real tasks, a real theme, and a road to walk."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from oracle import templates
from oracle.capture.grab import Grab, encoded
from oracle.model.journey import Line, PersonaSketch, Stage, Step, Template, Wait
from oracle.model.ratings import ChannelKind, Kind, Run, Source
from oracle.model.walk import OpenWalk, Shot
from oracle.ui import theme as themes
from oracle.ui.actions import Actions
from oracle.ui.bus import Bus
from oracle.ui.context import Context, Current
from oracle.ui.settings import Settings
from oracle.ui.tasks import Tasks
from oracle.workspace import businesses, clock, journeys, testers, walks
from tests.written import new

PATIENCE = 20.0


def until(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    """Runs the event loop until `condition()` is true."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for did not come")
        settle()
        time.sleep(0.003)


def settle() -> None:
    """Lets queued calls, layouts and deletions happen."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.processEvents()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@dataclass
class House:
    """The services of a window on a workspace file."""

    file: Path
    context: Context
    went: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)

    def read(self, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """The result of a read on the lane."""
        results: list[Any] = []
        self.context.tasks.read(function, *args, then=results.append, **named)
        until(lambda: results)
        return results[0]

    def write(self, function: Callable[..., Any], *args: Any, **named: Any) -> str:
        """The id of what a write made."""
        results: list[Any] = []
        self.context.tasks.write(function, *args, then=results.append, **named)
        until(lambda: results)
        return str(results[0].ids[0])

    def opened(self, walk_id: str) -> OpenWalk:
        """The walk as it is on disk, after all writes asked for."""
        found = self.read(walks.opened, walk_id)
        assert isinstance(found, OpenWalk)
        return found

    def close(self) -> None:
        """Stores everything and ends the threads."""
        assert self.context.tasks.close()
        self.context.settings.store_now()
        settle()


def house(folder: Path, theme: str = "light", name: str = "workspace.db") -> House:
    """Opens a workspace in `folder`, made when it is not there."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    settings = Settings(folder / "settings.toml")
    settings._values["window.theme"] = theme
    bus = Bus()
    went: list[tuple[str, dict[str, Any]]] = []
    made = House(
        folder / name,
        Context(
            tasks=Tasks(bus),
            bus=bus,
            theme=themes.install(application, settings),
            settings=settings,
            actions=Actions(),
            current=Current(),
            navigate=lambda place, **named: went.append((place, named)),
        ),
        went,
    )
    bus.message.connect(lambda level, text: made.said.append((level, text)))
    if not made.file.exists():
        made.file.write_bytes(new())
    made.context.tasks.open(made.file)
    return made


def short_road(*, page: bool = False) -> Template:
    """Four steps: a page (or a call), a shop, a wait, a private call."""
    first = Step(
        id="", number=1, title="Sees the sale", does="Reads the banner & <b>decides</b>.",
        link="{url}" if page else "", channel=ChannelKind.WEBSITE if page else ChannelKind.PHONE,
        checklist=(Line(id="", text="The price"), Line(id="", text="The end of the sale", must=True)),
        moment_of_truth=True,
    )  # fmt: skip
    shop = Step(id="", number=2, title="Asks in the shop", does="Asks for a bag.", channel=ChannelKind.SHOP)
    wait = Step(
        id="", number=3, title="Gets the parcel", does="Waits at home.", channel=ChannelKind.POST,
        wait=Wait(length=timedelta(days=3), promise="In three days at the latest"),
    )  # fmt: skip
    last = Step(id="", number=4, title="Pays", does="Types the card.", private=True, channel=ChannelKind.PHONE)
    return Template(
        name="short", kind=Kind.BUY, title="Buy a bag", summary="", fits="shop",
        stages=(Stage(name="Decision", steps=(first, shop)), Stage(name="Delivery", steps=(wait, last))),
        persona=PersonaSketch(name="Wendy", age=34, who="Two dogs.", pains=("Late parcels",)),
        hints=("Sign out first.",),
    )  # fmt: skip


def add_journey(home: House, road: Template, url: str = "http://127.0.0.1:9/", *, sample: bool = False) -> str:
    """Adds a road to the workspace; returns the journey's id."""
    journey_id = home.write(journeys.from_template, road, business="Green Leaf Plants", url=url, persona="")
    if sample:
        journey = home.read(journeys.get, journey_id)
        business = home.read(businesses.get, journey.business_id)
        home.write(businesses.update, replace(business, sample=True, currency="GBP"))
    return journey_id


def add_walk(home: House, journey_id: str, run: Run = Run.FULL) -> str:
    """Starts a walk by Mia; returns its id."""
    tester = home.read(testers.find, "Mia")
    tester_id = tester.id if tester else home.write(testers.add, name="Mia")
    return home.write(walks.start, journey_id, tester_id=tester_id, run=run)


def sample_road() -> Template:
    """The road of the sample walk."""
    return templates.sample()


def picture(colour: str = "#2E6B4A", width: int = 640, height: int = 400) -> QImage:
    """A picture that is not flat."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#F4EFE6"))
    painter = QPainter(image)
    painter.fillRect(0, 0, width, height // 8, QColor(colour))
    painter.fillRect(width // 8, height // 4, width // 3, height // 2, QColor(colour))
    painter.end()
    return image


def grab(image: QImage | None = None, source: Source = Source.PAGE) -> Grab:
    """A picture as if it had just been grabbed."""
    return Grab(image or picture(), source, clock.now(), "UTC", url="http://127.0.0.1/x", title="A page")


def shot() -> Shot:
    """A picture ready to be stored."""
    return Shot(data=encoded(picture()), source=Source.PAGE, taken_at=clock.now())


def outside_road() -> Template:
    """The sample's road, walked by phone: no step of it needs the browser."""
    road = templates.sample()
    stages = tuple(
        replace(
            stage,
            steps=tuple(replace(step, channel=ChannelKind.PHONE, link="", private=False) for step in stage.steps),
        )
        for stage in road.stages
    )
    return replace(road, stages=stages)
