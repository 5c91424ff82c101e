"""What changed between two versions of a journey, in words: one sentence a change, in road order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TypeVar

from oracle.language import _, ngettext
from oracle.method.edits import Stages, steps_of
from oracle.method.step_changes import quoted, step_changes
from oracle.model.journey import Step

Key = TypeVar("Key", int, str)
NAMED = 4  # of many added or removed steps so many are named


def changes(before: Stages, after: Stages) -> tuple[str, ...]:
    """Every difference of two roads as a sentence; empty exactly when they are the same.

    Steps are told by their lasting ids, stages by their names; a stage with another name and steps of the old one
    counts as renamed. Numbers follow from the order and are not told.
    """
    pairs = _paired(before, after)
    return (
        *_stages(before, after, pairs),
        *_steps(before, after),
        *_places(before, after, pairs),
        *_texts(before, after),
    )


# ---- stages


def _paired(before: Stages, after: Stages) -> dict[int, int]:
    """Index of each old stage to the new one that it became: by name, else by the steps that they share."""
    free = set(range(len(after)))
    pairs: dict[int, int] = {}
    for old, stage in enumerate(before):
        same = [new for new in sorted(free) if after[new].name == stage.name]
        if same:
            pairs[old] = same[0]
            free.discard(same[0])
    for old, stage in enumerate(before):
        ids = {step.id for step in stage.steps}
        best = max(sorted(free), key=lambda new: _shared(ids, after[new].steps), default=None)
        if old not in pairs and best is not None and _shared(ids, after[best].steps):
            pairs[old] = best
            free.discard(best)
    return pairs


def _shared(ids: set[str], steps: Iterable[Step]) -> int:
    return sum(step.id in ids for step in steps)


def _stages(before: Stages, after: Stages, pairs: dict[int, int]) -> list[str]:
    said = []
    for old, new in pairs.items():
        if before[old].name != after[new].name:
            said.append(_("Stage “{old}” is now called “{new}”.").format(old=before[old].name, new=after[new].name))
    said += [_("Stage “{name}” added.").format(name=after[new].name) for new in _others(after, pairs.values())]
    said += [_("Stage “{name}” taken out.").format(name=before[old].name) for old in _others(before, pairs)]
    for old in _moved(sorted(pairs, key=lambda each: pairs[each]), sorted(pairs)):
        new = pairs[old]
        if new:
            said.append(
                _("Stage “{name}” now comes after “{before}”.").format(name=after[new].name, before=after[new - 1].name)
            )
        else:
            said.append(_("Stage “{name}” now comes first.").format(name=after[new].name))
    return said


def _others(stages: Stages, known: Iterable[int]) -> list[int]:
    taken = set(known)
    return [index for index in range(len(stages)) if index not in taken]


# ---- steps


def _steps(before: Stages, after: Stages) -> list[str]:
    old, new = {step.id for step in steps_of(before)}, {step.id for step in steps_of(after)}
    added = [step for step in steps_of(after) if step.id not in old]
    gone = [step for step in steps_of(before) if step.id not in new]
    said = []
    if added:
        said.append(
            ngettext("Step added: {names}.", "{n} steps added: {names}.", len(added)).format(
                n=len(added), names=_names(added)
            )
        )
    if gone:
        said.append(
            ngettext("Step taken out: {names}.", "{n} steps taken out: {names}.", len(gone)).format(
                n=len(gone), names=_names(gone)
            )
        )
    return said


def _names(steps: Sequence[Step]) -> str:
    named = ", ".join(quoted(step.title) for step in steps[:NAMED])
    rest = len(steps) - NAMED
    return named if rest <= 0 else _("{names} and {n} more").format(names=named, n=rest)


def _places(before: Stages, after: Stages, pairs: dict[int, int]) -> list[str]:
    """Steps that went to another stage, and those that have another place in theirs."""
    was = {step.id: pairs.get(index) for index, stage in enumerate(before) for step in stage.steps}
    names = {step.id: stage.name for stage in before for step in stage.steps}
    said = []
    for index, stage in enumerate(after):
        for step in stage.steps:
            if step.id in was and was[step.id] != index:
                said.append(_crossed(step, names[step.id], stage.name))
        stayed = [step.id for step in stage.steps if was.get(step.id, -1) == index]
        kept = set(stayed)
        order = [step.id for step in steps_of(before) if step.id in kept]
        moved = _moved(stayed, order)
        said += [_stands(stage.steps, at) for at, step in enumerate(stage.steps) if step.id in moved]
    return said


def _crossed(step: Step, old: str, new: str) -> str:
    if old == new:  # two stages may have the same name
        return _("{step} moved to the other “{stage}”.").format(step=quoted(step.title), stage=new)
    return _("{step} moved from {old} to {new}.").format(step=quoted(step.title), old=old, new=new)


def _stands(steps: Sequence[Step], at: int) -> str:
    name = quoted(steps[at].title)
    if not at:
        return _("{step} now comes first in its stage.").format(step=name)
    return _("{step} now comes after {before}.").format(step=name, before=quoted(steps[at - 1].title))


def _moved(now: Sequence[Key], then: Sequence[Key]) -> list[Key]:
    """The fewest keys whose moving makes the new order of the old one: those outside a longest rising run."""
    place = {key: index for index, key in enumerate(then)}
    tails: list[int] = []
    lengths = []
    for key in now:
        at = bisect_left(tails, place[key])
        tails[at : at + 1] = [place[key]]
        lengths.append(at + 1)
    wanted, last = len(tails), len(then)
    moved = []
    for key, length in zip(reversed(now), reversed(lengths), strict=True):
        if length == wanted and place[key] < last:
            wanted, last = wanted - 1, place[key]
        else:
            moved.append(key)
    return moved[::-1]


def _texts(before: Stages, after: Stages) -> list[str]:
    old = {step.id: step for step in steps_of(before)}
    return [said for step in steps_of(after) if step.id in old for said in step_changes(old[step.id], step)]
