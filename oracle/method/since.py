"""How road quality changed from one walk to another: the one way for home, review, report and comparison.

Steps are matched by what people corrected, by lasting identity, and by likeness. `turned`: the road of the walk that
stands as `then` is the one that corrections lead to, and whose weights count; usually that is the road of `now`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from oracle.method.matching import Pair, matched, matched_back
from oracle.method.quality import frictions, smoothness
from oracle.model.ratings import ENDED, Run
from oracle.model.walk import OpenWalk

Corrections = Mapping[str, str | None]


class Since(Struct, frozen=True):
    """How many points better than `walk`, an earlier one."""

    points: float
    walk: OpenWalk


def since(newer: OpenWalk, earlier: Iterable[OpenWalk], corrections: Corrections) -> Since | None:
    """The change since the first of `earlier` (newest first) that came to an end and can be compared; None for none."""
    for older in earlier:
        if older.walk.state not in ENDED:
            continue
        turned = is_newer(older, newer)
        points = change(older, newer, pairs(older, newer, corrections, turned=turned), turned=turned)
        if points is not None:
            return Since(points, older)
    return None


def is_newer(one: OpenWalk, other: OpenWalk) -> bool:
    """Whether `one` walked a newer version of the same journey."""
    return one.journey.id == other.journey.id and one.version.number > other.version.number


def pairs(then: OpenWalk, now: OpenWalk, corrections: Corrections, *, turned: bool) -> tuple[Pair, ...]:
    """Which step of one walk is which of the other; each step of both once."""
    if then.version.id == now.version.id:
        return matched(then.steps, now.steps, {})
    return (matched_back if turned else matched)(then.steps, now.steps, corrections)


def change(then: OpenWalk, now: OpenWalk, paired: Iterable[Pair], *, turned: bool) -> float | None:
    """Road quality of `now` minus that of `then` in points, or None where they cannot be compared.

    Source: product page, "Change since the last walk". Only steps valued in both, with the newer version's weights, and
    only where these are at least half of its road. A ten-minute walk's road is its moments of truth; it is compared
    with another ten-minute walk only.
    """
    if (now.walk.run is Run.TEN_MINUTE) != (then.walk.run is Run.TEN_MINUTE):
        return None
    before, after = frictions(then.visits), frictions(now.visits)
    both = [
        (pair.then if turned else pair.now, before[pair.then.id], after[pair.now.id])
        for pair in paired
        if pair.then is not None and pair.now is not None and pair.then.id in before and pair.now.id in after
    ]
    if not both or 2 * len(both) < len((then if turned else now).steps):
        return None
    was = smoothness([(step, friction) for step, friction, _later in both])
    is_now = smoothness([(step, friction) for step, _earlier, friction in both])
    return None if was is None or is_now is None else is_now - was
