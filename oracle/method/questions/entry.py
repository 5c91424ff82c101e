"""What the assistant knows of one question."""

from __future__ import annotations

from collections.abc import Callable

from oracle.method.standing import Standing
from oracle.model.values import dataclass

SHOULD, MUST = False, True


@dataclass(frozen=True, slots=True)
class Entry:
    """One question, the line that it adds, and when it fits; the texts are marked for translation.

    `signs` are beginnings of words, one of which in a line of the step says that the question is answered already.
    """

    key: str
    question: str
    line: str
    must: bool
    signs: str
    fits: Callable[[Standing], bool]
