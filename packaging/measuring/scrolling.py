"""A thousand captures of a step, scrolled through in the review's own row, frame by frame.

    python -m measuring.scrolling CAPTURES FRAMES

Prints JSON: {"frames": [s, …], "works": [s, …], "plain": [s, …], "grown": MB}: each move of the scroll bar until it is
painted, what the window thread worked for it and for the pictures that came, as many frames of a bare scrolled widget,
and by how much the later passes made the process larger. Pictures come from the workspace over the lane, as in the app.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QScrollArea, QWidget

from measuring.watching import Painted, paints_at_once
from oracle import workspace
from oracle.capture.grab import encoded
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.templates import sample
from oracle.ui import settings, theme
from oracle.ui.actions import Actions
from oracle.ui.bus import Bus
from oracle.ui.context import Context, Current
from oracle.ui.review.captures import CapturesPart
from oracle.ui.review.session import ReviewSession
from oracle.ui.tasks import Tasks
from oracle.workspace import captures, clock, journeys, renditions, testers, walks

_SIZE = (760, 140)  # what the captures have in a window of 1440 × 900
_PASSES = 4
_PATIENCE = 0.5  # s: what scrolls is moved, and only its edge painted


def filled(path: Path, count: int) -> str:
    """A workspace with a walk whose first step has that many captures, each with its thumbnail; the walk's id."""
    held = workspace.open(path)
    try:
        journey = journeys.from_template(held, sample(), business="Shop", url="https://shop.example").id
        walk_id = walks.start(held, journey, tester_id=testers.add(held, name="Mia").id).id
        step = walks.opened(held, walk_id).version.steps[0].id
        for at in range(count):
            shot = Shot(data=encoded(_picture(at)), source=Source.PAGE, taken_at=clock.now(), zone="UTC")
            captures.add(held, walk_id, step, shot)
        while renditions.prepare_next(held):
            pass
        return walk_id
    finally:
        held.close()


def _picture(at: int) -> QImage:
    image = QImage(QSize(320, 200), QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(at * 37 % 360, 80, 220))
    painter = QPainter(image)
    for number in range(40):
        painter.fillRect(number * 8, (at * 13 + number * 29) % 180, 6, 20, QColor.fromHsv(number * 9, 160, 120))
    painter.end()
    return image


def shown(path: Path, walk_id: str, folder: Path) -> tuple[Tasks, CapturesPart]:
    """The captures of the walk's first step, in a window."""
    bus, kept = Bus(), settings.Settings(folder / "settings.toml")
    look = theme.install(application, kept)
    tasks = Tasks(bus)
    context = Context(tasks, bus, look, kept, Actions(), Current(), lambda *_place, **_named: None)
    tasks.open(path)
    session = ReviewSession(context)
    part = CapturesPart(session)
    session.open(walk_id)
    while session.scene is None:
        application.processEvents()
    part.show_scene(session.scene)
    part.resize(*_SIZE)
    part.show()
    for _turn in range(5):
        application.processEvents()
    return tasks, part


def scroll(area: QScrollArea, count: int) -> tuple[list[float], list[float], float]:
    """Seconds of each frame, what this thread worked in it, and by how many MB the process grew in the later passes."""
    bar, painted = area.horizontalScrollBar(), Painted(application, _PATIENCE)
    frames, works, sizes = [], [], []
    for turn in range(_PASSES):
        for at in range(1, count):
            way = bar.maximum() * at // count
            began, worked = time.perf_counter(), time.thread_time()
            bar.setValue(way if turn % 2 == 0 else bar.maximum() - way)
            painted.wait()
            frames.append(time.perf_counter() - began)
            application.processEvents()  # pictures that came meanwhile
            works.append(time.thread_time() - worked)
        sizes.append(_resident())
    application.removeEventFilter(painted)
    return frames, works, sizes[-1] - sizes[_PASSES // 2 - 1]


def plain(count: int) -> list[float]:
    """The same moves of one large bare widget: what Qt and the machine need at least."""
    area, inner = QScrollArea(), QWidget()
    inner.resize(1000 * 118, 76)
    area.setWidget(inner)
    area.resize(_SIZE[0], 78)
    area.show()
    application.processEvents()
    frames, _works, _grown = scroll(area, count)
    area.close()
    return frames


def _resident() -> float:
    """Megabytes of memory that are this process's own now."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


application = paints_at_once()


def main(arguments: list[str]) -> int:
    """Measures once and prints it."""
    count, frames = map(int, arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "workspace.db"
        tasks, part = shown(path, filled(path, count), folder)
        found, works, grown = scroll(part.strip, frames)
        print(json.dumps({"frames": found, "works": works, "plain": plain(frames), "grown": grown}))
        part.close()
        tasks.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
