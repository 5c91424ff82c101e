"""Which characters a font file has, read from its own table: nothing is drawn for that."""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

_UNICODE = {(3, 10): 0, (0, 6): 1, (0, 4): 2, (3, 1): 3, (0, 3): 4, (0, 1): 5, (0, 0): 6}  # tables, the widest first


def faces_in(file: Path) -> int:
    """How many faces a file holds; 0 for a file that is no font."""
    try:
        with file.open("rb") as data:
            head = data.read(12)
    except OSError:
        return 0
    if head[:4] == b"ttcf":
        return min(int.from_bytes(head[8:12], "big"), 64)
    return int(head[:4] in {b"\0\1\0\0", b"OTTO", b"true"})


def characters_of(file: Path, face: int = 0) -> Callable[[int], bool]:
    """A function that says whether the face has a character. One that cannot be read has none."""
    try:
        return _Map(file.read_bytes(), face).has
    except (OSError, struct.error, KeyError, IndexError, ValueError):
        return lambda _code: False


class _Map:
    """The table `cmap` of a face, in format 4 (up to U+FFFF) or 12."""

    def __init__(self, data: bytes, face: int) -> None:
        start = struct.unpack_from(">I", data, 12 + 4 * face)[0] if data[:4] == b"ttcf" else 0
        count = struct.unpack_from(">H", data, start + 4)[0]
        records = (struct.unpack_from(">4sIII", data, start + 12 + 16 * at) for at in range(count))
        table = {name: offset for name, _check, offset, _length in records}[b"cmap"]
        found = [struct.unpack_from(">HHI", data, table + 4 + 8 * at) for at in range(_short(data, table + 2))]
        usable = {
            _UNICODE[platform, encoding]: table + offset
            for platform, encoding, offset in found
            if (platform, encoding) in _UNICODE and _short(data, table + offset) in {4, 12}
        }
        place = usable[min(usable)]
        self._ends: tuple[int, ...]
        self._glyph: Callable[[int, int], int]
        self._read_long(data, place) if _short(data, place) == 12 else self._read_short(data, place)

    def has(self, code: int) -> bool:
        at = bisect_left(self._ends, code)
        return at < len(self._ends) and self._glyph(at, code) != 0

    def _read_long(self, data: bytes, place: int) -> None:
        (count,) = struct.unpack_from(">I", data, place + 12)
        groups: tuple[int, ...] = struct.unpack_from(f">{3 * count}I", data, place + 16)
        starts, self._ends, glyphs = groups[::3], groups[1::3], groups[2::3]
        self._glyph = lambda at, code: glyphs[at] + code - starts[at] if code >= starts[at] else 0

    def _read_short(self, data: bytes, place: int) -> None:
        count = _short(data, place + 6) // 2
        self._ends = struct.unpack_from(f">{count}H", data, place + 14)
        starts: tuple[int, ...] = struct.unpack_from(f">{count}H", data, place + 16 + 2 * count)
        shifts: tuple[int, ...] = struct.unpack_from(f">{count}H", data, place + 16 + 4 * count)
        ranges = place + 16 + 6 * count

        def glyph(at: int, code: int) -> int:
            if code < starts[at]:
                return 0
            offset = _short(data, ranges + 2 * at)
            if offset == 0:
                return (code + shifts[at]) & 0xFFFF
            return _short(data, ranges + 2 * at + offset + 2 * (code - starts[at]))

        self._glyph = glyph


def _short(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 2], "big")
