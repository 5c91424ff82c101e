"""Wayland: the desktop's GlobalShortcuts portal. It may ask the person, and may give another key than was asked for."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, QSocketNotifier

from oracle.capture.desktop_bus import (
    DESKTOP,
    PATH,
    REQUEST,
    call,
    connection,
    path_of,
    properties,
    request_path,
    trouble,
)
from oracle.capture.hotkeys.combination import Combination
from oracle.capture.hotkeys.key import HotKey, State
from oracle.language import _

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
_SESSION = "org.freedesktop.portal.Session"
_BUS = "org.freedesktop.DBus"
IDENTITY = "capture"
PATIENCE = 10.0  # seconds until a portal that says nothing to a question that asks nobody is taken for none


@dataclass(slots=True)
class Line:
    """A connection with a session of ours on it."""

    bus: DBusConnection
    session: str


class PortalKey(HotKey):
    """`run(function, *args, then=…)` computes beside the window: only opening a line waits, and it does so there."""

    def __init__(self, run: Callable[..., Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._line: Line | None = None
        self._notifier: QSocketNotifier | None = None
        self._wanted: Combination | None = None
        self._answers: set[str] = set()  # where the answer to our asking may come from
        self._asked = 0  # the serial number of our asking

    def take(self, wanted: Combination) -> None:
        self.release()
        self._wanted = wanted
        self._become(State.ASKING)
        self._run(open_line, then=lambda line: self._begin(line, wanted))

    def release(self) -> None:
        self._wanted = None
        self._lose(State.OFF)

    def _lose(self, state: State) -> None:
        notifier, self._notifier = self._notifier, None
        line, self._line = self._line, None
        if notifier is not None:
            notifier.setEnabled(False)
            notifier.deleteLater()
        if line is not None:
            hang_up(line)
        self._become(state)

    def _begin(self, line: Line | None, wanted: Combination) -> None:
        """A line is open: unless nobody wants it any more, the key is asked for."""
        if line is None:
            if shiboken6.isValid(self) and self._wanted is wanted:
                self._lose(State.NONE)
            return
        if not shiboken6.isValid(self) or self._wanted is not wanted:
            hang_up(line)
            return
        self._line = line
        self._notifier = QSocketNotifier(line.bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        token = f"oracle{secrets.token_hex(12)}"
        self._answers = {request_path(line.bus, token)}
        try:
            self._asked = _ask(line, wanted, token)
        except OSError:
            self._lose(State.NONE)
            return
        self._read()  # what was read already is no news on the line

    # ---- hearing

    def _read(self) -> None:
        try:
            while self._line is not None:
                self._hear(self._line.bus.receive(timeout=0))
        except TimeoutError:
            return
        except trouble():
            self._lose(State.NONE)

    def _hear(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType

        said = message.header.fields
        kind, member = message.header.message_type, said.get(HeaderFields.member)
        if kind in {MessageType.method_return, MessageType.error}:
            if said.get(HeaderFields.reply_serial) == self._asked:
                self._hear_reply(message, refused=kind is MessageType.error)
        elif member == "Response" and path_of(message) in self._answers:
            self._hear_answer(*message.body)
        elif self._is_farewell(message, str(member)):
            self._lose(State.NONE)
        elif said.get(HeaderFields.interface) == SHORTCUTS and self._line is not None:
            self._hear_shortcut(str(member), *message.body)

    def _is_farewell(self, message: Message, member: str) -> bool:
        """Whether the portal went away, or ended our session."""
        if member == "NameOwnerChanged":
            return message.body[0] == DESKTOP and not message.body[2]
        return member == "Closed" and self._line is not None and path_of(message) == self._line.session

    def _hear_reply(self, message: Message, *, refused: bool) -> None:
        if refused:
            self._lose(State.REFUSED)
        else:
            self._answers.add(str(message.body[0]))  # portals before 0.9 had paths of their own making

    def _hear_answer(self, code: int, results: dict[str, tuple[str, Any]]) -> None:
        bound = results.get("shortcuts", ("", []))[1]
        if code != 0 or not bound:
            self._lose(State.REFUSED)
        else:
            self._name(bound)

    def _hear_shortcut(self, member: str, session: str, *said: Any) -> None:
        if self._line is None or session != self._line.session:
            return
        if member == "Activated" and said[0] == IDENTITY:
            self.pressed.emit()
        elif member == "ShortcutsChanged":
            self._name(said[0])

    def _name(self, bound: list[tuple[str, dict[str, tuple[str, Any]]]]) -> None:
        about = next((about for identity, about in bound if identity == IDENTITY), {})
        self._become(State.ON, str(about.get("trigger_description", ("s", ""))[1]))


# ---- beside the window


def open_line(patience: float = PATIENCE) -> Line | None:
    """Connects and opens a session; None where there is no such portal, or none that answers."""
    try:
        bus = connection()
    except trouble():
        return None
    try:
        return Line(bus, _session(bus, patience))
    except trouble():
        bus.close()
        return None


def _session(bus: DBusConnection, patience: float) -> str:
    """The path of a new session; one of `trouble()` when the portal has none to give or says nothing."""
    from jeepney import MatchRule
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy

    properties(bus, SHORTCUTS)["version"]  # raises where the portal does not know shortcuts
    answers = MatchRule(type="signal", interface=REQUEST, member="Response")
    rules = [answers, MatchRule(type="signal", interface=SHORTCUTS), MatchRule(type="signal", interface=_SESSION)]
    gone = MatchRule(type="signal", interface=_BUS, member="NameOwnerChanged")
    gone.add_arg_condition(0, DESKTOP)
    for rule in (*rules, gone):
        Proxy(message_bus, bus, timeout=patience).AddMatch(rule)
    token = f"oracle{secrets.token_hex(12)}"
    options = {"handle_token": ("s", token), "session_handle_token": ("s", f"oracle{secrets.token_hex(12)}")}
    with bus.filter(answers, bufsize=20) as heard:
        paths = {request_path(bus, token), call(bus, SHORTCUTS, "CreateSession", "a{sv}", (options,), patience)[0]}
        end = time.monotonic() + patience
        while True:
            said = bus.recv_until_filtered(heard, timeout=max(0.0, end - time.monotonic()))
            if path_of(said) in paths:
                code, results = said.body
                if code != 0:
                    raise KeyError("session")
                return str(results["session_handle"][1])


def _ask(line: Line, wanted: Combination, token: str) -> int:
    """Sends the asking for the key, whose answer is heard later; its serial number."""
    from jeepney import DBusAddress, new_method_call

    about = {
        "description": ("s", _("Take a capture in Pothole Oracle")),
        "preferred_trigger": ("s", wanted.portal_trigger),
    }
    given = (line.session, [(IDENTITY, about)], "wayland:", {"handle_token": ("s", token)})
    message = new_method_call(DBusAddress(PATH, DESKTOP, SHORTCUTS), "BindShortcuts", "oa(sa{sv})sa{sv}", given)
    serial: int = next(line.bus.outgoing_serial)
    line.bus.send(message, serial=serial)
    return serial


def hang_up(line: Line) -> None:
    """Gives the key back and closes the line."""
    from jeepney import DBusAddress, new_method_call

    with suppress(OSError):  # the bus may be gone, and the session with it
        line.bus.send(new_method_call(DBusAddress(line.session, DESKTOP, _SESSION), "Close"))
    line.bus.close()
