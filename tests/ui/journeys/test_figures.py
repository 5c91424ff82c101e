"""Figures and waits as people type them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from oracle import words
from oracle.errors import InputError
from oracle.ui.journeys import money
from oracle.ui.journeys.waiting import UNITS, in_units


@pytest.mark.parametrize(
    ("text", "point", "value"),
    [
        ("95", ".", "95"),
        ("95.5", ".", "95.50"),
        ("95,50", ",", "95.50"),
        ("95,50", ".", "95.50"),
        ("1,330", ".", "1330"),
        ("1.330", ",", "1330"),
        ("1.330,50", ".", "1330.50"),
        ("1,330.50", ",", "1330.50"),
        ("1 330", ".", "1330"),
        ("1’330.5", ".", "1330.50"),
        ("1,000,000", ".", "1000000"),
        (".5", ".", "0.50"),
    ],
)
def test_amounts_are_read_as_they_are_meant(text: str, point: str, value: str) -> None:
    assert money.amount(text, point) == Decimal(value)


@pytest.mark.parametrize("text", ["95 €", "-3", "1e9", "abc", "1.2.3,4,5", "NaN", "Infinity", "٣", "2000000000", "."])
def test_what_is_no_amount_is_told(text: str) -> None:
    with pytest.raises(InputError):
        money.amount(text, ".")


@given(some.text(max_size=30))
def test_any_text_is_an_amount_or_told(text: str) -> None:
    for read in (money.people, lambda typed: money.amount(typed, ".")):
        try:
            value = read(text)
        except InputError:
            continue
        assert value is None or 0 <= value <= 1_000_000_000


@given(some.decimals(min_value=0, max_value=10**9, places=2), some.sampled_from(".,"))
def test_an_amount_reads_back_as_it_is_shown(value: Decimal, point: str) -> None:
    assert money.amount(money.shown(value, point), point) == value


def test_nothing_is_no_figure() -> None:
    assert money.people("  ") is None
    assert money.amount("", ".") is None
    assert money.people("1 200") == 1200
    with pytest.raises(InputError):
        money.people("1.5")
    with pytest.raises(InputError):
        money.people("9" * 5000)


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (timedelta(days=3), (3, "days")),
        (timedelta(hours=36), (36, "hours")),
        (timedelta(minutes=90), (90, "minutes")),
        (timedelta(weeks=2), (2, "weeks")),
        (timedelta(days=30), (30, "days")),
        (timedelta(days=60), (2, "months")),
    ],
)
def test_waits_are_shown_in_their_largest_whole_unit(length: timedelta, shown: tuple[int, str]) -> None:
    assert in_units(length) == shown
    assert words.length(length).startswith(str(shown[0])) or shown[1] in {"hours", "minutes"}


@given(some.integers(1, 999), some.sampled_from(sorted(UNITS)))
def test_a_wait_keeps_its_length_in_whatever_unit_it_is_shown(count: int, unit: str) -> None:
    number, name = in_units(count * UNITS[unit])
    assert number * UNITS[name] == count * UNITS[unit]
