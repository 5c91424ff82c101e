"""What is said of the dip, of expectation against experience, and of leaving: each a few plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from oracle import words
from oracle.language import _, ngettext
from oracle.method import dip as dips
from oracle.method.cures import Cure, DipCures
from oracle.method.gaps import Gap
from oracle.method.leaving import Leaving
from oracle.model.ratings import Kind
from oracle.model.walk import OpenWalk
from oracle.report.charts.data import dip_words, is_after_sale


def dip_sayings(walk: OpenWalk, found: dips.DipReading, answered: Sequence[DipCures] = ()) -> Iterator[str]:
    """Where the headline dip is, how deep, how long, whether it recovers; its cause and cures; further dips."""
    if found.why_none:
        if walk.journey.kind is Kind.BUY:
            yield found.why_none
        return
    dip = found.headline
    if dip is None:
        stayed = _("After the sale the feeling stayed at neutral or better.")
        yield stayed if is_after_sale(found) else _("After the decision the feeling stayed at neutral or better.")
        return
    yield dip_place(dip)
    yield dip_measure(dip)
    yield from (line for each in answered if each.dip is dip for line in _cures(each))
    others = [_steps(other) for other in found.dips if other is not dip]
    if others:
        yield _("Further dips: {steps}.").format(steps="; ".join(others[:5]) + ("; …" if len(others) > 5 else ""))
    if found.partly_from_friction:
        yield _("Partly from friction: some of these steps were rated without a feeling.")


def dip_place(dip: dips.Dip) -> str:
    """ "Delighted to Angry in 3 days, from step 8 to step 10, Waits for the parcel. It is back at … at step 11."."""
    where = _("from step {start} to step {low}, {title}").format(
        start=dip.start.number, low=dip.low.number, title=dip.low.title
    )
    return f"{dip_words(dip)}, {where}. {dip_end(dip)}"


def dip_end(dip: dips.Dip) -> str:
    """Whether and where it recovers."""
    if dip.end is None:
        return _("It does not recover.")
    return _("It is back at neutral or better at step {n}, {title}.").format(n=dip.end.number, title=dip.end.title)


def dip_measure(dip: dips.Dip) -> str:
    """ "Depth 4 of 4; length 3 days, 3 steps."."""
    steps = ngettext("{n} step", "{n} steps", dip.steps).format(n=dip.steps)
    length = steps if dip.length is None else f"{words.length(dip.length)}, {steps}"
    depth = f"{dip.depth:.2f}".rstrip("0").rstrip(".")
    return _("Depth {depth} of 4; length {length}.").format(depth=depth, length=length)


def cure_words(cure: Cure, persona: str) -> str:
    """The question that asks for a cure of a dip."""
    return {
        Cure.EXPECTATIONS: _("Was {name} told beforehand that it may be hard?").format(name=persona),
        Cure.EMPATHY: _("Did somebody feel with {name} when it was?").format(name=persona),
        Cure.AUTHORITY: _("Were there stories or numbers of others who made it?"),
        Cure.HOW_LONG: _("Was it said how long it will last?"),
    }[cure]


def cure_name(cure: Cure) -> str:
    """A cure in a word or two."""
    return {
        Cure.EXPECTATIONS: _("expectations managed"),
        Cure.EMPATHY: _("empathy"),
        Cure.AUTHORITY: _("stories of others"),
        Cure.HOW_LONG: _("how long it lasts"),
    }[cure]


def _cures(each: DipCures) -> Iterator[str]:
    if each.answer is None:
        return
    if each.answer.cause is not None:
        yield _("Cause: {cause}.").format(cause=words.dip_cause(each.answer.cause).lower())
    given = [cure_name(cure) for cure in Cure if each.given(cure)]
    missing = [cure_name(cure) for cure in each.missing]
    if given:
        yield _("Cures given: {cures}.").format(cures=", ".join(given))
    if missing:
        yield _("Cures missing: {cures}.").format(cures=", ".join(missing))


def _steps(dip: dips.Dip) -> str:
    if dip.end is None:
        return _("from step {start} on").format(start=dip.start.number)
    return _("steps {start} to {end}").format(start=dip.start.number, end=dip.end.number)


def gap_sayings(found: Sequence[Gap], widest: Sequence[Gap]) -> Iterator[str]:
    """The widest gaps, or that all was as expected."""
    if found and not any(gap.size for gap in found):
        yield _("Every step was as rough or smooth as the owner expected.")
    for gap in widest:
        yield gap_words(gap)


def gap_words(gap: Gap) -> str:
    """ "Pays: expected Slight, was Rough (rougher)."."""
    text = _("{step}: expected {expected}, was {met} (rougher).")
    if gap.size < 0:
        text = _("{step}: expected {expected}, was {met} (smoother).")
    return text.format(step=gap.step.title, expected=words.friction(gap.expected), met=words.friction(gap.met))


def leaving_sayings(found: Iterable[Leaving]) -> Iterator[str]:
    """Each place with its reason, and whether another road was offered."""
    for leaving in found:
        reason = words.leave_reason(leaving.reason) if leaving.reason else _("no reason given")
        told = _("{step}: {reason}.").format(step=leaving.step.title, reason=reason)
        if leaving.other_road_offered is not None:
            offered = _("Another road was offered.") if leaving.other_road_offered else _("No other road was offered.")
            told = f"{told} {offered}"
        yield told
