"""Writes this release's workspace into `tests/files/workspaces`, once a schema number, by that release itself.

    python -m tests.workspace.freeze

Later releases must open it with all that is in it; never run this again for a number that was released.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from oracle import templates
from oracle import workspace as workspaces
from oracle.model.dip import DipCause
from oracle.model.journey import Step
from oracle.model.mark import Mark, MarkColour, MarkKind, Private, PrivateKind
from oracle.model.ratings import Outcome, Run, Source
from oracle.model.test_customer import CleanUp, TraceKind
from oracle.model.walk import Cover, Shot
from oracle.workspace import (
    businesses,
    captures,
    dip_answers,
    found,
    journeys,
    own_templates,
    personas,
    pothole_links,
    potholes,
    preferences,
    released,
    rewalks,
    test_customers,
    testers,
    visits,
    walks,
)
from tests.workspace.conftest import encoded

FOLDER = Path(__file__).parent.parent / "files" / "workspaces"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def freeze() -> Path:
    """Make the file and, beside it, what must be found in it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"v{released.SCHEMA}.db"
    file.unlink(missing_ok=True)
    ws = workspaces.open(file)
    made = journeys.from_template(
        ws, templates.get("buy-online-shop"), business="Leaf & Co", url="https://leaf.example"
    )
    journey = journeys.get(ws, made.id)
    tester = testers.add(ws, name="Mia Müller").id
    walk_id = walks.start(ws, journey.id, tester_id=tester, run=Run.FULL, now=NOON).id
    steps = journey.version.steps
    for number, step in enumerate(steps[:6]):
        walks.go_to(ws, walk_id, step.id, now=NOON)
        visits.set_fields(
            ws, walk_id, step.id, friction=number % 5, feeling=number % 5 - 2, note=f"№ {number} <b>☃", now=NOON
        )
        shot = Shot(data=encoded("teal" if number % 2 else "gold"), source=Source.PAGE, taken_at=NOON, scale=1.25)
        own = captures.add(ws, walk_id, step.id, shot)
        captures.add_redactions(ws, own.id, [Cover(x=1, y=2, width=3, height=4)])
        potholes.add(ws, walk_id, step.id, title=f"Pothole {number}", severity=number % 4 + 1)
    _fill_since_schema_3(ws, walk_id, steps)
    visits.set_fields(ws, walk_id, steps[6].id, outcome=Outcome.SKIPPED, now=NOON)
    walks.finish(ws, walk_id, ease=4, surprised="Much", now=NOON)
    business = businesses.get(ws, journey.business_id)
    businesses.update(ws, replace(business, currency="EUR", people=("Bo", "Ida"), colour="#1f6f5c"))
    rival = businesses.add(ws, name="Twig").id
    businesses.update(ws, replace(businesses.get(ws, rival), competitor_of=business.id))
    own_templates.add(ws, journey.id, "Our shop")
    personas.set_picture(ws, journey.persona_id, encoded("navy"))
    preferences.set(ws, "last business", business.id)
    write_expectations(ws, file.with_suffix(".json"))
    ws.close()
    return file


def _fill_since_schema_3(ws: workspaces.Workspace, walk_id: str, steps: tuple[Step, ...]) -> None:
    walk = walks.opened(ws, walk_id)
    own = walk.captures[0]
    drawn = (
        Mark(id="a", kind=MarkKind.ARROW, points=((2.0, 2.0), (20.5, 9.0), (30.0, 20.0)), colour=MarkColour.RED),
        Mark(id="b", kind=MarkKind.TEXT, points=((3.0, 3.0), (40.0, 30.0)), rotation=12.5, text="Where? <b>☃"),
        Mark(id="c", kind=MarkKind.NUMBER, points=((9.0, 9.0),), starts_at=3),
    )
    captures.set_marks(ws, own.id, (*own.marks, *drawn))
    found.set_found(ws, own.id, [Private(kind=PrivateKind.MAIL, x=1, y=2, width=3, height=4, hint="w••••@x.example")])
    visits.set_fields(ws, walk_id, steps[4].id, apology=True, person=False, now=NOON)
    test_customers.set_fields(ws, walk_id, name="Tess Test", mailbox="tess@x.example")
    test_customers.add_trace(ws, walk_id, kind=TraceKind.ORDER, what="GL-1", todo=CleanUp.CANCEL)
    dip_answers.answer(ws, walk_id, steps[5].id, cause=DipCause.LONGER, empathy=False)
    one, other, *_more = potholes.of_walk(ws, walk_id)
    potholes.set_fields(ws, one.id, who="Mia", owner="Bo", due=NOON.date())
    pothole_links.link(ws, one.id, other.id)
    rewalks.set_rhythm(ws, walk.journey.id, 90)


def write_expectations(ws: workspaces.Workspace, file: Path) -> None:
    """What must be found in it."""
    (card,) = walks.cards(ws)
    walk = walks.opened(ws, card.walk.id)
    hashes = sorted(hashlib.sha256(captures.image(ws, own.image)).hexdigest() for own in walk.captures)
    kept = {
        "journey": walk.journey.title,
        "steps": [step.title for step in walk.version.steps],
        "frictions": [visit.friction for visit in walk.visits],
        "notes": [visit.note for visit in walk.visits],
        "pictures": hashes,
        "quality": card.quality,
        "marks": [[mark.kind for mark in own.marks] for own in walk.captures],
    }
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    freeze()
