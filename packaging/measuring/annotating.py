"""A large capture with many marks, zoomed, moved and drawn on, frame by frame, in a window of the app.

    python -m measuring.annotating WIDTH HEIGHT MARKS FRAMES

Prints JSON: for each of "zoom", "pan", "move", "size" and "draw" the seconds of each frame, from the event until it is
painted; "works": by the same names what the window thread itself worked for each; "rest": how long the sharp picture
takes once the zoom rests; "plain": frames of a bare window that moves a rectangle as large as a mark.
"""

from __future__ import annotations

import json
import math
import random
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QWheelEvent

from measuring.watching import Painted, paints_at_once, plain, settle
from oracle.model.mark import Mark, MarkColour, MarkKind, Stroke
from oracle.ui import settings, theme
from oracle.ui.annotate import names
from oracle.ui.annotate.canvas import Canvas
from oracle.ui.annotate.document import MarksDocument
from oracle.ui.annotate.hand import Hand
from oracle.ui.annotate.picture import Levels, decoded
from oracle.ui.annotate.pointer import Pointer

_ROOM = (1140, 852)  # what the capture has in a window of 1440 × 900
_KINDS = (MarkKind.ARROW, MarkKind.BOX, MarkKind.ELLIPSE, MarkKind.TEXT, MarkKind.NUMBER, MarkKind.HIGHLIGHT,
          MarkKind.PEN, MarkKind.REDACT)  # fmt: skip


def picture(width: int, height: int) -> Levels:
    """A busy picture, as a page of a shop is."""
    chance = random.Random(7)  # noqa: S311 - colours, not secrets
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#F4EFE6"))
    painter = QPainter(image)
    for _each in range(4000):
        colour = QColor.fromHsv(chance.randrange(360), 60, chance.randrange(120, 250))
        painter.fillRect(chance.randrange(width), chance.randrange(height), chance.randrange(8, 160), 14, colour)
    painter.end()
    from oracle.capture.grab import encoded

    levels = decoded(encoded(image))
    if levels is None:
        raise RuntimeError("the picture cannot be read")
    return levels


def marks(count: int, width: int, height: int) -> tuple[Mark, ...]:
    """That many marks of most kinds, all over the picture."""
    chance = random.Random(8)  # noqa: S311 - places, not secrets
    made = []
    for at in range(count):
        kind = _KINDS[at % len(_KINDS)]
        x, y = chance.randrange(60, width - 460), chance.randrange(60, height - 260)
        made.append(_mark(str(at), kind, x, y, chance))
    return tuple(made)


def _mark(identity: str, kind: MarkKind, x: int, y: int, chance: random.Random) -> Mark:
    wide, high = chance.randrange(120, 400), chance.randrange(60, 200)
    points: tuple[tuple[float, float], ...] = ((x, y), (x + wide, y + high))
    if kind is MarkKind.ARROW:
        points = ((x, y), (x + wide, y), (x + wide, y + high))
    elif kind is MarkKind.NUMBER:
        points = ((x, y),)
    elif kind is MarkKind.PEN:
        points = tuple((x + wide * part / 40, y + high * (1 + math.sin(part / 3)) / 2) for part in range(41))
    return Mark(
        id=identity, kind=kind, points=points, colour=chance.choice(list(MarkColour)),
        stroke=chance.choice(list(Stroke)), text="The code of the sale is refused" if kind is MarkKind.TEXT else "",
    )  # fmt: skip


class Bench:
    """The capture in a window, and hands on it."""

    def __init__(self, width: int, height: int, count: int) -> None:
        self.hand = Hand()
        self.canvas = Canvas()
        self.pointer = Pointer(self.canvas, self.hand)
        self.document = MarksDocument((width, height), marks(count, width, height))
        self.canvas.resize(*_ROOM)
        self.canvas.show_document(self.document)
        self.canvas.show_picture(picture(width, height))
        self.canvas.show()
        settle(1.0)  # also what is prepared while nobody does anything
        self.painted = Painted(self.canvas.viewport())
        self.works: list[float] = []  # seconds that this thread worked for each frame measured last

    def frames(self, count: int, act: Callable[[int], None]) -> list[float]:
        """Seconds of each frame."""
        found = []
        self.works = []
        application.processEvents()
        self.painted.wait()
        for at in range(count):
            began, worked = time.perf_counter(), time.thread_time()
            act(at)
            self.painted.wait()
            found.append(time.perf_counter() - began)
            self.works.append(time.thread_time() - worked)
        return found

    def wheel(self, at: int) -> None:
        """One notch, in for a while and out again."""
        place = QPointF(500, 400)
        turn = 120 if at % 24 < 12 else -120
        event = QWheelEvent(
            place, QPointF(self.canvas.viewport().mapToGlobal(place.toPoint())), QPoint(), QPoint(0, turn),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        application.sendEvent(self.canvas.viewport(), event)

    def mouse(self, kind: QEvent.Type, place: QPointF, button: Qt.MouseButton) -> None:
        """A mouse event, as the window system sends it."""
        none = Qt.MouseButton.NoButton
        held = none if kind == QEvent.Type.MouseButtonRelease else button
        around = QPointF(self.canvas.viewport().mapToGlobal(place.toPoint()))
        event = QMouseEvent(
            kind, place, around, none if kind == QEvent.Type.MouseMove else button, held, Qt.KeyboardModifier.NoModifier
        )
        application.sendEvent(self.canvas.viewport(), event)

    def drag(self, count: int, start: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> list[float]:
        """Presses, and measures the moves of a quick hand."""
        self.mouse(QEvent.Type.MouseButtonPress, start, button)
        self.mouse(QEvent.Type.MouseMove, start + QPointF(9, 9), button)  # what is lifted is drawn once
        application.processEvents()
        found = self.frames(count, lambda at: self.mouse(QEvent.Type.MouseMove, way(start, at), button))
        self.mouse(QEvent.Type.MouseButtonRelease, way(start, count), button)
        application.processEvents()
        return found


def way(start: QPointF, at: int) -> QPointF:
    """Where the hand is: round and round."""
    return start + QPointF(140 * math.sin(at / 9), 110 * math.sin(at / 7))


application = paints_at_once()
look = theme.install(application, settings.Settings())


def main(arguments: list[str]) -> int:
    """Measures once and prints it."""
    width, height, count, frames = map(int, arguments)
    bench = Bench(width, height, count)
    found: dict[str, list[float]] = {}
    works: dict[str, list[float]] = {}
    for name, act in _DONE.items():
        found[name] = act(bench, frames)
        works[name] = bench.works
    found["rest"] = bench.frames(3, lambda _at: _redraw(bench.canvas))
    found["plain"] = plain(_ROOM, (120, 60), (way(QPointF(400, 300), at + 1).toPoint() for at in range(frames)))
    print(json.dumps({**found, "works": works}))
    bench.canvas.close()
    return 0


def _zoom(bench: Bench, frames: int) -> list[float]:
    return bench.frames(frames, bench.wheel)


def _pan(bench: Bench, frames: int) -> list[float]:
    bench.canvas.zoom_to(1.0)
    settle(0.3)
    return bench.drag(frames, QPointF(500, 400), Qt.MouseButton.MiddleButton)


def _move(bench: Bench, frames: int) -> list[float]:
    bench.canvas.zoom_whole()
    settle(0.6)
    arrow = next(mark for mark in bench.document.marks if mark.kind is MarkKind.ARROW)
    return bench.drag(frames, bench.canvas.view.to_window(QPointF(*arrow.points[0])))


def _size(bench: Bench, frames: int) -> list[float]:
    box = next(mark for mark in bench.document.marks if mark.kind is MarkKind.BOX)
    bench.document.select((box.id,))
    return bench.drag(frames, bench.canvas.view.to_window(QPointF(*box.points[1])))


def _draw(bench: Bench, frames: int) -> list[float]:
    bench.hand.take(names.BY_KIND[MarkKind.PEN])
    bench.document.select(())
    return bench.drag(frames, QPointF(400, 300))


_DONE: dict[str, Callable[[Bench, int], list[float]]] = {
    "zoom": _zoom, "pan": _pan, "move": _move, "size": _size, "draw": _draw,
}  # fmt: skip


def _redraw(canvas: Canvas) -> None:
    canvas._ground.forget()
    canvas.viewport().update()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
