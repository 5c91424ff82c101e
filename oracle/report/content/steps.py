"""The walk, step by step: what was logged at each step, and what the tester said at the end."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from oracle import words
from oracle.language import _
from oracle.method import money
from oracle.method.time_lost import overdue
from oracle.model.journey import Step
from oracle.model.ratings import Outcome
from oracle.model.record import WalkRecord
from oracle.model.walk import OpenWalk, Visit
from oracle.report.charts.data import wait_words
from oracle.report.content import dates
from oracle.report.content.cards import met_at, shown, sign
from oracle.report.content.checks import allowed
from oracle.report.content.parts import Answer, Fact, Sign, StepEntry, WalkEntry


def walk_entry(record: WalkRecord, *, across: bool) -> WalkEntry:
    """One walk of the appendix."""
    walk = record.open
    return WalkEntry(
        title=walk.journey.title,
        meta=" · ".join(_meta(walk)),
        steps=tuple(step_entry(record, step, across=across) for step in walk.version.steps),
        closing=tuple(_closing(record)),
    )


def step_entry(record: WalkRecord, step: Step, *, across: bool) -> StepEntry:
    """One step of the appendix."""
    walk = record.open
    visit = walk.visit(step.id)
    friction = visit.valued_friction if visit else None
    feeling = visit.feeling if visit else None
    pictures = [capture for capture in walk.captures_at(step.id) if allowed(capture, step)]
    return StepEntry(
        number=step.number,
        title=step.title,
        stage=walk.version.stage_of(step.id),
        meta=_step_meta(step, visit),
        note=visit.note.strip() if visit else "",
        friction=friction,
        friction_words=_friction_words(visit),
        feeling=feeling,
        feeling_words=words.feeling(feeling) if feeling is not None else "",
        signs=_signs(record, step, across=across),
        pictures=tuple(shown(capture, record) for capture in pictures),
        answers=_answers(step, visit),
        details=tuple(_details(record, step, visit)) if visit else (),
    )


def _meta(walk: OpenWalk) -> Iterator[str]:
    persona = walk.persona
    yield f"{persona.name}, {persona.age}" if persona.age is not None else persona.name
    yield _("walked by {name}").format(name=walk.tester.name)
    yield when(walk)
    yield words.run(walk.walk.run)
    around = walk.walk.surroundings
    yield from (text for text in (around.place, around.system, around.screen, around.browser) if text.strip())


def when(walk: OpenWalk) -> str:
    """The days of a walk: from its start to its finish, else to the last that happened in it."""
    zone = walk.walk.zone
    seen = [time for visit in walk.visits for time in (visit.came_at, visit.first_at) if time is not None]
    last = max([walk.walk.finished_at or walk.walk.started_at, *seen])
    return dates.span(dates.local(walk.walk.started_at, zone).date(), dates.local(last, zone).date())


def _step_meta(step: Step, visit: Visit | None) -> str:
    told = words.channel(step.channel, step.channel_label)
    wait = wait_words(step, visit)
    if wait and visit and visit.outcome is Outcome.NEVER_CAME:
        return f"{told} · {wait}"
    return f"{told} · {_('after {wait}').format(wait=wait)}" if wait else told


def _friction_words(visit: Visit | None) -> str:
    if visit is None:
        return words.outcome(None)
    if visit.outcome is not None and visit.outcome is not Outcome.DONE:
        return words.outcome(visit.outcome)
    return words.friction(visit.friction)


def _signs(record: WalkRecord, step: Step, *, across: bool) -> tuple[Sign, ...]:
    holes = sorted(record.potholes, key=lambda pothole: (pothole.walk_number, pothole.number))
    return tuple(
        sign(pothole, record, across=across)
        for pothole in holes
        if not pothole.bright and step.id in met_at(pothole, record)
    )


def _answers(step: Step, visit: Visit | None) -> tuple[Answer, ...]:
    given = dict(visit.answers) if visit else {}
    return tuple(Answer(line.text, given.get(line.id)) for line in step.checklist if line.id in given)


def _details(record: WalkRecord, step: Step, visit: Visit) -> Iterator[str]:
    scores = ((_("Quality"), visit.quality), (_("Promptness"), visit.promptness), (_("Care"), visit.care))
    told = [_("{what} {n} of 5").format(what=what, n=score) for what, score in scores if score is not None]
    if told:
        yield " · ".join(told)
    if visit.expected.strip():
        yield _("Expected: {text}").format(text=visit.expected.strip())
    yield from _wait(record.open, step, visit)
    if visit.outcome is Outcome.LEFT:
        yield _leaving(visit)
    if visit.spent is not None:
        yield _("Spent: {amount}").format(amount=money.written(visit.spent, record.business.currency))


def _wait(walk: OpenWalk, step: Step, visit: Visit) -> Iterator[str]:
    if step.wait is None:
        return
    promise = words.closed(step.wait.promise.strip() or words.length(step.wait.length))
    if visit.outcome is Outcome.NEVER_CAME:
        yield _("Promised: {promise} Nothing came.").format(promise=promise)
    elif visit.outcome is Outcome.WAITING:
        yield _("Promised: {promise} Still waiting.").format(promise=promise)
    elif visit.came_at:
        came = dates.moment(dates.local(visit.came_at, walk.walk.zone))
        in_time, late = _("Promised: {promise} Came on {came}."), _("Promised: {promise} Came late, on {came}.")
        text = late if overdue(visit) else in_time
        yield text.format(promise=promise, came=came)


def _leaving(visit: Visit) -> str:
    reason = words.leave_reason(visit.leave_reason) if visit.leave_reason else _("no reason given")
    told = _("Would have left here: {reason}.").format(reason=reason)
    if visit.other_road_offered is None:
        return told
    return f"{told} {_('Another road was offered.') if visit.other_road_offered else _('No other road was offered.')}"


def _closing(record: WalkRecord) -> Iterator[Fact]:
    walk = record.open.walk
    if walk.ease is not None:
        ease = _("{n} of 7, where 1 is very difficult and 7 is very easy").format(n=walk.ease)
        yield Fact(_("How easy the whole road was"), ease)
    if walk.surprised.strip():
        yield Fact(_("What surprised the tester"), walk.surprised.strip())
    if walk.over_coffee.strip():
        yield Fact(_("What the tester would say over coffee"), walk.over_coffee.strip())
    spent = [visit.spent for visit in record.open.visits if visit.spent]
    if spent:
        total = money.written(sum(spent, Decimal(0)), record.business.currency)
        yield Fact(_("Money spent, for the refund"), total)
