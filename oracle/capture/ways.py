"""What can be captured here, and what to say where it cannot: a pure choice from a description of the machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from oracle.capture.portal import Permission, Portal
from oracle.language import _
from oracle.model.ratings import Source


class Session(Enum):
    """Who draws the screen."""

    X11 = "x11"
    WAYLAND = "wayland"
    WINDOWS = "windows"
    MACOS = "macos"
    OFFSCREEN = "offscreen"


@dataclass(frozen=True, slots=True)
class Environment:
    """What the choice depends on. `may_record` is None where the system does not ask for a permission.

    `portal` is what takes pictures on Wayland; None where there is none, or while nobody has looked yet.
    """

    session: Session
    screens: int = 1
    may_record: bool | None = None
    portal: Portal | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One source of pictures: whether it works here and, if not, why not in a sentence with the way out."""

    source: Source
    works: bool
    why_not: str = ""


SCREEN_SOURCES = (Source.SCREEN, Source.WINDOW, Source.REGION)
ALWAYS = (Source.PAGE, Source.CLIPBOARD, Source.FILE)


def session_of(platform: str, variables: Mapping[str, str], system: str = sys.platform) -> Session:
    """The session, from Qt's platform name and the environment; an X11 window inside Wayland is still Wayland."""
    if platform in {"offscreen", "minimal", "vnc"}:
        return Session.OFFSCREEN
    if system == "win32":
        return Session.WINDOWS
    if system == "darwin":
        return Session.MACOS
    wayland = variables.get("XDG_SESSION_TYPE") == "wayland" or bool(variables.get("WAYLAND_DISPLAY"))
    return Session.WAYLAND if wayland or platform.startswith("wayland") else Session.X11


def here() -> Environment:
    """This machine, now. Called in the window thread; takes no picture and asks nobody for a permission."""
    from PySide6.QtGui import QGuiApplication

    from oracle.capture import macos

    session = session_of(QGuiApplication.platformName(), os.environ)
    may_record = macos.may_record() if session is Session.MACOS else None
    return Environment(session, len(QGuiApplication.screens()), may_record)


def available(environment: Environment) -> tuple[Way, ...]:
    """Every source in the order they are offered, each with whether it works in `environment`."""
    why_not = _why_no_screen(environment)
    screens = tuple(Way(source, not why_not, why_not) for source in SCREEN_SOURCES)
    page, *others = (Way(source, True) for source in ALWAYS)
    return (page, *screens, *others)


def way(environment: Environment, source: Source) -> Way:
    """What `available` says of one source."""
    return next(way for way in available(environment) if way.source is source)


def preferred(environment: Environment, *, page_shown: bool) -> Source | None:
    """What the one Capture button takes: the page while it is shown, else the screen, else nothing."""
    if page_shown:
        return Source.PAGE
    return Source.SCREEN if way(environment, Source.SCREEN).works else None


def standing(environment: Environment) -> Permission | None:
    """Whether the system lets us see the screen; None where no system asks, or none could let us."""
    if environment.session is Session.MACOS:
        return Permission.GRANTED if environment.may_record else Permission.DENIED
    if environment.session is Session.WAYLAND and environment.portal is not None:
        return environment.portal.permission
    return None


def permission(environment: Environment) -> str:
    """Whether the system lets us see the screen, in a sentence; "" where no system asks."""
    why_not = _why_no_screen(environment)
    if environment.session not in {Session.WAYLAND, Session.MACOS} or why_not:
        return why_not
    if environment.portal is not None and environment.portal.permission is Permission.WILL_ASK:
        return _("Your desktop asks once whether Pothole Oracle may take pictures of the screen. Say yes there.")
    return _("Pothole Oracle may take pictures of the screen.")


def _why_no_portal(portal: Portal | None) -> str:
    if portal is None:
        return _(
            "This desktop (Wayland) has no portal that takes pictures of the screen. Capture the page in the app’s own "
            "browser, or take a picture with your system’s own tool and paste it with Ctrl+V or add it as a file."
        )
    if portal.permission is Permission.DENIED:
        return _(
            "This desktop (Wayland) does not let Pothole Oracle see the screen. Allow it in the desktop’s settings, "
            "under Apps › Pothole Oracle › Screenshots. Until then capture the page, paste, or add files."
        )
    return ""


def _why_no_screen(environment: Environment) -> str:
    if environment.session is Session.WAYLAND:
        return _why_no_portal(environment.portal)
    if environment.screens == 0:
        return _("There is no screen to take a picture of. Paste a picture or add files instead.")
    if environment.may_record is False:
        return _(
            "macOS does not let Pothole Oracle see the screen yet. Allow it in System Settings › Privacy & Security › "
            "Screen & System Audio Recording, then start again. Until then capture the page, paste, or add files."
        )
    return ""
