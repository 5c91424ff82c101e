"""From potholes to what their slips and their plan say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from oracle import words
from oracle.language import _, ngettext
from oracle.method import cost as costing
from oracle.method import money
from oracle.method.cost import Costs, costs
from oracle.method.priority import is_open, ordered, priority
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import Effort, State
from oracle.model.repair import RepairRecord
from oracle.model.walk import Capture
from oracle.report.content import dates
from oracle.report.content.cards import captured
from oracle.report.content.checks import allowed
from oracle.report.content.parts import Fact, Shown, Sign
from oracle.report.content.plan_lines import intro, plan_line
from oracle.report.plan.parts import Plan, Slip


def build(record: RepairRecord, *, now: datetime, title: str = "") -> Plan:
    """The plan of the chosen potholes by priority; those that are open first. `now` is the day that it says."""
    rows = {row.id: row for row in record.rows}
    reckoned = {
        journey.id: costs(journey, [row for row in record.rows if row.journey_id == journey.id])
        for journey in record.journeys.values()
    }
    told = [each for each in ordered(record.chosen) if not each.bright]
    told.sort(key=lambda each: not is_open(each))
    slips = tuple(_slip(each, rows[each.id], record, reckoned[each.journey_id]) for each in told)
    journeys = {each.journey_id for each in told}
    one = record.journeys[next(iter(journeys))].title if len(journeys) == 1 else ""
    return Plan(
        title=title.strip() or _("Repair plan"),
        business=record.business.name,
        business_logo=record.business.logo,
        business_colour=record.business.colour,
        currency=record.business.currency,
        intro=intro(),
        counted=_counted(told, one, len(journeys)),
        total=_total([reckoned[each.journey_id].amount(each.id) for each in told], record.business.currency),
        small=_small(told),
        footer=_("Repair plan · {day}").format(day=dates.day(now.date())),
        several_journeys=len(journeys) > 1,
        slips=slips,
    )


def pictured(record: RepairRecord, plan: Plan) -> tuple[tuple[Capture, Step | None], ...]:
    """The captures whose pictures stand in the plan, each once, with their steps."""
    keys = dict.fromkeys(each.capture_id for slip in plan.slips for each in slip.pictures)
    return tuple(record.captures[key] for key in keys)


def slip(record: RepairRecord, pothole_id: str) -> Slip:
    """One pothole's slip; KeyError where it is not among the chosen."""
    found = {each.id: each for each in record.chosen}[pothole_id]
    row = next(row for row in record.rows if row.id == pothole_id)
    journey = record.journeys[found.journey_id]
    mine = [each for each in record.rows if each.journey_id == journey.id]
    return _slip(found, row, record, costs(journey, mine))


def _slip(pothole: Pothole, row: PotholeRow, record: RepairRecord, reckoned: Costs) -> Slip:
    journey = record.journeys[pothole.journey_id]
    persona = record.personas.get(journey.persona_id)
    own = reckoned.by_pothole.get(pothole.id)
    currency = record.business.currency
    rank = priority(pothole)
    due = dates.day(pothole.due) if pothole.due else ""
    told = _priority_words(pothole, rank)
    mark = Sign(pothole.label, pothole.severity, f"pothole-{pothole.id}")
    return Slip(
        pothole_id=pothole.id,
        sign=mark,
        title=pothole.title,
        place=_place(row),
        journey=journey.title,
        journey_id=journey.id,
        owner=pothole.owner.strip(),
        severity=pothole.severity,
        severity_words=_severity(pothole),
        saw=pothole.saw.strip(),
        why_label=_("Why it matters to {name}").format(name=persona.name) if persona else _("Why it matters"),
        why=pothole.why.strip(),
        cause=words.cause(pothole.cause) if pothole.cause else "",
        cause_note=pothole.cause_note.strip(),
        todo=pothole.todo.strip(),
        line=plan_line(pothole, mark, journey.title),
        done_when=pothole.done_when.strip(),
        due=pothole.due,
        due_words=due,
        effort=words.effort(pothole.effort),
        size=pothole.effort,
        priority=rank,
        priority_words=told,
        reach_words=words.reach(pothole.reach),
        seen_words=_seen(row),
        state=words.state(pothole.state),
        state_reason=pothole.state_reason.strip(),
        cost=None if own is None else money.rounded(own.amount),
        cost_words="" if own is None else costing.words(own.amount, currency),
        cost_formula="" if own is None else costing.formula(own, journey.kind, currency),
        pictures=_pictures(pothole, record),
        facts=(
            Fact(_("Effort"), words.effort(pothole.effort)),
            Fact(_("Priority"), told),
            Fact(_("Meets it"), words.reach(pothole.reach)),
            Fact(_("Seen in"), _seen(row)),
            Fact(_("State"), words.state(pothole.state)),
            Fact(_("Estimated cost"), costing.words(own.amount if own else None, currency)),
        ),
    )


def _place(row: PotholeRow) -> str:
    """ "Delivery › step 10 › Waits for the parcel"."""
    if not row.step_title:
        return _("Outside any step")
    parts = [row.stage, _("step {n}").format(n=row.step_number), row.step_title]
    told = " › ".join(part for part in parts if part)
    more = len(row.step_ids) - 1
    if more > 0:
        told += " " + ngettext("and {n} more step", "and {n} more steps", more).format(n=more)
    return told


def _severity(pothole: Pothole) -> str:
    word = words.severity(pothole.severity)
    if pothole.severity is not None and pothole.severity_at_least:
        return _("at least {word}").format(word=word)
    return word


def _priority_words(pothole: Pothole, rank: int | None) -> str:
    if rank is None or not pothole.severity:
        return "–"
    reach = rank // pothole.severity
    return _("{priority} = {severity} × {reach}").format(priority=rank, severity=pothole.severity, reach=reach)


def _seen(row: PotholeRow) -> str:
    told = ngettext("{seen} of {n} walk", "{seen} of {n} walks", row.walked)
    return told.format(seen=row.seen, n=row.walked)


def _pictures(pothole: Pothole, record: RepairRecord) -> tuple[Shown, ...]:
    known = (record.captures[each] for each in pothole.capture_ids if each in record.captures)
    return tuple(_shown(capture, step) for capture, step in known if allowed(capture, step))


def _shown(capture: Capture, step: Step | None) -> Shown:
    name = capture.caption.strip() or capture.title.strip() or words.source(capture.source)
    caption = f"{name}, {dates.moment(dates.local(capture.taken_at, capture.zone))}"
    alt = _("Picture at “{step}”: {name}").format(step=step.title, name=name) if step else name
    return captured(capture, caption, alt)


def _counted(told: Sequence[Pothole], journey: str, journeys: int) -> str:
    count = len(told)
    if journey:
        one = ngettext("{n} pothole in “{journey}”", "{n} potholes in “{journey}”", count)
        return one.format(n=count, journey=journey)
    return ngettext("{n} pothole", "{n} potholes", count).format(n=count) + (
        " " + ngettext("in {n} journey", "in {n} journeys", journeys).format(n=journeys) if journeys else ""
    )


def _total(amounts: Iterable[Decimal | None], currency: str) -> str:
    known = [each for each in amounts if each is not None]
    if not known:
        return ""
    total = costing.words(sum(known, Decimal(0)), currency)
    return _("Leaving them costs {amount}: an estimate from your own figures.").format(amount=total)


def _small(told: Sequence[Pothole]) -> str:
    """Which of them are small, so that an afternoon is soon found."""
    labels = [each.label for each in told if each.effort is Effort.SMALL and _is_to_do(each)]
    if not labels:
        return ""
    one = ngettext("{n} line is small: {labels}.", "{n} lines are small: {labels}.", len(labels))
    shown = ", ".join(labels[:12]) + (" …" if len(labels) > 12 else "")
    return one.format(n=len(labels), labels=shown)


def _is_to_do(pothole: Pothole) -> bool:
    return is_open(pothole) and pothole.state is not State.REPAIRED
