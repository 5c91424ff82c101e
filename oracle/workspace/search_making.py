"""Making the index that a search reads, where it is missing or not sound."""

from __future__ import annotations

import sqlite3

from oracle.workspace.search_tables import EVERYTHING, MADE, OWN, SHELVES


def make_sure(own: sqlite3.Connection, *, thoroughly: bool = False) -> bool:
    """Make the index anew unless it is whole and, `thoroughly`, sound; whether that was so.

    Everything is due then, nothing has been read yet. None of it is the user's, so nothing is lost.
    """
    right = _is_whole(own) and not (thoroughly and _is_broken(own))
    if not right:
        own.execute("BEGIN IMMEDIATE")
        try:
            _make_anew(own)
        except BaseException:
            own.rollback()
            raise
        own.commit()
    return right


def _is_whole(own: sqlite3.Connection) -> bool:
    rows = own.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
    return OWN.items() <= dict(rows).items()


def _is_broken(own: sqlite3.Connection) -> bool:
    try:
        for shelf in dict.fromkeys(SHELVES.values()):
            own.execute(f"INSERT INTO {shelf} ({shelf}, rank) VALUES ('integrity-check', 0)")  # noqa: S608 - our names
    except sqlite3.DatabaseError:
        return True
    return False


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
