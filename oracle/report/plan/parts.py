"""A repair plan as frozen values: every word and figure that its slips and its table say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from oracle.language import _
from oracle.model.ratings import Effort
from oracle.report.content.parts import Fact, PlanLine, Shown, Sign


class Slip(Struct, frozen=True, kw_only=True):
    """One pothole for the person who repairs it. Empty texts were not given; `line` is its line in the plan."""

    pothole_id: str
    sign: Sign
    title: str
    place: str
    journey: str
    journey_id: str
    owner: str
    severity_words: str
    severity: int | None
    saw: str
    why_label: str
    why: str
    cause: str
    cause_note: str
    todo: str
    line: PlanLine
    done_when: str
    due: date | None
    due_words: str
    effort: str
    size: Effort | None  # the effort as a size
    priority: int | None
    priority_words: str
    reach_words: str
    seen_words: str  # "2 of 3 walks"
    state: str
    state_reason: str
    cost: Decimal | None  # money a month, to two significant digits
    cost_words: str
    cost_formula: str
    pictures: tuple[Shown, ...]
    facts: tuple[Fact, ...]  # the row at its foot

    @property
    def done_words(self) -> str:
        """What must be true then, also where nobody wrote it."""
        return self.done_when or _("A later walk comes by here and does not meet it.")


class Plan(Struct, frozen=True, kw_only=True):
    """Slips in the order of their priority, with the words around them. Logos are SHA-256 of stored pictures."""

    title: str
    business: str
    business_logo: str | None
    business_colour: str
    currency: str
    intro: str
    counted: str
    total: str  # the estimated cost of all of them, "" without figures
    small: str  # what can be done at once, "" where nothing is small
    footer: str
    several_journeys: bool
    slips: tuple[Slip, ...]
