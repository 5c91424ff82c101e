"""A walk as a report reads it."""

from __future__ import annotations

from dataclasses import dataclass

from oracle.model.journey import Business
from oracle.model.pothole import Pothole
from oracle.model.walk import OpenWalk


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkRecord:
    """One walk with all that a report says of it; `earlier` are the walks of the journey before it, newest first."""

    open: OpenWalk
    business: Business
    potholes: tuple[Pothole, ...] = ()
    earlier: tuple[OpenWalk, ...] = ()
