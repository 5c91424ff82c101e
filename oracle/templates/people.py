"""The ready personas of `resources/personas`: believable customers to start from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from oracle import paths
from oracle.model.journey import Persona
from oracle.model.ratings import ChannelKind

_LISTS = ("objectives", "expectations", "pains", "says", "thinks", "does", "feels", "gains")


@dataclass(frozen=True, slots=True)
class ReadyPersona:
    """A persona without a business; `fits` says which businesses she suits, in the words of the ready journeys."""

    fits: str
    persona: Persona


@cache
def ready_personas() -> tuple[ReadyPersona, ...]:
    """All of them, by what they fit and then by name."""
    found = [_read(file) for file in paths.resource("personas").glob("*.toml")]
    return tuple(sorted(found, key=lambda ready: (ready.fits, ready.persona.name)))


def _read(file: Path) -> ReadyPersona:
    data: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    lists: dict[str, Any] = {name: tuple(data[name]) for name in _LISTS}
    looks = tuple((stage, ChannelKind(channel)) for stage, channels in data["looks"].items() for channel in channels)
    persona = Persona(id="", business_id="", name=data["name"], age=data["age"], who=data["who"], looks=looks, **lists)
    return ReadyPersona(data["fits"], persona)
