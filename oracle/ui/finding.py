"""What the command palette finds: actions at once, journeys and walks as soon as they are read."""

from __future__ import annotations

from typing import Any

from oracle import words
from oracle.language import _
from oracle.model.journey import Journey
from oracle.model.walk import WalkCard
from oracle.ui.actions import key_text
from oracle.ui.context import Context
from oracle.ui.dates import day
from oracle.ui.palette import Entry, Palette


def entries(context: Context) -> list[Entry]:
    """What can be done now."""
    return [
        Entry(_(spec.text), spec.icon, key_text(spec), action.trigger)
        for spec, action in context.actions.available()
        if spec.id != "find"
    ]


def read_more(context: Context, panel: Palette) -> None:
    """Adds the journeys and walks of the workspace when they are there."""
    context.tasks.read(_read, then=lambda found: panel.add(_found(context, *found)), owner=panel)


def _read(workspace: Any) -> tuple[tuple[Journey, ...], tuple[WalkCard, ...]]:
    from oracle.workspace import journeys, walks

    return journeys.list_all(workspace), walks.cards(workspace)


def _found(context: Context, journeys: tuple[Journey, ...], walks: tuple[WalkCard, ...]) -> list[Entry]:
    found = [
        Entry(journey.title, "route", words.kind(journey.kind), _opening(context, "journey", journey_id=journey.id))
        for journey in journeys
    ]
    for card in walks:
        title = _("{journey}, walked {day} by {tester}").format(
            journey=card.journey_title, day=day(card.walk.started_at), tester=card.tester_name
        )
        place = "review" if card.walk.finished_at else "walk"
        found.append(Entry(title, "footprints", _("Walk"), _opening(context, place, walk_id=card.walk.id)))
    return found


def _opening(context: Context, place: str, **named: str) -> Any:
    return lambda: context.navigate(place, **named)
