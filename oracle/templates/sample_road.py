"""The sample: the road through the sample shop, and a walk of it written down for the demo to play."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal, InvalidOperation
from functools import cache

from msgspec import Struct

from oracle import paths
from oracle.language import _
from oracle.model.dip import DipCause
from oracle.model.journey import Step, Template
from oracle.model.ratings import Cause, Effort, Feeling, Friction, Reach, Severity
from oracle.templates import reading
from oracle.templates.tables import Table, load

NAME = "sample-monstera"


class SamplePothole(Struct, frozen=True, kw_only=True):
    """A pothole that is marked at its step; severity, reach, effort and the words after `saw` belong to the review."""

    title: str
    saw: str
    why: str
    todo: str
    cause: Cause
    cause_note: str
    severity: int
    reach: int
    effort: Effort
    owner: str
    done_when: str


class SampleArea(Struct, frozen=True, kw_only=True):
    """A part of a picture, its edges in hundredths of the width and the height."""

    left: int
    top: int
    right: int
    bottom: int


class SampleBright(Struct, frozen=True, kw_only=True):
    """A bright spot at a step. It is marked after the potholes, which so keep the numbers 1 to 8."""

    step: int
    title: str
    saw: str


class SampleVisit(Struct, frozen=True, kw_only=True):
    """What is experienced at the step of that number. `answers` follow its checklist; `came_after` ends its wait.

    `does` is a line of script: what the customer does on the page, which then `shows` certain words, before the
    picture is taken. A box is drawn on it around `points_at`. `handled` says of a bump whether an apology, a person and
    the truth followed.
    """

    step: int
    friction: int
    feeling: int
    note: str
    does: str
    shows: str
    points_at: SampleArea | None
    answers: tuple[bool, ...]
    handled: tuple[bool, ...]
    quality: int | None
    promptness: int | None
    care: int | None
    spent: Decimal | None
    came_after: timedelta | None
    potholes: tuple[SamplePothole, ...]


class SampleWalk(Struct, frozen=True, kw_only=True):
    """A whole walk of the sample, one visit a step in road order, with what is said at the finish and in the review.

    `dip_cures` are answers in the order of `Cure`.
    """

    tester: str
    visits: tuple[SampleVisit, ...]
    brights: tuple[SampleBright, ...]
    dip_cause: DipCause
    dip_cures: tuple[bool, ...]
    ease: int
    surprised: str
    over_coffee: str


@cache
def sample() -> Template:
    """The journey through the sample shop; its links stand on `{url}`, where the shop is served."""
    return reading.read(paths.resource("sample_journey.toml"), NAME)


@cache
def sample_walk() -> SampleWalk:
    """The walk that the demo plays; it fits the steps and checklists of `sample()`."""
    top = load(paths.resource("sample_walk.toml"))
    steps = [step for stage in sample().stages for step in stage.steps]
    tables = top.tables("visit")
    if len(tables) != len(steps):
        raise top.refuse("visit", _("there must be one for each of the {count} steps.").format(count=len(steps)))
    walk = SampleWalk(
        tester=top.text("tester", needed=True),
        visits=tuple(_visit(table, step) for table, step in zip(tables, steps, strict=True)),
        brights=tuple(_bright(table, len(steps)) for table in top.tables("bright")),
        dip_cause=top.choice("dip_cause", DipCause),
        dip_cures=top.flags("dip_cures"),
        ease=_number(top, "ease", 1, 7),
        surprised=top.text("surprised", needed=True),
        over_coffee=top.text("over_coffee", needed=True),
    )
    top.finish()
    return walk


def _visit(table: Table, step: Step) -> SampleVisit:
    visit = SampleVisit(
        step=_number(table, "step", step.number, step.number),
        friction=_number(table, "friction", min(Friction), max(Friction)),
        feeling=_number(table, "feeling", min(Feeling), max(Feeling)),
        note=table.text("note", needed=True),
        does=table.text("does"),
        shows=table.text("shows"),
        points_at=next((_area(area) for area in table.tables("points_at")), None),
        handled=table.flags("handled"),
        answers=table.flags("answers"),
        quality=table.number("quality", 1, 5),
        promptness=table.number("promptness", 1, 5),
        care=table.number("care", 1, 5),
        spent=_amount(table),
        came_after=reading.length(table, "came_after"),
        potholes=tuple(_pothole(pothole) for pothole in table.tables("pothole")),
    )
    if len(visit.answers) != len(step.checklist):
        raise table.refuse("answers", _("the step has {count} lines.").format(count=len(step.checklist)))
    if (visit.came_after is None) != (step.wait is None):
        raise table.refuse("came_after", _("it belongs to a step with a wait, and to no other."))
    table.finish()
    return visit


def _area(table: Table) -> SampleArea:
    edges = {edge: _number(table, edge, 0, 100) for edge in ("left", "top", "right", "bottom")}
    table.finish()
    return SampleArea(**edges)


def _pothole(table: Table) -> SamplePothole:
    pothole = SamplePothole(
        title=table.text("title", needed=True),
        saw=table.text("saw", needed=True),
        why=table.text("why", needed=True),
        todo=table.text("todo", needed=True),
        cause=table.choice("cause", Cause),
        cause_note=table.text("cause_note"),
        severity=_number(table, "severity", min(Severity), max(Severity)),
        reach=_number(table, "reach", min(Reach), max(Reach)),
        effort=table.choice("effort", Effort),
        owner=table.text("owner", needed=True),
        done_when=table.text("done_when", needed=True),
    )
    table.finish()
    return pothole


def _bright(table: Table, steps: int) -> SampleBright:
    bright = SampleBright(
        step=_number(table, "step", 1, steps),
        title=table.text("title", needed=True),
        saw=table.text("saw", needed=True),
    )
    table.finish()
    return bright


def _number(table: Table, field: str, lowest: int, highest: int) -> int:
    number = table.number(field, lowest, highest)
    if number is None:
        raise table.refuse(field, _("this must not be missing."))
    return number


def _amount(table: Table) -> Decimal | None:
    text = table.text("spent")
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise table.refuse("spent", _("this must be an amount, as in “95.90”.")) from None
