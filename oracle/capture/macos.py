"""macOS: whether the app may see the screen, where windows are, and the pointer. Through ctypes, only on macOS."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from typing import Any

from oracle.capture.geometry import Rect, WindowPlace

_ON_SCREEN_WITHOUT_DESKTOP = 1 | 16
_INT = 9  # kCFNumberIntType
_UTF8 = 0x08000100


class _CGRect(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ("x", "y", "width", "height")]


class _CGPoint(ctypes.Structure):
    _fields_ = [(name, ctypes.c_double) for name in ("x", "y")]


def may_record() -> bool:
    """Whether macOS lets us see other programs' windows, asked without a dialog; True before macOS 10.15."""
    graphics = _library("CoreGraphics")
    if not hasattr(graphics, "CGPreflightScreenCaptureAccess"):
        return True
    graphics.CGPreflightScreenCaptureAccess.restype = ctypes.c_bool
    return bool(graphics.CGPreflightScreenCaptureAccess())


def ask_to_record() -> bool:
    """Lets macOS ask for the permission, which it does once; whether we have it already."""
    graphics = _library("CoreGraphics")
    if not hasattr(graphics, "CGRequestScreenCaptureAccess"):
        return True
    graphics.CGRequestScreenCaptureAccess.restype = ctypes.c_bool
    return bool(graphics.CGRequestScreenCaptureAccess())


def pointer() -> tuple[bytes, float, float, float] | None:
    """The pointer as the bytes of a picture, its width and its corner in logical pixels; None when there is none."""
    cursor = _send("NSCursor", "currentSystemCursor")
    image = _send(cursor, "image") if cursor else None
    data = _send(image, "TIFFRepresentation") if image else None
    if not data:
        return None
    length = _send(data, "length", result=ctypes.c_ulong)
    pixels = ctypes.string_at(_send(data, "bytes"), length)
    hot, size = _send(cursor, "hotSpot", result=_CGPoint), _send(image, "size", result=_CGPoint)
    at = _pointer_place()
    return pixels, size.x, at.x - hot.x, at.y - hot.y


def _pointer_place() -> _CGPoint:
    """Where the pointer is, in logical pixels from the top left."""
    graphics, pointer = _library("CoreGraphics"), ctypes.c_void_p
    graphics.CGEventCreate.restype, graphics.CGEventCreate.argtypes = pointer, [pointer]
    graphics.CGEventGetLocation.restype, graphics.CGEventGetLocation.argtypes = _CGPoint, [pointer]
    event = graphics.CGEventCreate(None)
    at: _CGPoint = graphics.CGEventGetLocation(event)
    _core().CFRelease(event)
    return at


def _send(to: Any, message: str, result: Any = ctypes.c_void_p) -> Any:
    """Sends an Objective-C message without arguments, to an object or a class of that name."""
    runtime, pointer = _library("objc"), ctypes.c_void_p
    runtime.sel_registerName.restype = runtime.objc_getClass.restype = pointer
    receiver = runtime.objc_getClass(to.encode()) if isinstance(to, str) else to
    call = ctypes.CFUNCTYPE(result, pointer, pointer)(ctypes.cast(runtime.objc_msgSend, pointer).value or 0)
    return call(receiver, runtime.sel_registerName(message.encode()))


def windows() -> tuple[WindowPlace, ...]:
    """Other programs' ordinary windows on the screen, front first, in logical pixels."""
    graphics, core = _library("CoreGraphics"), _core()
    graphics.CGWindowListCopyWindowInfo.restype = ctypes.c_void_p
    graphics.CGRectMakeWithDictionaryRepresentation.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    graphics.CGRectMakeWithDictionaryRepresentation.restype = ctypes.c_bool
    listed = graphics.CGWindowListCopyWindowInfo(_ON_SCREEN_WITHOUT_DESKTOP, 0)
    if not listed:
        return ()
    try:
        entries = (core.CFArrayGetValueAtIndex(listed, index) for index in range(core.CFArrayGetCount(listed)))
        places = [_place(graphics, core, entry) for entry in entries]
    finally:
        core.CFRelease(listed)
    return tuple(place for place in places if place is not None)


def _place(graphics: Any, core: Any, entry: int) -> WindowPlace | None:
    if _number(core, entry, "kCGWindowLayer") != 0 or _number(core, entry, "kCGWindowOwnerPID") == os.getpid():
        return None
    bounds = _value(core, entry, "kCGWindowBounds")
    rect = _CGRect()
    if not bounds or not graphics.CGRectMakeWithDictionaryRepresentation(bounds, ctypes.byref(rect)):
        return None
    title = _text(core, entry, "kCGWindowName") or _text(core, entry, "kCGWindowOwnerName")
    where = Rect(round(rect.x), round(rect.y), round(rect.width), round(rect.height))
    return WindowPlace(title, where, logical=True)


def _library(name: str) -> Any:
    return ctypes.CDLL(ctypes.util.find_library(name))


def _core() -> Any:
    core = _library("CoreFoundation")
    pointer = ctypes.c_void_p
    for name, result, arguments in (
        ("CFArrayGetCount", ctypes.c_long, [pointer]),
        ("CFArrayGetValueAtIndex", pointer, [pointer, ctypes.c_long]),
        ("CFDictionaryGetValue", pointer, [pointer, pointer]),
        ("CFStringCreateWithCString", pointer, [pointer, ctypes.c_char_p, ctypes.c_uint32]),
        ("CFStringGetCString", ctypes.c_bool, [pointer, ctypes.c_char_p, ctypes.c_long, ctypes.c_uint32]),
        ("CFNumberGetValue", ctypes.c_bool, [pointer, ctypes.c_long, pointer]),
        ("CFRelease", None, [pointer]),
    ):
        function = getattr(core, name)
        function.restype, function.argtypes = result, arguments
    return core


def _value(core: Any, entry: int, key: str) -> int | None:
    name = core.CFStringCreateWithCString(None, key.encode(), _UTF8)
    try:
        value: int | None = core.CFDictionaryGetValue(entry, name)
        return value
    finally:
        core.CFRelease(name)


def _number(core: Any, entry: int, key: str) -> int | None:
    value, number = _value(core, entry, key), ctypes.c_int()
    return number.value if value and core.CFNumberGetValue(value, _INT, ctypes.byref(number)) else None


def _text(core: Any, entry: int, key: str) -> str:
    value, buffer = _value(core, entry, key), ctypes.create_string_buffer(1024)
    found = bool(value) and core.CFStringGetCString(value, buffer, len(buffer), _UTF8)
    return buffer.value.decode("utf-8", "replace") if found else ""
