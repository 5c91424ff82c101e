"""Words that confuse: what a walk says about unclear words, and the words themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from oracle.model.journey import Step, Version
from oracle.model.pothole import Pothole
from oracle.model.ratings import Cause
from oracle.model.walk import Visit

LONGEST = 5  # words of a quotation that is a term; what is longer is a sentence that somebody said
_MARKS = ("“”", '""', "„“", "„”", "«»", "»«", "‹›", "「」", "『』")
_QUOTED = re.compile("|".join(f"{re.escape(m[0])}([^{re.escape(m)}\n]{{1,60}}){re.escape(m[1])}" for m in _MARKS))

_CAPITALS = re.compile(r"(?<![\w.])[A-Z][A-Z0-9]{1,5}(?![\w])")
# Short on purpose, as a line that is wrong costs more trust than one that is missing.
_CONFUSED = re.compile(
    r"\b(jargon|unclear|confus(?:ed|es|ing)|what does .{1,40} mean|what is an? .{1,40}(?=\?)|don't understand|"
    r"do not understand|did not understand|didn't understand|no idea what|makes no sense|unverständlich|"
    r"unklar|verwirrend|incompréhensible|pas clair)(?!\w)"
)
# One of these stands in whatever `_CONFUSED` finds: looking for them first is many times quicker in long notes.
_HINTS = (
    "jargon", "unclear", "confus", "what ", "understand", "no idea", "no sense", "unverständlich", "unklar",
    "verwirrend", "incompréhensible", "pas clair",
)  # fmt: skip


class Confusion(Struct, frozen=True):
    """One place where words confuse: a pothole of the cause information, or (`pothole` None) what a note says.

    `terms` are the words that are named there, as they are written. `step` None: met outside any step.
    """

    step: Step | None
    pothole: Pothole | None
    text: str
    terms: tuple[str, ...]


class Wording(Struct, frozen=True):
    """All such places in road order, and the list of jargon: each term once, in the order in which it was met."""

    places: tuple[Confusion, ...]

    @property
    def jargon(self) -> tuple[str, ...]:
        """Each term once, whatever its case; the first way of writing it stands."""
        once: dict[str, str] = {}
        for place in self.places:
            for term in place.terms:
                once.setdefault(term.casefold(), term)
        return tuple(once.values())


def words_that_confuse(version: Version, visits: Iterable[Visit], potholes: Iterable[Pothole], walk_id: str) -> Wording:
    """Potholes with the cause information, and notes that speak of confusion, with the terms that they name.

    Source: product page, "Words that confuse". A term is what stands in quotation marks (up to five words), or an
    abbreviation of two to six capitals, in such a pothole (title, what I saw, about the cause) or such a note.
    """
    met = [hole for hole in potholes if hole.cause is Cause.INFORMATION and not hole.bright]
    by_step = {visit.step_id: visit for visit in visits}
    found: list[Confusion] = []
    told: set[str] = set()
    for step in version.steps:
        here = [hole for hole in met if hole.id not in told and step.id in _steps(hole, walk_id)]
        told.update(hole.id for hole in here)
        found += [_of_pothole(hole, step) for hole in here]
        visit = by_step.get(step.id)
        if visit and speaks_of_confusion(visit.note):
            found.append(Confusion(step, None, " ".join(visit.note.split()), terms(visit.note)))
    found += [_of_pothole(hole, None) for hole in met if hole.id not in told]
    return Wording(tuple(found))


def speaks_of_confusion(note: str) -> bool:
    """Whether somebody says that words were not understood."""
    plain = note.replace("’", "'").lower()
    return any(hint in plain for hint in _HINTS) and _CONFUSED.search(plain) is not None


def terms(text: str) -> tuple[str, ...]:
    """Quoted terms and abbreviations of a text, in their order, each once."""
    found = [(match.start(), _inner(match)) for match in _QUOTED.finditer(text)]
    quoted = [term for _at, term in found]
    found += [
        (match.start(), match.group())
        for match in _CAPITALS.finditer(text)
        if not any(match.group() in q for q in quoted)
    ]
    kept = [term for _at, term in sorted(found) if term and len(term.split()) <= LONGEST]
    return tuple(dict.fromkeys(kept))


def _inner(match: re.Match[str]) -> str:
    inside = next(group for group in match.groups() if group is not None)
    return " ".join(inside.split()).strip(" .,;:!?…")


def _of_pothole(hole: Pothole, step: Step | None) -> Confusion:
    return Confusion(step, hole, hole.title, terms("\n".join((hole.title, hole.saw, hole.cause_note))))


def _steps(hole: Pothole, walk_id: str) -> set[str]:
    return {step for seen in hole.sightings if seen.walk_id == walk_id for step in seen.step_ids}
