"""What may not reach a page: characters that steer instead of saying something. Done once, at the border."""

from __future__ import annotations

import re

LIMIT = 20_000  # characters of one field that a report prints

# Controls and lone surrogates become a visible mark; bidi controls and joiners of other formats are dropped, so that
# one field cannot turn what stands beside it.
_MARKED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)
_DROPPED = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_LINES = re.compile("\r\n?|[\u2028\u2029]")


def clean(text: str) -> str:
    """`text` as it may be printed, put into metadata or read aloud: plain characters and newlines only.

    Controls, noncharacters and lone surrogates become U+FFFD, bidi controls and byte order marks go, a tab becomes four
    spaces, every kind of line end a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    text = _DROPPED.sub("", _LINES.sub("\n", text)).replace("\t", "    ")
    return _MARKED.sub("\ufffd", text)


def is_address(target: str) -> bool:
    """Whether `target` may become a link: web and mail addresses only, of plain printable characters."""
    lowered = target.lower()
    return (
        lowered.startswith(("http://", "https://", "mailto:"))
        and target.isprintable()
        and " " not in target
        and len(target) <= 2000
    )
