"""Two walks compared: step by step, in all, and pothole by pothole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from oracle.method import quality
from oracle.method.matching import Pair
from oracle.method.quality import Quality
from oracle.method.run import walked
from oracle.method.since import change, is_newer
from oracle.method.since import pairs as paired
from oracle.model.pothole import Pothole, Sighting
from oracle.model.ratings import Run, State, Verdict
from oracle.model.walk import OpenWalk, Visit


class Trend(StrEnum):
    """What became of a step or a walk."""

    SMOOTHER = "smoother"
    ROUGHER = "rougher"
    SAME = "the_same"


class WhyNoChange(StrEnum):
    """Why two walks have no change of road quality."""

    NOT_RATED = "not_rated"
    OTHER_KIND = "other_kind"  # a ten-minute walk and a whole one
    TOO_FEW = "too_few"  # less than half of the road has a value in both


class At(Struct, frozen=True):
    """What one walk says of a step. `friction` as road quality counts it; `seconds` and `waited` None: not known."""

    friction: int | None = None
    feeling: int | None = None
    seconds: int | None = None
    waited: timedelta | None = None


class StepChange(Struct, frozen=True):
    """One step in both walks, or in the one that has it."""

    pair: Pair
    then: At
    now: At

    @property
    def trend(self) -> Trend | None:
        """By friction; None where one of the two is not valued."""
        if self.then.friction is None or self.now.friction is None:
            return None
        return _trend(self.now.friction - self.then.friction)


class Holes(Struct, frozen=True):
    """What became of the potholes; `unchecked` are the ids of those still there that nobody looked for.

    `wont_repair`: still there, and decided to be left: no longer open, so not among the `remaining` ones.
    `lost` are bright spots of then that were not marked again where it got rougher or feels worse.
    """

    repaired: tuple[Pothole, ...] = ()
    remaining: tuple[Pothole, ...] = ()
    wont_repair: tuple[Pothole, ...] = ()
    back_again: tuple[Pothole, ...] = ()
    new: tuple[Pothole, ...] = ()
    lost: tuple[Pothole, ...] = ()
    unchecked: frozenset[str] = frozenset()
    worse: frozenset[str] = frozenset()


class Material(Struct, frozen=True, kw_only=True):
    """What comparing two walks needs. `then` is whatever was chosen to stand first.

    `numbers`: the number of each walk of the journey by id. `came_back`: ids of potholes that came back after `then`
    up to `now`, as their history says. `corrections`: as for `matched`, from the older road to the newer one; of two
    journeys from the rival's road to `home`, the id of the journey that it is compared with.
    """

    then: OpenWalk
    now: OpenWalk
    potholes: tuple[Pothole, ...] = ()
    numbers: Mapping[str, int]
    came_back: Collection[str] = ()
    corrections: Mapping[str, str | None]
    home: str = ""

    @property
    def lap(self) -> bool:
        """Two roads of different journeys: a competitor lap."""
        return self.then.journey.id != self.now.journey.id

    @property
    def turned(self) -> bool:
        """The walk that stands as `now` is the older one."""
        return not self.lap and self.now.walk.number < self.then.walk.number

    @property
    def road_turned(self) -> bool:
        """The walk that stands as `now` walked an older version, or a rival's road.

        Corrections lead from its steps to those of `then`, whose weights count: it does not matter which stands first.
        """
        return self.then.journey.id == self.home if self.lap else is_newer(self.then, self.now)


class Comparison(Struct, frozen=True, kw_only=True):
    """Two walks side by side. `change` in points, else `why_not`; `holes` is None for two different journeys.

    `turned`: the walk that stands as `now` is the older one; `holes` are told from the older to the newer all the same.
    `road_turned`: the weights that count are those of `then`.
    """

    then: OpenWalk
    now: OpenWalk
    steps: tuple[StepChange, ...]
    quality_then: Quality
    quality_now: Quality
    change: float | None
    why_not: WhyNoChange | None
    holes: Holes | None
    turned: bool
    road_turned: bool


def compare(material: Material) -> Comparison:
    """Everything that the compare screen, the report and the command line say of two walks."""
    then, now = material.then, material.now
    turned = material.road_turned
    pairs = paired(then, now, material.corrections, turned=turned)
    steps = tuple(_step_change(pair, then, now) for pair in pairs)
    points = change(then, now, pairs, turned=turned)
    before, after = quality.road_quality(walked(then), then.visits), quality.road_quality(walked(now), now.visits)
    return Comparison(
        then=then,
        now=now,
        steps=steps,
        quality_then=before,
        quality_now=after,
        change=points,
        why_not=None if points is not None else _why_not(then, now, before, after),
        holes=None if material.lap else _holes(_in_time(material), _in_time_steps(material, steps)),
        turned=material.turned,
        road_turned=turned,
    )


# ---- steps


def _step_change(pair: Pair, then: OpenWalk, now: OpenWalk) -> StepChange:
    return StepChange(
        pair,
        _at(None if pair.then is None else then.visit(pair.then.id)),
        _at(None if pair.now is None else now.visit(pair.now.id)),
    )


def _at(visit: Visit | None) -> At:
    return At() if visit is None else At(visit.valued_friction, visit.feeling, visit.seconds or None, waited(visit))


def waited(visit: Visit) -> timedelta | None:
    """How long something took to come; None where nothing was awaited or came, or a clock went back meanwhile."""
    if visit.wait_started_at is None or visit.came_at is None:
        return None
    took = visit.came_at - visit.wait_started_at
    return took if took >= timedelta() else None


def _trend(difference: float) -> Trend:
    if not difference:
        return Trend.SAME
    return Trend.SMOOTHER if difference < 0 else Trend.ROUGHER


# ---- the whole


def _why_not(then: OpenWalk, now: OpenWalk, before: Quality, after: Quality) -> WhyNoChange:
    if before.value is None or after.value is None:
        return WhyNoChange.NOT_RATED
    if (then.walk.run is Run.TEN_MINUTE) != (now.walk.run is Run.TEN_MINUTE):
        return WhyNoChange.OTHER_KIND
    return WhyNoChange.TOO_FEW


# ---- potholes


def _in_time(material: Material) -> Material:
    """What became of potholes is told from the older walk to the newer one, whichever stands first."""
    return replace(material, then=material.now, now=material.then) if material.turned else material


def _in_time_steps(material: Material, steps: tuple[StepChange, ...]) -> tuple[StepChange, ...]:
    if not material.turned:
        return steps
    return tuple(StepChange(Pair(each.pair.now, each.pair.then, each.pair.how), each.now, each.then) for each in steps)


def _holes(material: Material, steps: tuple[StepChange, ...]) -> Holes:
    """Only a re-walk's "fixed" repairs; what was not seen again remains, as not checked."""
    known = [_Known(pothole, material) for pothole in material.potholes if not pothole.bright]
    still = [each for each in known if each.remains]
    rough = _worse_steps(steps)
    return Holes(
        repaired=tuple(each.pothole for each in known if each.repaired),
        remaining=tuple(each.pothole for each in still if each.pothole.state is not State.WONT_REPAIR),
        wont_repair=tuple(each.pothole for each in still if each.pothole.state is State.WONT_REPAIR),
        back_again=tuple(each.pothole for each in known if each.back_again),
        new=tuple(each.pothole for each in known if each.new),
        lost=tuple(each for each in material.potholes if each.bright and _lost(each, material, rough)),
        unchecked=frozenset(each.pothole.id for each in still if not each.met_now),
        worse=frozenset(each.pothole.id for each in still if each.verdict_now is Verdict.WORSE),
    )


class _Known:
    """What the sightings up to the later of two walks say of one pothole."""

    def __init__(self, pothole: Pothole, material: Material) -> None:
        self.pothole = pothole
        numbers = material.numbers
        then, now = material.then.walk, material.now.walk
        ordered = sorted(
            (seen for seen in pothole.sightings if seen.walk_id in numbers), key=lambda seen: numbers[seen.walk_id]
        )
        by_walk = {seen.walk_id: seen for seen in ordered}
        self.met_then, self.met_now = _met(by_walk.get(then.id)), _met(by_walk.get(now.id))
        self.verdict_now = by_walk[now.id].verdict if now.id in by_walk else None
        self._before = [seen for seen in ordered if numbers[seen.walk_id] <= then.number]
        self._after = [seen for seen in ordered if then.number < numbers[seen.walk_id] <= now.number]
        self._came_back = pothole.id in material.came_back

    @property
    def known_then(self) -> bool:
        """Somebody had met it by then."""
        return self.met_then or any(seen.met for seen in self._before)

    @property
    def there_then(self) -> bool:
        """The last that was said of it up to then is that it is there."""
        said = [seen for seen in self._before if seen.verdict is not Verdict.NOT_CHECKED]
        return self.met_then or bool(said and said[-1].met)

    @property
    def repaired(self) -> bool:
        """The last that was said of it since then is that it is fixed, and it had been there."""
        said = [seen for seen in self._after if seen.verdict is not Verdict.NOT_CHECKED]
        fixed = bool(said) and said[-1].verdict is Verdict.FIXED
        return fixed and (self.there_then or any(seen.met for seen in self._after))

    @property
    def back_again(self) -> bool:
        """Met now, after it was said to be repaired."""
        return self.met_now and (self._came_back or (self.known_then and self._was_fixed))

    @property
    def _was_fixed(self) -> bool:
        """The last word up to then, or a later one, was that it is fixed."""
        before, after = ([seen for seen in some if seen.verdict is not Verdict.NOT_CHECKED]
                         for some in (self._before, self._after))  # fmt: skip
        return any(seen.verdict is Verdict.FIXED for seen in (*before[-1:], *after))

    @property
    def remains(self) -> bool:
        """There then, and not said to be fixed since."""
        return self.there_then and not self.repaired and not self.back_again

    @property
    def new(self) -> bool:
        """Met now, and by nobody up to then."""
        return self.met_now and not self.known_then and not self.back_again


def _met(sighting: Sighting | None) -> bool:
    return sighting is not None and sighting.met


def _worse_steps(steps: Iterable[StepChange]) -> dict[str, str | None]:
    """Ids of steps then that got rougher or feel worse, to their step now."""
    return {
        each.pair.then.id: None if each.pair.now is None else each.pair.now.id
        for each in steps
        if each.pair.then is not None and (each.trend is Trend.ROUGHER or _feels_worse(each))
    }


def _feels_worse(step: StepChange) -> bool:
    before, after = step.then.feeling, step.now.feeling
    return before is not None and after is not None and after < before


def _lost(bright: Pothole, material: Material, worse: Mapping[str, str | None]) -> bool:
    before = next((seen for seen in bright.sightings if seen.walk_id == material.then.walk.id), None)
    after = next((seen for seen in bright.sightings if seen.walk_id == material.now.walk.id), None)
    return before is not None and before.met and not _met(after) and any(step in worse for step in before.step_ids)


# ---- several walks


class Several(Struct, frozen=True):
    """What several walks of one journey met: all of them, some, or one alone (its walk id beside it)."""

    all_met: tuple[Pothole, ...]
    some_met: tuple[Pothole, ...]
    one_met: tuple[tuple[Pothole, str], ...]


def several(walks: Iterable[OpenWalk], potholes: Iterable[Pothole]) -> Several:
    """Who met what; bright spots do not count."""
    ids = [each.walk.id for each in walks]
    by_all, by_some, by_one = [], [], []
    for pothole in potholes:
        seen_in = {seen.walk_id for seen in pothole.sightings if seen.met}
        where = [walk_id for walk_id in ids if walk_id in seen_in]
        if pothole.bright or not where:
            continue
        if len(where) == len(ids):
            by_all.append(pothole)
        elif len(where) == 1:
            by_one.append((pothole, where[0]))
        else:
            by_some.append(pothole)
    return Several(tuple(by_all), tuple(by_some), tuple(by_one))
