"""What changed since another walk, as the report tells it: in all, step by step, and pothole by pothole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oracle import words
from oracle.language import _
from oracle.method.comparing import Comparison, StepChange
from oracle.method.quality import rounded
from oracle.model.pothole import Pothole
from oracle.model.ratings import State
from oracle.report.charts.data import label
from oracle.report.content import compared
from oracle.report.content.cards import key
from oracle.report.content.parts import Cell, ReadingPart, ReadingTable, Section, Sign


def since_part(found: Comparison, *, across: bool) -> ReadingPart:
    """The part of one walk of the report, `found.now`; `across`: it is named, beside others."""
    walk = found.now
    name = _("{title}, walk {n}").format(title=walk.journey.title, n=walk.walk.number) if across else ""
    tables = [_steps(found), *_holes(found, across=across)]
    return ReadingPart(section=Section.SINCE, walk=name, lines=tuple(_lines(found)), tables=tuple(tables))


def _lines(found: Comparison) -> Iterator[str]:
    then = compared.named(found.then)
    before, after = found.quality_then.value, found.quality_now.value
    if before is not None and after is not None:
        told = _("Since the walk of {walk}: road quality {before} then, {after} now.")
        yield told.format(walk=then, before=rounded(before), after=rounded(after))
    else:
        yield _("Since the walk of {walk}.").format(walk=then)
    change = compared.change(found)
    if change:
        told = _("{change}. {counted}")
        yield told.format(change=change[0].upper() + change[1:], counted=compared.how_counted(found))
    else:
        yield compared.why_not(found)
    yield f"{compared.counted(found)}."
    spent = compared.time_spent(found)
    if spent:
        yield _("Time at the steps: {both}.").format(both=spent)


def _steps(found: Comparison) -> ReadingTable:
    names = compared.labels(found.then, found.now)
    return ReadingTable(
        title=_("Friction, step by step"),
        heads=(_("Step"), names[0], names[1], _("Change")),
        shares=(3.4, 1.2, 1.2, 1.3),
        rows=tuple(_step(each) for each in found.steps),
    )


def _step(step: StepChange) -> tuple[Cell, ...]:
    shown = step.pair.now or step.pair.then
    title = "" if shown is None else _("{n}  {title}").format(n=shown.number, title=shown.title)
    return Cell(title), _coin(step.then.friction), _coin(step.now.friction), Cell(compared.trend(step))


def _coin(value: int | None) -> Cell:
    return Cell("–") if value is None else Cell(compared.friction(value).partition(" ")[2], coin=value)


def _holes(found: Comparison, *, across: bool) -> Iterator[ReadingTable]:
    holes = found.holes
    if holes is None:
        return
    asides = {each: _("not checked") for each in holes.unchecked} | {each: _("worse") for each in holes.worse}
    for title, listed in (
        (_("Repaired"), holes.repaired),
        (_("Remaining"), holes.remaining),
        (words.state(State.WONT_REPAIR), holes.wont_repair),
        (_("Back again"), holes.back_again),
        (_("New"), holes.new),
    ):
        if listed:
            yield _listed(found, f"{title} ({len(listed)})", listed, asides, across=across)
    if holes.lost:
        yield ReadingTable(
            title=_("Bright spots lost"),
            heads=(_("Bright spot"),),
            shares=(1.0,),
            rows=tuple((Cell(each.title),) for each in holes.lost),
        )


def _listed(
    found: Comparison, title: str, holes: Sequence[Pothole], asides: dict[str, str], *, across: bool
) -> ReadingTable:
    rows = tuple(
        (Cell(hole.title, sign=_sign(hole, found, across=across)), Cell(asides.get(hole.id, ""))) for hole in holes
    )
    return ReadingTable(title=title, heads=(_("Pothole"), ""), shares=(4.0, 1.0), rows=rows)


def _sign(hole: Pothole, found: Comparison, *, across: bool) -> Sign:
    """Its mark; what this walk did not meet has no card in the report that it could lead to."""
    here = any(seen.walk_id == found.now.walk.id and seen.met for seen in hole.sightings)
    return Sign(label(hole, found.now.walk.number, across=across), hole.severity, key(hole) if here else "")
