"""What was answered about a dip after the sale."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class DipCause(StrEnum):
    """What brought the feeling down."""

    HARDER = "harder"  # than thought
    LONGER = "longer"  # more time than expected
    SLOWER = "slower"  # results later than promised


class DipAnswer(Struct, frozen=True, kw_only=True):
    """Of the dip whose lowest step is `low_step_id`: its cause, and which of the four cures the business gave.

    None = not answered.
    """

    walk_id: str
    low_step_id: str
    cause: DipCause | None = None
    expectations: bool | None = None  # managed beforehand
    empathy: bool | None = None  # when it came
    authority: bool | None = None  # stories and numbers of others who made it
    how_long: bool | None = None  # was it said
