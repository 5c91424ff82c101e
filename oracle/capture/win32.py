"""Windows: which windows there are, front first, with the frame that is really seen; and the mouse pointer."""

from __future__ import annotations

import ctypes
import os
from typing import Any

from oracle.capture.geometry import Rect, WindowPlace

_EXTENDED_FRAME_BOUNDS, _CLOAKED = 9, 14


_WHOLE_WINDOW, _SHOWING = 2, 1


class _Point(ctypes.Structure):
    _fields_ = [(name, ctypes.c_long) for name in ("x", "y")]


class _Cursor(ctypes.Structure):
    _fields_ = [("size", ctypes.c_ulong), ("flags", ctypes.c_ulong), ("icon", ctypes.c_void_p), ("at", _Point)]


class _Icon(ctypes.Structure):
    _fields_ = [
        ("is_icon", ctypes.c_int), ("hot_x", ctypes.c_ulong), ("hot_y", ctypes.c_ulong),
        ("mask", ctypes.c_void_p), ("colour", ctypes.c_void_p),
    ]  # fmt: skip


class _Edges(ctypes.Structure):
    _fields_ = [(name, ctypes.c_long) for name in ("left", "top", "right", "bottom")]


def windows() -> tuple[WindowPlace, ...]:
    """Other programs' windows that can be seen, front first, in device pixels of the virtual desktop."""
    api: Any = ctypes
    user, frames = api.windll.user32, api.windll.dwmapi
    found: list[WindowPlace] = []

    def visit(window: int, _extra: int) -> bool:
        place = _place(user, frames, ctypes.c_void_p(window))
        if place is not None:
            found.append(place)
        return True

    user.EnumWindows(api.WINFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.c_void_p)(visit), 0)
    return tuple(found)


def under_pointer() -> WindowPlace | None:
    """The other program's window that the pointer is on; None over the desktop or ours."""
    api: Any = ctypes
    user, at = api.windll.user32, _Point()
    user.GetCursorPos(ctypes.byref(at))
    for function in (user.WindowFromPoint, user.GetAncestor):
        function.restype = ctypes.c_void_p
    user.WindowFromPoint.argtypes = [_Point]
    user.GetAncestor.argtypes = [ctypes.c_void_p, ctypes.c_uint]
    found = user.GetAncestor(user.WindowFromPoint(at), _WHOLE_WINDOW)
    return _place(user, api.windll.dwmapi, ctypes.c_void_p(found)) if found else None


def pointer() -> tuple[int, int, int] | None:
    """The pointer's icon, and its corner in device pixels of the virtual desktop; None while it is hidden."""
    api: Any = ctypes
    user, cursor, icon = api.windll.user32, _Cursor(), _Icon()
    cursor.size = ctypes.sizeof(cursor)
    if not user.GetCursorInfo(ctypes.byref(cursor)) or not cursor.flags & _SHOWING:
        return None
    user.GetIconInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    if not user.GetIconInfo(cursor.icon, ctypes.byref(icon)):
        return None
    for bitmap in (icon.mask, icon.colour):  # copies that are ours to throw away
        if bitmap:
            api.windll.gdi32.DeleteObject(ctypes.c_void_p(bitmap))
    return cursor.icon, cursor.at.x - icon.hot_x, cursor.at.y - icon.hot_y


def _place(user: Any, frames: Any, window: ctypes.c_void_p) -> WindowPlace | None:
    owner, cloaked, edges = ctypes.c_ulong(), ctypes.c_ulong(), _Edges()
    user.GetWindowThreadProcessId(window, ctypes.byref(owner))
    if not user.IsWindowVisible(window) or user.IsIconic(window) or owner.value == os.getpid():
        return None
    frames.DwmGetWindowAttribute(window, _CLOAKED, ctypes.byref(cloaked), ctypes.sizeof(cloaked))
    if cloaked.value:
        return None
    if frames.DwmGetWindowAttribute(window, _EXTENDED_FRAME_BOUNDS, ctypes.byref(edges), ctypes.sizeof(edges)):
        user.GetWindowRect(window, ctypes.byref(edges))
    title = ctypes.create_unicode_buffer(512)
    user.GetWindowTextW(window, title, len(title))
    rect = Rect(edges.left, edges.top, edges.right - edges.left, edges.bottom - edges.top)
    return WindowPlace(title.value, rect) if title.value else None
