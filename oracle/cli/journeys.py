"""`journey`: ready journeys and your own."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from msgspec.structs import replace

from oracle import templates as ready
from oracle import words
from oracle.cli.businesses import named
from oracle.cli.opening import opened
from oracle.cli.output import say, say_json, say_table
from oracle.errors import NotFound
from oracle.language import _, ngettext
from oracle.workspace import Workspace, journeys, personas

_FIGURES = ("title", "people_a_month", "worth", "worth_again")


def templates(wanted: Namespace) -> int:
    """List the ready journeys."""
    found = ready.all_templates()
    if wanted.json:
        say_json(found)
    else:
        say_table((template.name, words.kind(template.kind), template.title) for template in found)
    return 0


def add(wanted: Namespace) -> int:
    """Make a journey from a ready one and print its id."""
    template = ready.get(wanted.template)
    with opened(wanted, begins=True) as held:
        made = journeys.from_template(held, template, business=wanted.business, url=wanted.url, persona=wanted.persona)
    say(made.id)
    return 0


def list_all(wanted: Namespace) -> int:
    """List the journeys of the workspace, without their steps."""
    with opened(wanted) as held:
        found = journeys.list_all(held)
    if wanted.json:
        say_json([replace(journey, version=replace(journey.version, stages=())) for journey in found])
    else:
        say_table((journey.id, words.kind(journey.kind), journey.title) for journey in found)
    return 0


def show(wanted: Namespace) -> int:
    """Show a journey with its stages and steps."""
    with opened(wanted) as held:
        journey = journeys.get(held, journeys.resolve(held, wanted.journey))
    if wanted.json:
        say_json(journey)
        return 0
    steps = len(journey.version.steps)
    say(journey.title, f"{words.kind(journey.kind)} · " + ngettext("{n} step", "{n} steps", steps).format(n=steps))
    for stage in journey.version.stages:
        say("", stage.name)
        say_table(
            (f"  {step.number}", words.channel(step.channel, step.channel_label), step.title) for step in stage.steps
        )
    return 0


def delete(wanted: Namespace) -> int:
    """Move a journey to the trash."""
    with opened(wanted) as held:
        journey = journeys.get(held, journeys.resolve(held, wanted.journey))
        journeys.delete(held, journey.id)
    say(_("Moved to the trash: {title}").format(title=journey.title))
    return 0


def duplicate(wanted: Namespace) -> int:
    """Make a copy of a journey, for another business too, and print its id."""
    with opened(wanted) as held:
        business = named(held, wanted.business).id if wanted.business else None
        own = journeys.resolve(held, wanted.journey)
        made = journeys.duplicate(held, own, business_id=business, title=wanted.title)
    say(made.id)
    return 0


def change(wanted: Namespace) -> int:
    """Change title, figures or persona of a journey."""
    with opened(wanted) as held:
        journey = journeys.get(held, journeys.resolve(held, wanted.journey))
        given: dict[str, Any] = {name: getattr(wanted, name) for name in _FIGURES if getattr(wanted, name) is not None}
        if wanted.persona is not None:
            given["persona_id"] = _persona(held, journey.business_id, wanted.persona)
        journeys.update(held, replace(journey, **given))
    say(_("Changed: {title}").format(title=given.get("title", journey.title)))
    return 0


def _persona(held: Workspace, business_id: str, name: str) -> str:
    own = personas.of_business(held, business_id)
    for persona in own:
        if name.strip().casefold() == persona.name.casefold() or persona.id == name:
            return persona.id
    raise NotFound(
        _("This business has no persona “{name}”.").format(name=name),
        advice=_("There are: {names}.").format(names=", ".join(persona.name for persona in own)),
    )
