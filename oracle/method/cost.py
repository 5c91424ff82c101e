"""What it costs a month to leave a pothole: an estimate from the journey's own figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import takewhile
from typing import NamedTuple, Protocol

from msgspec import Struct

from oracle.language import _, ngettext
from oracle.method import money
from oracle.method.dip import sale_step
from oracle.method.priority import ASSUMED_REACH, Judged, is_open
from oracle.model.journey import Journey, Step, Version
from oracle.model.ratings import Kind

MEETS = {4: Decimal("1"), 3: Decimal("0.7"), 2: Decimal("0.3"), 1: Decimal("0.1")}  # by reach
LOSES = {4: Decimal("0.5"), 3: Decimal("0.2"), 2: Decimal("0.05"), 1: Decimal("0.01")}  # by severity
_ONE = Decimal(1)


class Weighed(Judged, Protocol):
    """What a cost is reckoned from: a `Pothole`, a row of the list of them, or a `Weight`."""

    @property
    def id(self) -> str: ...
    @property
    def share_lost(self) -> Decimal | None: ...
    @property
    def step_ids(self) -> tuple[str, ...]: ...


class Cost(Struct, frozen=True):
    """One pothole's cost a month. `meets` and `loses` are shares 0 to 1; `others` share the step's loss with it.

    `people` reach its step, `lost` of them are lost to it (unrounded), each is `worth` so much.
    """

    people: Decimal
    meets: Decimal
    loses: Decimal
    others: int
    lost: Decimal
    worth: Decimal
    orders: bool  # the people at its step have bought already

    @property
    def amount(self) -> Decimal:
        """Money a month, unrounded."""
        return self.lost * self.worth


class Costs(Struct, frozen=True):
    """The costs of a journey's potholes. `by_pothole` has every pothole asked for; None where figures are missing."""

    by_pothole: Mapping[str, Cost | None]

    def amount(self, pothole_id: str) -> Decimal | None:
        """Money a month for one pothole, unrounded; None: shown as "–"."""
        found = self.by_pothole.get(pothole_id)
        return None if found is None else found.amount

    def of(self, pothole_ids: Collection[str]) -> Costs:
        """Those of some potholes; what the others take of a step stays taken."""
        return Costs({each: cost for each, cost in self.by_pothole.items() if each in pothole_ids})

    @property
    def total(self) -> Decimal | None:
        """Money a month for all of them, unrounded; None where none has a cost."""
        known = [cost.amount for cost in self.by_pothole.values() if cost is not None]
        return sum(known, Decimal(0)) if known else None


class _Loss(NamedTuple):
    """What one pothole takes of those who reach its step, were it alone there."""

    pothole_id: str
    meets: Decimal
    loses: Decimal
    share: Decimal  # meets × loses


def costs(journey: Journey, potholes: Iterable[Weighed]) -> Costs:
    """The cost a month of each pothole of a journey; None for one that is not open, not rated, or without figures.

    What it costs to leave them is a figure of today: it takes the journey's road as it is now, whatever version a walk
    took, and `potholes` are all that the journey has, whatever walk met them: they share the loss of a step.

    Source: product page, "Cost a month". People at the step × share meeting it × share of those lost × worth. People at
    a step = its own figure, else those at the step before minus those lost there. After the sale each is worth what
    one who comes back is. Several at one step lose 1 − Π(1 − share × loss) together, split in proportion. A pothole met
    at several steps counts where the road meets it first; one outside any step has no cost.
    """
    version, potholes = journey.version, tuple(potholes)
    found: dict[str, Cost | None] = {pothole.id: None for pothole in potholes}
    at_step = _losses(version, potholes)
    worth = _worth(journey, version)
    people = None if journey.people_a_month is None else Decimal(journey.people_a_month)
    for step in version.steps:
        people = people if step.people_a_month is None else Decimal(step.people_a_month)
        losses = at_step.get(step.id, [])
        together = _together(losses)
        if people is None:
            continue
        each, orders = worth[step.id]
        if each is not None:
            found |= _shared(losses, people, together, each, orders)
        people *= _ONE - together
    return Costs(found)


def formula(cost: Cost, kind: Kind, currency: str) -> str:
    """How a cost came about: "12 orders × 20 % lost × £95". `kind` is the journey's."""
    number = _count(cost.people)
    orders = cost.orders and kind is Kind.BUY
    whole = round(cost.people)
    if orders:
        parts = [ngettext("{n} order", "{n} orders", whole).format(n=number)]
    else:
        parts = [ngettext("{n} person", "{n} people", whole).format(n=number)]
    if cost.meets != _ONE:
        parts.append(_("{share} meet it").format(share=percent(cost.meets)))
    parts += [_("{share} lost").format(share=percent(cost.loses)), money.written(cost.worth, currency)]
    told = " × ".join(parts)
    if not cost.others:
        return told
    shared = ngettext(
        "less what {n} other pothole of this step takes", "less what {n} other potholes of this step take", cost.others
    )
    return f"{told}, {shared.format(n=cost.others)}"


def why_none(journey: Journey, pothole: Weighed) -> str:
    """Why an open, rated pothole has no cost, in a sentence; "" where it has one, or needs none."""
    if not is_open(pothole) or pothole.bright or (pothole.severity is None and pothole.share_lost is None):
        return ""
    at = next((step.id for step in journey.version.steps if step.id in pothole.step_ids), None)
    if not pothole.step_ids:
        return _("No cost: it was met outside any step.")
    if at is None:
        return _("No cost: its step is no longer on the road of this journey.")
    worth, bought = _worth(journey, journey.version)[at]
    if not _counted(journey, at):
        return _("No cost: the journey does not say yet how many people a month set out on it.")
    if worth is not None:
        return ""
    if bought:
        return _("No cost: the journey does not say yet what one who comes back is worth.")
    return _("No cost: the journey does not say yet what a purchase is worth.")


def words(amount: Decimal | None, currency: str) -> str:
    """ "about £1,300 a month"; "–" where there is no cost. Always to be labelled an estimate."""
    if amount is None:
        return "–"
    return _("{amount} a month").format(amount=money.about(amount, currency))


def percent(share: Decimal) -> str:
    """A share as people write it: "20 %", "12.5 %"."""
    value = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{value.to_integral_value() if value == value.to_integral_value() else value}\u00a0%"


def _losses(version: Version, potholes: Sequence[Weighed]) -> dict[str, list[_Loss]]:
    """The open, rated potholes of each step."""
    place = {step.id: at for at, step in enumerate(version.steps)}
    found: dict[str, list[_Loss]] = defaultdict(list)
    for pothole in potholes:
        loses = pothole.share_lost if pothole.share_lost is not None else LOSES.get(pothole.severity or 0)
        steps = [step_id for step_id in pothole.step_ids if step_id in place]
        if loses is None or pothole.bright or not is_open(pothole) or not steps:
            continue
        meets = MEETS[ASSUMED_REACH if pothole.reach is None else pothole.reach]
        found[min(steps, key=place.__getitem__)].append(_Loss(pothole.id, meets, loses, meets * loses))
    return found


def _together(losses: Sequence[_Loss]) -> Decimal:
    """The share of a step's people that is lost to all its potholes."""
    stays = _ONE
    for loss in losses:
        stays *= _ONE - loss.share
    return _ONE - stays


def _shared(
    losses: Sequence[_Loss], people: Decimal, together: Decimal, worth: Decimal, orders: bool
) -> dict[str, Cost]:
    """What each of a step's potholes costs: those that take anything share what all take together."""
    takers = sum(1 for loss in losses if loss.share)
    whole = sum((loss.share for loss in losses), Decimal(0))
    found = {}
    for loss in losses:
        others = takers - 1 if loss.share else 0
        own = together * loss.share / whole if others else loss.share
        found[loss.pothole_id] = Cost(people, loss.meets, loss.loses, others, people * own, worth, orders)
    return found


def _worth(journey: Journey, version: Version) -> dict[str, tuple[Decimal | None, bool]]:
    """By step: what one who is lost there is worth, and whether they have bought already."""
    sale: Step | None = sale_step(version)
    found: dict[str, tuple[Decimal | None, bool]] = {}
    bought = False
    for step in version.steps:
        found[step.id] = (journey.worth_again if bought else journey.worth, bought)
        bought = bought or step is sale
    return found


def _counted(journey: Journey, step_id: str) -> bool:
    """Whether the people a month are known by that step."""
    before = takewhile(lambda step: step.id != step_id, journey.version.steps)
    own = (*before, journey.version.step(step_id))
    return journey.people_a_month is not None or any(step.people_a_month is not None for step in own)


def _count(people: Decimal) -> str:
    """A number of people: whole from ten on, else to the tenth."""
    exact = people.quantize(Decimal(1) if people >= 10 else Decimal("0.1"), ROUND_HALF_UP)
    return f"{exact:,.0f}" if exact == exact.to_integral_value() else f"{exact:,}"
