"""Workspaces to measure on, filled through the app's own functions.

    python -m measuring.filling WORKSPACE PICTURES COUNT [prepared|bare|small]

makes a finished walk of COUNT captures, each with a pothole, and a walk that has just begun. "prepared": the report's
pictures are kept already; "small": pictures of 640 × 360, for very many. Prints the ids as JSON.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from measuring import pictures, places
from oracle import imaging
from oracle import workspace as workspaces
from oracle.model.journey import PersonaSketch, Stage, Step
from oracle.model.ratings import Cause, ChannelKind, Kind, Source
from oracle.model.walk import Shot
from oracle.workspace import (
    Workspace,
    businesses,
    captures,
    clock,
    journeys,
    personas,
    potholes,
    renditions,
    testers,
    visits,
    walks,
)

_SAW = (
    "The banner promises thirty percent with a code. The basket answers that the code is not valid, and why it does "
    "not say. She tries it three times, then looks for help and finds a page that speaks of promotional instruments."
)
_WHY = (
    "She came for the sale. Now she cannot tell whether the price is right or whether she is being tricked, with her "
    "card in her hand. Two dogs wait in the car, and the shop next door has the same plant."
)
_TODO = "Accept the code and say that it is already in the price, or leave the code off the banner on reduced plants."
_MOST_STEPS = 40
_JOURNEYS = 12  # that many captures share a workspace with several journeys


@dataclass(frozen=True, slots=True)
class Road:
    """Ids of a journey, a walk of it under way, and the steps in order."""

    journey: str
    walk: str
    steps: tuple[str, ...]


def road(workspace: Workspace, steps: int, title: str = "Buy a plant in the sale") -> Road:
    """A new journey of so many steps, walked by phone so that no browser is opened, and a walk that has begun."""
    known = businesses.list_all(workspace)
    business = known[0].id if known else businesses.add(workspace, name="Green Leaf Plants").id
    persona = personas.add(workspace, business, sketch=PersonaSketch(name="Wendy")).id
    numbers = range(1, steps + 1)
    made = tuple(Step(id="", number=each, title=f"Meets page {each}", channel=ChannelKind.PHONE) for each in numbers)
    stages = (Stage(name="Looks", steps=made[: steps // 2]), Stage(name="Buys", steps=made[steps // 2 :]))
    journey = journeys.add(workspace, business, persona, kind=Kind.BUY, title=title, stages=stages).id
    tester = testers.find(workspace, "Mia") or testers.get(workspace, testers.add(workspace, name="Mia").id)
    walk = walks.start(workspace, journey, tester_id=tester.id).id
    return Road(journey, walk, tuple(step.id for step in walks.opened(workspace, walk).version.steps))


def fill(workspace: Workspace, road: Road, shots: list[tuple[bytes, bytes]], count: int, first: int = 0) -> None:
    """Adds captures, with a pothole each while these are few; `shots` are (PNG, its report's JPEG or nothing)."""
    for step in road.steps:
        visits.set_fields(workspace, road.walk, step, friction=2, feeling=-1, note=_SAW)
    for number, (png, jpeg) in enumerate(islice(cycle(shots), count), first):
        step = road.steps[number % len(road.steps)]
        data = pictures.stamped_png(png, number)
        shot = Shot(data=data, source=Source.SCREEN, taken_at=clock.now(), title=f"Page {number}")
        capture = captures.add(workspace, road.walk, step, shot).id
        if jpeg:
            _keep_report(workspace, capture, pictures.stamped_jpeg(jpeg, number))
        if count <= 2_000:
            potholes.add(
                workspace, road.walk, step, title=f"Code {number} is refused", saw=_SAW, why=_WHY, todo=_TODO,
                cause=Cause.PROCESS, severity=1 + number % 4, reach=1 + number % 3, capture_ids=(capture,),
            )  # fmt: skip
    walks.finish(workspace, road.walk, ease=3)


def _keep_report(workspace: Workspace, capture: str, jpeg: bytes) -> None:
    image = captures.get(workspace, capture).image
    width, height = 1600, 900
    missing = renditions.Preparation(image, (), renditions.Purpose.REPORT, b"")
    renditions.keep(workspace, missing, imaging.Picture(jpeg, width, height))


def make(folder: Path, name: str, shots: list[Path], count: int, how: str) -> dict[str, Any]:
    """Makes the workspace `name` in a child, so that this process stays small; returns its ids and its path."""
    place = folder / f"{name}.db"
    command = places.python("measuring.filling", place, shots[0].parent, count, how)
    said = places.run(command, places.environment(folder / "filler"))
    return {**json.loads(said.splitlines()[-1]), "path": place}


def main(place: Path, folder: Path, count: int, how: str) -> None:
    """Fills one workspace and prints its ids."""
    shots = [(each.read_bytes(), b"") for each in sorted(folder.glob("shot-*.png"))[:count]]
    if how == "prepared":
        shots = [(png, imaging.report_jpeg(png).data) for png, _ in shots]
    elif how == "small":
        shots = [(_small(png), b"") for png, _ in shots[:20]]
    workspace = workspaces.open(place)
    # What is measured later is measured with the disk synced; filling need not wait for it.
    workspace.driver.execute("PRAGMA synchronous=OFF")
    steps = max(2, min(_MOST_STEPS, count // 4))
    parts = _JOURNEYS if how == "small" and count >= _JOURNEYS else 1
    for part in range(parts):
        filled = road(workspace, steps, title=f"Buy a plant in the sale, {part + 1}")
        fill(workspace, filled, shots, -(-count // parts), first=part * count)
    begun = road(workspace, steps, title="Ask about a plant")
    workspace.close()
    print(json.dumps({"filled": filled.walk, "begun": begun.walk}))


def _small(png: bytes) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        picture.resize((640, 360)).save(out, "PNG", compress_level=1)
    return out.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
