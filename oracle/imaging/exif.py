"""When a picture was taken, as its camera wrote it: foreign bytes, believed only where they make sense."""

from __future__ import annotations

import io
import re
import warnings
from datetime import UTC, datetime, timedelta

from PIL import Image

from oracle.imaging.foreign import FORMATS

_DETAILS = 0x8769
# (when it was taken, how far from UTC that clock was), the best pair first
_TIMES = ((0x9003, 0x9011), (0x9004, 0x9012))
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def taken_at(data: bytes, now: datetime) -> datetime | None:
    """The time, in this machine's zone where the camera names none; None without one, or for one that cannot be."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            warnings.simplefilter("ignore")
            details = opened.getexif().get_ifd(_DETAILS)
            found = next(
                (_time(details.get(time), details.get(zone)) for time, zone in _TIMES if time in details), None
            )
    except Exception:  # noqa: BLE001 - whatever is wrong with the file is said when the picture itself is read
        return None
    return found if found is not None and _EARLIEST <= found <= now + timedelta(days=1) else None


def _time(written: object, zone: object) -> datetime | None:
    if not isinstance(written, str):
        return None
    taken = datetime.strptime(written.strip("\0 "), "%Y:%m:%d %H:%M:%S")
    known = re.fullmatch(r"[+-]\d\d:\d\d", zone.strip("\0 ")) if isinstance(zone, str) else None
    return datetime.fromisoformat(taken.isoformat() + known[0]) if known else taken.astimezone()
