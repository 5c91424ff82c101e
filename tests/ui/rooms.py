"""What tests of the shell stand in: a running application on a workspace of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from oracle import paths, templates
from oracle.model.ratings import WalkState
from oracle.ui import application, settings
from oracle.ui.application import Application
from oracle.workspace import businesses, journeys, potholes, testers, visits, walks
from tests.written import written

PATIENCE_MS = 15_000


@contextmanager
def running(qtbot: QtBot, path: Path | None = None, files: tuple[Path, ...] = ()) -> Iterator[Application]:
    """The application, shown, with its workspace open; shut down in order at the end."""
    kept = settings.Settings()
    app = Application(application._qt_application(), kept, path or paths.default_workspace(), files)
    app.start()
    try:
        with qtbot.waitSignals([app.tasks.opened], timeout=PATIENCE_MS):
            pass
        idle(qtbot, app)
        yield app
    finally:
        app.shut_down()


def idle(qtbot: QtBot, app: Application) -> None:
    """Waits until the lane has done everything asked for so far, and its results were delivered."""
    for _round in range(3):
        done: list[object] = []
        app.tasks.read(lambda _workspace: None, then=done.append)
        qtbot.waitUntil(lambda done=done: bool(done), timeout=PATIENCE_MS)


def told(qtbot: QtBot, app: Application, read: Callable[..., Any], *args: Any) -> Any:
    """What a read of the workspace says now."""
    found: list[Any] = []
    app.tasks.read(read, *args, then=found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE_MS)
    return found[0]


def shop_workspace(path: Path) -> None:
    """A workspace with a business, three journeys, and two walks of one of them, the later one finished."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_filled())


@cache
def _filled() -> bytes:
    return written(lambda held, _file: fill(held))[0]


def fill(held: Any) -> None:
    """Puts the sample content into an open workspace."""
    chosen = {"learn": "learn-online-shop", "join": "join-online-shop", "buy": "buy-online-shop"}
    names = {template.name for template in templates.all_templates()}
    for kind, name in chosen.items():
        if name not in names:
            name = next(each.name for each in templates.all_templates() if each.kind == kind)
        journeys.from_template(held, templates.get(name), business="Green Leaf Plants", url="https://leaf.example")
    business = businesses.find(held, "Green Leaf Plants")
    assert business is not None
    tester_id = testers.add(held, name="Mia Torres").id
    bought = next(each for each in journeys.list_all(held, business.id) if each.kind == "buy")
    walk_it(held, bought.id, tester_id, [0, 1, 0, 3, 2, 1, 4])
    walk_it(held, bought.id, tester_id, [0, 1, 0, 2, 1, 0, 3])


def walk_it(held: Any, journey_id: str, tester_id: str, frictions: list[int]) -> str:
    """Walks a journey to its end with these frictions, a pothole at each rough step."""
    walk_id = walks.start(held, journey_id, tester_id=tester_id).id
    steps = journeys.get(held, journey_id).version.steps
    for at, step in enumerate(steps):
        friction = frictions[at % len(frictions)]
        visits.set_fields(held, walk_id, step.id, friction=friction)
        if friction >= 3:
            potholes.add(held, walk_id, step.id, title=f"Rough at {step.title}", severity=friction)
    walks.finish(held, walk_id)
    assert walks.card(held, walk_id).walk.state in (WalkState.FINISHED, WalkState.RESTING)
    return walk_id
