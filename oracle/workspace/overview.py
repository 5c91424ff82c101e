"""What the home screen says of a whole business, read in a few queries."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, select

from oracle.method import cost, over_time
from oracle.method.four_roads import four_roads, never_walked
from oracle.method.over_time import Walked
from oracle.model.journey import Journey
from oracle.model.overview import Overview
from oracle.model.ratings import ENDED, Run, State
from oracle.workspace import clock, pothole_counts, pothole_inbox, pothole_rows, pothole_weights, walk_cards
from oracle.workspace.schema import journey, pothole, pothole_change
from oracle.workspace.workspace import Workspace

_REPAIRED = (State.REPAIRED, State.VERIFIED)


def overview(workspace: Workspace, business_id: str, now: datetime | None = None) -> Overview:
    """The figures of a business; `now` is this moment in the zone whose month counts."""
    moment = now or clock.now().astimezone()
    cards = walk_cards.cards(workspace, business_id)
    # In the order of the walks, whatever their clocks said.
    ended = [each for each in reversed(cards) if each.walk.state in ENDED]
    walked = [
        Walked(each.walk.journey_id, each.walk.finished_at or each.walk.started_at, each.quality)
        for each in ended
        if each.quality is not None and each.walk.run is not Run.TEN_MINUTE
    ]
    with workspace.reading() as connection:
        roads = pothole_inbox.journeys_of(workspace, connection, business_id)
        costs = [total for road in roads if (total := _cost(connection, road)) is not None]
        repaired = _repaired(connection, business_id, moment)
    counts = four_roads((road.kind, sum(each.walk.journey_id == road.id for each in ended)) for road in roads)
    return Overview(
        walks=len(ended),
        trend=over_time.trend(walked),
        change=over_time.change(walked, moment),
        since=moment - over_time.LOOKS_BACK,
        open_potholes=pothole_counts.count_open(workspace, business_id),
        cost=sum(costs, Decimal(0)) if costs else None,
        repaired=repaired,
        never_walked=never_walked(counts),
    )


def _cost(connection: Connection, road: Journey) -> Decimal | None:
    """What the open potholes of a journey cost a month; its potholes are read only where there are figures at all."""
    people = road.people_a_month is not None or any(step.people_a_month is not None for step in road.version.steps)
    if not people or (road.worth is None and road.worth_again is None):
        return None
    return cost.costs(road, pothole_weights.of_open(connection, road.id)).total


def _repaired(connection: Connection, business_id: str, now: datetime) -> tuple[str, ...]:
    """Ids of potholes whose repair was claimed since the first of the month, or verified unclaimed, and still stands.

    A claim that a walk verifies in a later month was counted when it was claimed, and is not counted twice.
    """
    start = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    own, said = pothole_change, [each.value for each in _REPAIRED]
    query = (
        select(own.c.pothole_id)
        .join(pothole, pothole.c.id == own.c.pothole_id)
        .join(journey, journey.c.id == pothole.c.journey_id)
        .where(journey.c.business_id == business_id, journey.c.deleted_at.is_(None), pothole.c.deleted_at.is_(None))
        .where(own.c.field == "state", own.c.at >= start)
        .where(own.c.after.in_(said), own.c.before.not_in(said))
        .where(pothole.c.state.in_(_REPAIRED), ~pothole.c.bright, pothole_rows.MET)
        .distinct()
    )
    return tuple(sorted(connection.execute(query).scalars()))
