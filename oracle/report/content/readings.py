"""The method's readings of a walk in words: the window, the report and the command line say the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from oracle import words
from oracle.language import _, ngettext
from oracle.method import cost as costing
from oracle.method.care import Extra, ExtraReading
from oracle.method.confusion import Confusion
from oracle.method.four_roads import RoadCount, never_walked
from oracle.method.insights import Insights
from oracle.method.priority import ordered
from oracle.method.quality import rounded
from oracle.method.recovery import Recovery
from oracle.model.ratings import LeaveReason
from oracle.model.record import WalkRecord
from oracle.report.content.formulas import Topic, formula, title
from oracle.report.content.sayings import dip_sayings, gap_sayings, leaving_sayings

PLACES = 5  # steps or potholes named before the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing that the method reads: a heading, plain sentences, and how they come about."""

    topic: Topic
    title: str
    lines: tuple[str, ...]
    formula: str


def readings(record: WalkRecord, found: Insights) -> tuple[Reading, ...]:
    """All readings of a walk that have something to say, in the order of `Topic`."""
    makers: dict[Topic, Callable[[WalkRecord, Insights], Iterator[str]]] = {
        Topic.QUALITY: _quality,
        Topic.DIP: _dip,
        Topic.GAPS: _gaps,
        Topic.ABSENT: _absent,
        Topic.LEAVING: _leaving,
        Topic.RECOVERY: _recovery,
        Topic.EXTRAS: _extras,
        Topic.WORDS: _wording,
        Topic.CHANNELS: _channels,
        Topic.TIME: _time,
        Topic.COST: _cost,
        Topic.ROADS: _roads,
    }
    made = ((topic, tuple(makers[topic](record, found))) for topic in Topic)
    return tuple(Reading(topic=t, title=title(t), lines=lines, formula=formula(t)) for t, lines in made if lines)


def extra_words(extra: Extra) -> str:
    """ "Promptness"."""
    return {Extra.QUALITY: _("Quality"), Extra.PROMPTNESS: _("Promptness"), Extra.CARE: _("Care")}[extra]


def recovery_words(found: Recovery) -> str:
    """ "an apology: yes, a person: no, the truth: –"."""
    return _("an apology: {apology}, a person: {person}, the truth: {truth}").format(
        apology=words.answer(found.apology).lower(), person=words.answer(found.person).lower(),
        truth=words.answer(found.truth).lower(),
    )  # fmt: skip


def duration(time: timedelta) -> str:
    """A length of time: "40 seconds", else as words.length says it."""
    seconds = round(time.total_seconds())
    if seconds < 60:
        return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)
    return words.length(time)


def _quality(_record: WalkRecord, found: Insights) -> Iterator[str]:
    quality = found.quality
    rated = _("{rated} of {steps} steps rated").format(rated=quality.rated, steps=quality.steps)
    if quality.value is None:
        yield _("Not rated yet: {rated}.").format(rated=rated)
    else:
        yield _("{n} of 100, {rated}.").format(n=rounded(quality.value), rated=rated)


def _dip(record: WalkRecord, found: Insights) -> Iterator[str]:
    yield from dip_sayings(record.open, found.dip, found.dips)


def _gaps(_record: WalkRecord, found: Insights) -> Iterator[str]:
    yield from gap_sayings(found.gaps, found.widest)


def _absent(_record: WalkRecord, found: Insights) -> Iterator[str]:
    for step, group in groupby(found.absent, key=lambda absent: absent.step):
        missing = "; ".join(each.line.text.rstrip(".") if each.line else _("it never came") for each in group)
        yield _("Step {n}, {title}: {text}.").format(n=step.number, title=step.title, text=missing)


def _leaving(_record: WalkRecord, found: Insights) -> Iterator[str]:
    yield from leaving_sayings(found.leavings)
    traps = sum(each.reason is LeaveReason.TRAP for each in found.leavings)
    if traps:
        yield ngettext("{n} of them is a trap.", "{n} of them are traps.", traps).format(n=traps)


def _recovery(_record: WalkRecord, found: Insights) -> Iterator[str]:
    answered = [each for each in found.recoveries if each.is_answered]
    if found.recoveries and not answered:
        count = len(found.recoveries)
        yield ngettext(
            "{n} bump, and nobody said yet how it was handled.",
            "{n} bumps, and nobody said yet how they were handled.",
            count,
        ).format(n=count)
    if answered:
        well = sum(each.handled_well for each in answered)
        yield _("{n} of {all} bumps were handled well.").format(n=well, all=len(found.recoveries))
    for each in answered:
        place = _("Step {n}, {title}").format(n=each.step.number, title=each.step.title)
        yield f"{place}: {recovery_words(each)}."


def _extras(_record: WalkRecord, found: Insights) -> Iterator[str]:
    yield from (_extra(each) for each in found.extras if each.mean is not None)


def _extra(each: ExtraReading) -> str:
    rated = ngettext("{n} step", "{n} steps", each.rated).format(n=each.rated)
    told = _("{what} {mean} of 5, from {steps}.").format(
        what=extra_words(each.extra), mean=f"{each.mean:.1f}", steps=rated
    )
    if each.lowest_value is None or each.rated < 2 or each.lowest_value == 5:
        return told
    names = ", ".join(step.title for step in each.lowest[:2])
    more = len(each.lowest) - 2
    if more > 0:
        names = _("{names} and {n} more").format(names=names, n=more)
    return f"{told} {_('Lowest, {n}: {names}.').format(n=each.lowest_value, names=names)}"


def _wording(_record: WalkRecord, found: Insights) -> Iterator[str]:
    for place in found.wording.places:
        yield _confusion(place)
    if found.wording.jargon:
        yield _("The words named: {terms}.").format(terms=", ".join(f"“{term}”" for term in found.wording.jargon))


def _confusion(place: Confusion) -> str:
    text = words.shortened(place.text, 160)
    if place.step is None:
        return text
    return _("Step {n}: {text}").format(n=place.step.number, text=text)


def _channels(_record: WalkRecord, found: Insights) -> Iterator[str]:
    for each in found.channels:
        if not each.channels and not each.gaps:
            continue
        names = ", ".join(dict.fromkeys(words.channel(kind, own) for kind, own in each.channels)) or "–"
        yield _("{stage}: {channels}.").format(stage=each.stage, channels=names)
        yield from (f"{words.channel_gap(each.stage, gap)}." for gap in each.gaps)


def _time(_record: WalkRecord, found: Insights) -> Iterator[str]:
    lost = found.time_lost
    told_steps = lost.worth_telling
    if told_steps:
        count = len(told_steps)
        told = ngettext("About {time} at {n} step.", "About {time} at {n} steps.", count)
        yield told.format(time=duration(lost.total), n=count)
        for late in sorted(told_steps, key=lambda late: -late.time)[:PLACES]:
            yield _("Step {n}, {title}: {time} longer than a smooth step.").format(
                n=late.step.number, title=late.step.title, time=duration(late.time)
            )
    for late in lost.waits:
        yield _("Step {n}, {title}: came {time} late.").format(
            n=late.step.number, title=late.step.title, time=duration(late.time)
        )


def _cost(record: WalkRecord, found: Insights) -> Iterator[str]:
    total = found.costs.total
    if total is None:
        return
    currency, kind = record.business.currency, record.open.journey.kind
    yield _("Leaving it as it is costs {amount}, an estimate.").format(amount=costing.words(total, currency))
    known = [hole for hole in ordered(record.potholes) if found.costs.by_pothole.get(hole.id)]
    known.sort(key=lambda hole: -(found.costs.amount(hole.id) or 0))
    for hole in known[:PLACES]:
        cost = found.costs.by_pothole[hole.id]
        if cost is not None:
            yield _("{title}: {amount} ({formula}).").format(
                title=hole.title, amount=costing.words(cost.amount, currency),
                formula=costing.formula(cost, kind, currency),
            )  # fmt: skip
    if len(known) > PLACES:
        more = len(known) - PLACES
        yield ngettext("{n} more pothole has a cost.", "{n} more potholes have a cost.", more).format(n=more)


def _roads(record: WalkRecord, found: Insights) -> Iterator[str]:
    if record.roads:
        yield from road_words(found.roads)


def road_words(counts: tuple[RoadCount, ...]) -> Iterator[str]:
    """Which of the four roads were never walked, or that each was."""
    never = never_walked(counts)
    if not never:
        yield _("Each of the four roads was walked.")
        return
    known = {count.kind: count.journeys for count in counts}
    for has_journey, text in (
        (True, _("Never walked to the end: {roads}.")),
        (False, _("Never walked, and no journey for it yet: {roads}.")),
    ):
        names = [words.kind(kind) for kind in never if bool(known[kind]) is has_journey]
        if names:
            yield text.format(roads=", ".join(names))
