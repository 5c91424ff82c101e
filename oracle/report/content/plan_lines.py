"""The lines of a repair plan, a pothole each: the report's section has them, and the plan that stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from oracle import words
from oracle.language import _
from oracle.method.priority import is_open
from oracle.model.pothole import Pothole
from oracle.model.ratings import State
from oracle.model.record import WalkRecord
from oracle.report.content import dates
from oracle.report.content.cards import DASH, sign
from oracle.report.content.parts import PlanLine, Sign

_LINE = 110  # characters of a remedy that a line has room for


def plan_lines(in_order: Iterable[tuple[Pothole, WalkRecord]], *, across: bool, journey: bool) -> tuple[PlanLine, ...]:
    """A line for each open, rated pothole, in the order given."""
    return tuple(
        plan_line(hole, sign(hole, record, across=across), record.open.journey.title if journey else "")
        for hole, record in in_order
        if is_open(hole) and hole.severity is not None
    )


def plan_line(pothole: Pothole, mark: Sign, journey: str) -> PlanLine:
    """One line; `journey` is empty where they are all of one."""
    return PlanLine(
        sign=mark,
        todo=first_sentence(pothole.todo),
        title=pothole.title,
        journey=journey,
        owner=pothole.owner.strip(),
        effort=words.effort(pothole.effort),
        due=_short(pothole.due),
        claimed=pothole.state is State.REPAIRED,
    )


def intro() -> str:
    """How the plan is meant."""
    return _(
        "By priority, and the smaller effort first. Tick a line when it is done; it counts as repaired for good "
        "when a later walk finds it fixed."
    )


def first_sentence(text: str) -> str:
    """The first sentence of a remedy for a line of the plan, cut at a word where it is long; "" for nothing."""
    line = " ".join(text.split())
    for end in (". ", "! ", "? ", "; "):
        head, found, _rest = line.partition(end)
        if found and len(head) < len(line):
            line = head + end.strip(" ;")
    line = line.removesuffix(".") if not line.endswith("...") else line
    if len(line) <= _LINE:
        return line
    return line[:_LINE].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"


def _short(due: date | None) -> str:
    """A day as a narrow column has room for it: "27 Oct 2025"; "–" for none."""
    return DASH if due is None else f"{due.day} {dates.month(due)[:3]} {due.year}"
