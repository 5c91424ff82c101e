"""The journey's map as pictures."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView
from tests.pictures import Stage, screen
from tests.ui.journeys.rooms import journey_in, monstera
from tests.ui.pictures import settled, started


def map_of(stage: Stage, stages: Any = None) -> MapView:
    """The map alone, of the mockup's journey."""
    app = started(stage)
    found: list[Any] = []
    app.tasks.write(lambda held: found.append(journey_in(held, stages or monstera())))
    stage.until(lambda: bool(found))
    context = app.context
    document = JourneyDocument(context)
    view = MapView(document, context)
    view.setProperty("ground", "paper")
    document.open(found[0])
    document.select(["s10"])
    settled(stage, app)
    return view


@screen("map")
def whole(stage: Stage) -> QWidget:
    return map_of(stage)
