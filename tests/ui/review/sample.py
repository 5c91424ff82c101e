"""A finished walk of the sample road in a real workspace file, as the tests of review and reports find it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from oracle import templates
from oracle.capture.grab import encoded
from oracle.model.ratings import Source
from oracle.model.walk import Shot
from oracle.workspace import Workspace, businesses, captures, journeys, potholes, testers, visits, walks
from tests.written import written

START = datetime(2025, 10, 6, 8, 30, tzinfo=UTC)
EXPECTED = (0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0)


class Sample(Struct, frozen=True):
    """The file and the ids of what is in it; `potholes` by number."""

    file: Path
    walk_id: str
    steps: tuple[str, ...]
    potholes: tuple[str, ...]
    brights: tuple[str, ...]


def make(folder: Path, *, rated: bool = True, name: str = "workspace.db") -> Sample:
    """Writes the file. Unless `rated`, potholes are as the walk leaves them: no severity, why and what to do."""
    data, made = _written(rated)
    (folder / name).write_bytes(data)
    return replace(made, file=folder / name)


@cache
def _written(rated: bool) -> tuple[bytes, Sample]:
    return written(partial(fill, rated=rated))


def fill(held: Workspace, file: Path, *, rated: bool) -> Sample:
    told = templates.sample_walk()
    made = journeys.from_template(
        held, templates.sample(), business="Green Leaf Plants", url="http://127.0.0.1:9/", persona=""
    )
    journey = journeys.get(held, made.id)
    expecting = iter(EXPECTED)
    journeys.set_stages(
        held, made.id,
        tuple(
            replace(stage, steps=tuple(replace(step, expected_friction=next(expecting)) for step in stage.steps))
            for stage in journey.version.stages
        ),
    )  # fmt: skip
    business = businesses.get(held, journey.business_id)
    businesses.update(held, replace(business, currency="GBP", people=("Mia", "Tom", "Jonas")))
    walk_id = walks.start(held, made.id, tester_id=testers.add(held, name=told.tester).id, now=START).id
    steps = walks.opened(held, walk_id).version.steps
    now, found = START, []
    for step, visit in zip(steps, told.visits, strict=True):
        now += timedelta(minutes=4)
        walks.go_to(held, walk_id, step.id, now=now)
        if visit.came_after is not None:
            now += visit.came_after
            visits.came(held, walk_id, step.id, when=now)
        visits.set_fields(
            held, walk_id, step.id, now=now, friction=visit.friction, feeling=visit.feeling, note=visit.note,
            quality=visit.quality, promptness=visit.promptness, care=visit.care, spent=visit.spent, seconds=180,
        )  # fmt: skip
        for line, yes in zip(step.checklist, visit.answers, strict=True):
            visits.answer(held, walk_id, step.id, line.id, yes)
        captures.add(held, walk_id, step.id, shot(step.title, now))
        if step.number in {2, 7}:
            captures.add(held, walk_id, step.id, shot(f"{step.title}, again", now, "#1F5FA8"))
        for hole in visit.potholes:
            extra = {"why": hole.why, "todo": hole.todo, "severity": hole.severity, "reach": hole.reach,
                     "effort": hole.effort} if rated else {}  # fmt: skip
            identity = potholes.add(
                held,
                walk_id,
                step.id,
                title=hole.title,
                saw=hole.saw,
                cause=hole.cause,
                **extra,  # type: ignore[arg-type]
            ).id
            if rated:
                told_later = {"owner": hole.owner, "done_when": hole.done_when, "cause_note": hole.cause_note}
                potholes.set_fields(held, identity, **told_later)
            found.append(identity)
    brights = tuple(
        potholes.add(held, walk_id, steps[each.step - 1].id, title=each.title, saw=each.saw, bright=True).id
        for each in told.brights
    )
    walks.finish(
        held, walk_id, ease=told.ease, surprised=told.surprised, over_coffee=told.over_coffee,
        now=now + timedelta(hours=1),
    )  # fmt: skip
    while captures.prepare_next(held):
        pass
    return Sample(file, walk_id, tuple(step.id for step in steps), tuple(found), brights)


def again(held: Workspace, walk_id: str, *, frictions: Sequence[int], now: datetime) -> str:
    """Walks the same journey once more, rating its first steps so; the id of that walk, finished."""
    walked = walks.opened(held, walk_id)
    later = walks.start(held, walked.journey.id, tester_id=walked.tester.id, now=now).id
    for step, friction in zip(walked.version.steps, frictions, strict=False):
        visits.set_fields(held, later, step.id, friction=friction, now=now)
    walks.finish(held, later, now=now)
    return later


def shot(title: str, when: datetime, colour: str = "#2E6B4A") -> Shot:
    """A picture of a page of that title."""
    image = QImage(640, 400, QImage.Format.Format_RGB32)
    image.fill(QColor("#F4EFE6"))
    painter = QPainter(image)
    painter.fillRect(0, 0, 640, 45, QColor(colour))
    painter.fillRect(40, 120, 210, 230, QColor(colour).lighter(150))
    painter.fillRect(280, 200, 300, 12, QColor("#DEDAD0"))
    painter.fillRect(280, 225, 260, 12, QColor("#DEDAD0"))
    font = QFont("Inter")
    font.setPixelSize(28)
    painter.setFont(font)
    painter.drawText(280, 160, title)
    painter.end()
    return Shot(data=encoded(image), source=Source.PAGE, taken_at=when, title=title, url="http://127.0.0.1:9/page")
