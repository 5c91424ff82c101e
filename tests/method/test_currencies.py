"""Currencies are found by code, sign or name."""

from __future__ import annotations

import pytest

from oracle.method.currencies import CURRENCIES, by_use, find


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("gbp", "GBP"),
        (" £ ", "GBP"),
        ("$", "USD"),
        ("€", "EUR"),
        ("GBP  £  Pound sterling", "GBP"),
        ("swiss FRANC", "CHF"),
        ("zł", "PLN"),
        ("", None),
        ("bitcoin", None),
        ("L", None),
    ],
)
def test_a_currency_is_found_by_what_people_type(typed: str, code: str | None) -> None:
    found = find(typed)
    assert (found.code if found else None) == code


def test_codes_are_three_letters_each_once_and_each_finds_itself() -> None:
    codes = [currency.code for currency in CURRENCIES]
    assert len(set(codes)) == len(codes) > 140
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in codes)
    for currency in CURRENCIES:
        assert find(currency.code) is currency
        assert find(currency.title) is currency


def test_those_in_which_most_is_paid_stand_first_and_none_is_missing() -> None:
    ordered = by_use()
    assert next(each.code for each in ordered if "pound" in each.name.casefold()) == "GBP"
    assert sorted(each.code for each in ordered) == sorted(each.code for each in CURRENCIES)
