"""`walk`: starting, noting what steps were like, finishing."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime
from typing import Any

from oracle import words
from oracle.cli.opening import opened
from oracle.cli.output import plain, say, say_json, say_table
from oracle.cli.typed import NOW
from oracle.errors import NotFound
from oracle.language import _, ngettext
from oracle.method import quality
from oracle.method.run import walked
from oracle.model.journey import Step
from oracle.model.ratings import Outcome, Run
from oracle.model.walk import OpenWalk
from oracle.report.content.dates import local
from oracle.workspace import Workspace, journeys, potholes, rewalks, testers, visits, walks


def start(wanted: Namespace) -> int:
    """Start a walk, or walk one again, and print its id."""
    if (wanted.journey is None) == (wanted.rewalk is None):
        wanted.usage_error(_("name a journey, or with --rewalk a walk"))
    if wanted.rewalk is not None and wanted.run is not None:
        wanted.usage_error(_("a re-walk walks the whole road: leave --run out"))
    if wanted.tester is None and wanted.rewalk is None:
        wanted.usage_error(_("name who walks with --tester"))
    with opened(wanted) as held:
        again = None if wanted.rewalk is None else walks.resolve(held, wanted.rewalk)
        journey = None if again is not None else journeys.resolve(held, wanted.journey)
        tester_id = _tester_id(held, wanted.tester, again)
        if again is not None:
            made = rewalks.start(held, again, tester_id=tester_id)
        else:
            made = walks.start(held, str(journey), tester_id=tester_id, run=Run(wanted.run or Run.FULL))
    say(made.id)
    return 0


def _tester_id(held: Workspace, name: str | None, again: str | None) -> str:
    """Who walks: the one of that name, made where there is none; without a name who walked `again`."""
    if name is None and again is not None:
        return walks.card(held, again).walk.tester_id
    known = testers.find(held, name or "")
    return known.id if known else testers.add(held, name=name or "").id


def list_all(wanted: Namespace) -> int:
    """List the walks, newest first."""
    with opened(wanted) as held:
        cards = walks.cards(held)
    if wanted.json:
        say_json(
            [
                {**plain(card.walk), **{key: value for key, value in plain(card).items() if key != "walk"}}
                for card in cards
            ]
        )
    else:
        several = len({card.business_id for card in cards}) > 1
        say_table(
            (
                card.walk.id,
                _("walk {n}").format(n=card.walk.number),
                local(card.walk.started_at, card.walk.zone).date().isoformat(),
                words.walk_state(card.walk.state),
                words.run(card.walk.run),
                "–" if card.quality is None else str(quality.rounded(card.quality)),
                card.tester_name,
                f"{card.journey_title} · {card.business_name}" if several else card.journey_title,
            )
            for card in cards
        )
    return 0


def show(wanted: Namespace) -> int:
    """Show a walk: its visits, captures and findings."""
    with opened(wanted) as held:
        walk_id = walks.resolve(held, wanted.walk)
        walk = walks.opened(held, walk_id)
        found = potholes.of_walk(held, walk_id)
    reading = quality.road_quality(walked(walk), walk.visits)
    if wanted.json:
        rest = {key: value for key, value in plain(walk).items() if key != "walk"}
        say_json({**plain(walk.walk), **rest, "potholes": plain(found), "road_quality": plain(reading)})
        return 0
    told = words.friction(None)
    if reading.value is not None:
        told = _("road quality {value}").format(value=quality.rounded(reading.value))
    say(walk.journey.title, f"{walk.tester.name} · {words.walk_state(walk.walk.state)} · {told}", "")
    say_table(_row(walk, step) for step in walk.version.steps)
    for pothole in found:
        say(f"{pothole.label}  {words.severity(pothole.severity)}  {pothole.title}")
    return 0


def _row(walk: OpenWalk, step: Step) -> tuple[str, ...]:
    visit = walk.visit(step.id)
    pictures = len(walk.captures_at(step.id))
    counted = ngettext("{n} capture", "{n} captures", pictures).format(n=pictures)
    if visit is None:
        return str(step.number), step.title, words.outcome(None), counted
    rated = words.friction(visit.friction) if visit.friction is not None else words.outcome(visit.outcome)
    return str(step.number), step.title, rated, counted


def delete(wanted: Namespace) -> int:
    """Move a walk to the trash."""
    with opened(wanted) as held:
        walk_id = walks.resolve(held, wanted.walk)
        walks.delete(held, walk_id)
    say(_("Moved to the trash: {id}").format(id=walk_id))
    return 0


def finish(wanted: Namespace) -> int:
    """Finish a walk; one with waits open rests until they are answered."""
    with opened(wanted) as held:
        walk_id = walks.resolve(held, wanted.walk)
        walks.finish(held, walk_id, ease=wanted.ease)
        walk = walks.opened(held, walk_id).walk
    say(words.walk_state(walk.state))
    return 0


def visit(wanted: Namespace) -> int:
    """Note what a step was like: everything that was given, and nothing else."""
    _refuse_conflicts(wanted)
    with opened(wanted) as held:
        walk, step = at_step(held, wanted.walk, wanted.step)
        answers = [(_line_of(step, line), value) for line, value in wanted.check]
        walks.go_to(held, walk.walk.id, step.id)
        if wanted.came is not None:
            visits.came(held, walk.walk.id, step.id, when=_moment(wanted.came))
        if wanted.outcome is Outcome.LEFT or wanted.reason is not None:
            visits.leave(held, walk.walk.id, step.id, wanted.reason)
        if wanted.outcome is Outcome.NEVER_CAME:
            visits.never_came(held, walk.walk.id, step.id)
        noted = _noted(wanted)
        if noted:
            visits.set_fields(held, walk.walk.id, step.id, **noted)
        for line_id, value in answers:
            visits.answer(held, walk.walk.id, step.id, line_id, value)
    return 0


def at_step(held: Workspace, walk: str, number: int) -> tuple[OpenWalk, Step]:
    """The walk and the step that the user named; NotFound says which of them is none."""
    found = walks.opened(held, walks.resolve(held, walk))
    for step in found.version.steps:
        if step.number == number:
            return found, step
    raise NotFound(
        _("This walk has no step {number}.").format(number=number),
        advice=_("Its steps are numbered 1 to {last}.").format(last=len(found.version.steps)),
    )


def _refuse_conflicts(wanted: Namespace) -> None:
    """Two words that cannot both be true end as a usage error."""
    unmet = {Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL, Outcome.WAITING, Outcome.NEVER_CAME}
    if wanted.friction is not None and wanted.outcome in unmet:
        wanted.usage_error(_("a step that was not met has no friction"))
    if wanted.friction == 4 and wanted.outcome not in {None, Outcome.BLOCKED}:
        wanted.usage_error(_("friction 4 means blocked"))
    if wanted.outcome is Outcome.BLOCKED and wanted.friction not in {None, 4}:
        wanted.usage_error(_("blocked means friction 4"))
    if wanted.reason is not None and wanted.outcome not in {None, Outcome.LEFT}:
        wanted.usage_error(_("a reason belongs to the outcome left"))
    if wanted.came is not None and wanted.outcome in unmet:
        wanted.usage_error(_("what came was met: leave the outcome out"))


def _noted(wanted: Namespace) -> dict[str, Any]:
    """Fields of the visit that were given. Friction 4 is the same word as blocked."""
    given = ("friction", "feeling", "note", "quality", "promptness", "care", "spent", "apology", "person", "truth")
    noted = {name: getattr(wanted, name) for name in given if getattr(wanted, name) is not None}
    if wanted.outcome not in {None, Outcome.LEFT, Outcome.NEVER_CAME}:
        noted["outcome"] = wanted.outcome
    if wanted.outcome is Outcome.BLOCKED:
        noted["friction"] = 4
    return noted


def _line_of(step: Step, named: str) -> str:
    """Id of the checklist line with this number or text."""
    for number, line in enumerate(step.checklist, start=1):
        if named in {str(number), line.text, line.id}:
            return line.id
    raise NotFound(
        _("Step {number} has no checklist line {line}.").format(number=step.number, line=repr(named)),
        advice=_("Name it by its number from 1, or by its whole text."),
    )


def _moment(when: Any) -> datetime:
    return datetime.now(UTC) if when == NOW else when
