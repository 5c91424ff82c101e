"""Whether the window thread was there when it should have been."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, Qt, QTimer

_TICK_MS = 2

# What the clock says, and how long this thread has worked; seconds. A plain tuple: hundred thousands of any other
# object would make Python look for rubbish among them, in the very thread that is watched.
Moment = tuple[float, float]


def moment() -> Moment:
    """Now."""
    return time.perf_counter(), time.thread_time()


class Ticks(QObject):
    """Notes when the window thread was there, every two milliseconds, and what it was not there for on purpose."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[Moment] = []
        self.grabs: list[tuple[Moment, Moment]] = []
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.at.append(moment()))
        self._timer.start()

    def longest(self) -> dict[str, float]:
        """The longest gap between two ticks and the most work in one, without the grabs that fell into them."""
        self._timer.stop()
        gaps, works = [0.0], [0.0]
        for before, after in zip(self.at, self.at[1:], strict=False):
            inside = [grab for grab in self.grabs if before <= grab[0] <= after]
            for which, found in ((0, gaps), (1, works)):
                grabbed = sum(end[which] - begin[which] for begin, end in inside)
                found.append(after[which] - before[which] - grabbed)
        return {"stall": max(gaps), "work": max(works)}
