"""How long a frame takes while a thousand captures scroll by, and whether the app grows with it."""

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
_GROWS = 8.0  # MB: what an allocator may keep; a thousand pictures would be thirty


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """The usual frame, the one that ninety-nine of a hundred stay under, and the memory of the later passes."""
    if not Path("/proc/self/statm").exists():
        yield Skipped("thumbnails", "this system does not tell what a process uses")
        return
    count = scale.thumbnails
    said = places.run(places.python("measuring.scrolling", count, scale.frames), places.environment(folder / "home"))
    found = json.loads(said.splitlines()[-1])
    what = f"{count:,} captures: a frame of scrolling"
    yield Line(what, Sample(tuple(found["frames"])), Sample(tuple(found["plain"])), most=_MOST, absolute=True)
    yield Line(f"{what}, 99 of 100 under", _one(found["frames"]), _one(found["plain"]), most=_MOST, absolute=True)
    # A busy machine lets any thread wait: its own work tells that from a fault of ours.
    what = f"{count:,} captures: the window thread works"
    yield Line(f"{what}, 99 of 100 under", _one(found["works"]), most=_MOST, absolute=True)
    grown = Sample((max(0.0, found["grown"]),))
    yield Line(f"{count:,} captures: grown in the later passes", grown, unit="MB", most=_GROWS, absolute=True)


def _one(frames: list[float]) -> Sample:
    return Sample((statistics.quantiles(frames, n=100, method="inclusive")[98],))
