"""`compare`: two walks side by side."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from oracle import words
from oracle.cli.opening import opened
from oracle.cli.output import say, say_json, say_table
from oracle.language import _
from oracle.method.comparing import At, Comparison, Holes, StepChange, compare
from oracle.method.quality import Quality, rounded
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.ratings import State
from oracle.model.walk import OpenWalk
from oracle.report.content import compared
from oracle.workspace import comparisons, walks


def show(wanted: Namespace) -> int:
    """Compare two walks: then and now."""
    with opened(wanted) as held:
        then, now = (walks.resolve(held, each) for each in (wanted.then, wanted.now))
        found = compare(comparisons.material(held, then, now))
    if wanted.json:
        say_json(as_json(found))
        return 0
    names = compared.labels(found.then, found.now)
    for name, walk, quality in zip(
        names, (found.then, found.now), (found.quality_then, found.quality_now), strict=True
    ):
        say(f"{name}: {compared.named(walk)}, {_quality(quality)}, {compared.rated(quality)}")
    change = compared.change(found)
    say(f"{change}. {compared.how_counted(found)}" if change else compared.why_not(found))
    say(f"{compared.counted(found)}.", "")
    say_table(_row(step, compared.places(found)) for step in found.steps)
    if found.holes is not None:
        _say_holes(found.holes)
    return 0


def _quality(found: Quality) -> str:
    if found.value is None:
        return _("not rated")
    return _("road quality {value}").format(value=rounded(found.value))


def _row(step: StepChange, places: compared.Places) -> tuple[str, ...]:
    shown = step.pair.now or step.pair.then
    number, title = ("", "") if shown is None else (str(shown.number), shown.title)
    return number, title, _value(step.then.friction), _value(step.now.friction), compared.trend(step, places)


def _value(friction: int | None) -> str:
    return "–" if friction is None else str(friction)


def _say_holes(holes: Holes) -> None:
    for name, listed in (
        (_("Repaired"), holes.repaired),
        (_("Remaining"), holes.remaining),
        (words.state(State.WONT_REPAIR), holes.wont_repair),
        (_("Back again"), holes.back_again),
        (_("New"), holes.new),
        (_("Bright spots lost"), holes.lost),
    ):
        if listed:
            say("", f"{name} ({len(listed)})")
            say_table((hole.label, hole.title, _aside(hole, holes)) for hole in listed)


def _aside(hole: Pothole, holes: Holes) -> str:
    if hole.id in holes.worse:
        return _("worse")
    return _("not checked") if hole.id in holes.unchecked else ""


# ---- JSON


def as_json(found: Comparison) -> dict[str, Any]:
    """The whole comparison; figures are unrounded, lengths of time are seconds."""
    return {
        "then": _walk(found.then, found.quality_then),
        "now": _walk(found.now, found.quality_now),
        "change": found.change,
        "why_not": found.why_not,
        "turned": found.turned,
        "steps": [_step(step) for step in found.steps],
        "potholes": None if found.holes is None else _holes(found.holes),
    }


def _walk(walk: OpenWalk, quality: Quality) -> dict[str, Any]:
    return {
        "id": walk.walk.id,
        "number": walk.walk.number,
        "journey": walk.journey.title,
        "business": walk.business_name,
        "tester": walk.tester.name,
        "run": walk.walk.run,
        "started_at": walk.walk.started_at,
        "finished_at": walk.walk.finished_at,
        "ease": walk.walk.ease,
        "seconds": compared.spent(walk),
        "road_quality": quality,
    }


def _step(step: StepChange) -> dict[str, Any]:
    return {
        "then": _place(step.pair.then, step.then),
        "now": _place(step.pair.now, step.now),
        "matched_by": step.pair.how,
        "trend": step.trend,
    }


def _place(step: Step | None, at: At) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "id": step.id,
        "number": step.number,
        "title": step.title,
        "friction": at.friction,
        "feeling": at.feeling,
        "seconds": at.seconds,
        "waited": at.waited,
    }


def _holes(holes: Holes) -> dict[str, Any]:
    return {
        "repaired": _listed(holes.repaired, holes),
        "remaining": _listed(holes.remaining, holes),
        "wont_repair": _listed(holes.wont_repair, holes),
        "back_again": _listed(holes.back_again, holes),
        "new": _listed(holes.new, holes),
        "bright_spots_lost": _listed(holes.lost, holes),
    }


def _listed(potholes: Sequence[Pothole], holes: Holes) -> list[dict[str, Any]]:
    return [
        {
            "id": hole.id,
            "label": hole.label,
            "title": hole.title,
            "severity": hole.severity,
            "state": hole.state,
            "checked": hole.id not in holes.unchecked,
            "worse": hole.id in holes.worse,
        }
        for hole in potholes
    ]
