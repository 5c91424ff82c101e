"""An event loop watched from within: until time has passed, until something is so, until something is painted."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE = 60.0


def paints_at_once() -> QApplication:
    """An application that paints at once, not five milliseconds later."""
    os.environ["QT_QPA_UPDATE_IDLE_TIME"] = "0"
    return QApplication(sys.argv[:1])


def settle(seconds: float = 0.05) -> None:
    """Runs the event loop for that long."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def until(condition: Callable[[], object], what: str) -> None:
    """Runs the event loop until something is so; TimeoutError."""
    end = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(what)
        settle(0.01)


class Painted(QObject):
    """Whether a widget, or with the application any, was painted since it was asked for."""

    def __init__(self, watched: QObject, patience: float = 2.0) -> None:
        super().__init__(watched)
        self._done = False
        self._patience = patience
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self._done = self._done or event.type() == QEvent.Type.Paint
        return False

    def wait(self) -> None:
        """Runs the event loop until what changed is on the screen."""
        end = time.perf_counter() + self._patience
        while not self._done and time.perf_counter() < end:
            QCoreApplication.processEvents()
        self._done = False


def plain(room: tuple[int, int], size: tuple[int, int], places: Iterable[QPoint]) -> list[float]:
    """Seconds of each move of a bare child widget in a bare window: what Qt and the machine need at least."""
    window = QWidget()
    window.resize(*room)
    child = QWidget(window)
    child.setAutoFillBackground(True)
    child.resize(*size)
    window.show()
    settle()
    frames, painted = [], Painted(window)
    for place in places:
        began = time.perf_counter()
        child.move(place)
        painted.wait()
        frames.append(time.perf_counter() - began)
    window.close()
    return frames
