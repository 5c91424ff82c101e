"""What can be typed for an argument: each function takes the words as typed, or says why they do not fit."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, TypeVar

from oracle.language import _
from oracle.method import addresses, currencies
from oracle.model.walk import Cover

Member = TypeVar("Member", bound=StrEnum)

NOW = "now"
TOO_MUCH = Decimal(10) ** 12  # more than this is a slip, and no page has room for it
LARGEST_PIXEL = 1_000_000
LONGEST_ECHO = 60  # characters of a word that a refusal repeats


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number from `low` to `high`."""

    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise ArgumentTypeError(_("{text} is no whole number").format(text=_echo(text))) from None
        if not low <= value <= high:
            raise ArgumentTypeError(_("{value} is not from {low} to {high}").format(value=value, low=low, high=high))
        return value

    return number


def words(text: str) -> str:
    """Text as a workspace can keep it, so that nothing is stored otherwise than it was typed."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ArgumentTypeError(_("it is not text in UTF-8")) from None
    if "\0" in text:
        raise ArgumentTypeError(_("a text cannot hold a zero byte"))
    return text


def title(text: str) -> str:
    """Words that are not only space."""
    if not text.strip():
        raise ArgumentTypeError(_("it is empty"))
    return words(text)


def path(text: str) -> Path:
    """A path that this system can have; what is there, if anything, is a file or folder: a device would be replaced."""
    try:
        mode = Path(text).expanduser().stat().st_mode
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return Path(text)
    except (OSError, ValueError, RuntimeError) as error:  # too long, a zero byte, nobody of that name
        raise ArgumentTypeError(_("this cannot be a path: {why}").format(why=error)) from None
    if not (S_ISREG(mode) or S_ISDIR(mode)):
        raise ArgumentTypeError(_("{text} is neither a file nor a folder").format(text=_echo(text)))
    return Path(text)


def new_file(text: str) -> Path:
    """A path with a name that the database can write under: it takes text only, where a path may be any bytes."""
    file = path(words(text))
    if not file.name:
        raise ArgumentTypeError(_("{text} is no file").format(text=_echo(text)))
    return file


def address(text: str) -> str:
    """A web address with its scheme; empty for none."""
    whole = addresses.web_address(text)
    if text.strip() and whole is None:
        raise ArgumentTypeError(_("This is no web address. Write it as https://example.com"))
    return whole or ""


def currency(text: str) -> str:
    """The code of a currency that was named by code, sign or name; empty for none."""
    known = currencies.find(text)
    if text.strip() and known is None:
        told = _("No currency is called “{typed}”. Try its code, such as GBP or EUR.")
        raise ArgumentTypeError(told.format(typed=_echo(text)[1:-1]))
    return known.code if known else ""


def answer(text: str) -> tuple[str, bool]:
    """A checklist line and whether it was so."""
    line, separator, answer = text.rpartition("=")
    if not separator or answer not in {"yes", "no"}:
        raise ArgumentTypeError(_("{text} is not LINE=yes or LINE=no").format(text=_echo(text)))
    return line, answer == "yes"


def when(text: str) -> Any:
    """A time in the zone of this machine, or `NOW`."""
    if text == NOW:
        return NOW
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError):
        raise ArgumentTypeError(
            _("{text} is no time; write it as 2026-11-21 or 2026-11-21T10:30").format(text=_echo(text))
        ) from None


def amount(text: str) -> Decimal:
    """Money that was spent, or that something is worth."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        raise ArgumentTypeError(_("{text} is no amount of money").format(text=_echo(text))) from None
    if not amount.is_finite() or not 0 <= amount < TOO_MUCH:
        raise ArgumentTypeError(_("{text} is no amount of money").format(text=_echo(text)))
    return amount


def box(text: str) -> Cover:
    """A part of a picture as X,Y,W,H in pixels."""
    try:
        left, top, width, height = (int(part) for part in text.split(","))
    except ValueError:
        raise ArgumentTypeError(_("{text} is not X,Y,W,H in whole pixels").format(text=_echo(text))) from None
    if not all(abs(value) <= LARGEST_PIXEL for value in (left, top, width, height)) or min(width, height) < 1:
        raise ArgumentTypeError(_("{text} is no part of a picture").format(text=_echo(text)))
    return Cover(x=left, y=top, width=width, height=height)


def day(text: str) -> date:
    """A day of the calendar, as 2026-11-28."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(_("{text} is no day; write it as 2026-11-28").format(text=_echo(text))) from None


def share(text: str) -> Decimal:
    """A share from 0 to 1."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or not 0 <= value <= 1:
        raise ArgumentTypeError(_("{text} is no share; write it as 0.2").format(text=_echo(text)))
    return value


def one_of(members: type[Member]) -> Callable[[str], Member]:
    """A member of a closed list, as it is stored."""

    def member(text: str) -> Member:
        try:
            return members(text)
        except ValueError:
            told = _("{text} is none of: {all}").format(text=_echo(text), all=", ".join(members))
            raise ArgumentTypeError(told) from None

    return member


def or_none(kind: Callable[[str], Any]) -> Callable[[str], Any]:
    """What `kind` takes, or the word none for nothing."""
    return lambda text: None if text.strip().lower() == "none" else kind(text)


def length(text: str) -> timedelta:
    """A length of time, as 30min, 4h, 3d or 2w."""
    match = re.fullmatch(r"(\d{1,4})\s*(min|h|d|w)|0", text.strip())
    if not match:
        raise ArgumentTypeError(_("{text} is no length of time; write it as 3d").format(text=_echo(text)))
    if match[1] is None:
        return timedelta()
    unit = {"min": "minutes", "h": "hours", "d": "days", "w": "weeks"}[match[2]]
    return timedelta(**{unit: int(match[1])})


def _echo(text: str) -> str:
    return repr(text if len(text) <= LONGEST_ECHO else text[:LONGEST_ECHO] + "…")
