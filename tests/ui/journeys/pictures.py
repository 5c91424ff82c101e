"""The journey's map as pictures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from oracle.method import edits
from oracle.model.journey import Stage as RoadStage
from oracle.model.journey import Step, Wait
from oracle.model.ratings import ChannelKind
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView
from oracle.workspace import personas, potholes, testers, visits, walks
from tests.pictures import SIZES, Stage, screen
from tests.ui.journeys.rooms import journey_in, monstera
from tests.ui.pictures import settled, started

FEELINGS = (1, 0, 1, 0, -1, 0, -1, 2, 0, -2, 1, 0)
FRICTIONS = (0, 1, 0, 2, 3, 1, 2, 0, 2, 4, 0, 1)
LOOKS = (
    ("Awareness", ChannelKind.SHOP), ("Consideration", ChannelKind.PHONE), ("Decision", ChannelKind.WEBSITE),
    ("Delivery", ChannelKind.CHAT), ("Loyalty", ChannelKind.SHOP),
)  # fmt: skip


def expecting(stages: tuple[RoadStage, ...]) -> tuple[RoadStage, ...]:
    return tuple(
        replace(
            stage, steps=tuple(replace(step, expected_friction=1 if step.number % 3 else 0) for step in stage.steps)
        )
        for stage in stages
    )


def walked(held: Any, stages: tuple[RoadStage, ...], *, walk: bool) -> Any:
    journey = journey_in(held, stages)
    personas.update(held, replace(personas.get(held, journey.persona_id), looks=LOOKS))
    if walk:
        tester = testers.add(held, name="Mia Torres").id
        begun = datetime(2025, 10, 6, 9, tzinfo=UTC)
        walk_id = walks.start(held, journey.id, tester_id=tester, now=begun).id
        for step, feeling, friction in zip(journey.version.steps, FEELINGS, FRICTIONS, strict=False):
            visits.set_fields(held, walk_id, step.id, feeling=feeling, friction=friction, now=begun)
            if friction >= 2:
                potholes.add(held, walk_id, step.id, title=f"Rough at {step.title}", severity=friction)
        walks.finish(held, walk_id, now=datetime(2025, 10, 23, 17, tzinfo=UTC))
    return journey


def map_of(stage: Stage, stages: tuple[RoadStage, ...] | None = None, *, walk: bool = True) -> MapView:
    """The map alone, of the mockup's journey."""
    app = started(stage)
    found: list[Any] = []
    app.tasks.write(lambda held: found.append(walked(held, stages or expecting(monstera()), walk=walk)))
    stage.until(lambda: bool(found))
    document = JourneyDocument(app.context)
    view = MapView(document, app.context)
    view.resize(stage.size.width, stage.size.height)
    view.show()
    document.open(found[0])
    document.select(["s10"])
    stage.until(lambda: view.facts.now is not None)
    settled(stage, app)
    view.feeling.draw()
    view.focus_current()
    return view


@screen("map")
def whole(stage: Stage) -> QWidget:
    return map_of(stage)


@screen("map-not-walked", sizes=SIZES[1:2])
def not_walked(stage: Stage) -> QWidget:
    return map_of(stage, monstera(), walk=False)


@screen("map-dragging", sizes=SIZES[1:2])
def dragging(stage: Stage) -> QWidget:
    view = map_of(stage)
    view.document.select(["s7", "s10"])
    card = view.canvas.cards["s10"]
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    QTest.mouseMove(card, QPoint(40, 20))
    target = view.canvas.cards["s4"].geometry().topLeft() + QPoint(70, 10)
    QTest.mouseMove(card, card.mapFrom(view.canvas, target))
    return view


@screen("map-typing", sizes=SIZES[1:2])
def typing(stage: Stage) -> QWidget:
    view = map_of(stage)
    view.rename(view.canvas.cards["s4"], "")
    return view


@screen("map-small", sizes=SIZES[:2])
def small(stage: Stage) -> QWidget:
    view = map_of(stage)
    view.set_zoom(0.5, QPointF(0, 0))
    view.feeling.draw()
    return view


@screen("map-large", sizes=SIZES[1:2])
def large(stage: Stage) -> QWidget:
    view = map_of(stage)
    view.set_zoom(2.0, QPointF(0, 0))
    view.feeling.draw()
    return view


def long_road() -> tuple[RoadStage, ...]:
    """Twelve stages, some long, with titles in several scripts and lengths."""
    titles = (
        "Reads", "Compares the prices of three shops in two tabs", "سأل عن النبات", "植物の価格を確認する",
        "Donaudampfschifffahrtsgesellschaftskapitän", "Looks for the size of the pot", "x" * 300,
    )  # fmt: skip
    names = ("Awareness", "A stage with a name that is far too long for its column", "Decision")
    made = []
    for at in range(12):
        steps = tuple(
            Step(
                id=f"{at}-{n}", number=0, title=titles[(at + n) % len(titles)], handled_by="Somebody with a long name",
                moment_of_truth=n % 3 == 0, private=n % 2 == 0, channel=list(ChannelKind)[(at + n) % 11],
                wait=Wait(length=timedelta(days=n)) if n % 4 == 2 else None, expected_friction=(at + n) % 5,
            )
            for n in range((at * 5) % 9)
        )  # fmt: skip
        made.append(RoadStage(name=names[at % 3], steps=steps))
    return edits.numbered(tuple(made))


@screen("map-long", sizes=SIZES[:2])
def long(stage: Stage) -> QWidget:
    view = map_of(stage, long_road(), walk=False)
    view.document.select(["1-1", "1-2", "4-0"])
    return view


@screen("map-fitted", sizes=SIZES[1:2])
def fitted(stage: Stage) -> QWidget:
    view = map_of(stage, long_road(), walk=False)
    view.zoom_to_fit()
    view.feeling.draw()
    return view


@screen("map-stage-moving", sizes=SIZES[1:2])
def stage_moving(stage: Stage) -> QWidget:
    view = map_of(stage)
    head = view.canvas.heads[1]
    QTest.mousePress(head, Qt.MouseButton.LeftButton, pos=QPoint(30, 12))
    QTest.mouseMove(head, QPoint(60, 16))
    QTest.mouseMove(head, head.mapFrom(view.canvas, view.canvas.heads[3].geometry().center() + QPoint(60, 4)))
    return view
