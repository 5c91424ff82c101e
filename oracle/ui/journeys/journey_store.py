"""What the journey's screen reads and writes, each in one go on the lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from oracle.model.change import Change, Subject, change
from oracle.model.journey import Business, Journey, JourneyCard, Persona, PersonaSketch, Version


class Facts(Struct, frozen=True):
    """A journey with all that stands around it on its screen."""

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


def read(workspace: Any, journey_id: str) -> Facts:
    """NotFound when there is no such journey, or it lies in the trash."""
    from oracle.workspace import businesses, journeys, personas, preferences

    journey = journeys.get(workspace, journey_id)
    cards = journeys.cards(workspace, journey.business_id)
    return Facts(
        card=next(each for each in cards if each.journey.id == journey_id),
        persona=personas.get(workspace, journey.persona_id),
        personas=personas.of_business(workspace, journey.business_id),
        business=businesses.get(workspace, journey.business_id),
        businesses=businesses.list_all(workspace),
        put_away=frozenset(preferences.get(workspace, _put_away_key(journey_id), [])),
    )


def read_past(workspace: Any, journey_id: str) -> Past:
    """All versions of a journey with their walks, those in the trash aside."""
    from oracle.workspace import journeys, walks

    business_id = journeys.get(workspace, journey_id).business_id
    counted: dict[str, int] = {}
    for card in walks.cards(workspace, business_id):
        if card.walk.journey_id == journey_id:
            counted[card.walk.version_id] = counted.get(card.walk.version_id, 0) + 1
    return Past(journeys.versions(workspace, journey_id), counted)


def put_away(workspace: Any, journey_id: str, question: str) -> Change:
    """Never ask that question again: "step id key"."""
    from oracle.workspace import preferences

    key = _put_away_key(journey_id)
    return preferences.set(workspace, key, sorted({*preferences.get(workspace, key, []), question}))


def set_currency(workspace: Any, business_id: str, code: str) -> Change:
    """In what the business reckons."""
    from oracle.workspace import businesses

    return businesses.update(workspace, replace(businesses.get(workspace, business_id), currency=code))


def add_person(workspace: Any, business_id: str, name: str) -> Change:
    """One more of the business's people."""
    from oracle.workspace import businesses

    return businesses.add_person(workspace, business_id, name)


def rename(workspace: Any, journey_id: str, title: str) -> Change:
    """Another title."""
    from oracle.workspace import journeys

    return journeys.rename(workspace, journey_id, title)


def update(workspace: Any, journey: Journey) -> Change:
    """Persona, kind, title, hints and figures."""
    from oracle.workspace import journeys

    return journeys.update(workspace, journey)


def restore_version(workspace: Any, journey_id: str, version_id: str) -> Change:
    """A new version with the steps of an older one; `ids` are the journey's and the new version's."""
    from oracle.workspace import journeys

    return journeys.restore_version(workspace, journey_id, version_id)


def restore_version_before(workspace: Any, journey_id: str, version_id: str) -> Change:
    """A new version with the steps that stood before that version was made."""
    from oracle.workspace import journeys

    ids = [version.id for version in journeys.versions(workspace, journey_id)]
    return journeys.restore_version(workspace, journey_id, ids[ids.index(version_id) + 1])


def new_persona(workspace: Any, journey_id: str, name: str) -> Change:
    """A persona of the business, who walks the journey from now on."""
    from oracle.workspace import journeys, personas

    journey = journeys.get(workspace, journey_id)  # as it is now: title and figures may have been typed a moment ago
    made = personas.add(workspace, journey.business_id, sketch=PersonaSketch(name=name))
    journeys.update(workspace, replace(journey, persona_id=made.id))
    return change(Subject.PERSONA, made.id, also=(Subject.JOURNEY,))


def duplicate(workspace: Any, journey_id: str, business_id: str | None, title: str) -> Change:
    """The same journey again, in its own or another business."""
    from oracle.workspace import journeys

    return journeys.duplicate(workspace, journey_id, business_id=business_id, title=title)


def keep_as_template(workspace: Any, journey_id: str, title: str) -> Change:
    """A template of one's own."""
    from oracle.workspace import own_templates

    return own_templates.add(workspace, journey_id, title)


def forget_template(workspace: Any, template_id: str) -> Change:
    """Without that template."""
    from oracle.workspace import own_templates

    return own_templates.delete(workspace, template_id)


def delete(workspace: Any, journey_id: str) -> Change:
    """Into the trash."""
    from oracle.workspace import journeys

    return journeys.delete(workspace, journey_id)


def restore(workspace: Any, identity: str) -> Change:
    """Out of the trash."""
    from oracle.workspace import trash

    return trash.restore(workspace, identity)


def _put_away_key(journey_id: str) -> str:
    return f"questions put away {journey_id}"
