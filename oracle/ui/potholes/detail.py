"""One pothole in full, and which others may be the same."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from oracle.method.likeness import Pair
from oracle.model.journey import Business, Journey
from oracle.model.pothole import Pothole, PotholeChange
from oracle.model.pothole_row import PotholeRow
from oracle.model.walk import Capture


class Detail(Struct, frozen=True, kw_only=True):
    """One pothole in full. `formula` says how its cost came about, "" where it has none."""

    hole: Pothole
    journey: Journey
    persona: str
    business: Business
    captures: tuple[Capture, ...]
    history: tuple[PotholeChange, ...]
    links: tuple[Pothole, ...]
    formula: str


def alike(pairs: tuple[Pair, ...], rows: Mapping[str, PotholeRow], pothole_id: str) -> tuple[PotholeRow, ...]:
    """The others that may be the same as one, most alike first."""
    others = (pair.other if pair.one == pothole_id else pair.one for pair in pairs if pothole_id in pair[:2])
    return tuple(rows[each] for each in others if each in rows)
