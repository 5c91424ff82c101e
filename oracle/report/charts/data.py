"""What a road profile shows, as plain values, and how they are read from a walk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from oracle import words
from oracle.language import _, ngettext
from oracle.method import dip as dips
from oracle.method.heights import height
from oracle.method.priority import ordered
from oracle.method.run import walked
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.ratings import Outcome
from oracle.model.walk import OpenWalk, Visit


class RoadStep(Struct, frozen=True):
    """One step: its height −2 to +2 (None: nobody rated it), its friction as it counts, what the owner expected.

    `guessed`: the height comes from the friction. `wait` is the length of the wait before it, in words, or "".
    """

    id: str
    number: int
    title: str
    height: float | None
    guessed: bool = False
    friction: int | None = None
    expected: int | None = None
    wait: str = ""
    story: str = ""


class RoadHole(Struct, frozen=True):
    """A pothole at the step with that index."""

    id: str
    label: str
    severity: int | None
    step: int
    title: str


class RoadBright(Struct, frozen=True):
    """A bright spot at the step with that index."""

    id: str
    step: int
    title: str


class RoadStage(Struct, frozen=True):
    """A stage and how many steps it holds."""

    name: str
    steps: int


class RoadDip(Struct, frozen=True):
    """The headline dip as indices of steps; `end` None = not recovered. `text` says it in words.

    On a road without a sale it comes `after_sale` False: after the decision.
    """

    start: int
    low: int
    end: int | None
    text: str
    after_sale: bool = True


class RoadData(Struct, frozen=True):
    """A whole road, ready to be drawn."""

    title: str
    steps: tuple[RoadStep, ...]
    stages: tuple[RoadStage, ...]
    holes: tuple[RoadHole, ...] = ()
    dip: RoadDip | None = None
    brights: tuple[RoadBright, ...] = ()

    @property
    def rated(self) -> bool:
        """Whether any step has a height."""
        return any(step.height is not None for step in self.steps)


def road_data(walk: OpenWalk, potholes: Iterable[Pothole], *, across: bool = False) -> RoadData:
    """The road of a walk. Signs say "5" inside one walk, "1.5" `across` walks; bright spots carry none."""
    found = dips.of_walk(walk)
    dip = found.headline
    walk = replace(walk, version=walked(walk))
    potholes = tuple(potholes)
    holes, brights = tuple(_holes(walk, potholes, across)), tuple(_brights(walk, potholes))
    told: dict[int, list[str]] = defaultdict(list)
    for hole in holes:
        told[hole.step].append(_("Pothole {label}: {title}").format(label=hole.label, title=hole.title))
    for bright in brights:
        told[bright.step].append(_("Bright spot: {title}").format(title=bright.title))
    visits = {visit.step_id: visit for visit in walk.visits}
    steps = tuple(_step(step, visits.get(step.id), told[index]) for index, step in enumerate(walk.version.steps))
    stages = tuple(RoadStage(stage.name, len(stage.steps)) for stage in walk.version.stages if stage.steps)
    basin = _dip(walk, dip, is_after_sale(found)) if dip else None
    return RoadData(walk.journey.title, steps, stages, holes, basin, brights)


def label(pothole: Pothole, walk_number: int, *, across: bool = False) -> str:
    """The number on a pothole's sign: "5" inside the walk that gave it, else "1.5"."""
    return pothole.label if across or pothole.walk_number != walk_number else str(pothole.number)


def is_after_sale(found: dips.DipReading) -> bool:
    """Whether dips come after a sale; where nothing is sold, they come after the decision."""
    return found.sale_step is None or found.sale_step.sale


def dip_heading(after_sale: bool) -> str:
    """What a dip is called on that road."""
    return _("The dip after the sale") if after_sale else _("The dip after the decision")


def dip_words(dip: dips.Dip) -> str:
    """A dip in words: "Delighted to Angry in 3 days"."""
    start, low = words.feeling(round(dip.start_height)), words.feeling(round(dip.low_height))
    if dip.to_low is not None and dip.to_low.total_seconds() >= 60:
        time = words.length(dip.to_low)
    else:
        steps = dip.low.number - dip.start.number
        time = ngettext("{n} step", "{n} steps", steps).format(n=steps)
    return _("{start} to {low} in {time}").format(start=start, low=low, time=time)


def wait_words(step: Step, visit: Visit | None) -> str:
    """How long a wait took, else how long it was to take; "" where there is none."""
    if step.wait is None:
        return ""
    if visit and visit.outcome is Outcome.NEVER_CAME:
        return _("never came")
    if visit and visit.came_at and visit.wait_started_at and visit.came_at > visit.wait_started_at:
        return words.length(visit.came_at - visit.wait_started_at)
    return words.length(step.wait.length)


def _step(step: Step, visit: Visit | None, found: list[str]) -> RoadStep:
    at = height(visit)
    return RoadStep(
        id=step.id,
        number=step.number,
        title=step.title,
        height=at.value if at else None,
        guessed=bool(at and at.from_friction),
        friction=visit.valued_friction if visit else None,
        expected=step.expected_friction,
        wait=wait_words(step, visit),
        story=_story(step, visit, found),
    )


def _story(step: Step, visit: Visit | None, found: list[str]) -> str:
    told = [_("Step {n}: {title}").format(n=step.number, title=step.title)]
    wait = wait_words(step, visit)
    if wait:
        told.append(_("Wait before it: {length}").format(length=wait))
    friction = visit.valued_friction if visit else None
    if friction is not None:
        told.append(_("Friction {n} {word}").format(n=friction, word=words.friction(friction)))
    elif visit and visit.outcome:
        told.append(words.outcome(visit.outcome))
    else:
        told.append(words.friction(None))
    if visit and visit.feeling is not None:
        told.append(_("Feeling {word}").format(word=words.feeling(visit.feeling)))
    if visit and visit.seconds >= 60:
        told.append(_("Time: {length}").format(length=words.length(timedelta(seconds=visit.seconds))))
    told.extend(found)
    if visit and visit.note.strip():
        told.append(visit.note.strip())
    return "\n".join(told)


def _holes(walk: OpenWalk, potholes: Iterable[Pothole], across: bool) -> Iterable[RoadHole]:
    index = {step.id: number for number, step in enumerate(walk.version.steps)}
    for pothole in ordered(pothole for pothole in potholes if not pothole.bright):
        here = (seen for seen in pothole.sightings if seen.walk_id == walk.walk.id and seen.met)
        places = [step for seen in here for step in seen.step_ids]
        for step in dict.fromkeys(step for step in places if step in index):
            name = label(pothole, walk.walk.number, across=across)
            yield RoadHole(pothole.id, name, pothole.severity, index[step], pothole.title)


def _brights(walk: OpenWalk, potholes: Iterable[Pothole]) -> Iterable[RoadBright]:
    index = {step.id: number for number, step in enumerate(walk.version.steps)}
    for spot in sorted((hole for hole in potholes if hole.bright), key=lambda hole: (hole.walk_number, hole.number)):
        met = [s for sighting in spot.sightings if sighting.walk_id == walk.walk.id for s in sighting.step_ids]
        yield from (RoadBright(spot.id, index[step], spot.title) for step in dict.fromkeys(met) if step in index)


def _dip(walk: OpenWalk, found: dips.Dip, after_sale: bool) -> RoadDip:
    index = {step.id: number for number, step in enumerate(walk.version.steps)}
    end = index[found.end.id] if found.end else None
    return RoadDip(index[found.start.id], index[found.low.id], end, dip_words(found), after_sale)
