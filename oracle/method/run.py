"""The road as a walk took it: what its kind of run leaves out."""

from __future__ import annotations

from msgspec.structs import replace

from oracle.model.journey import Version
from oracle.model.ratings import Run
from oracle.model.walk import OpenWalk


def walked(walk: OpenWalk) -> Version:
    """The walked version with the steps of this run only, under their own numbers; stages left empty are gone."""
    if walk.walk.run is not Run.TEN_MINUTE:
        return walk.version
    kept = {step.id for step in walk.steps}
    stages = (
        replace(stage, steps=tuple(step for step in stage.steps if step.id in kept)) for stage in walk.version.stages
    )
    return replace(walk.version, stages=tuple(stage for stage in stages if stage.steps))
