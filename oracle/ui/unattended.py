"""What is set before Qt is loaded where nobody watches: the demo and the self-test open no page but the app's own."""

from __future__ import annotations

import os
import sys


def prepare(*, offscreen: bool) -> None:
    """Chooses a Qt without a screen, and keeps what Qt and the engine say to themselves off stderr.

    A `QT_LOGGING_RULES` of the user's own stands.
    """
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "*.debug=false;*.info=false;*.warning=false")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "")
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = f"{flags} --log-level=3".strip()  # 3: only what ends the engine
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses its sandbox to root.
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"


def has_screen() -> bool:
    """Whether a window can be shown, as far as the environment says."""
    return not sys.platform.startswith("linux") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )
