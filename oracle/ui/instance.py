"""One window a workspace: a second start raises the first's window, hands its files over, and ends.

What comes in is at most a list of file names; anything else is ignored.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

PATIENCE_MS = 1_000
LARGEST = 64 * 1024


def name_of(workspace: Path) -> str:
    """The name under which the window of a workspace listens."""
    whole = f"{getpass.getuser()}\0{workspace.expanduser().resolve()}"
    return "pothole-oracle-" + hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()[:20]


def hand_over(workspace: Path, files: Sequence[Path]) -> bool:
    """Raises the window that has the workspace and gives it the files; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(workspace))
    if not socket.waitForConnected(PATIENCE_MS):
        return False
    socket.write(json.dumps([str(file.expanduser().resolve()) for file in files]).encode() + b"\n")
    answered = socket.waitForReadyRead(PATIENCE_MS)
    socket.disconnectFromServer()
    return answered


class Listener(QObject):
    """Hears later starts. `asked(list[Path])`: come to the front and take these files."""

    asked = Signal(object)

    def __init__(self, workspace: Path) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        name = name_of(workspace)
        if not self._server.listen(name):
            # Left behind by a process that died: nobody answered on it, or we would not be here.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def close(self) -> None:
        """Hears no more."""
        self._server.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LARGEST:
            socket.abort()
        elif socket.canReadLine():
            files = _files(bytes(socket.readLine(LARGEST).data()))
            socket.write(b"ok\n")
            socket.flush()
            self.asked.emit(files)


def _files(line: bytes) -> list[Path]:
    try:
        names = json.loads(line)
    except ValueError:
        return []
    return [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []
