"""What the screen reads, each in one go on the lane."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.errors import OracleError
from oracle.method import cost
from oracle.model.journey import Journey
from oracle.model.pothole_row import PotholeRow
from oracle.model.walk import Capture
from oracle.ui.potholes.detail import Detail
from oracle.workspace import (
    Workspace,
    businesses,
    captures,
    journeys,
    personas,
    pothole_changes,
    pothole_inbox,
    pothole_links,
    potholes,
)


def rows(workspace: Workspace, business_id: str, journey_ids: frozenset[str] | None) -> dict[str, PotholeRow]:
    """The potholes of a business by id, or those of these of its journeys only."""
    return {row.id: row for row in pothole_inbox.inbox(workspace, business_id, journey_ids)}


def detail(workspace: Workspace, pothole_id: str, rows: tuple[PotholeRow, ...]) -> Detail:
    """One pothole in full; `rows` are all there are: those of its journey share the cost with it. NotFound."""
    hole = potholes.get(workspace, pothole_id)
    journey = journeys.get(workspace, hole.journey_id)
    business = businesses.get(workspace, journey.business_id)
    return Detail(
        hole=hole,
        journey=journey,
        persona=personas.get(workspace, journey.persona_id).name,
        business=business,
        captures=tuple(_captures(workspace, hole.capture_ids)),
        history=pothole_changes.history(workspace, pothole_id),
        links=pothole_links.linked(workspace, pothole_id),
        formula=_formula(journey, pothole_id, rows, business.currency),
    )


def _captures(workspace: Workspace, ids: Iterable[str]) -> Iterable[Capture]:
    for each in ids:
        try:
            yield captures.get(workspace, each)
        except OracleError:
            continue  # in the trash


def _formula(journey: Journey, pothole_id: str, rows: tuple[PotholeRow, ...], currency: str) -> str:
    siblings = [row for row in rows if row.journey_id == journey.id]
    own = next((row for row in siblings if row.id == pothole_id), None)
    if own is None or own.cost is None:
        return ""
    found = cost.costs(journey, siblings).by_pothole.get(pothole_id)
    return cost.formula(found, journey.kind, currency) if found else ""


def report_picture(workspace: Workspace, capture_id: str) -> bytes:
    """A capture as reports show it, JPEG."""
    return captures.report_picture(workspace, capture_id)[0]
