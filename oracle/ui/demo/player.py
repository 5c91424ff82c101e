"""Plays a script in the event loop: each thing it waits for is looked at again and again until it is so."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator

from PySide6.QtCore import QEventLoop, QObject, QTimer

from oracle.errors import OracleError
from oracle.language import _
from oracle.ui import bus

PATIENCE = 60.0  # seconds that one thing may take before the demo gives up
LOOK_EVERY_MS = 20

Condition = Callable[[], object]
Script = Generator[tuple[str, Condition], None, None]


class Player(QObject):
    """Runs a script that yields what it waits for: a few words, and a condition that becomes true."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self._script = script
        self._loop = QEventLoop(self)
        self._failure: BaseException | None = None
        self._what = ""
        self._condition: Condition = _already
        self._since = time.monotonic()
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def play(self) -> None:
        """Returns when the script is over; raises what it raised, or OracleError when a condition never became true."""
        self._timer.start()
        self._loop.exec()
        self._timer.stop()
        self._script.close()
        if self._failure is not None:
            raise self._failure

    def hear(self, level: str, text: str) -> None:
        """The window said that something went wrong: the demo ends there."""
        if level == bus.ERROR:
            self._end(OracleError(text))

    def _look(self) -> None:
        try:
            if self._condition():
                self._what, self._condition = next(self._script)
                self._since = time.monotonic()
            elif time.monotonic() - self._since > PATIENCE:
                raise OracleError(_("The demo waited in vain: {what}.").format(what=self._what))
        except StopIteration:
            self._end(None)
        except Exception as error:  # noqa: BLE001 - Qt would only print it; `play` raises it
            self._end(error)

    def _end(self, failure: BaseException | None) -> None:
        self._timer.stop()
        self._failure = self._failure or failure
        self._loop.quit()


def _already() -> bool:
    return True
