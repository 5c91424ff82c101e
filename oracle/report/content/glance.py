"""The page at a glance, and what the road profile says beside its picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from oracle import words
from oracle.language import _, ngettext
from oracle.method import cost as costing
from oracle.method import dip as dips
from oracle.method import money
from oracle.method.absent import did_not_happen
from oracle.method.cures import with_cures
from oracle.method.four_roads import four_roads
from oracle.method.gaps import expectation
from oracle.method.insights import WIDEST, costs_of
from oracle.method.leaving import leavings
from oracle.method.priority import by_severity, is_open, ordered, priority
from oracle.method.quality import road_quality, rounded
from oracle.method.since import since
from oracle.method.verdict import verdict
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.record import WalkRecord
from oracle.model.walk import OpenWalk
from oracle.report.charts.data import dip_heading, is_after_sale, road_data
from oracle.report.content.cards import place, sign, steps_of
from oracle.report.content.checks import of_run
from oracle.report.content.formulas import Topic, formula
from oracle.report.content.parts import Absence, Bright, Glance, Road, Top, WalkFigure
from oracle.report.content.readings import road_words
from oracle.report.content.sayings import dip_sayings, gap_sayings, leaving_sayings
from oracle.report.content.since import since_words

FIRST = 5  # potholes on the page at a glance
SMOOTH = 5  # things that went well there
FEWER_SMOOTH = 3  # where several walks share the page

Met = tuple[Pothole, WalkRecord]
Costed = tuple[Pothole, WalkRecord, Decimal | None]


def glance(records: Sequence[WalkRecord], met: Sequence[Met], *, across: bool, journey: bool) -> Glance:
    """Verdict, quality, counts, the first five, what went well. `met`: each pothole with the walk it is shown in."""
    holes = [pothole for pothole, _record in met if not pothole.bright and is_open(pothole)]
    counts = by_severity(holes)
    first = costed(_most_urgent(met))
    told = ngettext("{n} open pothole, by severity", "{n} open potholes, by severity", len(holes)).format(n=len(holes))
    return Glance(
        figures=tuple(_figure(record, across=across) for record in records),
        counted=told if holes else _("No open potholes"),
        counts=tuple((severity, count) for severity, count in counts.items() if severity or count),
        first=tuple(_first(first, across=across, journey=journey)),
        together=_together(first),
        smooth=tuple(_smooth(records, met))[: SMOOTH if len(records) == 1 else FEWER_SMOOTH],
        roads=tuple(road_words(four_roads(records[0].roads))) if records[0].roads else (),
    )


def costed(met: Sequence[Met]) -> list[Costed]:
    """Each pothole with what it costs a month."""
    walks = {record.open.walk.id: record for _hole, record in met}
    costs = {walk_id: costs_of(record) for walk_id, record in walks.items()}
    return [(hole, record, costs[record.open.walk.id].amount(hole.id)) for hole, record in met]


def road(record: WalkRecord, *, across: bool) -> Road:
    """The profile of one walk with its sayings; the record holds the whole road, whatever the run left out."""
    walk = of_run(record).open
    intro = _(
        "The upper edge of the road is how {name} felt at each step. Where the surface is broken, there was a pothole: "
        "the deeper, the worse."
    )
    gaps = expectation(walk.version, walk.visits)
    dip = dips.of_walk(record.open)
    sayings = (
        (dip_heading(is_after_sale(dip)), tuple(dip_sayings(record.open, dip, with_cures(dip, record.dip_answers)))),
        (_("Expected and met"), tuple(gap_sayings(gaps, [gap for gap in gaps if gap.size][:WIDEST]))),
        (_("Where people would leave"), tuple(leaving_sayings(leavings(walk.version, walk.visits)))),
    )
    return Road(
        title=walk.journey.title,
        intro=intro.format(name=walk.persona.name),
        data=road_data(record.open, record.potholes, across=across),
        sayings=tuple((head, lines) for head, lines in sayings if lines),
    )


def absences(records: Sequence[WalkRecord], *, journey: bool) -> tuple[Absence, ...]:
    """What did not happen in all walks."""
    found = []
    for record in records:
        walk = record.open
        for absent in did_not_happen(walk.version, walk.visits):
            where = _("Step {n}: {title}").format(n=absent.step.number, title=absent.step.title)
            text = absent.line.text if absent.line else _("It never came.")
            found.append(Absence(f"{walk.journey.title} › {where}" if journey else where, text))
    return tuple(found)


def _figure(record: WalkRecord, *, across: bool) -> WalkFigure:
    walk = record.open
    named = _("{title}, walk {n}").format(title=walk.journey.title, n=walk.walk.number)
    found = road_quality(walk.version, walk.visits)
    rated = _("{rated} of {steps} steps rated").format(rated=found.rated, steps=found.steps)
    return WalkFigure(
        title=named if across else walk.journey.title,
        quality=None if found.value is None else rounded(found.value),
        rated=rated,
        change=since_words(since(walk, record.earlier, record.corrections), record.earlier),
        verdict=verdict(walk, record.potholes),
    )


def _most_urgent(met: Sequence[Met]) -> list[Met]:
    """The first of those that are open and rated."""
    record_of = {pothole.id: record for pothole, record in met}
    holes = ordered(hole for hole, _record in met if is_open(hole) and not hole.bright)
    return [(hole, record_of[hole.id]) for hole in holes if priority(hole) is not None][:FIRST]


def _together(first: Sequence[Costed]) -> str:
    known = [amount for _hole, _record, amount in first if amount is not None]
    if not known:
        return ""
    told = costing.words(sum(known, Decimal(0)), first[0][1].business.currency)
    return _("Together {amount}. {formula}").format(amount=told, formula=formula(Topic.COST))


def _first(first: Sequence[Costed], *, across: bool, journey: bool) -> Iterator[Top]:
    for pothole, record, amount in first:
        steps = steps_of(pothole, record)
        where = place(pothole, record, journey=True) if journey else steps[0].title if steps else ""
        yield Top(
            sign=sign(pothole, record, across=across),
            title=pothole.title,
            place=where,
            priority=priority(pothole) or 0,
            cost="–" if amount is None else money.about(amount, record.business.currency),
            effort=words.effort(pothole.effort),
        )


def _smooth(records: Sequence[WalkRecord], met: Sequence[Met]) -> Iterator[Bright]:
    """Bright spots first, then moments of truth that were smooth and pleased, then other steps that delighted."""
    told: set[tuple[str, str]] = set()
    for spot, record in met:
        if spot.bright:
            steps = steps_of(spot, record)
            told.update((record.open.walk.id, step.id) for step in steps)
            yield Bright(title=spot.title, text=spot.saw.strip(), place=_at(steps[0]) if steps else "")
    for record in records:
        for step in _good_steps(record.open):
            if (record.open.walk.id, step.id) not in told:
                visit = record.open.visit(step.id)
                yield Bright(title=step.title, text=words.shortened(visit.note, 160) if visit else "", place=_at(step))


def _good_steps(walk: OpenWalk) -> list[Step]:
    good = []
    for step in walk.version.steps:
        visit = walk.visit(step.id)
        if visit and visit.valued_friction == 0 and (visit.feeling or 0) >= (0 if step.moment_of_truth else 1):
            good.append(step)
    return sorted(good, key=lambda step: not step.moment_of_truth)


def _at(step: Step) -> str:
    return _("Step {n}").format(n=step.number)
