"""`search`: journeys, steps, notes, potholes, captures, personas and businesses by their words."""

from __future__ import annotations

from argparse import Namespace

from oracle import words
from oracle.cli.businesses import named
from oracle.cli.opening import opened
from oracle.cli.output import remark, say_json, say_table
from oracle.language import _
from oracle.model.search import Hit
from oracle.workspace import search


def find(wanted: Namespace) -> int:
    """Print what holds all the words, the best first; on stderr that nothing does."""
    with opened(wanted) as held:
        for _progress in search.prepare(held):
            pass
        business = named(held, wanted.business).id if wanted.business else None
        found = search.find(held, " ".join(wanted.text), business_id=business, limit=wanted.limit)
    if wanted.json:
        say_json(found)
    else:
        say_table((words.subject(hit.subject), hit.id, _place(hit), hit.excerpt) for hit in found)
    if not found:
        remark(_("Nothing found."))
    return 0


def _place(hit: Hit) -> str:
    step = "" if hit.step_number is None else f"{hit.step_number} {hit.step_title}"
    return " · ".join(part for part in (hit.business_name, hit.journey_title, step) if part)
