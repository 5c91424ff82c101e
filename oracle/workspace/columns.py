"""Column types: how the language's values stand in a table, portably between databases."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    TypeDecorator,
)

# What no text of a person holds: control characters other than tab and line ends, and halves of surrogate pairs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` as it is stored: characters that no database and no document takes become U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return _UNPRINTABLE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text that a person wrote."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else clean(value)


class Moment(TypeDecorator[datetime]):
    """An aware time, stored in UTC."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Day(TypeDecorator[date]):
    """A day without a time."""

    impl = Date
    cache_ok = True


class Money(TypeDecorator[Decimal]):
    """A decimal number, digit by digit: SQLite itself would make it a float."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


class Texts(TypeDecorator[tuple[str, ...]]):
    """A list of short texts."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str]:
        return [clean(text) for text in value or ()]

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:
        if not all(isinstance(text, str) for text in value or ()) or isinstance(value, str):
            raise ValueError(value)
        return tuple(value or ())


class OneOf(TypeDecorator[Any]):
    """A member of one of the language's closed lists."""

    impl = String(32)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        return None if value is None else self.members(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.members(value)


# ---- columns as tables name them


def identity() -> Column[str]:
    """The row's own id."""
    return Column("id", String(36), primary_key=True)


def reference(name: str, target: str, *, null: bool = False, cascade: bool = True, key: bool = False) -> Column[str]:
    """A reference to another table's row, gone with it when `cascade`."""
    rule = "CASCADE" if cascade else None
    return Column(name, String(64), ForeignKey(target, ondelete=rule), nullable=null, primary_key=key)


def words(name: str) -> Column[str]:
    """A text, empty unless given."""
    return Column(name, Words, nullable=False, default="")


def texts(name: str) -> Column[tuple[str, ...]]:
    """A list of short texts, empty unless given."""
    return Column(name, Texts, nullable=False, default=())


def flag(name: str) -> Column[bool]:
    """A truth, false unless given."""
    return Column(name, Boolean, nullable=False, default=False)


def rating(name: str, low: int, high: int) -> tuple[Column[Any], CheckConstraint]:
    """A number on a scale, or nothing."""
    return Column(name, Integer), CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=name)
