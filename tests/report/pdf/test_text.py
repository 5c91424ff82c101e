"""Text prints as typed, in every script, and copies back as typed; nothing in it can style or break a page."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb
from hypothesis import given
from hypothesis import strategies as st

from oracle.report.pdf import bidirection, breaking, faces
from oracle.report.pdf.blocks import Columns, Drawing, Run, Share, Style, Text
from oracle.report.pdf.clean import LIMIT, clean, is_address
from oracle.report.pdf.paragraphs import BODY
from oracle.report.pdf.pen import Pen
from oracle.report.pdf.shaping import Look
from oracle.report.pdf.text import cleaned, lay_out
from tests.report.pdf import reading, samples

# Words that the two readers lose: each orders punctuation and the change of direction in its own way.
LOST = {
    "poppler": {"arabic": 1, "hebrew": 1},
    "pdfium": {"arabic": 2, "hebrew": 1, "thai": 1, "emoji": 2},
}


@pytest.fixture
def pen() -> Pen:
    return Pen((595, 842), title="t", author="a", subject="", language="en")


def lines_of(pen: Pen, text: str, width: float, style: Style = BODY) -> list[str]:
    laid = lay_out(cleaned([Run(text)]), style, width, pen.shaper)
    return ["".join(part.word.text for part in line.parts if part.word) for line in laid]


def normal(text: str) -> str:
    return unicodedata.normalize("NFC", re.sub("[\u200b-\u200f]", "", text))


@pytest.mark.parametrize("script", samples.SCRIPTS)
def test_every_script_copies_back_as_typed(script: str, tmp_path: Path) -> None:
    path = reading.made(tmp_path, [Text(samples.SCRIPTS[script])])
    assert reading.failures(path) == []
    words = normal(samples.SCRIPTS[script]).split()
    for reader, text in (("poppler", reading.poppler_text(path)), ("pdfium", reading.pdfium_text(path))):
        missing = [word for word in words if word not in normal(text)]
        assert len(missing) <= LOST[reader].get(script, 0), (reader, missing)


def test_every_script_has_glyphs_of_its_own(tmp_path: Path) -> None:
    known = {script: text for script, text in samples.SCRIPTS.items() if not script.startswith("chinese")}
    for script, text in known.items():
        assert all(faces.face_of(sign) for sign in text if sign.isalpha()), script


@pytest.mark.parametrize("text", samples.HOSTILE)
def test_hostile_text_cannot_break_a_page(text: str, tmp_path: Path) -> None:
    before, after = "Before it stands this.", "After it stands that."
    some = text[:1500]
    row = Columns([Text(some), Text([Run("in a cell "), Run(some, weight=600)])], [60, Share()])
    path = reading.made(
        tmp_path, [Text(before), Text(text), row, Text(text, Style(lines=1, align="right")), Text(after)]
    )
    assert reading.failures(path) == []
    found = reading.poppler_text(path)
    assert before in found
    assert after in found
    with pikepdf.open(path) as pdf:
        keys = {key for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) for key in list(thing)}
    assert not keys & {"/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/OpenAction", "/AA"}


def test_markup_prints_as_typed(tmp_path: Path) -> None:
    text = '<b>bold</b> & &amp; <img src="/etc/passwd"> <para> {x} %s \\n'
    assert text in reading.poppler_text(reading.made(tmp_path, [Text(text)]))


def test_a_character_that_no_font_has_is_marked_and_copies_back(tmp_path: Path, pen: Pen) -> None:
    assert faces.face_of("\ue123") is None
    path = reading.made(tmp_path, [Text("odd \ue123 one")])
    assert "odd \ue123 one" in reading.pdfium_text(path)
    replacement = pen.shaper.word("\ufffd", Look()).width
    assert pen.shaper.word("\ue123", Look()).width == replacement


def test_no_character_draws_as_an_empty_glyph(pen: Pen) -> None:
    text = "".join(samples.SCRIPTS.values()) + "".join(text[:2000] for text in samples.HOSTILE)
    for piece in breaking.pieces(clean(text).replace("\n", " ")):
        pen.shaper.word(piece[0], Look())
    fonts = pen.shaper._book._fonts.values()
    drawn = {glyph for font in fonts for glyph, _ in font._codes}
    assert len(fonts) > 10
    assert 0 not in drawn


def test_a_system_font_is_asked_only_when_no_bundled_one_has_the_character(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(faces, "_system", lambda: asked.append(True) or ())
    faces.face_of.cache_clear()
    for sign in "aäж€شשहไ😀✓":
        assert faces.face_of(sign) is not None
    assert not asked
    faces.face_of("田")
    assert asked
    faces.face_of.cache_clear()


def test_fonts_are_found_without_fontconfig(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "Other.ttf").write_bytes((faces.paths.resource("fonts") / "NotoSansHebrew.ttf").read_bytes())
    (tmp_path / "broken.ttf").write_bytes(b"\x00\x01\x00\x00 no font at all")
    (tmp_path / "empty.otf").write_bytes(b"")
    monkeypatch.setattr(faces.font_files.shutil, "which", lambda name: None)
    monkeypatch.setattr(faces.font_files, "_folders", lambda: [tmp_path, tmp_path / "missing"])
    faces._system.cache_clear()
    assert [face.name for face in faces._system()] == ["Other"]
    faces._system.cache_clear()


def test_a_font_with_postscript_outlines_draws_the_right_glyphs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files = [file for file in faces.font_files.installed() if file.suffix == ".otf" and faces._is_plain(file.stem)]
    found = [
        face for file in files for face in faces._faces_in(file) if face.is_cff and face.has("g") and face.has("R")
    ]
    if not found:
        pytest.skip("no font with PostScript outlines on this machine")
    chain = (found[0], *faces.bundled())
    monkeypatch.setattr(faces, "bundled", lambda: chain)
    path = reading.made(tmp_path, [Text("Regal gags Ring", Style(40, 60)), Text("lllll", Style(40, 60))])
    assert reading.failures(path) == []
    assert "Regal gags Ring" in reading.poppler_text(path)
    with pypdfium2.PdfDocument(path) as pdf:
        image = pdf[0].render(scale=2).to_pil().convert("L")
    first, second = image.crop((110, 140, 700, 265)), image.crop((110, 265, 700, 385))
    ink = [sum(1 for value in part.tobytes() if value < 128) for part in (first, second)]
    # Letters have more ink than five strokes; scrambled glyph numbers would draw something else, or nothing.
    assert ink[0] > 2 * ink[1] > 500


def test_text_is_cut_after_its_limit_and_says_so(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [Text("word " * 200_000), Text("end")])
    text = " ".join(reading.poppler_text(path).split())
    assert text.count("word") == LIMIT // 5
    assert "(The first 20,000 of 1,000,000 characters are printed here.)" in text


def test_lines_end_at_spaces_and_hyphens(pen: Pen) -> None:
    assert lines_of(pen, "one two three-four", 60) == ["one two", "three-four"]
    assert lines_of(pen, "one two three-four", 30) == ["one", "two", "three-", "four"]
    assert lines_of(pen, "a\nb\n\nc", 60) == ["a", "b", "", "c"]
    assert lines_of(pen, "", 60) == [""]


def test_chinese_breaks_between_characters_but_not_before_a_full_stop(pen: Pen) -> None:
    lines = lines_of(pen, "这是一个测试。「引号」。" * 5, 60)
    assert len(lines) > 5
    assert not any(line[0] in "。」" or line[-1] == "「" for line in lines)


def test_thai_breaks_between_words(pen: Pen) -> None:
    lines = lines_of(pen, "ภาษาไทยเขียนต่อกันไม่มีช่องว่างระหว่างคำ", 80)
    assert len(lines) > 1
    assert not any(unicodedata.category(line[0]) == "Mn" for line in lines)


def test_a_long_address_is_cut_behind_its_signs(pen: Pen) -> None:
    lines = lines_of(pen, "https://example.org/shop/plants?kind=monstera&size=large&colour=variegated", 120)
    assert len(lines) > 2
    assert all(line[-1] in "/?&=" for line in lines[:-1])


@pytest.mark.parametrize("text", [text for text in samples.HOSTILE if len(text) <= 5_000])
def test_no_line_is_wider_than_its_place(text: str, pen: Pen) -> None:
    for width in (40.0, 200.0):
        for line in lay_out(cleaned([Run(text)]), Style(), width, pen.shaper):
            assert line.width <= width + 0.5 or len(line.parts) == 1


def test_nothing_is_lost_in_wrapping(pen: Pen) -> None:
    for text in [*samples.SCRIPTS.values(), *(text[:4000] for text in samples.HOSTILE)]:
        if bidirection.turns(text):
            continue
        whole = clean(text)
        assert reading.squeezed("".join(lines_of(pen, text, 90))) == reading.squeezed(whole)


def test_right_to_left_text_stands_right_and_keeps_its_numbers() -> None:
    text = "שלום (hello) 123"
    levels = bidirection.levels(text)
    assert "".join(bidirection.visual_order(list(zip(levels, text, strict=True)))) == "123 )hello( םולש"
    assert bidirection.base_level("123 שלום hello") == 1
    assert bidirection.base_level("hello שלום") == 0


def test_every_character_may_stand_in_right_to_left_text() -> None:
    every = clean("".join(map(chr, range(0x20, 0x30000, 5)))).replace("\n", "")
    for start in range(0, len(every), 5000):
        text = "ש" + every[start : start + 5000]
        assert len(bidirection.levels(text)) == len(text)


def test_one_field_cannot_turn_another(tmp_path: Path) -> None:
    path = reading.made(tmp_path, [Text([Run("\u202eevil"), Run(" then good")])])
    assert "evil then good" in reading.poppler_text(path)


def test_a_paragraph_cut_to_one_line_ends_with_dots(pen: Pen) -> None:
    style = Style(lines=1)
    assert lines_of(pen, "A title that is far too long for its place", 100, style)[0].endswith("…")
    assert lines_of(pen, "Unbreakable" * 9, 60, style)[0].endswith("…")
    assert lines_of(pen, "Short", 100, style) == ["Short"]
    for text in ("A title that is far too long", "Unbreakable" * 9, "שלום עולם " * 9):
        (line,) = lay_out(cleaned([Run(text)]), style, 70, pen.shaper)
        assert line.width <= 70


def test_tabular_figures_have_one_width(pen: Pen) -> None:
    widths = {pen.shaper.word(figure, Look(tabular=True)).width for figure in "0123456789"}
    assert len(widths) == 1
    assert len({pen.shaper.word(figure, Look()).width for figure in "0123456789"}) > 1


def test_marks_stacked_high_stay_near_their_letter(pen: Pen) -> None:
    word = pen.shaper.word("a" + "\u0301" * 300, Look())
    assert max(abs(span.rise) for span in word.spans) <= 500


def test_only_web_and_mail_addresses_become_links(tmp_path: Path) -> None:
    assert is_address("https://example.org/x?y=1")
    assert is_address("mailto:mia@example.org")
    for bad in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://a b",
        "https://a\n",
        "x",
        "\ud800",
    ):
        assert not is_address(bad)
        path = reading.made(tmp_path, [Text([Run("shown", link=bad)])])
        with pikepdf.open(path) as pdf:
            assert "/Annots" not in pdf.pages[0]
        assert "shown" in reading.poppler_text(path)


def test_labels_in_charts_speak_every_script(tmp_path: Path) -> None:
    from msgspec.structs import replace

    from oracle.report.display import Label

    words = ["Hello", "مرحبا", "你好", "हिन्दी"]
    items = tuple(Label(10, 20 + 20 * n, word, anchor="start") for n, word in enumerate(words))
    path = reading.made(tmp_path, [Drawing(replace(samples.SQUARE, items=items, width=100, height=90))])
    assert all(word in reading.poppler_text(path) for word in words)


MIXED = st.sampled_from([*"ab 1,.(]-/שא،٣ืไ田。हि्😀", "\u0301", "\u200d", "\u00ad", "\n", "\u0378", "\ue000", "🇩"])


@given(st.text(max_size=60) | st.lists(MIXED, max_size=60).map("".join), st.floats(30, 400))
def test_any_text_can_be_laid_out(text: str, width: float) -> None:
    pen = Pen((595, 842), title=text, author=text, subject=text, language="en")
    lines = lay_out(cleaned([Run(text), Run(text, weight=600, link=text)]), Style(), width, pen.shaper)
    for line in lines:
        assert line.width == pytest.approx(sum(part.width for part in line.parts))


@given(st.text(alphabet=st.characters(categories=["Cc", "Cs", "Cf", "Cn", "L", "Z"]), max_size=40))
def test_clean_leaves_only_what_may_be_printed(text: str) -> None:
    found = clean(text)
    found.encode("utf-16-be")
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in found)
    assert clean(found) == found


def test_the_file_draws_the_glyphs_that_were_shaped(tmp_path: Path) -> None:
    """Through the file's own maps, each letter leads to the outline it has in the shipped font, at its weight."""
    path = reading.made(tmp_path, [Text("Rough roads", Style(weight=600)), Text("Big", Style(30, 40)), Text("हिन")])
    compared = 0
    with pikepdf.open(path) as pdf:
        fonts = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/DescendantFonts" in thing
        ]
        for font in fonts:
            below = font.DescendantFonts[0]
            shipped = next(face for face in faces.bundled() if face.name == str(font.BaseFont).partition("+")[2])
            embedded = hb.Font(hb.Face(bytes(below.FontDescriptor.FontFile2.read_bytes())))
            glyphs = bytes(below.CIDToGIDMap.read_bytes())
            original = hb.Font(shipped.face)
            outlines = []
            for weight in (400, 600):
                for size in (14, 32):
                    original.set_variations({"wght": weight, "opsz": size})
                    outlines.append(
                        [
                            original.get_glyph_extents(original.get_nominal_glyph(ord(said)))
                            == embedded.get_glyph_extents(int.from_bytes(glyphs[2 * code : 2 * code + 2], "big"))
                            for code, said in _told(font.ToUnicode.read_bytes())
                            if len(said) == 1 and said not in "\u200b\ufffd"
                        ]
                    )
            assert any(all(found) and found for found in outlines), font.BaseFont
            compared += len(outlines[0])
    assert len(fonts) == 3
    assert compared > 12


def _told(cmap: bytes) -> list[tuple[int, str]]:
    rows = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", cmap, re.MULTILINE)
    return [(int(code, 16), bytes.fromhex(said.decode()).decode("utf-16-be")) for code, said in rows if code != b"0000"]
