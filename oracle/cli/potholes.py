"""`pothole`: what was found and its repair; and `walk pothole`, which marks one."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from oracle import words
from oracle.cli.businesses import named as business_named
from oracle.cli.opening import opened
from oracle.cli.output import plain, remark, say, say_json, say_table
from oracle.cli.preparing import prepare
from oracle.cli.walks import at_step
from oracle.errors import InputError, OracleError
from oracle.language import _, ngettext
from oracle.method import cost as costing
from oracle.method import handing_out
from oracle.method.priority import is_open, ordered, priority
from oracle.model.journey import Business, Journey
from oracle.model.pothole_row import PotholeRow
from oracle.report.content.happened import told as history_told
from oracle.sheets.plain import replace_file
from oracle.workspace import (
    Workspace,
    businesses,
    journeys,
    merge_file,
    pothole_changes,
    pothole_inbox,
    pothole_links,
    potholes,
    repairs,
    walks,
)

_LONGEST = 50_000_000  # characters of a file that takes a merge back
_SETS = "field_"  # before the names of the fields that `pothole set` was given


def add(wanted: Namespace) -> int:
    """Mark it with the step's captures and print its id."""
    with opened(wanted) as held:
        walk, step = at_step(held, wanted.walk, wanted.step)
        made = potholes.add(
            held,
            walk.walk.id,
            step.id,
            title=wanted.title,
            bright=wanted.bright,
            saw=wanted.saw,
            why=wanted.why,
            todo=wanted.todo,
            cause=wanted.cause,
            severity=wanted.severity,
            reach=wanted.reach,
            effort=wanted.effort,
        )
    say(made.id)
    return 0


def list_all(wanted: Namespace) -> int:
    """List what the filters leave, by priority, business by business."""
    with opened(wanted) as held:
        found = [(business, ordered(_filtered(held, business, wanted))) for business in _businesses(held, wanted)]
    if wanted.json:
        say_json([_as_json(business, row) for business, rows in found for row in rows])
        return 0
    say_table(_line(row) for _business, rows in found for row in rows)
    return 0


def show(wanted: Namespace) -> int:
    """Show a pothole: what was seen, what it costs, and what happened to it."""
    with opened(wanted) as held:
        pothole_id = repairs.resolve(held, wanted.pothole)
        pothole = potholes.get(held, pothole_id)
        business = businesses.get(held, repairs.business_of(held, pothole_id))
        listed = {each.id: each for each in pothole_inbox.inbox(held, business.id, [pothole.journey_id])}
        row, cost = listed.get(pothole_id), _cost(journeys.get(held, pothole.journey_id), listed, pothole_id, business)
        happened = pothole_changes.history(held, pothole_id)
        linked = pothole_links.linked(held, pothole_id)
    if wanted.json:
        told = plain(pothole) | (_as_json(business, row) if row else {"label": pothole.label})
        say_json(told | {"history": plain(happened), "linked": [each.id for each in linked]})
        return 0
    say(f"{pothole.label}  {pothole.title}")
    say_table(_facts(row, cost))
    for label, text in _voices(pothole.saw, pothole.why, pothole.todo, pothole.done_when):
        say("", label, text)
    say("", _("History"))
    say_table((each.at.astimezone().strftime("%Y-%m-%d %H:%M"), text) for each, text in history_told(happened))
    return 0


def change(wanted: Namespace) -> int:
    """Change the fields that were given, each into the history."""
    given = {name.removeprefix(_SETS): value for name, value in vars(wanted).items() if name.startswith(_SETS)}
    if not given:
        wanted.usage_error(_("nothing to change was given"))
    with opened(wanted) as held:
        pothole_id = repairs.resolve(held, wanted.pothole)
        potholes.set_fields(held, pothole_id, who=wanted.who, **given)
        title = potholes.get(held, pothole_id).title
    say(_("Changed: {title}").format(title=title))
    return 0


def merge(wanted: Namespace) -> int:
    """Make two into one and print the id of the one that stays."""
    with opened(wanted) as held:
        one, other = repairs.resolve(held, wanted.pothole), repairs.resolve(held, wanted.other)
        kept, gone = potholes.merge(held, one, other, who=wanted.who).ids[:2]
        if wanted.undo is not None:
            _write_undo(held, gone, wanted.undo)
    say(kept)
    return 0


def _write_undo(held: Workspace, gone: str, out: Path) -> None:
    """What could not be taken back any more is not merged at all."""
    try:
        replace_file(out, merge_file.text_of(held, gone).encode())
    except OracleError:
        potholes.unmerge(held, gone)
        raise


def unmerge(wanted: Namespace) -> int:
    """Part two potholes that were merged and print the id of the one that stands again."""
    try:
        with wanted.file.open(encoding="utf-8") as given:
            told = given.read(_LONGEST + 1)
    except (OSError, UnicodeDecodeError) as error:
        said = _("“{name}” could not be read: {reason}.")
        raise InputError(said.format(name=wanted.file.name, reason=getattr(error, "strerror", error))) from error
    with opened(wanted) as held:
        gone = merge_file.take_back(held, told, who=wanted.who).ids[1]
    say(gone)
    return 0


def export(wanted: Namespace) -> int:
    """Write slips or the plan, by the ending of the file, and print where it is."""
    from oracle.report import plan  # the fonts and charts of a report take a moment to load
    from oracle.report.pictures import picture

    plan.form_of(wanted.out)
    now = datetime.now(UTC).astimezone()
    with opened(wanted) as held:
        business, chosen = _chosen(held, wanted)
        record = repairs.record(held, business.id, chosen)
        told = plan.build(record, now=now, title=wanted.title)
        if plan.form_of(wanted.out) is plan.Form.PDF:
            if said := handing_out.said(plan.pictured(record, told)):
                remark(said)
            prepare(held, plan.shown(told))
        writing = plan.write(
            told, wanted.out, partial(picture, held), made=now, slips_only=bool(wanted.slip), paper=wanted.paper
        )
        for step in writing:
            if sys.stderr.isatty():
                print(f"\r{step.done} / {step.total}", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    say(_("Plan written: {path}").format(path=wanted.out))
    return 0


def _chosen(held: Workspace, wanted: Namespace) -> tuple[Business, list[str]]:
    """Whose potholes are written, and which: the slips that were named, else what the filters leave."""
    if wanted.slip:
        ids = [repairs.resolve(held, each) for each in wanted.slip]
        owners = {repairs.business_of(held, each) for each in ids}
    else:
        left = [
            (business.id, row.id)
            for business in _businesses(held, wanted)
            for row in _filtered(held, business, wanted)
            if wanted.all or wanted.state or is_open(row)
        ]
        ids = [row_id for _business_id, row_id in left]
        owners = {business_id for business_id, _row_id in left}
    if not owners:
        raise InputError(_("There is nothing to repair here."), advice=_("Take a filter away, or ask for --all."))
    if len(owners) > 1:
        raise InputError(
            _("These potholes belong to several businesses."), advice=_("Name one of them with --business.")
        )
    return businesses.get(held, owners.pop()), ids


def _businesses(held: Workspace, wanted: Namespace) -> tuple[Business, ...]:
    return businesses.list_all(held) if wanted.business is None else (business_named(held, wanted.business),)


def _filtered(held: Workspace, business: Business, wanted: Namespace) -> Iterator[PotholeRow]:
    journey = journeys.resolve(held, wanted.journey) if wanted.journey else None
    walk = walks.resolve(held, wanted.walk) if wanted.walk else None
    found = pothole_inbox.matcher(wanted.search)
    for row in pothole_inbox.inbox(held, business.id):
        kept = (
            journey in {None, row.journey_id},
            walk is None or walk in {met.walk_id for met in row.walks},
            not wanted.open or is_open(row),
            not wanted.state or row.state in wanted.state,
            not wanted.severity or row.severity in wanted.severity,
            not wanted.cause or row.cause in wanted.cause,
            _is(wanted.stage, row.stage),
            _is(wanted.owner, row.owner),
            wanted.tester is None or any(_is(wanted.tester, met.tester_name) for met in row.walks),
            found(row),
        )
        if all(kept):
            yield row


def _is(wanted: str | None, name: str) -> bool:
    return wanted is None or wanted.strip().casefold() == name.strip().casefold()


def _as_json(business: Business, row: PotholeRow) -> dict[str, Any]:
    told: dict[str, Any] = {key: value for key, value in plain(row).items() if key != "text"}
    told["walks"] = [plain(met._asdict()) for met in row.walks]
    more = {"label": row.label, "seen": row.seen, "priority": priority(row), "open": is_open(row)}
    return told | more | {"business_id": business.id, "business": business.name, "currency": business.currency}


def _line(row: PotholeRow) -> tuple[str, ...]:
    place = f"{row.journey_title} · {row.step_number} {row.step_title}" if row.step_title else row.journey_title
    return row.id, row.label, words.severity(row.severity), words.state(row.state), row.title, place


def _cost(journey: Journey, rows: Mapping[str, PotholeRow], pothole_id: str, business: Business) -> str:
    """ "about £1,300 a month (12 orders × 20 % lost × £95)"; "–" for none."""
    found = costing.costs(journey, rows.values()).by_pothole.get(pothole_id)
    if found is None:
        return costing.words(None, business.currency)
    formula = costing.formula(found, journey.kind, business.currency)
    return f"{costing.words(found.amount, business.currency)} ({formula})"


def _facts(row: PotholeRow | None, cost: str) -> Iterator[tuple[str, str]]:
    if row is None:
        return
    where = " › ".join(part for part in (row.journey_title, row.stage, row.step_title) if part)
    yield _("Where"), where
    yield _("Severity"), words.rating(row.severity)
    yield _("Meets it"), words.reach(row.reach)
    yield _("Priority"), str(priority(row) or "–")
    yield _("State"), words.state(row.state) + (f": {row.state_reason}" if row.state_reason else "")
    yield _("Cause"), words.cause(row.cause) if row.cause else "–"
    yield _("Effort"), words.effort(row.effort)
    yield _("Who"), row.owner or "–"
    yield _("Due"), row.due.isoformat() if row.due else "–"
    yield _("Estimated cost"), cost
    told = ngettext("{seen} of {n} walk", "{seen} of {n} walks", row.walked)
    yield _("Seen in"), told.format(seen=row.seen, n=row.walked)


def _voices(*texts: str) -> Iterator[tuple[str, str]]:
    labels = (_("What I saw"), _("Why it matters"), _("What to do"), _("Done when"))
    return ((label, text) for label, text in zip(labels, texts, strict=True) if text)
