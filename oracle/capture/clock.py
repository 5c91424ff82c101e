"""When and where a picture was taken: the time in UTC, and the zone it was seen in."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path


def now() -> datetime:
    """The time, aware, in UTC."""
    return datetime.now(UTC)


def zone() -> str:
    """The zone of this machine as in "Europe/Berlin"; where the system keeps no such name, as in "UTC+02:00"."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    if sys.platform != "win32":
        place = Path("/etc/localtime").resolve().as_posix()
        _before, found, name = place.partition("/zoneinfo/")
        if found:
            return name
    offset = datetime.now().astimezone().strftime("%z")
    return "UTC" if offset in {"", "+0000"} else f"UTC{offset[:3]}:{offset[3:5]}"
