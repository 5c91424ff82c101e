"""What repair slips and the plan say, read at one moment."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from typing import cast

from sqlalchemy import Connection, select

from oracle.errors import NotFound
from oracle.language import _
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.model.repair import RepairRecord
from oracle.model.walk import Capture
from oracle.workspace import business_rows, capture_rows, personas, pothole_inbox, pothole_rows, roads, rows
from oracle.workspace.columns import clean
from oracle.workspace.pothole_links import ON_LIVING_ROADS
from oracle.workspace.schema import capture, journey, persona, pothole, visit, walk
from oracle.workspace.workspace import Workspace

SLICE = 100  # potholes read at once: other work waits as long


def record(workspace: Workspace, business_id: str, pothole_ids: Sequence[str] | None = None) -> RepairRecord:
    """The potholes to be told, all of a business or the named ones, with all that a slip shows. NotFound."""
    steps = in_slices(workspace, business_id, pothole_ids)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("RepairRecord", end.value)


def in_slices(
    workspace: Workspace, business_id: str, pothole_ids: Sequence[str] | None = None
) -> Generator[None, None, RepairRecord]:
    """The same as a generator: of thousands, other work goes between. What is deleted meanwhile is left out."""
    with workspace.reading() as connection:
        business = business_rows.read(connection, business_id)
        journeys = pothole_inbox.journeys_of(workspace, connection, business_id)
        people = personas.read_all(connection, persona.c.business_id == business_id)
    listed: list[PotholeRow] = []
    for each in journeys:
        yield
        with workspace.reading() as connection:
            listed += pothole_inbox.read(workspace, connection, [each])
    known = {row.id for row in listed}
    wanted = [row.id for row in listed] if pothole_ids is None else list(dict.fromkeys(pothole_ids))
    for identity in wanted:
        if identity not in known:
            raise rows.missing(identity)
    chosen: list[Pothole] = []
    captures: dict[str, tuple[Capture, Step | None]] = {}
    for start in range(0, len(wanted), SLICE):
        yield
        with workspace.reading() as connection:
            some = pothole_rows.read(connection, pothole.c.id.in_(wanted[start : start + SLICE]))
            captures |= _captures(workspace, connection, (shown for hole in some for shown in hole.capture_ids))
            chosen += some
    return RepairRecord(
        business=business,
        journeys={each.id: each for each in journeys},
        personas={each.id: each for each in people},
        rows=tuple(listed),
        chosen=tuple(chosen),
        captures=captures,
    )


def resolve(workspace: Workspace, named: str, business_id: str | None = None) -> str:
    """The id of a pothole by the beginning of its id, or by its number "1.5", also one that was merged into it.

    NotFound where nothing is so called, or several are: numbers come again in every journey.
    """
    begin = named.strip()
    with workspace.reading() as connection:
        if "." not in begin:
            full = rows.resolve(connection, pothole, begin)
            return _living(connection, full)
        found = _numbered(connection, begin, business_id)
    if not found:
        raise NotFound(_("No pothole has the number {number}.").format(number=clean(begin)))
    if len(found) > 1:
        raise NotFound(
            _("Several journeys have a pothole {number}.").format(number=clean(begin)),
            advice=_("Name it by its id, as `pothole list` shows it."),
        )
    return found[0]


def business_of(workspace: Workspace, pothole_id: str) -> str:
    """Id of the business whose pothole it is; NotFound."""
    query = select(journey.c.business_id).join(pothole, pothole.c.journey_id == journey.c.id)
    with workspace.reading() as connection:
        found = connection.execute(query.where(pothole.c.id == pothole_id)).scalar_one_or_none()
    if found is None:
        raise rows.missing(pothole_id)
    return str(found)


def _living(connection: Connection, pothole_id: str) -> str:
    """The id itself; NotFound where its road, or all walks that met it, lie in the trash."""
    if not pothole_rows.read(connection, pothole.c.id == pothole_id, ON_LIVING_ROADS):
        raise rows.missing(pothole_id)
    return pothole_id


def _numbered(connection: Connection, label: str, business_id: str | None) -> list[str]:
    own = pothole.c
    query = (
        select(own.id, own.walk_number, own.number, own.answers_to)
        .join(journey, journey.c.id == own.journey_id)
        .where(own.deleted_at.is_(None), ON_LIVING_ROADS, pothole_rows.MET)
    )
    if business_id is not None:
        query = query.where(journey.c.business_id == business_id)
    found = connection.execute(query).all()
    return [row.id for row in found if label in {f"{row.walk_number}.{row.number}", *row.answers_to}]


def _captures(
    workspace: Workspace, connection: Connection, ids: Iterable[str]
) -> dict[str, tuple[Capture, Step | None]]:
    found: dict[str, tuple[Capture, Step | None]] = {}
    query = capture_rows.QUERY.join(walk, walk.c.id == visit.c.walk_id).add_columns(walk.c.version_id)
    for some in rows.slices(dict.fromkeys(ids)):
        there = query.where(capture.c.id.in_(some), capture_rows.ALIVE)
        for row in connection.execute(there).all():
            cells = dict(row._mapping)
            version = roads.read(workspace, connection, [cells.pop("version_id")])[row.version_id]
            own = Capture(**cells)
            found[own.id] = (own, next((step for step in version.steps if step.id == own.step_id), None))
    return found
