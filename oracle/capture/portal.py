"""Pictures of the screen on Wayland: the desktop's portal takes them, asks for permission and shows what to pick.

Everything here waits for another program, so it is for any thread but the window's.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from oracle.capture.desktop_bus import (
    APP_ID,
    DESKTOP,
    QUICK,
    REQUEST,
    call,
    connection,
    path_of,
    properties,
    request_path,
    trouble,
)
from oracle.errors import CaptureError
from oracle.language import _
from oracle.model.ratings import Source

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

PATIENT = 300.0  # seconds while a person reads a question or picks a part
LARGEST = 256 << 20  # bytes of a picture's file
_SCREENSHOT = "org.freedesktop.portal.Screenshot"
_CANCELLED = 1
_FRONT = 8
_TARGETS = {Source.SCREEN: (1,), Source.WINDOW: (2, _FRONT), Source.REGION: (4,)}
_TURN = 0.2  # seconds between two looks at whether the person gave up


class Permission(Enum):
    """What the desktop thinks of our taking pictures of the screen."""

    GRANTED = "granted"
    WILL_ASK = "will ask"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Portal:
    """A desktop's portal. `targets` are what it can take: 1 screen, 2 window, 4 area, 8 active window, added up."""

    version: int
    targets: int
    permission: Permission

    @property
    def knows_front(self) -> bool:
        """Whether it can take the window in front without asking which."""
        return bool(self.targets & _FRONT)

    def target(self, source: Source, *, front: bool = False) -> int | None:
        """The target for a source, or with `front` for the window in front; None where the portal must ask."""
        if front and self.knows_front:
            return _FRONT
        return next((target for target in _TARGETS[source] if self.targets & target), None)

    def asks(self, source: Source, *, front: bool = False) -> bool:
        """Whether a person has to answer something before the picture is there."""
        whole = source is Source.SCREEN or self.target(source, front=front) == _FRONT
        return self.permission is not Permission.GRANTED or not whole


def probe() -> Portal | None:
    """The portal of this desktop, None where there is none. Takes no picture and asks nobody."""
    try:
        with connection() as bus:
            said = properties(bus, _SCREENSHOT)
            return Portal(said.get("version", 1), said.get("AvailableTargets", 0), _permission(bus))
    except trouble():
        return None


def take(
    portal: Portal, source: Source, given_up: Callable[[], bool] = lambda: False, *, front: bool = False
) -> bytes | None:
    """The picture's file as the portal wrote it, which is removed there where we may; None when the person cancelled.

    With `front` the window in front, where the portal knows it.

    It is asked several times a second whether the wait was `given_up`.

    Raises CaptureError when the portal refuses, falls silent, goes away or gives no picture.
    """
    try:
        with connection() as bus:
            code, results = _ask(bus, portal, source, given_up, front=front)
    except trouble() as error:
        raise _gone() from error
    if code == _CANCELLED:
        return None
    if code != 0:
        raise _refused()
    return _fetch(results.get("uri", ("s", ""))[1])


# ---- asking


def _ask(
    bus: DBusConnection, portal: Portal, source: Source, given_up: Callable[[], bool], *, front: bool
) -> tuple[int, dict[str, Any]]:
    """Asks for a picture and waits for the answer; (1, {}) when the person gave up."""
    from jeepney import MatchRule
    from jeepney.bus_messages import message_bus
    from jeepney.io.blocking import Proxy

    token = f"oracle{secrets.token_hex(12)}"
    handle = request_path(bus, token)
    answers = MatchRule(type="signal", interface=REQUEST, member="Response")
    gone = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
    gone.add_arg_condition(0, DESKTOP)
    # Listening comes before asking: a quick portal answers before the call returns.
    with bus.filter(answers, bufsize=20) as heard, bus.filter(gone) as left:
        for rule in (answers, gone):
            Proxy(message_bus, bus, timeout=QUICK).AddMatch(rule)
        own = call(
            bus, _SCREENSHOT, "Screenshot", "sa{sv}", ("wayland:", _options(portal, source, token, front=front))
        )[0]
        end = time.monotonic() + (PATIENT if portal.asks(source, front=front) else QUICK)
        while time.monotonic() < end and not given_up() and not left:
            while heard:
                said = heard.popleft()
                if path_of(said) in {handle, own}:
                    return said.body[0], said.body[1]
            _listen(bus)
    _close(bus, own)
    if given_up():
        return _CANCELLED, {}
    raise _gone() if left else _silent()


def _options(portal: Portal, source: Source, token: str, *, front: bool) -> dict[str, tuple[str, Any]]:
    target = portal.target(source, front=front)
    options: dict[str, tuple[str, Any]] = {"handle_token": ("s", token), "modal": ("b", False)}
    if target is not None:
        options["target"] = ("u", target)
    # Where the portal knows no targets, its own dialog lets the part be chosen.
    options["interactive"] = ("b", target is None and source is not Source.SCREEN)
    return options


def _listen(bus: DBusConnection) -> None:
    try:
        bus.recv_messages(timeout=_TURN)
    except TimeoutError:
        return


def _close(bus: DBusConnection, handle: str) -> None:
    """Tells the portal that nobody waits any more, so that no dialog stays."""
    from jeepney import DBusAddress, new_method_call

    bus.send(new_method_call(DBusAddress(handle, DESKTOP, REQUEST), "Close"))


# ---- the permission


def _permission(bus: DBusConnection) -> Permission:
    """What the desktop has stored for us; where it does not tell, it will ask."""
    from jeepney import DBusAddress, MessageType, new_method_call

    store = "org.freedesktop.impl.portal.PermissionStore"
    address = DBusAddress("/org/freedesktop/impl/portal/PermissionStore", store, store)
    reply = bus.send_and_get_reply(
        new_method_call(address, "Lookup", "ss", ("screenshot", "screenshot")), timeout=QUICK
    )
    if reply.header.message_type is MessageType.error:
        return Permission.WILL_ASK
    kept = reply.body[0]
    said = next((kept[name][0] for name in (APP_ID, "") if kept.get(name)), "")
    return {"yes": Permission.GRANTED, "no": Permission.DENIED}.get(said, Permission.WILL_ASK)


# ---- the picture


def _fetch(uri: str) -> bytes:
    """Reads the file that the portal wrote into the person's pictures, and removes it where that is allowed."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        raise _nothing()
    file = Path(unquote(parts.path))
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            raise _nothing()
        data = file.read_bytes()
    except OSError as error:
        raise _nothing() from error
    with suppress(OSError):
        file.unlink()
    return data


def _refused() -> CaptureError:
    return CaptureError(
        _("This desktop did not let the app take a picture of the screen."),
        safe=_("Everything else of this step is stored."),
        advice=_(
            "Allow it in the desktop’s settings under Apps › Pothole Oracle › Screenshots. Until then capture the "
            "page, paste a picture or add a file."
        ),
    )


def _silent() -> CaptureError:
    return CaptureError(
        _("The desktop did not answer when it was asked for a picture."),
        safe=_("Everything else of this step is stored."),
        advice=_("Try again, or take the picture with the system’s own tool and paste it."),
    )


def _gone() -> CaptureError:
    return CaptureError(
        _("The part of the desktop that takes pictures of the screen is not running."),
        safe=_("Everything else of this step is stored."),
        advice=_("Take the picture with the system’s own tool and paste it, or add a file."),
    )


def _nothing() -> CaptureError:
    return CaptureError(
        _("The desktop said that it took a picture, but there is none."),
        safe=_("Everything else of this step is stored."),
        advice=_("Try again, or take the picture with the system’s own tool and paste it."),
    )
