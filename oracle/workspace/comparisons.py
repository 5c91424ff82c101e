"""What comparing two walks needs, read at one moment."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from oracle.errors import InputError
from oracle.language import _
from oracle.method.comparing import Comparison, Material, compare
from oracle.method.since import since as find_since
from oracle.model.pothole import Pothole
from oracle.model.ratings import State
from oracle.model.record import WalkRecord
from oracle.model.walk import OpenWalk
from oracle.workspace import matches, pothole_rows, walks
from oracle.workspace.schema import business, pothole, pothole_change, sighting
from oracle.workspace.schema import walk as table
from oracle.workspace.workspace import Workspace


def material(workspace: Workspace, then_id: str, now_id: str) -> Material:
    """Two walks of one journey, or of a journey and a rival's; NotFound, InputError for any other two."""
    if then_id == now_id:
        raise InputError(_("A walk can be compared with another one only."))
    with workspace.reading() as connection:
        then = walks.read_opened(workspace, connection, then_id)
        now = walks.read_opened(workspace, connection, now_id)
        lap = then.journey.id != now.journey.id
        home = _home(connection, then, now) if lap else now.journey.id
        if home is None:
            raise InputError(
                _("These walks are of different journeys."),
                advice=_("Choose two walks of one journey, or one of a competitor’s: say in its business whose it is."),
            )
        numbers = _numbers(connection, now.journey.id)
        return Material(
            then=then,
            now=now,
            potholes=_potholes(connection, then_id, now_id),
            numbers=numbers,
            came_back=() if lap else _came_back(connection, then, now, numbers),
            corrections=matches.corrections(connection, home),
            home=home,
        )


def since(workspace: Workspace, records: Sequence[WalkRecord], then_id: str = "") -> tuple[Comparison, ...]:
    """Each of a report's walks beside the last one of its journey that it can be compared with.

    `then_id`: the walk that the one walk of a report is compared with instead.
    """
    made = []
    for record in records:
        found = find_since(record.open, record.earlier, record.corrections)
        then = then_id if len(records) == 1 and then_id else "" if found is None else found.walk.walk.id
        if then:
            made.append(compare(material(workspace, then, record.open.walk.id)))
    return tuple(made)


def _home(connection: Connection, one: OpenWalk, other: OpenWalk) -> str | None:
    """Id of the journey that a rival's is compared with, whichever stands first; None where neither is a rival's."""
    own = business.c
    for rival, home in ((one.journey, other.journey), (other.journey, one.journey)):
        query = select(own.id).where(own.id == rival.business_id, own.competitor_of == home.business_id)
        if connection.execute(query).first() is not None:
            return home.id
    return None


def _numbers(connection: Connection, journey_id: str) -> dict[str, int]:
    query = select(table.c.id, table.c.number).where(table.c.journey_id == journey_id, table.c.deleted_at.is_(None))
    return dict(connection.execute(query).all())


def _potholes(connection: Connection, *walk_ids: str) -> tuple[Pothole, ...]:
    """What one of the walks has a sighting of, met or carried along."""
    seen = select(sighting.c.pothole_id).where(sighting.c.walk_id.in_(walk_ids))
    return pothole_rows.read(connection, pothole.c.id.in_(seen))


def _came_back(connection: Connection, then: OpenWalk, now: OpenWalk, numbers: dict[str, int]) -> frozenset[str]:
    """Ids of potholes that a walk after the older one, up to the newer one, found back again."""
    first, last = sorted((then.walk.number, now.walk.number))
    between = [walk_id for walk_id, number in numbers.items() if first < number <= last]
    own = pothole_change.c
    query = select(own.pothole_id).where(
        own.field == "state", own.after == State.BACK_AGAIN.value, own.walk_id.in_(between)
    )
    return frozenset(connection.execute(query).scalars())
