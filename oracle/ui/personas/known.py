"""Personas with their journeys, as their screens read them on the lane."""

from __future__ import annotations

from dataclasses import dataclass

from oracle.model.journey import Journey, Persona
from oracle.workspace import Workspace, journeys, personas


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


def known(workspace: Workspace, persona_id: str) -> Known:
    """The persona and her journeys; NotFound."""
    persona = personas.get(workspace, persona_id)
    everything = journeys.list_all(workspace, persona.business_id)
    return Known(persona, tuple(journey for journey in everything if journey.persona_id == persona_id))


def of_business(workspace: Workspace, business_id: str) -> tuple[Known, ...]:
    """The personas of a business by name, each with her journeys."""
    everything = journeys.list_all(workspace, business_id)
    found = sorted(personas.of_business(workspace, business_id), key=lambda each: (each.name.casefold(), each.id))
    return tuple(
        Known(each, tuple(journey for journey in everything if journey.persona_id == each.id)) for each in found
    )
