"""What a report says of the personas that were played."""

from __future__ import annotations

from collections.abc import Sequence

from oracle import words
from oracle.language import _
from oracle.model.journey import Persona
from oracle.model.record import WalkRecord
from oracle.report.content.parts import Fact, PersonaEntry

_ON_COVER = 90  # characters of a persona that the cover has room for


def personas(records: Sequence[WalkRecord]) -> tuple[PersonaEntry, ...]:
    """Each persona of these walks once, in the order of the walks; those of whom nothing is known are left out."""
    each = {record.open.persona.id: record.open.persona for record in records}
    return tuple(_entry(persona) for persona in each.values() if _is_known(persona))


def named(persona: Persona) -> str:
    """ "Wendy, 34"."""
    return f"{persona.name}, {persona.age}" if persona.age is not None else persona.name


def for_cover(records: Sequence[WalkRecord]) -> str:
    """The personas in a few words: who they are where there is room for all of it, else their names."""
    each = list({record.open.persona.id: record.open.persona for record in records}.values())
    whole = "; ".join(dict.fromkeys(_in_words(persona) for persona in each))
    return whole if len(whole) <= _ON_COVER else "; ".join(dict.fromkeys(named(persona) for persona in each))


def _in_words(persona: Persona) -> str:
    who = " ".join(persona.who.split()).rstrip(".")
    return f"{named(persona)}, {who}" if who else named(persona)


def _is_known(persona: Persona) -> bool:
    lists = (*_aims(persona), *_map(persona))
    return bool(persona.picture or persona.looks or any(lines for _title, lines in lists)) or (
        len(_in_words(persona)) > _ON_COVER
    )


def _entry(persona: Persona) -> PersonaEntry:
    feeling = _map(persona)
    return PersonaEntry(
        name=persona.name,
        title=named(persona),
        picture=persona.picture,
        who=persona.who.strip(),
        aims=tuple((title, lines) for title, lines in _aims(persona) if lines),
        empathy=feeling if any(lines for _title, lines in feeling) else (),
        looks=_looks(persona),
    )


def _aims(persona: Persona) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return ((_("Objectives"), persona.objectives), (_("Expectations"), persona.expectations))


def _map(persona: Persona) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (_("Says"), persona.says),
        (_("Thinks"), persona.thinks),
        (_("Does"), persona.does),
        (_("Feels"), persona.feels),
        (_("Pains"), persona.pains),
        (_("Gains"), persona.gains),
    )


def _looks(persona: Persona) -> tuple[Fact, ...]:
    stages = dict.fromkeys(stage for stage, _channel in persona.looks)
    return tuple(
        Fact(stage, ", ".join(words.channel(channel) for each, channel in persona.looks if each == stage))
        for stage in stages
    )
