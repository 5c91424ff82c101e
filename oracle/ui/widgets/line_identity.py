"""Which line of an edited list is which: an identity stays with its line when lines move, change, come and go."""

from __future__ import annotations

from collections.abc import Sequence

Item = tuple[str, str]  # (id, text)


def identified(before: Sequence[Item], texts: Sequence[str]) -> tuple[str | None, ...]:
    """For each of `texts` the id that it had in `before`; None for a new line. No id is given twice.

    The same text is the same line, wherever it went. Of the others, a changed line is the one that stood between the
    same neighbours.
    """
    found: list[int | None] = [None] * len(texts)
    free = dict.fromkeys(range(len(before)))
    for at, text in enumerate(texts):  # unmoved lines first, so that of two equal lines each keeps its own
        if at in free and before[at][1] == text:
            found[at] = at
            del free[at]
    for at, text in enumerate(texts):
        if found[at] is None:
            found[at] = next((old for old in free if before[old][1] == text), None)
            free.pop(found[at], None)  # type: ignore[arg-type]
    for at in range(len(texts)):
        if found[at] is None:
            low = next((old for old in reversed(found[:at]) if old is not None), -1)
            high = next((old for old in found[at + 1 :] if old is not None), len(before))
            found[at] = next((old for old in free if low < old < high), None)
            free.pop(found[at], None)  # type: ignore[arg-type]
    return tuple(None if old is None else before[old][0] for old in found)


def rows_of(text: str, longest: int) -> tuple[str, ...]:
    """The lines of a pasted or typed text: trimmed, without the signs that lists begin with, none empty or too long."""
    rows = (" ".join(row.split())[:longest].strip() for row in text.splitlines())
    return tuple(row for row in (_without_bullet(row) for row in rows) if row)


def _without_bullet(row: str) -> str:
    head, _blank, rest = row.partition(" ")
    bullet = head in {"•", "-", "–", "—", "*", "·", "○", "▪", "[ ]", "☐", "✓", "✗"}
    return rest if bullet else "" if head in {"•", "▪"} else row
