"""The method's readings as the report has them: sentences and tables, a part a reading and walk."""

from __future__ import annotations

from collections.abc import Iterator

from oracle import words
from oracle.language import _, ngettext
from oracle.method import cost as costing
from oracle.method import cures
from oracle.method.cures import Cure, DipCures
from oracle.method.insights import Insights, insights
from oracle.method.priority import ordered
from oracle.model.journey import Step
from oracle.model.ratings import LeaveReason
from oracle.model.record import WalkRecord
from oracle.report.charts.data import dip_words
from oracle.report.content.cards import sign
from oracle.report.content.formulas import Topic, formula
from oracle.report.content.parts import Cell, ReadingPart, ReadingTable, Section
from oracle.report.content.readings import Reading, duration, extra_words, readings
from oracle.report.content.sayings import cure_name, cure_words, dip_end, dip_measure, dip_place

DIPS_SHOWN = 3  # with a table each, the deepest ones; all are named


def reading_parts(record: WalkRecord, *, across: bool) -> Iterator[ReadingPart]:
    """All parts of a walk's readings that have something to say; the record holds the whole road."""
    found = insights(record)
    told = {each.topic: each for each in readings(record, found)}
    walk = record.open
    name = _("{title}, walk {n}").format(title=walk.journey.title, n=walk.walk.number) if across else ""
    for section, lines, by_topic in _sections(record, found, told, across=across):
        # The sentences are of the first topic.
        said = [topic for at, (topic, tables) in enumerate(by_topic) if tables or (lines and at == 0)]
        if said:
            tables = tuple(table for _topic, tables in by_topic for table in tables)
            formulas = tuple(formula(topic) for topic in said)
            yield ReadingPart(section=section, walk=name, formulas=formulas, lines=lines, tables=tables)


Part = tuple[Section, tuple[str, ...], tuple[tuple[Topic, tuple[ReadingTable, ...]], ...]]


def _sections(record: WalkRecord, found: Insights, told: dict[Topic, Reading], *, across: bool) -> Iterator[Part]:
    yield Section.DIP, _dip_lines(found, told), ((Topic.DIP, tuple(_dip_tables(record, found))),)
    yield Section.EXPECTATION, _gap_lines(found), ((Topic.GAPS, tuple(_gaps(found))),)
    yield Section.CHANNELS, (), ((Topic.CHANNELS, tuple(_channels(found))),)
    handled = ((Topic.RECOVERY, tuple(_recoveries(found))), (Topic.EXTRAS, tuple(_extras(found))))
    yield Section.HANDLING, _unanswered(found, told), handled
    yield Section.LEAVING, (), ((Topic.LEAVING, tuple(_leavings(found))),)
    yield Section.WORDS, _lines(told, Topic.WORDS), ((Topic.WORDS, ()),)
    costs = ((Topic.COST, tuple(_costs(record, found, across=across))), (Topic.TIME, tuple(_times(found))))
    yield Section.COST, _lines(told, Topic.COST)[:1], costs


def _lines(told: dict[Topic, Reading], topic: Topic) -> tuple[str, ...]:
    return told[topic].lines if topic in told else ()


def _place(step: Step) -> Cell:
    return Cell(_("{n}  {title}").format(n=step.number, title=step.title))


# ---- the dip


def _dip_lines(found: Insights, told: dict[Topic, Reading]) -> tuple[str, ...]:
    """Where there is a table, it says the rest: a dip of which nothing was answered has none."""
    if not found.dips:
        return _lines(told, Topic.DIP)
    unanswered = [each for each in _deepest(found) if not _is_answered(each)]
    lines = [f"{dip_place(each.dip)} {_measured(each)}" for each in unanswered]
    if unanswered:
        cures_asked = ", ".join(cure_name(cure) for cure in Cure)
        lines.append(_("Four things help in a dip: {cures}. Which of them were there is not answered yet.").format(
            cures=cures_asked))  # fmt: skip
    others = len(found.dips) - len(_deepest(found))
    if others > 0:
        lines.append(
            ngettext("{n} more dip is not as deep.", "{n} more dips are not as deep.", others).format(n=others)
        )
    if found.dip.partly_from_friction:
        lines.append(_("Partly from friction: some of these steps were rated without a feeling."))
    return tuple(lines)


def _deepest(found: Insights) -> tuple[DipCures, ...]:
    deepest = sorted(found.dips, key=lambda each: (-each.dip.depth, -each.dip.steps))[:DIPS_SHOWN]
    return tuple(each for each in found.dips if each in deepest)


def _dip_tables(record: WalkRecord, found: Insights) -> Iterator[ReadingTable]:
    for each in filter(_is_answered, _deepest(found)):
        dip = each.dip
        where = _("From step {start}, {first}, to step {low}, {last}.").format(
            start=dip.start.number, first=dip.start.title, low=dip.low.number, last=dip.low.title
        )
        yield ReadingTable(
            title=dip_words(dip),
            note=f"{where} {dip_end(dip)} {_measured(each)}",
            heads=(_("What helps in a dip"), _("Was it there?"), _("What to do")),
            shares=(3.6, 1.1, 3.5),
            rows=tuple(_cure(record, each, cure) for cure in Cure),
        )


def _measured(each: DipCures) -> str:
    """How deep and how long a dip is, and what caused it where that was answered."""
    measure = dip_measure(each.dip)
    if each.answer is None or each.answer.cause is None:
        return measure
    cause = _("Cause: {cause}.").format(cause=words.dip_cause(each.answer.cause).lower())
    return f"{measure} {cause}"


def _is_answered(each: DipCures) -> bool:
    """Whether of any cure it is known if it was there."""
    return any(each.given(cure) is not None for cure in Cure)


def _cure(record: WalkRecord, each: DipCures, cure: Cure) -> tuple[Cell, ...]:
    given = each.given(cure)
    answer = _("not answered") if given is None else words.answer(given)
    todo = cures.remedy(cure) if given is False else ""
    return Cell(cure_words(cure, record.open.persona.name)), Cell(answer, answer=given), Cell(todo)


# ---- expectation, channels


def _gap_lines(found: Insights) -> tuple[str, ...]:
    if not found.gaps:
        return ()
    same = sum(not gap.size for gap in found.gaps)
    if same == len(found.gaps):
        return (_("Every step was as rough or smooth as the owner expected."),)
    told = [_("The widest: {steps}.").format(steps="; ".join(gap.step.title for gap in found.widest))]
    if same:
        told.append(ngettext("{n} step was as expected.", "{n} steps were as expected.", same).format(n=same))
    return tuple(told)


def _gaps(found: Insights) -> Iterator[ReadingTable]:
    rows = tuple(
        (
            _place(gap.step),
            Cell(words.friction(gap.expected), coin=gap.expected),
            Cell(words.friction(gap.met), coin=gap.met),
            Cell(_("{n} rougher").format(n=gap.size) if gap.size > 0 else _("{n} smoother").format(n=-gap.size)),
        )
        for gap in found.gaps
        if gap.size
    )
    if rows:
        heads = (_("Step"), _("The owner expected"), _("The tester met"), _("Gap"))
        yield ReadingTable(title="", heads=heads, shares=(3, 1.5, 1.5, 1), rows=rows)


def _channels(found: Insights) -> Iterator[ReadingTable]:
    rows = []
    for each in found.channels:
        names = ", ".join(dict.fromkeys(words.channel(kind, own) for kind, own in each.channels)) or "–"
        gaps = ", ".join(words.channel(kind) for kind in each.gaps)
        if not each.looked_for:
            gaps = "–"
        rows.append((Cell(each.stage), Cell(names), Cell(gaps or _("none"))))
    if rows:
        heads = (_("Stage"), _("Where the business is"), _("Where its customer looks and nobody is"))
        yield ReadingTable(title="", heads=heads, shares=(1.4, 3, 3), rows=tuple(rows))


# ---- how bumps were handled, leaving


def _unanswered(found: Insights, told: dict[Topic, Reading]) -> tuple[str, ...]:
    """Bumps of which nobody said how they were handled make no table."""
    return () if any(each.is_answered for each in found.recoveries) else _lines(told, Topic.RECOVERY)


def _recoveries(found: Insights) -> Iterator[ReadingTable]:
    if any(each.is_answered for each in found.recoveries):
        yield ReadingTable(
            title=_("After a bump, was there …"),
            heads=(_("Step"), _("an apology"), _("a person"), _("the truth")),
            shares=(3, 1, 1, 1),
            rows=tuple((_place(each.step), *(_answer(given) for given in each.given)) for each in found.recoveries),
        )


def _extras(found: Insights) -> Iterator[ReadingTable]:
    rows = tuple(
        (
            Cell(extra_words(each.extra)),
            Cell(_("{mean} of 5").format(mean=f"{each.mean:.1f}")),
            Cell(ngettext("{n} step", "{n} steps", each.rated).format(n=each.rated)),
            Cell(f"{each.lowest_value}: {', '.join(step.title for step in each.lowest[:3])}"),
        )
        for each in found.extras
        if each.mean is not None
    )
    if rows:
        heads = (_("What was rated"), _("Mean"), _("Rated at"), _("Lowest at"))
        yield ReadingTable(title=_("Quality, promptness, care"), heads=heads, shares=(1.4, 1, 1, 3.6), rows=rows)


def _answer(given: bool | None) -> Cell:
    return Cell(_("not answered") if given is None else words.answer(given), answer=given)


def _leavings(found: Insights) -> Iterator[ReadingTable]:
    rows = []
    for each in found.leavings:
        reason = words.leave_reason(each.reason) if each.reason else _("no reason given")
        if each.reason is LeaveReason.TRAP:
            reason = _("{reason}: a pothole").format(reason=reason)
        rows.append((_place(each.step), Cell(reason), _answer(each.other_road_offered)))
    if rows:
        heads = (_("Step"), _("Why"), _("Was another road offered?"))
        yield ReadingTable(title="", heads=heads, shares=(3, 2.2, 2), rows=tuple(rows))


# ---- cost and time


def _costs(record: WalkRecord, found: Insights, *, across: bool) -> Iterator[ReadingTable]:
    currency, kind = record.business.currency, record.open.journey.kind
    rows = []
    for hole in ordered(record.potholes):
        cost = found.costs.by_pothole.get(hole.id)
        if cost is not None:
            told = costing.words(cost.amount, currency)
            rows.append(
                (
                    Cell(hole.title, sign=sign(hole, record, across=across)),
                    Cell(told),
                    Cell(costing.formula(cost, kind, currency)),
                )
            )
    if rows:
        heads = (_("Pothole"), _("Costs, an estimate"), _("How that comes about"))
        yield ReadingTable(title="", heads=heads, shares=(3, 1.6, 3), rows=tuple(rows))


def _times(found: Insights) -> Iterator[ReadingTable]:
    lost = found.time_lost
    rows = [
        (_place(each.step), Cell(duration(each.time)), Cell(_("longer than a smooth step")))
        for each in lost.worth_telling
    ]
    rows += [(_place(each.step), Cell(duration(each.time)), Cell(_("later than promised"))) for each in lost.waits]
    if rows:
        heads = (_("Step"), _("Time"), "")
        title = _("Time lost")
        if lost.worth_telling:
            title = _("Time lost at steps: about {time}").format(time=duration(lost.total))
        yield ReadingTable(title=title, heads=heads, shares=(3, 1.6, 3), rows=tuple(rows))
