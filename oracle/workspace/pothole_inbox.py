"""All potholes of a business in one list, with what its columns, filters and search need; read in a few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import Connection, Select, or_, select

from oracle.method.cost import costs
from oracle.method.severity import reach_from_walks
from oracle.model.journey import Journey, Step, Version
from oracle.model.pothole import Weight
from oracle.model.pothole_row import Met, PotholeRow
from oracle.model.ratings import UNMET, Outcome, Run
from oracle.workspace import capture_rows, folding, journey_rows, roads
from oracle.workspace import schema as tables
from oracle.workspace.remembered import Remembered
from oracle.workspace.schema import pothole as table
from oracle.workspace.schema import sighting, sighting_capture, sighting_step, tester, visit, walk
from oracle.workspace.workspace import Workspace

_LISTED = (table.c.deleted_at.is_(None), table.c.bright.is_(False))
_TEXTS = ("saw", "why", "todo", "cause_note", "done_when", "owner", "title", "state_reason")
_SHOWN = (
    "id", "journey_id", "walk_number", "number", "title", "severity", "severity_at_least", "reach", "cause", "effort",
    "share_lost", "owner", "due", "state", "state_reason", "answers_to", "created_at",
)  # fmt: skip
_NAMES = tuple(dict.fromkeys((*_SHOWN, *_TEXTS)))
_FATAL = (Outcome.LEFT, Outcome.BLOCKED, Outcome.NEVER_CAME)
_UNMET = (Outcome.SKIPPED, Outcome.NOT_APPLICABLE, Outcome.CANNOT_TELL, Outcome.WAITING)


def inbox(workspace: Workspace, business_id: str, journey_ids: Collection[str] | None = None) -> tuple[PotholeRow, ...]:
    """The potholes of a business's journeys by journey and number, without bright spots and what is in the trash.

    Only those of some journeys where `journey_ids` names them.
    """
    with workspace.reading() as connection:
        journeys = journeys_of(workspace, connection, business_id)
        wanted = [each for each in journeys if journey_ids is None or each.id in journey_ids]
        return read(workspace, connection, wanted)


def journeys_of(workspace: Workspace, connection: Connection, business_id: str) -> tuple[Journey, ...]:
    """The journeys of a business, oldest first, in the transaction that is open."""
    query = journey_rows.QUERY.where(*journey_rows.ALIVE, tables.journey.c.business_id == business_id)
    return journey_rows.read(workspace, connection, query.order_by(tables.journey.c.id))


def read(workspace: Workspace, connection: Connection, journeys: Sequence[Journey]) -> tuple[PotholeRow, ...]:
    """The rows of these journeys, in the transaction that is open."""
    reading = _read(workspace, connection, [each.id for each in journeys])
    return tuple(row for each in journeys for row in _rows(each, reading))


def matcher(query: str) -> Callable[[PotholeRow], bool]:
    """Whether a row holds all that a person typed: words that stand somewhere in it, the last of each as a beginning.

    A number finds the pothole that has it, and the one that it was merged into: "1.5".
    """
    parts = dict.fromkeys(query[: folding.LONGEST_QUERY].split())
    wanted = [
        (f" {folded}", part if part[0].isdigit() else "")
        for part, folded in ((part, folding.whole(part)) for part in parts) if folded
    ]  # fmt: skip

    def matches(row: PotholeRow) -> bool:
        for phrase, number in wanted:
            if phrase not in row.text and not (number and (number == row.label or number in row.answers_to)):
                return False
        return True

    return matches


class _Sight(NamedTuple):
    id: str
    walk_id: str
    shown_before: bool
    met: bool  # and not only taken along by a re-walk, or found fixed


class _Walk(NamedTuple):
    met: Met
    version_id: str
    independent: bool


_WEIGHS = Weight._fields[:-2]  # all but where it was met, and that it is no bright spot


class _Reading(Struct, frozen=True):
    """Everything read of some journeys, by id."""

    potholes: Mapping[str, list[dict[str, Any]]]  # columns by name, by journey
    sightings: Mapping[str, list[_Sight]]  # by pothole, oldest walk first
    notes: Mapping[str, list[str]]  # by pothole
    steps: Mapping[str, list[str]]  # by sighting
    pictures: Mapping[str, str]  # the first capture, by pothole
    walks: Mapping[str, _Walk]
    rated: Mapping[str, frozenset[str]]  # walks that rated a step, by step
    versions: Mapping[str, Version]  # that were walked
    folded: Remembered[tuple[str, str]]


def _read(workspace: Workspace, connection: Connection, journey_ids: Sequence[str]) -> _Reading:
    walks = _walks(connection, journey_ids)
    sightings, notes = _sightings(connection, journey_ids, walks)
    return _Reading(
        potholes=_potholes(connection, journey_ids),
        sightings=sightings,
        notes=notes,
        steps=_steps(connection, journey_ids),
        pictures=_pictures(connection, journey_ids),
        walks=walks,
        rated=_rated(connection, journey_ids),
        versions=roads.read(workspace, connection, {each.version_id for each in walks.values()}),
        folded=workspace.folded,
    )


def _potholes(connection: Connection, journey_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    query = select(*(table.c[name] for name in _NAMES)).where(table.c.journey_id.in_(journey_ids), *_LISTED)
    for row in connection.execute(query.order_by(table.c.walk_number, table.c.number)).all():
        cells = dict(zip(_NAMES, row, strict=True))
        found[cells["journey_id"]].append(cells)
    return found


def _of(query: Select[Any], journey_ids: Sequence[str]) -> Select[Any]:
    """What hangs on sightings of living potholes in living walks."""
    return (
        query.join(table, table.c.id == sighting.c.pothole_id)
        .join(walk, walk.c.id == sighting.c.walk_id)
        .where(table.c.journey_id.in_(journey_ids), *_LISTED, walk.c.deleted_at.is_(None))
    )


def _walks(connection: Connection, journey_ids: Sequence[str]) -> dict[str, _Walk]:
    query = (
        select(walk.c.id, walk.c.number, tester.c.name, walk.c.started_at, walk.c.version_id, walk.c.run)
        .join(tester, tester.c.id == walk.c.tester_id)
        .where(walk.c.journey_id.in_(journey_ids), walk.c.deleted_at.is_(None))
    )
    return {
        identity: _Walk(Met(identity, number, name, started), version, run is not Run.RE_WALK)
        for identity, number, name, started, version, run in connection.execute(query).all()
    }


def _sightings(
    connection: Connection, journey_ids: Sequence[str], walks: Mapping[str, _Walk]
) -> tuple[dict[str, list[_Sight]], dict[str, list[str]]]:
    found: dict[str, list[_Sight]] = defaultdict(list)
    notes: dict[str, list[str]] = defaultdict(list)
    own = sighting.c
    query = _of(select(own.pothole_id, own.id, own.walk_id, own.shown_before, own.verdict, own.note), journey_ids)
    for pothole_id, identity, walk_id, shown, verdict, note in connection.execute(query).all():
        found[pothole_id].append(_Sight(identity, walk_id, shown, verdict not in UNMET))
        if note:
            notes[pothole_id].append(note)
    for seen in found.values():
        if len(seen) > 1:
            seen.sort(key=lambda each: walks[each.walk_id].met.walk_number)
    return found, notes


def _steps(connection: Connection, journey_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    own = sighting_step.c
    query = select(own.sighting_id, own.position, own.step_id).join(sighting, sighting.c.id == own.sighting_id)
    for sighting_id, position, step_id in connection.execute(_of(query, journey_ids)).all():
        found[sighting_id].append((position, step_id))
    return {sighting_id: [step_id for _at, step_id in sorted(places)] for sighting_id, places in found.items()}


def _pictures(connection: Connection, journey_ids: Sequence[str]) -> dict[str, str]:
    own = sighting_capture.c
    query = (
        select(sighting.c.pothole_id, own.capture_id)
        .join(sighting, sighting.c.id == own.sighting_id)
        .join(tables.capture, tables.capture.c.id == own.capture_id)
        .where(capture_rows.ALIVE)
        .order_by(sighting.c.id.desc(), own.position.desc())
    )
    return dict(connection.execute(_of(query, journey_ids)).all())


def _rated(connection: Connection, journey_ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """The walks that rated a step, by step: what they would have left, or what never came, counts as rated."""
    own = visit.c
    valued = own.friction.is_not(None) & or_(own.outcome.is_(None), own.outcome.not_in(_UNMET))
    query = (
        select(own.step_id, own.walk_id)
        .join(walk, walk.c.id == own.walk_id)
        .where(walk.c.journey_id.in_(journey_ids), walk.c.deleted_at.is_(None))
        .where(or_(own.outcome.in_(_FATAL), valued))
    )
    found: dict[str, set[str]] = defaultdict(set)
    for step_id, walk_id in connection.execute(query).all():
        found[step_id].add(walk_id)
    return {step_id: frozenset(walks) for step_id, walks in found.items()}


def _rows(journey: Journey, reading: _Reading) -> Iterator[PotholeRow]:
    road = {step.id: step for step in journey.version.steps}
    stages = {step.id: stage.name for stage in journey.version.stages for step in stage.steps}
    met = (cells for cells in reading.potholes[journey.id] if cells["id"] in reading.sightings)
    found = [(cells, _step_ids(cells["id"], reading)) for cells in met]
    reckoned = costs(journey, [_weight(cells, step_ids) for cells, step_ids in found])
    for cells, step_ids in found:
        sightings = reading.sightings[cells["id"]]
        walks = [reading.walks[seen.walk_id] for seen in sightings if seen.met]
        step, stage = _place(step_ids, road, stages, walks, reading)
        walked, proposed = _walked(sightings, step_ids, reading)
        yield PotholeRow(
            **{name: cells[name] for name in _SHOWN},
            journey_title=journey.title,
            step_ids=step_ids,
            step_id=step.id if step else (step_ids[0] if step_ids else ""),
            step_number=step.number if step else None,
            step_title=step.title if step else "",
            stage=stage,
            walks=tuple(each.met for each in walks),
            walked=walked,
            reach_proposed=proposed,
            capture_id=reading.pictures.get(cells["id"]),
            cost=reckoned.amount(cells["id"]),
            text=_text(cells, journey, step, stage, walks, reading),
        )


def _step_ids(pothole_id: str, reading: _Reading) -> tuple[str, ...]:
    sightings = reading.sightings[pothole_id]
    if len(sightings) == 1:
        return tuple(reading.steps.get(sightings[0].id, ()))
    return tuple(dict.fromkeys(step_id for seen in sightings for step_id in reading.steps.get(seen.id, ())))


def _weight(cells: Mapping[str, Any], step_ids: tuple[str, ...]) -> Weight:
    return Weight._make((*(cells[name] for name in _WEIGHS), step_ids, False))


def _place(
    step_ids: tuple[str, ...],
    road: Mapping[str, Step],
    stages: Mapping[str, str],
    walks: Sequence[_Walk],
    reading: _Reading,
) -> tuple[Step | None, str]:
    """The first of its steps on the road of today, else on a road that was walked."""
    here = [road[step_id] for step_id in step_ids if step_id in road]
    if here:
        first = min(here, key=lambda step: step.number)
        return first, stages[first.id]
    for version_id in dict.fromkeys(each.version_id for each in reversed(walks)) if step_ids else ():
        version = reading.versions[version_id]
        known = [step for step in version.steps if step.id in step_ids]
        if known:
            return known[0], version.stage_of(known[0].id)
    return None, ""


def _walked(sightings: Sequence[_Sight], step_ids: tuple[str, ...], reading: _Reading) -> tuple[int, int | None]:
    """How many walks came by, and the reach that the independent ones speak for."""
    sightings = [seen for seen in sightings if seen.met]
    met = {seen.walk_id for seen in sightings}
    rated = _union(reading.rated.get(step_id, frozenset()) for step_id in step_ids)
    missed = rated - met
    fair = sum(reading.walks[walk_id].independent for walk_id in missed)
    seen = sum(reading.walks[each.walk_id].independent and not each.shown_before for each in sightings)
    return len(met) + len(missed), reach_from_walks(seen, seen + fair)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    some = list(sets)
    return some[0] if len(some) == 1 else frozenset().union(*some)


def _text(
    cells: Mapping[str, Any],
    journey: Journey,
    step: Step | None,
    stage: str,
    walks: Sequence[_Walk],
    reading: _Reading,
) -> str:
    """All its words, folded; folding is the slow part, so it is kept while they stay the same."""
    names = dict.fromkeys(each.met.tester_name for each in walks)
    place = (step.title, stage) if step else ()
    notes = reading.notes.get(cells["id"], ())
    told = "\n".join((*(cells[name] for name in _TEXTS), *notes, journey.title, *place, *names))
    kept = reading.folded.get(cells["id"])
    if kept is None or kept[0] != told:
        kept = told, " " + folding.whole(told)
        reading.folded.keep(cells["id"], kept)
    return kept[1]
