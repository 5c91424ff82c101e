"""The index that a search reads, brought up to date with what was noted as due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from oracle.workspace import folding, rows, search_sources
from oracle.workspace.search_tables import KINDS, RANGE, SHELVES
from oracle.workspace.workspace import Workspace

SLICE = 60  # things read in one transaction, about 10 ms; the steps of one journey are one of them
PAGES = 64  # of the index, written in one transaction
_REMOVAL = "removal"  # a note beside the things that are due
_THINGS = f"kind <> '{_REMOVAL}'"


def due(workspace: Workspace) -> int:
    """How much has not been read yet."""
    with workspace.reading() as connection:
        return _count(connection)


def _count(connection: Connection) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM passage_due WHERE {_THINGS}").scalar_one())  # noqa: S608


def settle(workspace: Workspace) -> Generator[tuple[int, int], None, None]:
    """Read what is due, newest first, in slices of a few milliseconds; yields how much is done, and of how much.

    After a removal the words that nothing holds any more leave the file too.
    """
    total = due(workspace)
    left = total
    while left:
        with workspace.writing(counts=False) as connection:
            some = connection.exec_driver_sql(
                f"SELECT number, kind, thing FROM passage_due WHERE {_THINGS} ORDER BY number DESC LIMIT ?",  # noqa: S608
                (SLICE,),
            ).all()
            _read_again(connection, _one_road_of(some))
            left = _count(connection)
        yield max(0, total - left), total
    for _piece in _shrinking(workspace):
        yield total, total


def _one_road_of(due_rows: Sequence[Any]) -> list[Any]:
    """Of what is due, the steps of one journey only: that may be a thousand things by itself."""
    road = next((thing for _number, kind, thing in due_rows if kind == "steps"), None)
    return [row for row in due_rows if row[1] != "steps" or row[2] == road]


def note_removal(connection: Connection) -> None:
    """Something was removed for good: its words are to leave the file."""
    connection.exec_driver_sql("INSERT INTO passage_due (kind, thing) VALUES (?, '')", (_REMOVAL,))


def _shrinking(workspace: Workspace) -> Iterator[None]:
    with workspace.reading() as connection:
        noted = connection.exec_driver_sql("SELECT max(number) FROM passage_due WHERE kind = ?", (_REMOVAL,)).scalar()
    if noted is None:
        return
    for shelf in dict.fromkeys(SHELVES.values()):
        pages = -PAGES  # below nothing: everything is to become one piece, not only what is worth while
        while True:
            with workspace.writing(counts=False) as connection:
                before = workspace.driver.total_changes
                connection.exec_driver_sql(f"INSERT INTO {shelf} ({shelf}, rank) VALUES ('merge', ?)", (pages,))  # noqa: S608
                if workspace.driver.total_changes - before < 2:  # as SQLite tells that nothing is left to do
                    break
            pages = PAGES
            yield
    with workspace.writing(counts=False) as connection:
        connection.exec_driver_sql("DELETE FROM passage_due WHERE kind = ? AND number <= ?", (_REMOVAL, noted))


def _read_again(connection: Connection, due_rows: Iterable[Any]) -> None:
    things: dict[str, list[str]] = defaultdict(list)
    numbers = []
    for number, kind, thing in due_rows:
        numbers.append((number,))
        things[kind].append(thing)
    for kind, own in things.items():
        if kind == "steps":
            for journey_id in dict.fromkeys(own):
                _bring_up(connection, "step", _steps_of(connection, journey_id))
        elif kind in KINDS:
            _bring_up(connection, kind, list(dict.fromkeys(own)))
    connection.exec_driver_sql("DELETE FROM passage_due WHERE number = ?", numbers)


def _steps_of(connection: Connection, journey_id: str) -> list[str]:
    """Those that the journey has now, and those that are indexed."""
    now = connection.execute(search_sources.STEPS_OF, {"journey": journey_id}).scalars().all()
    own = (f"{journey_id}/", f"{journey_id}0")  # what begins with the first stands between the two
    query_known = "SELECT thing FROM passage WHERE kind = 'step' AND thing > ? AND thing < ?"
    known = connection.exec_driver_sql(query_known, own).scalars()
    return list(dict.fromkeys([*now, *known]))


def _bring_up(connection: Connection, kind: str, things: list[str]) -> None:
    """Make the passages of these things what their texts are."""
    for some in rows.slices(things):
        wanted = {thing: passage for thing, passage in _wanted(connection, kind, some) if any(passage[1:])}
        known = dict(_known(connection, kind, some))
        for thing in known.keys() | wanted.keys():
            if thing not in known or known[thing][1:] != wanted.get(thing):
                if thing in known:
                    _remove(connection, kind, *known[thing])
                if thing in wanted:
                    _add(connection, kind, thing, *wanted[thing])


def _wanted(connection: Connection, kind: str, things: list[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    for row in connection.execute(search_sources.SOURCES[kind], {"things": things}):
        texts = search_sources.body(row)
        yield row.thing, (row.business_id, folding.words(row.title), folding.words("\n".join(texts)))


def _known(connection: Connection, kind: str, things: list[str]) -> Iterator[tuple[str, tuple[int, str, str, str]]]:
    marks = ", ".join("?" * len(things))
    query = f"SELECT thing, number, business, title, body FROM passage WHERE kind = ? AND thing IN ({marks})"  # noqa: S608
    for thing, *passage in connection.exec_driver_sql(query, (kind, *things)):
        yield thing, tuple(passage)


def _remove(connection: Connection, kind: str, number: int, _business: str, title: str, body: str) -> None:
    shelf = SHELVES[kind]
    connection.exec_driver_sql(
        f"INSERT INTO {shelf} ({shelf}, rowid, words) VALUES ('delete', ?, ?)",  # noqa: S608 - our names
        (number, f"{title} {body}"),
    )
    connection.exec_driver_sql("DELETE FROM passage WHERE number = ?", (number,))


def _add(connection: Connection, kind: str, thing: str, business: str, title: str, body: str) -> None:
    begin = KINDS.index(kind) * RANGE
    last = connection.exec_driver_sql(
        "SELECT max(number) FROM passage WHERE number BETWEEN ? AND ?", (begin, begin + RANGE - 1)
    ).scalar_one()
    number = begin if last is None else last + 1
    connection.exec_driver_sql(
        "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)", (number, kind, thing, business, title, body)
    )
    connection.exec_driver_sql(
        f"INSERT INTO {SHELVES[kind]} (rowid, words) VALUES (?, ?)",  # noqa: S608 - our names
        (number, f"{title} {body}"),
    )
