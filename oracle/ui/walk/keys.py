"""The keys of a walk: what a typed character means, whatever the keyboard's layout.

Letters and digits are typed characters, so keypads and layouts with shifted digits work; they act only when neither
a text field nor the web page has the focus. The keys that act everywhere are shortcuts of the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from oracle.language import _, mark


class Command(Enum):
    """What a key asks for."""

    FRICTION = auto()
    FEELING = auto()
    NOTE = auto()
    POTHOLE = auto()
    CAPTURE = auto()
    REGION = auto()
    WHOLE_PAGE = auto()
    ANNOTATE = auto()
    CUSTOMER = auto()
    CHECK = auto()
    LEAVE = auto()
    KEYS = auto()
    SWITCH = auto()
    NEXT = auto()
    BACK = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """A command and, for a friction, its number."""

    command: Command
    value: int | None = None


_LETTERS = {
    "f": Command.FEELING,
    "n": Command.NOTE,
    "p": Command.POTHOLE,
    "c": Command.CAPTURE,
    "w": Command.WHOLE_PAGE,
    "a": Command.ANNOTATE,
    "t": Command.CUSTOMER,
    "v": Command.CHECK,
    "l": Command.LEAVE,
    "?": Command.KEYS,
}


def typed(text: str, *, shift: bool = False, other_modifier: bool = False) -> Typed | None:
    """What a typed character asks for, None when nothing. `other_modifier`: Ctrl, Alt or Meta was down."""
    if other_modifier or len(text) != 1:
        return None
    if text in "01234":
        return Typed(Command.FRICTION, int(text))
    command = _LETTERS.get(text.lower())
    # Caps lock gives capitals without shift: only shift asks for the region.
    if command is Command.CAPTURE and shift:
        command = Command.REGION
    return None if command is None else Typed(command)


def feeling(text: str) -> int | None:
    """The feeling −2 to 2 that a digit 1 to 5 means after F, None for anything else."""
    return int(text) - 3 if len(text) == 1 and text in "12345" else None


ANYWHERE_ROWS = (
    ("F2", mark("Between page and step")),
    ("F7", mark("Annotate the newest capture")),
    ("F8", mark("Capture")),
    ("F9", mark("Mark a pothole")),
    ("Ctrl ↵", mark("Next step")),
    ("Ctrl ⇧ ↵", mark("Step before")),
    ("Ctrl K", mark("All actions")),
)
STEP_ROWS = (
    ("0 … 4", mark("How rough it was")),
    ("F, 1 … 5", mark("How it felt; arrows work too")),
    ("N", mark("Write a note")),
    ("C", mark("Capture what you see")),
    ("⇧ C", mark("Capture a region of the screen")),
    ("W", mark("Capture the whole page")),
    ("A", mark("Annotate the newest capture")),
    ("Ctrl V", mark("Paste a picture")),
    ("P", mark("Mark a pothole")),
    ("T", mark("Your test customer")),
    ("V, 1 … 3", mark("Check a pothole again, on a re-walk")),
    ("L", mark("I would leave here")),
    ("Ctrl Z", mark("Take back, at this step")),
    ("Esc", mark("Leave a field")),
    ("?", mark("These keys")),
)
PAGE_ROWS = (
    ("Alt ← →", mark("Page before, page after")),
    ("Ctrl F", mark("Find in the page")),
    ("Ctrl R", mark("Load again")),
)


def groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """All keys for the overlay: heading, then key and what it does."""
    return (
        (_("At the step"), tuple((key, _(text)) for key, text in STEP_ROWS)),
        (_("Everywhere, also inside a page"), tuple((key, _(text)) for key, text in ANYWHERE_ROWS)),
        (_("In the page"), tuple((key, _(text)) for key, text in PAGE_ROWS)),
    )
