"""What is stored is a plain PNG of exactly the pixels: read by Pillow and by Qt, whatever the size."""

from __future__ import annotations

import io
import random
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from PySide6.QtGui import QImage

from oracle import imaging
from oracle.imaging import Pixels
from oracle.imaging.png import encode
from tests.imaging.corpus import chunks_of

SIZES = some.tuples(some.integers(1, 130), some.integers(1, 130))
HOSTILE = [(1, 1), (1, 30_000), (30_000, 1), (16_384, 5), (65_537, 3), (3, 65_537), (21_846, 4), (257, 255)]
WIDTHS = {"L": 1, "RGB": 3, "RGBA": 4}


def picture(mode: str, size: tuple[int, int], seed: int = 0) -> Image.Image:
    """Noise, runs of one colour and slopes, which take different ways through a deflater."""
    chance = random.Random(seed)
    total, bits = size[0] * size[1] * WIDTHS[mode], bytearray()
    while len(bits) < total:
        length = min(total - len(bits), chance.randint(1, 5000))
        slope = bytes(range(256)) * (length // 256 + 1)
        bits += chance.choice((chance.randbytes(length), bytes([chance.randrange(256)]) * length, slope[:length]))
    return Image.frombytes(mode, size, bytes(bits))


def assert_holds(png: bytes, wanted: Image.Image) -> None:
    """That both decoders read exactly these pixels, and that nothing else is in it."""
    assert imaging.trusted_png(png) == wanted.size
    kinds = [kind for kind, _data in chunks_of(png)]
    assert (kinds[0], set(kinds[1:-1]), kinds[-1]) == (b"IHDR", {b"IDAT"}, b"IEND")
    with Image.open(io.BytesIO(png), formats=("PNG",)) as opened:
        assert (opened.mode, opened.size, opened.tobytes()) == (wanted.mode, wanted.size, wanted.tobytes())
    read = QImage.fromData(png, "PNG").convertToFormat(QImage.Format.Format_ARGB32)  # type: ignore[arg-type]
    assert bytes(read.constBits()) == wanted.convert("RGBA").tobytes("raw", "BGRA")


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
@settings(max_examples=25, deadline=None)
@given(size=SIZES, seed=some.integers(0, 1 << 30))
def test_every_pixel_is_stored_at_every_size(mode: str, size: tuple[int, int], seed: int) -> None:
    made = picture(mode, size, seed)
    assert_holds(encode(made), made)


@pytest.mark.parametrize("size", HOSTILE)
def test_pictures_of_one_pixel_and_very_narrow_or_wide_ones_are_stored(size: tuple[int, int]) -> None:
    for mode in WIDTHS:
        made = picture(mode, size)
        assert_holds(encode(made), made)


@pytest.mark.parametrize("size", [(1, 1), (333, 777)])
def test_a_screen_s_own_bytes_are_stored_as_they_are(size: tuple[int, int]) -> None:
    made = picture("RGBA", size)
    bits = made.tobytes("raw", "BGRA")
    assert_holds(imaging.encoded(Pixels(memoryview(bits), *size, opaque=False)), made)
    assert_holds(imaging.encoded(Pixels(memoryview(bits), *size, opaque=True)), made.convert("RGB"))
    assert bits == made.tobytes("raw", "BGRA")


def test_pixels_that_cannot_be_made_smaller_are_hardly_larger_than_they_are() -> None:
    noise = Image.frombytes("RGB", (700, 500), random.Random(1).randbytes(700 * 500 * 3))
    png = encode(noise)
    assert_holds(png, noise)
    assert len(png) < 1.01 * 700 * 500 * 3


def test_the_same_pixels_are_the_same_bytes_in_any_number_of_threads() -> None:
    made = [picture("RGB", (640, 480), seed) for seed in range(4)]
    alone = [encode(each) for each in made]
    together: dict[int, bytes] = {}
    threads = [threading.Thread(target=lambda at=at: together.update({at: encode(made[at])})) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [together[at] for at in range(4)] == alone
