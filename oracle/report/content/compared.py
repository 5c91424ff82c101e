"""Two walks compared, in words: the window, the report and the command line say the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from oracle import words
from oracle.language import _, ngettext
from oracle.method.comparing import Comparison, StepChange, Trend, WhyNoChange
from oracle.method.quality import Quality, rounded
from oracle.model.walk import OpenWalk, Walk
from oracle.report.content import dates

LONGEST = 24  # letters of a business's name within a sentence
Places = tuple[str, str] | None


def trend(step: StepChange, places: Places = None) -> str:
    """What became of a step: "smoother", "rougher", "the same", or why that cannot be said.

    Of a competitor lap it says at which business, since no time lies between the two.
    """
    if step.pair.then is None:
        return _("new step") if places is None else _("only at {business}").format(business=places[1])
    if step.pair.now is None:
        return _("step is gone") if places is None else _("only at {business}").format(business=places[0])
    if step.trend is not None:
        return trend_word(step.trend)
    if step.then.friction is None and step.now.friction is None:
        return _("not rated")
    missing = step.now.friction is None
    if places is not None:
        return _("not rated at {business}").format(business=places[missing])
    return _("not rated now") if missing else _("not rated then")


def trend_word(value: Trend) -> str:
    """ "smoother"."""
    return {Trend.SMOOTHER: _("smoother"), Trend.ROUGHER: _("rougher"), Trend.SAME: _("the same")}[value]


def change(found: Comparison) -> str:
    """ "up 17", "down 5", "no change", "12 lower" in a competitor lap, or "" where they cannot be compared."""
    if found.change is None:
        return ""
    points = rounded(abs(found.change))
    if not points:
        return _("no change")
    if places(found) is not None:
        return (_("{n} higher") if found.change > 0 else _("{n} lower")).format(n=points)
    return (_("up {n}") if found.change > 0 else _("down {n}")).format(n=points)


def why_not(found: Comparison) -> str:
    """Why there is no change; "" where there is one."""
    if found.why_not is None:
        return ""
    return {
        WhyNoChange.NOT_RATED: _("One of the two walks is not rated yet, so there is no change to tell."),
        WhyNoChange.OTHER_KIND: _("A ten-minute walk is never compared with a whole one’s number."),
        WhyNoChange.TOO_FEW: _("Less than half of the road was rated in both walks: too little for a change in all."),
    }[found.why_not]


def how_counted(found: Comparison) -> str:
    """Under the change: what it is computed from."""
    if found.change is None:
        return why_not(found)
    both, at = sum(step.trend is not None for step in found.steps), places(found)
    if at is not None:
        told = ngettext(
            "The difference counts the one step that was rated on both roads, with the weights of {business}.",
            "The difference counts the {n} steps that were rated on both roads, with the weights of {business}.",
            both,
        )
        return told.format(n=both, business=at[not found.road_turned])
    told = ngettext(
        "The change counts the one step that was rated in both walks, with the newer road’s weights.",
        "The change counts the {n} steps that were rated in both walks, with the newer road’s weights.",
        both,
    )
    return told.format(n=both)


def rated(found: Quality) -> str:
    """ "11 of 12 steps rated"."""
    return _("{n} of {all} steps rated").format(n=found.rated, all=found.steps)


def counted(found: Comparison) -> str:
    """ "5 steps smoother, 1 rougher, 6 the same"; of a competitor lap at which business."""
    trends = [step.trend for step in found.steps]
    smoother, rougher, same = (trends.count(each) for each in (Trend.SMOOTHER, Trend.ROUGHER, Trend.SAME))
    if not smoother + rougher + same:
        return _("No step was rated in both walks")
    smooth = ngettext("{n} step smoother", "{n} steps smoother", smoother).format(n=smoother)
    at = places(found)
    if at is not None:
        told = _("{smooth} at {business}, {rough} rougher, {same} the same")
        return told.format(business=at[1], smooth=smooth, rough=rougher, same=same)
    return _("{smooth}, {rough} rougher, {same} the same").format(smooth=smooth, rough=rougher, same=same)


def friction(value: int | None) -> str:
    """ "2 Bumpy", "not rated"."""
    return _("not rated") if value is None else f"{value} {words.friction(value)}"


def both(then: str | None, now: str | None, places: Places = None) -> str:
    """ "2 Bumpy then, 0 Smooth now"; of a competitor lap "2 Bumpy at Fern & Sons, 0 Smooth at Green Leaf".

    A side that nobody measured is None and left out; "" where both are.
    """
    if then is not None and now is not None:
        if places is None:
            return _("{then} then, {now} now").format(then=then, now=now)
        return _("{one} at {first}, {other} at {second}").format(one=then, first=places[0], other=now, second=places[1])
    value = now if then is None else then
    if value is None:
        return ""
    if places is not None:
        return _("{value} at {business}").format(value=value, business=places[then is None])
    return (_("{value} now") if then is None else _("{value} then")).format(value=value)


def places(found: Comparison) -> Places:
    """The businesses of a competitor lap, in its order; None for two walks of one journey, which times tell apart."""
    if found.then.journey.id == found.now.journey.id:
        return None
    return words.shortened(found.then.business_name, LONGEST), words.shortened(found.now.business_name, LONGEST)


def aside(step: StepChange, places: Places = None) -> tuple[str, ...]:
    """What a step says beside its friction, a sentence each: feeling, time spent, how long something took to come."""
    then, now = step.then, step.now
    felt = _sides(words.feeling, then.feeling, now.feeling, places)
    took = _sides(seconds, then.seconds, now.seconds, places)
    came = _sides(words.length, then.waited, now.waited, places)
    said = (
        _("Feeling: {both}").format(both=felt) if felt else "",
        _("Time: {both}").format(both=took) if took else "",
        _("It came after {both}").format(both=came) if came else "",
    )
    return tuple(filter(None, said))


def time_spent(found: Comparison) -> str:
    """ "1 min 20 s then, 40 s now" at all steps; "" where nothing was counted."""
    return _sides(seconds, spent(found.then), spent(found.now), places(found))


def eases(found: Comparison) -> str:
    """ "5 then, 6 now" of 7; "" where nobody said."""
    return _sides(str, found.then.walk.ease, found.now.walk.ease, places(found))


def no_captures(found: Comparison) -> tuple[str, str]:
    """What stands in the place of a capture that there is none of, on either side."""
    at = places(found)
    if at is None:
        return _("no capture then"), _("no capture now")
    there, here = (_("no capture at {business}").format(business=each) for each in at)
    return there, here


def _sides(say: Callable[[Any], str], then: Any, now: Any, places: Places) -> str:
    return both(None if then is None else say(then), None if now is None else say(now), places)


def seconds(value: int) -> str:
    """ "1 min 20 s", "40 s"."""
    minutes, rest = divmod(value, 60)
    if minutes >= 60:
        hours, minutes = divmod(minutes, 60)
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)
    if not minutes:
        return _("{n} s").format(n=rest)
    return (
        _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest) if rest else _("{n} min").format(n=minutes)
    )


def spent(walk: OpenWalk) -> int | None:
    """Seconds at all steps of a walk; None where none were counted."""
    return sum(visit.seconds for visit in walk.visits) or None


# ---- names of walks


def days(walk: Walk, this_year: int | None = None) -> str:
    """ "6 – 23 October 2025"; without the year where it is `this_year`."""
    first = dates.local(walk.started_at, walk.zone).date()
    last = dates.local(walk.finished_at or walk.started_at, walk.zone).date()
    return dates.span(first, max(first, last), this_year)  # a clock that went back ends no walk before it began


def named(walk: OpenWalk, this_year: int | None = None) -> str:
    """ "6 – 23 October, Mia Torres"."""
    return _("{days}, {tester}").format(days=days(walk.walk, this_year), tester=walk.tester.name)


def labels(then: OpenWalk, now: OpenWalk) -> tuple[str, str]:
    """Two short names that tell the walks apart: months, else days, else walk numbers; businesses in a lap."""
    if then.journey.id != now.journey.id:
        return then.business_name, now.business_name
    began = [dates.local(each.walk.started_at, each.walk.zone).date() for each in (then, now)]
    if began[0] == began[1]:
        one, other = (_("walk {n}").format(n=each.walk.number) for each in (then, now))
        return one, other
    if began[0].year == began[1].year and began[0].month != began[1].month:
        return dates.month(began[0]), dates.month(began[1])
    if began[0].year == began[1].year:
        return dates.day_and_month(began[0]), dates.day_and_month(began[1])
    return dates.month_and_year(began[0]), dates.month_and_year(began[1])


def began(walk: Walk) -> str:
    """ "6 October 2025"."""
    return dates.day(dates.local(walk.started_at, walk.zone).date())


def began_briefly(walk: Walk) -> str:
    """ "6 October"."""
    return dates.day_and_month(dates.local(walk.started_at, walk.zone).date())
