"""The sentence that stands first in a report: what the figures say, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from oracle.language import _, ngettext
from oracle.method.priority import is_open, ordered
from oracle.method.quality import frictions
from oracle.model.journey import Step
from oracle.model.pothole import Pothole
from oracle.model.ratings import LeaveReason, Outcome, Run
from oracle.model.walk import OpenWalk

GIVES_WAY = 3  # severity from which the road gives way
NAMED = 2  # places named before the rest is counted


def verdict(walk: OpenWalk, potholes: Iterable[Pothole]) -> str:
    """One or two sentences: how far the customer gets, and where the road gives way.

    Deterministic. Uses the last rated step, the place where the tester ended the walk, and the open potholes of
    severity 3 or 4 in order of priority; minor ones are counted when there are no others.
    """
    if not frictions(walk.visits):
        return _("This road has not been rated yet.")
    holes = [pothole for pothole in ordered(potholes) if is_open(pothole) and not pothole.bright]
    grave = [pothole for pothole in holes if (pothole.severity or 0) >= GIVES_WAY]
    left = _left_for_good(walk)
    if left:
        return _leaving(walk, left) + _after_leaving(grave, left, walk)
    if grave:
        return _gives_way(walk, grave)
    if holes:
        if any(pothole.severity is None for pothole in holes):
            count = ngettext("one pothole", "{n} potholes", len(holes)).format(n=len(holes))
        else:
            count = ngettext("one small pothole", "{n} small potholes", len(holes)).format(n=len(holes))
        return _("{name} {gets}, over {count}.").format(name=walk.persona.name, gets=_gets(walk), count=count)
    return _("{name} {gets}, without meeting a pothole.").format(name=walk.persona.name, gets=_gets(walk))


def _gives_way(walk: OpenWalk, grave: list[Pothole]) -> str:
    places = _places(walk, grave)
    if not places:
        count = ngettext("once", "{n} times", len(grave)).format(n=len(grave))
        return _("{name} {gets}, but the road gives way {count}.").format(
            name=walk.persona.name, gets=_gets(walk), count=count
        )
    count = {1: _("once"), 2: _("twice")}.get(len(places)) or _("in {n} places").format(n=len(places))
    return _("{name} {gets}, but the road gives way {count}: {places}.").format(
        name=walk.persona.name, gets=_gets(walk), count=count, places=_listed(places)
    )


def _places(walk: OpenWalk, potholes: list[Pothole]) -> list[Step]:
    """The steps where these were first met in this walk, each once, worst first."""
    known = {step.id: step for step in walk.steps}
    met = [next((known[step] for step in pothole.step_ids if step in known), None) for pothole in potholes]
    return list(dict.fromkeys(step for step in met if step is not None))


def _listed(places: list[Step]) -> str:
    names = [_("“{step}”").format(step=step.title) for step in places]
    if len(names) == 1:
        return _("at {place}").format(place=names[0])
    if len(names) == NAMED:
        return _("at {first} and at {second}").format(first=names[0], second=names[1])
    return _("worst at {first} and at {second}").format(first=names[0], second=names[1])


def _gets(walk: OpenWalk) -> str:
    """How far: to the end, or to the last step that was rated; and of how many steps that is said, where not of all."""
    valued = frictions(walk.visits)
    steps = walk.steps
    rated = [step for step in steps if step.id in valued]
    if rated[-1] is steps[-1] and walk.walk.run is Run.TEN_MINUTE:
        return ngettext(
            "gets past the only moment of truth", "gets past the last of {n} moments of truth", len(steps)
        ).format(n=len(steps))  # fmt: skip
    if rated[-1] is steps[-1]:
        told = _("gets to the end")
        if len(rated) == len(steps):
            return told
        return _("{gets}, with {rated} of {steps} steps rated").format(gets=told, rated=len(rated), steps=len(steps))
    return _("gets as far as “{step}”").format(step=rated[-1].title)


def _left_for_good(walk: OpenWalk) -> Step | None:
    """The step that was left with nothing valued after it."""
    valued = frictions(walk.visits)
    rated = [step for step in walk.steps if step.id in valued]
    visit = walk.visit(rated[-1].id)
    return rated[-1] if visit and visit.outcome is Outcome.LEFT else None


def _leaving(walk: OpenWalk, step: Step) -> str:
    visit = walk.visit(step.id)
    if visit and visit.leave_reason is LeaveReason.TRAP:
        return _("{name} leaves at “{step}”, in front of a trap.").format(name=walk.persona.name, step=step.title)
    return _("{name} leaves at “{step}”.").format(name=walk.persona.name, step=step.title)


def _after_leaving(grave: list[Pothole], left: Step, walk: OpenWalk) -> str:
    places = [place for place in _places(walk, grave) if place is not left]
    if not places:
        return ""
    return " " + _("Before that, the road gives way {places}.").format(places=_listed(places))
