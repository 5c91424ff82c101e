"""`persona`: the customers that are played."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from msgspec.structs import replace

from oracle.capture import files
from oracle.cli.businesses import named
from oracle.cli.opening import opened
from oracle.cli.output import say, say_json, say_table
from oracle.errors import NotFound
from oracle.language import _
from oracle.model.journey import Persona, PersonaSketch
from oracle.workspace import Workspace, businesses, personas

LISTS = ("objectives", "expectations", "pains", "says", "thinks", "does", "feels", "gains")


def _titles() -> dict[str, str]:
    return {
        "objectives": _("Objectives"),
        "expectations": _("Expectations"),
        "pains": _("Pains"),
        "says": _("Says"),
        "thinks": _("Thinks"),
        "does": _("Does"),
        "feels": _("Feels"),
        "gains": _("Gains"),
    }


def list_all(wanted: Namespace) -> int:
    """List the personas of a business, or of all."""
    with opened(wanted) as held:
        own = named(held, wanted.business).id if wanted.business else None
        found = personas.list_all(held) if own is None else personas.of_business(held, own)
        names = {business.id: business.name for business in businesses.list_all(held)}
    if wanted.json:
        say_json(found)
    else:
        say_table((persona.id, names[persona.business_id], persona.name) for persona in found)
    return 0


def show(wanted: Namespace) -> int:
    """Show one persona."""
    with opened(wanted) as held:
        persona = _named(held, wanted.persona)
    if wanted.json:
        say_json(persona)
        return 0
    say(persona.name if persona.age is None else f"{persona.name}, {persona.age}")
    if persona.who:
        say(persona.who)
    titles = _titles()
    for name in LISTS:
        lines = getattr(persona, name)
        if lines:
            say("", titles[name])
            say_table(("  –", line) for line in lines)
    return 0


def add(wanted: Namespace) -> int:
    """Add a persona to a business and print its id."""
    picture = files.read(wanted.picture).data if wanted.picture else None
    with opened(wanted) as held:
        made = personas.add(held, named(held, wanted.business).id, sketch=PersonaSketch(name=wanted.name)).id
        _store(held, personas.get(held, made), wanted, picture)
    say(made)
    return 0


def change(wanted: Namespace) -> int:
    """Change what is given of a persona."""
    picture = files.read(wanted.picture).data if wanted.picture else None
    with opened(wanted) as held:
        persona = _named(held, wanted.persona)
        _store(held, persona, wanted, picture)
    say(_("Changed: {title}").format(title=wanted.name or persona.name))
    return 0


def delete(wanted: Namespace) -> int:
    """Move a persona to the trash."""
    with opened(wanted) as held:
        persona = _named(held, wanted.persona)
        personas.delete(held, persona.id)
    say(_("Moved to the trash: {title}").format(title=persona.name))
    return 0


def _named(held: Workspace, name: str) -> Persona:
    """The only persona of that name, else the one of that id or the beginning of it; NotFound."""
    every = personas.list_all(held)
    found = [persona for persona in every if persona.name.casefold() == name.strip().casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(
            _("Several personas are called “{name}”.").format(name=name.strip()),
            advice=_("Give the id of one: {ids}.").format(ids=", ".join(persona.id for persona in found)),
        )
    return personas.get(held, personas.resolve(held, name))


def _store(held: Workspace, persona: Persona, wanted: Namespace, picture: bytes | None) -> None:
    given: dict[str, Any] = {}
    for name in persona.__struct_fields__:
        typed = getattr(wanted, name, None)
        if name in {"name", "age", "who", *LISTS} and typed is not None:
            given[name] = tuple(line for line in typed if line.strip()) if name in LISTS else typed
    if given:
        personas.update(held, replace(persona, **given))
    if picture is not None:
        personas.set_picture(held, persona.id, picture)
