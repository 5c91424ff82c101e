"""What the home screen says of a whole business, read in a few queries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from oracle.method import over_time
from oracle.method.four_roads import four_roads, never_walked
from oracle.method.over_time import Walked
from oracle.method.priority import is_open
from oracle.model.overview import Overview
from oracle.model.ratings import Run, State, WalkState
from oracle.workspace import clock, pothole_inbox, walk_cards
from oracle.workspace.schema import journey, pothole, pothole_change
from oracle.workspace.workspace import Workspace

_ENDED = (WalkState.FINISHED, WalkState.RESTING)
_REPAIRED = (State.REPAIRED, State.VERIFIED)


def overview(workspace: Workspace, business_id: str, now: datetime | None = None) -> Overview:
    """The figures of a business; `now` is this moment in the zone whose month counts."""
    moment = now or clock.now().astimezone()
    cards = walk_cards.cards(workspace, business_id)
    # In the order of the walks, whatever their clocks said.
    ended = [each for each in reversed(cards) if each.walk.state in _ENDED]
    walked = [
        Walked(each.walk.journey_id, each.walk.finished_at or each.walk.started_at, each.quality)
        for each in ended
        if each.quality is not None and each.walk.run is not Run.TEN_MINUTE
    ]
    with workspace.reading() as connection:
        roads = pothole_inbox.journeys_of(workspace, connection, business_id)
        rows = [row for row in pothole_inbox.read(workspace, connection, roads) if is_open(row)]
        repaired = _repaired(connection, business_id, moment)
    costs = [row.cost for row in rows if row.cost is not None]
    counts = four_roads((road.kind, sum(each.walk.journey_id == road.id for each in ended)) for road in roads)
    return Overview(
        walks=len(ended),
        trend=over_time.trend(walked),
        change=over_time.change(walked, moment),
        since=moment - over_time.LOOKS_BACK,
        open_potholes=len(rows),
        cost=sum(costs, start=type(costs[0])(0)) if costs else None,
        repaired=repaired,
        never_walked=never_walked(counts),
    )


def _repaired(connection: Connection, business_id: str, now: datetime) -> tuple[str, ...]:
    """Ids of potholes that were said to be repaired since the first of the month, and still are."""
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    own = pothole_change
    query = (
        select(own.c.pothole_id)
        .join(pothole, pothole.c.id == own.c.pothole_id)
        .join(journey, journey.c.id == pothole.c.journey_id)
        .where(journey.c.business_id == business_id, journey.c.deleted_at.is_(None), pothole.c.deleted_at.is_(None))
        .where(own.c.field == "state", own.c.after.in_([each.value for each in _REPAIRED]), own.c.at >= start)
        .where(pothole.c.state.in_(_REPAIRED))
        .distinct()
    )
    return tuple(sorted(connection.execute(query).scalars()))
