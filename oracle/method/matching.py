"""Which step of one version is which step of another: by identity, then by likeness, with what people corrected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from heapq import nlargest
from itertools import product

from msgspec import Struct

from oracle.method.likeness import likeness
from oracle.model.journey import Step

LIKE_ENOUGH = 0.5
_PLACE, _CHANNEL, _LINK = 0.06, 0.06, 0.12  # what speaks for a pair beside its titles
_ALL_PAIRS = 10_000  # so many are looked at one by one
_COMMON = 60  # a word in the titles of more steps than this says nothing
_CANDIDATES = 12  # the likeliest partners of a step, by shared words


class How(StrEnum):
    """Why two steps are taken for the same."""

    IDENTITY = "identity"
    LIKENESS = "likeness"
    BY_HAND = "by_hand"


class Pair(Struct, frozen=True):
    """A step then and now; one of them is None where there is none. `how` is None for a step that stands alone."""

    then: Step | None
    now: Step | None
    how: How | None = None


def matched(then: Sequence[Step], now: Sequence[Step], corrections: Mapping[str, str | None]) -> tuple[Pair, ...]:
    """Each step of both roads once, in the order of `now`; a step that is gone stands where it was.

    `corrections`: the id of a step then to that of the step now, or to None for "none of these"; they come first, then
    lasting identity, then likeness of titles, links, channels and places. Never two steps to one.
    """
    found = dict(_by_hand(then, now, corrections))
    free_then = [step for step in then if step.id not in found and corrections.get(step.id, "") is not None]
    taken = {step.id for step, _how in found.values()}
    by_id = {step.id: step for step in now if step.id not in taken}
    found |= {step.id: (by_id[step.id], How.IDENTITY) for step in free_then if step.id in by_id}
    taken = {step.id for step, _how in found.values()}
    left_then = [step for step in free_then if step.id not in found]
    left_now = [step for step in now if step.id not in taken]
    found |= {one: (other, How.LIKENESS) for one, other in _by_likeness(left_then, left_now, len(then), len(now))}
    return tuple(_in_order(then, now, found))


def matched_back(then: Sequence[Step], now: Sequence[Step], corrections: Mapping[str, str | None]) -> tuple[Pair, ...]:
    """The same pairs where `then` is the newer road: `corrections` lead from the steps of `now` to those of `then`."""
    found = {}
    for pair in matched(now, then, corrections):
        if pair.then is not None and pair.now is not None and pair.how is not None:
            found[pair.now.id] = (pair.then, pair.how)
    return tuple(_in_order(then, now, found))


def _by_hand(
    then: Sequence[Step], now: Sequence[Step], corrections: Mapping[str, str | None]
) -> Iterator[tuple[str, tuple[Step, How]]]:
    by_id = {step.id: step for step in now}
    for step in then:
        other = by_id.pop(corrections.get(step.id) or "", None)
        if other is not None:
            yield step.id, (other, How.BY_HAND)


def _by_likeness(
    then: Sequence[Step], now: Sequence[Step], length_then: int, length_now: int
) -> Iterator[tuple[str, Step]]:
    """The likeliest pair first; each step once."""
    scored = []
    for one, other in _candidates(then, now):
        place = 1 - abs((one.number - 0.5) / length_then - (other.number - 0.5) / length_now)
        scored.append((_likeness(one, other) + _PLACE * place, one, other))
    scored.sort(key=lambda each: (-each[0], each[1].number, each[2].number))
    gone: set[str] = set()
    met: set[str] = set()
    for score, one, other in scored:
        if score >= LIKE_ENOUGH and one.id not in gone and other.id not in met:
            gone.add(one.id)
            met.add(other.id)
            yield one.id, other


def _candidates(then: Sequence[Step], now: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Pairs worth a closer look: all on short roads; on long ones those that share rare words, or their link."""
    if len(then) * len(now) <= _ALL_PAIRS:
        yield from product(then, now)
        return
    holders: dict[str, list[int]] = defaultdict(list)
    for at, step in enumerate(now):
        for clue in _clues(step):
            holders[clue].append(at)
    for one in then:
        shared: Counter[int] = Counter()
        for clue in _clues(one):
            if len(holders[clue]) <= _COMMON:
                shared.update(holders[clue])
        for at in nlargest(_CANDIDATES, shared, key=lambda at: (shared[at], -abs(now[at].number - one.number))):
            yield one, now[at]


def _clues(step: Step) -> set[str]:
    return {*step.title.casefold().split(), step.link} - {""}


def _likeness(one: Step, other: Step) -> float:
    same_channel = one.channel is other.channel and one.channel_label == other.channel_label
    same_link = bool(one.link) and one.link == other.link
    return likeness(one.title, other.title) + _CHANNEL * same_channel + _LINK * same_link


def _in_order(then: Sequence[Step], now: Sequence[Step], found: Mapping[str, tuple[Step, How]]) -> Iterable[Pair]:
    partner = {other.id: (step, how) for step in then if step.id in found for other, how in (found[step.id],)}
    gone_after: dict[str, list[Step]] = defaultdict(list)  # "" = before all that is still there
    last = ""
    for step in then:
        if step.id in found:
            last = found[step.id][0].id
        else:
            gone_after[last].append(step)
    yield from (Pair(step, None) for step in gone_after[""])
    for step in now:
        one, how = partner.get(step.id, (None, None))
        yield Pair(one, step, how)
        yield from (Pair(gone, None) for gone in gone_after[step.id])
