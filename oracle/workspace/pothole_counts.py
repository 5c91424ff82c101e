"""How many potholes are open: all that the rail tells of them, read without SQLAlchemy, as the first screen is."""

from __future__ import annotations

from oracle.model.ratings import CLOSED
from oracle.workspace.workspace import Workspace

# What holds of a row of `pothole` that is open: a living walk has met it, and it is still to be repaired.
OPEN = f"""pothole.deleted_at IS NULL AND NOT pothole.bright
    AND pothole.state NOT IN ({", ".join(f"'{state}'" for state in CLOSED)})
    AND EXISTS (SELECT 1 FROM sighting JOIN walk ON walk.id = sighting.walk_id
        WHERE sighting.pothole_id = pothole.id AND walk.deleted_at IS NULL)"""  # noqa: S608 - our own words
_COUNT = f"""
    SELECT count(*) FROM pothole
    JOIN journey ON journey.id = pothole.journey_id
    JOIN business ON business.id = journey.business_id
    WHERE business.id = ? AND business.deleted_at IS NULL AND journey.deleted_at IS NULL AND {OPEN}
"""  # noqa: S608 - our own words


def count_open(workspace: Workspace, business_id: str) -> int:
    """How many potholes of a business's journeys are open; a claimed repair still is."""
    with workspace.looking() as connection:
        (count,) = connection.execute(_COUNT, (business_id,)).fetchone()
    return int(count)
