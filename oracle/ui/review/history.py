"""What was changed after the finish, in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from oracle import words
from oracle.language import _
from oracle.model.journey import Step
from oracle.model.ratings import LeaveReason, Outcome
from oracle.model.walk import VisitChange
from oracle.ui import dates

SHORT = 60
_YES_OR_NO = frozenset({"other_road_offered", "apology", "person", "truth"})


def lines(history: tuple[VisitChange, ...], step: Step) -> Iterator[str]:
    """One line a change of this step, newest first: "22 Nov 2025, 00:14: friction 2 Bumpy → 3 Rough"."""
    for each in sorted(history, key=lambda change: change.at, reverse=True):
        if each.step_id == step.id:
            yield _("{when}: {field}, {before} → {after}").format(
                when=dates.moment(each.at), field=_field(each.field, step), before=_value(each.field, each.before),
                after=_value(each.field, each.after),
            )  # fmt: skip


def _field(name: str, step: Step) -> str:
    known = {
        "friction": _("friction"), "feeling": _("feeling"), "note": _("note"), "outcome": _("how it ended"),
        "quality": _("quality"), "promptness": _("promptness"), "care": _("care"), "spent": _("money spent"),
        "seconds": _("time spent"), "expected": _("what was expected"), "leave_reason": _("why one would leave"),
        "apology": _("an apology"), "person": _("a person to turn to"), "truth": _("the truth about it"),
        "other_road_offered": _("another road offered"), "promised_at": _("due"), "came_at": _("when it came"),
    }  # fmt: skip
    if name.startswith("answer "):
        line_id = name.removeprefix("answer ")
        # Long ids are stored cut.
        return next(
            (words.shortened(line.text, SHORT) for line in step.checklist if line.id.startswith(line_id)),
            _("checklist"),
        )
    return known.get(name, name)


def _value(name: str, text: str) -> str:
    if not text:
        return "–"
    with suppress(ValueError):
        if name == "friction":
            return f"{text} {words.friction(int(text))}"
        if name == "feeling":
            return words.feeling(int(text))
        if name == "outcome":
            return words.outcome(Outcome(text))
        if name == "leave_reason":
            return words.leave_reason(LeaveReason(text))
        if name == "seconds":
            return _("{n} min").format(n=round(int(text) / 60))
        if name in {"promised_at", "came_at"}:
            return dates.moment(datetime.fromisoformat(text))
    if name.startswith("answer ") or name in _YES_OR_NO:
        return {"True": _("yes"), "False": _("no")}.get(text, words.shortened(text, SHORT))
    return words.shortened(text, SHORT)
