"""How long an answer takes among very many notes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from measuring import filling
from measuring.rounds import alternate
from measuring.scale import Scale
from measuring.table import Line
from oracle import workspace as workspaces
from oracle.workspace import Workspace, clock, schema, search, walks

_MOST = 50.0  # ms
_STEPS = 1000
_SYLLABLES = ("ka", "to", "mi", "ren", "sol", "ba", "che", "du", "fi", "gra", "ho", "jo", "le", "sta", "ve", "wi", "zu")
_WORDS = 20_000  # in use; as in a language, few of them very often


def measure(folder: Path, scale: Scale) -> Iterator[Line]:
    """A row for each way of asking, against looking through all notes."""
    workspace = workspaces.open(folder / "searching.db")
    workspace.driver.execute("PRAGMA synchronous=OFF")
    words = _language()
    count = _fill(workspace, words, scale.notes)
    began = time.perf_counter()
    for _progress in search.prepare(workspace):
        pass
    print(f"  {count:,} notes read in {time.perf_counter() - began:.1f} s", flush=True)
    for asked, text in _queries(words).items():
        found = alternate({"ours": _find(workspace, text), "scan": _scan(workspace, text)}, scale.turns, scale.warm_up)
        yield Line(f"{asked}, {count:,} notes / a scan", found["ours"], found["scan"], most=_MOST, absolute=True)
    workspace.close()


def _queries(words: list[str]) -> dict[str, str]:
    often = next(word for word in words if len(word) > 4)
    return {
        "a rare word": words[_WORDS // 2],
        "a word in most notes": often,
        "its beginning": often[:-1],
        "one letter": words[0][0],
        "two letters": words[0][:2],
        "three words": f"{words[0]} {words[1]} {words[2][:2]}",
        "two that never meet": f"{words[-1]} {words[-2]}",
        "a word that is not there": "xylophonist",
    }


def _find(workspace: Workspace, text: str) -> Callable[[], float]:
    def find() -> float:
        began = time.perf_counter()
        search.find(workspace, text)
        return time.perf_counter() - began

    return find


def _scan(workspace: Workspace, text: str) -> Callable[[], float]:
    own = workspace.driver
    where = " AND ".join("note LIKE '%' || ? || '%'" for _word in text.split())
    query = f"SELECT id FROM visit WHERE {where} ORDER BY id DESC LIMIT 50"  # noqa: S608 - only question marks

    def scan() -> float:
        began = time.perf_counter()
        own.execute(query, text.split()).fetchall()
        return time.perf_counter() - began

    return scan


def _language() -> list[str]:
    chance = random.Random(1)  # noqa: S311 - the same each time
    made: dict[str, None] = {}
    while len(made) < _WORDS:
        made["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 4)))] = None
    return list(made)


def _fill(workspace: Workspace, words: list[str], notes: int) -> int:
    """A journey of a thousand steps, walked until there are so many notes; returns how many there are."""
    chance = random.Random(2)  # noqa: S311 - the same each time
    weights = list(accumulate(1 / place for place in range(1, len(words) + 1)))
    road = filling.road(workspace, steps=min(_STEPS, notes), title="Buy a plant")
    opened = walks.opened(workspace, road.walk)
    ids = [road.walk]
    while len(ids) * len(road.steps) < notes:
        ids.append(walks.start(workspace, road.journey, tester_id=opened.tester.id).id)
    for walk in ids:
        rows = [
            {
                "id": clock.new_id(), "walk_id": walk, "step_id": step,
                "note": " ".join(chance.choices(words, cum_weights=weights, k=chance.randint(8, 40))),
            }
            for step in road.steps
        ]  # fmt: skip
        with workspace.writing() as connection:
            connection.execute(schema.visit.delete().where(schema.visit.c.walk_id == walk))
            connection.execute(schema.visit.insert(), rows)
    return len(ids) * len(road.steps)
