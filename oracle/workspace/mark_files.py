"""Marks as a file, written by hand or by another program: JSON that is believed in nothing."""

from __future__ import annotations

import json
from typing import Any

from oracle.errors import InputError
from oracle.language import _
from oracle.method.marks.checking import MOST_MARKS
from oracle.model.mark import Mark
from oracle.workspace import clock
from oracle.workspace.columns import clean
from oracle.workspace.mark_documents import unpacked

LARGEST = 4 << 20  # bytes
_FIELDS = {"id", "kind", "points", "rotation", "colour", "stroke", "scale", "text", "number", "starts_at"}


def read(data: bytes, scale: float) -> tuple[Mark, ...]:
    """The marks of a JSON list, or of the list under "marks"; one without an id or a scale is given an id, `scale`.

    InputError for anything else, naming the mark. Whether they fit a picture is seen when they are stored.
    """
    if len(data) > LARGEST:
        raise InputError(_("A file of marks is {most} MB at most.").format(most=LARGEST >> 20))
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise InputError(_("This is no JSON in UTF-8: {why}.").format(why=str(error)[:200])) from error
    if isinstance(found, dict):
        found = found.get("marks")
    if not isinstance(found, list):
        raise InputError(_("There is no list of marks in it."))
    if len(found) > MOST_MARKS:
        raise InputError(_("A capture can have {most} marks at most.").format(most=f"{MOST_MARKS:,}"))
    return tuple(_mark(raw, number, scale) for number, raw in enumerate(found, 1))


def _example() -> str:
    return _("`capture show ID --json` prints marks as they are written.")


def _mark(raw: Any, number: int, scale: float) -> Mark:
    try:
        if not isinstance(raw, dict):
            raise TypeError
        if unknown := next((name for name in raw if name not in _FIELDS), None):
            raise InputError(
                _("Mark {number} has “{name}”, which marks do not have.").format(
                    number=number, name=" ".join(clean(unknown).split())[:40]
                ),
                advice=_example(),
            )
        given = {name: value for name, value in raw.items() if value is not None}
        return unpacked({"id": clock.new_id(), "scale": scale} | given)
    except (ValueError, KeyError, TypeError, OverflowError) as error:
        raise InputError(
            _("Mark {number} cannot be read: its kind, points or another value is missing or wrong.").format(
                number=number
            ),
            advice=_example(),
        ) from error


def _no_number(word: str) -> float:
    raise ValueError(_("{word} is not a number").format(word=word))
