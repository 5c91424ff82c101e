"""Where other programs' windows are, and which one the pointer is on, as far as the system tells."""

from __future__ import annotations

import logging

from oracle.capture.geometry import Frame, Rect, WindowPlace, native_to_device, to_device
from oracle.capture.ways import Environment, Session

log = logging.getLogger(__name__)
_SMALLEST = 40  # device pixels; smaller ones are helpers that nobody means


def windows(environment: Environment) -> tuple[WindowPlace, ...]:
    """Windows of other programs that can be seen, front first; empty where the system does not tell."""
    try:
        if environment.session is Session.X11:
            from oracle.capture import x11

            return x11.windows()
        if environment.session is Session.WINDOWS:
            from oracle.capture import win32

            return win32.windows()
        if environment.session is Session.MACOS:
            from oracle.capture import macos

            return macos.windows()
    except (ImportError, OSError, AttributeError) as error:
        log.info("windows cannot be listed: %s", error)
    return ()


def under_pointer(environment: Environment, x: int, y: int) -> WindowPlace | None:
    """The other program's window that the pointer is on, at the logical (x, y); None over the desktop or ours."""
    try:
        if environment.session is Session.X11:
            from oracle.capture import x11

            return x11.under_pointer()
        if environment.session is Session.WINDOWS:
            from oracle.capture import win32

            return win32.under_pointer()
        if environment.session is Session.MACOS:
            from oracle.capture import macos

            return next((place for place in macos.windows() if place.rect.contains(x, y)), None)
    except (ImportError, OSError, AttributeError) as error:
        log.info("the window under the pointer cannot be told: %s", error)
    return None


def on_frame(places: tuple[WindowPlace, ...], frame: Frame) -> tuple[tuple[str, Rect], ...]:
    """Title and device rectangle of each window as far as it lies on that screen, front first."""
    placed = ((place.title, (to_device if place.logical else native_to_device)(place.rect, frame)) for place in places)
    return tuple((title, rect) for title, rect in placed if rect.width >= _SMALLEST and rect.height >= _SMALLEST)


def topmost(places: tuple[tuple[str, Rect], ...], x: int, y: int) -> int | None:
    """Index of the front window at a device pixel."""
    return next((index for index, (_title, rect) in enumerate(places) if rect.contains(x, y)), None)
