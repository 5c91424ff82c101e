"""The four roads of a business, and those that nobody has walked yet."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from oracle.model.ratings import Kind

FOUR = (Kind.LEAVE, Kind.LEARN, Kind.JOIN, Kind.BUY)


class RoadCount(Struct, frozen=True):
    """How many journeys of that kind a business has, and how many of their walks came to an end."""

    kind: Kind
    journeys: int
    walks: int


def four_roads(journeys: Iterable[tuple[Kind, int]]) -> tuple[RoadCount, ...]:
    """The four in their order. `journeys`: for each journey its kind and how many of its walks came to an end.

    Source: product page, "Four roads, not one".
    """
    known = tuple(journeys)
    return tuple(
        RoadCount(
            kind,
            sum(own is kind for own, _walks in known),
            sum(walks for own, walks in known if own is kind),
        )
        for kind in FOUR
    )


def never_walked(counts: Iterable[RoadCount]) -> tuple[Kind, ...]:
    """The kinds without a walk that came to an end."""
    return tuple(count.kind for count in counts if not count.walks)
