"""Where a line may end: at spaces and hyphens, between Chinese and Japanese characters, between Thai words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

import budoux

# Spaces that a line may end at; the no-break spaces U+00A0, U+2007 and U+202F are part of their word.
_TOKENS = re.compile(
    "[ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+|[^ \u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+"
)
_SPACE = frozenset(" \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")
_HYPHENS = re.compile("(?<=[^\\W\\d_])[-\u2010]+(?=[^\\W\\d_])|[\u2013\u2014\u200b]+|(?<=[^/:])/+(?=[^/]{4})")
_IDEOGRAPH = re.compile(
    "[\u2e80-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U0003fffd]"
)
_THAI = re.compile("[\u0e00-\u0e7f]{2,}")
_NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー」』】〕〉》）］｝〟’”〜～…‥％‰℃｡｣､･ｰﾞﾟ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ.,:;!?)]}%"
)
_NO_END = frozenset("「『【〔〈《（［｛‘“〝｢([{$£￥＄¥")
_LONG_AFTER = frozenset("/?&=._-#%")  # a too long word, mostly an address, is best cut behind one of these
_KNOWN = 32  # characters: shorter words come again
_PIECE = 4000  # characters shaped at once


def pieces(text: str) -> list[tuple[str, bool]]:
    """`text` (one line, no newline) cut where a line may end: (piece, whether it is space)."""
    found: list[tuple[str, bool]] = []
    for token in _TOKENS.findall(text):
        if token[0] in _SPACE:
            found.append((token, True))
        elif token.isascii() and token.isalnum():
            found.append((token, False))
        else:
            found += _known_parts(token) if len(token) < _KNOWN else _parts(token)
    return found


def clusters(text: str) -> list[int]:
    """Starts of what a reader sees as one character: a letter with its marks, a flag, a family of emoji."""
    starts: list[int] = []
    flags = 0
    for place, sign in enumerate(text):
        is_flag = "\U0001f1e6" <= sign <= "\U0001f1ff"
        flags = flags + 1 if is_flag else 0
        if place == 0 or not (_extends(sign) or _joins(text[place - 1], sign) or (is_flag and flags % 2 == 0)):
            starts.append(place)
    return starts


def cut_places(text: str) -> list[int]:
    """Where a word that is wider than the line may be cut; `is_good_cut` tells the better places."""
    return [start for start in clusters(text) if start > 0]


def is_good_cut(text: str, place: int) -> bool:
    """Whether a cut before `text[place]` comes after a sign that readers expect a cut at."""
    return text[place - 1] in _LONG_AFTER and text[place] not in _LONG_AFTER


def _parts(token: str) -> list[tuple[str, bool]]:
    places = {match.end() for match in _HYPHENS.finditer(token)}
    if not token.isascii():
        if _IDEOGRAPH.search(token):
            places |= _ideograph_cuts(token)
        for match in _THAI.finditer(token):
            places |= _thai_cuts(match.group(), match.start())
    cuts = [0, *sorted(place for place in places if 0 < place < len(token)), len(token)]
    return [(token[start:end], False) for start, end in pairwise(cuts)]


_known_parts = lru_cache(maxsize=8192)(_parts)


def _ideograph_cuts(token: str) -> set[int]:
    starts = set(clusters(token))
    return {
        place
        for place in range(1, len(token))
        if place in starts
        and (_IDEOGRAPH.match(token[place]) or _IDEOGRAPH.match(token[place - 1]))
        and token[place] not in _NO_START
        and token[place - 1] not in _NO_END
    }


@cache
def _thai_words() -> budoux.Parser:
    return budoux.load_default_thai_parser()


def _thai_cuts(text: str, offset: int) -> set[int]:
    places: set[int] = set()
    for start in range(0, len(text), _PIECE):
        place = start
        for word in _thai_words().parse(text[start : start + _PIECE]):
            place += len(word)
            places.add(offset + place)
    return places


def _extends(sign: str) -> bool:
    if sign.isascii():
        return False
    return (
        unicodedata.category(sign)[0] == "M"
        or sign in "\u200c\u200d\u20e3\u0e33\u0eb3\uff9e\uff9f"
        or "\U0001f3fb" <= sign <= "\U0001f3ff"
        or "\U000e0020" <= sign <= "\U000e007f"
    )


def _joins(before: str, sign: str) -> bool:
    """Whether `before` binds what follows: a joiner, or an Indic sign that makes one syllable of two consonants."""
    return before == "\u200d" or (unicodedata.combining(before) == 9 and unicodedata.category(sign) == "Lo")
