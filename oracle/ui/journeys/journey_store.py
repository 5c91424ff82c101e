"""What the journey's screen reads and writes, each in one go on the lane."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct
from msgspec.structs import replace

from oracle.model.change import Change, Subject, change
from oracle.model.journey import Business, Journey, JourneyCard, Persona, PersonaSketch, Version
from oracle.workspace import Workspace, businesses, journeys, personas, preferences, walks


class Facts(Struct, frozen=True):
    """A journey with all that stands around it on its screen."""

    journey: Journey
    card: JourneyCard
    persona: Persona
    personas: tuple[Persona, ...]
    business: Business
    businesses: tuple[Business, ...]
    put_away: frozenset[str]  # the assistant's questions that were put away: "step id key"


@dataclass(frozen=True, slots=True)
class Past:
    """The versions of a journey, the newest first, and how many walks were made on each."""

    versions: tuple[Version, ...]
    walks: dict[str, int]


def read(workspace: Workspace, journey_id: str) -> Facts:
    """NotFound when there is no such journey, or it lies in the trash."""
    journey = journeys.get(workspace, journey_id)
    cards = journeys.cards(workspace, journey.business_id)
    return Facts(
        journey=journey,
        card=next(each for each in cards if each.journey_id == journey_id),
        persona=personas.get(workspace, journey.persona_id),
        personas=personas.of_business(workspace, journey.business_id),
        business=businesses.get(workspace, journey.business_id),
        businesses=businesses.list_all(workspace),
        put_away=frozenset(preferences.get(workspace, _put_away_key(journey_id), [])),
    )


def read_past(workspace: Workspace, journey_id: str) -> Past:
    """All versions of a journey with their walks, those in the trash aside."""
    business_id = journeys.get(workspace, journey_id).business_id
    counted: dict[str, int] = {}
    for card in walks.cards(workspace, business_id):
        if card.walk.journey_id == journey_id:
            counted[card.walk.version_id] = counted.get(card.walk.version_id, 0) + 1
    return Past(journeys.versions(workspace, journey_id), counted)


def put_away(workspace: Workspace, journey_id: str, question: str) -> Change:
    """Never ask that question again: "step id key"."""
    key = _put_away_key(journey_id)
    return preferences.set(workspace, key, sorted({*preferences.get(workspace, key, []), question}))


def set_currency(workspace: Workspace, business_id: str, code: str) -> Change:
    """In what the business reckons."""
    return businesses.update(workspace, replace(businesses.get(workspace, business_id), currency=code))


def restore_version_before(workspace: Workspace, journey_id: str, version_id: str) -> Change:
    """A new version with the steps that stood before that version was made."""
    ids = [version.id for version in journeys.versions(workspace, journey_id)]
    return journeys.restore_version(workspace, journey_id, ids[ids.index(version_id) + 1])


def new_persona(workspace: Workspace, journey_id: str, name: str) -> Change:
    """A persona of the business, who walks the journey from now on."""
    journey = journeys.get(workspace, journey_id)  # as it is now: title and figures may have been typed a moment ago
    made = personas.add(workspace, journey.business_id, sketch=PersonaSketch(name=name))
    journeys.update(workspace, replace(journey, persona_id=made.id))
    return change(Subject.PERSONA, made.id, also=(Subject.JOURNEY,))


def _put_away_key(journey_id: str) -> str:
    return f"questions put away {journey_id}"
