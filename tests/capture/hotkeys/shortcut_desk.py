"""A desktop whose portal gives keys: well, badly or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, new_error, new_method_return, new_signal

from oracle.capture.hotkeys.portal import SHORTCUTS
from tests.capture.portal_desk import REQUEST, Desk

SESSION = "org.freedesktop.portal.Session"
PATH = "/org/freedesktop/portal/desktop"


@dataclass
class ShortcutDesk(Desk):
    """`session_answer` and `bind_answer`: 0 yes, 1 the person says no, None never answers, "error" refuses the call."""

    has_shortcuts: bool = True
    session_answer: int | None = 0
    bind_answer: int | str | None = 0
    trigger: str = "F8"
    binds: bool = True  # whether the answer to binding names a key
    wanted: list[dict[str, Any]] = field(default_factory=list)
    session: str = ""
    ended: list[str] = field(default_factory=list)

    def press(self, identity: str = "capture", session: str = "") -> None:
        """The key goes down."""
        self._tell("Activated", "osta{sv}", (session or self.session, identity, 7, {}))

    def rename(self, trigger: str) -> None:
        """The person chooses another key in the desktop's settings."""
        self._tell("ShortcutsChanged", "oa(sa{sv})", (self.session, self._bound(trigger)))

    def close_session(self) -> None:
        """The portal ends the session."""
        self._line.send(new_signal(DBusAddress(self.session, interface=SESSION), "Closed"))

    def _tell(self, member: str, signature: str, said: tuple[Any, ...]) -> None:
        self._line.send(new_signal(DBusAddress(PATH, interface=SHORTCUTS), member, signature, said))

    def _bound(self, trigger: str) -> list[tuple[str, dict[str, tuple[str, Any]]]]:
        return [("capture", {"description": ("s", "x"), "trigger_description": ("s", trigger)})] if self.binds else []

    def _reply(self, message: Message) -> None:
        said = message.header.fields
        interface, member = said.get(HeaderFields.interface), said.get(HeaderFields.member)
        if member == "GetAll" and message.body[0] == SHORTCUTS and not self.has_shortcuts:
            self._line.send(new_error(message, "org.freedesktop.DBus.Error.InvalidArgs", "s", ("no such interface",)))
        elif interface == SHORTCUTS and member == "CreateSession":
            token = message.body[0]["session_handle_token"][1]
            self.session = f"{PATH}/session/x/{token}"
            self._answer_to(message, message.body[0], self.session_answer, {"session_handle": ("s", self.session)})
        elif interface == SHORTCUTS and member == "BindShortcuts":
            self._bind(message)
        elif interface == SESSION and member == "Close":
            self.ended.append(str(said[HeaderFields.path]))
        else:
            super()._reply(message)

    def _bind(self, message: Message) -> None:
        _session, shortcuts, _parent, options = message.body
        self.wanted.append(dict(shortcuts)["capture"])
        if self.vanish:
            self.go_away()
        elif isinstance(self.bind_answer, str):
            self._line.send(new_error(message, "org.freedesktop.portal.Error.NotAllowed", "s", ("no",)))
        else:
            bound = {"shortcuts": ("a(sa{sv})", self._bound(self.trigger))}
            self._answer_to(message, options, self.bind_answer, bound)

    def _answer_to(
        self, message: Message, options: dict[str, Any], code: int | None, results: dict[str, tuple[str, Any]]
    ) -> None:
        sender = str(message.header.fields[HeaderFields.sender])
        handle = f"{PATH}/request/{sender[1:].replace('.', '_')}/{options['handle_token'][1]}"
        self._line.send(new_method_return(message, "o", (handle,)))
        if code is not None:
            signal = new_signal(DBusAddress(handle, interface=REQUEST), "Response", "ua{sv}", (code, results))
            signal.header.fields[HeaderFields.destination] = sender
            self._line.send(signal)
