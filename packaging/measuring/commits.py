"""What a commit costs: a field and a picture row, against appending as many bytes to a file and syncing it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from measuring import filling, pictures
from measuring.rounds import Case, alternate
from measuring.scale import Scale
from measuring.table import Line
from oracle import workspace as workspaces
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.workspace import captures, clock, visits

_FIELD_BYTES = 4096
_MOST = 3.0


def measure(folder: Path, scale: Scale) -> Iterator[Line]:
    """Both rows."""
    page = pictures.folder_of(folder, scale)[0].read_bytes()
    workspace = workspaces.open(folder / "commits.db")
    road = filling.road(workspace, steps=12)
    step = road.steps[0]
    numbers = iter(range(1_000_000))

    def field() -> float:
        note = f"The banner says thirty percent, the basket says none. {next(numbers)}"
        return _timed(lambda: visits.set_fields(workspace, road.walk, step, note=note))

    def picture() -> float:
        shot = Shot(data=pictures.stamped_png(page, next(numbers)), source=Source.SCREEN, taken_at=clock.now())
        return _timed(lambda: captures.add(workspace, road.walk, step, shot))

    turns = scale.commits
    with (folder / "appended").open("ab", buffering=0) as file:
        found = alternate(
            {"ours": field, "append": _appending(file.fileno(), os.urandom(_FIELD_BYTES))}, turns, 3 * scale.warm_up
        )
        yield Line("commit of a field / append of 4 kB + sync", found["ours"], found["append"], most=_MOST)
        found = alternate(
            {"ours": picture, "append": _appending(file.fileno(), page)}, max(1, turns // 4), 3 * scale.warm_up
        )
        size = f"{len(page) / 1e6:.1f} MB"
        yield Line(f"commit of a picture row / append of its {size} + sync", found["ours"], found["append"], most=_MOST)
    workspace.close()


def _appending(file: int, data: bytes) -> Case:
    def append() -> float:
        began = time.perf_counter()
        os.write(file, data)
        (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(file)
        return time.perf_counter() - began

    return append


def _timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
