"""The plan as a table for spreadsheets: a row a pothole, in the order of the plan."""

from __future__ import annotations

from oracle import sheets
from oracle.language import _
from oracle.report.plan.parts import Plan, Slip


def columns(plan: Plan) -> tuple[sheets.Column, ...]:
    """The heads of the table."""
    cost = _("Estimated cost a month")
    return (
        sheets.Column(_("Number"), 9),
        sheets.Column(_("Pothole"), 34),
        sheets.Column(_("What to do"), 44),
        sheets.Column(_("Who"), 14),
        sheets.Column(_("Due"), 12),
        sheets.Column(_("State"), 13),
        sheets.Column(_("Reason"), 24),
        sheets.Column(_("Done when"), 30),
        sheets.Column(_("Priority"), 9),
        sheets.Column(_("Severity"), 9),
        sheets.Column(_("Meets it"), 16),
        sheets.Column(_("Effort"), 10),
        sheets.Column(f"{cost} ({plan.currency})" if plan.currency else cost, 14),
        sheets.Column(_("Cause"), 16),
        sheets.Column(_("Journey"), 26),
        sheets.Column(_("Where"), 34),
        sheets.Column(_("Seen in"), 14),
        sheets.Column(_("What I saw"), 44),
        sheets.Column(_("Why it matters"), 44),
    )


def rows(plan: Plan) -> list[tuple[sheets.Cell, ...]]:
    """A row for each slip."""
    return [_row(slip) for slip in plan.slips]


def _row(slip: Slip) -> tuple[sheets.Cell, ...]:
    cause = ": ".join(part for part in (slip.cause, slip.cause_note) if part)
    return (
        slip.sign.label,
        slip.title,
        slip.todo,
        slip.owner,
        slip.due,
        slip.state,
        slip.state_reason,
        slip.done_when,
        slip.priority,
        slip.severity,
        slip.reach_words,
        slip.effort,
        slip.cost,
        cause,
        slip.journey,
        slip.place,
        slip.seen_words,
        slip.saw,
        slip.why,
    )
