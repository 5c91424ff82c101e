"""One start, told on standard output: `painted` after the first paint, `usable` when home has painted its cards.

    python -m measuring.starting bare | app WORKSPACE painted|usable

It ends by itself after that word.
"""

from __future__ import annotations

import sys
from typing import Any


def bare() -> int:
    """The least that a window of this toolkit needs."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            print("painted", flush=True)
            QTimer.singleShot(0, application.quit)

    application = QApplication(sys.argv[:1])
    window = Bare()
    window.setCentralWidget(QLabel("hello"))
    window.resize(1280, 800)
    window.show()
    return application.exec()


def app(workspace: str, last: str) -> int:
    """The app as it starts, with somebody who looks."""
    from pathlib import Path

    from oracle import __main__  # first of all, as in the app: it has a say in how the others are loaded

    application: Any = __main__.window()

    from PySide6.QtCore import QTimer

    class Watched(application.Application):  # type: ignore[misc]
        def start(self) -> None:
            super().start()
            self.window.painted.connect(lambda: self._say("painted"))
            self._wait = QTimer(self, interval=2)
            self._wait.timeout.connect(self._look)
            if last == "usable":
                self._wait.start()

        def _look(self) -> None:
            home = self.window.screen_in_view
            lanes = home.lanes.values() if self.window.place == "journeys" else ()
            # The cards are painted at one go, each in its place; a road keeps its picture when it was painted.
            if any(tile._road._cached is not None for lane in lanes for tile in lane.tiles):
                self._wait.stop()
                self._say("usable")

        def _say(self, word: str) -> None:
            print(word, flush=True)
            if word == last:
                QTimer.singleShot(0, self, self.quit)

    application.Application = Watched
    return int(application.run(Path(workspace)))


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else app(*sys.argv[2:]))
