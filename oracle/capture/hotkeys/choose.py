"""Which kind of key fits this machine, and what to say of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from oracle.capture.hotkeys.key import HotKey, NoKey, State
from oracle.capture.ways import Session
from oracle.language import _


def for_session(session: Session, run: Callable[..., Any], parent: QObject | None = None) -> HotKey:
    """The key of a session; `run` computes beside the window. Where there can be none, one that says so."""
    try:
        if session is Session.X11:
            from oracle.capture.hotkeys.x11 import X11Key

            return X11Key(parent)
        if session is Session.WAYLAND:
            from oracle.capture.hotkeys.portal import PortalKey

            return PortalKey(run, parent)
        if session is Session.WINDOWS:
            from oracle.capture.hotkeys.win32 import WindowsKey

            return WindowsKey(parent)
        if session is Session.MACOS:
            from oracle.capture.hotkeys.macos import MacKey

            return MacKey(parent)
    except (ImportError, OSError, AttributeError):  # a system without the library that its kind usually has
        pass
    return NoKey(parent)


def said(key: HotKey, wanted: str) -> str:
    """How it stands with the key, in a sentence."""
    return {
        State.OFF: _("{key} takes a capture from any program while a walk is open.").format(key=wanted),
        State.ASKING: _("Your desktop asks whether {key} may take captures from any program.").format(key=wanted),
        State.ON: _("{key} takes a capture from any program.").format(key=key.named)
        if key.named
        else _("Your desktop has no key for it yet: choose one in its settings, under keyboard shortcuts."),
        State.TAKEN: _("{key} belongs to another program.").format(key=wanted),
        State.REFUSED: _("Your desktop gave Pothole Oracle no key that works in other programs."),
        State.NONE: _("Here no key works in other programs."),
    }[key.state]
