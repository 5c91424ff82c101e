"""What happens and what does not: questions about a step, each with the checklist line that answers it.

Source: product page, "What the method asks for". Which questions fit a step follows from where it stands on its road:
what was before, what comes after, by which channel, before or after the sale.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct

from oracle.language import _
from oracle.method.dip import DECISION
from oracle.method.edits import Stages, steps_of
from oracle.method.questions import TABLE
from oracle.method.standing import Standing
from oracle.model.journey import Step
from oracle.model.ratings import Kind


class Question(Struct, frozen=True):
    """A question, and the line that it adds to *must not be missing* (`must`), else to *what should happen*."""

    key: str
    text: str
    line: str
    must: bool


def ask(kind: Kind, stages: Stages, step_id: str, *, put_away: Collection[str] = ()) -> tuple[Question, ...]:
    """The questions that a step leaves open, those that fit it best first.

    Not asked: what a line of the step already answers, by its words, and the keys in `put_away`. KeyError when no
    stage has the step.
    """
    standing = standing_of(kind, stages, step_id)
    lines = [_plain(line.text) for line in standing.step.checklist]
    return tuple(
        Question(each.key, _(each.question), _(each.line), each.must)
        for each in TABLE
        if each.key not in put_away and each.fits(standing) and not _answered(lines, _(each.line), _(each.signs))
    )


def standing_of(kind: Kind, stages: Stages, step_id: str) -> Standing:
    """Where a step stands on its road; KeyError when no stage has it."""
    steps = steps_of(stages)
    at = next((index for index, step in enumerate(steps) if step.id == step_id), None)
    if at is None:
        raise KeyError(step_id)
    return Standing(
        kind=kind,
        step=steps[at],
        before=steps[at - 1] if at else None,
        after=steps[at + 1] if at + 1 < len(steps) else None,
        past_sale=_past_sale(stages, steps, at),
    )


def _past_sale(stages: Stages, steps: tuple[Step, ...], at: int) -> int | None:
    """Steps since the sale, negative before it; None on a road without one. The sale as for the dip."""
    sale = next((index for index, step in enumerate(steps) if step.sale), None)
    if sale is None:
        names = [stage.name for stage in stages for _step in stage.steps]
        decision = {DECISION, _(DECISION)}
        sale = max((index for index, name in enumerate(names) if name in decision), default=None)
    return None if sale is None else at - sale


def _answered(lines: list[str], own: str, signs: str) -> bool:
    """Whether a line says it already: in the same words, or with one of the beginnings of words in `signs`."""
    if _plain(own) in lines:
        return True
    found = [re.compile(rf"\b{re.escape(sign)}") for sign in signs.casefold().split("|") if sign]
    return any(sign.search(line) for sign in found for line in lines)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
