"""A desktop for tests: a bus of its own, and a portal on it that answers as it is told."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

DESKTOP = "org.freedesktop.portal.Desktop"
STORE = "org.freedesktop.impl.portal.PermissionStore"
SCREENSHOT = "org.freedesktop.portal.Screenshot"
REQUEST = "org.freedesktop.portal.Request"


@dataclass
class Desk:
    """What the portal does. `asked` holds the options of each request, `registered` the names of applications."""

    pictures: Path
    address: str = ""
    version: int = 3
    targets: int = 1 | 2 | 4 | 8
    permissions: dict[str, list[str]] | None = None  # None: there is no store
    answer: int | None = 0  # None: never answers
    uri: Callable[[Path], str] = lambda file: file.as_uri()
    picture: bytes | None = b""  # None: says there is one, but writes none
    early: bool = False  # answers before the call returns
    vanish: bool = False  # goes away after the call
    own_handle: str = ""  # a handle of its own making, as old portals had
    asked: list[dict[str, tuple[str, Any]]] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    registered: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Starts the bus and the portal on it."""
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"], stdout=subprocess.PIPE, text=True
        )
        assert self._bus.stdout is not None
        self.address = self._bus.stdout.readline().strip()
        self._line = self._connect()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="portal")
        self._thread.start()

    def end(self) -> None:
        """Stops both."""
        self._stop.set()
        self._thread.join(10)
        self._line.close()
        self._bus.terminate()
        self._bus.wait(10)
        assert self._bus.stdout is not None
        self._bus.stdout.close()

    def _connect(self) -> DBusConnection:
        line = open_dbus_connection(bus=self.address)
        names = [DESKTOP] if self.permissions is None else [DESKTOP, STORE]
        for name in names:
            Proxy(message_bus, line, timeout=5).RequestName(name)
        return line

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                message = self._line.receive(timeout=0.05)
            except TimeoutError:
                continue
            except ConnectionResetError:  # the test ended the bus
                return
            if message.header.message_type is MessageType.method_call:
                self._reply(message)

    def _reply(self, message: Message) -> None:
        said = message.header.fields
        interface, member = said.get(HeaderFields.interface), said.get(HeaderFields.member)
        if member == "Register":
            self.registered.append(message.body[0])
            self._line.send(new_method_return(message))
        elif member == "GetAll":
            known = {"version": ("u", self.version)}
            if self.version >= 3:
                known["AvailableTargets"] = ("u", self.targets)
            self._line.send(new_method_return(message, "a{sv}", (known,)))
        elif member == "Lookup" and self.permissions is not None:
            self._line.send(new_method_return(message, "a{sas}v", (self.permissions, ("s", ""))))
        elif interface == SCREENSHOT:
            self._shoot(message)
        elif interface == REQUEST and member == "Close":
            self.closed.append(said[HeaderFields.path])
        else:
            self._line.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", "s", ("no such thing",)))

    def _shoot(self, message: Message) -> None:
        parent, options = message.body
        self.parents.append(parent)
        self.asked.append(options)
        sender = message.header.fields[HeaderFields.sender][1:].replace(".", "_")
        handle = self.own_handle or f"/org/freedesktop/portal/desktop/request/{sender}/{options['handle_token'][1]}"
        back = new_method_return(message, "o", (handle,))
        if not self.early:
            self._line.send(back)
        if self.vanish:
            self.go_away()
        elif self.answer is not None:
            self._line.send(self._response(handle, message.header.fields[HeaderFields.sender]))
        if self.early:
            self._line.send(back)

    def go_away(self) -> None:
        """The portal's names are nobody's any more."""
        for name in (DESKTOP, STORE):
            Proxy(message_bus, self._line, timeout=5).ReleaseName(name)

    def _response(self, handle: str, to: str) -> Message:
        assert self.answer is not None
        results: dict[str, tuple[str, Any]] = {}
        if self.answer == 0:
            file = self.pictures / "Screenshot ä 1.png"
            if self.picture is not None:
                file.write_bytes(self.picture)
            results["uri"] = ("s", self.uri(file))
        signal = new_signal(DBusAddress(handle, interface=REQUEST), "Response", "ua{sv}", (self.answer, results))
        signal.header.fields[HeaderFields.destination] = to
        return signal
