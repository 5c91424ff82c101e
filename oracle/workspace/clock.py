"""Times and ids: now, the zone it is seen in, and names for new things."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import uuid_utils


def new_id() -> str:
    """A new UUIDv7: unique on every machine, and in the order of making."""
    return str(uuid_utils.uuid7())


def now() -> datetime:
    """This moment in UTC."""
    return datetime.now(UTC)


def zone() -> str:
    """Name of the zone that times are seen in here, as in "Europe/Berlin"; else its offset, as in "+01:00"."""
    named = os.environ.get("TZ", "").lstrip(":")
    if "/" in named and not named.startswith("/"):
        return named
    link = Path("/etc/localtime")
    parts = link.resolve().parts if link.is_symlink() else ()
    if "zoneinfo" in parts:
        return "/".join(parts[parts.index("zoneinfo") + 1 :])
    return datetime.now().astimezone().isoformat()[-6:]
