"""macOS: Carbon's RegisterEventHotKey, which asks for no permission. Called only on macOS."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any

from PySide6.QtCore import QObject

from oracle.capture.hotkeys.combination import Combination
from oracle.capture.hotkeys.key import HotKey, State

# What Qt writes as Ctrl is ⌘ on a Mac, and what it writes as Meta is ⌃.
_MASKS = {"Ctrl": 0x0100, "Shift": 0x0200, "Alt": 0x0800, "Meta": 0x1000}
_KEYBOARD, _HOT_KEY_PRESSED = int.from_bytes(b"keyb", "big"), 5
_ALREADY_REGISTERED = -9878
_SIGNATURE = int.from_bytes(b"Orcl", "big")
_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


class _Kind(ctypes.Structure):
    _fields_ = [("event_class", ctypes.c_uint32), ("event_kind", ctypes.c_uint32)]


class _Identity(ctypes.Structure):
    _fields_ = [("signature", ctypes.c_uint32), ("id", ctypes.c_uint32)]


class MacKey(HotKey):
    """`carbon` is the table of system calls."""

    def __init__(self, parent: QObject | None = None, carbon: Any = None) -> None:
        super().__init__(parent)
        self._carbon = carbon or _calls()
        self._hear = _HANDLER(self._pressed)  # Carbon keeps only its address
        self._key, self._handler = ctypes.c_void_p(), ctypes.c_void_p()

    def take(self, wanted: Combination) -> None:
        self.release()
        code = wanted.mac_code
        if code is None:
            self._become(State.NONE)
            return
        target = self._carbon.GetApplicationEventTarget()
        mask = sum(_MASKS[each] for each in wanted.modifiers)
        key = ctypes.c_void_p()
        said = self._carbon.RegisterEventHotKey(code, mask, _Identity(_SIGNATURE, 1), target, 0, ctypes.byref(key))
        if said:
            self._become(State.TAKEN if said == _ALREADY_REGISTERED else State.NONE)
            return
        self._key = key
        kind = _Kind(_KEYBOARD, _HOT_KEY_PRESSED)
        self._carbon.InstallEventHandler(target, self._hear, 1, ctypes.byref(kind), None, ctypes.byref(self._handler))
        self._become(State.ON, wanted.text)

    def release(self) -> None:
        if self._key:
            self._carbon.UnregisterEventHotKey(self._key)
            self._carbon.RemoveEventHandler(self._handler)
            self._key, self._handler = ctypes.c_void_p(), ctypes.c_void_p()
        self._become(State.OFF)

    def _pressed(self, _call: int | None, _event: int | None, _data: int | None) -> int:
        self.pressed.emit()
        return 0


def _calls() -> Any:
    carbon = ctypes.CDLL(ctypes.util.find_library("Carbon"))
    pointer = ctypes.c_void_p
    for name, result, arguments in (
        ("GetApplicationEventTarget", pointer, []),
        ("RegisterEventHotKey", ctypes.c_int32,
         [ctypes.c_uint32, ctypes.c_uint32, _Identity, pointer, ctypes.c_uint32, pointer]),
        ("UnregisterEventHotKey", ctypes.c_int32, [pointer]),
        ("InstallEventHandler", ctypes.c_int32, [pointer, _HANDLER, ctypes.c_ulong, pointer, pointer, pointer]),
        ("RemoveEventHandler", ctypes.c_int32, [pointer]),
    ):  # fmt: skip
        function = getattr(carbon, name)
        function.restype, function.argtypes = result, arguments
    return carbon
