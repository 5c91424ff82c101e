"""Money in words: with the sign that people write, exact or about."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from oracle.language import _
from oracle.method import currencies

_CENT = Decimal("0.01")


def written(amount: Decimal, currency: str) -> str:
    """ "£95", "£1,234.50", "95 kr", "95 Taler": cents only where there are any. `currency` as a business writes it."""
    told = f"{amount:,.0f}" if amount == amount.to_integral_value() else f"{amount:,.2f}"
    known = currencies.find(currency)
    sign = known.symbol if known else currency.strip()
    if not sign:
        return told
    return f"{told}\u00a0{sign}" if sign[-1].isalpha() or sign[-1] == "." else f"{sign}{told}"


def about(amount: Decimal, currency: str) -> str:
    """ "about £1,300": two significant digits, rounded half up; nothing is told finer than a cent.

    Source: product page, "Cost a month".
    """
    return _("about {amount}").format(amount=written(rounded(amount), currency))


def rounded(amount: Decimal) -> Decimal:
    """An amount to two significant digits, half up, and at most to the cent: 5415 → 5400, 0.375 → 0.38."""
    if not amount:
        return Decimal(0)
    step = max(Decimal(1).scaleb(amount.adjusted() - 1), _CENT)
    told = (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    return told.quantize(Decimal(1)) if told == told.to_integral_value() else told  # never as 5.4E+3
