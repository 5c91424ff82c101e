"""A capture with what looks private on it, as the mock-up shows it."""

from __future__ import annotations

from datetime import UTC, datetime

from oracle.model.mark import Mark, MarkKind, Private, PrivateKind
from oracle.model.ratings import Source
from oracle.model.walk import Capture

FOUND = (
    Private(kind=PrivateKind.CARD, x=100, y=516, width=156, height=28, hint="•••• •••• •••• 1111"),
    Private(kind=PrivateKind.MAIL, x=100, y=368, width=208, height=28, hint="w••••@example.com"),
    Private(kind=PrivateKind.PHONE, x=338, y=294, width=137, height=28, hint="+44 •••• 0182"),
    Private(kind=PrivateKind.FIELD, x=100, y=294, width=112, height=28, hint="Name: W•••• H••••"),
    Private(kind=PrivateKind.FIELD, x=100, y=444, width=124, height=28, hint="Street and number: 1•••• L•••• A••••"),
)


def redaction(place: Private) -> Mark:
    """A block over a place."""
    corners = ((place.x, place.y), (place.x + place.width, place.y + place.height))
    return Mark(id=f"over {place.x},{place.y}", kind=MarkKind.REDACT, points=corners)


def capture(found: tuple[Private, ...] | None = FOUND, marks: tuple[Mark, ...] = (), **more: object) -> Capture:
    """A capture in memory."""
    return Capture(
        id="capture", visit_id="v", walk_id="w", step_id="s", position=0, image="i", width=860, height=588,
        source=Source.PAGE, taken_at=datetime(2025, 10, 6, 8, 58, tzinfo=UTC), found=found, marks=marks,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
