"""Walks as reports and readings take them: with all that was found, answered and stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from oracle.model.dip import DipAnswer
from oracle.model.journey import Business, Journey, Stage
from oracle.model.pothole import Pothole, Weight
from oracle.model.ratings import Kind
from oracle.model.test_customer import TestCustomer
from oracle.model.walk import OpenWalk


class WalkRecord(Struct, frozen=True, kw_only=True):
    """One walk with all that a report says of it; `earlier` are the walks of the journey before it, newest first.

    `corrections`: which step of an older version is which now, where people said so; None for none of them.
    `beside` are the open potholes of its journey that this walk did not meet: they share what a step costs.
    `others` are the stages of the business's other journeys with this persona, where she looks anywhere at all.
    `roads` are the journeys of the business: the kind of each, and how many of its walks came to an end.
    `customer` is the test customer's card: shown only where somebody asked for it.
    """

    open: OpenWalk
    business: Business
    potholes: tuple[Pothole, ...] = ()
    beside: tuple[Weight, ...] = ()
    earlier: tuple[OpenWalk, ...] = ()
    corrections: Mapping[str, str | None] = field(default_factory=dict)
    dip_answers: tuple[DipAnswer, ...] = ()
    others: tuple[Stage, ...] = ()
    roads: tuple[tuple[Kind, int], ...] = ()
    customer: TestCustomer | None = None


class JourneyRecord(Struct, frozen=True, kw_only=True):
    """A journey with all its walks, oldest first, and all its potholes. `repairs`: when repairs were claimed."""

    journey: Journey
    business: Business
    walks: tuple[OpenWalk, ...] = ()
    potholes: tuple[Pothole, ...] = ()
    repairs: tuple[datetime, ...] = ()
