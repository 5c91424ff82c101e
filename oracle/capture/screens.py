"""Pictures of screens, in the window thread: nothing but the grab itself happens here."""

from __future__ import annotations

from PySide6.QtGui import QCursor, QGuiApplication, QScreen

from oracle.capture.geometry import Frame, Rect
from oracle.capture.grab import Grab, nothing_there
from oracle.capture.pointer import Pointer, painted
from oracle.model.ratings import Source
from oracle.workspace import clock


def screens() -> tuple[QScreen, ...]:
    """All screens, the main one first."""
    return tuple(QGuiApplication.screens())


def under_pointer() -> QScreen:
    """The screen that the pointer is on, else the main one; CaptureError when there is none."""
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    if screen is None:
        raise nothing_there()
    return screen


def name(screen: QScreen) -> str:
    """What to call a screen: "HDMI-1 · 2560 × 1440"."""
    place = screen.geometry()
    ratio = screen.devicePixelRatio()
    return f"{screen.name()} · {round(place.width() * ratio)} × {round(place.height() * ratio)}"


def grab_screen(screen: QScreen, pointer: Pointer | None = None) -> Grab:
    """All of a screen at its device pixels, with the pointer if one is given; CaptureError without a picture."""
    taken_at = clock.now()
    image = screen.grabWindow(0).toImage()
    if image.isNull():
        raise nothing_there()
    # What Qt believes the ratio to be is wrong on some desks; what was measured is not.
    image.setDevicePixelRatio(1.0)
    place = frame(screen, image.width(), image.height())
    if pointer is not None:
        image = painted(image, place, pointer)
    return Grab(image, Source.SCREEN, taken_at, clock.zone(), screen=name(screen), scale=place.scale)


def frame(screen: QScreen, width: int, height: int) -> Frame:
    """Where a picture of that size belongs."""
    place = screen.geometry()
    return Frame(Rect(place.x(), place.y(), place.width(), place.height()), width, height)
