"""How much is measured: the counts of a full run, of `--quick`, and of the smoke test."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Counts. `pages` are different pictures made, the rest are turns and sizes of the cases."""

    pages: int = 60
    screens: tuple[tuple[int, str], ...] = ((1080, "typical"), (1080, "photos"), (2160, "typical"), (2160, "photos"))
    turns: int = 9
    warm_up: int = 1
    stalls: int = 100
    captures: int = 10_000
    reports: tuple[int, ...] = (50, 200, 800)
    largest: int = 2_000
    naive: int = 12
    export: int = 200
    commits: int = 200
    frames: int = 600
    thumbnails: int = 1_000
    notes: int = 100_000
    holes: int = 5_000
    private: int = 200


FULL = Scale()
QUICK = Scale(
    pages=16,
    turns=5,
    stalls=40,
    captures=1_000,
    reports=(50, 200),
    largest=0,
    naive=6,
    commits=60,
    frames=200,
    notes=20_000,
    holes=5_000,
    private=40,
)
TINY = Scale(
    pages=2, screens=((1080, "typical"),), turns=1, warm_up=0, stalls=2, captures=4, reports=(2,), largest=0, naive=1,
    export=3, commits=2, frames=4, thumbnails=12, notes=4, holes=40, private=4,
)  # fmt: skip
