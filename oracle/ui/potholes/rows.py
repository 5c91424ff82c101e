"""The potholes of a business as the list shows them: which of them, in what order, and what there is to filter by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
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


def ordered(rows: Iterable[PotholeRow], order: Order) -> list[PotholeRow]:
    """The rows in an order."""
    return sorted(rows, key=_KEYS[order])


def passing(rows: Iterable[PotholeRow], filters: Filters) -> list[PotholeRow]:
    """The rows that the filters let through, in the order given. One test after the other: each leaves fewer."""
    found = list(rows)
    if filters.ids is not None:
        found = [row for row in found if row.id in filters.ids]
    for facet in Facet:
        chosen = filters.of(facet)
        if chosen and facet in _ONE:
            value = _ONE[facet]
            found = [row for row in found if value(row) in chosen]
        elif chosen:
            values = _MANY[facet]
            found = [row for row in found if not chosen.isdisjoint(values(row))]
    if filters.text.strip():
        matches = matcher(filters.text)
        found = [row for row in found if matches(row)]
    return found


_ONE: Mapping[Facet, Callable[[PotholeRow], Any]] = {
    Facet.STATE: attrgetter("state"),
    Facet.SEVERITY: attrgetter("severity"),
    Facet.JOURNEY: attrgetter("journey_id"),
    Facet.OWNER: attrgetter("owner"),
    Facet.CAUSE: attrgetter("cause"),
    Facet.STAGE: attrgetter("stage"),
}
_MANY: Mapping[Facet, Callable[[PotholeRow], Iterable[str]]] = {
    Facet.TESTER: lambda row: [met.tester_name for met in row.walks],
    Facet.WALK: lambda row: [met.walk_id for met in row.walks],
}


def counted(rows: Iterable[PotholeRow], facet: Facet) -> dict[Any, int]:
    """How many rows have each value of a facet."""
    if facet in _ONE:
        return dict(Counter(map(_ONE[facet], rows)))
    values = _MANY[facet]
    return dict(Counter(value for row in rows for value in set(values(row))))
