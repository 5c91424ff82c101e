"""The businesses of a workspace: the first that is read in a window, so it does without SQLAlchemy."""

from __future__ import annotations

import json

from oracle.model.journey import Business
from oracle.workspace.workspace import Workspace

# One that competes with a business in the trash competes with nobody until that is back.
_ALL = """
    SELECT id, name, url, logo, colour, currency, people,
        (SELECT other.id FROM business AS other WHERE other.id = business.competitor_of AND other.deleted_at IS NULL),
        sample
    FROM business WHERE deleted_at IS NULL
    ORDER BY sample, lower(name), id
"""


def list_all(workspace: Workspace) -> tuple[Business, ...]:
    """All businesses by name; samples last."""
    with workspace.looking() as connection:
        return tuple(_business(*row) for row in connection.execute(_ALL))


def _business(
    identity: str,
    name: str,
    url: str,
    logo: str | None,
    colour: str,
    currency: str,
    people: str,
    competitor_of: str | None,
    sample: int,
) -> Business:
    return Business(
        id=identity,
        name=name,
        url=url,
        logo=logo,
        colour=colour,
        currency=currency,
        people=tuple(json.loads(people)),
        competitor_of=competitor_of,
        sample=bool(sample),
    )
