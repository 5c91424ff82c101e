"""The index that a search reads: made when it is missing, and brought up to date with what was noted as due."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from oracle.workspace import rows, sqlite
from oracle.workspace.search_tables import EVERYTHING, KINDS, MADE, OWN, RANGE, SHELVES
from oracle.workspace.workspace import Workspace

SLICE = 60  # things read in one transaction, about 10 ms; the steps of one journey are one of them
PAGES = 64  # of the index, written in one transaction
_REMOVAL = "removal"  # a note beside the things that are due
_THINGS = f"kind <> '{_REMOVAL}'"


def make_sure(connection: Connection, *, thoroughly: bool = False) -> bool:
    """Make the index anew unless it is whole and, `thoroughly`, sound; whether that was so.

    Everything is due then, nothing has been read yet. None of it is the user's, so nothing is lost.
    """
    right = _is_whole(connection) and not (thoroughly and _is_broken(connection))
    if not right:
        with connection.begin():
            _make_anew(sqlite.driver(connection))
    return right


def _is_whole(connection: Connection) -> bool:
    rows = sqlite.driver(connection).execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return OWN.items() <= dict(rows).items()


def _is_broken(connection: Connection) -> bool:
    own = sqlite.driver(connection)
    try:
        for shelf in dict.fromkeys(SHELVES.values()):
            own.execute(f"INSERT INTO {shelf} ({shelf}, rank) VALUES ('integrity-check', 0)")  # noqa: S608 - our names
    except sqlite3.DatabaseError:
        return True
    return False


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
                own = sqlite.driver(connection)
                before = own.total_changes
                own.execute(f"INSERT INTO {shelf} ({shelf}, rank) VALUES ('merge', ?)", (pages,))  # noqa: S608
                if own.total_changes - before < 2:  # as SQLite tells that nothing is left to do
                    break
            pages = PAGES
            yield
    with workspace.writing(counts=False) as connection:
        connection.exec_driver_sql("DELETE FROM passage_due WHERE kind = ? AND number <= ?", (_REMOVAL, noted))


def _make_anew(own: sqlite3.Connection) -> None:
    """In the transaction that is open. What bears one of our names and is another's was refused before."""
    there = dict(own.execute("SELECT name, type FROM sqlite_schema").fetchall())
    for name in MADE:
        if name in there:
            _drop(own, there[name], name)
    left = {name for (name,) in own.execute("SELECT name FROM sqlite_schema").fetchall()} & OWN.keys()
    for name in left:  # tables of an index that was too broken to take them along
        own.execute(f"DROP TABLE {name}")
    for text in (*MADE.values(), *(f"INSERT INTO passage_due (kind, thing) {query}" for query in EVERYTHING)):
        own.execute(text)


def _drop(own: sqlite3.Connection, kind: str, name: str) -> None:
    try:
        own.execute(f"DROP {kind} {name}")
    except sqlite3.DatabaseError:
        # An index that cannot even be opened is struck from the list of tables.
        own.execute("PRAGMA writable_schema=ON")
        own.execute("DELETE FROM sqlite_schema WHERE name = ?", (name,))
        own.execute("PRAGMA writable_schema=RESET")


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
    from oracle.workspace import search_sources

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
    # Only where texts are read: opening a workspace looks at the index alone, and these take long to load.
    from oracle.workspace import folding, search_sources

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
