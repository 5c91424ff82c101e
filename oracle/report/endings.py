"""What a file is to be, by the ending of its name."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from oracle.errors import InputError
from oracle.language import _

Form = TypeVar("Form", bound=StrEnum)


def form_of(out: Path, forms: type[Form]) -> Form:
    """The one of `forms` that the file's ending asks for. InputError for another ending."""
    try:
        return forms(out.suffix.lower().removeprefix("."))
    except ValueError:
        raise InputError(
            _("{file} does not say what to write.").format(file=out.name or out),
            advice=_("Let its name end with {endings}.").format(endings=", ".join(f".{form}" for form in forms)),
        ) from None
