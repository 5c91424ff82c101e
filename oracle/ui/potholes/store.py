"""What the screen asks of the workspace, each in one go on the lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage

from oracle.capture.grab import decoded
from oracle.errors import OracleError
from oracle.method import cost
from oracle.method.likeness import Pair
from oracle.model.change import Change
from oracle.model.journey import Journey
from oracle.model.pothole_row import PotholeRow
from oracle.model.walk import Capture
from oracle.ui.potholes.detail import Detail
from oracle.ui.tester import name_of
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
    trash,
)
from oracle.workspace.pothole_links import Titles


def rows(workspace: Workspace, business_id: str, journey_ids: frozenset[str] | None) -> dict[str, PotholeRow]:
    """The potholes of a business by id, or those of these of its journeys only."""
    return {row.id: row for row in pothole_inbox.inbox(workspace, business_id, journey_ids)}


def titles(workspace: Workspace, business_id: str) -> Titles:
    """What `likely_same` compares."""
    return pothole_links.titles(workspace, business_id)


def likely_same(titles: Titles) -> tuple[Pair, ...]:
    """Pairs that may be the same, most alike first; for any thread."""
    return pothole_links.likely_same(titles)


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


def thumbnail(workspace: Workspace, capture_id: str) -> bytes:
    """A small picture of a capture, as reports show it."""
    return captures.thumbnail(workspace, capture_id)


def report_picture(workspace: Workspace, capture_id: str) -> bytes:
    """A capture as reports show it, JPEG."""
    return captures.report_picture(workspace, capture_id)[0]


def fitted(data: bytes, width: int, height: int) -> QImage:
    """A picture just large enough to fill `width` × `height` from its top, for any thread."""
    image = decoded(data)
    if image.isNull() or image.width() <= width:
        return image
    scaled = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    if scaled.height() < height:
        scaled = image.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
    return scaled.copy(QRect(0, 0, scaled.width(), min(scaled.height(), max(height, 1))))


# ---- writing; `tester_id` is who is at this machine, "" where nobody said so


def set_many(workspace: Workspace, wanted: Mapping[str, Mapping[str, Any]], tester_id: str) -> Change:
    """Stores fields of potholes, all or none."""
    return potholes.set_many(workspace, wanted, who=name_of(workspace, tester_id))


def take_back(
    workspace: Workspace, before: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any], tester_id: str
) -> Change:
    """Stores what stood before, of those that are still as they were given: `ids` are theirs."""
    return potholes.take_back(workspace, before, given, who=name_of(workspace, tester_id))


def delete(workspace: Workspace, ids: tuple[str, ...]) -> Change:
    """Moves potholes to the trash."""
    return potholes.delete_many(workspace, ids)


def restore(workspace: Workspace, ids: tuple[str, ...]) -> Change:
    """Brings back those that still lie in the trash."""
    return trash.restore_many(workspace, ids)


def merge(workspace: Workspace, one: str, other: str, tester_id: str) -> Change:
    """Makes two into one; the older number is kept."""
    return potholes.merge(workspace, one, other, who=name_of(workspace, tester_id))


def unmerge(workspace: Workspace, gone_id: str, tester_id: str) -> Change:
    """Takes a merge back: the one that was taken in stands again."""
    return potholes.unmerge(workspace, gone_id, who=name_of(workspace, tester_id))


def split(workspace: Workspace, pothole_id: str, sighting_ids: tuple[str, ...], tester_id: str) -> Change:
    """Takes sightings out into a pothole of their own."""
    return potholes.split(workspace, pothole_id, sighting_ids, who=name_of(workspace, tester_id))


def split_steps(
    workspace: Workspace, pothole_id: str, walk_id: str, step_ids: tuple[str, ...], tester_id: str
) -> Change:
    """Takes steps of one walk out into a pothole of their own."""
    return potholes.split_steps(workspace, pothole_id, walk_id, step_ids, who=name_of(workspace, tester_id))


def link(workspace: Workspace, one: str, other: str, tester_id: str) -> Change:
    """Says that two belong together."""
    return pothole_links.link(workspace, one, other, who=name_of(workspace, tester_id))


def unlink(workspace: Workspace, one: str, other: str, tester_id: str) -> Change:
    """Takes that back."""
    return pothole_links.unlink(workspace, one, other, who=name_of(workspace, tester_id))


def not_same(workspace: Workspace, one: str, other: str, tester_id: str) -> Change:
    """Says that two which look alike are not the same."""
    return pothole_links.not_same(workspace, one, other, who=name_of(workspace, tester_id))


def add_person(workspace: Workspace, business_id: str, name: str) -> Change:
    """One more of the business's people."""
    return businesses.add_person(workspace, business_id, name)
