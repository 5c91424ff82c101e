"""Broken variants of pictures, the same ones each time, with what a careful reader must do with them.

`reject`: must be refused; `any`: may be taken or refused, but never crash, hang or take much memory.
"""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from PIL import Image

Mutation = Callable[[bytes, random.Random], bytes]

BOMB = 192 << 20  # bytes that a bomb unpacks to


@dataclass(frozen=True)
class Broken:
    """One broken picture."""

    name: str
    data: bytes
    must_be_refused: bool


def broken_pictures(count: int, seed: int) -> Iterator[Broken]:
    """`count` broken pictures: every mutation in turn, on a PNG and a JPEG."""
    chance = random.Random(seed)
    sources = [("png", _sample("PNG"), _OF_PNG + _OF_ANY), ("jpeg", _sample("JPEG"), _OF_JPEG + _OF_ANY)]
    ways = [(kind, data, way) for kind, data, mutations in sources for way in mutations]
    for number in range(count):
        kind, data, (mutation, must_be_refused) = ways[number % len(ways)]
        name = f"{number}-{kind}-{mutation.__name__.lstrip('_')}"
        yield Broken(name, mutation(data, chance), must_be_refused)


def _sample(kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_mandelbrot((160, 120), (-2.0, -1.2, 1.0, 1.2), 40).convert("RGB").save(out, kind)
    return out.getvalue()


# ---- of any kind of file


def _cut_anywhere(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _empty(data: bytes, chance: random.Random) -> bytes:
    return b""


def _half(data: bytes, chance: random.Random) -> bytes:
    return data[: len(data) // 2]


def _one_byte_short(data: bytes, chance: random.Random) -> bytes:
    return data[:-1]


def _flipped_bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 4, 32, 256])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _changed_head(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for place in chance.sample(range(64), 4):
        changed[place] = chance.choice([0, 255, chance.randrange(256)])
    return bytes(changed)


def _zeros(data: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(data))
    length = min(len(data) - begin, chance.choice([16, 512, 4096]))
    return data[:begin] + bytes(length) + data[begin + length :]


def _extreme_number(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) - 4)
    number = chance.choice([0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
    return data[:place] + struct.pack(">I", number) + data[place + 4 :]


def _part_twice(data: bytes, chance: random.Random) -> bytes:
    begin, length = chance.randrange(len(data)), chance.choice([64, 1024, 4096])
    return data[: begin + length] + data[begin : begin + length] + data[begin + length :]


def _part_missing(data: bytes, chance: random.Random) -> bytes:
    begin, length = chance.randrange(len(data)), chance.choice([1, 64, 1024])
    return data[:begin] + data[begin + length :]


def _something_before(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(chance.choice([1, 512])) + data


def _noise(data: bytes, chance: random.Random) -> bytes:
    return chance.randbytes(len(data))


def _another_kind(data: bytes, chance: random.Random) -> bytes:
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    begins = [
        b"%PDF-1.4\n%",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"GIF89a\xff\xff\xff\xff",
        svg,
        b"MZ\x90\0",
        b"II*\0\xff\xff",
    ]
    return chance.choice(begins) + data[64:]


_OF_ANY: list[tuple[Mutation, bool]] = [
    (_cut_anywhere, False),
    (_empty, True),
    (_half, True),
    (_one_byte_short, False),
    (_flipped_bits, False),
    (_changed_head, False),
    (_zeros, False),
    (_extreme_number, False),
    (_part_twice, False),
    (_part_missing, False),
    (_something_before, True),
    (_noise, True),
    (_another_kind, True),
]


# ---- PNG


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def chunks_of(data: bytes) -> list[tuple[bytes, bytes]]:
    """Chunks of a PNG as (kind, data)."""
    chunks, place = [], 8
    while place + 12 <= len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        chunks.append((data[place + 4 : place + 8], data[place + 8 : place + 8 + length]))
        place += 12 + length
    return chunks


def png_of(chunks: list[tuple[bytes, bytes]]) -> bytes:
    """A PNG of these chunks."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


@cache
def _squeezed(total: int) -> bytes:
    """So many zeros, deflated without holding them all."""
    squeeze, zeros = zlib.compressobj(1), bytes(1 << 20)
    parts = [squeeze.compress(zeros) for _ in range(total >> 20)]
    return b"".join(parts) + squeeze.compress(bytes(total & 0xFFFFF)) + squeeze.flush()


def with_size(data: bytes, width: int, height: int, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG whose header says another size."""
    first, *rest = chunks_of(data)
    header = struct.pack(">IIBB", width, height, depth, colour) + first[1][10:]
    return png_of([(b"IHDR", header), *rest])


def _huge(data: bytes, chance: random.Random) -> bytes:
    return with_size(data, 100_000, 100_000)


def _hugest(data: bytes, chance: random.Random) -> bytes:
    return with_size(data, 2**31 - 1, 2**31 - 1)


def _no_size(data: bytes, chance: random.Random) -> bytes:
    return with_size(data, 0, 0)


def _a_thread(data: bytes, chance: random.Random) -> bytes:
    return with_size(data, 1, 2**30)


def _many_bits(data: bytes, chance: random.Random) -> bytes:
    return with_size(data, 20_000, 20_000, 1, 0)


def _no_such_colour(data: bytes, chance: random.Random) -> bytes:
    return with_size(data, 64, 64, 16, 7)


def _bomb(data: bytes, chance: random.Random) -> bytes:
    side = int((BOMB / 3) ** 0.5)
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return png_of([(b"IHDR", header), (b"IDAT", _squeezed(side * (side * 3 + 1))), (b"IEND", b"")])


def _text_bomb(data: bytes, chance: random.Random) -> bytes:
    chunks = chunks_of(data)
    return png_of([chunks[0], (b"zTXt", b"k\0\0" + _squeezed(BOMB)), *chunks[1:]])


def _many_texts(data: bytes, chance: random.Random) -> bytes:
    chunks = chunks_of(data)
    return png_of([chunks[0], *[(b"tEXt", b"k\0" + b"v" * 40)] * 50_000, *chunks[1:]])


def _without_pixels(data: bytes, chance: random.Random) -> bytes:
    return png_of([chunk for chunk in chunks_of(data) if chunk[0] != b"IDAT"])


def _without_end(data: bytes, chance: random.Random) -> bytes:
    return png_of(chunks_of(data)[:-1])


def _two_headers(data: bytes, chance: random.Random) -> bytes:
    chunks = chunks_of(data)
    return png_of([chunks[0], *chunks])


def _shuffled(data: bytes, chance: random.Random) -> bytes:
    chunks = chunks_of(data)
    chance.shuffle(chunks)
    return png_of(chunks)


def _wrong_sum(data: bytes, chance: random.Random) -> bytes:
    place = data.find(b"IDAT") + 8
    return data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :]


def _wrong_length(data: bytes, chance: random.Random) -> bytes:
    place = data.find(b"IDAT")
    return data[: place - 4] + b"\xff\xff\xff\xff" + data[place:]


def _broken_profile(data: bytes, chance: random.Random) -> bytes:
    chunks = chunks_of(data)
    return png_of([chunks[0], (b"iCCP", b"p\0\0" + zlib.compress(chance.randbytes(4000))), *chunks[1:]])


def _secret_after_end(data: bytes, chance: random.Random) -> bytes:
    return data + b"SECRET-AFTER-END" + chance.randbytes(2000)


def _endless_animation(data: bytes, chance: random.Random) -> bytes:
    chunks = chunks_of(data)
    return png_of([chunks[0], (b"acTL", struct.pack(">II", 2**31 - 1, 0)), *chunks[1:]])


_OF_PNG: list[tuple[Mutation, bool]] = [
    (_huge, True),
    (_hugest, True),
    (_no_size, True),
    (_a_thread, True),
    (_many_bits, True),
    (_no_such_colour, True),
    (_bomb, True),
    (_text_bomb, False),
    (_many_texts, False),
    (_without_pixels, True),
    (_without_end, False),
    (_two_headers, False),
    (_shuffled, False),
    (_wrong_sum, False),
    (_wrong_length, False),
    (_broken_profile, False),
    (_secret_after_end, False),
    (_endless_animation, False),
]


# ---- JPEG


def _huge_frame(data: bytes, chance: random.Random) -> bytes:
    place = data.find(b"\xff\xc0") + 5
    return data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]


def _wrong_segment(data: bytes, chance: random.Random) -> bytes:
    place = data.find(b"\xff", 2 + chance.randrange(len(data) // 4)) + 2
    return data[:place] + chance.choice([b"\0\0", b"\xff\xff"]) + data[place + 2 :]


def _broken_exif(data: bytes, chance: random.Random) -> bytes:
    return data[:2] + b"\xff\xe1" + struct.pack(">H", 2000) + b"Exif\0\0MM\0*" + chance.randbytes(1988) + data[2:]


def _long_comment(data: bytes, chance: random.Random) -> bytes:
    text = b"<script>alert(1)</script>".ljust(65533, b"A")
    return data[:2] + b"\xff\xfe" + struct.pack(">H", 65535) + text + data[2:]


_OF_JPEG: list[tuple[Mutation, bool]] = [
    (_huge_frame, True),
    (_wrong_segment, False),
    (_broken_exif, False),
    (_long_comment, False),
    (_one_byte_short, False),
    (_secret_after_end, False),
]
