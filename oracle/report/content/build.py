"""From walks to everything that their report says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from oracle.errors import InputError
from oracle.language import _, ngettext
from oracle.method.comparing import Comparison
from oracle.method.priority import is_open, ordered, priority
from oracle.model.record import WalkRecord
from oracle.report.charts.data import RoadData, road_data
from oracle.report.charts.matrix import Spot
from oracle.report.content import dates
from oracle.report.content.cards import bright_card, card, pictures_of, sign
from oracle.report.content.checks import of_run
from oracle.report.content.customers import customers
from oracle.report.content.glance import Met, absences, costed, glance, road
from oracle.report.content.meanings import meanings
from oracle.report.content.parts import Content, Fact, Options, PotholeCard
from oracle.report.content.people import for_cover, personas
from oracle.report.content.plan_lines import plan_lines
from oracle.report.content.sections import reading_parts
from oracle.report.content.since_last import since_part
from oracle.report.content.steps import walk_entry, when


def build(records: Sequence[WalkRecord], options: Options, compared: Sequence[Comparison] = ()) -> Content:
    """What the report of these walks says; at least one walk. Walks may be of several journeys of one business.

    InputError for walks of several businesses: what is to be repaired at one is nothing to the other.

    `compared`: walks of the report beside an earlier one each, for what changed since.
    """
    _refuse_several_businesses(records)
    whole = records
    records = [of_run(record) for record in records]
    first = records[0]
    across = len(records) > 1
    journey = len({record.open.journey.id for record in records}) > 1
    met = _met(records)
    in_order = _in_order(met)
    title = options.title.strip() or _title(records)
    tester = first.open.tester
    return Content(
        title=title,
        lead=_lead(records),
        business=first.business.name,
        business_logo=first.business.logo,
        business_colour=first.business.colour,
        prepared_by=_names([record.open.tester.name for record in records]),
        tester_logo=tester.logo,
        tester_colour=tester.colour,
        header=title,
        footer=_("Pothole report · {dates}").format(dates=_dates(records)),
        facts=_facts(records, options),
        language=options.language,
        cover=_cover(whole, across=across),
        sections=options.sections,
        glance=glance(records, met, across=across, journey=journey),
        personas=personas(records),
        roads=tuple(road(record, across=across) for record in whole),
        spots=tuple(_spots(in_order, across=across)),
        cards=tuple(_cards(in_order, records, across=across, journey=journey)),
        unrated=tuple(
            card(pothole, record, pictures=pictures_of(pothole, records), across=across, journey=journey)
            for pothole, record in in_order
            if pothole.severity is None
        ),
        brights=tuple(
            bright_card(spot, record, pictures=pictures_of(spot, records), journey=journey)
            for spot, record in met
            if spot.bright
        ),
        absent=absences(records, journey=journey),
        readings=(
            *(since_part(each, across=across) for each in compared),
            *(part for record in whole for part in reading_parts(record, across=across)),
        ),
        plan=plan_lines(in_order, across=across, journey=journey),
        customers=customers(whole, options, across=across),
        walks=tuple(walk_entry(record, across=across) for record in records),
        meanings=meanings(),
    )


def _refuse_several_businesses(records: Sequence[WalkRecord]) -> None:
    names = list(dict.fromkeys(record.business.name for record in records))
    if len({record.business.id for record in records}) > 1:
        raise InputError(
            _("A report is about one business, and these walks are of {names}.").format(names=_names(names)),
            advice=_("Write a report of each, and lay the walks over each other by comparing them."),
        )


def _met(records: Sequence[WalkRecord]) -> list[Met]:
    """Each pothole once, with the first of these walks that met it; those that none of them met are left out."""
    found: dict[str, Met] = {}
    for record in records:
        for pothole in record.potholes:
            here = any(sighting.walk_id == record.open.walk.id for sighting in pothole.sightings)
            if here and pothole.id not in found:
                found[pothole.id] = (pothole, record)
    return list(found.values())


def _in_order(met: Sequence[Met]) -> list[Met]:
    """Potholes by priority, those that still count before those that do not; bright spots have no card."""
    record_of = {pothole.id: record for pothole, record in met}
    holes = ordered(pothole for pothole, _record in met if not pothole.bright)
    return [(pothole, record_of[pothole.id]) for pothole in sorted(holes, key=lambda hole: not is_open(hole))]


def _cards(
    in_order: Sequence[Met], records: Sequence[WalkRecord], *, across: bool, journey: bool
) -> Iterator[PotholeCard]:
    """Those of the rated ones."""
    for pothole, record, cost in costed(in_order):
        if pothole.severity is not None:
            pictures = pictures_of(pothole, records)
            yield card(pothole, record, pictures=pictures, cost=cost, across=across, journey=journey)


def _spots(in_order: Sequence[Met], *, across: bool) -> Iterator[Spot]:
    for pothole, record in in_order:
        rank = priority(pothole)
        if rank is not None and pothole.severity is not None and is_open(pothole):
            name = sign(pothole, record, across=across).label
            road = record.open.journey
            yield Spot(pothole.id, name, pothole.title, pothole.severity, rank, pothole.effort, road.title, road.id)


def _title(records: Sequence[WalkRecord]) -> str:
    titles = list(dict.fromkeys(record.open.journey.title for record in records))
    return titles[0] if len(titles) == 1 else records[0].business.name


def _lead(records: Sequence[WalkRecord]) -> str:
    journeys = list(dict.fromkeys(record.open.journey.title for record in records))
    names = _names([record.open.persona.name for record in records])
    if len(journeys) == 1:
        return _("What {name} met on the way, and what to repair first.").format(name=names)
    told = ngettext("{n} road", "{n} roads", len(journeys)).format(n=len(journeys))
    return _("What {name} met on {roads}, and what to repair first.").format(name=names, roads=told)


def _facts(records: Sequence[WalkRecord], options: Options) -> tuple[Fact, ...]:
    steps = sum(len(record.open.version.steps) for record in records)
    walked = ngettext("{n} step", "{n} steps", steps).format(n=steps)
    facts = [
        Fact(_("Walked as"), for_cover(records)),
        Fact(_("Dates"), f"{_dates(records)}, {walked}"),
        Fact(_("Prepared by"), "; ".join(dict.fromkeys(_tester(record) for record in records))),
        Fact(_("Prepared for"), options.prepared_for.strip() or records[0].business.name),
    ]
    return tuple(facts)


def _tester(record: WalkRecord) -> str:
    tester = record.open.tester
    return ", ".join(part for part in (tester.name, tester.contact.strip()) if part)


def _names(names: Sequence[str]) -> str:
    each = list(dict.fromkeys(names))
    if len(each) < 2:
        return "".join(each)
    return _("{names} and {last}").format(names=", ".join(each[:-1]), last=each[-1])


def _dates(records: Sequence[WalkRecord]) -> str:
    if len(records) == 1:
        return when(records[0].open)
    starts = [dates.local(record.open.walk.started_at, record.open.walk.zone) for record in records]
    ends = [
        dates.local(record.open.walk.finished_at or record.open.walk.started_at, record.open.walk.zone)
        for record in records
    ]
    return dates.span(min(starts).date(), max(*starts, *ends).date())


def _cover(records: Sequence[WalkRecord], *, across: bool) -> RoadData:
    """The cover shows the roughest of the roads: the one with most potholes."""
    worst = max(records, key=lambda record: sum(not pothole.bright for pothole in record.potholes))
    return road_data(worst.open, worst.potholes, across=across)
