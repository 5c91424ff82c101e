"""Where a business can be met: channels by stage, and where its customer looks and nobody is."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from oracle.model.journey import Persona, Stage
from oracle.model.ratings import ChannelKind


class Coverage(Struct, frozen=True):
    """One stage: the channels of its steps, in their order, and those where the persona looks and no step is.

    `looked_for` says whether the persona looks anywhere in this stage; without it there is no gap to speak of.
    """

    stage: str
    channels: tuple[tuple[ChannelKind, str], ...]  # the kind, and the channel's own label
    gaps: tuple[ChannelKind, ...]
    looked_for: bool


def coverage(stages: Iterable[Stage], persona: Persona, others: Iterable[Stage] = ()) -> tuple[Coverage, ...]:
    """Channels covered stage by stage. `others` are stages of the business's other journeys with this persona.

    A gap is a channel ticked in the persona's grid for a stage without a step of that stage and channel in any of
    these journeys. Nothing ticked: coverage only. Source: product page, "Channel gap". Stages are the same when their
    names are, whatever their case.
    """
    own = tuple(stages)
    covered = {(_key(stage.name), step.channel) for stage in (*own, *others) for step in stage.steps}
    found = []
    for stage in own:
        looks = {kind for name, kind in persona.looks if _key(name) == _key(stage.name)}
        gaps = tuple(kind for kind in ChannelKind if kind in looks and (_key(stage.name), kind) not in covered)
        found.append(Coverage(stage.name, _channels(stage), gaps, bool(looks)))
    return tuple(found)


def _channels(stage: Stage) -> tuple[tuple[ChannelKind, str], ...]:
    kinds: dict[tuple[ChannelKind, str], None] = {}
    for step in stage.steps:
        kinds.setdefault((step.channel, step.channel_label.strip()))
    return tuple(kinds)


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()
