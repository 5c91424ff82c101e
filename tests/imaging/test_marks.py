"""Marks on pictures: nothing under a redaction comes out, everything else is where its geometry says."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from oracle import imaging
from oracle.imaging import characters, letters
from oracle.method import marks
from oracle.model.mark import Mark, MarkColour, MarkKind, Point, Stroke

SIZE = (400, 260)
BLOCK = (90, 60, 250, 130)  # left, top, right, bottom
WHITE = (255, 255, 255)


def encoded(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()


def page(colour: str | tuple[int, ...] = "white", mode: str = "RGB") -> Image.Image:
    return Image.new(mode, SIZE, colour)


def shown(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def mark(kind: MarkKind, *points: Point, **fields: object) -> Mark:
    return Mark(**{"id": str(points), "kind": kind, "points": points, **fields})  # type: ignore[arg-type]


REDACTION = mark(MarkKind.REDACT, BLOCK[:2], BLOCK[2:])
# Every other kind, each over the block and beside it.
OTHERS = (
    mark(MarkKind.ARROW, (20, 20), (200, 10), (180, 100)),
    mark(MarkKind.LINE, (5, 250), (390, 40), stroke=Stroke.THICK, colour=MarkColour.RED),
    mark(MarkKind.BOX, (80, 50), (260, 140), rotation=12.0, colour=MarkColour.BLUE),
    mark(MarkKind.ELLIPSE, (60, 30), (200, 240), stroke=Stroke.THIN, colour=MarkColour.BLACK),
    mark(MarkKind.PEN, (100, 20), (120, 90), (160, 40), (300, 120), (330, 250)),
    mark(MarkKind.HIGHLIGHT, (70, 100), (380, 150), colour=MarkColour.WHITE),
    mark(MarkKind.TEXT, (130, 90), (330, 150), text="Say so. שלום 123", rotation=-20.0),
    mark(MarkKind.NUMBER, (240, 65), number=12),
)
CROP = mark(MarkKind.CROP, (60, 40), (360, 240))


# ---- what is redacted


@given(
    pixels=st.binary(min_size=48, max_size=48),
    chosen=st.sets(st.integers(0, len(OTHERS) - 1), max_size=3),
    cropped=st.booleans(),
    mode=st.sampled_from(["RGB", "RGBA", "L", "LA"]),
)
@settings(max_examples=25)
def test_nothing_under_a_block_influences_any_byte(pixels: bytes, chosen: set[int], cropped: bool, mode: str) -> None:
    plain = Image.radial_gradient("L").resize(SIZE).convert(mode)
    secret = plain.copy()
    noise = Image.frombytes("RGBA", (4, 3), pixels).resize((160, 70)).convert(mode)
    secret.paste(noise, BLOCK[:2])
    drawn = (REDACTION, *(OTHERS[at] for at in sorted(chosen)), *([CROP] if cropped else []))
    makers: tuple[Callable[..., imaging.Picture], ...] = (
        imaging.rendition,
        imaging.thumbnail,
        imaging.report_jpeg,
        imaging.redacted,
    )
    for make in makers:
        assert make(encoded(plain), drawn) == make(encoded(secret), drawn)


def test_a_block_is_one_solid_colour_whatever_the_order_of_marks() -> None:
    for drawn in ((REDACTION, *OTHERS[:1]), (*OTHERS[:1], REDACTION)):
        picture = shown(imaging.rendition(encoded(page("red")), drawn).data)
        assert picture.getpixel((BLOCK[0], BLOCK[3] - 1)) == (30, 34, 39)
        assert picture.getpixel((BLOCK[0] - 1, BLOCK[3] - 1)) == (255, 0, 0)
        assert picture.getpixel((180, 100)) == (242, 183, 5)  # the arrow's tip stands on it
    corner = shown(imaging.redacted(encoded(page("red")), (REDACTION, *OTHERS)).data)
    assert corner.crop(BLOCK).getcolors() == [(160 * 70, (30, 34, 39))]


def test_what_is_burnt_in_is_a_fresh_picture_with_nothing_beside_its_pixels() -> None:
    out = io.BytesIO()
    told = PngInfo()
    told.add_text("Comment", "4111 1111 1111 1111")
    page("red").save(out, "PNG", pnginfo=told)
    made = imaging.redacted(out.getvalue(), (REDACTION, CROP, *OTHERS))
    assert (made.width, made.height) == SIZE
    assert b"4111" not in made.data
    assert Image.open(io.BytesIO(made.data)).info == {}


# ---- what is drawn


@pytest.mark.parametrize("ground", ["white", "black"])
@pytest.mark.parametrize("drawn", OTHERS, ids=lambda drawn: drawn.kind.value)
def test_a_mark_is_painted_within_its_bounds_and_nowhere_else(drawn: Mark, ground: str) -> None:
    before = page("#808080" if drawn.kind is MarkKind.HIGHLIGHT else ground)
    after = shown(imaging.rendition(encoded(before), (drawn,)).data)
    box = ImageChops.difference(before, after).getbbox()
    assert box is not None
    left, top, right, bottom = marks.painted(drawn, SIZE).grown(1)
    assert left <= box[0]
    assert top <= box[1]
    assert box[2] <= right
    assert box[3] <= bottom
    inked = sum(
        count for count, colour in after.getcolors(SIZE[0] * SIZE[1]) or [] if colour == before.getpixel((0, 0))
    )
    assert inked < SIZE[0] * SIZE[1] * 0.999


def test_lines_are_smooth_and_cased() -> None:
    picture = shown(imaging.rendition(encoded(page()), (mark(MarkKind.BOX, (100, 60), (300, 200)),)).data)
    across = [picture.getpixel((x, 130)) for x in range(94, 107)]
    assert across[0] == across[-1] == WHITE
    assert across[6] == (242, 183, 5)
    assert min(sum(pixel) for pixel in across) < 3 * 60  # the casing
    slanting = shown(imaging.rendition(encoded(page()), (OTHERS[1],)).data)
    assert len(slanting.getcolors(100_000) or []) > 30


def test_marks_do_not_change_what_they_do_not_cover() -> None:
    noisy = Image.effect_noise(SIZE, 90).convert("RGB")
    after = shown(imaging.rendition(encoded(noisy), (mark(MarkKind.NUMBER, (200, 130), number=3),)).data)
    assert ImageChops.difference(noisy, after).getbbox() == pytest.approx((186, 116, 214, 144), abs=2)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P"])
def test_every_kind_of_picture_takes_marks(mode: str) -> None:
    made = imaging.rendition(encoded(Image.radial_gradient("L").resize(SIZE).convert(mode)), OTHERS)
    assert (made.width, made.height) == SIZE
    assert shown(made.data).getpixel((240, 78)) != WHITE


def test_a_crop_comes_last_and_changes_the_size() -> None:
    whole = shown(imaging.rendition(encoded(page("teal")), OTHERS).data)
    cut = imaging.rendition(encoded(page("teal")), (CROP, *OTHERS))
    assert (cut.width, cut.height) == (300, 200)
    assert shown(cut.data).tobytes() == whole.crop((60, 40, 360, 240)).tobytes()
    report = imaging.report_jpeg(encoded(page("teal")), (CROP,))
    assert (report.width, report.height) == (300, 200)
    small = imaging.thumbnail(encoded(page("teal")), (CROP,), 150)
    assert (small.width, small.height) == (150, 100)


def test_a_picture_without_marks_stays_what_it_was() -> None:
    noisy = Image.effect_noise(SIZE, 90)
    assert Image.open(io.BytesIO(imaging.rendition(encoded(noisy)).data)).tobytes() == noisy.tobytes()


def test_a_mark_that_sticks_out_is_cut_at_the_edges() -> None:
    for drawn in (
        mark(MarkKind.BOX, (-50, -50), (450, 300)),
        mark(MarkKind.LINE, (-300, 100), (700, 150)),
        mark(MarkKind.TEXT, (380, 240), (600, 300), text="Cut"),
        mark(MarkKind.NUMBER, (0, 0), number=1),
    ):
        made = imaging.rendition(encoded(page()), (drawn,))
        assert (made.width, made.height) == SIZE


# ---- words


def text(words: str, width: float = 200.0, **fields: object) -> Mark:
    return mark(MarkKind.TEXT, (50, 40), (50 + width, 60), text=words, **fields)


@pytest.mark.parametrize("place", [(60, 190), (60, 130), (-100, 60), (290, 60)])
def test_a_text_that_reaches_over_an_edge_is_cut_there(place: Point) -> None:
    x, y = place
    long = text("One\nTwo words\nThree\nFour\nFive")
    for by in range(0, 40, 4):
        moved = marks.moved(long, x + by - long.points[0][0], y + by - long.points[0][1])
        assert shown(imaging.rendition(encoded(page()), [moved]).data).size == page().size


def test_a_texts_frame_is_fitted_to_its_words() -> None:
    one = imaging.fitted(text("Say so"), SIZE)
    assert marks.bounds(one) == (50, 40, 250, 70)
    assert len(imaging.text_lines(one, SIZE)) == 1
    two = imaging.fitted(text("Say so, instead of “not valid”, and say why."), SIZE)
    assert marks.bounds(two).height == 48
    free = imaging.fitted(text("Say so"), SIZE, wrap=False)
    assert 50 < marks.bounds(free).width < 90
    turned = imaging.fitted(text("Say so, instead of “not valid”, and say why.", rotation=30.0), SIZE)
    before = marks.handles(text("x", rotation=30.0))[marks.Handle.NW]
    assert marks.handles(turned)[marks.Handle.NW] == pytest.approx(before)


def test_lines_stand_below_each_other_within_the_frame() -> None:
    drawn = imaging.fitted(text("The sale price has the code in it.\n\nSay so, instead of “not valid”."), SIZE)
    lines = imaging.text_lines(drawn, SIZE)
    assert "".join(line.text for line in lines).startswith("The sale")
    assert [round(b.baseline - a.baseline) for a, b in pairwise(lines)] == [18] * (len(lines) - 1)
    room = marks.bounds(drawn)
    assert all(line.left >= room.left + 12 and line.left + line.width <= room.right - 12 + 0.01 for line in lines)
    assert lines[-1].baseline < room.bottom


def test_a_word_wider_than_its_frame_is_cut_not_lost() -> None:
    lines = letters.broken("Donaudampfschifffahrtsgesellschaft", 60, 14, 600)
    assert len(lines) > 3
    assert "".join(line.text for line in lines) == "Donaudampfschifffahrtsgesellschaft"
    assert all(line.width <= 61 for line in lines)


def test_right_to_left_words_begin_at_the_right() -> None:
    hebrew, latin = imaging.text_lines(text("שלום עולם ABC\nHello שלום", width=300), SIZE)
    assert hebrew.leftward
    assert not latin.leftward
    assert hebrew.left + hebrew.width == pytest.approx(338)
    assert latin.left == 62
    (line,) = letters.broken("שלום ABC", 500, 14, 600)
    assert [stretch.text.strip() for stretch in line.stretches] == ["ABC", "שלום"]


@pytest.mark.parametrize(
    ("words", "font"),
    [
        ("Žluťoučký", "Inter"),
        ("Ελλάδα", "Inter"),
        ("नमस्ते", "NotoSansDevanagari"),
        ("مرحبا", "IBMPlexSansArabic-Regular"),
        ("שלום", "NotoSansHebrew"),
        ("สวัสดี", "NotoSansThai"),
        ("გამარჯობა", "NotoSansGeorgian"),
        ("😀", "NotoEmoji"),
    ],
)
def test_each_script_is_set_in_a_font_that_has_it(words: str, font: str) -> None:
    (line,) = letters.broken(words, 500, 14, 600)
    assert {stretch.face.file.stem for stretch in line.stretches} == {font}
    drawn = imaging.rendition(encoded(page()), (imaging.fitted(text(words, colour=MarkColour.WHITE), SIZE),))
    assert shown(drawn.data).crop((60, 46, 240, 64)).getextrema()[0][0] < 90


def test_a_character_that_no_font_has_is_no_trouble() -> None:
    (line,) = letters.broken("a\U000f1234\u0007\ud800b", 500, 14, 600)
    assert line.width > 0


def test_a_file_that_is_no_font_has_no_characters(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00 no font at all")
    assert not characters.characters_of(tmp_path / "broken.ttf")(65)
    assert not characters.characters_of(tmp_path / "missing.ttf")(65)
    assert characters.faces_in(tmp_path / "missing.ttf") == 0
    inter = characters.characters_of(letters.face_of("a").file)
    assert inter(ord("ß"))
    assert not inter(ord("田"))
