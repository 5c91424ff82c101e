"""What the home screen shows of journeys, read in a few queries.

It is the first that is read in a window, so it does without SQLAlchemy, which takes longer to load than all of this.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from operator import itemgetter

from msgspec.structs import replace

from oracle.method import quality, run
from oracle.method.since import since
from oracle.model.journey import Journey, JourneyCard, Persona, Stage, Step, Tester, Version
from oracle.model.ratings import ENDED, UNMET, ChannelKind, Kind, Outcome, Run, WalkState
from oracle.model.walk import OpenWalk, Visit, Walk
from oracle.workspace.pothole_counts import OPEN
from oracle.workspace.workspace import Workspace

_JOURNEYS = """
    SELECT journey.id, journey.kind, journey.title, journey.rewalk_days, persona.name,
        (SELECT count(*) FROM step WHERE step.version_id =
            (SELECT id FROM version WHERE version.journey_id = journey.id ORDER BY number DESC LIMIT 1))
    FROM journey
    JOIN business ON business.id = journey.business_id
    JOIN persona ON persona.id = journey.persona_id
    WHERE journey.business_id = ? AND journey.deleted_at IS NULL AND business.deleted_at IS NULL
    ORDER BY journey.id
"""
_WALKS = """
    SELECT walk.id, walk.journey_id, walk.version_id, walk.persona_id, walk.tester_id, tester.name,
        walk.number, walk.run, walk.state, walk.started_at, walk.finished_at
    FROM walk
    JOIN journey ON journey.id = walk.journey_id
    JOIN tester ON tester.id = walk.tester_id
    WHERE journey.business_id = ? AND journey.deleted_at IS NULL AND walk.deleted_at IS NULL
    ORDER BY walk.number DESC
"""
_VERSIONS = """
    SELECT id, journey_id, number, created_at FROM version WHERE id IN (SELECT value FROM json_each(?))
"""
_STEPS = """
    SELECT version_id, id, number, title, channel, channel_label, link, moment_of_truth
    FROM step WHERE version_id IN (SELECT value FROM json_each(?)) ORDER BY number
"""
_VISITS = """
    SELECT id, walk_id, step_id, outcome, friction
    FROM visit WHERE walk_id IN (SELECT value FROM json_each(?))
"""
_CORRECTIONS = "SELECT then_step_id, now_step_id FROM step_match WHERE journey_id = ?"
# Worst first, unrated last.
_OPEN_POTHOLES = f"""
    SELECT pothole.journey_id, pothole.severity, count(*)
    FROM pothole
    JOIN journey ON journey.id = pothole.journey_id
    WHERE journey.business_id = ? AND {OPEN}
    GROUP BY pothole.journey_id, pothole.severity
    ORDER BY pothole.severity DESC NULLS LAST
"""  # noqa: S608 - our own words
_HOLES = f"""
    SELECT sighting.walk_id, sighting_step.step_id, max(pothole.severity)
    FROM sighting
    JOIN sighting_step ON sighting_step.sighting_id = sighting.id
    JOIN pothole ON pothole.id = sighting.pothole_id
    WHERE sighting.walk_id IN (SELECT value FROM json_each(?))
        AND pothole.deleted_at IS NULL AND NOT pothole.bright
        AND (sighting.verdict IS NULL OR sighting.verdict NOT IN ({", ".join(f"'{verdict}'" for verdict in UNMET)}))
    GROUP BY sighting.walk_id, sighting_step.step_id
"""  # noqa: S608 - our own words


def cards(workspace: Workspace, business_id: str) -> tuple[JourneyCard, ...]:
    """The journeys of a business, oldest first, each with how its last finished walk went, else its newest."""
    with workspace.looking() as connection:
        made = [_card(*row) for row in connection.execute(_JOURNEYS, (business_id,))]
        walks, testers = _walks(connection, business_id)
        severities = _open_severities(connection, business_id)
        told = {card.journey_id: _told(walks[card.journey_id]) for card in made if walks[card.journey_id]}
        opening = _Opening(connection, testers)
        last = dict(zip(told, opening.opened(list(told.values())), strict=True))
        changes = {journey_id: opening.change(own, walks[journey_id]) for journey_id, own in last.items()}
        holes = _holes(connection, last.values())
    return tuple(
        replace(
            _with_walks(card, walks[card.journey_id], last.get(card.journey_id)),
            change=changes.get(card.journey_id),
            open_severities=tuple(severities[card.journey_id]),
            holes=tuple(holes.get(card.journey_id, ())),
        )
        for card in made
    )


def _card(journey_id: str, kind: str, title: str, rewalk_days: int | None, persona: str, steps: int) -> JourneyCard:
    return JourneyCard(
        journey_id=journey_id,
        kind=Kind(kind),
        title=title,
        steps=steps,
        rewalk_days=rewalk_days,
        persona_name=persona,
    )


def _walks(connection: sqlite3.Connection, business_id: str) -> tuple[defaultdict[str, list[Walk]], dict[str, Tester]]:
    """Walks by journey id, newest first, as far as a card tells of them; and who took them, by id."""
    made: defaultdict[str, list[Walk]] = defaultdict(list)
    testers: dict[str, Tester] = {}
    for row in connection.execute(_WALKS, (business_id,)):
        identity, journey_id, version_id, persona_id, tester_id, name, number, kind, state, started_at, finished_at = (
            row
        )
        testers[tester_id] = Tester(id=tester_id, name=name)
        made[journey_id].append(
            Walk(
                id=identity,
                journey_id=journey_id,
                version_id=version_id,
                persona_id=persona_id,
                tester_id=tester_id,
                number=number,
                run=Run(kind),
                state=WalkState(state),
                started_at=_moment(started_at),
                finished_at=None if finished_at is None else _moment(finished_at),
            )
        )
    return made, testers


def _moment(stored: str) -> datetime:
    """A time as `columns.Moment` stores it."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _told(walks: list[Walk]) -> Walk:
    """The walk that a card tells of: the newest that ended, else the newest."""
    return next((walk for walk in walks if walk.state in ENDED), walks[0])


class _Opening:
    """Opens walks as far as road quality and its change ask for them: names, texts and captures stay where they are."""

    def __init__(self, connection: sqlite3.Connection, testers: Mapping[str, Tester]) -> None:
        self._connection, self._testers = connection, testers
        self._versions: dict[str, Version] = {}

    def opened(self, walks: Collection[Walk]) -> Iterator[OpenWalk]:
        """Each of them, on the version that was walked."""
        self._read_versions({walk.version_id for walk in walks} - self._versions.keys())
        visits: dict[str, list[Visit]] = defaultdict(list)
        for identity, walk_id, step_id, outcome, friction in self._connection.execute(
            _VISITS, (json.dumps([walk.id for walk in walks]),)
        ):
            met = None if outcome is None else Outcome(outcome)
            visits[walk_id].append(Visit(id=identity, walk_id=walk_id, step_id=step_id, outcome=met, friction=friction))
        for walk in walks:
            version = self._versions[walk.version_id]
            yield OpenWalk(
                walk=walk,
                journey=Journey(
                    id=walk.journey_id,
                    business_id="",
                    persona_id=walk.persona_id,
                    kind=Kind.OTHER,
                    title="",
                    version=version,
                    created_at=version.created_at,
                ),
                version=version,
                persona=Persona(id=walk.persona_id, business_id="", name=""),
                tester=self._testers[walk.tester_id],
                business_name="",
                visits=tuple(visits[walk.id]),
                captures=(),
            )

    def change(self, last: OpenWalk, walks: list[Walk]) -> float | None:
        """Points since the last walk that it can be compared with; walks before that one are not read."""
        earlier = [walk for walk in walks if walk.state in ENDED and walk.number < last.walk.number]
        if not earlier:
            return None
        corrections = dict(self._connection.execute(_CORRECTIONS, (last.walk.journey_id,)))
        found = since(last, (next(self.opened([walk])) for walk in earlier), corrections)
        return None if found is None else found.points

    def _read_versions(self, wanted: Collection[str]) -> None:
        asked = (json.dumps(sorted(wanted)),)
        steps: dict[str, list[Step]] = defaultdict(list)
        for version_id, identity, number, title, channel, channel_label, link, moment in self._connection.execute(
            _STEPS, asked
        ):
            steps[version_id].append(
                Step(
                    id=identity,
                    number=number,
                    title=title,
                    channel=ChannelKind(channel),
                    channel_label=channel_label,
                    link=link,
                    moment_of_truth=bool(moment),
                )
            )
        for identity, journey_id, number, created_at in self._connection.execute(_VERSIONS, asked):
            self._versions[identity] = Version(
                id=identity,
                journey_id=journey_id,
                number=number,
                created_at=_moment(created_at),
                stages=(Stage(name="", steps=tuple(steps[identity])),),
            )


def _open_severities(connection: sqlite3.Connection, business_id: str) -> dict[str, list[int | None]]:
    """Severities of open potholes by journey id, worst first, unrated last."""
    made: dict[str, list[int | None]] = defaultdict(list)
    for journey_id, severity, count in connection.execute(_OPEN_POTHOLES, (business_id,)):
        made[journey_id] += [severity] * count
    return made


def _holes(connection: sqlite3.Connection, shown: Collection[OpenWalk]) -> dict[str, list[tuple[int, int | None]]]:
    """Potholes met in these walks by journey id: the index of the step among those walked, and the worst severity."""
    made: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    places = {(walk.walk.id, step.id): (walk.journey.id, at) for walk in shown for at, step in enumerate(walk.steps)}
    asked = json.dumps([walk.walk.id for walk in shown])
    for walk_id, step_id, severity in connection.execute(_HOLES, (asked,)):
        if (walk_id, step_id) in places:
            journey_id, at = places[walk_id, step_id]
            made[journey_id].append((at, severity))
    return {journey_id: sorted(found, key=itemgetter(0)) for journey_id, found in made.items()}


def _with_walks(card: JourneyCard, walks: list[Walk], last: OpenWalk | None) -> JourneyCard:
    if last is None:
        return card
    frictions = {visit.step_id: visit.valued_friction for visit in last.visits}
    return replace(
        card,
        walks=len(walks),
        unfinished_walk_id=next((walk.id for walk in walks if walk.state not in ENDED), None),
        last_walked_at=last.walk.finished_at or last.walk.started_at,
        last_tester=last.tester.name,
        last_walk_id=last.walk.id if last.walk.state in ENDED else None,
        frictions=tuple(frictions.get(step.id) for step in last.steps),
        quality=quality.road_quality(run.walked(last), last.visits).value,
    )
