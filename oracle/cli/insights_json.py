"""The readings as `insights --json` prints them: scripts rely on the keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from oracle.method import insights as method
from oracle.method import unseen
from oracle.method.channels import Coverage
from oracle.method.cures import Cure, DipCures
from oracle.method.four_roads import never_walked
from oracle.method.money import rounded
from oracle.method.time_lost import Late
from oracle.model.journey import Step
from oracle.model.ratings import LeaveReason
from oracle.model.record import JourneyRecord, WalkRecord


def as_json(
    journey: JourneyRecord,
    channels: tuple[Coverage, ...],
    record: WalkRecord | None,
    found: method.Insights | None,
    together: method.Together,
) -> dict[str, Any]:
    """What `insights --json` prints; `record` and `found` are None for a journey that nobody walked."""
    told: dict[str, Any] = {
        "journey": journey.journey.id,
        "walk": record.open.walk.id if record else None,
        "walks": [each.walk.id for each in journey.walks],
        "road_quality": {"value": None, "rated": 0, "steps": len(journey.journey.version.steps)},
        "dips": [],
        "gaps": [],
        "channels": [_coverage(each) for each in channels],
        "unseen": _unseen(together.unseen),
        "agreement": together.agreement,
    }
    if record is not None and found is not None:
        told |= _walked(found) | _besides(record, found)
    return told


def _walked(found: method.Insights) -> dict[str, Any]:
    return {
        "road_quality": found.quality,
        "dips": [_dip(each, headline=each.dip is found.dip.headline) for each in found.dips],
        "no_dip_because": found.dip.why_none,
        "gaps": [
            {"step": _step(gap.step), "expected": gap.expected, "met": gap.met, "size": gap.size} for gap in found.gaps
        ],
        "widest": [gap.step.number for gap in found.widest],
        "did_not_happen": [
            {"step": _step(each.step), "line": each.line.text if each.line else None} for each in found.absent
        ],
        "channels": [_coverage(each) for each in found.channels],
    }


def _besides(record: WalkRecord, found: method.Insights) -> dict[str, Any]:
    lost, total = found.time_lost, found.costs.total
    return {
        "words": {
            "places": [
                {
                    "step": _step(each.step) if each.step else None,
                    "pothole": each.pothole.id if each.pothole else None,
                    "text": each.text,
                    "terms": each.terms,
                }
                for each in found.wording.places
            ],
            "jargon": found.wording.jargon,
        },
        "recovery": [
            {
                "step": _step(each.step),
                "apology": each.apology,
                "person": each.person,
                "truth": each.truth,
                "handled_well": each.handled_well,
            }
            for each in found.recoveries
        ],
        "extras": {
            str(each.extra): {"mean": each.mean, "rated": each.rated, "lowest": [_step(step) for step in each.lowest]}
            for each in found.extras
        },
        "leaving": [
            {
                "step": _step(each.step),
                "reason": each.reason,
                "trap": each.reason is LeaveReason.TRAP,
                "other_road_offered": each.other_road_offered,
            }
            for each in found.leavings
        ],
        "roads_never_walked": never_walked(found.roads) if record.roads else (),
        "time_lost": {
            "usual": lost.usual,
            "seconds": lost.total,
            "steps": _late(lost.at_steps),
            "waits": _late(lost.waits),
        },
        "cost_a_month": {
            "total": None if total is None else rounded(total),
            "currency": record.business.currency,
            "potholes": {
                key: None if cost is None else rounded(cost.amount) for key, cost in found.costs.by_pothole.items()
            },
        },
    }


def _dip(each: DipCures, *, headline: bool) -> dict[str, Any]:
    dip = each.dip
    return {
        "start": _step(dip.start),
        "low": _step(dip.low),
        "end": _step(dip.end) if dip.end else None,
        "start_height": dip.start_height,
        "low_height": dip.low_height,
        "depth": dip.depth,
        "steps": dip.steps,
        "length": dip.length,
        "to_low": dip.to_low,
        "recovers": dip.end is not None,
        "headline": headline,
        "cause": each.answer.cause if each.answer else None,
        "cures": {str(cure): each.given(cure) for cure in Cure},
    }


def _coverage(each: Coverage) -> dict[str, Any]:
    return {
        "stage": each.stage,
        "channels": [{"kind": kind, "label": label} for kind, label in each.channels],
        "gaps": each.gaps,
        "looked_for": each.looked_for,
    }


def _unseen(found: unseen.Estimate | unseen.WhyNot) -> dict[str, Any]:
    if not isinstance(found, unseen.Estimate):
        return {"why_not": str(found)}
    about, low, high = found.unseen
    return {
        "walks": found.walks,
        "seen": found.seen,
        "met_once": found.once,
        "met_twice": found.twice,
        "total": found.total,
        "total_low": found.low,
        "total_high": found.high,
        "about": about,
        "low": low,
        "high": high,
    }


def _late(found: Iterable[Late]) -> list[dict[str, Any]]:
    return [{"step": _step(each.step), "seconds": each.time} for each in found]


def _step(step: Step) -> dict[str, Any]:
    return {"id": step.id, "number": step.number, "title": step.title}
