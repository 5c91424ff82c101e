"""The width table of charts against the bundled font itself."""

from __future__ import annotations

import pytest
import uharfbuzz

from oracle import paths
from oracle.report.inter_widths import elided, width, wrapped

TEXT = "Sees “Thank you” – 3 days, 1.5 × Größe, naïve, Łódź, Ελλάδα, Привет…"


@pytest.mark.parametrize("weight", [400, 600])
def test_the_table_is_the_fonts(weight: int) -> None:
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(paths.resource("fonts", "Inter.ttf"))))
    font = uharfbuzz.Font(face)
    font.set_variations({"wght": weight})
    for character in set(TEXT):
        glyph = font.get_nominal_glyph(ord(character))
        assert glyph, character
        real = font.get_glyph_h_advance(glyph) / face.upem
        assert width(character, 1.0, weight) == pytest.approx(real, abs=0.001), character


def test_a_text_too_long_is_cut_with_an_ellipsis_or_left_out() -> None:
    assert elided("Awareness", 200, 12) == "Awareness"
    cut = elided("Awareness", 40, 12)
    assert cut.endswith("…")
    assert width(cut, 12) <= 40
    assert elided("Awareness", 10, 12) == ""


def test_a_title_is_broken_evenly_into_two_lines() -> None:
    assert wrapped("Taps through to the shop", 77, 12, 2) == ("Taps through", "to the shop")
    assert wrapped("Pays for the order", 77, 12, 2) == ("Pays for", "the order")
    assert wrapped("Fills", 77, 12, 2) == ("Fills",)
    assert wrapped("", 77, 12, 2) == ()
    long = wrapped("Donaudampfschifffahrtsgesellschaft meets a very long word", 77, 12, 2)
    assert len(long) == 2
    assert all(width(line, 12) <= 77 for line in long)
    assert wrapped("漢字かな交じり文の題名です", 60, 12, 2)
