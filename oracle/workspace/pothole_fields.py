"""What people write about a pothole: checked, stored field by field, each difference into its history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from oracle import words
from oracle.errors import InputError
from oracle.language import _
from oracle.method import states
from oracle.model.ratings import State
from oracle.workspace import pothole_changes, rows
from oracle.workspace.schema import pothole as table
from oracle.workspace.schema import pothole_change

FIELDS = (
    "title", "bright", "saw", "why", "todo", "severity", "severity_at_least", "reach", "cause", "cause_note", "effort",
    "share_lost", "owner", "due", "state", "state_reason", "done_when",
)  # fmt: skip
_NAMES = ("title", "owner")  # short texts that are kept without space around them


def store(connection: Connection, wanted: Mapping[str, Mapping[str, Any]], *, who: str = "") -> list[str]:
    """Store fields of potholes, by id, in the transaction that is open; returns the ids of those that changed.

    What is the same already is neither written nor noted. NotFound; InputError for what a field cannot hold.
    """
    changed: list[str] = []
    for ids in rows.slices(wanted):
        changed += _store(connection, {each: wanted[each] for each in ids}, who)
    return changed


def take_back(
    connection: Connection, before: Mapping[str, Mapping[str, Any]], given: Mapping[str, Any], *, who: str = ""
) -> list[str]:
    """Store what stood before, of those that still are as they were given; returns their ids."""
    settled = _checked(given)
    done: list[str] = []
    for ids in rows.slices(before):
        known = dict(_read(connection, ids, needed=False))
        for pothole_id, now in known.items():
            if all(now.values[name] == value for name, value in settled.items() if name in given):
                with suppress(InputError):
                    _settled(now, _checked(before[pothole_id]))
                    done.append(pothole_id)
    store(connection, {each: before[each] for each in done}, who=who)
    return done


def refuse_off_scale(severity: int | None, reach: int | None) -> None:
    """InputError unless severity and reach are 1 to 4 or nothing."""
    if not all(value is None or 1 <= value <= 4 for value in (severity, reach)):
        raise InputError(_("Severity and reach go from 1 to 4."))


def titled(title: str) -> str:
    """A title as it is stored; InputError without one."""
    return rows.need(title, _("A pothole needs a title."))


@dataclass(frozen=True, slots=True)
class _Before:
    """A pothole's fields as they stand, and the state that its last change of state took away."""

    values: Mapping[str, Any]
    state_before: str


def _store(connection: Connection, wanted: Mapping[str, Mapping[str, Any]], who: str) -> list[str]:
    notes: list[tuple[str, str, Any, Any]] = []
    writes: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for pothole_id, before in _read(connection, list(wanted)):
        after = _settled(before, _checked(wanted[pothole_id]))
        found = pothole_changes.differences(before.values, after)
        if found:
            notes += [(pothole_id, name, *values) for name, values in found.items() if name != "severity_at_least"]
            writes[tuple(found)].append(
                {"own_id": pothole_id} | {f"new_{name}": now for name, (_was, now) in found.items()}
            )
    for names, values in writes.items():
        query = update(table).where(table.c.id == bindparam("own_id"))
        connection.execute(query.values({name: bindparam(f"new_{name}") for name in names}), values)
    pothole_changes.note_all(connection, notes, who=who)
    return [row["own_id"] for values in writes.values() for row in values]


def _read(connection: Connection, ids: Sequence[str], *, needed: bool = True) -> Iterator[tuple[str, _Before]]:
    """What is not there is left out, or NotFound where it is `needed`."""
    query = select(table.c.id, *(table.c[name] for name in FIELDS))
    alive = connection.execute(query.where(table.c.id.in_(ids), table.c.deleted_at.is_(None)))
    found = {row.id: {name: row._mapping[name] for name in FIELDS} for row in alive}
    last = _states_before(connection, ids)
    for pothole_id in ids:
        if pothole_id in found:
            yield pothole_id, _Before(found[pothole_id], last.get(pothole_id, ""))
        elif needed:
            raise rows.missing(pothole_id)


def _states_before(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The state before the last change of it, where a person made that: an undo may go back there."""
    own = pothole_change
    query = select(own.c.pothole_id, own.c.before, own.c.walk_id).where(
        own.c.pothole_id.in_(ids), own.c.field == "state"
    )
    last = {row.pothole_id: row for row in connection.execute(query.order_by(own.c.id))}
    return {pothole_id: row.before for pothole_id, row in last.items() if row.walk_id is None}


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"no fields of a pothole: {sorted(unknown)}")
    values = {name: value.strip() if name in _NAMES else value for name, value in fields.items()}
    refuse_off_scale(values.get("severity"), values.get("reach"))
    share = values.get("share_lost")
    if share is not None and not (share.is_finite() and Decimal(0) <= share <= Decimal(1)):
        raise InputError(_("The share that is lost goes from 0 to 1."))
    if "title" in values:
        values["title"] = titled(values["title"])
    if "severity" in values:
        values.setdefault("severity_at_least", False)
    return values


def _settled(before: _Before, values: dict[str, Any]) -> dict[str, Any]:
    """The fields with what follows for the state: who may choose it, and the reason that belongs to it."""
    now = before.values["state"]
    state = State(values.get("state", now))
    if state is not now:
        undone = now in states.BY_HAND and state.value == before.state_before
        if state not in states.offered(now) and not undone:
            raise InputError(
                _("Only a walk can say that a pothole is “{state}”.").format(state=words.state(state)),
                advice=_("Walk the road again and say there whether it is fixed."),
            )
        values.setdefault("state_reason", "")
    reason = values.get("state_reason", before.values["state_reason"])
    if state is State.WONT_REPAIR and not reason.strip():
        raise InputError(_("Say why it will not be repaired."), safe=_("Nothing was changed."))
    return values
