"""Figures as people type them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from oracle.errors import InputError
from oracle.language import _

MOST_PEOPLE = 10_000_000
MOST_MONEY = Decimal("1000000000")


def people(text: str) -> int | None:
    """A number of people; None for nothing. InputError for what is no whole number up to ten million."""
    plain = _plain(text)
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or int(plain[:12]) > MOST_PEOPLE:
        raise InputError(_("A whole number up to {most}, such as 120.").format(most=f"{MOST_PEOPLE:,}"))
    return int(plain)


def amount(text: str, point: str) -> Decimal | None:
    """An amount of money; None for nothing. `point` is the decimal point of the user's language.

    Where both a comma and a full stop stand in it, the last one is the point; a single one is the point unless exactly
    three digits follow it and the language's point is the other. InputError for what is no amount.
    """
    plain = _plain(text)
    if not plain:
        return None
    marks = [mark for mark in plain if mark in ",."]
    last = marks[-1] if marks else point
    if len(set(marks)) == 1:
        thousands = len(marks) > 1 or (last != point and len(plain.rsplit(last, 1)[1]) == 3)
        last = "." if last == "," and thousands else "," if last == "." and thousands else last
    whole = plain.replace("." if last == "," else ",", "").replace(last, ".")
    try:
        value = Decimal(whole) if all(each in "0123456789." for each in whole) else None
    except InvalidOperation:
        value = None
    if value is None or value > MOST_MONEY:
        raise InputError(_("An amount such as 95 or 95.50, without the currency."))
    return value.quantize(Decimal("0.01"))


def _plain(text: str) -> str:
    """Without blanks, and the apostrophes that some languages group digits with."""
    return "".join(each for each in text if not each.isspace() and each not in "'’")


def shown(value: Decimal | None, point: str) -> str:
    """An amount to be typed over: "95", "95.50"; "" for None."""
    if value is None:
        return ""
    plain = f"{value:.0f}" if value == value.to_integral_value() else f"{value:.2f}"
    return plain.replace(".", point)
