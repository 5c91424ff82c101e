"""The potholes of a business as the list shows them: which of them, in what order, and what there is to filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from oracle.language import _
from oracle.method.priority import priority
from oracle.model.pothole_row import PotholeRow
from oracle.model.ratings import Effort
from oracle.ui.potholes.filters import Facet, Filters
from oracle.workspace.pothole_inbox import matcher

_EFFORT_ORDER = {Effort.SMALL: 0, Effort.MEDIUM: 1, Effort.LARGE: 2, None: 3}


def place(row: PotholeRow) -> str:
    """ "Monstera on sale · 9 Gets the confirmation"."""
    if not row.step_ids:
        return _("{journey} · outside any step").format(journey=row.journey_title)
    step = " ".join(part for part in (str(row.step_number or ""), row.step_title) if part)
    return f"{row.journey_title} · {step}" if step else row.journey_title


class Order(StrEnum):
    """How the list is sorted."""

    WORST = "worst"
    REPAIR = "repair"
    DUE = "due"
    COST = "cost"
    NEWEST = "newest"
    JOURNEY = "journey"


def order_name(order: Order) -> str:
    """ "Worst first"."""
    return {
        Order.WORST: _("Worst first"),
        Order.REPAIR: _("Highest priority first"),
        Order.DUE: _("Due first"),
        Order.COST: _("Costliest first"),
        Order.NEWEST: _("Newest first"),
        Order.JOURNEY: _("By journey and step"),
    }[order]


def worst(row: PotholeRow) -> tuple[Any, ...]:
    """Most severe first, then by priority, effort and number; unrated ones stand last."""
    return (-(row.severity or 0), -(priority(row) or 0), _EFFORT_ORDER[row.effort], row.journey_title, *_number(row))


_KEYS: dict[Order, Callable[[PotholeRow], Any]] = {
    Order.WORST: worst,
    Order.REPAIR: lambda row: (-(priority(row) or 0), _EFFORT_ORDER[row.effort], row.journey_title, *_number(row)),
    Order.DUE: lambda row: (row.due or date.max, worst(row)),
    Order.COST: lambda row: (-(row.cost if row.cost is not None else Decimal(-1)), worst(row)),
    Order.NEWEST: lambda row: (-row.created_at.timestamp(), *_number(row)),
    Order.JOURNEY: lambda row: (row.journey_title, row.journey_id, row.step_number or 0, *_number(row)),
}


def _number(row: PotholeRow) -> tuple[int, int, str]:
    return row.walk_number, row.number, row.id


def arranged(rows: Iterable[PotholeRow], filters: Filters, order: Order) -> list[PotholeRow]:
    """The rows that the filters let through, in order."""
    passes = _passes(filters)
    return sorted((row for row in rows if passes(row)), key=_KEYS[order])


def _passes(filters: Filters) -> Callable[[PotholeRow], bool]:
    """A test for one row, made once for all of them."""
    tests: list[Callable[[PotholeRow], bool]] = [
        _facet_test(facet, filters.of(facet)) for facet in Facet if filters.of(facet)
    ]
    if filters.ids is not None:
        ids = filters.ids
        tests.append(lambda row: row.id in ids)
    if filters.text.strip():
        tests.append(matcher(filters.text))
    return lambda row: all(test(row) for test in tests)


def _facet_test(facet: Facet, chosen: frozenset[Any]) -> Callable[[PotholeRow], bool]:
    values = VALUES[facet]
    if facet in {Facet.TESTER, Facet.WALK}:
        return lambda row: not chosen.isdisjoint(values(row))
    return lambda row: values(row)[0] in chosen


VALUES: Mapping[Facet, Callable[[PotholeRow], tuple[Any, ...]]] = {
    Facet.STATE: lambda row: (row.state,),
    Facet.SEVERITY: lambda row: (row.severity,),
    Facet.JOURNEY: lambda row: (row.journey_id,),
    Facet.OWNER: lambda row: (row.owner,),
    Facet.CAUSE: lambda row: (row.cause,),
    Facet.STAGE: lambda row: (row.stage,),
    Facet.TESTER: lambda row: tuple(met.tester_name for met in row.walks),
    Facet.WALK: lambda row: tuple(met.walk_id for met in row.walks),
}


def counted(rows: Iterable[PotholeRow], facet: Facet) -> dict[Any, int]:
    """How many rows have each value of a facet."""
    values = VALUES[facet]
    return dict(Counter(value for row in rows for value in set(values(row))))
