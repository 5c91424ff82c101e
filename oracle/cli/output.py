"""How the command line speaks: lines for people, JSON for programs, errors on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from oracle.errors import OracleError, StorageError
from oracle.language import _

LONGEST_LINE = 1_000  # characters of a sentence on stderr


def say(*lines: str) -> None:
    """Print lines on stdout at once, so that what is acknowledged is seen even if the process dies next.

    BrokenPipeError when the reader went away, StorageError when stdout is a file that takes no more.
    """
    try:
        for line in lines:
            print(line, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StorageError(
            _("The output could not be written: {why}.").format(why=error.strerror),
            safe=_("What the command did is done; only what it had to say is cut off."),
            advice=_("Make room or send the output elsewhere."),
        ) from error


def complain(error: OracleError) -> None:
    """Print a known error on stderr: what happened, what is safe, what to do, a line each."""
    for sentence in (error.happened, error.safe, error.advice):
        if sentence:
            remark(sentence)


def remark(sentence: str) -> None:
    """Print a sentence on stderr, as one line."""
    line = _one_line(sentence)
    # What was typed stands in the sentence, and may be a whole book.
    told = line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…"
    print(told, file=sys.stderr, flush=True)


def plain(value: Any) -> Any:
    """A model value as JSON types: keys are field names, times ISO 8601, money text, lengths of time seconds."""
    if isinstance(value, Struct):
        return plain(asdict(value))
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, IntEnum):
        return int(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str | bytes):
        return [plain(item) for item in value]
    return value


def say_json(value: Any) -> None:
    """Print a value as JSON, and nothing else, on stdout. In ASCII, so that no console's encoding can spoil it."""
    say(json.dumps(plain(value), indent=2))


def say_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows in columns as wide as their widest cell; the last column keeps its own width."""
    kept = [[_one_line(cell) for cell in row] for row in rows]
    if not kept:
        return
    widths = [max(len(row[column]) for row in kept) for column in range(len(kept[0]) - 1)]
    for row in kept:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        say("  ".join([*cells, row[-1]]).rstrip())


def _one_line(text: str) -> str:
    """User text on one line, without what could steer a terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
