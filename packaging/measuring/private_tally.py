"""How what was found is held against what stood there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from oracle.model.mark import Private

Truth = tuple[str, tuple[float, float, float, float]]  # the kind, and left, top, right, bottom

HIDDEN = 0.9  # of a text's area, to be counted as found: less would leave something to read
RIGHT = 0.3  # of a find's area that is private text; the rest is margin


@dataclass
class Tally:
    """Counts by kind: what stood there, what of it was found, what was found at all, and what of that was right."""

    truths: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    finds: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)

    def add(self, truths: Sequence[Truth], places: Sequence[Private]) -> None:
        """One picture's. A place counts for a text whatever kind it was told to be of: it hides it all the same."""
        boxes = [(place.x, place.y, place.x + place.width, place.y + place.height) for place in places]
        for kind, box in truths:
            self.truths[kind] += 1
            self.found[kind] += any(_shared(box, other) >= HIDDEN * _area(box) for other in boxes)
        for place, box in zip(places, boxes, strict=True):
            self.finds[place.kind] += 1
            shared = sum(_shared(box, truth) for _kind, truth in truths)
            self.right[place.kind] += shared >= RIGHT * _area(box)

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return {"truths": self.truths, "found": self.found, "finds": self.finds, "right": self.right}


def _area(box: Sequence[float]) -> float:
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _shared(one: Sequence[float], other: Sequence[float]) -> float:
    return _area((max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])))
