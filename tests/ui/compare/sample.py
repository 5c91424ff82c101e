"""Two walks of the sample road in a real workspace file, a month apart: the second one checked the first's potholes."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from oracle.model.ratings import State, Verdict
from oracle.workspace import Workspace, captures, pothole_verdicts, potholes, rewalks, testers, visits, walks
from tests.ui.review import sample as walked
from tests.written import written

NOW = walked.START + timedelta(days=28)
FRICTIONS = (0, 0, 1, 0, 3, 0, 2, 0, 2, 1, 1, 1)
FEELINGS = (1, 1, 1, 1, -1, 0, 0, 2, 0, 0, 1, 0)
SAID = (
    Verdict.FIXED, Verdict.FIXED, Verdict.STILL_THERE, Verdict.FIXED, Verdict.STILL_THERE, Verdict.FIXED,
    Verdict.NOT_CHECKED, Verdict.WORSE,
)  # fmt: skip


class Sample(Struct, frozen=True):
    """The file and the ids of what is in it."""

    file: Path
    then_id: str
    now_id: str
    steps: tuple[str, ...]
    potholes: tuple[str, ...]
    new: str


def make(folder: Path, name: str = "workspace.db") -> Sample:
    """Writes the file."""
    data, made = _written()
    (folder / name).write_bytes(data)
    return replace(made, file=folder / name)


@cache
def _written() -> tuple[bytes, Sample]:
    return written(fill)


def fill(held: Workspace, file: Path) -> Sample:
    """The first walk as the review's tests have it; then one repair is claimed, and the road is walked again."""
    first = walked.fill(held, file, rated=True)
    potholes.set_fields(held, first.potholes[4], state=State.REPAIRED)
    mia = testers.list_all(held)[0].id
    now_id = rewalks.start(held, first.walk_id, tester_id=mia, now=NOW).id
    steps = walks.opened(held, now_id).version.steps
    now = NOW
    for at, step in enumerate(steps):
        now += timedelta(minutes=3)
        walks.go_to(held, now_id, step.id, now=now)
        if step.wait is not None:
            now += step.wait.length
            visits.came(held, now_id, step.id, when=now)
        visits.set_fields(
            held, now_id, step.id, now=now, friction=FRICTIONS[at], feeling=FEELINGS[at], seconds=95 + 10 * at
        )
        captures.add(held, now_id, step.id, walked.shot(step.title, now, "#7A3E9D" if at == 3 else "#2E6B4A"))
    for hole, verdict in zip(first.potholes, SAID, strict=True):
        if verdict is not Verdict.NOT_CHECKED:
            pothole_verdicts.judge(held, hole, now_id, verdict)
    new = potholes.add(held, now_id, steps[6].id, title="Pop-up covers the pay button", severity=3).id
    walks.finish(held, now_id, ease=5, now=now + timedelta(hours=1))
    while captures.prepare_next(held):
        pass
    return Sample(file, first.walk_id, now_id, first.steps, first.potholes, new)
