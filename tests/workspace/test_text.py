"""The Big List of Naughty Strings through every field and back, with some of our own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import insert, select

from oracle import workspace as workspaces
from oracle.errors import InputError
from oracle.model.journey import Line, PersonaSketch, Stage, Step, Wait
from oracle.model.ratings import ChannelKind, Kind, Source
from oracle.model.walk import Shot, Surroundings
from oracle.workspace import (
    Workspace,
    businesses,
    captures,
    check,
    columns,
    journeys,
    personas,
    potholes,
    preferences,
    rows,
    testers,
    visits,
    walks,
)
from oracle.workspace.schema import tester as table
from tests.workspace.conftest import DAY, NOON, encoded

LIST = Path(__file__).parent.parent / "files" / "text" / "big-list-of-naughty-strings.json"
OWN = [
    "nul\0inside",
    "half \ud800 of a pair",
    "other half \udfff",
    "\ud83d\ude00 as two halves",
    "bell\a and escape\x1b[31m",
    "line\r\nends\nof\rall\tkinds",
    "a" * 10_000,
    "word" * 50_000,
    "\u202eright to left\u202c",
    "\ufeffmark",
    "🏳️‍🌈👩‍👩‍👧‍👦",
    "'; DROP TABLE walk; --",
    '{"a": [1, 2',
    "%s %d %(x)s {0} {business}",
    "e\u0301 é",
]
TEXTS = [text for text in [*json.loads(LIST.read_text("utf-8")), *OWN] if text.strip()]


def test_the_rule_for_what_no_document_takes() -> None:
    assert columns.clean("a\0b\ud800c\x1fd\te\r\nf\x7f") == "a\ufffdb\ufffdc\ufffdd\te\r\nf\x7f"
    assert columns.clean("\U0001f600é\u202e\ufeff") == "\U0001f600é\u202e\ufeff"


def stages_of(text: str, name: str) -> tuple[Stage, ...]:
    """A journey in which every text is the same, and every name."""
    line = Line(id="", text=text, must=True)
    step = Step(
        id="", number=1, title=name, does=text, channel=ChannelKind.OTHER, channel_label=text, link=text,
        handled_by=text, gets=text, checklist=(line,), wait=Wait(length=DAY, promise=text), plan_b=text,
    )  # fmt: skip
    return (Stage(name=name, steps=(step,)),)


def store(ws: Workspace, text: str) -> str:
    """Everything that holds text, with this one in every field; the id of its walk."""
    name = text.strip()[: rows.LONGEST_NAME].strip()
    business = businesses.add(ws, name=name, url=text, currency=text).id
    businesses.update(ws, replace(businesses.get(ws, business), people=(text, text)))
    lists = (text, "other", text)
    persona = personas.add(ws, business, sketch=PersonaSketch(name=name, who=text, pains=lists)).id
    whole = replace(
        personas.get(ws, persona), says=lists, thinks=lists, does=lists, feels=lists, gains=lists,
        objectives=lists, expectations=lists, looks=((text, ChannelKind.PHONE),),
    )  # fmt: skip
    personas.update(ws, whole)
    tester = testers.add(ws, name=name, contact=text).id
    testers.update(ws, replace(testers.get(ws, tester), colour=text))
    made = journeys.add(
        ws, business, persona, kind=Kind.OTHER, title=name, stages=stages_of(text, name), template=text, hints=lists
    )
    place = Surroundings(system=text, screen=text, browser=text, place=text)
    walk = walks.start(ws, made.id, tester_id=tester, surroundings=place).id
    step = walks.opened(ws, walk).version.steps[0].id
    visits.set_fields(ws, walk, step, friction=1, note=text, expected=text)
    shot = Shot(
        data=encoded(), source=Source.FILE, taken_at=NOON, zone=text, file_name=text, url=text, title=text, screen=text
    )
    captures.set_caption(ws, captures.add(ws, walk, step, shot).id, text)
    found = potholes.add(ws, walk, step, title=name, saw=text, why=text, todo=text).id
    fields = ("cause_note", "owner", "state_reason", "done_when")
    potholes.set_fields(ws, found, **dict.fromkeys(fields, text))
    preferences.set(ws, "text", columns.clean(text))
    walks.finish(ws, walk, surprised=text, over_coffee=text)
    visits.set_fields(ws, walk, step, note=text + "!")
    return walk


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value, its ids and the like left out."""
    if isinstance(value, str) and type(value) is str:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in {"id", "image", "state", "field"} and not name.endswith(("_id", "_ids")):
                yield from texts_in(getattr(value, name))


def grouped(texts: list[str]) -> list[str]:
    """As many at a time as fit into a name: so each text goes through each field, names too."""
    groups = [""]
    for text in texts:
        if len(groups[-1]) + len(text) >= rows.LONGEST_NAME:
            groups.append("")
        groups[-1] += text + "\n"
    return [group for group in groups if group]


def test_every_text_comes_back_from_every_field(file: Path) -> None:
    """Stored, closed, opened again. Names lose the space around them; the rest stays to the last character."""
    file.parent.mkdir()
    ws = workspaces.open(file)
    assert len(TEXTS) > 490
    kept = {text: store(ws, text) for text in [*grouped(TEXTS), *OWN]}
    ws.close()
    ws = workspaces.open(file)
    for text, walk in kept.items():
        wanted = columns.clean(text)
        name = columns.clean(text.strip()[: rows.LONGEST_NAME].strip())
        opened = walks.opened(ws, walk)
        business = businesses.get(ws, opened.journey.business_id)
        found = (opened, business, potholes.of_walk(ws, walk), walks.card(ws, walk), visits.history(ws, walk))
        allowed = {wanted, wanted.strip(), name, wanted + "!", "other", "1.1", "UTC", ""}
        seen = [own for own in texts_in(found) if own not in allowed]
        assert seen == [opened.walk.zone] * seen.count(opened.walk.zone), repr(text)
        assert sum(own in {wanted, wanted.strip(), name} for own in texts_in(found)) > 60, repr(text)
        assert preferences.get(ws, "text") is not None
    assert check.check(ws) == ()
    ws.close()


def test_every_text_of_the_list_comes_back_from_a_note(file: Path, ws: Workspace, journey: str, tester: str) -> None:
    """All of them, through one field of each kind: a long text, a list, a name."""
    walk = walks.start(ws, journey, tester_id=tester).id
    step = walks.opened(ws, walk).version.steps[0].id
    with ws.writing() as connection:  # one transaction for all: what is stored is tested here, not how often
        values = [{"id": f"{number:036}", "name": text, "contact": text} for number, text in enumerate(TEXTS)]
        connection.execute(insert(table), values)
        back = {row.id: row.contact for row in connection.execute(select(table.c.id, table.c.contact))}
    assert [back[f"{number:036}"] for number in range(len(TEXTS))] == [columns.clean(text) for text in TEXTS]
    visits.set_fields(ws, walk, step, note="\n".join(TEXTS))
    note = walks.opened(ws, walk).visits[0].note
    assert note == columns.clean("\n".join(TEXTS))
    assert len(testers.list_all(ws)) == len(TEXTS) + 1


@pytest.mark.parametrize("empty", ["", "   ", "\n\t", "\u00a0\u2003"])
def test_names_that_are_only_space_are_refused(ws: Workspace, journey: str, empty: str) -> None:
    for act in (
        lambda: businesses.add(ws, name=empty),
        lambda: testers.add(ws, name=empty),
        lambda: journeys.rename(ws, journey, empty),
        lambda: journeys.set_stages(ws, journey, (Stage(name=empty, steps=()),)),
    ):
        with pytest.raises(InputError):
            act()


def test_what_looks_like_sql_finds_nothing_but_itself(ws: Workspace, tester: str) -> None:
    odd = "Mia' OR 1=1 --"
    assert testers.find(ws, odd) is None
    made = testers.add(ws, name=odd).id
    found = testers.find(ws, odd.upper())
    assert found is not None
    assert found.id == made
