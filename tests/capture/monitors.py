"""Two monitors on one X server: RandR lets a client say that a screen is several."""

# mypy: disable-error-code="attr-defined"

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Iterable
from typing import Any


class _Monitor(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_ulong), ("primary", ctypes.c_int), ("automatic", ctypes.c_int), ("outputs", ctypes.c_int),
        ("x", ctypes.c_int), ("y", ctypes.c_int), ("width", ctypes.c_int), ("height", ctypes.c_int),
        ("width_mm", ctypes.c_int), ("height_mm", ctypes.c_int), ("ids", ctypes.POINTER(ctypes.c_ulong)),
    ]  # fmt: skip


class _Resources(ctypes.Structure):
    _fields_ = [
        ("at", ctypes.c_ulong), ("set_at", ctypes.c_ulong), ("crtc_count", ctypes.c_int),
        ("crtcs", ctypes.POINTER(ctypes.c_ulong)), ("output_count", ctypes.c_int),
        ("outputs", ctypes.POINTER(ctypes.c_ulong)),
    ]  # fmt: skip


def available() -> bool:
    """Whether the library that asks is installed."""
    return ctypes.util.find_library("Xrandr") is not None


def divide(display_name: str, parts: Iterable[tuple[str, int, int, int, int]]) -> None:
    """Makes monitors of (name, x, y, width, height); the first one is the main one and has the only output."""
    x11, randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL(ctypes.util.find_library("Xrandr") or "")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = x11.XInternAtom.restype = ctypes.c_ulong
    randr.XRRGetScreenResources.restype = ctypes.POINTER(_Resources)
    randr.XRRAllocateMonitor.restype = ctypes.POINTER(_Monitor)
    display = ctypes.c_void_p(x11.XOpenDisplay(display_name.encode()))
    root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
    output = randr.XRRGetScreenResources(display, root).contents.outputs[0]
    for number, (name, x, y, width, height) in enumerate(parts):
        made = randr.XRRAllocateMonitor(display, 0 if number else 1)
        monitor: Any = made.contents
        monitor.name, monitor.primary = x11.XInternAtom(display, name.encode(), 0), 0 if number else 1
        monitor.x, monitor.y, monitor.width, monitor.height = x, y, width, height
        monitor.width_mm, monitor.height_mm = width // 4, height // 4
        if not number:
            monitor.ids[0] = output
        randr.XRRSetMonitor(display, root, made)
    x11.XSync(display, 0)
    x11.XCloseDisplay(display)
