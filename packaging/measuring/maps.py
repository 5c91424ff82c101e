"""How long a frame takes while a card is dragged over a long map; a screen shows sixty a second."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from pathlib import Path

from measuring import places
from measuring.rounds import Sample
from measuring.scale import Scale
from measuring.table import Line, Skipped

_MOST = 16.0  # ms
_SIZES = ((200, 12), (1000, 12))  # steps, stages


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """The usual frame, the one that ninety-nine of a hundred stay under, and the drop; beside a bare moving widget."""
    for steps, stages in _SIZES:
        said = places.run(
            places.python("measuring.dragging", steps, stages, scale.frames), places.environment(folder / "home")
        )
        found = json.loads(said.splitlines()[-1])
        what = f"{steps} steps, {stages} stages: a frame of a drag"
        yield Line(what, Sample(tuple(found["frames"])), Sample(tuple(found["plain"])), most=_MOST, absolute=True)
        yield Line(f"{what}, 99 of 100 under", _one(found["frames"]), _one(found["plain"]), most=_MOST, absolute=True)
        yield Line(f"{steps} steps, {stages} stages: the drop", Sample((found["drop"],)))


def _one(frames: list[float]) -> Sample:
    if len(frames) < 2:
        return Sample(tuple(frames))
    return Sample((statistics.quantiles(frames, n=100, method="inclusive")[98],))
