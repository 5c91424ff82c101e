"""What the assistant knows of one question."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from oracle.method.standing import Standing

SHOULD, MUST = False, True


class Entry(Struct, frozen=True):
    """One question, the line that it adds, and when it fits; the texts are marked for translation.

    `signs` are beginnings of words, one of which in a line of the step says that the question is answered already.
    """

    key: str
    question: str
    line: str
    must: bool
    signs: str
    fits: Callable[[Standing], bool]
