"""Words as a search compares them: without case, accents and spelling variants, in whatever script.

Languages that put no space between words are cut into single characters, so that any part of a text is found there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

Phrase = tuple[str, ...]  # words that stand one after the other

LONGEST_WORD = 64  # characters that count
LONGEST_TEXT = 20_000  # characters of one text that are searched
LONGEST_QUERY = 500  # characters
MOST_PHRASES = 12
MOST_WORDS = 24  # of one phrase

# Han, kana, Thai, Lao, Burmese and Khmer, with their marks.
_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U00020000-\U000323af"
)
_ACCENTS = "\u0300-\u036f"
_WORD = re.compile(f"[{_UNSPACED}]|[^\\W_{_UNSPACED}](?:[^\\W_{_UNSPACED}]|[{_ACCENTS}])*")
_ACCENT = re.compile(f"[{_ACCENTS}]")
# Letters that no decomposition takes apart, as they are typed where the keyboard has none of them.
_SPELT = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"})
_SPELT_ANY = re.compile("[æœøłđðþħı]")
_UNSPACED_ANY = re.compile(f"[{_UNSPACED}]")
_GAPS = re.compile(r"[\W_]+")


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """One word without what searching does not tell apart: "Straße" and "STRASSE", "ﬁx" and "Fix"."""
    if word.isascii():
        return word.lower()[:LONGEST_WORD]
    apart = unicodedata.normalize("NFKD", word).casefold()
    return unicodedata.normalize("NFC", _ACCENT.sub("", apart).translate(_SPELT))[:LONGEST_WORD]


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """The folded words of a text, each with where it begins and ends."""
    for found in _WORD.finditer(text, 0, LONGEST_TEXT):
        yield fold(found[0]), found.start(), found.end()


def words(text: str) -> str:
    """The folded words of a text with a space between them: what is indexed."""
    return " ".join(fold(word) for word in _WORD.findall(text[:LONGEST_TEXT]))


def whole(text: str) -> str:
    """As `words`, but the text at one go, many times as quick: for lists that are searched in memory.

    Long words are not cut, so texts and queries that are compared must both come from here.
    """
    text = text[:LONGEST_TEXT]
    if text.isascii():
        return _GAPS.sub(" ", text.lower()).strip()
    text = _ACCENT.sub("", unicodedata.normalize("NFKD", text).casefold())
    if _SPELT_ANY.search(text):
        text = text.translate(_SPELT)
    text = unicodedata.normalize("NFC", text)
    return " ".join(_WORD.findall(text)) if _UNSPACED_ANY.search(text) else _GAPS.sub(" ", text).strip()


def phrases(query: str) -> tuple[Phrase, ...]:
    """What a person searches for: a phrase for each part between spaces, whatever quotes and signs are in it."""
    made = (tuple(word for word, _begin, _end in placed(part)) for part in query[:LONGEST_QUERY].split())
    return tuple(dict.fromkeys(phrase[:MOST_WORDS] for phrase in made if phrase))[:MOST_PHRASES]


def spans(text: str, wanted: Sequence[Phrase]) -> tuple[tuple[int, int], ...]:
    """Where the phrases stand in a text, their last word as the beginning of one: in order, without overlap."""
    found = list(placed(text))
    heads = tuple(phrase[0] for phrase in wanted)
    kept: list[tuple[int, int]] = []
    for at, (word, begin, _end) in enumerate(found):
        if not word.startswith(heads) or (kept and begin < kept[-1][1]):
            continue
        longest = max((len(phrase) for phrase in wanted if _stands(found, at, phrase)), default=0)
        if longest:
            kept.append((begin, found[at + longest - 1][2]))
    return tuple(kept)


def _stands(found: list[tuple[str, int, int]], at: int, phrase: Phrase) -> bool:
    if at + len(phrase) > len(found):
        return False
    *whole, last = phrase
    own = [word for word, _begin, _end in found[at : at + len(phrase)]]
    return own[:-1] == whole and own[-1].startswith(last)
