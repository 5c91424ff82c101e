"""What the persona's screens ask of the workspace; each runs on the lane."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oracle.model.change import Change
from oracle.model.journey import Journey, Persona


@dataclass(frozen=True, slots=True)
class Known:
    """A persona with the journeys that she walks."""

    persona: Persona
    journeys: tuple[Journey, ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages of her journeys, in their order, and those that she has ticks in."""
        names = [stage.name for journey in self.journeys for stage in journey.version.stages]
        return tuple(dict.fromkeys([*names, *(stage for stage, _channel in self.persona.looks)]))


def known(workspace: Any, persona_id: str) -> Known:
    """The persona and her journeys; NotFound."""
    from oracle.workspace import journeys, personas

    persona = personas.get(workspace, persona_id)
    everything = journeys.list_all(workspace, persona.business_id)
    return Known(persona, tuple(journey for journey in everything if journey.persona_id == persona_id))


def of_business(workspace: Any, business_id: str) -> tuple[Known, ...]:
    """The personas of a business by name, each with her journeys."""
    from oracle.workspace import journeys, personas

    everything = journeys.list_all(workspace, business_id)
    found = sorted(personas.of_business(workspace, business_id), key=lambda each: (each.name.casefold(), each.id))
    return tuple(
        Known(each, tuple(journey for journey in everything if journey.persona_id == each.id)) for each in found
    )


def update(workspace: Any, persona: Persona) -> Change:
    """Store all that is typed."""
    from oracle.workspace import personas

    return personas.update(workspace, persona)


def set_picture(workspace: Any, persona_id: str, data: bytes | None) -> Change:
    """Store a portrait, or take it away."""
    from oracle.workspace import personas

    return personas.set_picture(workspace, persona_id, data)


def picture(workspace: Any, digest: str) -> bytes:
    """The bytes of a stored portrait or logo, to have them again after they were taken away."""
    from oracle.workspace import captures

    return captures.image(workspace, digest)


def add(workspace: Any, business_id: str, persona: Persona) -> Change:
    """Add a persona of those fields, under a new id."""
    from oracle.workspace import personas

    return personas.add_like(workspace, business_id, persona)


def duplicate(workspace: Any, persona_id: str) -> Change:
    """Add a copy of a persona to the same business."""
    from oracle.workspace import personas

    return personas.duplicate(workspace, persona_id)


def delete(workspace: Any, persona_id: str) -> Change:
    """Move a persona to the trash."""
    from oracle.workspace import personas

    return personas.delete(workspace, persona_id)


def restore(workspace: Any, persona_id: str) -> Change:
    """Bring a persona back from the trash."""
    from oracle.workspace import trash

    return trash.restore(workspace, persona_id)
