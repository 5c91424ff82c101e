"""Windows: RegisterHotKey, whose presses come as messages of the window thread. Called only on Windows."""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

from oracle.capture.hotkeys.combination import Combination
from oracle.capture.hotkeys.key import HotKey, State

_MASKS = {"Alt": 1, "Ctrl": 2, "Shift": 4, "Meta": 8}
_NO_REPEAT = 0x4000
_WM_HOTKEY = 0x0312
_ALREADY_REGISTERED = 1409
OUR_ID = 0x0F8  # any number below 0xC000 that this program uses once


class Message(ctypes.Structure):
    """MSG, as the event loop hands it on."""

    _fields_ = [
        ("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t), ("time", ctypes.c_ulong), ("x", ctypes.c_long), ("y", ctypes.c_long),
    ]  # fmt: skip


class WindowsKey(HotKey):
    """`user` is the table of system calls: RegisterHotKey, UnregisterHotKey and `last_error`."""

    def __init__(self, parent: QObject | None = None, user: Any = None) -> None:
        super().__init__(parent)
        self._user = user or _Calls()
        self._filter = _Filter(self)
        self._registered = False

    def take(self, wanted: Combination) -> None:
        self.release()
        mask = sum(_MASKS[each] for each in wanted.modifiers) | _NO_REPEAT
        if not self._user.RegisterHotKey(None, OUR_ID, mask, wanted.virtual_key):
            self._become(State.TAKEN if self._user.last_error() == _ALREADY_REGISTERED else State.NONE)
            return
        self._registered = True
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self._filter)
        self._become(State.ON, wanted.text)

    def release(self) -> None:
        if self._registered:
            self._registered = False
            self._user.UnregisterHotKey(None, OUR_ID)
            application = QCoreApplication.instance()
            if application is not None:
                application.removeNativeEventFilter(self._filter)
        self._become(State.OFF)

    def hear(self, address: int) -> bool:
        """Whether the message at that address was our key."""
        message = Message.from_address(address)
        ours = bool(message.message == _WM_HOTKEY and message.wide == OUR_ID)
        if ours:
            self.pressed.emit()
        return ours


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, key: WindowsKey) -> None:
        super().__init__()
        self._key = key

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: Any
    ) -> tuple[bool, int]:  # fmt: skip
        name = kind.data() if isinstance(kind, QByteArray) else bytes(kind)
        return (name == b"windows_generic_MSG" and self._key.hear(int(message))), 0


class _Calls:
    """The real system calls."""

    def __init__(self) -> None:
        api: Any = ctypes
        library = api.WinDLL("user32", use_last_error=True)
        self.RegisterHotKey = library.RegisterHotKey
        self.UnregisterHotKey = library.UnregisterHotKey
        self.last_error = api.get_last_error
