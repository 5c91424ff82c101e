"""The app's own window, walking, in front of a screen that shows a page; it does what it is told and says how long.

    python -m measuring.window WORKSPACE WALK PICTURE

Each line of input is a command with its arguments between tabs; each answer is a line of JSON:

    capture                    press to durable: {"durable": s, "shown": s, "grab": s}
    grab | raw FILE            the grab alone; grab, write the raw frame, sync: {"seconds": s}
    stall COUNT                the longest stall of the window thread while capturing, the most that it worked itself
                               between two ticks, an idle stall: {"stall": s, "work": s, "idle": s, "grab": s}
    export WALK FILE COUNT     captures during an export of that walk: {"durable": [s, …]}
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from measuring.ticks import Ticks, moment
from measuring.watching import settle, until
from oracle import __main__
from oracle.capture import screens

application: Any = __main__.window()
_NOISE = (16, 12)  # cells of the corner that makes each screen a different picture


class Page(QWidget):
    """A web page over the whole screen, a little different after each `turn`."""

    def __init__(self, picture: Path) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.BypassWindowManagerHint)
        self._image = QImage(str(picture))
        self._chance = random.Random(1)  # noqa: S311 - pictures, not secrets
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setGeometry(QGuiApplication.primaryScreen().geometry())
        self.show()
        self.raise_()

    def turn(self) -> None:
        """Another page, on the screen when this returns."""
        self.repaint()
        settle(0.05)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._image)
        for place in range(_NOISE[0] * _NOISE[1]):
            across, down = divmod(place, _NOISE[1])
            painter.fillRect(8 + across * 4, 8 + down * 4, 4, 4, QColor(*self._chance.randbytes(3)))
        painter.end()


class Told(application.Application):  # type: ignore[misc]
    """The app, started as it is, on a walk, obeying standard input."""

    walk = ""
    picture = Path()

    def start(self) -> None:
        """Shows the window; the rest follows when the workspace is open."""
        super().start()
        self.window.shown_screen.connect(self._walk)
        self._begun = False

    def _walk(self, place: str) -> None:
        if place == "journeys" and not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self.window.navigate("walk", walk_id=self.walk)
        self.session = self.window.screen_in_view.session
        until(lambda: self.session.scene is not None, "the walk")
        self.page = Page(self.picture)
        settle(0.3)
        self._input = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._input.activated.connect(self._obey)
        say({"ready": True})

    def _obey(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self.quit()
            return
        self._input.setEnabled(False)
        command, *rest = line.rstrip("\n").split("\t")
        try:
            say(getattr(self, f"do_{command}")(*rest))
        except Exception:  # noqa: BLE001 - handed on: it is in the log of who asked
            # Who asked would wait for ever for an answer: this ends, and the log says why.
            traceback.print_exc()
            self.quit()
            return
        self._input.setEnabled(True)

    # ---- commands

    def do_capture(self) -> dict[str, float]:
        """One capture, from the press to the acknowledgement of the commit."""
        self.page.turn()
        found = self._capture()
        self._rest()
        return found

    def do_grab(self) -> dict[str, float]:
        """What any way to take the screen costs at least."""
        self.page.turn()
        began = time.perf_counter()
        QGuiApplication.primaryScreen().grabWindow(0).toImage()
        return {"seconds": time.perf_counter() - began}

    def do_raw(self, place: str) -> dict[str, float]:
        """The screen written as it is, and synced."""
        self.page.turn()
        began = time.perf_counter()
        image = QGuiApplication.primaryScreen().grabWindow(0).toImage()
        with Path(place).open("wb") as file:
            file.write(image.constBits())
            file.flush()
            os.fsync(file.fileno())
        return {"seconds": time.perf_counter() - began}

    def do_stall(self, count: str) -> dict[str, float]:
        """Captures one after the other under a ticking clock, and as long of nothing."""
        self._capture()  # the first one loads what all others find there
        self._rest()
        grabs: list[float] = []
        began = time.perf_counter()
        found = self._ticking(lambda ticks: grabs.extend(self._capture(ticks)["grab"] for _ in range(int(count))))
        took = time.perf_counter() - began
        self._rest()
        idle = self._ticking(lambda _ticks: settle(min(took, 10.0)))
        return {**found, "idle": idle["stall"], "grab": max(grabs)}

    def do_export(self, walk: str, place: str, count: str) -> dict[str, Any]:
        """Captures while a report is being written."""
        over: list[object] = []
        steps: list[object] = []
        job = self.tasks.bulk(
            exported, walk, Path(place), progress=steps.append, then=over.append, failed=over.append, owner=self
        )
        until(lambda: len(steps) > 1 or over, "the export")
        durable: list[float] = []
        while not over and len(durable) < int(count):
            self.page.turn()
            if not over:
                durable.append(self._capture()["durable"])
        job.cancel()
        until(lambda: over or job.stopped.is_set(), "the end of the export")
        self._rest()
        return {"durable": durable}

    # ---- how

    def _capture(self, ticks: Ticks | None = None) -> dict[str, float]:
        loop = QEventLoop()
        over: list[float] = []
        refused: list[object] = []

        def done(*_id: str) -> None:
            over.append(time.perf_counter())
            loop.quit()

        self.session.captured.connect(done)
        self.session.not_captured.connect(refused.append)
        self.session.not_captured.connect(done)
        begin = moment()
        grab = screens.grab_screen(QGuiApplication.primaryScreen())
        end = moment()
        self.session.store_grab(grab, self.session.visit)
        del grab  # as in the app: it is the lane's, which frees it
        shown = time.perf_counter()
        loop.exec()
        self.session.captured.disconnect(done)
        self.session.not_captured.disconnect()
        if refused:
            raise RuntimeError(str(refused[0]))
        if ticks is not None:
            ticks.grabs.append((begin, end))
        return {"durable": over[0] - begin[0], "shown": shown - begin[0], "grab": end[0] - begin[0]}

    def _ticking(self, work: Callable[[Ticks], object]) -> dict[str, float]:
        ticks = Ticks()
        settle(0.1)
        work(ticks)
        settle(0.1)
        return ticks.longest()

    def _rest(self) -> None:
        """Waits until thumbnails and report pictures are made, so that they do not disturb what is measured next."""
        found: list[object] = []
        while found != [None]:
            found.clear()
            self.tasks.read(_missing, then=found.append, owner=self)
            until(lambda: found, "the idle work")
            settle(0.1)


def exported(workspace: Any, walk: str, place: Path) -> Generator[Any, None, None]:
    """The report of a walk, as the command line writes it."""
    from oracle.report import content, pdf
    from oracle.workspace import captures, reads

    told = content.build(reads.report_walks(workspace, (walk,)), content.Options())
    yield from pdf.write(told, place, picture=lambda capture: captures.report_picture(workspace, capture))


def _missing(workspace: Any) -> object:
    from oracle.workspace import renditions

    return renditions.missing(workspace) and True


def say(answer: object) -> None:
    """One line to who asked."""
    print(json.dumps(answer), flush=True)


def main(workspace: Path, walk: str, picture: Path) -> int:
    """Runs the app until its input ends."""
    Told.walk, Told.picture = walk, picture
    application.Application = Told
    return int(application.run(workspace))


if __name__ == "__main__":
    QApplication.setQuitOnLastWindowClosed(False)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])))
