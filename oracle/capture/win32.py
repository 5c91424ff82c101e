"""Windows: which windows there are, front first, with the frame that is really seen."""

from __future__ import annotations

import ctypes
import os
from typing import Any

from oracle.capture.geometry import Rect, WindowPlace

_EXTENDED_FRAME_BOUNDS, _CLOAKED = 9, 14


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
