"""What the first and last bytes of a PNG say. Needs no decoder."""

from __future__ import annotations

import struct

from oracle.errors import CaptureError
from oracle.language import _

MAGIC = b"\x89PNG\r\n\x1a\n"
END = b"\x00\x00\x00\x00IEND\xaeB`\x82"
LARGEST = 80_000_000  # pixels of a picture that we took ourselves


def trusted_png(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG that we encoded ourselves; CaptureError when it is not whole."""
    if data.startswith(MAGIC) and data[12:16] == b"IHDR" and data.endswith(END):
        width, height = struct.unpack(">II", data[16:24])
        if 0 < width * height <= LARGEST:
            return width, height
    raise CaptureError(
        _("The picture that was taken is not whole."),
        safe=_("The walk is as it was."),
        advice=_("Take it again, or paste or drop a picture instead."),
    )
