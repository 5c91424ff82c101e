"""The script that a page is looked at with; what it does is told in the file itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

from oracle import paths

MOST_FIELDS = 500
MOST_TEXTS = 1_000  # blocks
LONGEST_TEXT = 20_000  # characters of a block
SPENT_MS = 400  # of the page's own time; what was not come to by then is not told


def script(words: Sequence[str]) -> str:
    """The script; `words` are looked for in the page's texts beside what looks like a number or a mail address."""
    given = {
        "words": list(words),
        "fields": MOST_FIELDS,
        "texts": MOST_TEXTS,
        "longest": LONGEST_TEXT,
        "spent": SPENT_MS,
    }
    return f"({_code()})({json.dumps(given)})"


@cache
def _code() -> str:
    return paths.resource("scripts", "private.js").read_text("utf-8")
