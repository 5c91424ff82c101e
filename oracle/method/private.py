"""What looks private in text that stands on a picture. Suggestions only: a person says what is hidden.

The text is looked at and forgotten; what is kept of a find is its place and a masked hint.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from oracle.method import private_numbers
from oracle.model.mark import Private, PrivateKind
from oracle.model.test_customer import TestCustomer
from oracle.model.walk import Capture, Cover

MOST_TEXT = 200_000  # characters that are looked at, of all runs together
MOST_FOUND = 500  # places on one picture
LONGEST_LABEL = 40
SHORTEST_NAME = 3
SHORTEST_WORD = 4
_PAD = 2  # pixels around a find, rounded outwards
_DOTS = "••••"

Box = tuple[float, float, float, float]  # x, y, width, height in device pixels of the picture
Span = tuple[int, int]

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_SPACES = dict.fromkeys(
    map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000\t\n\r"), " "
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"), "-")
_WIDE = {ord("＠"): "@", ord("＋"): "+", ord("．"): "."}
_BEFORE_AT = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+\Z")
_AFTER_AT = re.compile(r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w-])")
# In this order where finds stand on each other.
_ORDER = tuple(PrivateKind(each) for each in ("card", "iban", "mail", "phone", "test_customer", "field"))


class Piece(Struct, frozen=True):
    """A part of a run's text, from `start` to before `end`, and where it stands."""

    start: int
    end: int
    box: Box


class Run(Struct, frozen=True):
    """Text that is read in one go, such as a paragraph, with the places of its pieces in reading order.

    `field` is the label of a filled-in field, whose run is one piece; None for all other text.
    """

    text: str
    pieces: tuple[Piece, ...]
    field: str | None = None


def find(
    runs: Iterable[Run], *, customer: TestCustomer | None = None, regions: Sequence[str] = ()
) -> tuple[Private, ...]:
    """The places that look private, each line of a find a place of its own, from the top down.

    `regions` are the countries ("GB") within which phone numbers may be written without their country's code.
    """
    known = needles(customer)
    found: list[Private] = []
    left = MOST_TEXT
    for run in runs:
        if left <= 0:
            break
        found += _in_run(replace(run, text=run.text[:left]), known, regions)
        left -= len(run.text)
    return merged(found)


def merged(*finds: Iterable[Private]) -> tuple[Private, ...]:
    """Finds of several looks together: what lies wholly within another is said once, the plainer kind gives way."""
    places = sorted(
        (each for some in finds for each in some), key=lambda each: (_ORDER.index(each.kind), -each.width * each.height)
    )
    kept: list[Private] = []
    for place in places:
        if len(kept) < MOST_FOUND and not any(_mostly_within(place, other) for other in kept):
            kept.append(place)
    return tuple(sorted(kept, key=lambda each: (each.y, each.x, each.kind)))


def within(found: Iterable[Private], width: int, height: int) -> tuple[Private, ...]:
    """The finds as they can be seen on a picture of this size: cut at its edges, without those that lie outside."""
    kept = []
    for each in found:
        left, top = max(0, each.x), max(0, each.y)
        right, bottom = min(width, each.x + each.width), min(height, each.y + each.height)
        if right > left and bottom > top:
            kept.append(replace(each, x=left, y=top, width=right - left, height=bottom - top))
    return tuple(kept)


def uncovered(capture: Capture) -> tuple[Private, ...]:
    """The places found on a capture that no solid block covers, but for its rim; none where nobody looked."""
    blocks = capture.covers
    return tuple(place for place in capture.found or () if not is_covered(place, blocks))


def is_covered(place: Private, blocks: Iterable[Cover]) -> bool:
    """Whether one block covers a place. A pixel at each side may be missing: those are the margin of the find."""
    return any(
        block.x <= place.x + 1
        and block.y <= place.y + 1
        and block.x + block.width >= place.x + place.width - 1
        and block.y + block.height >= place.y + place.height - 1
        for block in blocks
    )


# ---- in one run


def _in_run(run: Run, known: Sequence[str], regions: Sequence[str]) -> Iterator[Private]:
    text, places = _plain(run.text)
    if run.field is not None:
        yield from _in_field(run, text, known, regions)
        return
    taken: list[Span] = []  # in their order, none upon another
    for kind, begin, end in _spans(text, known, regions):
        at = bisect(taken, (begin, end))
        if (at and taken[at - 1][1] > begin) or (at < len(taken) and taken[at][0] < end):
            continue
        taken.insert(at, (begin, end))
        hint = masked(kind, text[begin:end])
        for box in _boxes(run, places[begin], places[end - 1] + 1):
            yield _place(kind, box, hint)


def _in_field(run: Run, text: str, known: Sequence[str], regions: Sequence[str]) -> Iterator[Private]:
    """A filled-in field is private as a whole, whatever part of it was told."""
    spans = _spans(text, known, regions)
    kind, begin, end = next(spans, (PrivateKind.FIELD, 0, len(text)))
    if kind is PrivateKind.TEST_CUSTOMER:
        kind, begin, end = PrivateKind.FIELD, 0, len(text)
    hint = masked(kind, text[begin:end])
    if kind is PrivateKind.FIELD:
        label = " ".join((run.field or "").split())[:LONGEST_LABEL].rstrip(" :*")
        hint = f"{label}: {hint}" if label else hint
    for piece in run.pieces:
        if piece.box[2] > 0 and piece.box[3] > 0:
            yield _place(kind, piece.box, hint)


def _spans(text: str, known: Sequence[str], regions: Sequence[str]) -> Iterator[tuple[PrivateKind, int, int]]:
    yield from ((PrivateKind.CARD, *span) for span in private_numbers.cards(text))
    yield from ((PrivateKind.IBAN, *span) for span in private_numbers.ibans(text))
    yield from ((PrivateKind.MAIL, *span) for span in mails(text))
    yield from ((PrivateKind.PHONE, *span) for span in private_numbers.phones(text, regions))
    yield from ((PrivateKind.TEST_CUSTOMER, *span) for span in _known_in(text, known))


def mails(text: str) -> Iterator[Span]:
    """Where mail addresses stand; the time is that of the text's length."""
    at, last = text.find("@"), 0
    while at >= 0:
        before = _BEFORE_AT.search(text[max(last, at - 64) : at])
        after = _AFTER_AT.match(text, at + 1, at + 255)
        if before and after:
            begin = at - len(before.group().lstrip(".-'/"))
            if begin < at:
                yield begin, after.end()
            last = after.end()
        at = text.find("@", at + 1)


def _known_in(text: str, known: Sequence[str]) -> Iterator[Span]:
    folded = _folded(text)
    for needle in known:
        if needle.isdecimal():
            yield from _number_in(folded, needle)
            continue
        at = folded.find(needle)
        while at >= 0:
            end = at + len(needle)
            if not _joins(folded, at - 1, at) and not _joins(folded, end - 1, end):
                yield at, end
            at = folded.find(needle, end)


def _number_in(text: str, digits: str) -> Iterator[Span]:
    """Where these digits stand, whatever signs are between them, with the codes that may stand before."""
    before = r"(?<!\d)\+?(?:\d[ ().\-/]{0,3}){0,5}"
    for found in re.finditer(before + r"[ ().\-/]{0,3}".join(digits) + r"(?!\d)", text):
        yield found.span()


def _joins(text: str, one: int, other: int) -> bool:
    return one >= 0 and other < len(text) and text[one].isalnum() and text[other].isalnum()


# ---- the test customer


def needles(customer: TestCustomer | None) -> tuple[str, ...]:
    """What of the test customer's card is looked for, in small letters, the longest first; numbers as digits alone."""
    if customer is None:
        return ()
    name, mailbox = _folded(customer.name), _folded(customer.mailbox)
    wanted = {name, mailbox} | {part for part in re.split(r"[\s,]+", name) if len(part) >= SHORTEST_NAME}
    wanted |= {part.strip() for part in re.split(r"[,;\n]", customer.address.casefold())}
    digits = re.sub(r"\D", "", customer.phone)
    wanted |= {digits[-9:]} if len(digits) >= 7 else set()
    for trace in customer.traces:
        wanted |= {word for word in _folded(trace.what).split() if any(sign.isdecimal() for sign in word)}
    shortest = {name: SHORTEST_NAME} | dict.fromkeys(re.split(r"[\s,]+", name), SHORTEST_NAME)
    kept = {_folded(each) for each in wanted if len(each.strip()) >= shortest.get(each, SHORTEST_WORD)}
    return tuple(sorted(kept, key=lambda each: (-len(each), each)))


# ---- hints


def masked(kind: PrivateKind, text: str) -> str:
    """What may be shown and kept of a find: enough to know it again, not enough to use it."""
    shown = text.strip()
    digits = [sign for sign in shown if sign.isalnum()]
    if kind is PrivateKind.CARD:
        return f"{_DOTS} {_DOTS} {_DOTS} " + "".join(digits[-4:])
    if kind is PrivateKind.IBAN:
        return "".join(digits[:2]).upper() + f" {_DOTS} {_DOTS} " + "".join(digits[-4:])
    if kind is PrivateKind.PHONE or (len(digits) > 6 and all(sign.isdecimal() for sign in digits)):
        return _masked_phone(shown)
    name, at, domain = shown.rpartition("@")
    if at and name and " " not in shown:
        return f"{name[:1]}{_DOTS}@{domain}"
    return " ".join(word[0] + _DOTS for word in shown.split()[:4]) or _DOTS


def _masked_phone(text: str) -> str:
    digits = "".join(sign for sign in text if sign.isdecimal())
    country = re.match(r"\+(\d{1,3})(?=[ ().\-/])", text)
    last = digits[-4:] if len(digits) > 8 else digits[-2:]
    return f"+{country.group(1)} {_DOTS} {last}" if country else f"{_DOTS} {last}"


# ---- text and places


def _plain(text: str) -> tuple[str, list[int]]:
    """`text` without what is not seen, all spaces and dashes alike, and where each of its signs stood in `text`."""
    kept = [at for at, sign in enumerate(text) if not _INVISIBLE.match(sign)]
    shown = text if len(kept) == len(text) else "".join(text[at] for at in kept)
    return shown.translate(_SPACES | _DASHES | _WIDE), kept


def _folded(text: str) -> str:
    """`text` in small letters, as long as it was; signs that grow when folded stay as they are."""
    return "".join(low if len(low := sign.casefold()) == 1 else sign for sign in text)


def _boxes(run: Run, begin: int, end: int) -> list[Box]:
    """The boxes of the pieces that a find touches, those of one line as one."""
    lines: list[Box] = []
    for piece in run.pieces:
        x, y, width, height = piece.box
        if piece.start >= end or piece.end <= begin or width <= 0 or height <= 0:
            continue
        if lines and _one_line(lines[-1], piece.box):
            lines[-1] = _around(lines[-1], piece.box)
        else:
            lines.append((x, y, width, height))
    return lines


def _one_line(one: Box, other: Box) -> bool:
    """Side by side: at one height, and no farther from each other than two signs are wide."""
    height = min(one[3], other[3])
    overlap = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    gap = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
    return overlap > height / 2 and gap < 2 * height


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[0] + one[2], other[0] + other[2]), max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def _place(kind: PrivateKind, box: Box, hint: str) -> Private:
    x, y, width, height = box
    left, top = int(x // 1) - _PAD, int(y // 1) - _PAD
    right, bottom = -int(-(x + width) // 1) + _PAD, -int(-(y + height) // 1) + _PAD
    return Private(kind=kind, x=left, y=top, width=right - left, height=bottom - top, hint=hint)


def _mostly_within(one: Private, other: Private) -> bool:
    """Whether nine tenths of `one` lie within `other`."""
    width = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    height = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return width > 0 and height > 0 and width * height >= 0.9 * one.width * one.height
