"""How a step ends: which values of a visit go together, as pure functions."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from oracle.errors import InputError
from oracle.language import _
from oracle.model.ratings import Friction, LeaveReason, Outcome
from oracle.model.walk import Visit

# Endings at which the step was not met, so that it has no friction.
UNMET = frozenset({Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL, Outcome.WAITING, Outcome.NEVER_CAME})
_SCALES = {"friction": (0, 4), "feeling": (-2, 2), "quality": (1, 5), "promptness": (1, 5), "care": (1, 5)}
_LISTS: dict[str, type[Outcome] | type[LeaveReason]] = {"outcome": Outcome, "leave_reason": LeaveReason}
_FREE = frozenset(
    {
        "note",
        "expected",
        "other_road_offered",
        "apology",
        "person",
        "truth",
        "spent",
        "seconds",
        "wait_started_at",
        "promised_at",
        "came_at",
        "remind_at",
    }
)
_NAMES = _FREE | _SCALES.keys() | _LISTS.keys()


def refuse_unusable(fields: dict[str, Any]) -> None:
    """InputError for values off their scale and for two that cannot both be true; TypeError for names that are none."""
    unknown = fields.keys() - _NAMES
    if unknown:
        raise TypeError(f"a visit has no field {sorted(unknown)}")
    for name, value in fields.items():
        if value is not None and name in _SCALES:
            _on_scale(value, *_SCALES[name])
        elif value is not None and name in _LISTS:
            _member(_LISTS[name], value)
    _refuse_bad_amounts(fields)
    _refuse_contradictions(fields)


def _on_scale(value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise InputError(_("{value} is not from {low} to {high}.").format(value=value, low=low, high=high))


def _member(members: type[Outcome] | type[LeaveReason], value: Any) -> None:
    try:
        members(value)
    except ValueError:
        raise InputError(_("{value} is none of: {all}.").format(value=value, all=", ".join(members))) from None


def _refuse_bad_amounts(fields: dict[str, Any]) -> None:
    spent, seconds = fields.get("spent"), fields.get("seconds")
    if spent is not None and not (isinstance(spent, Decimal) and spent.is_finite() and spent >= 0):
        raise InputError(_("Money spent is a number that is not below zero."))
    if seconds is not None and seconds < 0:
        raise InputError(_("Time spent is not below zero."))


def _refuse_contradictions(fields: dict[str, Any]) -> None:
    outcome, friction = fields.get("outcome"), fields.get("friction")
    if friction is not None and outcome in UNMET:
        raise InputError(_("A step that was not met has no friction."))
    if friction == Friction.BLOCKED and outcome is Outcome.DONE:
        raise InputError(_("Friction 4 means blocked."))
    if friction is not None and friction != Friction.BLOCKED and outcome is Outcome.BLOCKED:
        raise InputError(_("Blocked means friction 4."))
    if fields.get("leave_reason") is not None and outcome not in {None, Outcome.LEFT}:
        raise InputError(_("A reason for leaving belongs to the outcome left."))


def settled(visit: Visit, fields: dict[str, Any], moment: datetime) -> dict[str, Any]:
    """`fields` with all that follows from them for this visit."""
    values = dict(fields)
    if values.get("leave_reason") is not None:
        values.setdefault("outcome", Outcome.LEFT)
    if "friction" in values and "outcome" not in values:
        values["outcome"] = _outcome_for(values["friction"], visit)
    if values.get("outcome", visit.outcome) is not visit.outcome or "outcome" in fields:
        _follow_outcome(visit, values, moment)
    return values


def _outcome_for(friction: int | None, visit: Visit) -> Outcome | None:
    if visit.outcome is Outcome.LEFT:
        return Outcome.LEFT  # how rough it was may be said of a step that one would have left at, too
    if friction is None:
        return None if visit.outcome in {Outcome.DONE, Outcome.BLOCKED} else visit.outcome
    return Outcome.BLOCKED if friction == Friction.BLOCKED else Outcome.DONE


def _follow_outcome(visit: Visit, values: dict[str, Any], moment: datetime) -> None:
    outcome = values.get("outcome")
    friction = values.get("friction", visit.friction)
    if outcome in UNMET or (outcome is Outcome.DONE and friction == Friction.BLOCKED):
        values["friction"] = None
    elif outcome is Outcome.BLOCKED:
        values["friction"] = int(Friction.BLOCKED)
    elif outcome is None and "friction" not in values:
        values["friction"] = None
    if outcome is not Outcome.LEFT:
        values |= {"leave_reason": None, "other_road_offered": None}
    if outcome is Outcome.WAITING and visit.wait_started_at is None:
        values.setdefault("wait_started_at", moment)
    # Only what came can be rated.
    if visit.outcome in {Outcome.WAITING, Outcome.NEVER_CAME} and outcome in {Outcome.DONE, Outcome.BLOCKED}:
        values.setdefault("came_at", moment)
