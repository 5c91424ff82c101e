"""What to do about each cause: the words a remedy starts from."""

from __future__ import annotations

from oracle.language import _, mark
from oracle.model.ratings import Cause

_CARE = mark(
    "Show that you care: say sorry in plain words, without excuses, and add a small gesture. "
    "Then write down who does what by when, so that the next customer does not meet it."
)
_REMEDIES = {
    Cause.PEOPLE: _CARE,
    Cause.PROCESS: _CARE,
    Cause.TECHNOLOGY: mark(
        "Be prepared: offer a second way to the same goal, with somebody ready to help. "
        "Have a message ready that says what is affected, how to get round it, and what to expect next."
    ),
    Cause.CHANGED_NEEDS: mark(
        "Tell the truth: say kindly what you cannot do, and point to somebody who can. "
        "Then decide whether this need is one to serve from now on."
    ),
    Cause.INFORMATION: mark(
        "Say it in the customer’s own words: short sentences, no terms of the trade, the answer first. "
        "Let somebody who does not know your business read it aloud."
    ),
    Cause.EXPECTATION: mark(
        "Make promise and thing agree: keep what is promised, or promise what is kept. "
        "Where something must differ, say so before the customer finds out."
    ),
}


def for_cause(cause: Cause | None) -> str:
    """The start of a remedy for that cause, to be made one's own; "" when the cause is not known.

    Source: product page, "People, process, technology, changed needs", in our own words.
    """
    return "" if cause is None else _(_REMEDIES[cause])
