"""Numbers that are told by their own arithmetic: cards by Luhn, bank accounts by mod 97, phones by their countries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

Span = tuple[int, int]

MOST_TRIES = 500  # places in one text that are asked whether they are a phone number

_GROUP = re.compile(r"\d+")
_LONGEST_CARD = 6  # groups of digits
_IBAN_START = re.compile(r"(?<![^\W_])([A-Za-z]{2})\d\d(?=[ A-Za-z0-9])", re.ASCII)
_PERHAPS_PHONE = re.compile(r"(?<![\w.,:/#-])(?:\(?\+)?[(\d][\d ().\-/+:]{5,40}")
_DATE = re.compile(r"(?:19|20)\d\d[./-][01]?\d[./-][0-3]?\d|[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d")
_WRITTEN_AS_PHONE = re.compile(r"^[+(]|^0|[ )./-]")

# First digits of each brand and how many digits its cards have. Source: ISO/IEC 7812 ranges as the brands tell them.
_BRANDS: tuple[tuple[int, int, frozenset[int]], ...] = (
    (4, 4, frozenset({16, 19})),
    (51, 55, frozenset({16})),
    (2221, 2720, frozenset({16})),
    (34, 34, frozenset({15})),
    (37, 37, frozenset({15})),
    (300, 305, frozenset({14, 16})),
    (36, 36, frozenset({14, 16})),
    (38, 39, frozenset({14, 16})),
    (6011, 6011, frozenset({16, 19})),
    (644, 659, frozenset({16, 19})),
    (3528, 3589, frozenset({16, 17, 18, 19})),
    (62, 62, frozenset({16, 17, 18, 19})),
    (50, 50, frozenset({16, 18, 19})),
    (56, 58, frozenset({16, 18, 19})),
    (60, 61, frozenset({16, 18, 19})),
    (63, 64, frozenset({16, 18, 19})),
    (67, 69, frozenset({16, 18, 19})),
    (2200, 2204, frozenset({16, 17, 18, 19})),
    (9792, 9792, frozenset({16})),
)
_GROUPINGS = {14: ((4, 6, 4),), 15: ((4, 6, 5),), 19: ((6, 13), (4, 4, 4, 4, 3)), 18: ((4, 4, 4, 4, 2), (8, 10))}

_NAMED = {"UK": "GB", "EU": "", "CO": "", "IO": "", "TV": "", "ME": "", "AI": ""}  # endings that are no country's own
# How long an IBAN of each country is. Source: the SWIFT IBAN registry.
_IBAN_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO",
        16: "BE",
        18: "DK FK FI FO GL NL SD",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU YE",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
    for country in countries.split()
}


def luhn(digits: str) -> bool:
    """Whether the last of these digits is the check digit of the others. Source: ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card(text: str) -> bool:
    """Whether `text`, digits with single spaces or dashes, is a card's number: brand, length, groups and Luhn."""
    groups = tuple(len(group) for group in re.split(r"[ -]", text))
    digits = _digits(text)
    if not 14 <= len(digits) <= 19:
        return False
    branded = any(
        low <= int(digits[: len(str(low))]) <= high and len(digits) in lengths for low, high, lengths in _BRANDS
    )
    return branded and _usual(groups, len(digits)) and luhn(digits)


def _usual(groups: tuple[int, ...], length: int) -> bool:
    return len(groups) == 1 or groups in _GROUPINGS.get(length, ()) or (length % 4 == 0 and set(groups) == {4})


def cards(text: str) -> Iterator[Span]:
    """Where card numbers stand, also where other groups of digits stand beside them."""
    groups = [found.span() for found in _GROUP.finditer(text)]
    first = 0
    while first < len(groups):
        end = next((end for end in _ends(text, groups, first) if is_card(text[groups[first][0] : end])), None)
        if end is not None:
            yield groups[first][0], end
            while first < len(groups) and groups[first][1] <= end:
                first += 1
        else:
            first += 1


def _ends(text: str, groups: list[Span], first: int) -> Iterator[int]:
    """Where a number that begins with this group may end: after it, or after later ones beside it."""
    begin, end = groups[first]
    for other_begin, other_end in groups[first : first + _LONGEST_CARD]:
        if other_begin > end and (other_begin - end != 1 or text[end] not in " -"):
            return
        end = other_end
        if end - begin > 24:
            return
        if end - begin >= 14:
            yield end


def is_iban(text: str) -> bool:
    """Whether `text` without its spaces is a bank account: country, length and mod 97. Source: ISO 13616."""
    plain = text.replace(" ", "").upper()
    if len(plain) != _IBAN_LENGTHS.get(plain[:2]) or not (plain.isascii() and plain.isalnum()):
        return False
    return int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def ibans(text: str) -> Iterator[Span]:
    """Where bank accounts stand."""
    for found in _IBAN_START.finditer(text):
        end = _end_of(text, found.start(), _IBAN_LENGTHS.get(found.group(1).upper(), 0))
        if end and is_iban(text[found.start() : end]):
            yield found.start(), end


def _end_of(text: str, begin: int, length: int) -> int:
    """Where `length` letters and digits with single spaces between them end; 0 where they do not."""
    at, seen = begin, 0
    while seen < length and at < len(text):
        if text[at].isascii() and text[at].isalnum():
            seen += 1
        elif text[at] != " " or text[at - 1] == " ":
            return 0
        at += 1
    joins_on = at < len(text) and text[at].isalnum()
    return at if seen == length and length and not joins_on else 0


def phones(text: str, regions: Sequence[str]) -> Iterator[Span]:
    """Where phone numbers stand: with a country's code, or as written within one of these countries ("GB")."""
    for found in islice(_PERHAPS_PHONE.finditer(text), MOST_TRIES):
        for begin, end in _phones_in(found.group(), regions):
            yield found.start() + begin, found.start() + end


def _phones_in(text: str, regions: Sequence[str]) -> Iterator[Span]:
    import phonenumbers  # 30 ms, and only pages with numbers need it

    taken: set[int] = set()
    for region in dict.fromkeys((None, *regions)):
        for found in phonenumbers.PhoneNumberMatcher(text, region):
            written = found.raw_string
            told = _WRITTEN_AS_PHONE.search(written) and not _DATE.match(written)
            if told and taken.isdisjoint(range(found.start, found.end)):
                taken.update(range(found.start, found.end))
                yield found.start, found.end


def regions(host: str, language: str, locale: str) -> tuple[str, ...]:
    """The countries in whose way phone numbers may be written on a page: by its name, its language, and this machine.

    `language` is as in "en-GB", `locale` as in "en_GB"; each may be empty.
    """
    ending = host.rstrip(".").rpartition(".")[2].upper()
    said = (_NAMED.get(ending, ending), language.replace("_", "-").rpartition("-")[2], locale.rpartition("_")[2])
    return tuple(
        dict.fromkeys(each.upper() for each in said if re.fullmatch(r"[A-Za-z]{2}", each) and each != language)
    )


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())
