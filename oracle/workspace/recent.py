"""What was worked on last: journeys and walks, whosever they are."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from oracle.model.change import Subject
from oracle.model.search import Hit
from oracle.workspace import journey_rows, walk_rows
from oracle.workspace.schema import business, journey, tester, version, walk
from oracle.workspace.workspace import Workspace


def worked_on(workspace: Workspace, limit: int = 40) -> tuple[Hit, ...]:
    """The journeys written and walks begun last, newest first; a walk's `title` is its tester's name."""
    with workspace.reading() as connection:
        found = [*_journeys(connection, limit), *_walks(connection, limit)]
    found.sort(key=lambda each: each[0], reverse=True)
    return tuple(hit for _when, hit in found[:limit])


def _journeys(connection: Connection, limit: int) -> list[tuple[datetime, Hit]]:
    written = func.max(version.c.created_at).label("written")
    query = (
        select(journey.c.id, journey.c.title, journey.c.business_id, business.c.name, written)
        .join(business, business.c.id == journey.c.business_id)
        .join(version, version.c.journey_id == journey.c.id)
        .where(*journey_rows.ALIVE)
        .group_by(journey.c.id)
        .order_by(written.desc())
        .limit(limit)
    )
    return [
        (
            row.written,
            Hit(
                subject=Subject.JOURNEY,
                id=row.id,
                title=row.title,
                excerpt=row.title,
                business_id=row.business_id,
                business_name=row.name,
                journey_id=row.id,
                journey_title=row.title,
            ),
        )
        for row in connection.execute(query)
    ]


def _walks(connection: Connection, limit: int) -> list[tuple[datetime, Hit]]:
    query = (
        select(
            walk.c.id,
            walk.c.started_at,
            tester.c.name.label("tester"),
            walk.c.journey_id,
            journey.c.title,
            journey.c.business_id,
            business.c.name,
        )
        .join(journey, journey.c.id == walk.c.journey_id)
        .join(business, business.c.id == journey.c.business_id)
        .join(tester, tester.c.id == walk.c.tester_id)
        .where(*walk_rows.ALIVE)
        .order_by(walk.c.started_at.desc())
        .limit(limit)
    )
    return [
        (
            row.started_at,
            Hit(
                subject=Subject.WALK,
                id=row.id,
                title=row.tester,
                excerpt=row.title,
                business_id=row.business_id,
                business_name=row.name,
                journey_id=row.journey_id,
                journey_title=row.title,
                walk_id=row.id,
                walked_at=row.started_at,
            ),
        )
        for row in connection.execute(query)
    ]
