"""The customer that a tester poses as: what was used on a walk, and what is to be cleaned up after it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class TraceKind(StrEnum):
    """What a walk leaves behind at the business."""

    ORDER = "order"
    ACCOUNT = "account"
    SUBSCRIPTION = "subscription"
    BOOKING = "booking"
    OTHER = "other"


class CleanUp(StrEnum):
    """What is to be done with it."""

    CANCEL = "cancel"
    UNSUBSCRIBE = "unsubscribe"
    RETURN = "return"
    DELETE = "delete"
    NOTHING = "nothing"


class Trace(Struct, frozen=True, kw_only=True):
    """Something left behind: an order's number, an account. `done_at` = when it was cleaned up."""

    id: str
    kind: TraceKind
    what: str
    link: str = ""
    todo: CleanUp = CleanUp.NOTHING
    done_at: datetime | None = None


class TestCustomer(Struct, frozen=True, kw_only=True):
    """The card of a walk. It enters a report only where that was asked for. `remind_at` = of the clean-up."""

    __test__ = False  # not a test, whatever its name says to pytest

    walk_id: str
    name: str = ""
    mailbox: str = ""
    phone: str = ""
    address: str = ""
    more: str = ""
    remind_at: datetime | None = None
    traces: tuple[Trace, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written on it."""
        return not (self.name or self.mailbox or self.phone or self.address or self.more or self.traces)

    @property
    def to_clean(self) -> tuple[Trace, ...]:
        """What is still to be cleaned up."""
        return tuple(trace for trace in self.traces if trace.todo is not CleanUp.NOTHING and trace.done_at is None)


class CleanUpDue(Struct, frozen=True, kw_only=True):
    """A walk that is over and left something behind: what the reminders show. `remind_at` = put off until then."""

    walk_id: str
    journey_title: str
    left: int
    remind_at: datetime | None = None
