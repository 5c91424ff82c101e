"""How long the window stands still while thousands of potholes are scrolled, filtered, searched and judged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from measuring import places
from measuring.rounds import Sample
from measuring.scale import Scale
from measuring.table import Line, Skipped

_MOST = 50.0  # ms
_SAID = {
    "scroll": "scrolled to the end",
    "filter": "filtered by one thing after the other",
    "search": "searched letter by letter",
    "triage": "twelve judged, stored and read back",
    "matrix": "to the matrix and back",
}


def measure(folder: Path, scale: Scale) -> Iterator[Line | Skipped]:
    """The longest gap between two ticks of each, beside that of an idle window; and the thread's own work in one.

    A busy machine lets any thread wait: the work tells that from a fault of ours.
    """
    command = places.python("measuring.inbox", folder / "inbox.db", scale.holes)
    found = json.loads(places.run(command, places.environment(folder / "home")).splitlines()[-1])
    idle = Sample((found["idle"]["stall"],))
    for name, said in _SAID.items():
        case = f"{scale.holes:,} potholes, {said}"
        yield Line(f"{case} / idle", Sample((found[name]["stall"],)), idle, most=_MOST, absolute=True)
        yield Line(f"{case}: most work", Sample((found[name]["work"],)), most=_MOST, absolute=True)
