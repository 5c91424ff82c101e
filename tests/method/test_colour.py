"""Colours of the user's own: contrast as WCAG computes it, and the nearest readable neighbour of the same hue."""

from __future__ import annotations

import random

import pytest

from oracle.method import colour

WHITE, BLACK, NIGHT = "#ffffff", "#000000", "#17191c"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59), ("#abc", "#abc", 1.0)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    first, second = colour.parsed(one), colour.parsed(other)
    assert first is not None
    assert second is not None
    assert colour.contrast(first, second) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("#1F6F5C", "#1f6f5c"),
        (" 1f6f5c ", "#1f6f5c"),
        ("#abc", "#aabbcc"),
        ("rgb(31, 111, 92)", "#1f6f5c"),
        ("rgb(31,111,300)", None),
        ("green", None),
        ("", None),
        ("#12345", None),
        ("#١٢٣", None),
    ],
)
def test_a_colour_is_typed_in_the_usual_ways(typed: str, meant: str | None) -> None:
    assert colour.parsed(typed) == meant


def test_a_readable_colour_stays_as_it_is() -> None:
    assert colour.readable("#1f6f5c", WHITE) == "#1f6f5c"


@pytest.mark.parametrize("ground", [WHITE, NIGHT, "#808080"])
def test_every_neighbour_is_readable_of_the_same_hue_and_as_near_as_can_be(ground: str) -> None:
    chance = random.Random(7)
    for _each in range(150):
        given = f"#{chance.randrange(0x1000000):06x}"
        found = colour.readable(given, ground)
        assert colour.contrast(found, ground) >= colour.READABLE
        lightness, chroma, hue = colour._oklch(found)
        before = colour._oklch(given)
        if chroma > 0.04:  # nearly grey, a hue is rounding
            turn = abs((hue - before[2] + 3.14159) % 6.28319 - 3.14159)
            assert turn < 0.15, (given, found)
        if found != given:
            towards = 0.01 if lightness < before[0] else -0.01
            nearer = colour._shown(lightness + towards, before[1], before[2])
            assert colour.contrast(nearer, ground) < colour.READABLE + 0.05


def test_yellow_on_white_becomes_an_olive_not_a_grey() -> None:
    found = colour.readable("#ffd400", WHITE)
    assert colour._oklch(found)[1] > 0.08
    assert colour.contrast(found, WHITE) < 4.7


def test_what_no_colour_can_reach_is_answered_with_black_or_white() -> None:
    assert colour.readable("#888888", "#777777", least=20) in {BLACK, WHITE}


def test_text_on_a_colour_is_the_one_that_stands_out_more() -> None:
    assert colour.text_on("#ffd400", WHITE, BLACK) == BLACK
    assert colour.text_on("#1f6f5c", WHITE, BLACK) == WHITE
