"""What the home screen says of a whole business."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from msgspec import Struct

from oracle.model.ratings import Kind


class Overview(Struct, frozen=True, kw_only=True):
    """`trend`: the mean of each road's last whole walk, after each walk, oldest first. `change` in points over `since`.

    `cost`: what the open potholes cost a month, None where no figures were given. `repaired`: ids of potholes whose
    repair was claimed this month, or verified without a claim. `never_walked`: kinds that no walk went to its end.
    """

    walks: int
    trend: tuple[tuple[datetime, float], ...] = ()
    change: float | None = None
    since: datetime | None = None
    open_potholes: int = 0
    cost: Decimal | None = None
    repaired: tuple[str, ...] = ()
    never_walked: tuple[Kind, ...] = ()
