"""How alike two short texts are: a measure that proposes, and never decides."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
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
    count = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / count if count else 0.0


def proposed(things: Sequence[Titled]) -> tuple[Pair, ...]:
    """Pairs that may be the same, most alike first; those met at a same step are taken as somewhat more alike."""
    by_id = {each.id: each for each in things}
    found = []
    for one, other in _candidates(things):
        value = of_two(by_id[one], by_id[other])
        if value >= PROPOSED:
            found.append(Pair(one, other, value))
    found.sort(key=lambda pair: (-pair.likeness, pair.one, pair.other))
    return tuple(found[:_MOST])


def of_two(one: Titled, other: Titled) -> float:
    """The likeness of two titles, more where the two were met at a same step; 1 only for the same words."""
    value = likeness(one.title, other.title)
    if value and not one.places.isdisjoint(other.places):
        value += _STEP_COUNTS * (1 - value)
    return value


def _candidates(things: Iterable[Titled]) -> Iterator[tuple[str, str]]:
    """Pairs with a telling word in common, each once: comparing each with each would take minutes for thousands."""
    holders: dict[str, list[str]] = defaultdict(list)
    for each in things:
        for word in dict.fromkeys(_words(each.title)):
            holders[word].append(each.id)
        whole = " ".join(_words(each.title))
        if whole:
            holders[f" {whole}"].append(each.id)
    seen: set[tuple[str, str]] = set()
    for ids in holders.values():
        if len(ids) <= _COMMON:
            seen.update(combinations(ids, 2))
    yield from seen


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    return tuple(_WORD.findall("".join(each for each in plain if not unicodedata.combining(each))))


@lru_cache(maxsize=20_000)
def _letter_pairs(text: str) -> Counter[str]:
    return Counter(f" {word} "[at : at + 2] for word in _words(text) for at in range(len(word) + 1))
