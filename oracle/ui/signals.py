"""SIGTERM and SIGINT end the app in order."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier


class Signals(QObject):
    """Calls `end` at a signal: Python hears them only while it runs, Qt hears the socket at once."""

    def __init__(self, end: Any) -> None:
        super().__init__()
        self._end = end
        self._read, self._write = socket.socketpair()
        self._read.setblocking(False)
        self._write.setblocking(False)
        self._before_fd = signal.set_wakeup_fd(self._write.fileno())
        self._before = {kind: signal.signal(kind, self._heard) for kind in (signal.SIGTERM, signal.SIGINT)}
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def _heard(self, _kind: int, _frame: FrameType | None) -> None:
        """The work is done in `_wake`, in the event loop."""

    def _wake(self) -> None:
        with suppress(BlockingIOError):
            self._read.recv(64)
        self._end()

    def close(self) -> None:
        """Gives the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before_fd)
        for kind, before in self._before.items():
            signal.signal(kind, before)
        self._read.close()
        self._write.close()
