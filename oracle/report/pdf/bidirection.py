"""Right-to-left text: levels of characters, and the order in which the parts of a line stand.

Levels come from the pure Python steps of python-bidi and only where a character asks for them; bidi controls were
removed by `clean`, so that there are no embeddings or isolates to think of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import TypeVar

from bidi import algorithm

_Part = TypeVar("_Part")
_BRACKETS = dict(zip("([{⟨「『【《〈（［｛", ")]}⟩」』】》〉）］｝", strict=True))
_DEEPEST = 63  # brackets open at a time, as the algorithm says
_STRONG_RIGHT = frozenset(("R", "AL", "AN"))


def turns(text: str) -> bool:
    """Whether any character of `text` runs from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(sign) in _STRONG_RIGHT for sign in set(text))


def base_level(text: str) -> int:
    """0 or 1 by the first strong character; 0 when there is none."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
    return 0


def levels(text: str) -> list[int]:
    """The bidi level of each character of one line's worth of `text` (no newlines in it)."""
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    algorithm.get_embedding_levels(text, storage)
    for sign in storage["chars"]:
        sign["type"] = sign["orig"] = sign["type"] or "L"  # characters that Python's tables do not know yet
    algorithm.explicit_embed_and_overrides(storage)
    # The library drops characters it calls boundary neutral, as a joiner: they take the level of what stands before.
    algorithm.resolve_weak_types(storage, False)
    _resolve_brackets(storage["chars"], storage["base_dir"])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return _with_dropped(text, storage["chars"], storage["base_level"])


def _resolve_brackets(signs: list[dict[str, str]], base: str) -> None:
    """Rule N0, which python-bidi lacks: both brackets of a pair go the same way as what they hold."""
    for first, last in _bracket_pairs(signs):
        inside = {_direction(sign["type"]) for sign in signs[first + 1 : last]} - {""}
        if not inside:
            continue
        turned = base
        if base not in inside:
            before = next((way for sign in reversed(signs[:first]) if (way := _direction(sign["type"]))), base)
            turned = before
        signs[first]["type"] = signs[last]["type"] = turned


def _bracket_pairs(signs: list[dict[str, str]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for place, sign in enumerate(signs):
        if sign["type"] != "ON":
            continue
        if sign["ch"] in _BRACKETS and len(opened) < _DEEPEST:
            opened.append((_BRACKETS[sign["ch"]], place))
        elif any(closing == sign["ch"] for closing, _ in opened):
            while opened[-1][0] != sign["ch"]:
                opened.pop()
            pairs.append((opened.pop()[1], place))
    return sorted(pairs)


def _direction(kind: str) -> str:
    """L or R of a strong type or a number, which counts as R; "" of others."""
    return "L" if kind == "L" else "R" if kind in ("R", "AL", "EN", "AN") else ""


def _with_dropped(text: str, kept: Sequence[dict[str, object]], base: int) -> list[int]:
    found: list[int] = []
    place = 0
    for sign in text:
        if place < len(kept) and kept[place]["ch"] == sign:
            found.append(int(str(kept[place]["level"])))
            place += 1
        else:
            found.append(found[-1] if found else base)
    return found


def visual_order(parts: Sequence[tuple[int, _Part]]) -> list[_Part]:
    """`parts` of a line, each with its level, from left to right (rule L2 of the algorithm)."""
    highest = max((level for level, _ in parts), default=0)
    ordered = list(parts)
    for level in range(highest, 0, -1):
        turned: list[tuple[int, _Part]] = []
        for is_high, group in groupby(ordered, key=lambda part: part[0] >= level):
            members = list(group)
            turned += reversed(members) if is_high else members
        ordered = turned
    return [part for _, part in ordered]
