"""Text in pictures is read on this machine, where the extra is installed, and what looks private in it is found."""

from __future__ import annotations

import io
import socket
from itertools import pairwise

import pytest
from PIL import Image, ImageDraw, ImageFont

from oracle import ocr, paths
from oracle.errors import InputError
from oracle.method.private import Piece, Run, find, within
from oracle.model.mark import PrivateKind
from oracle.ocr import reading

needs_extra = pytest.mark.skipif(not ocr.is_installed(), reason=f"{ocr.EXTRA} is not installed: the bench runs it")

LINES = (
    (40, 60, "Thank you, Wendy Harper", None),
    (40, 140, "wendy.harper@example.com", PrivateKind.MAIL),
    (60, 220, "+44 20 7946 0182", PrivateKind.PHONE),
    (900, 1_180, "4111 1111 1111 1111", PrivateKind.CARD),
    (1_000, 700, "GB82 WEST 1234 5698 7654 32", PrivateKind.IBAN),
    (40, 1_400, "Total 95.90 for order 20417", None),
)


def picture(width: int, height: int) -> tuple[bytes, dict[PrivateKind, tuple[int, int, int, int]]]:
    """A picture of the lines, and where its private ones stand."""
    image = Image.new("RGB", (width, height), "#F4EFE6")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(paths.resource("fonts", "Inter.ttf")), 24)
    places = {}
    for x, y, text, kind in LINES:
        pen.text((x, y), text, "#222", font)
        if kind is not None:
            left, top, right, bottom = pen.textbbox((x, y), text, font)
            places[kind] = (round(left), round(top), round(right), round(bottom))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue(), places


def read_all(png: bytes) -> tuple[tuple[Run, ...], list[float]]:
    steps, reading_on = [], reading.read(png)
    while True:
        try:
            steps.append(next(reading_on))
        except StopIteration as over:
            return over.value, steps


@needs_extra
@pytest.mark.filterwarnings("ignore")
def test_private_text_in_a_large_picture_is_found_where_it_stands_without_a_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_given: object) -> None:
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    png, places = picture(1_500, 1_500)
    runs, steps = read_all(png)
    assert steps == sorted(steps)
    assert (steps[0], steps[-1], len(steps)) == (0.0, 1.0, 3)
    found = within(find(runs, regions=("GB",)), 1_500, 1_500)
    assert {each.kind for each in found} == set(places)
    for each in found:
        left, top, right, bottom = places[each.kind]
        assert each.x <= left + 2
        assert each.y <= top + 2
        assert each.x + each.width >= right - 2
        assert each.y + each.height >= bottom - 2
        assert each.width < 1.5 * (right - left)


@needs_extra
def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(InputError):
        next(reading.read(b"not a picture"))


def test_a_gap_read_into_a_mail_address_does_not_hide_it() -> None:
    text = "Ask the tom@exam ple.com for"
    at = text.index("tom@")
    pieces = (
        Piece(0, 7, (0.0, 0.0, 70.0, 20.0)),
        Piece(at, at + 8, (80.0, 0.0, 80.0, 20.0)),
        Piece(at + 9, at + 16, (170.0, 0.0, 70.0, 20.0)),
        Piece(at + 17, at + 20, (250.0, 0.0, 30.0, 20.0)),
    )
    (mail,) = find([reading.mended(Run(text, pieces))])
    assert (mail.kind, mail.x, mail.x + mail.width) == (PrivateKind.MAIL, 78, 242)
    plain = Run("follow @greenleaf at shop.com", pieces)
    assert reading.mended(plain) is plain


def test_parts_overlap_and_reach_to_both_edges() -> None:
    for length in (1, 999, 1_000, 1_001, 1_881, 20_000):
        starts = reading._starts(length, 1_000, 120)
        assert starts[0] == 0
        assert starts[-1] + 1_000 >= length
        assert all(0 < other - one <= 880 for one, other in pairwise(starts))
