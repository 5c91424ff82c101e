"""How alike two short texts are: a measure that proposes, and never decides."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

PROPOSED = 0.6  # from here on two titles are shown as perhaps the same
_STEP_COUNTS = 0.15  # what the same step adds to the likeness of two titles
_LONGEST = 200  # characters of a text that are compared
_COMMON = 60  # titles that share a word before the word says nothing about any two of them
_MOST = 200  # pairs proposed

_WORD = re.compile(r"[^\W_]+")


class Titled(NamedTuple):
    """Something with a title, at a place: the steps where it was met."""

    id: str
    title: str
    places: frozenset[str]


class Pair(NamedTuple):
    """Two that may be the same; `likeness` from 0, nothing in common, to 1, word for word."""

    one: str
    other: str
    likeness: float


def likeness(one: str, other: str) -> float:
    """0 to 1: what the letters of two texts have in common, whatever the order of their words.

    Dice's coefficient over the pairs of neighbouring letters inside words: 2 × shared ÷ all. Source: L. R. Dice,
    "Measures of the amount of ecologic association between species", Ecology 26 (1945), used on letter pairs.
    """
    first, second = _letter_pairs(one), _letter_pairs(other)
    return _dice(len(first & second), len(first) + len(second))


def proposed(things: Sequence[Titled]) -> tuple[Pair, ...]:
    """Pairs that may be the same, most alike first; those met at a same step are taken as somewhat more alike."""
    letters = [_letter_pairs(each.title) for each in things]
    bits = _bits(letters)
    found = []
    for at, other_at in _candidates(things):
        one, other = things[at], things[other_at]
        value = _dice((bits[at] & bits[other_at]).bit_count(), len(letters[at]) + len(letters[other_at]))
        value = _nearer(value, one, other)
        if value >= PROPOSED:
            found.append(Pair(one.id, other.id, value))
    found.sort(key=lambda pair: (-pair.likeness, pair.one, pair.other))
    return tuple(found[:_MOST])


def _dice(shared: int, count: int) -> float:
    return 2 * shared / count if count else 0.0


def _bits(letters: Sequence[frozenset[str]]) -> list[int]:
    """Each text's letter pairs as bits, those that two texts have at all: what two share is counted at once."""
    known = Counter(pair for each in letters for pair in each)
    places = {pair: at for at, pair in enumerate(pair for pair, count in known.items() if count > 1)}
    return [sum(1 << places[pair] for pair in each if pair in places) for each in letters]


def _nearer(value: float, one: Titled, other: Titled) -> float:
    """More where the two were met at a same step; 1 only for the same words."""
    if value and not one.places.isdisjoint(other.places):
        value += _STEP_COUNTS * (1 - value)
    return value


def _candidates(things: Iterable[Titled]) -> Iterator[tuple[int, int]]:
    """Places of pairs with a telling word in common, each once: comparing each with each would take minutes."""
    holders: dict[str, list[int]] = defaultdict(list)
    clues = []
    for at, each in enumerate(things):
        words = _words(each.title)
        clues.append({*words, f" {' '.join(words)}"} if words else set())
        for clue in clues[at]:
            holders[clue].append(at)
    for at, own in enumerate(clues):
        near = {other for clue in own if len(holders[clue]) <= _COMMON for other in holders[clue]}
        yield from ((at, other) for other in near if other > at)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    return tuple(_WORD.findall("".join(each for each in plain if not unicodedata.combining(each))))


@lru_cache(maxsize=20_000)
def _letter_pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters; the second "ab" of a text is another one than its first."""
    counts = Counter(f" {word} "[at : at + 2] for word in _words(text) for at in range(len(word) + 1))
    return frozenset(f"{pair}{nth}" for pair, count in counts.items() for nth in range(count))
