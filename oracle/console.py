"""The console that the app was started from, if there is one."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path


def open_up() -> None:
    """Make stdout and stderr take any text, whatever the console's encoding, and be there even if they were closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - stays open
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def close_down() -> None:
    """Write what is left; where nobody takes it, let it go, or the interpreter complains of it at its own end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
