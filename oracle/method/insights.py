"""All that the method reads from a walk, or from the walks of a journey, in one value."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from oracle.method import agreement as agreeing
from oracle.method import dip as dips
from oracle.method import unseen as seeing
from oracle.method.absent import Absent, did_not_happen
from oracle.method.care import ExtraReading, extras
from oracle.method.channels import Coverage, coverage
from oracle.method.confusion import Wording, words_that_confuse
from oracle.method.cost import Costs, costs
from oracle.method.cures import DipCures, with_cures
from oracle.method.four_roads import RoadCount, four_roads
from oracle.method.gaps import Gap, expectation
from oracle.method.leaving import Leaving, leavings
from oracle.method.quality import Quality, road_quality
from oracle.method.recovery import Recovery, recoveries
from oracle.method.run import walked
from oracle.method.time_lost import TimeLost, time_lost
from oracle.model.record import JourneyRecord, WalkRecord

WIDEST = 3  # expectation gaps that are named first


class Insights(Struct, frozen=True, kw_only=True):
    """The readings of one walk. Lists are in road order, gaps widest first."""

    quality: Quality
    dip: dips.DipReading
    dips: tuple[DipCures, ...]
    gaps: tuple[Gap, ...]
    absent: tuple[Absent, ...]
    channels: tuple[Coverage, ...]
    wording: Wording
    recoveries: tuple[Recovery, ...]
    extras: tuple[ExtraReading, ...]
    leavings: tuple[Leaving, ...]
    roads: tuple[RoadCount, ...]
    time_lost: TimeLost
    costs: Costs

    @property
    def widest(self) -> tuple[Gap, ...]:
        """The three widest expectation gaps; steps that were as expected are none."""
        return tuple(gap for gap in self.gaps if gap.size)[:WIDEST]


class Together(Struct, frozen=True):
    """What the walks of a journey say together: potholes probably unseen, and how far testers agree."""

    unseen: seeing.Estimate | seeing.WhyNot
    agreement: agreeing.Agreement


def insights(record: WalkRecord) -> Insights:
    """All readings of a walk, each as its own module defines it.

    A ten-minute walk is read by its moments of truth; only the dip keeps the sale of the whole road.
    """
    walk, whole = replace(record.open, version=walked(record.open)), record.open
    version, visits = walk.version, walk.visits
    reading = dips.of_walk(whole)
    return Insights(
        quality=road_quality(version, visits),
        dip=reading,
        dips=with_cures(reading, record.dip_answers),
        gaps=expectation(version, visits),
        absent=did_not_happen(version, visits),
        channels=coverage(whole.version.stages, whole.persona, record.others),
        wording=words_that_confuse(version, visits, record.potholes, walk.walk.id),
        recoveries=recoveries(version, visits),
        extras=extras(version, visits),
        leavings=leavings(version, visits),
        roads=four_roads(record.roads),
        time_lost=time_lost(version, visits),
        costs=costs_of(record),
    )


def together(journey: JourneyRecord) -> Together:
    """What several people's walks of one journey say, with the walks that count for an estimate."""
    counted = seeing.samples(journey.walks, journey.repairs)
    testers = {walk.walk.id: walk.tester.id for walk in counted}
    return Together(
        unseen=seeing.estimate(journey.walks, journey.potholes, journey.repairs),
        agreement=agreeing.agreement(journey.potholes, testers),
    )


def costs_of(record: WalkRecord) -> Costs:
    """What the potholes that a walk met cost a month, reckoned with all of its journey."""
    own = {hole.id: hole for hole in record.potholes if not hole.bright}
    others = (weight for weight in record.beside if weight.id not in own)
    return costs(record.open.journey, (*own.values(), *others)).of(own)
