"""X11: which windows there are, from the properties that window managers keep on the root window."""

from __future__ import annotations

import os
from typing import Any

from Xlib import X
from Xlib.display import Display
from Xlib.error import DisplayError, XError

from oracle.capture.geometry import Rect, WindowPlace


def windows() -> tuple[WindowPlace, ...]:
    """Other programs' windows that are mapped, front first, in X's own pixels; OSError when X does not answer."""
    try:
        display = Display()
    except DisplayError as error:
        raise OSError(str(error)) from error
    try:
        return tuple(place for place in (_place(display, window) for window in _stacked(display)) if place)
    finally:
        display.close()


def _stacked(display: Display) -> list[int]:
    root = display.screen().root
    for name in ("_NET_CLIENT_LIST_STACKING", "_NET_CLIENT_LIST"):
        found = root.get_full_property(display.intern_atom(name), X.AnyPropertyType)
        if found is not None:
            return list(reversed(found.value))
    return []


def _place(display: Display, number: int) -> WindowPlace | None:
    window = display.create_resource_object("window", number)
    try:
        if window.get_attributes().map_state != X.IsViewable or _values(display, window, "_NET_WM_PID") == [
            os.getpid()
        ]:
            return None
        size = window.get_geometry()
        origin = display.screen().root.translate_coords(window, 0, 0)
        rect = _with_frame(display, window, Rect(origin.x, origin.y, size.width, size.height))
        return WindowPlace(_title(display, window), rect)
    except XError:  # it was closed while we looked
        return None


def _with_frame(display: Display, window: Any, rect: Rect) -> Rect:
    """With the window manager's frame around it, without the shadow that some programs draw themselves."""
    for name, sign in (("_NET_FRAME_EXTENTS", 1), ("_GTK_FRAME_EXTENTS", -1)):
        edges = _values(display, window, name)
        if len(edges) == 4:
            left, right, top, bottom = (sign * edge for edge in edges)
            rect = Rect(rect.x - left, rect.y - top, rect.width + left + right, rect.height + top + bottom)
    return rect


def _title(display: Display, window: Any) -> str:
    found = window.get_full_property(display.intern_atom("_NET_WM_NAME"), X.AnyPropertyType)
    if found is not None and isinstance(found.value, bytes):
        return found.value.decode("utf-8", "replace")
    name = window.get_wm_name()
    return name.decode("latin-1") if isinstance(name, bytes) else name or ""


def _values(display: Display, window: Any, name: str) -> list[int]:
    found = window.get_full_property(display.intern_atom(name), X.AnyPropertyType)
    return list(found.value) if found is not None and found.format == 32 else []
