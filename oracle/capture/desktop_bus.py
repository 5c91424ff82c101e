"""The session bus and the desktop's portal on it, as `portal` and `hotkeys.portal` use them. For Linux only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

APP_ID = "pothole-oracle"  # the name of the desktop file: permissions are kept for it
QUICK = 30.0  # seconds for an answer that asks nobody
DESKTOP = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
REQUEST = "org.freedesktop.portal.Request"


class RefusedCall(Exception):
    """The portal answered a call with an error."""


def connection() -> DBusConnection:
    """A connection that bears our name at the portal, where the portal cares; one of `trouble()` without a bus."""
    from jeepney.io.blocking import open_dbus_connection

    bus = open_dbus_connection(bus="SESSION", auth_timeout=2.0)
    try:
        call(bus, "org.freedesktop.host.portal.Registry", "Register", "sa{sv}", (APP_ID, {}))
    except RefusedCall:
        pass  # an older portal, or our desktop file is not installed: it then takes us for any host program
    except BaseException:
        bus.close()
        raise
    return bus


def call(
    bus: DBusConnection, interface: str, method: str, signature: str, given: tuple[Any, ...], timeout: float = QUICK
) -> tuple[Any, ...]:
    """One call to the portal; RefusedCall when it answers with an error."""
    from jeepney import DBusAddress, MessageType, new_method_call

    address = DBusAddress(PATH, DESKTOP, interface)
    reply = bus.send_and_get_reply(new_method_call(address, method, signature, given), timeout=timeout)
    if reply.header.message_type is MessageType.error:
        raise RefusedCall(str(reply.body))
    return tuple(reply.body)


def properties(bus: DBusConnection, interface: str) -> dict[str, Any]:
    """The properties of one of the portal's interfaces."""
    said = call(bus, "org.freedesktop.DBus.Properties", "GetAll", "s", (interface,))[0]
    return {name: value for name, (_signature, value) in said.items()}


def request_path(bus: DBusConnection, token: str) -> str:
    """Where the answer to a request with that token is told."""
    return f"{PATH}/request/{bus.unique_name[1:].replace('.', '_')}/{token}"


def path_of(message: Message) -> str:
    """The object that a signal comes from."""
    from jeepney import HeaderFields

    return str(message.header.fields.get(HeaderFields.path, ""))


def trouble() -> tuple[type[BaseException], ...]:
    """What goes wrong between us and another program: no bus, no portal, a broken line, nonsense."""
    from jeepney import AuthenticationError
    from jeepney.wrappers import DBusErrorResponse

    nonsense = (KeyError, ValueError, IndexError, TypeError)
    return (RefusedCall, DBusErrorResponse, AuthenticationError, OSError, EOFError, *nonsense)
