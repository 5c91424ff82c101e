"""Potholes as cards, and the pictures that a report may show."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from oracle import words
from oracle.language import _, ngettext
from oracle.method import cost as costing
from oracle.method.marks import telling
from oracle.method.priority import priority
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.record import WalkRecord
from oracle.model.walk import Capture
from oracle.report.charts.data import label
from oracle.report.content import dates
from oracle.report.content.checks import allowed
from oracle.report.content.parts import BrightCard, Fact, PotholeCard, Shown, Sign

DASH = "–"


def key(pothole: Pothole) -> str:
    """What links to a pothole's card are called."""
    return f"pothole-{pothole.id}"


def sign(pothole: Pothole, record: WalkRecord, *, across: bool) -> Sign:
    """A pothole's mark: "5" inside one walk, "1.5" across walks."""
    return Sign(label(pothole, record.open.walk.number, across=across), pothole.severity, key(pothole))


def steps_of(pothole: Pothole, record: WalkRecord) -> tuple[Step, ...]:
    """The steps of the record's walk at which the pothole was met."""
    met = met_at(pothole, record)
    return tuple(step for step in record.open.version.steps if step.id in met)


def met_at(pothole: Pothole, record: WalkRecord) -> frozenset[str]:
    """The ids of the steps at which the record's walk met the pothole."""
    seen = (sighting for sighting in pothole.sightings if sighting.walk_id == record.open.walk.id)
    return frozenset(step_id for sighting in seen for step_id in sighting.step_ids)


def place(pothole: Pothole, record: WalkRecord, *, journey: bool) -> str:
    """ "Delivery › step 10 › Waits for the parcel", before it the journey where there are several."""
    steps = steps_of(pothole, record)
    parts = [record.open.journey.title] if journey else []
    if steps:
        first = steps[0]
        parts += [record.open.version.stage_of(first.id), _("step {n}").format(n=first.number), first.title]
    else:
        parts.append(_("outside any step"))
    told = " › ".join(part for part in parts if part)
    if len(steps) > 1:
        more = len(steps) - 1
        told += " " + ngettext("and {n} more step", "and {n} more steps", more).format(n=more)
    return told


def card(
    pothole: Pothole,
    record: WalkRecord,
    *,
    pictures: tuple[Shown, ...],
    cost: Decimal | None = None,
    across: bool,
    journey: bool,
) -> PotholeCard:
    """Everything a stranger needs to act on it; `cost` is the estimate for a month, where there is one."""
    return PotholeCard(
        sign=sign(pothole, record, across=across),
        title=pothole.title,
        place=place(pothole, record, journey=journey),
        severity_words=_severity(pothole),
        pictures=pictures,
        saw=pothole.saw.strip(),
        why_label=_("Why it matters to {name}").format(name=record.open.persona.name),
        why=pothole.why.strip(),
        cause=words.cause(pothole.cause) if pothole.cause else "",
        cause_note=pothole.cause_note.strip(),
        todo=pothole.todo.strip(),
        facts=_facts(pothole, cost, record.business.currency),
    )


def bright_card(spot: Pothole, record: WalkRecord, *, pictures: tuple[Shown, ...], journey: bool) -> BrightCard:
    """A bright spot with its evidence."""
    return BrightCard(
        title=spot.title,
        place=place(spot, record, journey=journey),
        saw=spot.saw.strip(),
        why=spot.why.strip(),
        pictures=pictures,
    )


def shown(capture: Capture, record: WalkRecord) -> Shown:
    """A capture as the report shows it, with caption and alternative text."""
    name = capture.caption.strip() or capture.title.strip() or words.source(capture.source)
    caption = f"{name}, {dates.moment(dates.local(capture.taken_at, capture.zone or record.open.walk.zone))}"
    step = _step(capture, record)
    alt = _("Picture at “{step}”: {name}").format(step=step.title, name=name) if step else name
    return captured(capture, caption, alt)


def captured(capture: Capture, caption: str, alt: str) -> Shown:
    """A capture as paper shows it, under this caption."""
    stretch = telling(capture.marks, (capture.width, capture.height))
    return Shown(capture.id, *capture.shown_size, caption, alt, stretch)


def _step(capture: Capture, record: WalkRecord) -> Step | None:
    return next((step for step in record.open.version.steps if step.id == capture.step_id), None)


def pictures_of(pothole: Pothole, records: Sequence[WalkRecord]) -> tuple[Shown, ...]:
    """Its captures that may be shown, whichever of the walks took them."""
    taken = {capture.id: (capture, record) for record in records for capture in record.open.captures}
    chosen = [taken[capture_id] for capture_id in pothole.capture_ids if capture_id in taken]
    return tuple(shown(capture, record) for capture, record in chosen if allowed(capture, _step(capture, record)))


def _severity(pothole: Pothole) -> str:
    word = words.severity(pothole.severity)
    if pothole.severity is not None and pothole.severity_at_least:
        return _("at least {word}").format(word=word)
    return word


def _facts(pothole: Pothole, cost: Decimal | None, currency: str) -> tuple[Fact, ...]:
    rank = priority(pothole)
    if rank is None or not pothole.severity:
        told = DASH
    else:
        told = _("{priority} = {severity} × {reach}").format(
            priority=rank, severity=pothole.severity, reach=rank // pothole.severity
        )
    costs = (Fact(_("Estimated cost"), costing.words(cost, currency)),) if cost is not None else ()
    due = (Fact(_("Due"), dates.day(pothole.due)),) if pothole.due else ()  # a dash would ask for what has no field
    return (
        Fact(_("Who"), pothole.owner.strip() or DASH),
        Fact(_("Effort"), words.effort(pothole.effort)),
        Fact(_("Meets it"), words.reach(pothole.reach)),
        *costs,
        Fact(_("Priority"), told),
        *due,
        Fact(_("State"), words.state(pothole.state)),
    )
