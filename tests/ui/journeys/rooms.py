"""What tests of the map stand in: a context on a workspace of its own, and journeys made for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from oracle.method import edits
from oracle.model.journey import Journey, PersonaSketch, Stage, Step, Version, Wait
from oracle.model.ratings import ChannelKind, Kind
from oracle.ui import settings, theme
from oracle.ui.actions import Actions
from oracle.ui.bus import Bus
from oracle.ui.context import Context, Current
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.tasks import Tasks
from oracle.workspace import businesses, journeys, personas
from tests.written import new

PATIENCE_MS = 15_000


@contextmanager
def context_on(qtbot: QtBot, path: Path) -> Iterator[Context]:
    """A context whose tasks have the workspace at `path` open; closed in order."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    bus = Bus()
    tasks = Tasks(bus)
    kept = settings.Settings(path.parent / "settings.toml")
    look = theme.install(application, kept)
    if not path.exists():
        path.write_bytes(new())
    with qtbot.waitSignal(tasks.opened, timeout=PATIENCE_MS):
        tasks.open(path)
    yield Context(tasks, bus, look, kept, Actions(), Current(), lambda *_place, **_named: None)
    tasks.close()


def written(qtbot: QtBot, context: Context, function: Any, *args: Any, **named: Any) -> Any:
    """The result of a write or a read of the workspace."""
    found: list[Any] = []
    context.tasks.write(lambda held: found.append(function(held, *args, **named)))
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
    return found[0]


def stages_of(*names: str) -> tuple[Stage, ...]:
    """Stages "Awareness: Sees the post, Taps through" and so on."""
    made = []
    for name in names:
        title, _colon, titles = name.partition(":")
        steps = tuple(
            Step(id=f"{title}-{n}", number=0, title=each.strip())
            for n, each in enumerate(titles.split(","))
            if each.strip()
        )
        made.append(Stage(name=title.strip(), steps=steps))
    return edits.numbered(tuple(made))


MONSTERA = (
    ("Awareness", "Sees the sale post|social|Instagram|Mia", "Taps through to the shop|website||Mia"),
    (
        "Consideration", "Finds the Monstera|website||Mia", "Reads the product page|website||Mia",
        "Asks about her dogs|chat||Nadia",
    ),
    (
        "Decision", "Fills the basket|website||Tom", "Pays for the order|website||Tom",
        "Sees “Thank you”|website||Tom",
    ),
    (
        "Delivery", "Gets the confirmation|email|Mail|Mia", "Waits for the parcel|post|Carrier|Jonas",
        "Unpacks the plant|post|Parcel|Jonas",
    ),
    ("Loyalty", "Gets the follow-up|email|Mail|Mia"),
)  # fmt: skip
TRUTHS = {4, 8, 11}
WAITS = {9: timedelta(hours=4), 10: timedelta(days=3), 12: timedelta(weeks=2)}


def monstera() -> tuple[Stage, ...]:
    """The journey of the mockup; ids are s1 to s12."""
    number, made = 0, []
    for name, *rows in MONSTERA:
        steps = []
        for row in rows:
            title, channel, own, who = row.split("|")
            number += 1
            wait = Wait(length=WAITS[number]) if number in WAITS else None
            steps.append(
                Step(
                    id=f"s{number}", number=number, title=title, channel=ChannelKind(channel), channel_label=own,
                    handled_by=who, moment_of_truth=number in TRUTHS, wait=wait, private=number == 7, sale=number == 8,
                )
            )  # fmt: skip
        made.append(Stage(name=name, steps=tuple(steps)))
    return tuple(made)


def journey_in(held: Any, stages: tuple[Stage, ...], title: str = "Buy a variegated Monstera on sale") -> Journey:
    """A journey with these stages in an open workspace, of Green Leaf Plants and Wendy."""
    found = businesses.find(held, "Green Leaf Plants")
    business_id = found.id if found else businesses.add(held, name="Green Leaf Plants").id
    persona_id = personas.add(held, business_id, sketch=PersonaSketch(name="Wendy", age=34)).id
    made = journeys.add(held, business_id, persona_id, kind=Kind.BUY, title=title, stages=stages)
    return journeys.get(held, made.id)


def unstored(stages: tuple[Stage, ...]) -> JourneyDocument:
    """A document whose workspace never opens: what it writes waits for ever."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    bus, kept = Bus(), settings.Settings()
    look = theme.install(application, kept)
    context = Context(Tasks(bus), bus, look, kept, Actions(), Current(), lambda *_place, **_named: None)
    document = JourneyDocument(context)
    version = Version(id="v", journey_id="j", number=1, created_at=datetime(2026, 10, 6, tzinfo=UTC), stages=stages)
    document.open(
        Journey(
            id="j", business_id="b", persona_id="p", kind=Kind.BUY, title="Buy", version=version,
            created_at=version.created_at,
        )
    )  # fmt: skip
    return document


def opened(qtbot: QtBot, context: Context, stages: tuple[Stage, ...] | None = None) -> JourneyDocument:
    """A document with a stored journey, by default the mockup's."""
    document = JourneyDocument(context)
    document.open(written(qtbot, context, journey_in, stages or monstera()))
    return document


def on_disk(qtbot: QtBot, context: Context, document: JourneyDocument) -> Journey:
    """The journey as the workspace has it, after all writes."""
    context.tasks.flush()
    journey: Journey = written(qtbot, context, journeys.get, document.journey.id)
    return journey
