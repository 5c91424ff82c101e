"""Strict reading of a TOML table: each field asked for by name and kind, anything else refused with its place."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from oracle.errors import InputError
from oracle.language import _

PLACEHOLDERS = ("{business}", "{url}", "{persona}")
_PLACEHOLDER = re.compile("|".join(map(re.escape, PLACEHOLDERS)))
_Choice = TypeVar("_Choice", bound=StrEnum)


class Table:
    """A table that hands out its fields once; `finish` refuses what nobody asked for.

    `place` names the file and the part of it, and opens every error's sentence.
    """

    def __init__(self, values: object, place: str) -> None:
        if not isinstance(values, dict):
            raise InputError(_("{place}: this must be a table of fields.").format(place=place))
        self._left: dict[str, Any] = dict(values)
        self.place = place

    def refuse(self, field: str, reason: str) -> InputError:
        """The error for one field, to be raised by the caller."""
        return InputError(f"{self.place}, “{field}”: {reason}")

    def text(self, field: str, *, needed: bool = False) -> str:
        """One line of text without surrounding space; empty when the field is not there, unless `needed`."""
        value = self._left.pop(field, "")
        text = self._checked_text(field, value)
        if needed and not text:
            raise self.refuse(field, _("this must not be empty."))
        return text

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of lines, none empty, none twice."""
        found = tuple(self._checked_text(field, value) for value in self._list(field))
        if not all(found):
            raise self.refuse(field, _("a line must not be empty."))
        if len(set(found)) < len(found):
            raise self.refuse(field, _("a line stands there twice."))
        return found

    def flag(self, field: str) -> bool:
        """True or false; false when the field is not there."""
        value = self._left.pop(field, False)
        if not isinstance(value, bool):
            raise self.refuse(field, _("this must be true or false."))
        return value

    def number(self, field: str, lowest: int, highest: int) -> int | None:
        """A whole number from `lowest` to `highest`, or None when the field is not there."""
        value = self._left.pop(field, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.refuse(
                field, _("this must be a whole number from {low} to {high}.").format(low=lowest, high=highest)
            )
        return value

    def choice(self, field: str, choices: type[_Choice], otherwise: _Choice | None = None) -> _Choice:
        """A member of `choices` by its stored value; `otherwise` when the field is not there."""
        value = self._left.pop(field, otherwise)
        try:
            return choices(value)
        except ValueError:
            known = ", ".join(choices)
            raise self.refuse(field, _("this must be one of: {known}.").format(known=known)) from None

    def flags(self, field: str) -> tuple[bool, ...]:
        """A list of true and false."""
        values = self._list(field)
        if not all(isinstance(value, bool) for value in values):
            raise self.refuse(field, _("this must be a list of true and false."))
        return tuple(values)

    def table(self, field: str) -> Table:
        """A table within; an empty one when the field is not there."""
        return Table(self._left.pop(field, {}), f"{self.place}, {field}")

    def tables(self, field: str) -> tuple[Table, ...]:
        """A list of tables within, their places numbered from 1."""
        values = self._list(field)
        return tuple(Table(value, f"{self.place}, {field} {number}") for number, value in enumerate(values, 1))

    def finish(self) -> None:
        """Refuses the fields that nobody asked for."""
        for field in self._left:
            raise self.refuse(field, _("there is no such field."))

    def _list(self, field: str) -> list[Any]:
        values = self._left.pop(field, [])
        if not isinstance(values, list):
            raise self.refuse(field, _("this must be a list."))
        return values

    def _checked_text(self, field: str, value: object) -> str:
        if not isinstance(value, str):
            raise self.refuse(field, _("this must be text in quotes."))
        if any(unicodedata.category(character).startswith("C") for character in value):
            raise self.refuse(field, _("this must be one line without control characters."))
        if "{" in (rest := _PLACEHOLDER.sub("", value)) or "}" in rest:
            raise self.refuse(field, _("only {known} may stand in braces.").format(known=", ".join(PLACEHOLDERS)))
        return value.strip()


def load(path: Path) -> Table:
    """The whole file as one table; InputError when it cannot be read as TOML."""
    place = f"“{path.name}”"
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), place)
    except OSError as error:
        raise InputError(_("{place} cannot be opened: {why}.").format(place=place, why=error.strerror)) from error
    except RecursionError as error:
        raise InputError(_("{place} is nested too deeply to be a journey.").format(place=place)) from error
    except ValueError as error:  # TOML's own error, a wrong encoding, a number too long to read
        raise InputError(_("{place} is not valid TOML: {why}.").format(place=place, why=error)) from error
