"""A card dragged over the map of a long journey, frame by frame, in a window of the app.

    python -m measuring.dragging STEPS STAGES FRAMES

Prints JSON: {"frames": [s, …], "drop": s, "plain": [s, …]}: each move of the pointer until it is painted, what the
drop takes until it is painted, and as many frames of a bare window that moves a rectangle as large as the card.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from measuring.watching import Painted, paints_at_once, plain, settle
from oracle.method import edits
from oracle.model.journey import Journey, Stage, Step, Version, Wait
from oracle.model.ratings import ChannelKind, Kind
from oracle.ui import settings, theme
from oracle.ui.actions import Actions
from oracle.ui.bus import Bus
from oracle.ui.context import Context, Current
from oracle.ui.journeys.map.document import JourneyDocument
from oracle.ui.journeys.map.view import MapView
from oracle.ui.tasks import Tasks
from oracle.workspace import clock

_SIZE = (1040, 700)  # what the map has in a window of 1440 × 900
_WORDS = ("Looks", "for the price", "of a large pot", "and reads", "what others say", "about the plant", "in winter")


def stages_of(steps: int, stages: int) -> tuple[Stage, ...]:
    """That many steps in that many stages, with titles of several lengths and a wait here and there."""
    chance = random.Random(7)  # noqa: S311 - titles, not secrets
    made = []
    for at in range(stages):
        count = steps // stages + (at < steps % stages)
        own = tuple(_step(f"{at}-{number}", chance) for number in range(count))
        made.append(Stage(name=f"Stage {at + 1}", steps=own))
    return edits.numbered(tuple(made))


def _step(identity: str, chance: random.Random) -> Step:
    return Step(
        id=identity,
        number=0,
        title=" ".join(chance.sample(_WORDS, chance.randint(1, 4))),
        channel=chance.choice(list(ChannelKind)),
        handled_by=chance.choice(("Mia", "Tom", "Nadia")),
        moment_of_truth=chance.random() < 0.2,
        wait=Wait(length=timedelta(days=3)) if chance.random() < 0.1 else None,
    )


def shown(steps: int, stages: int, folder: Path) -> MapView:
    """The map of such a journey in a window, on a workspace that never opens: storing is another thread's work."""
    bus, kept = Bus(), settings.Settings(folder / "settings.toml")
    look = theme.install(application, kept)
    context = Context(Tasks(bus), bus, look, kept, Actions(), Current(), lambda *_place, **_named: None)
    document = JourneyDocument(context)
    view = MapView(document, context)
    view.resize(*_SIZE)
    version = Version(id="v", journey_id="j", number=1, created_at=clock.now(), stages=stages_of(steps, stages))
    made = version.created_at
    document.open(
        Journey(id="j", business_id="b", persona_id="p", kind=Kind.BUY, title="Long", version=version, created_at=made)
    )
    view.show()
    settle()
    return view


def send(widget: QWidget, kind: QEvent.Type, place: QPoint) -> None:
    """A mouse event, as the window system sends it."""
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    changed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    at, around = QPointF(place), QPointF(widget.mapToGlobal(place))
    application.sendEvent(widget, QMouseEvent(kind, at, around, changed, held, Qt.KeyboardModifier.NoModifier))


def places(count: int) -> Iterator[QPoint]:
    """A way over the whole map, in moves as a quick hand makes them."""
    for at in range(count):
        yield QPoint(60 + at * 23 % (_SIZE[0] - 120), 60 + at * 17 % (_SIZE[1] - 120))


def drag(view: MapView, count: int) -> tuple[list[float], float]:
    """Seconds of each frame, and of the drop."""
    card = view.canvas.cards[view.document.stages[0].steps[0].id]
    send(card, QEvent.Type.MouseButtonPress, QPoint(20, 20))
    frames, place, painted = [], QPoint(), Painted(view.canvas)
    for place in places(count):
        began = time.perf_counter()
        send(card, QEvent.Type.MouseMove, card.mapFrom(view.area.viewport(), place))
        painted.wait()
        frames.append(time.perf_counter() - began)
    began = time.perf_counter()
    send(card, QEvent.Type.MouseButtonRelease, card.mapFrom(view.area.viewport(), place))
    painted.wait()
    return frames, time.perf_counter() - began


application = paints_at_once()


def main(arguments: list[str]) -> int:
    """Measures once and prints it."""
    steps, stages, frames = map(int, arguments)
    with tempfile.TemporaryDirectory() as folder:
        view = shown(steps, stages, Path(folder))
        found, drop = drag(view, frames)
        print(json.dumps({"frames": found, "drop": drop, "plain": plain(_SIZE, (148, 104), places(frames))}))
        view.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
