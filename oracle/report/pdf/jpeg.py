"""JPEG files as objects of a PDF: the bytes go in as they are, read one at a time when the file is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from reportlab.pdfbase import pdfdoc

from oracle.errors import ReportError
from oracle.language import _

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset((0x01, *range(0xD0, 0xDA)))  # markers without a length


class Header(NamedTuple):
    """What the reader of a PDF must know about a JPEG. `inverted`: four inks written by Adobe, where 0 is full."""

    width: int
    height: int
    bits: int
    channels: int
    inverted: bool


def header(data: bytes) -> Header:
    """Size and channels of a JPEG; `ReportError` for bytes that are none."""
    adobe = False
    place = 2
    while data[:2] == b"\xff\xd8" and place + 4 <= len(data):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker == 0xFF or marker in _BARE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES and place + 10 <= len(data):
            height, width = (int.from_bytes(data[place + at : place + at + 2], "big") for at in (5, 7))
            channels = data[place + 9]
            if width and height and channels in (1, 3, 4):
                return Header(width, height, data[place + 4], channels, adobe and channels == 4)
            break
        adobe = adobe or (marker == 0xEE and data[place + 4 : place + 9] == b"Adobe")
        place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    raise ReportError(
        _("A picture could not be put into the report."),
        safe=_("The picture itself and the old report are untouched."),
        advice=_("Open the capture; if it looks damaged, leave it out of the report and export again."),
    )


class PictureObject(pdfdoc.PDFObject):  # type: ignore[misc]
    """An image of the file, known by its key until it is written."""

    __RefOnly__ = 1

    def __init__(self, load: Callable[[], bytes]) -> None:
        self._load = load

    @staticmethod
    def name_of(key: str) -> str:
        """The name of the picture with `key` inside the document."""
        return "P" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    def parts(self) -> tuple[bytes, bytes, bytes]:
        """The image as it stands in the file: its dictionary, the bytes as they were loaded, the end."""
        data = self._load()
        found = header(data)
        space = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}[found.channels]
        decode = "/Decode[1 0 1 0 1 0 1 0]" if found.inverted else ""
        head = (
            f"<</Type/XObject/Subtype/Image/Width {found.width}/Height {found.height}/BitsPerComponent {found.bits}"
            f"/ColorSpace{space}{decode}/Filter/DCTDecode/Length {len(data)}>>\nstream\n"
        )
        return head.encode(), data, b"\nendstream"
