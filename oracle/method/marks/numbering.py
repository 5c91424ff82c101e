"""Numbers on captures: they go on from one capture of a pothole to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from oracle.model.mark import Mark, MarkKind


def renumbered(captures: Iterable[tuple[Mark, ...]]) -> Iterator[tuple[Mark, ...]]:
    """The marks of captures in their order, each NUMBER with what it shows.

    It shows one more than the one before, in the order in which they are painted, from 1; or what its `starts_at` says.
    """
    last = 0
    for marks in captures:
        made = []
        for mark in marks:
            if mark.kind is MarkKind.NUMBER:
                last = last + 1 if mark.starts_at is None else mark.starts_at
                made.append(mark if mark.number == last else replace(mark, number=last))
            else:
                made.append(mark)
        yield tuple(made)
