"""X11: which windows there are, which one the pointer is on, and what the pointer looks like."""

from __future__ import annotations

import os
import sys
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


def under_pointer() -> WindowPlace | None:
    """The other program's window that the pointer is on, None over the desktop or ours; OSError as above.

    The server's tree knows what lies on top, also where windows overlap; a menu stands for itself.
    """
    try:
        display = Display()
    except DisplayError as error:
        raise OSError(str(error)) from error
    try:
        top = display.screen().root.query_pointer().child
        if not top:
            return None
        listed = next((number for number in _stacked(display) if _is_inside(display, number, top.id)), None)
        return _place(display, top.id if listed is None else listed)
    except XError:  # it was closed while we looked
        return None
    finally:
        display.close()


def pointer() -> tuple[bytes, int, int, int, int] | None:
    """The pointer as it looks: pixels (ARGB, premultiplied, as the machine orders bytes), width, height, left, top.

    Left and top are X's own pixels; None where the server does not tell; OSError as above.
    """
    try:
        display: Any = Display()
    except DisplayError as error:
        raise OSError(str(error)) from error
    try:
        if not display.has_extension("XFIXES"):
            return None
        display.xfixes_query_version()
        found = display.xfixes_get_cursor_image(display.screen().root)
        pixels = b"".join(pixel.to_bytes(4, sys.byteorder) for pixel in found.cursor_image)
        return pixels, found.width, found.height, found.x - found.xhot, found.y - found.yhot
    except XError:
        return None
    finally:
        display.close()


def _is_inside(display: Display, number: int, top: int) -> bool:
    """Whether a window stands in that one below the root: window managers put windows into frames."""
    try:
        while number != top:
            parent = display.create_resource_object("window", number).query_tree().parent
            if not parent:
                return False
            number = parent.id
    except XError:
        return False
    return True


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
