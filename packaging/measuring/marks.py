"""How long a frame takes while a large capture with many marks is zoomed and moved; a screen shows sixty a second."""

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
_SIZE = (3840, 2160)
_MARKS = 200
_WORDS = {
    "zoom": "zoomed by the wheel",
    "pan": "moved by the hand",
    "move": "a mark moved",
    "size": "a mark sized",
    "draw": "a line drawn by hand",
}


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """The usual frame of each drag, the one that 99 of 100 stay under, and the window thread's own work for that."""
    said = places.run(
        places.python("measuring.annotating", *_SIZE, _MARKS, scale.frames), places.environment(folder / "home")
    )
    found = json.loads(said.splitlines()[-1])
    plain = Sample(tuple(found["plain"]))
    what = f"{_SIZE[0]}×{_SIZE[1]}, {_MARKS} marks"
    for name, words in _WORDS.items():
        frames = found[name]
        yield Line(f"{what}: {words}", Sample(tuple(frames)), plain, most=_MOST, absolute=True)
        yield Line(f"{what}: {words}, 99 of 100", _most(frames), _most(found["plain"]), most=_MOST, absolute=True)
        # A busy machine lets any thread wait: its own work tells that from a fault of ours.
        yield Line(f"{what}: {words}, 99 of 100 work", _most(found["works"][name]), most=_MOST, absolute=True)
    yield Line(f"{what}: drawn sharply once the zoom rests", Sample(tuple(found["rest"])))


def _most(frames: list[float]) -> Sample:
    if len(frames) < 2:
        return Sample(tuple(frames))
    return Sample((statistics.quantiles(frames, n=100, method="inclusive")[98],))
