"""What happened to a pothole, in words: every change, with who made it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation

from oracle import words
from oracle.language import _
from oracle.method import cost
from oracle.model.pothole import PotholeChange
from oracle.model.ratings import Cause, Effort, State, Verdict
from oracle.report.content import dates

TEXTS = frozenset({"saw", "why", "todo", "cause_note", "done_when", "title"})
_SHORT = 80


def told(history: tuple[PotholeChange, ...]) -> Iterator[tuple[PotholeChange, str]]:
    """Each change that people are told, newest first as they come. Reasons stand with the state they are given for."""
    reasons = {(each.at, each.who): each.after for each in history if each.field == "state_reason"}
    states = {(each.at, each.who) for each in history if each.field == "state"}
    for each in history:
        if each.field == "not_same" or (each.field == "state_reason" and (each.at, each.who) in states):
            continue
        yield each, _said(each, reasons.get((each.at, each.who), "") if each.field == "state" else "")


def _said(each: PotholeChange, reason: str = "") -> str:
    text = _event(each, reason)
    if each.field in {"marked", "seen", "verdict"} or not each.who:
        return text[:1].upper() + text[1:]
    return _("{who}: {what}").format(who=each.who, what=text)


def _event(each: PotholeChange, reason: str) -> str:
    who = each.who or _("somebody")
    if each.field == "marked":
        return _("Marked in {who}’s walk").format(who=who)
    if each.field == "seen":
        return _("Seen again in {who}’s walk").format(who=who)
    if each.field == "verdict":
        return _verdict(each, who)
    told: dict[str, Callable[[], str]] = {
        "merged": lambda: _("took in {other}").format(other=each.after),
        "unmerged": lambda: _("parted again from {other}").format(other=each.before),
        "split": lambda: _("split off {other}").format(other=each.after),
        "parted": lambda: _("split from {other}").format(other=each.after),
        "linked": lambda: _("linked with {other}").format(other=each.after),
        "unlinked": lambda: _("no longer linked with {other}").format(other=each.before),
    }
    if each.field in told:
        return told[each.field]()
    if each.field == "state":
        state = _value("state", each.after)
        return f"{state}: “{words.shortened(reason, _SHORT)}”" if reason else state
    return _field_change(each)


def _verdict(each: PotholeChange, who: str) -> str:
    with suppress(ValueError):
        return {
            Verdict.FIXED: _("Fixed, says {who}’s walk"),
            Verdict.STILL_THERE: _("Still there in {who}’s walk"),
            Verdict.WORSE: _("Worse in {who}’s walk"),
            Verdict.NOT_CHECKED: _("Not checked in {who}’s walk"),
        }[Verdict(each.after)].format(who=who)
    return _("Verdict taken back in {who}’s walk").format(who=who)


def _field_change(each: PotholeChange) -> str:
    name = _field(each.field)
    if each.field in TEXTS or each.field == "state_reason":
        return _("{field} written").format(field=name) if not each.before else _("{field} changed").format(field=name)
    return _("{field}: {before} → {after}").format(
        field=name, before=_value(each.field, each.before), after=_value(each.field, each.after)
    )


def _field(name: str) -> str:
    return {
        "title": _("title"), "saw": _("what I saw"), "why": _("why it matters"), "todo": _("what to do"),
        "severity": _("severity"), "reach": _("reach"), "cause": _("cause"), "cause_note": _("about the cause"),
        "effort": _("effort"), "share_lost": _("share lost"), "owner": _("who repairs"), "due": _("due"),
        "state_reason": _("reason"), "done_when": _("done when"), "bright": _("bright spot"),
    }.get(name, name.replace("_", " "))  # fmt: skip


def _value(field: str, text: str) -> str:
    """A stored value as people read it; what nobody knows any more stays as it was stored."""
    if not text:
        return "–"
    with suppress(ValueError, KeyError, InvalidOperation):
        if field == "state":
            return words.state(State(text))
        if field == "severity":
            return f"{text} {words.severity(int(text))}"
        if field == "reach":
            return words.reach(int(text))
        if field == "cause":
            return words.cause(Cause(text))
        if field == "effort":
            return words.effort(Effort(text))
        if field == "due":
            return dates.day(date.fromisoformat(text))
        if field == "share_lost":
            return cost.percent(Decimal(text))
    return words.shortened(text, _SHORT)
