"""What a map shows, read at one moment: the journey, whose it is, and how the last walk of it felt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from oracle.method.channels import Coverage, coverage
from oracle.model.journey import Business, Journey, Persona
from oracle.model.record import WalkRecord
from oracle.workspace import Workspace, businesses, clock, journeys, personas, reads, walks


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRecord:
    """A journey to be drawn, the channels of each of its stages, and its latest walk, if there is one."""

    journey: Journey
    business: Business
    persona: Persona
    coverage: tuple[Coverage, ...] = ()
    walk: WalkRecord | None = None
    at: datetime  # when it was read, in the zone it is seen in


def read(workspace: Workspace, journey_id: str) -> MapRecord:
    """The record of a journey. NotFound when there is none."""
    journey = journeys.get(workspace, journey_id)
    business = businesses.get(workspace, journey.business_id)
    persona = personas.get(workspace, journey.persona_id)
    hers = [each for each in journeys.list_all(workspace, business.id) if each.persona_id == persona.id]
    others = [stage for each in hers if each.id != journey_id for stage in each.version.stages]
    walked = [card.walk for card in walks.cards(workspace, business.id) if card.walk.journey_id == journey_id]
    latest = max(walked, key=lambda walk: walk.started_at, default=None)
    return MapRecord(
        journey=journey,
        business=business,
        persona=persona,
        coverage=coverage(journey.version.stages, persona, others),
        walk=reads.report_walks(workspace, (latest.id,))[0] if latest else None,
        at=clock.now().astimezone(),
    )
