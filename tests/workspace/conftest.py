"""A real workspace file with one small journey in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from oracle import workspace as workspaces
from oracle.model.journey import Line, PersonaSketch, Stage, Step, Wait
from oracle.model.ratings import Kind, Source
from oracle.model.walk import OpenWalk, Shot
from oracle.workspace import Workspace, businesses, journeys, personas, testers, walks
from tests.written import new

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)

STAGES = (
    Stage(
        name="Awareness",
        steps=(
            Step(id="", number=0, title="Sees the ad", moment_of_truth=True),
            Step(id="", number=0, title="Looks around", checklist=(Line(id="", text="A price"),)),
        ),
    ),
    Stage(
        name="Decision",
        steps=(
            Step(id="", number=0, title="Pays", private=True, sale=True, moment_of_truth=True),
            Step(id="", number=0, title="Gets the parcel", wait=Wait(length=3 * DAY, promise="Three days, they say")),
            Step(id="", number=0, title="Is asked how it was", wait=Wait(length=7 * DAY)),
        ),
    ),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where this test's workspace is."""
    return tmp_path / "work" / "workspace.db"


@pytest.fixture
def ws(file: Path) -> Iterator[Workspace]:
    """An open workspace, new and empty."""
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(new())
    opened = workspaces.open(file)
    yield opened
    opened.close()


@pytest.fixture
def business(ws: Workspace) -> str:
    """Id of a business."""
    return businesses.add(ws, name="Leaf & Co", url="https://leaf.example").id


@pytest.fixture
def journey(ws: Workspace, business: str) -> str:
    """Id of a journey of five steps: two moments of truth, a sale at a private step, two waits."""
    persona = personas.add(ws, business, sketch=PersonaSketch(name="Ana")).id
    return journeys.add(ws, business, persona, kind=Kind.BUY, title="Buys a plant", stages=STAGES).id


@pytest.fixture
def tester(ws: Workspace) -> str:
    """Id of a tester."""
    return testers.add(ws, name="Mia").id


@pytest.fixture
def walk(ws: Workspace, journey: str, tester: str) -> OpenWalk:
    """A running walk, started at noon."""
    return walks.opened(ws, walks.start(ws, journey, tester_id=tester, now=NOON).id)


def encoded(colour: str = "teal", size: tuple[int, int] = (64, 40), format_: str = "PNG", **options: object) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, format_, **options)  # type: ignore[arg-type]
    return out.getvalue()


Snap = Callable[..., Shot]


@pytest.fixture
def snap() -> Snap:
    """Makes a shot of one colour, as the app's own screen capture would."""

    def make(colour: str = "teal", **fields: object) -> Shot:
        values = {"data": encoded(colour), "source": Source.SCREEN, "taken_at": NOON} | fields
        return Shot(**values)  # type: ignore[arg-type]

    return make
