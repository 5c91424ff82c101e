"""Which potholes are shown. Pure values: whoever counts potholes opens the list of them with such a filter."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from oracle import words
from oracle.language import _
from oracle.model.ratings import CLOSED, Cause, State

STILL_OPEN = frozenset(State) - frozenset(CLOSED)


class Facet(StrEnum):
    """What potholes can be told apart by; the values are the names of the filter's fields."""

    STATE = "states"
    SEVERITY = "severities"
    JOURNEY = "journeys"
    OWNER = "owners"
    CAUSE = "causes"
    STAGE = "stages"
    TESTER = "testers"
    WALK = "walks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """An empty set lets everything through. `ids` are only those potholes, named `ids_label`: "Repaired this month".

    `severities` may hold None for "not rated yet", `causes` None for "not known", `owners` "" for nobody. Stages and
    testers go by name, journeys and walks by id. `text` is searched for in titles and notes.
    """

    states: frozenset[State] = STILL_OPEN
    severities: frozenset[int | None] = frozenset()
    causes: frozenset[Cause | None] = frozenset()
    stages: frozenset[str] = frozenset()
    journeys: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    testers: frozenset[str] = frozenset()
    walks: frozenset[str] = frozenset()
    ids: frozenset[str] | None = None
    ids_label: str = ""
    text: str = ""

    def of(self, facet: Facet) -> frozenset[Any]:
        """What is chosen of a facet."""
        found: frozenset[Any] = getattr(self, facet.value)
        return found

    @property
    def narrowed(self) -> bool:
        """Whether anything but the usual is asked for."""
        usual = Filters()
        return any(getattr(self, each.name) != getattr(usual, each.name) for each in fields(self))


def facet_name(facet: Facet) -> str:
    """What a facet is called on its button."""
    return {
        Facet.STATE: _("State"),
        Facet.SEVERITY: _("Severity"),
        Facet.JOURNEY: _("Journey"),
        Facet.OWNER: _("Who"),
        Facet.CAUSE: _("Cause"),
        Facet.STAGE: _("Stage"),
        Facet.TESTER: _("Tester"),
        Facet.WALK: _("Walk"),
    }[facet]


def value_name(facet: Facet, value: Any) -> str:
    """What a value is called; journeys and walks are named by who knows them."""
    if facet is Facet.STATE:
        return words.state(value)
    if facet is Facet.SEVERITY:
        return words.rating(value)
    if facet is Facet.CAUSE:
        return _("Not known") if value is None else words.cause(value)
    if facet is Facet.OWNER:
        return value or _("Nobody yet")
    if facet is Facet.STAGE:
        return value or _("Outside any step")
    return str(value)
